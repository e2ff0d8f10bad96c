package text

// NextGrapheme is the first grapheme boundary after o, or the end of the text:
// where → takes a caret. An o outside the text counts as its nearer end; one
// inside a character, as the position before it.
func (t *Text) NextGrapheme(o Offset) Offset {
	_, p := after(t.s, t.clamp(o))
	for p < len(t.s) && !graphemeBreak(t.s, p) {
		_, p = after(t.s, p)
	}
	return Offset(p)
}

// PrevGrapheme is the last grapheme boundary before o, or 0: where ← takes a caret.
func (t *Text) PrevGrapheme(o Offset) Offset {
	start := t.clamp(o)
	if Offset(start) < o && o < t.Len() { // o was inside a character
		if graphemeBreak(t.s, start) {
			return Offset(start)
		}
	}
	_, p := before(t.s, start)
	for p > 0 && !graphemeBreak(t.s, p) {
		_, p = before(t.s, p)
	}
	return Offset(p)
}

// GraphemeEnd is where the grapheme that begins at byte from of s ends; len(s) at the end.
// It needs no Text, for labels and for shaping. s is UTF-8, from a border of characters in it.
func GraphemeEnd(s string, from int) int {
	_, p := after(s, min(from, len(s)))
	for p < len(s) && !graphemeBreak(s, p) {
		_, p = after(s, p)
	}
	return p
}

// SnapGrapheme widens s so that it cuts no grapheme cluster. A caret inside a
// cluster becomes that cluster; one between two clusters stays.
func (t *Text) SnapGrapheme(s Span) Span {
	start, end := t.clamp(s.Start), t.clampUp(s.End)
	for start > 0 && !graphemeBreak(t.s, start) {
		_, start = before(t.s, start)
	}
	end = max(start, end)
	for end < len(t.s) && !graphemeBreak(t.s, end) {
		_, end = after(t.s, end)
	}
	return Span{Offset(start), Offset(end)}
}

// graphemeBreak reports whether an extended grapheme cluster of UAX #29 begins at
// p, a character border. Two neighbours decide nearly always; the rules that need
// more look back no further than the cluster, or the row of flags.
func graphemeBreak(s string, p int) bool {
	if p <= 0 || p >= len(s) {
		return true
	}
	left, at := before(s, p)
	right, _ := after(s, p)
	a, b := left.grapheme(), right.grapheme()
	switch {
	case a == gbOther && b == gbOther && right>>13 == 0: // the most frequent case
		return true
	case a == gbCR && b == gbLF: // GB3
		return false
	case gbCR <= a && a <= gbControl, gbCR <= b && b <= gbControl: // GB4, GB5
		return true
	case joinsHangul(a, b): // GB6–GB8
		return false
	case b == gbExtend, b == gbZWJ, b == gbSpacingMark, a == gbPrepend: // GB9–GB9b
		return false
	case right.indic() == icConsonant && afterLinker(s, p): // GB9c
		return false
	case a == gbZWJ && right.pictograph(): // GB11
		return !afterPictograph(s, at)
	case a == gbRegional && b == gbRegional: // GB12, GB13
		return !oddRegionals(s, p)
	}
	return true // GB999
}

func joinsHangul(a, b class) bool {
	switch a {
	case gbL:
		return b == gbL || b == gbV || b == gbLV || b == gbLVT
	case gbLV, gbV:
		return b == gbV || b == gbT
	case gbLVT, gbT:
		return b == gbT
	}
	return false
}

// afterLinker reports whether p follows a consonant with a conjunct linker.
func afterLinker(s string, p int) bool {
	linked := false
	for p > 0 {
		var c class
		c, p = before(s, p)
		switch c.indic() {
		case icConsonant:
			return linked
		case icLinker:
			linked = true
		case icNone:
			return false
		}
	}
	return false
}

// afterPictograph reports whether p follows a pictograph and what extends it.
func afterPictograph(s string, p int) bool {
	for p > 0 {
		var c class
		if c, p = before(s, p); c.grapheme() != gbExtend {
			return c.pictograph()
		}
	}
	return false
}

// longestRow is how many regional indicators in a row are paired from their first;
// the rest of a longer row is paired by position, so that no step costs the row.
const longestRow = 256

// oddRegionals reports whether an odd number of regional indicators ends at p.
func oddRegionals(s string, p int) bool {
	for n, at := 0, p; n < longestRow; n++ {
		var c class
		if c, at = before(s, at); c.grapheme() != gbRegional {
			return n%2 == 1
		}
	}
	return p/4%2 == 1 // each takes four bytes
}
