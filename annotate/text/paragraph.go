package text

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"
)

// LineAt is the line around o, without the line feed that ends it. A caret at the
// end of a line belongs to it.
func (t *Text) LineAt(o Offset) Span { return t.line(t.clamp(o)) }

// ParagraphAt is the paragraph around o: its line without blanks at either end.
// On a blank line it is empty.
func (t *Text) ParagraphAt(o Offset) Span { return t.trim(t.LineAt(o)) }

// NextParagraph is where the next paragraph begins, blank lines passed over, or
// the end of the text.
func (t *Text) NextParagraph(o Offset) Offset {
	p := t.ParagraphAt(o)
	for o >= p.Start || p.Empty() {
		line := t.LineAt(p.Start)
		if line.End >= t.Len() {
			return t.Len()
		}
		p = t.ParagraphAt(line.End + 1)
	}
	return p.Start
}

// PrevParagraph is where the paragraph of o begins or, from its very start, the
// one before; blank lines are passed over. Before the first it is 0.
func (t *Text) PrevParagraph(o Offset) Offset {
	p := t.ParagraphAt(o)
	for o <= p.Start || p.Empty() {
		line := t.LineAt(p.Start)
		if line.Start == 0 {
			return 0
		}
		p = t.ParagraphAt(line.Start - 1)
	}
	return p.Start
}

// Paragraphs yields every paragraph of the text, in order, blank lines left out.
func (t *Text) Paragraphs() iter.Seq[Span] {
	return func(yield func(Span) bool) {
		for start := Offset(0); start < t.Len(); {
			line := t.LineAt(start)
			if p := t.trim(line); !p.Empty() && !yield(p) {
				return
			}
			start = line.End + 1
		}
	}
}

func (t *Text) line(p int) Span {
	start := strings.LastIndexByte(t.s[:p], '\n') + 1
	end := strings.IndexByte(t.s[p:], '\n')
	if end < 0 {
		end = len(t.s) - p
	}
	return Span{Offset(start), Offset(p + end)}
}

// trim is s without blanks at its ends; a blank that carries a combining mark is
// none. All blank, it is empty, at its start.
func (t *Text) trim(s Span) Span {
	start, end := int(s.Start), int(s.End)
	for start < end {
		r, size := utf8.DecodeRuneInString(t.s[start:])
		if !isBlank(r) || !graphemeBreak(t.s, start+size) {
			break
		}
		start += size
	}
	for end > start {
		r, size := utf8.DecodeLastRuneInString(t.s[:end])
		if !isBlank(r) || !graphemeBreak(t.s, end-size) {
			break
		}
		end -= size
	}
	if start == end {
		return Span{s.Start, s.Start}
	}
	return Span{Offset(start), Offset(end)}
}

func isBlank(r rune) bool {
	return unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff'
}
