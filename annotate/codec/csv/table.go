package csv

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"parley/annotate"
	"parley/annotate/codec"
)

// mostRow is the longest row that is read, in bytes: a quote that is never closed must not
// take all memory.
const mostRow = 256 << 20

// table reads rows.
type table struct {
	r     *csv.Reader
	bound *bounded
}

func newTable(r io.Reader) *table {
	b := codec.Decoded(r)
	head, _ := b.Peek(1 << 15)
	t := &table{bound: &bounded{r: b, left: mostRow}}
	t.r = csv.NewReader(t.bound)
	t.r.Comma = separator(head)
	t.r.FieldsPerRecord = -1
	t.r.ReuseRecord = true
	return t
}

func (t *table) comma() rune { return t.r.Comma }

// row is the next row, without what guards its cells, and its line. It is the receiver's.
// After an error that wraps [annotate.ErrInvalid] there may be more.
func (t *table) row() ([]string, int, error) {
	t.bound.left = mostRow
	cells, err := t.r.Read()
	var wrong *csv.ParseError
	if errors.As(err, &wrong) {
		return nil, wrong.StartLine, fmt.Errorf("%w: %w", wrong.Err, annotate.ErrInvalid)
	}
	if err != nil {
		return nil, 0, err
	}
	line, _ := t.r.FieldPos(0)
	out := make([]string, len(cells))
	for i, c := range cells {
		if !utf8.ValidString(c) {
			return nil, line, fmt.Errorf("cell %d is not UTF-8: %w", i+1, annotate.ErrInvalid)
		}
		out[i] = unguard(c)
	}
	return out, line, nil
}

// separator is what stands most often in the header, outside quotes.
func separator(head []byte) rune {
	var n [3]int
	quoted := false
	for _, c := range head {
		switch {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '\n':
			return most(n)
		case c == ',':
			n[0]++
		case c == '\t':
			n[1]++
		case c == ';':
			n[2]++
		}
	}
	return most(n)
}

func most(n [3]int) rune {
	switch {
	case n[1] > n[0] && n[1] >= n[2]:
		return '\t'
	case n[2] > n[0]:
		return ';'
	}
	return ','
}

// bounded fails when a row is too long.
type bounded struct {
	r    io.Reader
	left int
}

// Read implements io.Reader.
func (b *bounded) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, fmt.Errorf("a row is longer than %d MB: %w", mostRow>>20, io.ErrUnexpectedEOF)
	}
	n, err := b.r.Read(p[:min(len(p), b.left)])
	b.left -= n
	return n, err
}
