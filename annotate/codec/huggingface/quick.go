package huggingface

import (
	"reflect"
	"strconv"
	"strings"

	"parley/annotate/codec"
)

// shape is how a line, or a part of one, is written: read off its type, as columns.go does.
type shape struct {
	kind  reflect.Kind
	typ   reflect.Type
	names []string // of members, as JSON has them
	of    []*shape // what members, elements and pointers are
}

func shapeOf(t reflect.Type) *shape {
	s := &shape{kind: t.Kind(), typ: t}
	switch s.kind {
	case reflect.Slice, reflect.Pointer:
		s.of = []*shape{shapeOf(t.Elem())}
	case reflect.Struct:
		for i := range t.NumField() {
			s.names = append(s.names, strconv.Quote(t.Field(i).Tag.Get("json")))
			s.of = append(s.of, shapeOf(t.Field(i).Type))
		}
	}
	return s
}

// quick reads a line that is written as Parley and the hub write them: with all members, in
// their order. Of any other it says no; then encoding/json has to read it. What it reads are
// parts of the line where nothing is escaped.
type quick struct {
	s  string
	i  int
	no bool
}

// read fills to with the line, and reports whether it could.
func (s *shape) read(line string, to reflect.Value) bool {
	q := quick{s: line}
	q.value(to, s)
	q.blank()
	return !q.no && q.i == len(line)
}

func (q *quick) value(to reflect.Value, s *shape) {
	q.blank()
	switch s.kind {
	case reflect.String:
		to.SetString(q.words())
	case reflect.Int:
		to.SetInt(q.number())
	case reflect.Pointer:
		if !q.take("null") {
			to.Set(reflect.New(s.typ.Elem()))
			q.value(to.Elem(), s.of[0])
		}
	case reflect.Slice:
		q.list(to, s)
	case reflect.Struct:
		before := "{"
		for i, name := range s.names {
			q.need(before)
			q.need(name)
			q.need(":")
			q.value(to.Field(i), s.of[i])
			before = ","
		}
		q.need("}")
	}
}

func (q *quick) list(to reflect.Value, s *shape) {
	q.need("[")
	q.blank()
	to.Set(reflect.MakeSlice(s.typ, 0, 0))
	for n := 0; !q.no && !q.take("]"); n++ {
		if n > 0 {
			q.need(",")
		}
		to.Grow(1)
		to.SetLen(n + 1)
		q.value(to.Index(n), s.of[0])
		q.blank()
	}
}

func (q *quick) blank() {
	for q.i < len(q.s) && (q.s[q.i] == ' ' || q.s[q.i] == '\t') {
		q.i++
	}
}

func (q *quick) take(what string) bool {
	if !strings.HasPrefix(q.s[q.i:], what) {
		return false
	}
	q.i += len(what)
	return true
}

func (q *quick) need(what string) {
	if q.blank(); !q.take(what) {
		q.no, q.i = true, len(q.s)
	}
}

// words are those of a string.
func (q *quick) words() string {
	from, plain := q.i, true
	q.need(`"`)
	for q.i < len(q.s) {
		c := q.s[q.i]
		switch {
		case c == '"':
			q.i++
			if plain {
				return q.s[from+1 : q.i-1]
			}
			words, ok := codec.Words(q.s[from:q.i])
			q.no = q.no || !ok
			return words
		case c == '\\':
			q.i++
			plain = false
		case c < ' ':
			q.no = true
		case c >= 0x80:
			plain = false
		}
		q.i++
	}
	q.no, q.i = true, len(q.s)
	return ""
}

// number is a whole one without a sign, and small enough for any text.
func (q *quick) number() int64 {
	from, n := q.i, int64(0)
	for q.i < len(q.s) && q.s[q.i]-'0' < 10 && q.i-from < 18 {
		n = 10*n + int64(q.s[q.i]-'0')
		q.i++
	}
	if q.i == from || q.s[from] == '0' && q.i > from+1 {
		q.no = true
	}
	return n
}
