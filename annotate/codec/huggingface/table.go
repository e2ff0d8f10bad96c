package huggingface

import (
	"errors"
	"io"
	"iter"

	"github.com/parquet-go/parquet-go"
)

// rowGroup is after how many bytes, about, the rows so far become a row group: only one is
// held in memory.
const rowGroup = 32 << 20

// ext is the ending of files of lines.
func (o Options) ext() string {
	if o.Parquet {
		return ".parquet"
	}
	return ".jsonl"
}

// row is a line as it goes into a file.
type row[T any] struct {
	line T
	size int    // in bytes, about
	json []byte // of a file of lines
}

// rowOf makes a line ready to be written.
func rowOf[T any](o Options, line T, size int) (row[T], error) {
	r := row[T]{line: line, size: size}
	var err error
	if !o.Parquet {
		r.json, err = marshal(line)
	}
	return r, err
}

// table writes one file of lines: fill gives it each.
func table[T any](w *writer, name string, fill func(put func(row[T]) error) error) error {
	return w.file("data/"+name+w.options.ext(), func(f io.Writer) error {
		if w.options.Parquet {
			return columnar(f, fill)
		}
		return fill(func(r row[T]) error {
			_, err := f.Write(r.json)
			return err
		})
	})
}

// each fills a table with what list has.
func each[T any](o Options, list iter.Seq2[T, error], size int) func(put func(row[T]) error) error {
	return func(put func(row[T]) error) error {
		for line, err := range list {
			var r row[T]
			if err == nil {
				r, err = rowOf(o, line, size)
			}
			if err == nil {
				err = put(r)
			}
			if err != nil {
				return err
			}
		}
		return nil
	}
}

// columnar writes a table as Parquet.
func columnar[T any](f io.Writer, fill func(put func(row[T]) error) error) error {
	t := parquet.NewGenericWriter[T](f, parquet.Compression(&parquet.Snappy), parquet.DataPageVersion(1), parquet.SkipPageBounds("text"), parquet.CreatedBy("Parley", "1", ""))
	one, held := make([]T, 1), 0
	err := fill(func(r row[T]) error {
		one[0] = r.line
		if _, err := t.Write(one); err != nil {
			return err
		}
		if held += r.size; held < rowGroup {
			return nil
		}
		held = 0
		return t.Flush()
	})
	return errors.Join(err, t.Close())
}
