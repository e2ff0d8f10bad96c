package dna

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"modernc.org/sqlite" // needs no cgo

	"parley/annotate"
	"parley/annotate/codec"
)

// mostBytes is the largest database that is read, and mostInMemory the largest that is read
// without a copy on disk.
const (
	mostBytes    = 8 << 30
	mostInMemory = 32 << 20
)

// connection is what the driver has of a database. It is used without database/sql, whose
// conversions take as long as SQLite.
type connection interface {
	driver.Conn
	driver.ExecerContext
	driver.QueryerContext
	Deserialize(file []byte) error
}

// base is a database in memory, or in a temporary file: SQLite wants a file of its own, and
// what is read may come out of an archive. It belongs to one goroutine at a time.
type base struct {
	dir  string // of the temporary file; empty: there is none
	conn connection
}

// connect opens the database of that name, as the driver has it.
func (b *base) connect(name string) error {
	to, err := sqlite.NewConnector(name)
	if err != nil {
		return err
	}
	c, err := to.Connect(context.Background())
	if err != nil {
		return err
	}
	var ok bool
	if b.conn, ok = c.(connection); !ok {
		return errors.Join(errors.New("the driver of databases is another one"), c.Close())
	}
	return nil
}

// newBase makes a database in a new folder; fill puts the file there before it is opened.
func newBase(fill func(file string) error) (b *base, err error) {
	b = &base{}
	if b.dir, err = os.MkdirTemp("", "parley-dna-*"); err != nil {
		return nil, err
	}
	if err = fill(b.file()); err == nil {
		err = b.connect(b.file())
	}
	if err != nil {
		return nil, errors.Join(err, b.Close())
	}
	return b, nil
}

func (b *base) file() string { return filepath.Join(b.dir, "database") }

// Close removes the file.
func (b *base) Close() (err error) {
	if b.conn != nil {
		err = b.conn.Close()
	}
	if b.dir != "" {
		err = errors.Join(err, os.RemoveAll(b.dir))
	}
	return err
}

// copied is a database with a copy of a source's file, of which nothing is believed: no
// function that the file names runs, and it is not written to.
func copied(s codec.Source, name string) (*base, error) {
	b, err := lent(s, name)
	if err != nil {
		return nil, err
	}
	for _, q := range []string{
		"PRAGMA trusted_schema = OFF", "PRAGMA cell_size_check = ON", "PRAGMA mmap_size = 0", "PRAGMA temp_store = FILE",
		"CREATE INDEX IF NOT EXISTS parley_statements ON STATEMENTS(DocumentId)", // or each part costs all statements
		"PRAGMA query_only = ON",
	} {
		if err := b.do(q); err != nil {
			return nil, errors.Join(err, b.Close())
		}
	}
	return b, nil
}

// lent is a database with a source's file in memory, or with a copy of one that is large.
func lent(s codec.Source, name string) (*base, error) {
	info, err := fs.Stat(s.FS, name)
	if err != nil {
		return nil, err
	}
	if info.Size() > mostInMemory {
		return newBase(func(file string) error { return copyOut(s, name, file) })
	}
	file, err := s.Read(name, mostInMemory)
	if err != nil {
		return nil, err
	}
	b := &base{}
	if err = b.connect(":memory:"); err == nil {
		err = b.conn.Deserialize(alone(file))
	}
	if err != nil {
		return nil, errors.Join(err, b.Close())
	}
	return b, nil
}

// alone says in the file's head that no log of changes lies beside it, where it says so: in
// memory there is none. It alters file.
func alone(file []byte) []byte {
	const versions = 18 // where the numbers of the form to write and to read are; 2 is with a log
	for i := versions; i < versions+2 && i < len(file); i++ {
		if file[i] == 2 {
			file[i] = 1
		}
	}
	return file
}

func copyOut(s codec.Source, name, file string) error {
	from, err := s.FS.Open(name)
	if err != nil {
		return err
	}
	defer from.Close()
	to, err := os.OpenFile(file, os.O_CREATE|os.O_WRONLY|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	n, err := io.Copy(to, io.LimitReader(from, mostBytes+1))
	if n > mostBytes {
		err = annotate.ErrTooLarge
	}
	return errors.Join(err, to.Close())
}

func (b *base) do(query string) error {
	if _, err := b.conn.ExecContext(context.Background(), query, nil); err != nil {
		return fmt.Errorf("%.60s: %w", query, err)
	}
	return nil
}

// named are arguments as the driver takes them: int64 or string.
func named(args []any) []driver.NamedValue {
	list := make([]driver.NamedValue, len(args))
	for i, a := range args {
		list[i] = driver.NamedValue{Ordinal: i + 1, Value: a}
	}
	return list
}

// each calls take with every row of an answer.
func (b *base) each(ctx context.Context, query string, args []any, take func(row) error) error {
	rows, err := b.conn.QueryContext(ctx, query, named(args))
	if err != nil {
		return fmt.Errorf("%.60s: %w", query, err)
	}
	defer rows.Close()
	values := make(row, len(rows.Columns()))
	for n := 0; ; n++ {
		if n%1000 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if err := rows.Next(values); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		if err := take(values); err != nil {
			return fmt.Errorf("%.60s: %w", query, err)
		}
	}
}

// isTable reports whether the database has a table, and no view, of that name.
func (b *base) isTable(name string) bool {
	return b.some("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ? AND sql NOT LIKE 'CREATE VIRTUAL%'", name)
}

// some reports whether a query has an answer.
func (b *base) some(query string, args ...any) (yes bool) {
	err := b.each(context.Background(), query, args, func(row) error { yes = true; return nil })
	return err == nil && yes
}
