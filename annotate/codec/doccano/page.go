package doccano

import (
	"io"
	"slices"
	"strconv"

	"parley/annotate/codec"
)

// page is the line of one document, but for the numbers, which are counted through the file.
type page struct {
	begin, end object // what stands before and behind that
	numbers    bool   // entities and relations are written
	spans      []written
	relations  []link
}

// written is a span.
type written struct {
	start, end int
	label      string
}

// link is a relation between two of the spans, counted from 1.
type link struct {
	from, to int
	kind     string
}

// append adds s as [start, end, label].
func (s *written) append(b []byte) []byte {
	b = append(strconv.AppendInt(append(b, '['), int64(s.start), 10), ',')
	b = append(strconv.AppendInt(b, int64(s.end), 10), ',')
	return append(codec.AppendJSON(b, s.label), ']')
}

// numbered is a file whose lines, spans and relations are counted from 1, the latter together.
type numbered struct {
	to    io.Writer
	lines int
	last  int
	b     []byte
}

// put writes a line; nil is none.
func (n *numbered) put(p *page) error {
	if p == nil {
		return nil
	}
	n.lines++
	n.b = append(strconv.AppendInt(append(n.b[:0], `{"id":`...), int64(n.lines), 10), p.begin.b...)
	if p.numbers {
		n.recorded(p)
	}
	n.b = append(append(n.b, p.end.b...), '}', '\n')
	n.last += len(p.spans) + len(p.relations)
	_, err := n.to.Write(n.b)
	return err
}

func (n *numbered) recorded(p *page) {
	o := object{b: n.b}
	number := func(b []byte, name string, i int) []byte {
		return strconv.AppendInt(append(b, name...), int64(i), 10)
	}
	o.list("entities", len(p.spans), func(b []byte, i int) []byte {
		s := &p.spans[i]
		b = codec.AppendJSON(append(number(b, `{"id":`, n.last+i+1), `,"label":`...), s.label)
		return append(number(number(b, `,"start_offset":`, s.start), `,"end_offset":`, s.end), '}')
	})
	o.list("relations", len(p.relations), func(b []byte, i int) []byte {
		r := &p.relations[i]
		b = number(b, `{"id":`, n.last+len(p.spans)+i+1)
		b = number(number(b, `,"from_id":`, n.last+r.from), `,"to_id":`, n.last+r.to)
		return append(codec.AppendJSON(append(b, `,"type":`...), r.kind), '}')
	})
	n.b = o.b
}

// object is members of a JSON object that has others before them, in the order in which they
// came.
type object struct {
	names []string
	b     []byte
}

func (o *object) has(name string) bool { return slices.Contains(o.names, name) }

func (o *object) key(name string) {
	o.names = append(o.names, name)
	o.b = append(codec.AppendJSON(append(o.b, ','), name), ':')
}

func (o *object) add(name, value string) {
	o.key(name)
	o.b = codec.AppendJSON(o.b, value)
}

// list adds a list of n values, which one appends.
func (o *object) list(name string, n int, one func(b []byte, i int) []byte) {
	o.key(name)
	o.b = append(o.b, '[')
	for i := range n {
		if i > 0 {
			o.b = append(o.b, ',')
		}
		o.b = one(o.b, i)
	}
	o.b = append(o.b, ']')
}
