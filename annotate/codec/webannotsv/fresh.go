package webannotsv

import (
	"strings"

	"parley/annotate/codec/uima"
	"parley/annotate/text"
)

// fresh is a table of t without annotations: sentences and words by UAX #29, each other
// character that is no blank a token of its own. Its sentences say all of the text, line ends
// between them too, so that it comes back as it is.
func fresh(t *text.Text) *table {
	f, units := &table{}, uima.NewCounter(t)
	begin := text.Offset(0) // of what no sentence has said yet
	for _, list := range uima.Sentences(t) {
		if n := len(f.sentences); n > 0 {
			f.sentences[n-1].say(strings.TrimRight(t.Slice(text.Span{Start: begin, End: list[0].Start}), " "))
			begin = list[0].Start
		}
		s := &sentence{}
		s.fill(t, units, len(f.sentences)+1, list)
		f.sentences = append(f.sentences, s)
	}
	if n := len(f.sentences); n > 0 {
		f.sentences[n-1].say(t.Slice(text.Span{Start: begin, End: t.Len()}))
		f.sentences[0].begin(t)
	}
	return f
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

func (s *sentence) fill(t *text.Text, units *uima.Counter, n int, list []text.Span) {
	rows := make([]unit, len(list))
	s.units = make([]*unit, len(list))
	for i, at := range list {
		start := units.In(at.Start)
		words := t.Slice(at)
		rows[i] = unit{
			sentence: n, token: i + 1, start: start, end: start + length(words, text.UTF16),
			text: textEscapes.Replace(words), at: at,
		}
		s.units[i] = &rows[i]
	}
}
