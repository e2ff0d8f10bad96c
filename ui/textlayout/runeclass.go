package textlayout

import "unicode"

// isBlank tells whether r is a blank that may hang over a line's end.
func isBlank(r rune) bool {
	switch r {
	case ' ', '\t', 0x1680, 0x3000, 0x205F:
		return true
	case 0x2007:
		return false // the figure space does not break
	}
	return 0x2000 <= r && r <= 0x200A || isBreakChar(r)
}

// isBreakChar tells whether r ends a line (LF, VT, FF, CR, NEL, LS, PS).
func isBreakChar(r rune) bool {
	return '\n' <= r && r <= '\r' || r == 0x85 || r == 0x2028 || r == 0x2029
}

// isControl tells whether r is a control character that is shown as a box.
func isControl(r rune) bool {
	return (r < 0x20 || 0x7F <= r && r < 0xA0) && !isBreakChar(r) && r != '\t'
}

// isIgnorable tells whether r has no picture of its own (Default_Ignorable_Code_Point):
// it takes the face of its neighbours.
func isIgnorable(r rune) bool {
	switch {
	case r == 0xAD, r == 0x34F, r == 0x61C, r == 0x3164, r == 0xFEFF, r == 0xFFA0:
		return true
	case 0x200B <= r && r <= 0x200F, 0x202A <= r && r <= 0x202E, 0x2060 <= r && r <= 0x206F:
		return true
	case 0x180B <= r && r <= 0x180F, 0x115F <= r && r <= 0x1160, 0x17B4 <= r && r <= 0x17B5:
		return true
	}
	return 0xFE00 <= r && r <= 0xFE0F || 0xE0000 <= r && r <= 0xE0FFF || isBreakChar(r)
}

// isMark tells whether r stands on what is before it.
func isMark(r rune) bool { return r >= 0x300 && unicode.In(r, unicode.Mn, unicode.Me, unicode.Mc) }

// mayTurn tells, fast, whether a text with r needs UAX #9: r is or may be of a
// right-to-left class, or an explicit control.
func mayTurn(r rune) bool {
	switch {
	case r < 0x590:
		return false
	case r <= 0x8FF:
		return true
	case 0x200F <= r && r <= 0x206F:
		return r == 0x200F || 0x202A <= r && r <= 0x202E || r >= 0x2066 && r <= 0x2069
	}
	return 0xFB1D <= r && r <= 0xFDFF || 0xFE70 <= r && r <= 0xFEFE || 0x10800 <= r && r <= 0x10FFF || 0x1E800 <= r && r <= 0x1EFFF
}
