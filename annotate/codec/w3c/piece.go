package w3c

import (
	"encoding/json"
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
	if p = piece(strings.TrimSpace(string(p))); p == "" || p[0] != '{' {
		return nil, p == "null"
	}
	o = make(object, 8)
	for name, value := range codec.Members(string(p)) {
		o[name] = piece(value)
	}
	return o, true
}

// manyOf are the values of a list; none of null. It reports whether p is either.
func manyOf(p piece) (many []piece, ok bool) {
	if p = piece(strings.TrimSpace(string(p))); p == "" || p[0] != '[' {
		return nil, p == "null"
	}
	for e := range codec.Elements(string(p)) {
		many = append(many, piece(e))
	}
	return many, true
}

// list is the values of a member that may be one or several.
func list(p piece) []piece {
	if many, ok := manyOf(p); ok || p == "" {
		return many
	}
	return []piece{p}
}

// word is a string, in memory of its own, so that what lives on does not hold the file; it
// reports whether p is one.
func word(p piece) (string, bool) {
	s, ok := codec.Words(string(p))
	return strings.Clone(s), ok
}

// number sets n, where p is one of whole size; null leaves it.
func number(p piece, n *int) bool {
	if v, err := strconv.Atoi(string(p)); err == nil && strconv.Itoa(v) == string(p) {
		*n = v
		return true
	}
	return json.Unmarshal([]byte(p), n) == nil
}
