package sqlitefile

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"parley/annotate"
)

// Value is what a row has in one column.
type Value struct {
	kind kind
	n    int64
	s    string
}

type kind byte

const (
	isNull kind = iota
	isInt
	isText
)

// Null is no value. The column that is the number of its row has it too.
var Null = Value{}

// Int is a whole number, and Text a text in UTF-8.
func Int(n int64) Value   { return Value{kind: isInt, n: n} }
func Text(s string) Value { return Value{kind: isText, s: s} }

// compare orders values as SQLite does without a collation.
func compare(a, b Value) int {
	return cmp.Or(cmp.Compare(a.kind, b.kind), cmp.Compare(a.n, b.n), strings.Compare(a.s, b.s))
}

// Table is one that is being written.
type Table struct {
	name, sql string
	rows      *tree
	index     *index
	last      int64 // the number of the last row
	key, cell []byte
	record    []byte
}

// mostBytes is how large a row is at most, as SQLite has it.
const mostBytes = 1_000_000_000

// Add adds a row, with a value for each column, under the next number, from 1.
func (t *Table) Add(values ...Value) (int64, error) {
	t.last++
	t.record = appendRecord(t.record[:0], values)
	if len(t.record) > mostBytes {
		return 0, fmt.Errorf("%s: row %d: %w", t.name, t.last, annotate.ErrTooLarge)
	}
	t.key = appendVarint(t.key[:0], uint64(t.last))
	t.cell = append(appendVarint(t.cell[:0], uint64(len(t.record))), t.key...)
	var err error
	if t.cell, err = t.rows.appendPayload(t.cell, t.record, pageSize-35); err == nil {
		err = t.rows.addRow(t.key, t.cell)
	}
	if err == nil && t.index != nil {
		err = t.index.add(values, t.last)
	}
	if err != nil {
		return 0, fmt.Errorf("%s: row %d: %w", t.name, t.last, err)
	}
	return t.last, nil
}

// Last is the number of the last row; 0 when there is none.
func (t *Table) Last() int64 { return t.last }

// index are the entries of a table by some columns.
type index struct {
	columns      []int
	tree         *tree
	entry, last  []Value   // the one that comes, and the one that was written
	waiting      [][]Value // those of an index with text, which come in any order
	cell, record []byte
}

var errTwice = errors.New("another row has the same, or stands before it")

func (x *index) add(values []Value, row int64) error {
	entry, text := x.entry[:0], false
	for _, c := range x.columns {
		entry = append(entry, values[c])
		text = text || values[c].kind == isText
	}
	x.entry = append(entry, Int(row))
	if text {
		x.waiting = append(x.waiting, slices.Clone(x.entry))
		return nil
	}
	return x.write(x.entry)
}

func (x *index) write(entry []Value) error {
	if x.last != nil && !behind(entry, x.last) {
		return fmt.Errorf("%v: %w", entry[:len(entry)-1], errTwice)
	}
	x.last = append(x.last[:0], entry...)
	x.record = appendRecord(x.record[:0], entry)
	x.cell = appendVarint(x.cell[:0], uint64(len(x.record)))
	var err error
	if x.cell, err = x.tree.appendPayload(x.cell, x.record, (pageSize-12)*64/255-23); err != nil {
		return err
	}
	return x.tree.add(0, x.cell)
}

// behind reports whether an entry can stand behind last: only such with NULL in them may
// have the same columns.
func behind(entry, last []Value) bool {
	n := len(entry) - 1
	same := slices.Equal(entry[:n], last[:n]) && !slices.Contains(entry[:n], Null)
	return !same && slices.CompareFunc(entry, last, compare) > 0
}

func (x *index) end() (uint32, error) {
	slices.SortFunc(x.waiting, func(a, b []Value) int { return slices.CompareFunc(a, b, compare) })
	for _, entry := range x.waiting {
		if err := x.write(entry); err != nil {
			return 0, err
		}
	}
	return x.tree.end()
}

// appendRecord appends what values are as a row: their types, then what is in them.
func appendRecord(b []byte, values []Value) []byte {
	size := 1
	for _, v := range values {
		size += varintSize(v.serial())
	}
	if size > 127 {
		size++ // as it is itself among them
	}
	b = appendVarint(b, uint64(size))
	for _, v := range values {
		b = appendVarint(b, v.serial())
	}
	for _, v := range values {
		b = append(b, v.s...)
		for i := v.width() - 1; i >= 0; i-- {
			b = append(b, byte(v.n>>(8*i)))
		}
	}
	return b
}

// serial is the number of a value's type.
func (v Value) serial() uint64 {
	switch w := v.width(); {
	case v.kind == isText:
		return uint64(13 + 2*len(v.s))
	case v.kind == isNull:
		return 0
	case w == 0:
		return uint64(8 + v.n)
	case w == 6:
		return 5
	case w == 8:
		return 6
	default:
		return uint64(w)
	}
}

// width is how many bytes a number takes.
func (v Value) width() int {
	switch n := v.n; {
	case v.kind != isInt || n == 0 || n == 1:
		return 0
	case n == int64(int8(n)):
		return 1
	case n == int64(int16(n)):
		return 2
	case n >= -1<<23 && n < 1<<23:
		return 3
	case n >= math.MinInt32 && n <= math.MaxInt32:
		return 4
	case n >= -1<<47 && n < 1<<47:
		return 6
	}
	return 8
}

// appendPayload appends a record to a cell, of which most bytes stand there at most, and the
// rest in pages of its own, which are written.
func (t *tree) appendPayload(cell, record []byte, most int) ([]byte, error) {
	if len(record) <= most {
		return append(cell, record...), nil
	}
	const least, room = (pageSize-12)*32/255 - 23, pageSize - 4
	here := least + (len(record)-least)%room
	if here > most {
		here = least
	}
	cell = append(cell, record[:here]...)
	cell = append(cell, number(t.file.pages+1)...)
	for rest := record[here:]; len(rest) > 0; {
		var p page
		n := copy(p[4:], rest)
		if rest = rest[n:]; len(rest) > 0 {
			copy(p[:4], number(t.file.pages+2))
		}
		if _, err := t.file.put(&p); err != nil {
			return nil, err
		}
	}
	return cell, nil
}
