package uima

import (
	"strings"
	"unicode"

	"parley/annotate/text"
)

// Sentences are the sentences of a text by UAX #29, as their tokens; none is empty. A word
// over the end of a sentence, as UAX #29 has it in "i.E", belongs to that one, and the next
// begins behind it.
func Sentences(t *text.Text) (list [][]text.Span) {
	for o := text.Offset(0); o < t.Len(); {
		end := t.NextSentence(o)
		if end <= o {
			break
		}
		if tokens := tokensIn(t, text.Span{Start: o, End: end}); len(tokens) > 0 {
			list = append(list, tokens)
			end = max(end, tokens[len(tokens)-1].End)
		}
		o = end
	}
	return list
}

// tokensIn are the words of a sentence and the signs between them.
func tokensIn(t *text.Text, at text.Span) (list []text.Span) {
	from := at.Start
	signs := func(to text.Offset) {
		for from < to {
			end := min(t.NextGrapheme(from), to)
			if g := (text.Span{Start: from, End: end}); strings.TrimFunc(t.Slice(g), unicode.IsSpace) != "" {
				list = append(list, g)
			}
			from = end
		}
	}
	for w := range t.Words(at) {
		signs(w.Start)
		list = append(list, w)
		from = w.End
	}
	signs(at.End)
	return list
}
