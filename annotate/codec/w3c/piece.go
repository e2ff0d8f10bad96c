package w3c

import (
	"encoding/json"
	"iter"
	"strconv"
	"strings"

	"parley/annotate/codec"
)

// piece is a value of JSON as it stands, a part of a file that was found to be well-formed as
// a whole; empty where there is none.
type piece string

// MarshalJSON implements json.Marshaler.
func (p piece) MarshalJSON() ([]byte, error) {
	if p == "" {
		return []byte("null"), nil
	}
	return []byte(p), nil
}

// UnmarshalJSON implements json.Unmarshaler.
func (p *piece) UnmarshalJSON(b []byte) error {
	*p = piece(b)
	return nil
}

// object is a JSON object; of several members of one name it has the last.
type object map[string]piece

// objectOf are the members of p; none of null. It reports whether p is either.
func objectOf(p piece) (o object, ok bool) {
	if p = p.trimmed(); p == "" || p[0] != '{' {
		return nil, p == "null"
	}
	o = make(object, 8)
	for name, value := range codec.Members(string(p)) {
		o[name] = piece(value)
	}
	return o, true
}

// fields are the members of an object, in their order.
type fields []field

type field struct {
	name  string
	value piece
}

// fieldsOf are the members of p; none of null. It reports whether p is either.
func fieldsOf(p piece) (f fields, ok bool) {
	if p = p.trimmed(); p == "" || p[0] != '{' {
		return nil, p == "null"
	}
	f = make(fields, 0, 10)
	for name, value := range codec.Members(string(p)) {
		f = append(f, field{name, piece(value)})
	}
	return f, true
}

// get is a member, the last one of that name; empty when there is none.
func (f fields) get(name string) piece {
	for i := len(f) - 1; i >= 0; i-- {
		if f[i].name == name {
			return f[i].value
		}
	}
	return ""
}

// fields are the members of o, in whatever order.
func (o object) fields() (f fields) {
	for name, value := range o {
		f = append(f, field{name, value})
	}
	return f
}

// trimmed is p without blanks around it.
func (p piece) trimmed() piece {
	if n := len(p); n > 0 && p[0] > ' ' && p[n-1] > ' ' {
		return p
	}
	return piece(strings.TrimSpace(string(p)))
}

// manyOf are the values of a list; none of null. It reports whether p is either.
func manyOf(p piece) (many []piece, ok bool) {
	if p = p.trimmed(); p == "" || p[0] != '[' {
		return nil, p == "null"
	}
	for e := range codec.Elements(string(p)) {
		many = append(many, piece(e))
	}
	return many, true
}

// each yields the values of a member that may be one or several.
func each(p piece) iter.Seq[piece] {
	return func(yield func(piece) bool) {
		switch p := p.trimmed(); {
		case p == "" || p == "null":
		case p[0] != '[':
			yield(p)
		default:
			for e := range codec.Elements(string(p)) {
				if !yield(piece(e)) {
					return
				}
			}
		}
	}
}

// empty reports whether a member has no value.
func (p piece) empty() bool {
	for range each(p) {
		return false
	}
	return true
}

// first is the first of the words of a member, empty where it has none; false when something
// else is among them.
func first(p piece) (out string, ok bool) {
	n := 0
	for e := range each(p) {
		s, ok := codec.Words(string(e))
		if !ok {
			return "", false
		}
		if n++; n == 1 {
			out = s
		}
	}
	return interned(out), true
}

// among reports whether a word is one of those of a member; ok is false when something else
// is.
func among(p piece, word string) (is, ok bool) {
	for e := range each(p) {
		s, ok := codec.Words(string(e))
		if !ok {
			return false, false
		}
		is = is || s == word
	}
	return is, true
}

// word is a string, in memory of its own, so that what lives on does not hold the file; it
// reports whether p is one.
func word(p piece) (string, bool) {
	s, ok := codec.Words(string(p))
	return interned(s), ok
}

// interned is s in memory that no file holds: the words that annotations are full of are there
// once.
func interned(s string) string {
	switch s {
	case "TextPositionSelector":
		return "TextPositionSelector"
	case "TextQuoteSelector":
		return "TextQuoteSelector"
	case "commenting":
		return "commenting"
	case "classifying":
		return "classifying"
	case "describing":
		return "describing"
	case "identifying":
		return "identifying"
	case "linking":
		return "linking"
	case "tagging":
		return "tagging"
	case "annotation":
		return "annotation"
	case "boolean":
		return "boolean"
	case "date":
		return "date"
	case "entity":
		return "entity"
	case "metadata":
		return "metadata"
	case "note":
		return "note"
	case "number":
		return "number"
	case "tag":
		return "tag"
	case "text":
		return "text"
	}
	return strings.Clone(s)
}

// number sets n, where p is one of whole size; null leaves it.
func number(p piece, n *int) bool {
	if v, err := strconv.Atoi(string(p)); err == nil && strconv.Itoa(v) == string(p) {
		*n = v
		return true
	}
	return json.Unmarshal([]byte(p), n) == nil
}
