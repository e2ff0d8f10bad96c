package search

import (
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// tables say what each character folds to, one for every Fold. Their pages are made from
// Unicode's tables when a text first needs them.
var tables = func() *[folds]table {
	list := new([folds]table)
	for f := range list {
		list[f].fold = Fold(f)
		for c := range list[f].ascii {
			list[f].ascii[c] = byte(c)
			if Fold(f)&Case != 0 && 'A' <= c && c <= 'Z' {
				list[f].ascii[c] += 'a' - 'A'
			}
		}
	}
	return list
}()

type table struct {
	fold  Fold
	ascii [utf8.RuneSelf]byte
	pages [(unicode.MaxRune + 1) >> 8]atomic.Pointer[page]
}

// page says what 256 characters fold to: a character; or, with several set, the string
// at that place of more, which may be empty.
type page struct {
	to   [256]rune
	more []string
}

const several = rune(1) << 30

// page is the page that r is on.
func (t *table) page(r rune) *page {
	at := &t.pages[r>>8]
	if p := at.Load(); p != nil {
		return p
	}
	p := t.makePage(r &^ 0xFF)
	at.Store(p) // a second goroutine may make the same one
	return p
}

func (t *table) makePage(first rune) *page {
	p, small := &page{}, cases.Fold()
	for i := range p.to {
		r := first + rune(i)
		s := t.fold.letters(r, small)
		if to, n := utf8.DecodeRuneInString(s); n == len(s) && n > 0 {
			p.to[i] = to
			continue
		}
		p.to[i] = several | rune(len(p.more))
		p.more = append(p.more, s)
	}
	return p
}

// letters is what r folds to.
func (f Fold) letters(r rune, small cases.Caser) string {
	if isSurrogate(r) {
		return string(utf8.RuneError)
	}
	s := string(r)
	if presentation(r) && f&Arabic != 0 || ligature(r) && f&Marks != 0 {
		s = norm.NFKD.String(s)
	} else if !unicode.Is(unicode.Hangul, r) {
		s = norm.NFD.String(s)
	}
	if f&Case != 0 {
		s = norm.NFD.String(small.String(s))
	}
	if unicode.Is(unicode.Hangul, r) {
		s = string(r)
	}
	out := make([]rune, 0, 2)
	for _, c := range s {
		if !f.drops(c) {
			out = append(out, f.like(c))
		}
	}
	return string(out)
}

func isSurrogate(r rune) bool { return 0xD800 <= r && r < 0xE000 }

func presentation(r rune) bool { return 0xFB50 <= r && r <= 0xFDFF || 0xFE70 <= r && r <= 0xFEFC }
func ligature(r rune) bool     { return 0xFB00 <= r && r <= 0xFB06 }

// drops reports whether a character counts for nothing.
func (f Fold) drops(r rune) bool {
	switch {
	case unseen(r):
		return true
	case f&Marks != 0 && (r == 0x02BE || r == 0x02BF || isMark(r)):
		return true
	case f&Arabic != 0:
		return r == 0x0640 || unicode.Is(unicode.Mn, r) && (unicode.Is(unicode.Arabic, r) || 0x064B <= r && r <= 0x0655 || r == 0x0670)
	}
	return false
}

// unseen reports whether a character shows nothing of itself.
func unseen(r rune) bool {
	switch {
	case r == 0x00AD, r == 0x061C, r == 0x180E, r == 0xFEFF:
		return true
	case 0x200B <= r && r <= 0x200F, 0x202A <= r && r <= 0x202E, 0x2060 <= r && r <= 0x2064, 0x2066 <= r && r <= 0x2069:
		return true
	}
	return 0xFE00 <= r && r <= 0xFE0F || 0xE0100 <= r && r <= 0xE01EF
}

// isMark reports whether a combining character is written on a letter that stays the same
// letter without it. In Indic scripts and in kana it would be another one.
func isMark(r rune) bool {
	if !unicode.Is(unicode.Mn, r) || r == 0x3099 || r == 0x309A {
		return false
	}
	return unicode.In(r, unicode.Inherited, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Hebrew, unicode.Arabic, unicode.Syriac)
}

// like is the character that stands for r and those that are taken for it.
func (f Fold) like(r rune) rune {
	if f&Marks != 0 {
		if to, ok := plain[r]; ok {
			return to
		}
		if unicode.Is(unicode.Zs, r) {
			return ' '
		}
	}
	if f&Arabic != 0 {
		switch {
		case 0x0660 <= r && r <= 0x0669:
			return '0' + r - 0x0660
		case 0x06F0 <= r && r <= 0x06F9:
			return '0' + r - 0x06F0
		}
		if to, ok := arabic[r]; ok {
			return to
		}
	}
	return r
}

// plain are the letters and signs that Marks takes for others, beside what Unicode
// decomposes.
var plain = map[rune]rune{
	'ø': 'o', 'Ø': 'O', 'ł': 'l', 'Ł': 'L', 'đ': 'd', 'Đ': 'D', 'ħ': 'h', 'Ħ': 'H', 'ŧ': 't', 'Ŧ': 'T', 'ı': 'i', 'ɨ': 'i', 'ƶ': 'z', 'Ƶ': 'Z',
	'’': '\'', '‘': '\'', 'ʼ': '\'', 'ʻ': '\'', '‛': '\'', '′': '\'', '＇': '\'',
	'‐': '-', '‑': '-', '‒': '-', '−': '-',
}

// arabic are the letters that Arabic takes for others, beside what Unicode decomposes.
var arabic = map[rune]rune{
	'ٱ': 'ا', 'ٲ': 'ا', 'ٳ': 'ا', 'ى': 'ي', 'ی': 'ي', 'ې': 'ي', 'ے': 'ي', 'ة': 'ه', 'ە': 'ه', 'ہ': 'ه', 'ھ': 'ه', 'ۀ': 'ه', 'ۃ': 'ه',
	'ک': 'ك', 'ڪ': 'ك', 'ٶ': 'و', 'ٷ': 'و', 'ٸ': 'ي',
}

// appendString appends s folded. steps, if it is not nil, is told where the original's
// place is no longer the one that follows from the step before.
func (t *table) appendString(dst []byte, s string, steps *steps) []byte {
	for i := 0; i < len(s); {
		if n := asciiLen(s[i:]); n > 0 {
			dst = t.appendASCII(dst, s[i:i+n])
			i += n
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		before, p := len(dst), t.page(r)
		to := p.to[r&0xFF]
		if to < several {
			dst = utf8.AppendRune(dst, to)
		} else {
			dst = append(dst, p.more[to&^several]...)
		}
		if steps != nil {
			steps.add(before, len(dst), i, i+size, to >= several)
		}
		i += size
	}
	return dst
}

func asciiLen(s string) int {
	i := 0
	for ; i+8 <= len(s); i += 8 { // which are read at once
		p := s[i : i+8]
		if word := uint64(p[0]) | uint64(p[1])<<8 | uint64(p[2])<<16 | uint64(p[3])<<24 | uint64(p[4])<<32 | uint64(p[5])<<40 | uint64(p[6])<<48 | uint64(p[7])<<56; word&0x8080808080808080 != 0 {
			break
		}
	}
	for i < len(s) && s[i] < utf8.RuneSelf {
		i++
	}
	return i
}

func (t *table) appendASCII(dst []byte, s string) []byte {
	at := len(dst)
	dst = append(dst, s...)
	if t.fold&Case != 0 {
		part := dst[at:]
		for i, c := range part {
			part[i] = t.ascii[c&0x7F]
		}
	}
	return dst
}
