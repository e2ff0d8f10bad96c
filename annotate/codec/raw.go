package codec

import (
	"sort"
	"strings"

	"parley/annotate/text"
)

// Raw is a text as a file has it, in whose characters the file counts, beside the text as
// a project has it: with LF for CRLF and CR.
type Raw struct {
	Text *text.Text // as the project has it
	raw  *text.Text
	crlf []text.Offset // of each CR in raw that an LF follows
}

// NewRaw takes a text from a file. It fails when s is not valid UTF-8.
func NewRaw(s string) (*Raw, error) {
	raw, err := text.New(s)
	if err != nil {
		return nil, err
	}
	r := &Raw{Text: raw, raw: raw}
	if !strings.Contains(s, "\r") {
		return r, nil
	}
	for i := 0; i+1 < len(s); i++ {
		if s[i] == '\r' && s[i+1] == '\n' {
			r.crlf = append(r.crlf, text.Offset(i))
		}
	}
	r.Text, err = text.New(strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n"))
	return r, err
}

// offset is the place in Text of a place in raw.
func (r *Raw) offset(o text.Offset) text.Offset {
	return o - text.Offset(sort.Search(len(r.crlf), func(i int) bool { return r.crlf[i] >= o }))
}

// Span is p, counted in u in the file's text, in Text. See [Position.Span].
func (r *Raw) Span(p Position, u text.Unit) (text.Span, error) {
	s, err := p.Span(r.raw, u)
	return text.Span{Start: r.offset(s.Start), End: r.offset(s.End)}, err
}

// File is the text as the file has it.
func (r *Raw) File() *text.Text { return r.raw }

// In is s, a span of the file's text, in Text.
func (r *Raw) In(s text.Span) text.Span {
	return text.Span{Start: r.offset(s.Start), End: r.offset(s.End)}
}

// Out is s, a span of Text, in the file's text; what [Raw.In] gave comes out as it was, but for
// an end between CR and LF.
func (r *Raw) Out(s text.Span) text.Span {
	return text.Span{Start: r.out(s.Start), End: r.out(s.End)}
}

func (r *Raw) out(o text.Offset) text.Offset {
	return o + text.Offset(sort.Search(len(r.crlf), func(i int) bool { return r.crlf[i]-text.Offset(i) >= o }))
}

// Decide is the unit of units in which most of list stand where they should; of two in
// which as many do, the one that comes first. It says how many.
func (r *Raw) Decide(list []Position, units ...text.Unit) (unit text.Unit, fit int) {
	fit = -1
	for _, u := range units {
		n := 0
		for _, p := range list {
			if _, err := p.Span(r.raw, u); err == nil {
				n++
			}
		}
		if n > fit {
			unit, fit = u, n
		}
		if fit == len(list) { // no other can do better
			break
		}
	}
	return unit, max(fit, 0)
}

// Same reports whether all units count alike in the file's text, so that nothing needs to
// be decided.
func (r *Raw) Same(units ...text.Unit) bool {
	end := r.raw.Len()
	n, _ := r.raw.In(end, units[0])
	for _, u := range units[1:] {
		if m, _ := r.raw.In(end, u); m != n {
			return false
		}
	}
	return true
}
