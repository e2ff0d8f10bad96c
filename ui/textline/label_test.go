package textline

import (
	"image"
	"image/color"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"parley/ui/textlayout"
	"parley/ui/textpaint"
)

func painter(t testing.TB) *textpaint.Painter {
	t.Helper()
	fonts, err := textlayout.NewFonts()
	if err != nil {
		t.Fatal(err)
	}
	return textpaint.New(fonts.WithoutSystemFonts())
}

// inked is the columns of a label's picture that have ink of color c: first and last, -1 for none.
func inked(l *Label, w, h int, size float32, c color.RGBA) (first, last int) {
	dst := image.NewRGBA(image.Rect(0, 0, w, h))
	l.paint(dst, size, 0)
	first, last = -1, -1
	for x := range w {
		for y := range h {
			p := dst.RGBAAt(x, y)
			if p.A > 60 && (p.R > p.B) == (c.R > c.B) {
				if first < 0 {
					first = x
				}
				last = x
			}
		}
	}
	return first, last
}

var red, blue = color.RGBA{200, 0, 0, 255}, color.RGBA{0, 0, 200, 255}

func TestAlign(t *testing.T) {
	p := painter(t)
	for _, s := range []string{"wörld", "سلام", "שלום 12"} {
		l := New(p, s)
		l.Color = red
		natural := int(Measure(p, s, 13, textlayout.Sans).Width)
		for align, want := range map[fyne.TextAlign]int{fyne.TextAlignLeading: 0, fyne.TextAlignCenter: (200 - natural) / 2, fyne.TextAlignTrailing: 200 - natural} {
			l.Align = align
			if first, last := inked(l, 200, 18, 13, red); first < want-2 || first > want+3 || last > want+natural+1 {
				t.Errorf("%s aligned %v: ink %d–%d, want from %d, %d wide", s, align, first, last, want, natural)
			}
		}
	}
}

// What is too long is cut where it is read last, and stays inside.
func TestCutAtItsOwnEnd(t *testing.T) {
	p := painter(t)
	for _, s := range []string{
		"Council and dockers trade blame over a closed port", "المجلس يؤجل فتح الميناء الجنوبي إلى نهاية الشهر",
		strings.Repeat("👨‍👩‍👧e\u0301", 20), "HTS هيئة تحرير الشام Hay’at Taḥrīr al-Shām",
	} {
		l := New(p, s)
		l.Color = red
		for _, w := range []int{1, 20, 90, 150} {
			dst := float32(w)
			var line textlayout.Line
			l.shape(l.compose(), 13, dst, &line)
			if w > 20 && (line.Right > dst+0.5 || line.Right < dst/2) {
				t.Errorf("%q in %d: %v wide", s, w, line.Right)
			}
		}
		var line textlayout.Line
		l.shape(l.compose(), 13, 90, &line)
		dots := line.CaretX(line.Text.End-1, false)
		if atLeft := dots < 45; atLeft != line.RightToLeft {
			t.Errorf("%q: ellipsis at %v of 90, right to left %v", s, dots, line.RightToLeft)
		}
	}
}

func TestSpans(t *testing.T) {
	p := painter(t)
	l := New(p, "")
	l.SetSpans(Span{Text: "Tra", Bold: true, Color: red}, Span{Text: "de and ports", Color: blue})
	_, lastRed := inked(l, 200, 18, 13, red)
	firstBlue, _ := inked(l, 200, 18, 13, blue)
	bold, plain := Measure(p, "Tra", 13, textlayout.SansBold).Width, Measure(p, "Tra", 13, textlayout.Sans).Width
	if bold <= plain || lastRed < 10 || lastRed > int(bold) || firstBlue < lastRed-1 {
		t.Errorf("bold red ends at %d of %v (plain %v), blue begins at %d", lastRed, bold, plain, firstBlue)
	}
	if l.Text() != "Trade and ports" {
		t.Errorf("Text() = %q", l.Text())
	}
	if got := l.MinSize(); got.Width > 20 || got.Height != Height(l.size()) {
		t.Errorf("MinSize = %v", got)
	}
	l.Natural = true
	if got := l.MinSize().Width; got < 90 {
		t.Errorf("natural MinSize = %v", got)
	}
}

// A name that is cut within its isolate is cut at its own end, not at the label's.
func TestIsolatedNameIsCutAtItsEnd(t *testing.T) {
	l := New(painter(t), "")
	l.SetSpans(Span{Text: "Claim · "}, Span{Text: "نقابة عمال الميناء الجنوبي", Isolate: true}, Span{Text: " · 13"})
	var line textlayout.Line
	l.shape(l.compose(), 13, 120, &line)
	dots, name := line.CaretX(line.Text.End-5, false), line.CaretX(15, false)
	if line.Right > 120.5 || dots > name-20 {
		t.Errorf("the ellipsis stands at %v, the name begins at %v", dots, name)
	}
}

