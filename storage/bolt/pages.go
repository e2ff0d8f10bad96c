package bolt

import (
	"errors"
	"fmt"
	"os"

	"parley/annotate"
	"parley/storage/bolt/page"
)

// pages is a source on a file that is read page by page, without a map of it and
// without its lock.
type pages struct {
	file *page.File
	open [buckets]*page.Bucket
	done [buckets]bool
}

func (p *pages) in(b bucket) *page.Bucket {
	if !p.done[b] {
		p.open[b], p.done[b] = p.file.Bucket(b.String()), true
	}
	return p.open[b]
}

func (p *pages) get(b bucket, key []byte) []byte {
	if in := p.in(b); in != nil {
		return in.Get(key)
	}
	return nil
}

func (p *pages) cursor(b bucket) cursor {
	if in := p.in(b); in != nil {
		return in.Cursor()
	}
	return nothing{}
}

// still is a file that nobody writes to: the project itself, or a copy of one that
// somebody has open.
type still struct {
	file *os.File
	size int64
	temp string // the copy
}

func openStill(path string) (*still, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("it is no file: %w", annotate.ErrDamaged)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	if !locked(f) {
		return &still{file: f, size: info.Size()}, nil
	}
	defer f.Close()
	temp, err := copyAside(f)
	if err != nil {
		return nil, err
	}
	if f, err = os.Open(temp); err == nil {
		info, err = f.Stat()
	}
	if err != nil {
		return nil, errors.Join(err, os.Remove(temp))
	}
	return &still{file: f, size: info.Size(), temp: temp}, nil
}

func (s *still) close() error {
	err := s.file.Close()
	if s.temp != "" {
		err = errors.Join(err, os.Remove(s.temp))
	}
	return err
}
