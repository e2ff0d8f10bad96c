package refiqda

import (
	"strings"

	"parley/annotate/codec"
	"parley/annotate/text"
)

// way is one way in which programs count.
type way struct {
	name string
	span func(codec.Position) (text.Span, error)
}

// counting is how the positions of a source are counted: as the standard or the options
// say, unless the words by which selections are named stand elsewhere.
func (r *reading) counting(list []selectionXML) func(codec.Position) (text.Span, error) {
	as := func(u text.Unit) func(codec.Position) (text.Span, error) {
		return func(p codec.Position) (text.Span, error) { return r.raw.Span(p, u) }
	}
	flat := func(u text.Unit) func(codec.Position) (text.Span, error) {
		return func(p codec.Position) (text.Span, error) { return p.Span(r.raw.Text, u) }
	}
	if u := r.options.Unit; u != nil {
		return as(*u)
	}
	ways := []way{
		{"code points", as(text.CodePoint)}, {"UTF-16 units", as(text.UTF16)},
		{"code points, with CRLF as one", flat(text.CodePoint)}, {"UTF-16 units, with CRLF as one", flat(text.UTF16)},
	}
	best, most := ways[0], r.agree(ways[0], list)
	for _, w := range ways[1:] {
		if most == len(list) {
			break
		}
		if n := r.agree(w, list); n > most {
			best, most = w, n
		}
	}
	if best.name != ways[0].name {
		r.report.Repaired.Add(codec.Problem{Document: r.doc.Head.Title, Place: r.doc.Place, Text: "its positions are taken as " + best.name + ", as the words of its selections say"})
	}
	return best.span
}

// agree is how many of the selections stand where the words by which they are named stand.
func (r *reading) agree(w way, list []selectionXML) (n int) {
	for i := range list {
		name := strings.Join(strings.Fields(strings.TrimSuffix(strings.TrimSuffix(list[i].Name, "…"), "...")), " ")
		p, err := position(&list[i])
		if name == "" || err != nil {
			continue
		}
		s, err := w.span(p)
		if err == nil && strings.HasPrefix(strings.Join(strings.Fields(r.raw.Text.Slice(s)), " "), name) {
			n++
		}
	}
	return n
}
