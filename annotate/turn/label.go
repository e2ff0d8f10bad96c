package turn

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/annotate/text"
)

// label is a line's beginning that may name a speaker.
type label struct {
	start text.Offset // of the line, behind its blanks
	name  string
	key   string
	sure  bool
}

// labelsIn are the labels of a text, and how many of its lines are not blank.
func labelsIn(t *text.Text, names Register) (labels []label, lines int) {
	s := t.String()
	for at := 0; at < len(s); {
		end := at + strings.IndexByte(s[at:], '\n')
		if end < at {
			end = len(s)
		}
		line := strings.TrimLeftFunc(s[at:end], isBlank)
		if line != "" {
			lines++
			if l, ok := read(line, names); ok {
				l.start = text.Offset(end - len(line))
				labels = append(labels, l)
			}
		}
		at = end + 1
	}
	return labels, lines
}

// Bounds of a label.
const (
	mostLetters = 40
	mostWords   = 5
	mostBytes   = 160 // of a line that are looked at
)

// read makes a label of a line's beginning.
func read(line string, names Register) (label, bool) {
	line = line[:min(len(line), mostBytes)]
	head, said, ok := cutColon(strings.TrimLeft(afterTime(line), "*_"))
	if !ok {
		return label{}, false
	}
	name := strings.Trim(withoutBracket(strings.TrimRight(head, "*_ \t\u00a0")), " \t\u00a0*_")
	l := label{name: strings.Clone(name), key: keyOf(name)}
	if !isName(name) || never(name, l.key) {
		return label{}, false
	}
	l.sure = len(names.Called(name)) > 0 || isRole(l.key) || looksSure(name)
	return l, l.sure || !tight(said) && looksPossible(name)
}

// cutColon cuts a line at its first colon, when what is behind may be what is said.
func cutColon(s string) (head, said string, ok bool) {
	i := strings.IndexAny(s, ":：")
	if i <= 0 {
		return "", "", false
	}
	_, n := utf8.DecodeRuneInString(s[i:])
	head, said = s[:i], strings.TrimLeft(s[i+n:], "*_")
	r, _ := utf8.DecodeRuneInString(said)
	return head, said, said == "" || unicode.IsSpace(r) || unicode.IsLetter(r) || strings.ContainsRune("“”\"'‘’«»„(¿¡…–—[", r)
}

// tight reports whether no blank is behind the colon.
func tight(said string) bool {
	r, _ := utf8.DecodeRuneInString(said)
	return said != "" && unicode.IsLetter(r)
}

// afterTime is a line without the time at its beginning: "[00:12:03] ", "12:03 ".
func afterTime(s string) string {
	rest := strings.TrimLeft(s, "[(")
	n := len(rest)
	rest = strings.TrimLeft(rest, "0123456789٠١٢٣٤٥٦٧٨٩:.,-–>→")
	if n-len(rest) < 4 || !strings.Contains(s[:len(s)-len(rest)], ":") {
		return s
	}
	if trimmed := strings.TrimLeft(rest, "])"); trimmed != rest {
		rest = trimmed
	}
	if body := strings.TrimLeftFunc(rest, isBlank); body != rest {
		return body
	}
	return s
}

// withoutBracket is a label without the bracket at its end: "Smith (BBC)".
func withoutBracket(s string) string {
	for _, b := range []struct{ open, close string }{{"(", ")"}, {"[", "]"}} {
		if i := strings.LastIndex(s, b.open); i > 0 && strings.HasSuffix(s, b.close) {
			return s[:i]
		}
	}
	return s
}

// isName reports whether s could be written in the place of a name at all.
func isName(s string) bool {
	n := utf8.RuneCountInString(s)
	if first, _ := utf8.DecodeRuneInString(s); n == 0 || n > mostLetters || !unicode.IsLetter(first) || len(strings.Fields(s)) > mostWords {
		return false
	}
	for _, r := range s {
		if !unicode.In(r, unicode.L, unicode.M, unicode.Nd) && !strings.ContainsRune(" \u00a0.-‐‑'’ʼʿʾ‘\u200c\u200d\u200e\u200f", r) {
			return false
		}
	}
	return true
}

// looksSure reports whether s looks like the name of a speaker and of nothing else.
func looksSure(s string) bool {
	letters, capitals, caseless, digits := count(s)
	if digits > 0 {
		return letters <= 2 && capitals == letters // S1, P03
	}
	if letters == 1 || caseless > 0 {
		return false
	}
	return capitals == letters || named(s) >= 2
}

// looksPossible reports whether s may be the name of a speaker.
func looksPossible(s string) bool {
	letters, capitals, caseless, digits := count(s)
	switch {
	case digits > 0:
		return named(strings.TrimRight(s, "0123456789 ")) == 1
	case caseless == letters:
		return len(strings.Fields(s)) <= 4
	case letters == 1:
		return capitals == 1
	}
	return named(s) >= 1
}

// count counts letters, those of them that are capitals, and those that have no case.
func count(s string) (letters, capitals, caseless, digits int) {
	for _, r := range s {
		switch {
		case unicode.IsDigit(r):
			digits++
		case unicode.IsUpper(r):
			letters, capitals = letters+1, capitals+1
		case unicode.IsLower(r):
			letters++
		case unicode.IsLetter(r) && !unicode.Is(unicode.Lm, r):
			letters, caseless = letters+1, caseless+1
		}
	}
	return letters, capitals, caseless, digits
}

// named is how many words of s begin with a capital, when all others are particles of
// names; 0 when one is neither.
func named(s string) (n int) {
	for _, w := range strings.Fields(s) {
		if particles[strings.ToLower(strings.Trim(w, ".’'"))] {
			continue
		}
		if _, rest, ok := strings.Cut(w, "-"); ok && particles[strings.ToLower(w[:len(w)-len(rest)-1])] {
			w = rest // al-Sharaa
		}
		if r, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, "ʿʾ’‘'")); !unicode.IsUpper(r) {
			return 0
		}
		n++
	}
	return n
}

func isBlank(r rune) bool {
	return unicode.IsSpace(r) || r == '\u200e' || r == '\u200f' || r == '\ufeff'
}
