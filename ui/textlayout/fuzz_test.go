package textlayout

import (
	"slices"
	"testing"

	"parley/annotate/text"
)

// seeds are the texts that every fuzzer of this package begins with.
var seeds = []string{
	nasty,
	"ab\u2028cd\t\u202Eef\u202C (א)\r",
	"e\u0301\u0301 📌👨‍👩‍👧 🇸🇾🇩 سَلَامٌ لا إله שָׁלוֹם 12:30 (x) ü\u00ad𐐀\x00",
	"حزب الساحل الحر (FCP) 2025، قال «The harbour» ثم\r\nab\u2067سلام\u2069 12 אב",
	"\u202B\u2066a\u202Eب\u2069[ج]\u200f!\u200e  \u3000",
}

func fuzzLayouts(f *testing.F, check func(t *testing.T, l *Layout, n int)) {
	fonts, err := NewFonts()
	if err != nil {
		f.Fatal(err)
	}
	fonts.WithoutSystemFonts()
	for i, s := range seeds {
		f.Add(s, 40+150*i, uint8(i), 3+7*i)
	}
	f.Fuzz(func(t *testing.T, s string, width int, d uint8, n int) {
		tx, err := text.New(s)
		if err != nil || len(s) > 1<<13 {
			t.Skip()
		}
		frame := reading
		frame.Width = width % 1000
		opt := Options{Style: Style(d/3) % styles, Direction: Direction(d % 3)}
		check(t, Prepare(tx, fonts, opt).Wrap(frame), n)
	})
}

// Lines follow each other without holes, and each offset has a caret.
func FuzzLayout(f *testing.F) {
	fuzzLayouts(f, func(t *testing.T, l *Layout, _ int) {
		var line Line
		at, y := text.Offset(0), 0
		for n := 0; n < l.Lines(); n++ {
			l.Line(n, &line)
			if line.Span.Start != at || line.Top < y {
				t.Fatalf("line %d begins at %d, %d down; want %d, %d", n, line.Span.Start, line.Top, at, y)
			}
			at, y = line.Span.End, line.Top+line.Height
			checkCarets(t, &line)
		}
		if at != l.p.text.Len() {
			t.Fatalf("lines end at %d of %d", at, l.p.text.Len())
		}
	})
}

// checkCarets: each offset has a caret on the line, and what is hit there touches it.
func checkCarets(t *testing.T, line *Line) {
	t.Helper()
	for x := line.Left - 5; x < line.Right+5; x += 7 {
		h := line.Hit(x)
		if !line.Span.Touches(text.Span{Start: h.Offset, End: h.Offset}) || !line.Span.Touches(h.Cell) {
			t.Fatalf("%v hit %+v on %v", x, h, line.Span)
		}
		line.CaretX(h.Offset, h.Trailing)
	}
}

// A point leads to the grapheme that is drawn there, its caret to the nearer side of it,
// and every grapheme is found again.
func FuzzHit(f *testing.F) {
	fuzzLayouts(f, func(t *testing.T, l *Layout, n int) {
		checkRoundTrip(t, l, l.p.text.String())
		at := graphemes(l.p.text.String())
		for y := -10; y < l.Height()+40; y += 17 {
			h := l.Hit(float32(n%1200), y)
			for _, o := range []text.Offset{h.Offset, h.Cell.Start, h.Cell.End} {
				if _, whole := slices.BinarySearch(at, int(o)); !whole {
					t.Fatalf("at %d, %d: %+v cuts a grapheme", n%1200, y, h)
				}
			}
		}
	})
}

// What is selected covers exactly its characters, in any mixture of directions.
func FuzzSelection(f *testing.F) {
	fuzzLayouts(f, func(t *testing.T, l *Layout, n int) {
		at := graphemes(l.p.text.String())
		from, to := abs(n)%len(at), abs(n/31)%len(at)
		span := text.Span{Start: text.Offset(at[min(from, to)]), End: text.Offset(at[max(from, to)])}
		var line Line
		for i := 0; i < l.Lines(); i++ {
			l.Line(i, &line)
			checkExtents(t, &line, at, span)
		}
	})
}

func abs(n int) int { return max(n, -(n + 1)) }
