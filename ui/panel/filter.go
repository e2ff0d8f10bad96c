package panel

import (
	"strconv"
	"strings"

	"parley/annotate"
)

// filter finds documents by words of their title, author, outlet and date. It keeps
// what it looks through, so that each further letter costs only what is still found.
type filter struct {
	known []searched // one a row
	query []string
	found []int32 // rows that have query
	whole bool    // found is of all rows
}

// searched is a document as it was last looked through.
type searched struct {
	document *annotate.Document
	words    string // in lower case
}

// forget drops what was found: the rows have changed.
func (f *filter) forget() { f.query, f.found, f.whole = nil, nil, false }

// find gives the rows that have all words of query. The slice may be rows itself. Rows
// may be others than before only after forget.
func (f *filter) find(rows []*annotate.Summary, query string) []*annotate.Summary {
	words := strings.Fields(strings.ToLower(query))
	if len(words) == 0 {
		f.forget()
		return rows
	}
	if len(f.known) != len(rows) {
		f.known = append(make([]searched, 0, len(rows)), f.known[:min(len(f.known), len(rows))]...)[:len(rows)]
	}
	var found []int32
	if f.whole && narrows(f.query, words) {
		for _, i := range f.found {
			if f.has(rows, int(i), words) {
				found = append(found, i)
			}
		}
	} else {
		for i := range rows {
			if f.has(rows, i, words) {
				found = append(found, int32(i))
			}
		}
	}
	f.query, f.found, f.whole = words, found, true
	list := make([]*annotate.Summary, len(found))
	for k, i := range found {
		list[k] = rows[i]
	}
	return list
}

// narrows reports whether whatever has all of next has all of before too.
func narrows(before, next []string) bool {
	for _, w := range before {
		held := false
		for _, n := range next {
			held = held || strings.Contains(n, w)
		}
		if !held {
			return false
		}
	}
	return len(before) > 0
}

func (f *filter) has(rows []*annotate.Summary, i int, words []string) bool {
	k := &f.known[i]
	if d := rows[i].Document; k.document != d {
		*k = searched{d, fold(d)}
	}
	for _, w := range words {
		if !strings.Contains(k.words, w) {
			return false
		}
	}
	return true
}

// fold is what is searched of a document: title, author, outlet, and the date both as
// "2025-03-13" and as "13 march 2025".
func fold(d *annotate.Document) string {
	var room [160]byte
	b := append(room[:0], d.Title...)
	b = append(append(b, '\n'), d.Author...)
	b = append(append(b, '\n'), d.Outlet...)
	b = append(b, '\n')
	if !d.Date.IsZero() {
		b = append(append(b, longDate(d.Date)...), '\n')
		b = appendISO(b, d.Date)
	}
	return lower(b)
}

// lower is b in lower case. Scripts without cases, as Arabic, cost nothing.
func lower(b []byte) string {
	for i, c := range b {
		switch {
		case 'A' <= c && c <= 'Z':
			b[i] = c + 'a' - 'A'
		case c >= 0xC3 && c <= 0xD6, c >= 0xE1: // leads a letter that may have two cases
			return strings.ToLower(string(b))
		}
	}
	return string(b)
}

// appendISO is Date.String without its cost, which 100,000 documents would feel.
func appendISO(b []byte, d annotate.Date) []byte {
	two := func(n uint8) { b = append(b, '-', '0'+n/10, '0'+n%10) }
	if b = strconv.AppendInt(b, int64(d.Year), 10); d.Month != 0 {
		two(d.Month)
	}
	if d.Day != 0 {
		two(d.Day)
	}
	return b
}
