package panel

import (
	"bytes"
	"strconv"
	"strings"

	"parley/annotate"
)

// filter finds documents by words of their title, author, outlet and date, and by their
// state and flags. While it has
// words it keeps what it looks through, all in one piece, and what it found, so that each
// further letter costs only what is still found.
type filter struct {
	words []byte   // what is searched of all documents, one behind the other
	ends  []uint32 // of each in words
	query []string
	found []int32 // places of those that have query
	whole bool    // found is of all documents
}

// forget drops all: there are other documents, or no words.
func (f *filter) forget() { *f = filter{} }

// changed is told of a document whose heading may have changed.
func (f *filter) changed(i int, h annotate.Heading) {
	if i < len(f.ends) && string(f.of(i)) != string(fold(nil, h)) {
		f.words, f.ends, f.whole = nil, nil, false // and read again when more is typed
	}
}

// find gives the places of the documents that have all words of query, in their order;
// holds is false when query has none, which all documents have. The documents may be
// others than before only after forget.
func (f *filter) find(all Headings, query string) (places []int32, holds bool) {
	words := strings.Fields(strings.ToLower(query))
	if len(words) == 0 {
		f.forget()
		return nil, false
	}
	f.read(all)
	var found []int32
	if f.whole && narrows(f.query, words) {
		for _, i := range f.found {
			if f.has(int(i), words) {
				found = append(found, i)
			}
		}
	} else {
		for i := range f.ends {
			if f.has(i, words) {
				found = append(found, int32(i))
			}
		}
	}
	f.query, f.found, f.whole = words, found, true
	return found, true
}

// read brings together what is searched, unless it is there.
func (f *filter) read(all Headings) {
	if len(f.ends) == all.Len() {
		return
	}
	f.words, f.ends = f.words[:0], make([]uint32, all.Len())
	for i := range f.ends {
		f.words = fold(f.words, all.At(i))
		f.ends[i] = uint32(len(f.words))
	}
}

// of is what is searched of the document at a place.
func (f *filter) of(i int) []byte {
	if i == 0 {
		return f.words[:f.ends[0]]
	}
	return f.words[f.ends[i-1]:f.ends[i]]
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

func (f *filter) has(i int, words []string) bool {
	text := f.of(i)
	for _, w := range words {
		if !bytes.Contains(text, []byte(w)) {
			return false
		}
	}
	return true
}

// fold appends what is searched of a document: title, author, outlet, the date both as
// "2025-03-13" and as "13 march 2025", and what the annotator says of it, as
// "state:in-progress" and "flag:difficult".
func fold(to []byte, d annotate.Heading) []byte {
	from := len(to)
	to = append(append(to, d.Title...), '\n')
	to = append(append(to, d.Author...), '\n')
	to = append(append(to, d.Outlet...), '\n')
	if !d.Date.IsZero() {
		to = append(append(to, longDate(d.Date)...), '\n')
		to = appendISO(to, d.Date)
	}
	to = append(to, "\nstate:"...)
	to = append(to, stateWords[min(d.State, annotate.Done)]...)
	for _, s := range flagWords {
		if d.Flags.Has(s.flag) {
			to = append(append(to, "\nflag:"...), s.word...)
		}
	}
	return lower(to, from)
}

// The words of states and flags in a filter, which are one word each.
var (
	stateWords = [...]string{annotate.New: "new", annotate.InProgress: "in-progress", annotate.Done: "done"}
	flagWords  = []struct {
		flag annotate.Flags
		word string
	}{{annotate.Difficult, "difficult"}, {annotate.Discuss, "discuss"}, {annotate.NoClaims, "no-claims"}}
)

// lower has what follows from in b in lower case. Scripts without cases, as Arabic, cost
// nothing.
func lower(b []byte, from int) []byte {
	for i := from; i < len(b); i++ {
		switch c := b[i]; {
		case 'A' <= c && c <= 'Z':
			b[i] = c + 'a' - 'A'
		case c >= 0xC3 && c <= 0xD6, c >= 0xE1: // leads a letter that may have two cases
			return append(b[:from], strings.ToLower(string(b[from:]))...)
		}
	}
	return b
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
