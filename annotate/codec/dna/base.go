package dna

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	_ "modernc.org/sqlite" // registers the driver "sqlite", which needs no cgo

	"parley/annotate"
	"parley/annotate/codec"
)

// mostBytes is the largest database that is read.
const mostBytes = 8 << 30

// base is a database in a temporary file: SQLite wants a file, and what is read may come
// out of an archive, while what is written goes where its target says. It belongs to one
// goroutine.
type base struct {
	dir  string
	db   *sql.DB
	conn *sql.Conn
}

// newBase makes a database in a new folder; fill puts the file there before it is opened.
func newBase(fill func(file string) error) (b *base, err error) {
	b = &base{}
	if b.dir, err = os.MkdirTemp("", "parley-dna-*"); err != nil {
		return nil, err
	}
	if err = fill(b.file()); err == nil {
		b.db, err = sql.Open("sqlite", b.file())
	}
	if err == nil {
		b.conn, err = b.db.Conn(context.Background())
	}
	if err != nil {
		return nil, errors.Join(err, b.Close())
	}
	return b, nil
}

func (b *base) file() string { return filepath.Join(b.dir, "database") }

// Close removes the file.
func (b *base) Close() error {
	var err error
	if b.conn != nil {
		err = b.conn.Close()
	}
	if b.db != nil {
		err = errors.Join(err, b.db.Close())
	}
	return errors.Join(err, os.RemoveAll(b.dir))
}

// copied is a database with a copy of a source's file, of which nothing is believed: no
// function that the file names runs, and it is not written to.
func copied(s codec.Source, name string) (*base, error) {
	b, err := newBase(func(file string) error { return copyOut(s, name, file) })
	if err != nil {
		return nil, err
	}
	for _, q := range []string{
		"PRAGMA trusted_schema = OFF", "PRAGMA cell_size_check = ON", "PRAGMA mmap_size = 0", "PRAGMA temp_store = FILE",
		"CREATE INDEX IF NOT EXISTS parley_statements ON STATEMENTS(DocumentId)", // or each document costs all statements
		"PRAGMA query_only = ON",
	} {
		if err := b.do(q); err != nil {
			return nil, errors.Join(err, b.Close())
		}
	}
	return b, nil
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

func (b *base) do(query string, args ...any) error {
	if _, err := b.conn.ExecContext(context.Background(), query, args...); err != nil {
		return fmt.Errorf("%.60s: %w", query, err)
	}
	return nil
}

// each calls take with every row of an answer.
func (b *base) each(ctx context.Context, query string, args []any, take func(scan func(...any) error) error) error {
	rows, err := b.conn.QueryContext(ctx, query, args...)
	if err != nil {
		return fmt.Errorf("%.60s: %w", query, err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := take(rows.Scan); err != nil {
			return fmt.Errorf("%.60s: %w", query, err)
		}
	}
	return rows.Err()
}

// isTable reports whether the database has a table, and no view, of that name.
func (b *base) isTable(name string) bool {
	n := 0
	err := b.each(context.Background(), "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = ? AND sql NOT LIKE 'CREATE VIRTUAL%'", []any{name},
		func(scan func(...any) error) error { return scan(&n) })
	return err == nil && n == 1
}

// some reports whether a query has an answer.
func (b *base) some(query string) (yes bool) {
	err := b.each(context.Background(), query, nil, func(func(...any) error) error { yes = true; return nil })
	return err == nil && yes
}
