package webannotsv

import (
	"strings"
	"unicode"

	"parley/annotate/text"
)

// fresh is a table of t without annotations: sentences and words by UAX #29, each other
// character that is no blank a token of its own. Its sentences say all of the text, line ends
// between them too, so that it comes back as it is.
func fresh(t *text.Text) (*table, error) {
	f := &table{}
	begin := text.Offset(0) // of what no sentence has said yet
	for o := text.Offset(0); o < t.Len(); {
		end := t.NextSentence(o)
		if end <= o {
			break
		}
		at := text.Span{Start: o, End: end}
		o = end
		list := tokensIn(t, at)
		if len(list) == 0 {
			continue
		}
		if n := len(f.sentences); n > 0 {
			f.sentences[n-1].say(strings.TrimRight(t.Slice(text.Span{Start: begin, End: list[0].Start}), " "))
			begin = list[0].Start
		}
		s := &sentence{}
		if err := s.fill(t, len(f.sentences)+1, list); err != nil {
			return nil, err
		}
		f.sentences = append(f.sentences, s)
	}
	if n := len(f.sentences); n > 0 {
		f.sentences[n-1].say(t.Slice(text.Span{Start: begin, End: t.Len()}))
		f.sentences[0].begin(t)
	}
	return f, nil
}

func (s *sentence) say(words string) {
	s.text = words
	s.lines = nil
	for line := range strings.SplitSeq(words, "\n") {
		s.lines = append(s.lines, textEscapes.Replace(line))
	}
}

// begin leaves blanks before the first sentence to the gap.
func (s *sentence) begin(t *text.Text) {
	if before := t.Slice(text.Span{End: s.units[0].at.Start}); strings.Trim(before, " ") == "" {
		s.say(s.text[len(before):])
	}
}

func (s *sentence) fill(t *text.Text, n int, list []text.Span) error {
	for i, at := range list {
		start, err := t.In(at.Start, text.UTF16)
		if err != nil {
			return err
		}
		words := t.Slice(at)
		s.units = append(s.units, &unit{
			sentence: n, token: i + 1, start: start, end: start + length(words, text.UTF16),
			text: textEscapes.Replace(words), marks: map[*layer][]*mark{}, at: at,
		})
	}
	return nil
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
