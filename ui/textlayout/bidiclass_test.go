package textlayout

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"
)

// Characters of Unicode 16 and 17 have their class, whatever version x/text has.
func TestNewerClasses(t *testing.T) {
	for _, c := range []struct {
		s    string
		want []uint8
	}{
		{"א\U0001FAE9ב", []uint8{1, 1, 1}}, // a face of Unicode 16 is neutral
		{"a\U0001FAEFb", []uint8{0, 0, 0}}, // and of 17
		{"ب\U00010EFAب", []uint8{1, 1, 1}}, // an Arabic mark
		{"ب\U00010D41a", []uint8{1, 2, 2}}, // a Garay digit is an Arabic number
		{"a\u088Fb", []uint8{0, 1, 0}},     // an Arabic letter
		{"ב\U0001CCF3ב", []uint8{1, 2, 1}}, // an outlined digit is a European number
	} {
		if _, got := Levels(c.s, Auto); !slices.Equal(got, c.want) {
			t.Errorf("%+q: levels %v, want %v", c.s, got, c.want)
		}
	}
	for i, n := range newer {
		if n.from > n.to || i > 0 && n.from <= newer[i-1].to {
			t.Errorf("%X is out of order", n.from)
		}
		if p, _ := bidi.LookupRune(n.from); bidi.UnicodeVersion >= "17" && p.Class() != n.class {
			t.Errorf("%X: class %d, x/text says %d", n.from, n.class, p.Class())
		}
	}
}

// The short way to the base direction says what the long one does.
func TestReadsFromRight(t *testing.T) {
	cases := 0
	eachLine(t, "bidi/test/BidiCharacterTest.txt", func(n int, line string) {
		hex, _, _ := strings.Cut(line, ";")
		s := strings.ReplaceAll(hexRunes(t, hex), "\u2029", "") // one paragraph
		cases++
		if base, _ := Levels(s, Auto); ReadsFromRight(s) != (base == 1) {
			t.Errorf("line %d %s: base %d", n, hex, base)
		}
	})
	count(t, cases, 91_707)
}

// Carets stop inside no family, wherever it stands, as package text has it.
func TestFamilyBehindEmojiIsOneCell(t *testing.T) {
	f := fixture(t)
	l := prepare(t, f, "📌👨‍👩‍👧x", Options{}).Wrap(reading)
	var line Line
	l.Line(0, &line)
	for x := line.Left; x < line.Right; x++ {
		if h := line.Hit(x); h.Offset != 0 && h.Offset != 4 && h.Offset != 22 && h.Offset != 23 {
			t.Fatalf("at %v: %+v", x, h)
		}
	}
}

// A break in a label is one blank: carets stop before and after it.
func TestBreaksInLabelsAreOneCell(t *testing.T) {
	f := fixture(t)
	const s = "a\u2028b\u0085c\u2029d\ne"
	var line Line
	f.SingleLine(s, Options{Style: Sans}, 13, &line)
	if int(line.Span.End) != len(s) {
		t.Errorf("%v for %d bytes", line.Span, len(s))
	}
	for x := float32(0); x < line.Right; x++ {
		if h := line.Hit(x); !utf8.RuneStart((s + "x")[h.Offset]) {
			t.Errorf("at %v: %+v", x, h)
		}
	}
}

// A name from outside may be no UTF-8 at all.
func TestLabelsOfAnyBytes(t *testing.T) {
	f := fixture(t)
	var line Line
	for _, s := range []string{"a\xffb", "سلا\xd9 x", "\xed\xa0\x80", "שלום\xe2\x80", strings.Repeat("ب\xff", 50)} {
		f.SingleLine(s, Options{Style: Sans}, 13, &line)
		if int(line.Span.End) != len(s) || line.Right <= 0 {
			t.Errorf("%q: %v, %v wide", s, line.Span, line.Right)
		}
		f.StyledLine(s, []Part{{1, SansBold}, {len(s), Sans}}, Auto, 13, &line)
		f.CutTo(s, "…", Options{Style: Sans}, 13, 20)
	}
}
