package prodigy

import (
	"slices"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/text"
)

// tokensOf are the tokens of a text in which marks stand.
func tokensOf(t *text.Text, marks []*annotate.Annotation) []text.Span {
	spans := make([]text.Span, len(marks))
	for i, a := range marks {
		spans[i] = a.Span()
	}
	return codec.Tokens(t, spans)
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
