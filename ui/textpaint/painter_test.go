package textpaint

import (
	"flag"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/annotate/text"
	"parley/ui/textlayout"
)

var update = flag.Bool("update", false, "write the master pictures anew")

var (
	paper = color.RGBA{0xFF, 0xFE, 0xFB, 255}
	ink   = color.RGBA{0x21, 0x25, 0x2A, 255}
	blue  = color.RGBA{0x1C, 0x61, 0xB9, 255}
	tint  = color.RGBA{0xD8, 0xE8, 0xFD, 255}
	rust  = color.RGBA{0xBA, 0x50, 0x00, 255}
)

func fixture(t testing.TB) *textlayout.Fonts {
	t.Helper()
	f, err := textlayout.NewFonts()
	if err != nil {
		t.Fatal(err)
	}
	return f.WithoutSystemFonts()
}

func layout(t testing.TB, f *textlayout.Fonts, s string, width int, scale float32) (*textlayout.Layout, Metrics) {
	t.Helper()
	tx, err := text.New(s)
	if err != nil {
		t.Fatal(err)
	}
	m := MetricsFor(19, scale)
	frame := textlayout.Frame{Width: int(float32(width) * scale), Size: 19 * scale, LineHeight: m.LineHeight, Gap: int(12 * scale)}
	return textlayout.Prepare(tx, f, textlayout.Options{}).Wrap(frame), m
}

func sheet(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(img, img.Rect, image.NewUniform(paper), image.Point{}, draw.Src)
	return img
}

// The numbers of the look, at size 19: line 34, baseline 17, ground 22, lanes from 23.
func TestMetrics(t *testing.T) {
	want := Metrics{Unit: 1, LineHeight: 34, Baseline: 17, Ground: 22, Lane: 23, Pitch: 3, Stroke: 2, Rise: 2, Outline: 24, Radius: 3}
	if got := MetricsFor(19, 1); got != want {
		t.Errorf("MetricsFor(19, 1) = %+v, want %+v", got, want)
	}
	two := MetricsFor(19, 2)
	if two.LineHeight != 68 || two.Baseline != 34 || two.Lane != 46 || two.Pitch != 6 {
		t.Errorf("MetricsFor(19, 2) = %+v", two)
	}
	for size := float32(15); size <= 28; size++ {
		for _, scale := range []float32{1, 1.25, 1.5, 2, 3} {
			m := MetricsFor(size, scale)
			if last := m.Lane + (Lanes-1)*m.Pitch + m.Stroke; last > m.LineHeight || m.Baseline >= m.Ground {
				t.Errorf("size %v scale %v: lanes end at %d of %+v", size, scale, last, m)
			}
		}
	}
}

