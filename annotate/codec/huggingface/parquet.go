package huggingface

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/parquet-go/parquet-go"

	"parley/annotate"
	"parley/annotate/codec"
)

// mostTable is the largest table that is read.
const mostTable = 64 << 30

// file is a file that can be read anywhere.
type file interface {
	io.ReaderAt
	io.Closer
}

// aside is a copy in a temporary file, gone when it is closed.
type aside struct{ *os.File }

// Close implements io.Closer.
func (a aside) Close() error { return errors.Join(a.File.Close(), os.Remove(a.Name())) }

// anywhere opens a file of s, and tells its size; what is packed is laid aside for it.
func anywhere(s codec.Source, name string) (file, int64, error) {
	f, err := s.FS.Open(name)
	if err != nil {
		return nil, 0, err
	}
	info, err := f.Stat()
	if at, can := f.(file); can && err == nil {
		return at, info.Size(), nil
	}
	defer f.Close()
	return copied(f, err)
}

func copied(f fs.File, err error) (file, int64, error) {
	if err != nil {
		return nil, 0, err
	}
	to, err := os.CreateTemp("", "parley-*.parquet")
	if err != nil {
		return nil, 0, err
	}
	n, err := io.Copy(to, io.LimitReader(f, mostTable))
	if err != nil {
		return nil, 0, errors.Join(err, aside{to}.Close())
	}
	return aside{to}, n, nil
}

// eachRow calls do with every row of a Parquet file, until it is false.
func eachRow[T any](s codec.Source, name string, do func(n int, row *T) bool) (err error) {
	f, size, err := anywhere(s, name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	var table *parquet.File
	err = guarded(func() error { table, err = openTable(f, size); return err })
	if err != nil {
		return err
	}
	n := 0
	for _, g := range table.RowGroups() {
		if going, err := rowsOf(g, func(row *T) bool { n++; return do(n, row) }); err != nil || !going {
			return err
		}
	}
	return nil
}

// guarded calls do, and has the panics with which the library breaks off at some damaged
// files be errors.
func guarded(do func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("it is damaged: %v: %w", r, annotate.ErrInvalid)
		}
	}()
	return do()
}

func openTable(f io.ReaderAt, size int64) (*parquet.File, error) {
	if err := checkFooter(f, size); err != nil {
		return nil, err
	}
	table, err := parquet.OpenFile(f, size, parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
	if err == nil {
		err = checkGroups(f, size, table)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", annotate.ErrInvalid, err)
	}
	return table, nil
}

func rowsOf[T any](g parquet.RowGroup, do func(*T) bool) (going bool, err error) {
	var r *parquet.GenericReader[T]
	err = guarded(func() error { r = parquet.NewGenericRowGroupReader[T](g); return nil })
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, guarded(r.Close)) }()
	for {
		row, n := make([]T, 1), 0
		err := guarded(func() (err error) { n, err = r.Read(row); return err })
		if n == 1 && !do(&row[0]) {
			return false, nil
		}
		if errors.Is(err, io.EOF) {
			return true, nil
		}
		if err != nil {
			return false, fmt.Errorf("%w: %w", annotate.ErrInvalid, err)
		}
	}
}
