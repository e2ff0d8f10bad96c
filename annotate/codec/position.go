package codec

import (
	"fmt"
	"strings"

	"parley/annotate"
	"parley/annotate/text"
)

// Position is a piece of a text as a file tells it.
type Position struct {
	Start, End int    // half-open, counted in some unit
	Quote      string // the words as the file has them; empty when it has none
}

// Span is p counted in u. The error says what is wrong with it: behind the text's end,
// inside a character, its end before its start, other words than its quote.
func (p Position) Span(t *text.Text, u text.Unit) (text.Span, error) {
	start, err := t.Offset(p.Start, u)
	if err != nil {
		return text.Span{}, err
	}
	end, err := t.Offset(p.End, u)
	if err != nil {
		return text.Span{}, err
	}
	if end < start {
		return text.Span{}, fmt.Errorf("it ends at %d, before its start at %d: %w", p.End, p.Start, annotate.ErrInvalid)
	}
	s := text.Span{Start: start, End: end}
	if words := t.Slice(s); p.Quote != "" && words != p.Quote && flat(words) != flat(p.Quote) {
		return s, fmt.Errorf("at %d–%d stands “%.40s”, not “%.40s”: %w", p.Start, p.End, words, p.Quote, annotate.ErrInvalid)
	}
	return s, nil
}

// flat is s with every kind of white space a blank, and a line end one of it: tools write
// quotes so.
func flat(s string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case '\n', '\r', '\t', '\u00a0':
			return ' '
		}
		return r
	}, strings.ReplaceAll(s, "\r\n", "\n"))
}
