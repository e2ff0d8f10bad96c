package intake

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/htmlindex"

	"parley/annotate"
)

// encoding is what a file was read in.
type encoding struct {
	name    string // WHATWG's, which IANA knows, in lower case
	guessed bool
}

// decode gives the text of a file as UTF-8 with LF line ends, without a byte order mark.
// In order: what was asked for; a byte order mark; UTF-16 by its look; UTF-8 where it fits; what an HTML file says of itself; detection.
func decode(data []byte, asked string, format Format) (string, encoding, error) {
	enc, err := encodingOf(data, asked, format)
	if err != nil {
		return "", enc, err
	}
	s, err := decodeIn(data, enc.name)
	if err != nil {
		return "", enc, err
	}
	s = lines(strings.TrimPrefix(s, "\uFEFF"))
	return s, enc, checkText(s)
}

func encodingOf(data []byte, asked string, format Format) (encoding, error) {
	if asked != "" {
		name, err := canonical(asked)
		return encoding{name: name}, err
	}
	if name := byMark(data); name != "" {
		return encoding{name: name}, nil
	}
	if name := looksUTF16(data); name != "" {
		return encoding{name, true}, nil
	}
	if utf8.Valid(data) {
		return encoding{name: "utf-8"}, nil
	}
	if bytes.IndexByte(data, 0) >= 0 {
		return encoding{}, annotate.ErrBinary
	}
	if at, damaged := damagedUTF8(data); damaged {
		return encoding{}, fmt.Errorf("it is UTF-8, but for byte %d: %w", at, annotate.ErrUndecodable)
	}
	if name := declared(data); format == HTML && name != "" {
		return encoding{name: name}, nil
	}
	return detect(data)
}

// CheckEncoding reports, wrapping annotate.ErrInvalid, that name is no encoding that IANA or
// WHATWG knows; the empty name asks to find out, and is fine.
func CheckEncoding(name string) error {
	if name == "" {
		return nil
	}
	_, err := canonical(name)
	return err
}

// canonical is WHATWG's name of the encoding that IANA or WHATWG calls name.
func canonical(name string) (string, error) {
	e, err := htmlindex.Get(name)
	if err == nil {
		name, err = htmlindex.Name(e)
	}
	if err != nil || name == "replacement" || name == "x-user-defined" {
		return "", fmt.Errorf("encoding %q is not known: %w", name, annotate.ErrInvalid)
	}
	return name, nil
}

func byMark(data []byte) string {
	switch {
	case bytes.HasPrefix(data, []byte("\xEF\xBB\xBF")):
		return "utf-8"
	case bytes.HasPrefix(data, []byte("\xFF\xFE")):
		return "utf-16le"
	case bytes.HasPrefix(data, []byte("\xFE\xFF")):
		return "utf-16be"
	}
	return ""
}

// declared is the encoding that the meta elements of an HTML file name; empty when none
// does. One of more than 8 bits cannot be: the meta element could be read.
func declared(data []byte) string {
	start := data[:min(len(data), 1024)]
	if !bytes.Contains(bytes.ToLower(start), []byte("charset")) {
		return ""
	}
	_, name, _ := charset.DetermineEncoding(start, "")
	if strings.HasPrefix(name, "utf-") {
		return ""
	}
	return name
}

// looksUTF16 tells UTF-16 without a byte order mark: every second byte is the number of
// a script's block, and small, as no byte of an 8-bit text is. Some units are ASCII, if
// only blanks; data of small numbers has none.
func looksUTF16(data []byte) string {
	if len(data)%2 != 0 {
		return ""
	}
	start := data[:min(len(data), head)]
	var small, little, big, ascii int
	for i := 0; i < len(start); i += 2 {
		a, b := uint16(start[i]), uint16(start[i+1])
		if a < 8 || b < 8 {
			small++
		}
		if min(a, b) == 0 && max(a, b) >= ' ' && max(a, b) < 0x7F {
			ascii++
		}
		little += usual(b<<8 | a)
		big += usual(a<<8 | b)
	}
	units := len(start) / 2
	switch {
	case units == 0 || small*4 < units || ascii*12 < units || max(little, big)*10 < units*9:
		return ""
	case little >= big:
		return "utf-16le"
	}
	return "utf-16be"
}

