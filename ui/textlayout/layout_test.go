package textlayout

import (
	"strings"
	"testing"

	"parley/annotate/text"
)

// nasty has one of everything that breaks layouts elsewhere.
const nasty = "über e\u0301 📌 𐐀 👨‍👩‍👧 a\r\nسلام، שלום\u00adx\tb\x00c (wörld) 12:30 قال «نعم» ok\n\n\n  \nla fin\u00ADale\n"

func fixture(t testing.TB) *Fonts {
	t.Helper()
	f, err := NewFonts()
	if err != nil {
		t.Fatal(err)
	}
	return f.WithoutSystemFonts()
}

func prepare(t testing.TB, f *Fonts, s string, opt Options) *Prepared {
	t.Helper()
	tx, err := text.New(s)
	if err != nil {
		t.Fatal(err)
	}
	return Prepare(tx, f, opt)
}

var reading = Frame{Width: 618, Size: 19, LineHeight: 34, Gap: 12}

// graphemes are the borders that a caret stops at, found independently of the layout.
func graphemes(s string) []int {
	var sh shaper
	_, bounds := sh.segment(s, []rune(s))
	var at []int
	b, k := 0, 0
	for i, r := range []rune(s + "\x00") {
		if int(bounds[k]) == i {
			at = append(at, b)
			k = min(k+1, len(bounds)-1)
		}
		b += len(string(r))
	}
	return at
}

func TestOffsetToPointAndBack(t *testing.T) {
	fonts := fixture(t)
	for _, s := range []string{"", "a", nasty, strings.Repeat(nasty, 5), "سلام wörld سلام\n", "\n\n\n"} {
		for _, d := range []Direction{Auto, LeftToRight, RightToLeft} {
			for _, width := range []int{30, 120, 618} {
				p := prepare(t, fonts, s, Options{Direction: d})
				frame := reading
				frame.Width = width
				checkRoundTrip(t, p.Wrap(frame), s)
			}
		}
	}
}

// checkRoundTrip: every grapheme is found again under its own middle.
func checkRoundTrip(t *testing.T, l *Layout, s string) {
	t.Helper()
	var line Line
	at := graphemes(s)
	for k := 0; k+1 < len(at); k++ {
		from, to := text.Offset(at[k]), text.Offset(at[k+1])
		n := l.LineOf(from)
		l.Line(n, &line)
		if !line.Span.Contains(from) {
			t.Fatalf("%q: line %d of offset %d is %v", s, n, from, line.Span)
		}
		if line.Height > 0 && l.LineAt(line.Top) != n {
			t.Fatalf("line %d at %d found as %d", n, line.Top, l.LineAt(line.Top))
		}
		if !line.Text.Contains(from) {
			continue
		}
		x := line.Extents(text.Span{Start: from, End: to}, nil)
		if len(x) != 1 || x[0].X1-x[0].X0 < 0.5 {
			continue // nothing to point at
		}
		h := line.Hit((x[0].X0 + x[0].X1) / 2)
		if h.Cell != (text.Span{Start: from, End: to}) {
			t.Fatalf("%q width %d: middle of %d-%d (%v) hit %v", s, l.frame.Width, from, to, x, h.Cell)
		}
		for _, e := range []float32{x[0].X0 + 0.1, x[0].X1 - 0.1} {
			h := line.Hit(e)
			if c := line.CaretX(h.Offset, h.Trailing); c < e-0.5 || c > e+0.5 {
				t.Fatalf("%q: caret of %+v at %v, want %v", s, h, c, e)
			}
		}
	}
}

// Lines follow each other without holes, and none is wider than the frame by more than
// what cannot be divided.
func TestLinesTileTheText(t *testing.T) {
	fonts := fixture(t)
	for _, s := range []string{nasty, strings.Repeat("ungeheuer", 300), strings.Repeat("سلام ", 300), strings.Repeat("a\n\nb\n", 9)} {
		for _, width := range []int{1, 50, 200, 618} {
			frame := reading
			frame.Width = width
			l := prepare(t, fonts, s, Options{}).Wrap(frame)
			var line Line
			at, y := text.Offset(0), 0
			for n := 0; n < l.Lines(); n++ {
				l.Line(n, &line)
				if line.Index != n || line.Span.Start != at || line.Top < y {
					t.Fatalf("line %d of %d: %+v, want to begin at %d, below %d", n, l.Lines(), line.Span, at, y)
				}
				at, y = line.Span.End, line.Top+line.Height
				if line.Right-line.Left > float32(width)+1 && len(graphemes(string(s[line.Text.Start:line.Text.End]))) > 2 {
					t.Errorf("line %d of width %d: %q is %v wide", n, width, s[line.Text.Start:line.Text.End], line.Right-line.Left)
				}
			}
			if at != text.Offset(len(s)) || l.Height() != y {
				t.Errorf("lines end at %d of %d, height %d, want %d", at, len(s), l.Height(), y)
			}
		}
	}
}
