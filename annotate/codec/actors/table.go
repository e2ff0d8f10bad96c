package actors

import (
	"errors"
	"fmt"
	"strings"
)

// record is a line of a table, which may take several lines of the file.
type record struct {
	line  int // of its first character, from 1
	cells []string
}

// errQuote says that a table cannot be read any further.
var errQuote = errors.New("a quotation mark is open to the end of the file")

// table reads RFC 4180 with another delimiter and other line ends as well. It is by hand,
// as encoding/csv changes line ends inside cells.
type table struct {
	s         string
	i, line   int
	delimiter byte
}

// next is the next record that is not an empty line; false behind the last.
func (t *table) next() (record, bool, error) {
	for t.i < len(t.s) && (t.s[t.i] == '\n' || t.s[t.i] == '\r') {
		t.newline()
	}
	if t.i >= len(t.s) {
		return record{}, false, nil
	}
	r := record{line: t.line}
	for {
		cell, err := t.cell()
		if err != nil {
			return r, false, fmt.Errorf("line %d: %w", r.line, err)
		}
		r.cells = append(r.cells, cell)
		switch {
		case t.i >= len(t.s):
			return r, true, nil
		case t.s[t.i] == t.delimiter:
			t.i++
		default:
			t.newline()
			return r, true, nil
		}
	}
}

// newline passes over LF, CRLF or CR.
func (t *table) newline() {
	if strings.HasPrefix(t.s[t.i:], "\r\n") {
		t.i++
	}
	t.i++
	t.line++
}

// cell reads up to a delimiter or a line end. Blanks around it are no part of it, unless
// they are quoted.
func (t *table) cell() (string, error) {
	if t.i < len(t.s) && t.s[t.i] == '"' {
		return t.quoted()
	}
	from := t.i
	for t.i < len(t.s) && t.s[t.i] != t.delimiter && t.s[t.i] != '\n' && t.s[t.i] != '\r' {
		t.i++
	}
	return strings.TrimSpace(t.s[from:t.i]), nil
}

func (t *table) quoted() (string, error) {
	var b strings.Builder
	for t.i++; ; {
		n := strings.IndexByte(t.s[t.i:], '"')
		if n < 0 {
			return "", errQuote
		}
		b.WriteString(t.s[t.i : t.i+n])
		t.line += lines(t.s[t.i : t.i+n])
		t.i += n + 1
		if t.i >= len(t.s) || t.s[t.i] != '"' {
			break
		}
		b.WriteByte('"')
		t.i++
	}
	if t.i < len(t.s) && t.s[t.i] != t.delimiter && t.s[t.i] != '\n' && t.s[t.i] != '\r' {
		return "", fmt.Errorf("%.20q stands behind a closing quotation mark", t.s[t.i:])
	}
	return b.String(), nil
}

// lines counts LF, CRLF and CR.
func lines(s string) int {
	return strings.Count(s, "\n") + strings.Count(s, "\r") - strings.Count(s, "\r\n")
}

// appendCell writes a cell, in quotation marks where it needs them.
func appendCell(b []byte, s string) []byte {
	if !strings.ContainsAny(s, ",;\t\"\r\n") && s == strings.TrimSpace(s) {
		return append(b, s...)
	}
	b = append(b, '"')
	b = append(b, strings.ReplaceAll(s, `"`, `""`)...)
	return append(b, '"')
}
