package docview

import (
	"runtime"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
)

// KeyPlace remembers which key went down last, by its place on the keyboard, to tell what a
// letter of another script means. Drivers give the place as a scan code: this is
// right for X11, Windows and macOS; elsewhere no place is known, and nothing is changed.
// The zero KeyPlace knows none.
type KeyPlace struct{ code int }

// Down notes a key press.
func (p *KeyPlace) Down(e *fyne.KeyEvent) { p.down(e) }

func (p *KeyPlace) down(e *fyne.KeyEvent) {
	if modifier(e.Name) == 0 && e.Physical.ScanCode != 0 {
		p.code = e.Physical.ScanCode
	}
}

// Latin is what the key that typed r types on an American keyboard, shift being held or
// not; 0 when r says enough by itself or the place is not known. Signs of ASCII say enough
// but for the upper row of keyboards that type digits with Shift only. One press answers
// once: a key may type two characters.
func (p *KeyPlace) Latin(r rune, shift bool) rune {
	plain := latinAt(p.code, runtime.GOOS)
	p.code = 0
	switch {
	case plain == 0 || r < unicode.MaxASCII && (shift || !unicode.IsDigit(plain) || unicode.IsLetter(r)):
		return 0
	case shift:
		plain = shifted(plain)
	}
	if plain == r {
		return 0
	}
	return plain
}

// shifted is what a key of an American keyboard types with Shift.
func shifted(r rune) rune {
	if i := strings.IndexRune("1234567890-=[];'`\\,./", r); i >= 0 {
		return rune("!@#$%^&*()_+{}:\"~|<>?"[i])
	}
	return unicode.ToUpper(r)
}

// Name is the name of the key on an American keyboard; empty when it is not known.
func (p *KeyPlace) Name() fyne.KeyName {
	r := latinAt(p.code, runtime.GOOS)
	if r == 0 {
		return fyne.KeyUnknown
	}
	return fyne.KeyName(string(unicode.ToUpper(r)))
}

// pcRows are the rows of an American keyboard by the scan codes of a PC, from code 2.
const pcRows = "1234567890-=\x00\x00qwertyuiop[]\x00\x00asdfghjkl;'`\x00\\zxcvbnm,./"

// macKeys are its keys by the virtual codes of a Mac, from code 0.
const macKeys = "asdfhgzxcv\x00bqweryt123465=97-80]ou[ip\x00lj'k;\\,/nm.\x00\x00`"

// x11First is what X11 adds to the codes of a PC.
const x11First = 8

// latinAt is the character of a key on an American keyboard; 0 for a key without one.
func latinAt(code int, goos string) rune {
	keys, first := pcRows, 2
	switch goos {
	case "darwin":
		keys, first = macKeys, 0
	case "windows":
	default:
		first += x11First
	}
	if i := code - first; code > 0 && i >= 0 && i < len(keys) {
		return rune(keys[i])
	}
	return 0
}
