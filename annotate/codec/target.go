package codec

import (
	"archive/zip"
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"parley/annotate"
)

// Target is where a format writes: files of a folder, or one file, whose name is "".
type Target interface {
	// Create begins a file; the one before it must be closed. A name is slash-separated and
	// stays inside.
	Create(name string) (io.WriteCloser, error)
}

// WriteFile has fill write the one file at name, as [Replace] does: whole or not at all.
func WriteFile(name string, fill func(Target) error) error {
	return Replace(name, func(w io.Writer) error { return WriteTo(w, fill) })
}

// WriteTo has fill write to w, which can take one file.
func WriteTo(w io.Writer, fill func(Target) error) error { return fill(&one{f: w}) }

// one is a target of a single file.
type one struct {
	f     io.Writer
	begun bool
}

// Create implements [Target].
func (t *one) Create(name string) (io.WriteCloser, error) {
	if t.begun || name != "" {
		return nil, fmt.Errorf("%q: one file is to be written, and no more: %w", name, annotate.ErrInvalid)
	}
	t.begun = true
	return flushed{bufio.NewWriterSize(t.f, 1<<16)}, nil
}

// flushed is a buffer that is empty when it is closed.
type flushed struct{ *bufio.Writer }

// Close implements io.Closer.
func (f flushed) Close() error { return f.Flush() }

// WriteFolder has fill write the files of a folder, which must not be there or be empty.
// It stands whole in its place, or not at all. A full disk is annotate.ErrFull.
func WriteFolder(name string, fill func(Target) error) error {
	list, missing := os.ReadDir(name)
	if len(list) > 0 {
		return fmt.Errorf("%s is not empty; name a new folder: %w", name, fs.ErrExist)
	}
	dir, err := os.MkdirTemp(filepath.Dir(name), "."+filepath.Base(name)+".*")
	if err != nil {
		return full(err)
	}
	defer os.RemoveAll(dir)
	if err := os.Chmod(dir, 0o755); err != nil {
		return err
	}
	if err := fill(newFolder(dir)); err != nil {
		return full(err)
	}
	if missing == nil {
		if err := os.Remove(name); err != nil { // it is empty, and not every system puts another in its place
			return err
		}
	}
	return os.Rename(dir, name)
}

// folder is a target of many files, which may be small: what one needs to be written serves
// the next.
type folder struct {
	dir    string
	made   map[string]bool // folders in it
	buffer *bufio.Writer
	open   *os.File // that buffer writes to; nil: none
}

func newFolder(dir string) *folder {
	return &folder{dir: dir, made: map[string]bool{".": true}, buffer: bufio.NewWriterSize(nil, 1<<16)}
}

// Create implements [Target].
func (d *folder) Create(name string) (io.WriteCloser, error) {
	if !fs.ValidPath(name) {
		return nil, fmt.Errorf("%q leads out of the folder: %w", name, annotate.ErrInvalid)
	}
	if d.open != nil {
		return nil, fmt.Errorf("%q is begun before the file before it is closed: %w", name, annotate.ErrInvalid)
	}
	if in := path.Dir(name); !d.made[in] {
		if err := os.MkdirAll(filepath.Join(d.dir, filepath.FromSlash(in)), 0o755); err != nil {
			return nil, err
		}
		d.made[in] = true
	}
	f, err := os.OpenFile(filepath.Join(d.dir, filepath.FromSlash(name)), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if err != nil {
		return nil, err
	}
	d.open = f
	d.buffer.Reset(f)
	return inFolder{d.buffer, f, d}, nil
}

// inFolder is a file of a folder.
type inFolder struct {
	*bufio.Writer
	file *os.File
	in   *folder
}

// Close implements io.Closer.
func (f inFolder) Close() error {
	if f.in.open != f.file {
		return fs.ErrClosed
	}
	f.in.open = nil
	return errors.Join(f.Flush(), f.file.Close())
}

// WriteZip has fill write the files of a folder into an archive, as WriteFile does.
func WriteZip(name string, fill func(Target) error) error {
	return WriteFile(name, func(t Target) error {
		w, err := t.Create("")
		if err != nil {
			return err
		}
		z := zip.NewWriter(w)
		err = fill(packed{z})
		return errors.Join(err, z.Close(), w.Close())
	})
}

type packed struct{ *zip.Writer }

// Create implements [Target].
func (z packed) Create(name string) (io.WriteCloser, error) {
	if !fs.ValidPath(name) {
		return nil, fmt.Errorf("%q leads out of the archive: %w", name, annotate.ErrInvalid)
	}
	w, err := z.Writer.Create(name)
	if err != nil {
		return nil, err
	}
	return flushed{bufio.NewWriterSize(w, 1<<16)}, nil
}