// pixels of one mark alone are where the look says.
func TestPlaces(t *testing.T) {
	m := MetricsFor(19, 1)
	for _, c := range []struct {
		name string
		mark Mark
		in   []image.Point
		out  []image.Point
	}{
		{"ground", Mark{Kind: Ground, X0: 10, X1: 40, Color: blue}, []image.Point{{10, 0}, {39, 21}}, []image.Point{{9, 0}, {40, 0}, {10, 22}}},
		{"lane", Mark{Kind: Lane, Lane: 1, X0: 10, X1: 40, Color: blue}, []image.Point{{10, 26}, {39, 27}}, []image.Point{{10, 25}, {10, 28}, {40, 26}}},
		{"ticks", Mark{Kind: Lane, X0: 10, X1: 40, Color: blue, Left: Tick}, []image.Point{{10, 21}, {11, 22}}, []image.Point{{10, 20}, {12, 22}, {39, 22}}},
		{"dash", Mark{Kind: Lane, Texture: Dash, X0: 10, X1: 40, Color: blue}, []image.Point{{16, 23}, {20, 23}}, []image.Point{{17, 23}, {19, 23}}},
		{"dots", Mark{Kind: Lane, Texture: Dots, X0: 10, X1: 40, Color: blue}, []image.Point{{11, 23}, {14, 23}}, []image.Point{{12, 23}, {13, 23}}},
		{"sparse", Mark{Kind: Lane, Texture: Sparse, X0: 10, X1: 40, Color: blue}, []image.Point{{10, 23}, {14, 23}}, []image.Point{{11, 23}, {13, 23}}},
		{"fifth lane", Mark{Kind: Lane, Lane: 4, X0: 10, X1: 40, Color: blue}, nil, []image.Point{{10, 33}, {20, 33}}},
		{"outline", Mark{Kind: Outline, X0: 10, X1: 40, Color: blue, Left: Tick, Right: Tick}, []image.Point{{8, 12}, {41, 12}, {20, 1}, {20, 23}}, []image.Point{{10, 12}, {8, 0}, {41, 23}, {20, 24}, {20, 2}}},
		{"open outline", Mark{Kind: Outline, X0: 10, X1: 40, Color: blue, Left: Tick}, []image.Point{{39, 0}, {39, 23}}, []image.Point{{40, 0}, {40, 12}, {39, 12}}},
		{"thin outline", Mark{Kind: Outline, Thin: true, X0: 10, X1: 40, Color: blue, Left: Tick, Right: Tick}, []image.Point{{9, 12}, {40, 12}, {20, 0}, {20, 23}}, []image.Point{{8, 12}, {41, 12}, {20, 1}}},
		{"caret", Mark{Kind: Caret, X0: 10, Color: blue}, []image.Point{{9, 0}, {10, 21}}, []image.Point{{8, 0}, {11, 0}, {10, 22}}},
	} {
		img := sheet(60, 34)
		drawMarks(img, m, image.Point{}, []Mark{c.mark}, c.mark.Kind)
		for _, p := range c.in {
			if img.RGBAAt(p.X, p.Y) != blue {
				t.Errorf("%s: %v is %v", c.name, p, img.RGBAAt(p.X, p.Y))
			}
		}
		for _, p := range c.out {
			if img.RGBAAt(p.X, p.Y) == blue {
				t.Errorf("%s: %v is painted", c.name, p)
			}
		}
	}
}

// page is the picture of the masters: directions, marks of all kinds, a box.
func page(t testing.TB, scale float32) *image.RGBA {
	const s = "The ünion said «الميناء ملك للناس» e\u0301 📌 𐐀 👨‍👩‍👧 שלום\r\nرفض المجلس FCP قبل 31 آذار 2025.\n"
	f := fixture(t)
	l, m := layout(t, f, s, 420, scale)
	u := int(scale)
	l.Line(l.Lines()-1, new(textlayout.Line)) // both paragraphs are exact from here on
	l.LineAt(0)
	img := sheet(440*u, l.Height()+8*u)
	p := New(f)
	var line textlayout.Line
	for n := range l.Lines() {
		l.Line(n, &line)
		var marks []Mark
		whole := line.Extents(text.Span{Start: line.Span.Start, End: line.Span.Start + 30}, nil)
		for i, e := range whole {
			marks = append(marks,
				Mark{Kind: Lane, Lane: uint8(i), Texture: Texture(i % 4), X0: e.X0, X1: e.X1, Color: rust, Left: Tick},
				Mark{Kind: Ground, X0: e.X0, X1: e.X1, Color: tint},
				Mark{Kind: Outline, X0: e.X0, X1: e.X1, Color: blue, Left: Tick, Right: End(i % 2), Dashed: n == 1})
		}
		marks = append(marks, Mark{Kind: Caret, X0: line.CaretX(line.Span.Start+6, false), Color: ink})
		p.DrawLine(img, &line, m, image.Pt(10*u, 4*u+line.Top), ink, marks)
	}
	return img
}

// TestMaster compares with pictures that were looked at. With shipped faces alone they are
// the same everywhere, but for rounding.
func TestMaster(t *testing.T) {
	for name, scale := range map[string]float32{"line-1x.png": 1, "line-2x.png": 2} {
		got := page(t, scale)
		path := filepath.Join("testdata", name)
		if *update {
			writePNG(t, path, got)
		}
		file, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		want, err := png.Decode(file)
		file.Close()
		if err != nil {
			t.Fatal(err)
		}
		compare(t, name, got, want)
	}
}

