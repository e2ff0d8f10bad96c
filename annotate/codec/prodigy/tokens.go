package prodigy

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/annotate"
	"parley/annotate/text"
)

// tokensOf cuts a text into words and signs, and at the borders of marks. There is no blank
// in a token but where a mark cuts blanks.
func tokensOf(t *text.Text, marks []*annotate.Annotation) (list []text.Span) {
	cuts := bordersOf(t, marks)
	for i := 1; i < len(cuts); i++ {
		s := text.Span{Start: cuts[i-1], End: cuts[i]}
		if strings.TrimSpace(t.Slice(s)) != "" {
			list = append(list, s)
		}
	}
	return list
}

// bordersOf are the places where a token may begin or end, in order.
func bordersOf(t *text.Text, marks []*annotate.Annotation) []text.Offset {
	cuts := []text.Offset{0, t.Len()}
	for _, a := range marks {
		if len(a.Fragments) > 0 {
			cuts = append(cuts, a.Span().Start, a.Span().End)
		}
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

// index are the first and the last token of s; the same where one alone touches it.
func index(tokens []text.Span, s text.Span) (first, last int) {
	first, _ = slices.BinarySearchFunc(tokens, s, func(t, s text.Span) int {
		if t.End <= s.Start {
			return -1
		}
		return 1
	})
	last, _ = slices.BinarySearchFunc(tokens, s, func(t, s text.Span) int {
		if t.Start < s.End {
			return -1
		}
		return 1
	})
	first = min(first, max(len(tokens)-1, 0))
	return first, max(last-1, first)
}
