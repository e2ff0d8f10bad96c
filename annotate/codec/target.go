package codec

import (
	"archive/zip"
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
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
	return flushed{bufio.NewWriterSize(t.f, 1<<16), nil}, nil
}

// flushed is a buffer that is empty when it is closed.
type flushed struct {
	*bufio.Writer
	under io.Closer
}

// Close implements io.Closer.
func (f flushed) Close() error {
	err := f.Flush()
	if f.under != nil {
		err = errors.Join(err, f.under.Close())
	}
	return err
}

// WriteFolder has fill write the files of a folder, which must not be there or be empty.
// It stands whole in its place, or not at all. A full disk is annotate.ErrFull.
func WriteFolder(name string, fill func(Target) error) error {
	if list, err := os.ReadDir(name); err == nil && len(list) > 0 {
		return fmt.Errorf("%s is not empty; name a new folder: %w", name, fs.ErrExist)
	} else if err == nil {
		if err := os.Remove(name); err != nil {
			return err
		}
	}
	dir, err := os.MkdirTemp(filepath.Dir(name), "."+filepath.Base(name)+".*")
	if err != nil {
		return full(err)
	}
	defer os.RemoveAll(dir)
	if err := os.Chmod(dir, 0o755); err != nil {
		return err
	}
	if err := fill(folder(dir)); err != nil {
		return full(err)
	}
	return os.Rename(dir, name)
}

type folder string

// Create implements [Target].
func (d folder) Create(name string) (io.WriteCloser, error) {
	if !fs.ValidPath(name) {
		return nil, fmt.Errorf("%q leads out of the folder: %w", name, annotate.ErrInvalid)
	}
	full := filepath.Join(string(d), filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(full, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if err != nil {
		return nil, err
	}
	return flushed{bufio.NewWriterSize(f, 1<<16), f}, nil
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
	return flushed{bufio.NewWriterSize(w, 1<<16), nil}, nil
}
