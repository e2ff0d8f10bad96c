package textlayout

import (
	"math/rand/v2"
	"testing"

	"parley/annotate/text"
)

// cell is a grapheme and where it stands, as its own two carets say.
type cell struct {
	span   text.Span
	x0, x1 float32
}

// cells are those of the line's text, in reading order; at are the borders of graphemes.
func cells(line *Line, at []int) []cell {
	var out []cell
	for k := 0; k+1 < len(at); k++ {
		s := text.Span{Start: text.Offset(at[k]), End: text.Offset(at[k+1])}
		if !line.Text.Covers(s) || s.Empty() {
			continue
		}
		a, b := line.CaretX(s.Start, false), line.CaretX(s.End, true)
		out = append(out, cell{s, min(a, b), max(a, b)})
	}
	return out
}

// checkExtents compares the stretches of s with the line's cells, one by one: each cell of s
// lies within a stretch, none of the others does, and the stretches hold nothing else.
func checkExtents(t *testing.T, line *Line, at []int, s text.Span) {
	t.Helper()
	got := line.Extents(s, nil)
	for i, e := range got {
		if e.X0 > e.X1 || i > 0 && e.X0 < got[i-1].X1 {
			t.Fatalf("%v on %v: stretches %v are not in order", s, line.Text, got)
		}
	}
	covered, want := float32(0), float32(0)
	for _, e := range got {
		covered += e.X1 - e.X0
	}
	for _, c := range cells(line, at) {
		inside := overlap(got, c)
		if s.Overlaps(c.span) {
			want += c.x1 - c.x0
			if inside < c.x1-c.x0-0.2 {
				t.Fatalf("%v on %v: %v leave a part of %v open", s, line.Text, got, c)
			}
		} else if inside > 0.2 {
			t.Fatalf("%v on %v: %v cover %v", s, line.Text, got, c)
		}
	}
	if slack := 0.1 + 0.11*float32(len(got)+len(line.Runs)); covered > want+slack {
		t.Fatalf("%v on %v: %v cover %v, its characters %v", s, line.Text, got, covered, want)
	}
}

func overlap(stretches []Extent, c cell) float32 {
	sum := float32(0)
	for _, e := range stretches {
		sum += max(0, min(e.X1, c.x1)-max(e.X0, c.x0))
	}
	return sum
}

// Whatever is selected of texts of mixed directions covers exactly its characters.
func TestExtentsCoverExactlyTheirCharacters(t *testing.T) {
	fonts := fixture(t)
	r := rand.New(rand.NewPCG(3, 5))
	split := 0
	for _, s := range append(seeds, "abc سلام def", "سلام abc שלום 12.5 ü e\u0301 📌", "لا (لأ) ffi \u2067لا\u2069 x") {
		at := graphemes(s)
		for _, d := range []Direction{Auto, LeftToRight, RightToLeft} {
			for _, width := range []int{1, 80, 250, 618} {
				frame := reading
				frame.Width = width
				l := prepare(t, fonts, s, Options{Direction: d}).Wrap(frame)
				var line Line
				for range 40 {
					a, b := r.IntN(len(at)), r.IntN(len(at))
					span := text.Span{Start: text.Offset(at[min(a, b)]), End: text.Offset(at[max(a, b)])}
					for n := range l.Lines() {
						l.Line(n, &line)
						checkExtents(t, &line, at, span)
						if len(line.Extents(span, nil)) > 1 {
							split++
						}
					}
				}
			}
		}
	}
	if split < 500 {
		t.Errorf("only %d selections had several stretches", split)
	}
}
