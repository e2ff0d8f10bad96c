package bolt

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"parley/annotate"
	"parley/storage/bolt/page"
)

// OpenCopy opens for reading a private copy of a project that another program has open,
// as it was at one moment. Close removes the copy.
func OpenCopy(path string) (*Store, error) {
	s, err := openCopy(path)
	if err != nil {
		return nil, fmt.Errorf("open a copy of %s: %w", path, named(err))
	}
	return s, nil
}

func openCopy(path string) (*Store, error) {
	if err := inspect(path); err != nil {
		return nil, err
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	temp, err := copyAside(f)
	if err != nil {
		return nil, err
	}
	s, err := openUnnamed(temp, true, migrations)
	if err != nil {
		return nil, errors.Join(err, os.Remove(temp))
	}
	s.temp = temp
	return s, nil
}

// copyAside copies a project that somebody may be writing to into the system's
// temporary folder.
func copyAside(from *os.File) (string, error) {
	to, err := os.CreateTemp("", "parley-copy-*.parley")
	if err != nil {
		return "", err
	}
	if err := errors.Join(copyMoment(from, to), to.Close()); err != nil {
		return "", errors.Join(err, os.Remove(to.Name()))
	}
	return to.Name(), nil
}

// tries is how often a copy is begun again because a change came in the middle.
const tries = 50

// copyMoment copies one state. What a state needs is not overwritten before two more
// transactions have come: so the copy is whole when the pages that name the state are,
// after copying, what they were before.
func copyMoment(from, to *os.File) error {
	var last error
	for i := range tries {
		metas, file, err := readMetas(from)
		if err == nil {
			err = copyPages(from, to, metas, file.Size())
		}
		if err != nil {
			last = err
			time.Sleep(time.Duration(i) * time.Millisecond)
			continue
		}
		again, _, err := readMetas(from)
		if err == nil && bytes.Equal(again, metas) {
			return nil
		}
		last = fmt.Errorf("it changes faster than it can be copied: %w", annotate.ErrInUse)
	}
	return last
}

func readMetas(from *os.File) ([]byte, *page.File, error) {
	info, err := from.Stat()
	if err != nil {
		return nil, nil, err
	}
	file, err := page.Open(from, info.Size())
	if err != nil {
		return nil, nil, fmt.Errorf("%w: %w", err, annotate.ErrDamaged)
	}
	if file.Missing() > 0 {
		return nil, nil, fmt.Errorf("its last %d bytes are missing: %w", file.Missing(), annotate.ErrDamaged)
	}
	metas := make([]byte, 2*file.PageSize())
	_, err = from.ReadAt(metas, 0)
	return metas, file, err
}

func copyPages(from, to *os.File, metas []byte, size int64) error {
	if _, err := to.WriteAt(metas, 0); err != nil {
		return err
	}
	_, err1 := from.Seek(int64(len(metas)), io.SeekStart)
	_, err2 := to.Seek(int64(len(metas)), io.SeekStart)
	if err := errors.Join(err1, err2); err != nil {
		return err
	}
	if _, err := io.CopyN(to, from, size-int64(len(metas))); err != nil {
		return err
	}
	return to.Truncate(size)
}
