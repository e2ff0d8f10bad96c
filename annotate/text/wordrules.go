package text

// wordBreak reports whether UAX #29 has a word boundary at p, a character border.
// It looks only at the two characters on either side of p that count for words,
// and past what merely extends them.
func wordBreak(s string, p int) bool {
	if p <= 0 || p >= len(s) {
		return true
	}
	left, _ := before(s, p)
	right, next := after(s, p)
	a, b := left.word(), right.word()
	switch {
	case a == wbLetter && b == wbLetter: // WB5, the most frequent case
		return false
	case a == wbCR && b == wbLF: // WB3
		return false
	case isNewline(a), isNewline(b): // WB3a, WB3b
		return true
	case a == wbZWJ && right.pictograph(): // WB3c
		return false
	case a == wbSpace && b == wbSpace: // WB3d
		return false
	case isExtender(b): // WB4
		return false
	}
	a, at := wordBefore(s, p)
	if a == wbRegional && b == wbRegional { // WB15, WB16
		return !oddWordRegionals(s, p)
	}
	return !joinsPair(a, b) && !joinsAcross(s, a, at, b, next)
}

// joinsPair has the rules that need no more than two neighbours.
func joinsPair(a, b class) bool {
	switch a {
	case wbLetter, wbHebrew: // WB5, WB9, WB13a
		return b == wbLetter || b == wbHebrew || b == wbNumeric || b == wbExtendNumLet ||
			a == wbHebrew && b == wbSingleQuote // WB7a
	case wbNumeric: // WB8, WB10, WB13a
		return b == wbLetter || b == wbHebrew || b == wbNumeric || b == wbExtendNumLet
	case wbKatakana: // WB13, WB13a
		return b == wbKatakana || b == wbExtendNumLet
	case wbExtendNumLet: // WB13a, WB13b
		return b == wbLetter || b == wbHebrew || b == wbNumeric || b == wbKatakana || b == wbExtendNumLet
	}
	return false
}

// joinsAcross has the rules for what stands between two letters or two digits.
// The neighbours are a, which begins at at, and b, behind which next stands.
func joinsAcross(s string, a class, at int, b class, next int) bool {
	if isMid(b) {
		c := wordAfter(s, next)
		return bridges(a, b, c) // WB6, WB7b, WB12
	}
	if isMid(a) {
		c, _ := wordBefore(s, at)
		return bridges(c, a, b) // WB7, WB7c, WB11
	}
	return false
}

// bridges reports whether mid holds a and b together, as in can't and 3.14.
func bridges(a, mid, b class) bool {
	switch {
	case isAHLetter(a) && isAHLetter(b):
		return mid == wbMidLetter || mid == wbMidNumLet || mid == wbSingleQuote ||
			mid == wbDoubleQuote && a == wbHebrew && b == wbHebrew
	case a == wbNumeric && b == wbNumeric:
		return mid == wbMidNum || mid == wbMidNumLet || mid == wbSingleQuote
	}
	return false
}

// wordBefore is the class of the character before p that counts, and where it
// begins: past extenders (WB4), unless only a line's start is behind them.
func wordBefore(s string, p int) (class, int) {
	c, at := before(s, p)
	for isExtender(c.word()) && at > 0 {
		left, start := before(s, at)
		if isNewline(left.word()) {
			break
		}
		c, at = left, start
	}
	return c.word(), at
}

func wordAfter(s string, p int) class {
	c, next := after(s, p)
	for isExtender(c.word()) {
		c, next = after(s, next)
	}
	return c.word()
}

// oddWordRegionals is oddRegionals past extenders.
func oddWordRegionals(s string, p int) bool {
	for n, at := 0, p; n < longestRow; n++ {
		var c class
		if c, at = wordBefore(s, at); c != wbRegional {
			return n%2 == 1
		}
	}
	return p/4%2 == 1
}

func isNewline(c class) bool  { return wbCR <= c && c <= wbNewline }
func isExtender(c class) bool { return wbExtend <= c && c <= wbFormat }
func isAHLetter(c class) bool { return c == wbLetter || c == wbHebrew }
func isMid(c class) bool      { return wbSingleQuote <= c && c <= wbMidNum }
