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
	cuts := []text.Offset{0, t.Len()}
	for _, s := range marks {
		cuts = append(cuts, s.Start, s.End)
	}
	for w := range t.Words(t.All()) {
		cuts = append(cuts, w.Start, w.End)
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	out := cuts[:0:0]
	for i, o := range cuts {
		out = append(out, o)
		if i+1 < len(cuts) {
			out = appendBlanks(out, t.Slice(text.Span{Start: o, End: cuts[i+1]}), o)
		}
	}
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
