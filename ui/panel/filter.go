package panel

import (
	"strings"

	"parley/annotate"
)

// filter finds documents by words of their title, author, outlet and date. It keeps
// what it looks through, so that each further letter costs only what is still found.
type filter struct {
	folded map[*annotate.Document]string // what is searched, in lower case
	query  []string
	found  []*annotate.Summary
	whole  bool // found is what the query finds in all rows
}

// forget drops what was found: the rows have changed.
func (f *filter) forget() {
	f.query, f.found, f.whole = nil, nil, false
	if len(f.folded) > 200_000 {
		f.folded = nil
	}
}

// find gives the rows that have all words of query. The slice may be rows itself.
func (f *filter) find(rows []*annotate.Summary, query string) []*annotate.Summary {
	words := strings.Fields(strings.ToLower(query))
	if len(words) == 0 {
		f.query, f.found, f.whole = nil, nil, false
		return rows
	}
	from := rows
	if f.whole && narrows(f.query, words) {
		from = f.found
	}
	if f.folded == nil {
		f.folded = make(map[*annotate.Document]string, len(rows))
	}
	found := make([]*annotate.Summary, 0, min(len(from), 256))
	for _, row := range from {
		if f.has(row.Document, words) {
			found = append(found, row)
		}
	}
	f.query, f.found, f.whole = words, found, true
	return found
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

func (f *filter) has(d *annotate.Document, words []string) bool {
	s, ok := f.folded[d]
	if !ok {
		s = strings.ToLower(d.Title + "\n" + d.Author + "\n" + d.Outlet + "\n" + d.Date.String() + "\n" + longDate(d.Date))
		f.folded[d] = s
	}
	for _, w := range words {
		if !strings.Contains(s, w) {
			return false
		}
	}
	return true
}