// usual is 1 for a UTF-16 unit that texts of the alphabetic scripts are made of.
func usual(u uint16) int {
	switch {
	case u == '\t', u == '\n', u == '\r', ' ' <= u && u < 0x7F, 0xA0 <= u && u < 0x250,
		0x300 <= u && u < 0x780, 0x1E00 <= u && u < 0x2070, u == 0xFEFF, 0xD800 <= u && u < 0xE000:
		return 1
	}
	return 0
}

// damagedUTF8 tells a text in UTF-8 with a few bad bytes from one in another encoding,
// and where the first bad byte is. It takes five good characters beyond ASCII for each bad one.
func damagedUTF8(data []byte) (at int, damaged bool) {
	good, bad := 0, 0
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			if bad++; bad == 1 {
				at = i
			}
		case size > 1:
			good++
		}
		i += size
	}
	return at, good > 5*bad
}

// decodeIn decodes data strictly: a byte that the encoding does not have is an error.
func decodeIn(data []byte, name string) (string, error) {
	switch name {
	case "utf-8":
		if at := invalidAt(data); at >= 0 {
			return "", fmt.Errorf("byte %d is not UTF-8: %w", at, annotate.ErrUndecodable)
		}
		return string(data), nil
	case "utf-16le", "utf-16be":
		return decodeUTF16(data, name)
	}
	e, err := htmlindex.Get(name)
	if err != nil {
		return "", fmt.Errorf("encoding %q is not known: %w", name, annotate.ErrInvalid)
	}
	out, err := e.NewDecoder().Bytes(data)
	if err != nil {
		return "", fmt.Errorf("%s: %w: %w", name, err, annotate.ErrUndecodable)
	}
	if at := bytes.Index(out, []byte("\uFFFD")); at >= 0 {
		n := utf8.RuneCount(out[:at])
		return "", fmt.Errorf("character %d is not in %s: %w", n+1, name, annotate.ErrUndecodable)
	}
	return string(out), nil
}

func invalidAt(data []byte) int {
	if utf8.Valid(data) {
		return -1
	}
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}

func decodeUTF16(data []byte, name string) (string, error) {
	if len(data)%2 != 0 {
		return "", fmt.Errorf("%s with half a character at its end: %w", name, annotate.ErrUndecodable)
	}
	lo, hi := 0, 1
	if name == "utf-16be" {
		lo, hi = 1, 0
	}
	unit := func(i int) rune { return rune(data[i+lo]) | rune(data[i+hi])<<8 }
	out := make([]byte, 0, len(data))
	for i := 0; i < len(data); i += 2 {
		r := unit(i)
		if utf16Surrogate(r) {
			if i+2 >= len(data) || !pair(r, unit(i+2)) {
				return "", fmt.Errorf("byte %d is not %s: %w", i, name, annotate.ErrUndecodable)
			}
			i += 2
			r = (r-0xD800)<<10 | (unit(i) - 0xDC00) + 0x10000
		}
		out = utf8.AppendRune(out, r)
	}
	return string(out), nil
}

func utf16Surrogate(r rune) bool { return 0xD800 <= r && r < 0xE000 }

func pair(high, low rune) bool {
	return 0xD800 <= high && high < 0xDC00 && 0xDC00 <= low && low < 0xE000
}

// lines makes CRLF and CR to LF.
func lines(s string) string {
	if strings.IndexByte(s, '\r') < 0 {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}

// checkText refuses what decodes but is no text: with a NUL, or with more than one
// control character in two hundred.
func checkText(s string) error {
	controls := 0
	for i, r := range s {
		if r == 0 {
			return fmt.Errorf("byte %d is NUL: %w", i, annotate.ErrBinary)
		}
		if unicode.IsControl(r) && !unicode.IsSpace(r) {
			controls++
		}
	}
	if controls > 0 && controls*200 > utf8.RuneCountInString(s) {
		return fmt.Errorf("%d control characters: %w", controls, annotate.ErrBinary)
	}
	return nil
}

// readable reports whether s has anything to read.
func readable(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsGraphic(r) && !unicode.IsSpace(r) })
}