func compare(t *testing.T, name string, got *image.RGBA, want image.Image) {
	t.Helper()
	if got.Rect != want.Bounds() {
		t.Fatalf("%s: %v, want %v", name, got.Rect, want.Bounds())
	}
	for y := range got.Rect.Dy() {
		for x := range got.Rect.Dx() {
			a, b := got.RGBAAt(x, y), color.RGBAModel.Convert(want.At(x, y)).(color.RGBA)
			if far(a.R, b.R) || far(a.G, b.G) || far(a.B, b.B) || far(a.A, b.A) {
				t.Fatalf("%s: pixel %d,%d is %v, want %v", name, x, y, a, b)
			}
		}
	}
}

func far(a, b uint8) bool { return max(a, b)-min(a, b) > 2 }

func writePNG(t *testing.T, path string, img image.Image) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if err := png.Encode(file, img); err != nil {
		t.Fatal(err)
	}
}

// Nothing is painted outside dst, and nothing panics, wherever the line is put.
func TestClipping(t *testing.T) {
	f := fixture(t)
	l, m := layout(t, f, "wörld سلام 📌 𐐀 👨‍👩‍👧", 100, 1)
	p := New(f)
	var line textlayout.Line
	l.Line(0, &line)
	big := image.NewRGBA(image.Rect(0, 0, 60, 60))
	small := big.SubImage(image.Rect(20, 20, 30, 30)).(*image.RGBA)
	marks := []Mark{
		{Kind: Ground, X0: -1e6, X1: 1e6, Color: tint}, {Kind: Lane, Texture: Dash, X0: -1e6, X1: 1e6, Color: rust, Left: Tick, Right: Tick},
		{Kind: Outline, X0: -5, X1: 3, Color: blue, Left: Tick, Right: Tick}, {Kind: Outline, Dashed: true, X0: 0, X1: 0, Color: blue, Left: Tick, Right: Tick}, {Kind: Caret, X0: 3, Color: ink},
	}
	for x := -120; x < 80; x += 7 {
		for y := -50; y < 70; y += 5 {
			p.DrawLine(small, &line, m, image.Pt(x, y), ink, marks)
		}
	}
	for y := range 60 {
		for x := range 60 {
			if !(image.Point{X: x, Y: y}).In(small.Rect) && big.RGBAAt(x, y) != (color.RGBA{}) {
				t.Fatalf("%d,%d outside is painted", x, y)
			}
		}
	}
}

// Plain letters stay in their box; stacked vowels are seen to leave it.
func TestInkBounds(t *testing.T) {
	f := fixture(t)
	p := New(f)
	var line textlayout.Line
	for _, c := range []struct {
		s          string
		low, above int
	}{{"x", 8, 10}, {"Ülg", 15, 18}, {"المجلس", 12, 17}, {"أً لُّ", 17, 30}} {
		l, _ := layout(t, f, c.s, 200, 1)
		l.Line(0, &line)
		if above, below := p.InkBounds(&line); above < c.low || above > c.above || below > 12 {
			t.Errorf("%q reaches %d above and %d below, want %d to %d", c.s, above, below, c.low, c.above)
		}
	}
}

// A word that is wider than the paper is painted on all of its lines.
func TestWordOverLines(t *testing.T) {
	f := fixture(t)
	p := New(f)
	for _, word := range []string{"wörld", "سلام", "中文", "𐐀"} {
		l, m := layout(t, f, strings.Repeat(word, 400), 200, 1)
		var line textlayout.Line
		for i := range l.Lines() - 1 {
			l.Line(i, &line)
			img := sheet(200, m.LineHeight)
			p.DrawLine(img, &line, m, image.Point{}, ink, nil)
			for _, x := range []int{0, 100, 160} {
				if blank(img, image.Rect(x, 0, x+40, m.LineHeight)) {
					t.Fatalf("%s: line %d of %d has no ink at %d", word, i, l.Lines(), x)
				}
			}
		}
	}
}

