package huggingface

import (
	"errors"
	"io"

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

// table writes one file of lines: fill gives it each, with its size in bytes, about.
func table[T any](w *writer, name string, fill func(put func(line T, size int) error) error) error {
	return w.file("data/"+name+w.options.ext(), func(f io.Writer) error {
		if w.options.Parquet {
			return columnar(f, fill)
		}
		return fill(func(line T, _ int) error {
			b, err := marshal(line)
			if err == nil {
				_, err = f.Write(b)
			}
			return err
		})
	})
}

// columnar writes a table as Parquet.
func columnar[T any](f io.Writer, fill func(put func(line T, size int) error) error) error {
	t := parquet.NewGenericWriter[T](f, parquet.Compression(&parquet.Snappy), parquet.DataPageVersion(1), parquet.SkipPageBounds("text"), parquet.CreatedBy("Parley", "1", ""))
	one, held := make([]T, 1), 0
	err := fill(func(line T, size int) error {
		one[0] = line
		if _, err := t.Write(one); err != nil {
			return err
		}
		if held += size; held < rowGroup {
			return nil
		}
		held = 0
		return t.Flush()
	})
	return errors.Join(err, t.Close())
}
