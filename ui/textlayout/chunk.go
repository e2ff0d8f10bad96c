package textlayout

import (
	"unicode/utf8"

	"parley/annotate/text"
)

// A chunk is a stretch of a paragraph that can be broken and shaped without looking at
// its neighbours: it ends with blanks between two letters, where UAX #14 always breaks
// and where no rule looks across. So chunks can be remembered by their letters, and
// most of a text is a lookup.

// chunkEnd is the end of the chunk of s that begins at from.
func chunkEnd(s string, from int) int {
	for i := from; i < len(s); {
		sp := i
		for sp < len(s) && s[sp] != ' ' {
			sp++
		}
		end := sp
		for end < len(s) && s[end] == ' ' {
			end++
		}
		if end == len(s) {
			return end
		}
		if sp > from && endsPlain(s[from:sp]) && startsPlain(s[end:]) {
			return end
		}
		i = end
	}
	return len(s)
}

// startsPlain tells whether s begins with a letter or digit of classes AL, HL or NU that
// takes no part in a grapheme with what is before it.
func startsPlain(s string) bool {
	if c := s[0]; c < utf8.RuneSelf {
		return isAlnum(c)
	}
	r, _ := utf8.DecodeRuneInString(s)
	return isPlainLetter(r)
}

// endsPlain tells whether s ends with such a letter, or with a mark after which blanks
// lead to a break before any letter.
func endsPlain(s string) bool {
	if c := s[len(s)-1]; c < utf8.RuneSelf {
		return isAlnum(c) || c == '.' || c == ',' || c == ';' || c == ':' || c == ')' || c == '?' || c == '!'
	}
	r, _ := utf8.DecodeLastRuneInString(s)
	return isPlainLetter(r) || r == '’' || r == '”' || r == '»' || r == '،' || r == '؛' || r == '؟'
}

func isAlnum(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

func isPlainLetter(r rune) bool {
	switch {
	case 0xC0 <= r && r <= 0x24F:
		return r != 0xD7 && r != 0xF7
	case 0x391 <= r && r <= 0x3C9, 0x400 <= r && r <= 0x481:
		return true
	case 0x5D0 <= r && r <= 0x5EA:
		return true
	}
	return 0x620 <= r && r <= 0x64A && r != 0x640 || 0x671 <= r && r <= 0x6D3
}

// chunk breaks and shapes one chunk of one direction.
func (s *shaper) chunk(k key) []*Word {
	s.runes = appendRunes(s.runes[:0], k.s)
	return s.words(nil, k.s, s.runes, k.style, func(int) bool { return k.rtl })
}

func appendRunes(rs []rune, s string) []rune {
	for _, r := range s {
		rs = append(rs, r)
	}
	return rs
}

// words appends the words of str, whose code points are rs; rtl tells the direction of
// the grapheme that begins at rs[i]. A word ends where a line may end, where the
// direction turns, at a tab, and at maxWordRunes.
func (s *shaper) words(to []*Word, str string, rs []rune, st Style, rtl func(i int) bool) []*Word {
	breaks, graphemes := s.segment(str, rs)
	start, at, turned := 0, 0, false // first grapheme of the word; its byte
	for k := 0; k+1 < len(graphemes); k++ {
		i, next := int(graphemes[k]), int(graphemes[k+1])
		if k == start {
			turned = rtl(i)
		}
		last := next == len(rs)
		flags := breakFlags(breaks, next)
		tab := rs[i] == '\t'
		if !last && flags == 0 && !tab && rs[next] != '\t' && rtl(next) == turned && next-int(graphemes[start]) < maxWordRunes {
			continue
		}
		if rs[next-1] == 0xAD {
			flags |= softHyphen
		}
		first := int(graphemes[start])
		bytes := byteLen(rs[first:next])
		w := s.word(str[at:at+bytes], rs[first:next], rebase(graphemes[start:k+2]), st, turned)
		w.flags |= flags
		to = append(to, w)
		start, at = k+1, at+bytes
	}
	return to
}

func byteLen(rs []rune) int {
	n := 0
	for _, r := range rs {
		n += utf8.RuneLen(r)
	}
	return n
}

// rebase makes boundaries count from the first of them.
func rebase(bounds []int32) []int32 {
	out := make([]int32, len(bounds))
	for i, b := range bounds {
		out[i] = b - bounds[0]
	}
	return out
}

// lineBreak says what may happen before a code point.
type lineBreak struct {
	at    int32
	flags uint8
}

// breakFlags looks the break before rune i up; breaks are asked for in order but few.
func breakFlags(breaks []lineBreak, i int) uint8 {
	lo, hi := 0, len(breaks)
	for lo < hi {
		if mid := (lo + hi) / 2; int(breaks[mid].at) < i {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(breaks) && int(breaks[lo].at) == i {
		return breaks[lo].flags
	}
	return 0
}

// segment finds the line breaks and the grapheme boundaries of str, whose code points are rs.
func (s *shaper) segment(str string, rs []rune) (breaks []lineBreak, graphemes []int32) {
	graphemes = s.graphemes(str)
	s.seg.Init(rs)
	breaks = s.breaks[:0]
	for it := s.seg.LineIterator(); it.Next(); {
		l := it.Line()
		b := lineBreak{int32(l.Offset + len(l.Text)), breakAfter}
		if l.IsMandatoryBreak && int(b.at) < len(rs) {
			b.flags |= mustBreak
		}
		breaks = append(breaks, b)
	}
	s.breaks = breaks
	return breaks, graphemes
}

// graphemes are the boundaries of str in code points, both ends included: those at which
// the carets of package text stop. A grapheme longer than maxWordRunes is cut, so that
// nothing is unbounded.
func (s *shaper) graphemes(str string) []int32 {
	bounds := append(s.bounds[:0], 0)
	for at, i := 0, int32(0); at < len(str); {
		end := text.GraphemeEnd(str, at)
		for n := int32(utf8.RuneCountInString(str[at:end])); n > 0; n -= maxWordRunes {
			i += min(n, maxWordRunes)
			bounds = append(bounds, i)
		}
		at = end
	}
	s.bounds = bounds
	return bounds
}
