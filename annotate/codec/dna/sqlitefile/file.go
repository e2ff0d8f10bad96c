package sqlitefile

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// pageSize is that of every page, and head how many bytes of the first are the file's head.
const (
	pageSize = 4096
	head     = 100
)

type page [pageSize]byte

// File is a database that is being written.
type File struct {
	to     io.WriterAt
	out    *bufio.Writer
	pages  uint32 // written, the first among them
	tables []*Table
}

var errSchema = errors.New("its tables do not fit into the first page of a database")

// New begins a database in to, which is empty. Close it, and then to.
func New(to io.WriterAt) (*File, error) {
	f := &File{to: to, out: bufio.NewWriterSize(io.NewOffsetWriter(to, 0), 1<<18)}
	_, err := f.put(&page{}) // until what is in it is known
	return f, err
}

// put writes a page, and gives its number.
func (f *File) put(p *page) (uint32, error) {
	f.pages++
	_, err := f.out.Write(p[:])
	return f.pages, err
}

// Table begins one, which is empty: sql makes it, and unique are the columns of its one
// UNIQUE or PRIMARY KEY, from 0, if that is not the number of the row.
func (f *File) Table(name, sql string, unique ...int) *Table {
	t := &Table{name: name, sql: sql, rows: newTree(f, tableLeaf)}
	if len(unique) > 0 {
		t.index = &index{columns: unique, tree: newTree(f, indexLeaf)}
	}
	f.tables = append(f.tables, t)
	return t
}

// Close writes what is left. It does not close the file.
func (f *File) Close() error {
	first, err := f.schema()
	if err != nil {
		return err
	}
	if err := f.out.Flush(); err != nil {
		return err
	}
	f.title(first)
	_, err = f.to.WriteAt(first[:], 0)
	return err
}

// schema ends the tables, and is the first page, from which the tree of all tables grows.
func (f *File) schema() (*page, error) {
	all := &Table{rows: newTree(f, tableLeaf)}
	all.rows.reserve = head
	for _, t := range f.tables {
		root, err := t.rows.end()
		if err != nil {
			return nil, err
		}
		if _, err = all.Add(Text("table"), Text(t.name), Text(t.name), Int(int64(root)), Text(t.sql)); err == nil && t.index != nil {
			if root, err = t.index.end(); err == nil {
				_, err = all.Add(Text("index"), Text("sqlite_autoindex_"+t.name+"_1"), Text(t.name), Int(int64(root)), Null)
			}
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", t.name, err)
		}
	}
	top, err := all.rows.root()
	if err != nil {
		return nil, err
	}
	p, size := &top.page, top.head+2*top.cells
	copy(p[head:head+size], p[:size])
	return p, nil
}

// title writes the file's head.
func (f *File) title(p *page) {
	clear(p[:head])
	copy(p[:], "SQLite format 3\x00")
	binary.BigEndian.PutUint16(p[16:], pageSize)
	p[18], p[19] = 1, 1                // no log beside it
	p[21], p[22], p[23] = 64, 32, 32   // as all have
	for at, n := range map[int]uint32{ // the others are 0
		24: 1,         // how often it was altered
		28: f.pages,   // its size
		40: 1,         // how often its tables were altered
		44: 4,         // form of the schema
		56: 1,         // UTF-8
		92: 1,         // how often it had been altered when its size was written
		96: 3_003_000, // the first SQLite that reads it, as nobody's wrote it
	} {
		binary.BigEndian.PutUint32(p[at:], n)
	}
}
