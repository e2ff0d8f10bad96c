package textlayout

import (
	"strings"
	"unicode/utf8"
)

// Bounds of a paragraph: what is longer is laid out as several, so that no text, however
// odd, is shaped in one go.
const (
	maxParagraph = 32 << 10 // bytes
	maxBlankRun  = 1 << 10  // blank lines
)

// paragraph is a source line, or a run of blank source lines. It ends where the next
// begins. 8 bytes: a text has as many as it has lines.
type paragraph struct {
	start uint32
	meta  uint32 // number<<3 | kind bits
}

// Kinds of paragraphs.
const (
	blankRun  = 1 << iota // blank source lines only
	continued             // goes on in the next: the source line was too long
	follows               // continues the one before
	kindBits  = iota
)

func (p paragraph) is(kind uint32) bool { return p.meta&kind != 0 }

// number is how many paragraphs with text begin at or before p.
func (p paragraph) number() int { return int(p.meta >> kindBits) }

// paragraphs divides a text. spaced reports whether blank lines divide its paragraphs.
func paragraphs(s string) (list []paragraph, spaced bool) {
	list = make([]paragraph, 0, len(s)/128+2)
	number := uint32(0)
	for at := 0; at <= len(s); {
		end := lineEnd(s, at)
		if isBlankLine(s[at:end]) {
			end = blankEnd(s, end)
			list = append(list, paragraph{uint32(at), number<<kindBits | blankRun})
			spaced = spaced || number > 0 && end < len(s)
			if end == len(s) {
				break // the empty line after a last break is part of the run
			}
		} else {
			number++
			list = appendLong(list, s[at:end], at, number<<kindBits)
		}
		if end == len(s) && !endsLine(s) {
			break
		}
		at = end
	}
	return append(list, paragraph{start: uint32(len(s))}), spaced // a sentinel
}

// window is how far ahead a line's end is looked for at once.
const window = 256

// lineEnd is the end of the source line that begins at from, its break included. Most of a
// text is passed a window at a time; where something may be a rarer break, byte by byte.
func lineEnd(s string, from int) int {
	for i := from; i < len(s); {
		w := s[i:min(len(s), i+window)]
		n := strings.IndexByte(w, '\n')
		if n < 0 {
			n = len(w)
		}
		if rare(w[:n]) {
			if end := rareEnd(s, i, i+n); end > 0 {
				return end
			}
		}
		if n < len(w) {
			return i + n + 1
		}
		i += n
	}
	return len(s)
}

// rare tells whether w may hold another break than \n.
func rare(w string) bool {
	return strings.IndexByte(w, '\r') >= 0 || strings.IndexByte(w, 0xC2) >= 0 || strings.IndexByte(w, 0xE2) >= 0
}

// rareEnd is the end of the first line break that begins in [from, to) and is no \n alone;
// 0 for none.
func rareEnd(s string, from, to int) int {
	for i := from; i < to; i++ {
		switch s[i] {
		case '\r':
			if i+1 < len(s) && s[i+1] == '\n' {
				i++
			}
			return i + 1
		case 0xC2:
			if i+1 < len(s) && s[i+1] == 0x85 {
				return i + 2
			}
		case 0xE2:
			if strings.HasPrefix(s[i:], "\u2029") {
				return i + 3
			}
		}
	}
	return 0
}

// endsLine tells whether s ends with a paragraph's break: then an empty line follows.
func endsLine(s string) bool {
	return strings.HasSuffix(s, "\n") || strings.HasSuffix(s, "\r") || strings.HasSuffix(s, "\u2029") || strings.HasSuffix(s, "\u0085")
}

func isBlankLine(line string) bool {
	for _, r := range line {
		if !isBlank(r) && r != 0xA0 {
			return false
		}
	}
	return true
}

// blankEnd goes on from end over further blank lines.
func blankEnd(s string, end int) int {
	for range maxBlankRun - 1 {
		next := lineEnd(s, end)
		if next == end || !isBlankLine(s[end:next]) {
			break
		}
		end = next
	}
	return end
}

// appendLong adds one source line, as several paragraphs when it is too long.
func appendLong(list []paragraph, line string, at int, meta uint32) []paragraph {
	for len(line) > maxParagraph {
		n := cutAt(line[:maxParagraph])
		list = append(list, paragraph{uint32(at), meta | continued})
		line, at, meta = line[n:], at+n, meta|follows
	}
	return append(list, paragraph{uint32(at), meta})
}

// cutAt is where to cut a long line: after its last blank, or else at a letter that
// does not belong to what is before it.
func cutAt(s string) int {
	if i := strings.LastIndexByte(s, ' '); i > len(s)/2 {
		return i + 1
	}
	for i := len(s) - utf8.UTFMax; i > len(s)/2; i-- {
		if c := s[i]; utf8.RuneStart(c) {
			r, _ := utf8.DecodeRuneInString(s[i:])
			before, _ := utf8.DecodeLastRuneInString(s[:i])
			if !isMark(r) && !isIgnorable(r) && !isIgnorable(before) && r < 0x1F000 {
				return i
			}
		}
	}
	i := len(s) - utf8.UTFMax
	for !utf8.RuneStart(s[i]) {
		i--
	}
	return i
}

// newlineLen is how many bytes at the end of a paragraph's text break the line.
func newlineLen(s string) int {
	switch {
	case strings.HasSuffix(s, "\r\n"), strings.HasSuffix(s, "\u0085"):
		return 2
	case strings.HasSuffix(s, "\u2029"):
		return 3
	case strings.HasSuffix(s, "\n"), strings.HasSuffix(s, "\r"):
		return 1
	}
	return 0
}