func blank(img *image.RGBA, area image.Rectangle) bool {
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			if img.RGBAAt(x, y) != paper {
				return false
			}
		}
	}
	return true
}

// A dim mark is premultiplied, and what was under it shines through.
func TestDim(t *testing.T) {
	img := sheet(1, 1)
	fill(img, 0, 0, 1, 1, Dim(color.RGBA{0, 0, 0, 255}, 0.35))
	if c := img.RGBAAt(0, 0); c.R < 160 || c.R > 170 || c.A != 255 {
		t.Errorf("black at 35%% on paper is %v", c)
	}
}

// prose is a page of forty lines, with marks.
func prose(t testing.TB, scale float32) (*Painter, []textlayout.Line, []Mark, Metrics, *image.RGBA) {
	f := fixture(t)
	s := ""
	for range 60 {
		s += "The Transitional Council on Thursday rejected demands from the Dockers’ Union to reopen; «الميناء ملك للناس». "
	}
	l, m := layout(t, f, s, 618, scale)
	lines := make([]textlayout.Line, 40)
	for i := range lines {
		l.Line(i, &lines[i])
	}
	var marks []Mark
	for i := range 6 {
		x := float32(40 * i)
		marks = append(marks, Mark{Kind: Ground, X0: x, X1: x + 200, Color: tint},
			Mark{Kind: Lane, Lane: uint8(i % 4), Texture: Texture(i % 3), X0: x, X1: x + 200, Color: blue, Left: Tick, Right: Tick})
	}
	marks = append(marks, Mark{Kind: Outline, X0: 20, X1: 300, Color: blue, Left: Tick, Right: Tick}, Mark{Kind: Caret, X0: 33, Color: ink})
	return New(f), lines, marks, m, sheet(int(640*scale), m.LineHeight)
}

// A line that was drawn before costs no allocation.
func TestDrawLineAllocatesNothing(t *testing.T) {
	p, lines, marks, m, img := prose(t, 1)
	draw := func() {
		for i := range lines {
			p.DrawLine(img, &lines[i], m, image.Pt(4, 0), ink, marks)
		}
	}
	draw()
	if n := testing.AllocsPerRun(5, draw); n > 0 {
		t.Errorf("%v allocations a page", n)
	}
}

func TestAtlasIsBounded(t *testing.T) {
	p, lines, _, m, img := prose(t, 1)
	for size := float32(8); size < 160; size++ {
		for i := range 8 {
			lines[i].Size = size
			p.DrawLine(img, &lines[i], m, image.Point{}, ink, nil)
		}
		if p.atlas.bytes > maxAtlas {
			t.Fatalf("%d bytes in the atlas", p.atlas.bytes)
		}
	}
	if p.atlas.old == nil {
		t.Error("the atlas was never full: the test proves nothing")
	}
}

func benchmarkPage(b *testing.B, scale float32) {
	p, lines, marks, m, img := prose(b, scale)
	b.ReportAllocs()
	for b.Loop() {
		for i := range lines {
			p.DrawLine(img, &lines[i], m, image.Pt(4, 0), ink, marks)
		}
	}
}

// BenchmarkPage is forty lines with twelve marks each.
func BenchmarkPage1x(b *testing.B) { benchmarkPage(b, 1) }
func BenchmarkPage2x(b *testing.B) { benchmarkPage(b, 2) }

// BenchmarkColdPage is the same with an empty atlas.
func BenchmarkColdPage(b *testing.B) {
	p, lines, marks, m, img := prose(b, 1)
	for b.Loop() {
		p.atlas.young, p.atlas.old = nil, nil
		for i := range lines {
			p.DrawLine(img, &lines[i], m, image.Pt(4, 0), ink, marks)
		}
	}
}
