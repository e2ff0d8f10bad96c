package doccano

import (
	"strings"

	"parley/annotate/codec"
	"parley/annotate/text"
)

// counting is what the positions of one text count.
type counting struct {
	noun     string
	doubtful bool // another unit would give other places
	span     func(start, end int) (text.Span, error)
}

func (c *collection) counting(raw *codec.Raw, spans []span) counting {
	units := func(u text.Unit, noun string) counting {
		return counting{noun: noun, span: func(start, end int) (text.Span, error) {
			return raw.Span(codec.Position{Start: start, End: end}, u)
		}}
	}
	if u := c.options.Unit; u != nil {
		return units(*u, u.String())
	}
	utf16 := units(text.UTF16, "UTF-16 units")
	clusters := counting{noun: "grapheme clusters", span: graphemes(raw)}
	if len(spans) == 0 || same(utf16, clusters, spans) {
		return utf16
	}
	best := utf16
	if standing(raw.Text, clusters, spans) > standing(raw.Text, utf16, spans) {
		best = clusters
	}
	best.doubtful = true
	return best
}

// same reports whether both give the same places.
func same(a, b counting, spans []span) bool {
	for _, s := range spans {
		x, wrong := a.span(s.start, s.end)
		y, other := b.span(s.start, s.end)
		if wrong != nil || other != nil || x != y {
			return false
		}
	}
	return true
}

// standing counts the spans that begin and end where words do.
func standing(t *text.Text, c counting, spans []span) (n int) {
	for _, s := range spans {
		at, err := c.span(s.start, s.end)
		if err != nil || at.Empty() {
			continue
		}
		if w := t.SnapWords(at); w == at && strings.TrimSpace(t.Slice(at)) == t.Slice(at) {
			n++
		}
	}
	return n
}

// graphemes counts grapheme clusters, of the text as the project has it: a CRLF is one.
func graphemes(raw *codec.Raw) func(start, end int) (text.Span, error) {
	var starts []text.Offset
	t := raw.Text
	for o := text.Offset(0); o < t.Len(); o = t.NextGrapheme(o) {
		starts = append(starts, o)
	}
	starts = append(starts, t.Len())
	return func(start, end int) (text.Span, error) {
		if start < 0 || end < start || end >= len(starts) {
			return text.Span{}, text.ErrOutOfRange
		}
		return text.Span{Start: starts[start], End: starts[end]}, nil
	}
}
