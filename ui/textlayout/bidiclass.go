package textlayout

import (
	"sort"

	"golang.org/x/text/unicode/bidi"
)

// classOf is the Bidi_Class of r in Unicode 17, the version of all other tables here.
// x/text has it only from Go 1.27 on, and that of Unicode 15 before.
func classOf(r rune) bidi.Class {
	if r >= newer[0].from {
		i := sort.Search(len(newer), func(i int) bool { return newer[i].to >= r })
		if i < len(newer) && newer[i].from <= r {
			return newer[i].class
		}
	}
	p, _ := bidi.LookupRune(r)
	return p.Class()
}

// newer are the characters whose class came or changed from Unicode 15 to 17, in order.
var newer = [...]struct {
	from, to rune // both included
	class    bidi.Class
}{
	{0x88F, 0x88F, bidi.AL}, {0x897, 0x897, bidi.NSM}, {0x1ACF, 0x1ADD, bidi.NSM}, {0x1AE0, 0x1AEB, bidi.NSM},
	{0x2427, 0x2429, bidi.ON}, {0x2B96, 0x2B96, bidi.ON}, {0x2FFC, 0x2FFF, bidi.ON}, {0x31E4, 0x31E5, bidi.ON},
	{0x31EF, 0x31EF, bidi.ON}, {0xFBC3, 0xFBD2, bidi.ON}, {0xFD90, 0xFD91, bidi.ON}, {0xFDC8, 0xFDCE, bidi.ON},
	{0x10D40, 0x10D49, bidi.AN}, {0x10D69, 0x10D6D, bidi.NSM}, {0x10D6E, 0x10D6E, bidi.ON}, {0x10EC2, 0x10EC7, bidi.AL},
	{0x10ED0, 0x10ED8, bidi.ON}, {0x10EFA, 0x10EFC, bidi.NSM}, {0x113BB, 0x113C0, bidi.NSM}, {0x113CE, 0x113CE, bidi.NSM},
	{0x113D0, 0x113D0, bidi.NSM}, {0x113D2, 0x113D2, bidi.NSM}, {0x113E1, 0x113E2, bidi.NSM}, {0x1171E, 0x1171E, bidi.L},
	{0x11B60, 0x11B60, bidi.NSM}, {0x11B62, 0x11B64, bidi.NSM}, {0x11B66, 0x11B66, bidi.NSM}, {0x11F5A, 0x11F5A, bidi.NSM},
	{0x1611E, 0x16129, bidi.NSM}, {0x1612D, 0x1612F, bidi.NSM}, {0x1CC00, 0x1CCD5, bidi.ON}, {0x1CCF0, 0x1CCF9, bidi.EN},
	{0x1CCFA, 0x1CCFC, bidi.ON}, {0x1CD00, 0x1CEB3, bidi.ON}, {0x1CEBA, 0x1CED0, bidi.ON}, {0x1CEE0, 0x1CEF0, bidi.ON},
	{0x1D6C1, 0x1D6C1, bidi.ON}, {0x1D6FB, 0x1D6FB, bidi.ON}, {0x1D735, 0x1D735, bidi.ON}, {0x1D76F, 0x1D76F, bidi.ON},
	{0x1D7A9, 0x1D7A9, bidi.ON}, {0x1E5EE, 0x1E5EF, bidi.NSM}, {0x1E6E3, 0x1E6E3, bidi.NSM}, {0x1E6E6, 0x1E6E6, bidi.NSM},
	{0x1E6EE, 0x1E6EF, bidi.NSM}, {0x1E6F5, 0x1E6F5, bidi.NSM}, {0x1F6D8, 0x1F6D8, bidi.ON}, {0x1F777, 0x1F77A, bidi.ON},
	{0x1F8B2, 0x1F8BB, bidi.ON}, {0x1F8C0, 0x1F8C1, bidi.ON}, {0x1F8D0, 0x1F8D8, bidi.ON}, {0x1FA54, 0x1FA57, bidi.ON},
	{0x1FA89, 0x1FA8A, bidi.ON}, {0x1FA8E, 0x1FA8F, bidi.ON}, {0x1FABE, 0x1FABE, bidi.ON}, {0x1FAC6, 0x1FAC6, bidi.ON},
	{0x1FAC8, 0x1FAC8, bidi.ON}, {0x1FACD, 0x1FACD, bidi.ON}, {0x1FADC, 0x1FADC, bidi.ON}, {0x1FADF, 0x1FADF, bidi.ON},
	{0x1FAE9, 0x1FAEA, bidi.ON}, {0x1FAEF, 0x1FAEF, bidi.ON}, {0x1FBCB, 0x1FBEF, bidi.ON}, {0x1FBFA, 0x1FBFA, bidi.ON},
}

// ReadsFromRight reports whether s, as one paragraph, reads from right to left: by its first
// strong character that no isolate holds (UAX #9, P2 and P3). Its cost is up to there.
func ReadsFromRight(s string) bool {
	depth := 0
	for _, r := range s {
		switch c := classOf(r); {
		case isInitiator(c):
			depth++
		case c == bidi.PDI:
			depth = max(0, depth-1)
		case depth == 0 && c == bidi.L:
			return false
		case depth == 0 && (c == bidi.R || c == bidi.AL):
			return true
		}
	}
	return false
}
