package text

import (
	"iter"
	"unicode"
	"unicode/utf8"
)

// reach bounds every search for a word or a sentence, in bytes to each side of
// where it begins: a line of a megabyte without a break costs no more than that.
const reach = 1 << 16

// WordAt is the word at o; at the border of two, the one that begins there;
// between words, the nearest before o on its line. With none it is empty, at o.
// A word is what UAX #29 puts between two word boundaries, when it holds a letter
// or a digit. Scripts without blanks give one word per character.
func (t *Text) WordAt(o Offset) Span {
	p := t.clamp(o)
	line := t.line(p)
	if w := t.segment(p); t.isWord(w) {
		return w
	}
	for q, low := p, max(int(line.Start), p-reach); q > low; {
		w := t.segment(q - 1)
		if t.isWord(w) {
			return w
		}
		q = int(w.Start)
	}
	return Span{Offset(p), Offset(p)}
}

// NextWord is the end of the word at or after o, or the end of the text:
// where Ctrl+→ takes a caret, so that Shift selects words without their blanks.
func (t *Text) NextWord(o Offset) Offset {
	p := t.clamp(o)
	for high := min(p+reach, len(t.s)); p < high; {
		w := t.segment(p)
		if p = int(w.End); t.isWord(w) {
			break
		}
	}
	return Offset(p)
}

// PrevWord is the start of the word at or before o, or 0: where Ctrl+← takes a caret.
func (t *Text) PrevWord(o Offset) Offset {
	p := t.clamp(o)
	for low := max(p-reach, 0); p > low; {
		w := t.segment(p - 1)
		if p = int(w.Start); t.isWord(w) {
			break
		}
	}
	return Offset(p)
}

// SnapWords widens s so that it cuts no word and no grapheme cluster. A caret
// inside a word becomes that word; one at its border stays.
func (t *Text) SnapWords(s Span) Span {
	s = t.SnapGrapheme(s)
	if !t.wordBorder(int(s.Start)) {
		if w := t.segment(int(s.Start)); t.isWord(w) {
			s = s.Hull(w)
		}
	}
	if !t.wordBorder(int(s.End)) {
		if w := t.segment(int(s.End)); t.isWord(w) {
			s = s.Hull(w)
		}
	}
	return t.SnapGrapheme(s)
}

// Words yields, in order, every word that shares a character with s.
func (t *Text) Words(s Span) iter.Seq[Span] {
	return func(yield func(Span) bool) {
		p, end := t.clamp(s.Start), t.clampUp(s.End)
		if p >= end {
			return
		}
		for w := t.segment(p); ; w = (Span{w.End, t.segmentEnd(int(w.End))}) {
			if t.isWord(w) && !yield(w) {
				return
			}
			if int(w.End) >= end {
				return
			}
		}
	}
}

// CountWords is the number of words in the text. The first call costs a walk
// through the text; later ones nothing.
func (t *Text) CountWords() int {
	t.wordsOnce.Do(func() {
		for range t.Words(t.All()) {
			t.words++
		}
	})
	return t.words
}

// segment is what lies between the two word boundaries around the character at p.
func (t *Text) segment(p int) Span {
	start := t.clamp(Offset(p))
	end := t.segmentEnd(start)
	for low := max(0, p-reach); start > low && !t.wordBorder(start); {
		_, start = before(t.s, start)
	}
	return Span{Offset(start), end}
}

// segmentEnd is the word boundary after the character at p.
func (t *Text) segmentEnd(p int) Offset {
	_, end := after(t.s, p)
	for high := min(len(t.s), p+reach); end < high && !t.wordBorder(end); {
		_, end = after(t.s, end)
	}
	return Offset(end)
}

// wordBorder reports whether a word may begin or end at p: at a word boundary
// that is a grapheme boundary as well, so that no caret lands inside a cluster.
func (t *Text) wordBorder(p int) bool {
	if p > 0 && p < len(t.s) && t.s[p-1] < utf8.RuneSelf && t.s[p] < utf8.RuneSelf {
		switch a, b := direct[t.s[p-1]].word(), direct[t.s[p]].word(); { // what most text is
		case isASCIIWord(a) && isASCIIWord(b): // WB5, WB8 to WB10
			return false
		case a == wbSpace && isASCIIWord(b), isASCIIWord(a) && b == wbSpace: // WB999
			return true
		}
	}
	return wordBreak(t.s, p) && graphemeBreak(t.s, p)
}

// isASCIIWord reports whether c, of a character of ASCII, is a letter's or a digit's.
func isASCIIWord(c class) bool { return c == wbLetter || c == wbNumeric }

func (t *Text) isWord(s Span) bool {
	for _, r := range t.s[s.Start:s.End] {
		if r < utf8.RuneSelf {
			if isASCIIWord(direct[r].word()) {
				return true
			}
			continue
		}
		if unicode.IsLetter(r) || unicode.IsNumber(r) || classOf(r).word() == wbLetter {
			return true
		}
	}
	return false
}
