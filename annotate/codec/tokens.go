package codec

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/annotate/text"
)

// Tokens cuts a text into words and signs, and at the borders of marks. No token has a
// blank; marks may overlap.
func Tokens(t *text.Text, marks []text.Span) (list []text.Span) {
	cuts := borders(t, marks)
	for i := 1; i < len(cuts); i++ {
		s := text.Span{Start: cuts[i-1], End: cuts[i]}
		if strings.TrimSpace(t.Slice(s)) != "" {
			list = append(list, s)
		}
	}
	return list
}

// borders are the places where a token may begin or end, in order.
func borders(t *text.Text, marks []text.Span) []text.Offset {
	cuts := make([]text.Offset, 0, 2*len(marks))
	for _, s := range marks {
		cuts = append(cuts, s.Start, s.End)
	}
	slices.Sort(cuts)
	out := append(make([]text.Offset, 0, t.Len()/3+2), 0)
	add := func(o text.Offset) {
		if last := out[len(out)-1]; o > last {
			out = append(appendBlanks(out, t.Slice(text.Span{Start: last, End: o}), last), o)
		}
	}
	upTo := func(o text.Offset) {
		for ; len(cuts) > 0 && cuts[0] < o; cuts = cuts[1:] {
			add(cuts[0])
		}
		add(o)
	}
	for w := range t.Words(t.All()) {
		upTo(w.Start)
		upTo(w.End)
	}
	upTo(t.Len())
	return out
}

// appendBlanks adds where blanks begin and end in s, which stands at o.
func appendBlanks(out []text.Offset, s string, o text.Offset) []text.Offset {
	first, _ := utf8.DecodeRuneInString(s)
	blank := unicode.IsSpace(first)
	for i, r := range s {
		if unicode.IsSpace(r) != blank {
			blank = !blank
			out = append(out, o+text.Offset(i))
		}
	}
	return out
}
