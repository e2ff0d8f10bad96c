package text

import "unicode/utf8"

//go:generate go run maketables.go -version 17.0.0 ucd

// class has what UAX #29 asks of a code point, packed: grapheme break in bits 0–3,
// word break in 4–8, sentence break in 9–12, pictographic in 13, Indic conjunct break in 14–15.
type class uint16

// run gives all code points from first to the next run one class.
type run struct {
	first rune
	class class
}

// The values of Grapheme_Cluster_Break, in the order of maketables.go.
const (
	gbOther class = iota
	gbCR
	gbLF
	gbControl
	gbExtend
	gbZWJ
	gbRegional
	gbPrepend
	gbSpacingMark
	gbL
	gbV
	gbT
	gbLV
	gbLVT
)

// The values of Word_Break.
const (
	wbOther class = iota
	wbCR
	wbLF
	wbNewline
	wbExtend
	wbZWJ
	wbFormat
	wbRegional
	wbKatakana
	wbHebrew
	wbLetter
	wbSingleQuote
	wbDoubleQuote
	wbMidNumLet
	wbMidLetter
	wbMidNum
	wbNumeric
	wbExtendNumLet
	wbSpace
)

// The values of Sentence_Break.
const (
	sbOther class = iota
	sbCR
	sbLF
	sbSep
	sbExtend
	sbFormat
	sbSp
	sbLower
	sbUpper
	sbOLetter
	sbNumeric
	sbATerm
	sbSTerm
	sbSContinue
	sbClose
)

// The values of Indic_Conjunct_Break.
const (
	icNone class = iota
	icLinker
	icConsonant
	icExtend
)

func (c class) grapheme() class  { return c & 15 }
func (c class) word() class      { return c >> 4 & 31 }
func (c class) sentence() class  { return c >> 9 & 15 }
func (c class) pictograph() bool { return c>>13&1 == 1 }
func (c class) indic() class     { return c >> 14 }

// classOf is what the standard says of r.
func classOf(r rune) class {
	if int(r) < len(direct) {
		return direct[r]
	}
	lo, hi := 0, len(runs)
	for hi-lo > 1 {
		if mid := (lo + hi) / 2; runs[mid].first <= r {
			lo = mid
		} else {
			hi = mid
		}
	}
	c := runs[lo].class
	if c.grapheme() == gbLV && (r-0xAC00)%28 != 0 { // a syllable with a final consonant
		c += gbLVT - gbLV
	}
	return c
}

// after is the class of the character at p and the position behind it.
// At the end of s it gives 0 and p.
func after(s string, p int) (class, int) {
	if p < len(s) && s[p] < utf8.RuneSelf {
		return direct[s[p]], p + 1
	}
	if p >= len(s) {
		return 0, p
	}
	r, size := utf8.DecodeRuneInString(s[p:])
	return classOf(r), p + size
}

// before is the class of the character that ends at p and the position before it.
// At the start of s it gives 0 and p.
func before(s string, p int) (class, int) {
	if p <= 0 {
		return 0, p
	}
	if s[p-1] < utf8.RuneSelf {
		return direct[s[p-1]], p - 1
	}
	r, size := utf8.DecodeLastRuneInString(s[:p])
	return classOf(r), p - size
}

// clamp is o within the text and, where it cuts a character, before that character.
func (t *Text) clamp(o Offset) int {
	p := int(min(max(o, 0), t.Len()))
	for p > 0 && p < len(t.s) && !utf8.RuneStart(t.s[p]) {
		p--
	}
	return p
}

// clampUp is o within the text and, where it cuts a character, behind that character.
func (t *Text) clampUp(o Offset) int {
	p := int(min(max(o, 0), t.Len()))
	for p < len(t.s) && !utf8.RuneStart(t.s[p]) {
		p++
	}
	return p
}