// An isolated name does not pull the number beside it to its other side.
func TestIsolate(t *testing.T) {
	p := painter(t)
	at := func(isolate bool) float32 {
		l := New(p, "")
		l.Direction = textlayout.LeftToRight
		l.SetSpans(Span{Text: "سلمان", Isolate: isolate}, Span{Text: " · 13"})
		c := l.compose()
		var line textlayout.Line
		l.shape(c, 13, 500, &line)
		return line.CaretX(line.Text.End-2, false)
	}
	if isolated, loose := at(true), at(false); isolated < 30 || loose > 20 {
		t.Errorf("the number stands at %v isolated and %v loose", isolated, loose)
	}
}

func TestInAWindow(t *testing.T) {
	test.NewTempApp(t)
	l := New(painter(t), "über سلام 📌 𐐀 👨‍👩‍👧")
	l.Color = red
	w := test.NewTempWindow(t, l)
	w.Resize(fyne.NewSize(200, 40))
	img := w.Canvas().Capture()
	b := img.Bounds()
	ink := 0
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			if r, g, _, _ := img.At(x, y).RGBA(); r > g+0x6000 {
				ink++
			}
		}
	}
	if ink < 100 {
		t.Errorf("%d pixels of ink", ink)
	}
}

func BenchmarkLabel(b *testing.B) {
	l := New(painter(b), "المجلس يؤجل فتح الميناء الجنوبي HTS 2025")
	l.Color = red
	dst := image.NewRGBA(image.Rect(0, 0, 240, 18))
	b.ReportAllocs()
	for b.Loop() {
		l.paint(dst, 13, 0)
	}
}

func BenchmarkCutLabel(b *testing.B) {
	l := New(painter(b), "Council and dockers trade blame over closed port and the rest of the story")
	l.Color = red
	dst := image.NewRGBA(image.Rect(0, 0, 200, 18))
	b.ReportAllocs()
	for b.Loop() {
		l.paint(dst, 13, 0)
	}
}

// An empty span in front, as one whose value is not known, takes nothing from the next.
func TestEmptySpansTakeNothing(t *testing.T) {
	p := painter(t)
	for _, s := range []string{"👨\u200d👩\u200d👧", "ül", "حزب", "e\u0301x"} {
		plain, spans := New(p, s), New(p, "")
		plain.Color = red
		spans.SetSpans(Span{Color: blue}, Span{Bold: true, Color: blue}, Span{Text: s, Color: red}, Span{Color: blue})
		a, b := image.NewRGBA(image.Rect(0, 0, 80, 18)), image.NewRGBA(image.Rect(0, 0, 80, 18))
		plain.paint(a, 13, 0)
		spans.paint(b, 13, 0)
		if !slices.Equal(a.Pix, b.Pix) {
			t.Errorf("%q looks otherwise after empty spans", s)
		}
	}
}

// Nothing of a letter is cut: the picture of a label holds all the ink that one without
// borders would.
func TestNoLetterIsCut(t *testing.T) {
	p := painter(t)
	for _, s := range []string{"الجنوبي", "المجلس الانتقالي", "سَلَامٌ لِلْجَمِيعِ", "ٱلرَّحْمَٰنِ", "jÅÉ gjpqy", "e\u0301\u0302ü", "שָׁלוֹם", "ڕێگا ٹھیک"} {
		for _, size := range []float32{11, 12, 13, 15, 24} {
			for _, bold := range []bool{false, true} {
				l := New(p, s)
				l.Color, l.TextSize, l.Bold = red, size, bold
				w := int(l.width(size)) + 2
				over, h := int(Overhang(size)), int(Height(size))
				here := ink(l, w+2*over, h+2*over, size, float32(over))
				all := ink(l, w+200, h+200, size, 100)
				if here != all {
					t.Errorf("%q at %v, bold %v: %d of %d", s, size, bold, here, all)
				}
			}
		}
	}
}

// ink is how much a label inks a picture.
func ink(l *Label, w, h int, size, over float32) int {
	dst := image.NewRGBA(image.Rect(0, 0, w, h))
	l.paint(dst, size, over)
	sum := 0
	for i := 3; i < len(dst.Pix); i += 4 {
		sum += int(dst.Pix[i])
	}
	return sum
}
