package prodigy

import (
	"slices"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/text"
)

// tokensOf are the tokens of a text in which marks stand. They give the text: what stands between
// two of them is one blank (U+0020), and all other white space is in tokens too.
func tokensOf(t *text.Text, annotations []*annotate.Annotation) (list []text.Span) {
	m := marksOf(annotations)
	words := codec.Tokens(t, m.spans)
	list = make([]text.Span, 0, len(words)+len(words)/4)
	at := text.Offset(0)
	for _, w := range append(words, text.Span{Start: t.Len(), End: t.Len()}) {
		if at < w.Start {
			list = m.blanks(list, t, text.Span{Start: at, End: w.Start})
		}
		if at = w.End; !w.Empty() {
			list = append(list, w)
		}
	}
	return list
}

// marks are where annotations stand.
type marks struct {
	spans        []text.Span
	starts, ends []text.Offset // in order
}

func marksOf(annotations []*annotate.Annotation) (m marks) {
	for _, a := range annotations {
		s := a.Span()
		m.spans, m.starts, m.ends = append(m.spans, s), append(m.starts, s.Start), append(m.ends, s.End)
	}
	slices.Sort(m.starts)
	slices.Sort(m.ends)
	return m
}

// blanks adds the tokens of white space between two words. A blank behind a token is none, unless
// a mark begins or ends with it.
func (m *marks) blanks(list []text.Span, t *text.Text, gap text.Span) []text.Span {
	if len(list) > 0 && t.Slice(gap)[0] == ' ' && !has(m.starts, gap.Start) && !has(m.ends, gap.Start+1) {
		gap.Start++
	}
	for o := gap.Start + 1; o <= gap.End; o++ {
		if o == gap.End || has(m.starts, o) || has(m.ends, o) {
			list = append(list, text.Span{Start: gap.Start, End: o})
			gap.Start = o
		}
	}
	return list
}

func has(sorted []text.Offset, o text.Offset) bool {
	_, is := slices.BinarySearch(sorted, o)
	return is
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
