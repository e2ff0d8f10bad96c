package text

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// ErrQuote says that a quote is not what the text has at its place.
var ErrQuote = errors.New("the quote is not what the text says")

// contextLen is how much of the text a [Quote] takes before and after, in code points.
const contextLen = 32

// Quote says what a place in a text reads, so that it can be checked and found again
// (W3C Web Annotation Data Model, TextQuoteSelector).
type Quote struct {
	Exact  string // the fragments' texts in order, joined by one space
	Prefix string // up to 32 code points before the first fragment
	Suffix string // up to 32 code points after the last
}

// Quote is the quote of spans, which are in text order. No span has an empty quote.
func (t *Text) Quote(spans []Span) Quote {
	if len(spans) == 0 {
		return Quote{}
	}
	start, end := spans[0].Start, spans[len(spans)-1].End
	return Quote{Exact: t.Join(spans), Prefix: t.s[t.before(start):start], Suffix: t.s[end:t.after(end)]}
}

// Join is the texts of spans in order with one space between two.
func (t *Text) Join(spans []Span) string {
	if len(spans) == 1 {
		return t.Slice(spans[0])
	}
	parts := make([]string, len(spans))
	for i, s := range spans {
		parts[i] = t.Slice(s)
	}
	return strings.Join(parts, " ")
}

// before is the first grapheme border within contextLen code points before o.
func (t *Text) before(o Offset) Offset {
	at := o
	for range contextLen {
		_, n := utf8.DecodeLastRuneInString(t.s[:at])
		at -= Offset(n)
	}
	return min(o, t.SnapGrapheme(Span{at, at}).Start)
}

func (t *Text) after(o Offset) Offset {
	at := o
	for range contextLen {
		_, n := utf8.DecodeRuneInString(t.s[at:])
		at += Offset(n)
	}
	return at
}

// Verify checks that spans are in the text, in order, and read exact; the error wraps
// [ErrQuote] or says what is wrong with a span.
func (t *Text) Verify(spans []Span, exact string) error {
	for i, s := range spans {
		if err := t.CheckSpan(s); err != nil {
			return err
		}
		if i > 0 && s.Start < spans[i-1].End {
			return fmt.Errorf("%w: fragment %d begins before %d ends", ErrOutOfRange, i+1, i)
		}
	}
	if got := t.Join(spans); got != exact {
		return fmt.Errorf("%w: text has %.40q, quote has %.40q", ErrQuote, got, exact)
	}
	return nil
}
