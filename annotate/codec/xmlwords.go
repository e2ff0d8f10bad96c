package codec

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// XMLWords are words of XML, of an attribute or between two tags, without their escapes and
// with line ends as XML has them. It is not ok where encoding/xml has to have a look: at a
// character or a reference that XML does not have, and at references that a document made.
// What ends words, as a quotation mark or "]]>", is for the caller to find.
func XMLWords(s string) (words string, ok bool) {
	plain := true
	for i := range len(s) {
		switch c := s[i]; {
		case c == '&' || c == '\r':
			plain = false
		case c == '<' || c < ' ' && c != '\n' && c != '\t':
			return "", false
		case c == 0xEF && (strings.HasPrefix(s[i:], "\uFFFE") || strings.HasPrefix(s[i:], "\uFFFF")):
			return "", false
		}
	}
	if plain {
		return s, true
	}
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	var b strings.Builder
	b.Grow(len(s))
	for {
		before, rest, found := strings.Cut(s, "&")
		b.WriteString(before)
		if !found {
			return b.String(), true
		}
		name, after, closed := strings.Cut(rest, ";")
		r, known := xmlCharacter(name)
		if !closed || !known {
			return "", false
		}
		b.WriteRune(r)
		s = after
	}
}

// xmlCharacter is the one that every document of XML has for a name.
func xmlCharacter(name string) (r rune, ok bool) {
	switch name {
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "amp":
		return '&', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	digits, ok := strings.CutPrefix(name, "#")
	base := 10
	if hex, is := strings.CutPrefix(digits, "x"); is {
		digits, base = hex, 16
	}
	n, err := strconv.ParseUint(digits, base, 20)
	r = rune(n)
	ok = ok && err == nil && utf8.ValidRune(r) && r != 0xFFFE && r != 0xFFFF && (r >= ' ' || r == '\n' || r == '\t' || r == '\r')
	return r, ok
}
