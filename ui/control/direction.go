package control

import "golang.org/x/text/unicode/bidi"

// baseDirection reports whether s reads from right to left, by its first strong character.
func baseDirection(s string) bool {
	for _, r := range s {
		p, _ := bidi.LookupRune(r)
		switch p.Class() {
		case bidi.R, bidi.AL:
			return true
		case bidi.L:
			return false
		}
	}
	return false
}
