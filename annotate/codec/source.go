package codec

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"parley/annotate"
)

// Source is what a format reads: one file, a folder, or a zip archive, whose files are
// those of the folder that was packed.
type Source struct {
	FS    fs.FS
	Name  string   // of the file or folder, for people
	Files []string // slash-separated, in order; no hidden ones and none that an archiver adds
	close func() error
}

// mostFiles and mostBytes bound what an archive may hold, so that a small file cannot be a
// large one in disguise.
const (
	mostFiles = 1_000_000
	mostBytes = 8 << 30
	mostRatio = 1000 // unpacked to packed
)

// OpenSource opens a file, a folder or a zip archive. Close it.
func OpenSource(name string) (Source, error) {
	info, err := os.Stat(name)
	if err != nil {
		return Source{}, err
	}
	if info.IsDir() {
		return folderSource(os.DirFS(name), filepath.Base(name), nil)
	}
	if z, err := zip.OpenReader(name); err == nil {
		if err := CheckArchive(&z.Reader); err != nil {
			return Source{}, errors.Join(fmt.Errorf("%s: %w", name, err), z.Close())
		}
		return folderSource(&z.Reader, filepath.Base(name), z.Close)
	}
	dir, file := filepath.Split(name)
	return Source{FS: os.DirFS(filepath.Join(dir, ".")), Name: file, Files: []string{file}}, nil
}

func folderSource(f fs.FS, name string, done func() error) (Source, error) {
	s := Source{FS: f, Name: name, close: done}
	err := fs.WalkDir(f, ".", func(p string, d fs.DirEntry, err error) error {
		switch base := path.Base(p); {
		case err != nil:
			return err
		case p != "." && (strings.HasPrefix(base, ".") || base == "__MACOSX"):
			if d.IsDir() {
				return fs.SkipDir
			}
		case d.Type().IsRegular():
			s.Files = append(s.Files, p)
		}
		return nil
	})
	if err != nil {
		return Source{}, errors.Join(fmt.Errorf("%s: %w", name, err), s.Close())
	}
	slices.Sort(s.Files)
	return s, nil
}

// CheckArchive refuses an archive that unpacks to more than anybody has, or leads out of
// itself: its files say what they are going to be, and no more than that is unpacked.
func CheckArchive(z *zip.Reader) error {
	if len(z.File) > mostFiles {
		return fmt.Errorf("the archive has %d files, more than %d: %w", len(z.File), mostFiles, annotate.ErrInvalid)
	}
	var packed, unpacked uint64
	for _, f := range z.File {
		if !fs.ValidPath(strings.TrimSuffix(f.Name, "/")) {
			return fmt.Errorf("the archive names %q, which leads out of it: %w", f.Name, annotate.ErrInvalid)
		}
		packed, unpacked = packed+f.CompressedSize64, unpacked+f.UncompressedSize64
	}
	if unpacked > mostBytes || unpacked > 1<<20 && unpacked/max(packed, 1) > mostRatio {
		return fmt.Errorf("the archive of %d bytes unpacks to %d: %w", packed, unpacked, annotate.ErrInvalid)
	}
	return nil
}

// Close ends the reading.
func (s Source) Close() error {
	if s.close == nil {
		return nil
	}
	return s.close()
}

// Only is the one file of s; "" when there are more.
func (s Source) Only() string {
	if len(s.Files) == 1 {
		return s.Files[0]
	}
	return ""
}

// Ending are the files that end with ext, in any case, with their dot.
func (s Source) Ending(ext string) (list []string) {
	for _, f := range s.Files {
		if strings.EqualFold(path.Ext(f), ext) {
			list = append(list, f)
		}
	}
	return list
}

// Read is a file's bytes; one of more than most bytes is refused.
func (s Source) Read(name string, most int64) ([]byte, error) {
	var b bytes.Buffer
	if err := s.fill(&b, name, most); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// ReadString is [Source.Read] of what is wanted as a string, without a copy of the bytes.
func (s Source) ReadString(name string, most int64) (string, error) {
	var b strings.Builder
	if err := s.fill(&b, name, most); err != nil {
		return "", err
	}
	return b.String(), nil
}

// mostTrusted is how much memory is taken for a file because it says that it is so large.
const mostTrusted = 64 << 20

// fill reads a file into b, which grows once where the file says how large it is.
func (s Source) fill(b interface {
	io.Writer
	Grow(int)
	Len() int
}, name string, most int64) error {
	f, err := s.FS.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	var through []byte // what b does not read by itself; io.Copy would take 32 KB for the smallest file
	if info, err := f.Stat(); err == nil && info.Size() >= 0 {
		b.Grow(int(min(info.Size(), most, mostTrusted)) + bytes.MinRead)
		if _, reads := b.(io.ReaderFrom); !reads {
			through = make([]byte, min(info.Size(), 31<<10)+bytes.MinRead)
		}
	}
	if _, err = io.CopyBuffer(b, io.LimitReader(f, most+1), through); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if int64(b.Len()) > most {
		return fmt.Errorf("%s is larger than %d MB: %w", name, most>>20, annotate.ErrInvalid)
	}
	return nil
}

// Head is the beginning of a file, at most n bytes, for a look; nil when it cannot be read.
func (s Source) Head(name string, n int) []byte {
	f, err := s.FS.Open(name)
	if err != nil {
		return nil
	}
	defer f.Close()
	b := make([]byte, n)
	k, _ := io.ReadFull(f, b)
	return b[:k]
}
