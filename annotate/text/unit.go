package text

import (
	"fmt"
	"sort"
	"strings"
	"unicode/utf8"
)

// Unit is a way of counting positions in a text.
type Unit uint8

// The units that files and other programs use.
const (
	Byte      Unit = iota // UTF-8 bytes: our own
	CodePoint             // Unicode code points: Python, brat, W3C
	UTF16                 // UTF-16 code units: Java, JavaScript, UIMA
)

var unitNames = [...]string{Byte: "byte", CodePoint: "codepoint", UTF16: "utf16"}

// String is the unit's name in files and on the command line.
func (u Unit) String() string {
	if int(u) < len(unitNames) {
		return unitNames[u]
	}
	return fmt.Sprintf("Unit(%d)", uint8(u))
}

// ParseUnit finds the unit called name, in any case; it fails with [ErrUnknownUnit].
func ParseUnit(name string) (Unit, error) {
	for u, n := range unitNames {
		if strings.EqualFold(n, name) {
			return Unit(u), nil
		}
	}
	return 0, fmt.Errorf("%w %q: want byte, codepoint or utf16", ErrUnknownUnit, name)
}

// stride is the distance between two marks, in bytes.
const stride = 512

// mark holds what lies before the first character that starts at or after a multiple of stride.
type mark struct{ at, points, utf16 int32 }

func (t *Text) index() {
	t.once.Do(func() {
		t.ascii = isASCII(t.s)
		if !t.ascii {
			t.marks = countMarks(t.s)
		}
	})
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func countMarks(s string) []mark {
	marks := make([]mark, 0, len(s)/stride+1)
	var points, wide int32
	for i, r := range s {
		if i >= len(marks)*stride {
			marks = append(marks, mark{int32(i), points, points + wide})
		}
		points++
		if r > 0xFFFF {
			wide++
		}
	}
	return marks
}

func (m mark) in(u Unit) int {
	switch u {
	case CodePoint:
		return int(m.points)
	case UTF16:
		return int(m.utf16)
	}
	return int(m.at)
}

func width(r rune, size int, u Unit) int {
	switch {
	case u == Byte:
		return size
	case u == UTF16 && r > 0xFFFF:
		return 2
	}
	return 1
}

// In is the position o counted in u. It fails with [ErrOutOfRange],
// [ErrInsideChar] or [ErrUnknownUnit].
func (t *Text) In(o Offset, u Unit) (int, error) {
	if err := t.Check(o); err != nil {
		return 0, err
	}
	if int(u) >= len(unitNames) {
		return 0, fmt.Errorf("%w: %v", ErrUnknownUnit, u)
	}
	t.index()
	if u == Byte || t.ascii {
		return int(o), nil
	}
	i := sort.Search(len(t.marks), func(i int) bool { return Offset(t.marks[i].at) > o }) - 1
	at, n := int(t.marks[i].at), t.marks[i].in(u)
	for at < int(o) {
		r, size := utf8.DecodeRuneInString(t.s[at:])
		at, n = at+size, n+width(r, size, u)
	}
	return n, nil
}

// Offset is the position that n counts in u. It fails with [ErrOutOfRange] when
// the text has fewer than n, with [ErrInsideChar] when n cuts a character
// (a surrogate pair, or the bytes of one), and with [ErrUnknownUnit].
func (t *Text) Offset(n int, u Unit) (Offset, error) {
	if int(u) >= len(unitNames) {
		return 0, fmt.Errorf("%w: %v", ErrUnknownUnit, u)
	}
	t.index()
	if u == Byte || t.ascii {
		return Offset(n), t.Check(Offset(n))
	}
	if n < 0 {
		return 0, fmt.Errorf("%w: %s %d", ErrOutOfRange, u, n)
	}
	i := max(0, sort.Search(len(t.marks), func(i int) bool { return t.marks[i].in(u) > n })-1)
	at, have := int(t.marks[i].at), t.marks[i].in(u)
	for have < n && at < len(t.s) {
		if t.s[at] < utf8.RuneSelf {
			at, have = at+1, have+1
			continue
		}
		r, size := utf8.DecodeRuneInString(t.s[at:])
		at, have = at+size, have+width(r, size, u)
	}
	switch {
	case have > n:
		return 0, fmt.Errorf("%w: %s %d", ErrInsideChar, u, n)
	case have < n:
		return 0, fmt.Errorf("%w: %s %d of %d", ErrOutOfRange, u, n, have)
	}
	return Offset(at), nil
}
