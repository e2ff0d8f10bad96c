package bolt

import (
	"errors"
	"fmt"
	"io"
	"os"
)

// Backup writes a copy of this moment to path, checks it, and only then gives it that
// name; where something is, it is annotate.ErrExists. It may run beside changes.
func (s *Store) Backup(path string) error {
	err := s.copyTo(path, func(temp string) error { return place(temp, path) })
	return wrap("back up to "+path, named(err))
}

// copyTo makes a checked copy beside path and hands it to finish.
func (s *Store) copyTo(path string, finish func(temp string) error) error {
	temp, err := beside(path)
	if err != nil {
		return err
	}
	defer os.Remove(temp)
	if err := writeSynced(temp, s.writeMoment); err != nil {
		return err
	}
	report, err := Check(temp)
	if err != nil {
		return err
	}
	if err := report.Err(); err != nil {
		return fmt.Errorf("the copy: %w", err)
	}
	return finish(temp)
}

// writeMoment writes the file as a transaction of its own sees it. Closing the store
// stops it.
func (s *Store) writeMoment(w io.Writer) error {
	_ = s.Prefault() // bbolt reads without saying how
	v, err := s.view()
	if err != nil {
		return err
	}
	defer s.endView(v)
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.tx == nil {
		return errClosed
	}
	_, err = v.tx.WriteTo(&stopper{w, s})
	return err
}

// stopper is a writer that fails once the store is being closed.
type stopper struct {
	w io.Writer
	s *Store
}

func (w *stopper) Write(b []byte) (int, error) {
	if w.s.closing.Load() {
		return 0, errClosed
	}
	return w.w.Write(b)
}

// Prefault reads the file once from front to end, so that a scan of all of it that
// follows finds it in memory. The map is advised for single pages, and would ask the
// disk for each. It may run beside everything.
func (s *Store) Prefault() error {
	f, err := os.Open(s.path)
	if err != nil {
		return err
	}
	defer f.Close()
	readPageByPage(f)
	b := make([]byte, 1<<20)
	for err == nil && !s.closing.Load() {
		_, err = f.Read(b)
	}
	if errors.Is(err, io.EOF) {
		return nil
	}
	return wrap("read "+s.path, err)
}
