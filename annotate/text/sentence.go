package text

import "unicode/utf8"

// SentenceAt is the sentence at o without blanks at either end; between two, the
// one before o. On a blank line it is empty. Sentences follow UAX #29, with two
// changes: an Arabic semicolon ends one, and an abbreviation, an initial or an
// ordinal does not (see mended). A line feed always ends a sentence.
func (t *Text) SentenceAt(o Offset) Span { return t.trim(t.sentence(t.clamp(o))) }

// NextSentence is where the next sentence begins, blank lines passed over, or the
// end of the text.
func (t *Text) NextSentence(o Offset) Offset {
	raw := t.sentence(t.clamp(o))
	s := t.trim(raw)
	for o >= s.Start || s.Empty() {
		next := raw.End
		if next < t.Len() && t.s[next] == '\n' {
			next++
		}
		if next >= t.Len() {
			return t.Len()
		}
		if t.beginsSentence(int(next)) {
			return next
		}
		raw = t.sentence(int(next))
		s = t.trim(raw)
	}
	return s.Start
}

// beginsSentence reports whether a sentence begins with the character at p, and not with a blank.
func (t *Text) beginsSentence(p int) bool {
	r, _ := utf8.DecodeRuneInString(t.s[p:])
	return !isBlank(r) && r != '\n' && (t.s[p-1] == '\n' || sentenceBorder(t.s, p))
}

// PrevSentence is where the sentence of o begins or, from its very start, the one
// before; blank lines are passed over. Before the first it is 0.
func (t *Text) PrevSentence(o Offset) Offset {
	raw := t.sentence(t.clamp(o))
	s := t.trim(raw)
	for o <= s.Start || s.Empty() {
		if raw.Start == 0 {
			return 0
		}
		_, last := before(t.s, int(raw.Start))
		raw = t.sentence(last)
		s = t.trim(raw)
	}
	return s.Start
}

// sentence is the sentence around p with the blanks behind it. A caret at the end
// of a line belongs to the sentence before it.
func (t *Text) sentence(p int) Span {
	line := t.line(p)
	start, end := p, p
	if end == int(line.End) && start > int(line.Start) {
		_, start = before(t.s, start)
	}
	for low := max(int(line.Start), p-reach); start > low && !sentenceBorder(t.s, start); {
		_, start = before(t.s, start)
	}
	if high := min(int(line.End), p+reach); end < high {
		_, end = after(t.s, end)
		for end < high && !sentenceBorder(t.s, end) {
			_, end = after(t.s, end)
		}
	}
	return Span{Offset(start), Offset(end)}
}

func sentenceBorder(s string, p int) bool {
	if 0 < p && p < len(s) {
		last := s[p-1]
		if last == ' ' && p > 1 {
			last = s[p-2]
		}
		if last < utf8.RuneSelf && endsNone(direct[last].sentence()) {
			return false
		}
	}
	return sentenceBreak(s, p) && graphemeBreak(s, p) && !mended(s, p)
}

// endsNone reports whether no sentence ends behind a character of class c, or a blank after
// it: SB998 of letters and digits, which most text is.
func endsNone(c class) bool { return sbLower <= c && c <= sbNumeric }

// sentenceBreak reports whether UAX #29 has a sentence boundary at p, a character border.
func sentenceBreak(s string, p int) bool {
	if p <= 0 || p >= len(s) {
		return true
	}
	left, _ := before(s, p)
	right, _ := after(s, p)
	a, b := left.sentence(), right.sentence()
	switch {
	case endsNone(a):
		return false
	case a == sbCR && b == sbLF: // SB3
		return false
	case isParagraphEnd(a): // SB4
		return true
	case b == sbExtend, b == sbFormat, b == sbSp, isParagraphEnd(b): // SB5, SB9, SB10
		return false
	}
	a, at := sentenceBefore(s, p)
	switch a {
	case sbATerm:
		if b == sbNumeric || b == sbUpper && isCased(s, at) { // SB6, SB7
			return false
		}
	case sbSTerm, sbClose, sbSp:
	default:
		return false // SB998
	}
	term := terminatorBefore(s, p)
	switch {
	case term.class == 0, b == sbSContinue, b == sbATerm, b == sbSTerm: // SB998, SB8a
		return false
	case b == sbClose && !term.blank: // SB9
		return false
	}
	return term.class != sbATerm || !lowerFollows(s, p) // SB8, SB11
}

// terminator is what ended a sentence: where it stands, and whether something
// closing or a blank came behind it.
type terminator struct {
	class         class // sbATerm, sbSTerm or, for none, 0
	at            int
	closed, blank bool
}

// terminatorBefore finds SATerm in SATerm Close* Sp* before p.
func terminatorBefore(s string, p int) terminator {
	var t terminator
	c, at := sentenceBefore(s, p)
	for ; c == sbSp; c, at = sentenceBefore(s, at) {
		t.blank = true
	}
	for ; c == sbClose; c, at = sentenceBefore(s, at) {
		t.closed = true
	}
	if c == sbATerm || c == sbSTerm {
		t.class, t.at = c, at
	}
	return t
}

// lowerFollows reports whether, from p, the first letter is a small one and no
// sentence ends before it.
func lowerFollows(s string, p int) bool {
	for high := min(len(s), p+reach); p < high; {
		var c class
		c, p = after(s, p)
		switch v := c.sentence(); {
		case v == sbLower:
			return true
		case v == sbOLetter, v == sbUpper, v == sbATerm, v == sbSTerm, isParagraphEnd(v):
			return false
		}
	}
	return false
}

// sentenceBefore is the class of the character before p that counts, and where it
// begins: past extenders (SB5), unless only a paragraph's start is behind them.
func sentenceBefore(s string, p int) (class, int) {
	c, at := before(s, p)
	for (c.sentence() == sbExtend || c.sentence() == sbFormat) && at > 0 {
		left, start := before(s, at)
		if isParagraphEnd(left.sentence()) {
			break
		}
		c, at = left, start
	}
	return c.sentence(), at
}

func isCased(s string, p int) bool {
	c, _ := sentenceBefore(s, p)
	return c == sbUpper || c == sbLower
}

func isParagraphEnd(c class) bool { return sbCR <= c && c <= sbSep }
