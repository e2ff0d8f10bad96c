package textlayout

import (
	"strings"
	"unicode/utf8"

	"parley/annotate/text"
)

// Part is a stretch of a label in one style: it begins where the part before it ends.
type Part struct {
	End   int // bytes of the label
	Style Style
}

// SingleLine shapes s as one line at size pixels to the em into into, whose memory it
// reuses: for labels. Line breaks in s become blanks; x counts from 0 and the line is
// as wide as it is; offsets count in s. A label seen before is a lookup.
func (f *Fonts) SingleLine(s string, opt Options, size float32, into *Line) {
	s = oneLine(s)
	f.mu.Lock()
	shape := f.shape.paragraph(s, opt, false)
	f.mu.Unlock()
	single(shape, len(s), size, into)
}

// StyledLine is [Fonts.SingleLine] for a label of several parts. The direction is resolved
// over the whole; what the parts do not reach has the style of the last. Where letters
// join (Arabic), a change of style waits for the end of the word.
func (f *Fonts) StyledLine(s string, parts []Part, d Direction, size float32, into *Line) {
	if len(parts) == 0 {
		parts = []Part{{len(s), Sans}}
	}
	s = oneLine(s)
	f.mu.Lock()
	shape := f.shape.styled(s, parts, d)
	f.mu.Unlock()
	single(shape, len(s), size, into)
}

func single(shape *shaped, n int, size float32, into *Line) {
	*into = Line{
		Span: text.Span{End: text.Offset(n)}, First: true, Last: true, Size: size,
		RightToLeft: shape.base == 1, Runs: into.Runs[:0], levels: into.levels[:0],
	}
	l := Layout{frame: Frame{Size: size}}
	l.place(shape, lineStart{}, uint32(n), len(shape.pieces), 0, into)
	l.order(0, into)
}

// oneLine puts a blank of as many bytes in the place of each line break, and question marks
// in that of bytes that are not UTF-8, so that offsets stay and carets stop between characters.
func oneLine(s string) string {
	if !utf8.ValidString(s) {
		s = questioned(s)
	}
	if !strings.ContainsAny(s, "\n\r\v\f\u0085\u2028\u2029") {
		return s
	}
	return strings.NewReplacer("\n", " ", "\r", " ", "\v", " ", "\f", " ", "\u0085", "\u00A0", "\u2028", "\u2004", "\u2029", "\u2004").Replace(s)
}

func questioned(s string) string {
	b := []byte(s)
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			b[i] = '?'
		}
		i += n
	}
	return string(b)
}

// styled shapes a label of parts: stretches of one level and style, at graphemes.
func (s *shaper) styled(str string, parts []Part, d Direction) *shaped {
	rs := []rune(str)
	out := &shaped{generation: s.fonts.Generation()}
	out.base = s.bidi.resolve(rs, d)
	levels := append([]uint8(nil), s.bidi.levels...)
	bounds := append([]int32(nil), s.graphemes(str)...)
	at, part := 0, 0
	for turns(parts, part, at) { // what is empty has no letters to style
		part++
	}
	for k := 0; k+1 < len(bounds); {
		from, end := int(bounds[k]), at
		for k+1 < len(bounds) && levels[bounds[k]] == levels[from] {
			end += byteLen(rs[bounds[k]:bounds[k+1]])
			k++
			if turns(parts, part, end) && !joins(rs, int(bounds[k])) {
				break
			}
		}
		out.add(s.cached(key{str[at:end], parts[part].Style, levels[from]&1 == 1}), at, levels[from])
		for at = end; turns(parts, part, at); {
			part++
		}
	}
	for i := range out.pieces {
		out.width += out.pieces[i].word.width
	}
	return out
}

// turns tells whether the part of that number is over at byte end and another follows.
func turns(parts []Part, part, end int) bool {
	return part+1 < len(parts) && end >= parts[part].End
}

// joins tells whether the letters on both sides of rs[i] may join.
func joins(rs []rune, i int) bool {
	cursive := func(r rune) bool {
		return 0x600 <= r && r <= 0x8FF && !strings.ContainsRune("،؛؟", r) || r == 0x200D
	}
	return i > 0 && i < len(rs) && cursive(rs[i-1]) && cursive(rs[i])
}

// CutTo is the longest beginning of s, in whole graphemes and without a blank at its end,
// whose line is not wider than width pixels when tail follows; s itself when all of it
// fits alone. It returns how many bytes of s to keep.
func (f *Fonts) CutTo(s, tail string, opt Options, size, width float32) int {
	var line Line
	f.SingleLine(s, opt, size, &line)
	if line.Right <= width {
		return len(s)
	}
	opt.Direction = LeftToRight
	if line.RightToLeft {
		opt.Direction = RightToLeft
	}
	borders := f.borders(s)
	lo, hi := 0, len(borders)-1
	for lo < hi {
		mid := (lo + hi + 1) / 2
		f.SingleLine(strings.TrimRight(s[:borders[mid]], " \t")+tail, opt, size, &line)
		if line.Right <= width {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	return len(strings.TrimRight(s[:borders[lo]], " \t"))
}

// borders are the bytes where graphemes begin, and the end.
func (f *Fonts) borders(s string) []int {
	s = oneLine(s)
	f.mu.Lock()
	defer f.mu.Unlock()
	bounds := f.shape.graphemes(s)
	out := make([]int, 0, len(bounds))
	at, i := 0, 0
	for _, b := range bounds {
		for ; i < int(b); i++ {
			_, n := utf8.DecodeRuneInString(s[at:])
			at += n
		}
		out = append(out, at)
	}
	return out
}
