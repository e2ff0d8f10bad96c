package dna

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

// How much one statement inserts: at most so many values, as the driver looks for each among
// all of them, and no further row behind so many bytes of text.
const (
	mostValues = 64
	mostWords  = 1 << 18
)

// filling is a new database that takes rows in a goroutine of its own, in the order in which
// they come. SQLite checks them there, so a fault is told some rows later. Nothing is kept
// after a fault, so there is no journal.
type filling struct {
	base   *base
	tables map[string]*rows
	list   []*rows       // in the order of their first rows
	queue  chan batch    // nil: no more comes
	done   chan struct{} // closed when all of the queue is in, or one is refused
	fault  error         // good when done is closed
}

// rows are those of one table.
type rows struct {
	table   string
	columns int
	last    int64 // the ID of the last one
	waiting []driver.NamedValue
	words   int                    // how many bytes of text are waiting
	one     driver.StmtExecContext // as all below, of the goroutine that inserts
	many    driver.StmtExecContext
}

// batch are some rows, one behind the other.
type batch struct {
	*rows
	values []driver.NamedValue
}

// newFilling makes a database with some statements, those that make its tables among them.
func newFilling(statements ...string) (*filling, error) {
	b, err := newBase(func(string) error { return nil })
	if err != nil {
		return nil, err
	}
	for _, q := range append([]string{"PRAGMA page_size = 4096", "PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", "BEGIN"}, statements...) {
		if err := b.do(q); err != nil {
			return nil, errors.Join(err, b.Close())
		}
	}
	f := &filling{base: b, tables: map[string]*rows{}, queue: make(chan batch, 16), done: make(chan struct{})}
	go f.take(f.queue)
	return f, nil
}

// add adds a row under the next ID of its table, from 1, in the order of the table's columns
// behind it: int64, string, or nil for NULL.
func (f *filling) add(table string, row ...driver.Value) (int64, error) {
	r := f.tables[table]
	if r == nil {
		r = &rows{table: table, columns: 1 + len(row)}
		f.tables[table], f.list = r, append(f.list, r)
	}
	r.last++
	r.wait(r.last)
	for _, v := range row {
		r.wait(v)
	}
	if len(r.waiting) == r.most() || r.words > mostWords {
		return r.last, f.send(r)
	}
	return r.last, nil
}

func (r *rows) wait(v driver.Value) {
	if r.waiting == nil {
		r.waiting = make([]driver.NamedValue, 0, r.most())
	}
	s, _ := v.(string)
	r.words += len(s)
	r.waiting = append(r.waiting, driver.NamedValue{Ordinal: len(r.waiting) + 1, Value: v})
}

// most is how many values are inserted together.
func (r *rows) most() int { return r.columns * max(mostValues/r.columns, 1) }

// send has what is waiting inserted. Its error is of rows that came before.
func (f *filling) send(r *rows) error {
	b := batch{rows: r, values: r.waiting}
	r.waiting, r.words = nil, 0
	select {
	case f.queue <- b:
		return nil
	case <-f.done:
		return f.fault
	}
}

func (f *filling) take(queue <-chan batch) {
	defer close(f.done)
	for b := range queue {
		if err := b.insert(f.base.conn); err != nil {
			f.fault = fmt.Errorf("%s: %w", b.table, err)
			return
		}
	}
}

// insert inserts all rows at once when there are as many as can be, else each.
func (b batch) insert(to connection) (err error) {
	if len(b.values) == b.most() {
		return run(to, &b.many, b.table, b.columns, b.values)
	}
	for at := 0; at < len(b.values) && err == nil; at += b.columns {
		values := b.values[at : at+b.columns]
		for i := range values {
			values[i].Ordinal = i + 1
		}
		err = run(to, &b.one, b.table, b.columns, values)
	}
	return err
}

// run inserts values with a statement, which is prepared when it is not yet.
func run(to connection, s *driver.StmtExecContext, table string, columns int, values []driver.NamedValue) error {
	if *s == nil {
		row := "(?" + strings.Repeat(", ?", columns-1) + ")"
		made, err := to.Prepare("INSERT INTO " + table + " VALUES " + row + strings.Repeat(", "+row, len(values)/columns-1))
		if err != nil {
			return err
		}
		*s = made.(driver.StmtExecContext)
	}
	_, err := (*s).ExecContext(context.Background(), values)
	return err
}

// end inserts what is waiting and commits. Nothing can be added then.
func (f *filling) end() error {
	for _, r := range f.list {
		if len(r.waiting) > 0 {
			if err := f.send(r); err != nil {
				return err
			}
		}
	}
	if err := f.settle(); err != nil {
		return err
	}
	return f.base.do("COMMIT")
}

// settle waits for the goroutine to end.
func (f *filling) settle() error {
	if f.queue != nil {
		close(f.queue)
		f.queue = nil
	}
	<-f.done
	return f.fault
}

// copyTo copies the database, which was ended.
func (f *filling) copyTo(to io.Writer) error {
	from, err := os.Open(f.base.file())
	if err != nil {
		return err
	}
	_, err = io.Copy(to, from)
	return errors.Join(err, from.Close())
}

// Close removes the database, ended or not.
func (f *filling) Close() (err error) {
	_ = f.settle() // its fault was told, or nobody wants the rows
	for _, r := range f.list {
		for _, s := range []driver.StmtExecContext{r.one, r.many} {
			if c, ok := s.(driver.Stmt); ok {
				err = errors.Join(err, c.Close())
			}
		}
	}
	return errors.Join(err, f.base.Close())
}
