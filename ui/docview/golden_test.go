package docview

import (
	"flag"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"parley/annotate/text"
	"parley/ui/textpaint"
	"parley/ui/theme"
)

var update = flag.Bool("update", false, "write the pictures in testdata instead of comparing with them")

const (
	english = "The union said the harbour must open and called it a choice, e\u0301 📌.\n" +
		"In a statement it said: «الميناء ملك للناس» and no more than that."
	arabic = "قالت النقابة إن الميناء يجب أن يُفتح (HTS) قبل نهاية 2025.\nورحب دباغ بالإعلان: “open” ولم يعلّق المجلس."
)

// specimen has a mark in every state.
func specimen(t *testing.T, str string, spans ...string) *shelf {
	s := newShelf(t, str)
	for i, q := range spans {
		s.put(i+1, i+1, s.at(t, q))
	}
	style := func(n int, f func(*Style)) {
		m := s.marks[id(n)]
		f(&m.Style)
		s.marks[id(n)] = m
	}
	style(4, func(st *Style) { st.Suggested = true })
	style(5, func(st *Style) { st.Dimmed = true })
	first := s.marks[id(1)].Fragments[0]
	s.put(6, 6, first, s.marks[id(5)].Fragments[0])
	return s
}

// Pages look as they did: marks in every state, light and dark, both directions.
func TestPictures(t *testing.T) {
	en := []string{"The union", "the harbour must open", "open and called it", "a choice", "الميناء ملك", "said"}
	ar := []string{"النقابة", "الميناء يجب", "يجب أن يُفتح (HTS)", "نهاية 2025", "دباغ بالإعلان", "المجلس"}
	for _, c := range []struct {
		name  string
		mode  theme.Mode
		text  string
		spans []string
		scale float32
	}{
		{"english-light", theme.Light, english, en, 1}, {"english-dark", theme.Dark, english, en, 1},
		{"arabic-light", theme.Light, arabic, ar, 1}, {"arabic-dark", theme.Dark, arabic, ar, 1},
		{"arabic-double", theme.Light, arabic, ar, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			test.NewTempApp(t).Settings().SetTheme(theme.New(c.mode))
			s := specimen(t, c.text, c.spans...)
			v := New(textpaint.New(fonts()))
			v.paint.scale = c.scale
			v.Resize(fyne.NewSize(520, 200))
			v.SetSource(s, Place{})
			v.Activate(id(2), false)
			v.hover(id(1), fyne.Position{})
			v.Select(s.at(t, c.spans[5]))
			v.SetHits([]text.Span{s.at(t, c.spans[5])}, 0)
			v.SetHits(nil, -1)
			compare(t, filepath.Join("testdata", c.name+".png"), snapshot(v))
		})
	}
}

// piled has eight marks over one another in two lines, three of them with the same
// borders, one in two fragments: more than lanes and labels have room for.
func piled(t *testing.T) *shelf {
	s := newShelf(t, english)
	for i, q := range []string{
		"The union said the harbour must open and called it a choice", "union said the harbour must open and called it", "said the harbour must open",
		"the harbour", "the harbour", "the harbour", "must open and called it a choice, e\u0301 📌",
	} {
		s.put(i+1, i+1, s.at(t, q))
	}
	s.put(8, 1, s.at(t, "a statement"), s.at(t, "«الميناء ملك"))
	s.put(9, 8, s.at(t, "الميناء ملك للناس"))
	return s
}

// Marks that pile up look as they did: the innermost tint wins, four lanes, the rest counted.
func TestPiledUpPictures(t *testing.T) {
	for _, c := range []struct {
		name  string
		mode  theme.Mode
		scale float32
	}{{"piled-light", theme.Light, 1}, {"piled-dark", theme.Dark, 1}, {"piled-dark-double", theme.Dark, 2}} {
		t.Run(c.name, func(t *testing.T) {
			test.NewTempApp(t).Settings().SetTheme(theme.New(c.mode))
			v := New(textpaint.New(fonts()))
			v.paint.scale = c.scale
			v.Resize(fyne.NewSize(520, 130))
			v.SetSource(piled(t), Place{})
			v.Activate(id(3), false)
			compare(t, filepath.Join("testdata", c.name+".png"), snapshot(v))
		})
	}
}

// snapshot paints what is on screen, but for the caret and the ruler's frame.
func snapshot(v *View) *image.RGBA {
	px := func(p fyne.Position) image.Point { return image.Pt(v.px(p.X), v.px(p.Y)) }
	page := image.NewRGBA(image.Rect(0, 0, v.page.columns.width, v.page.columns.height))
	draw.Draw(page, page.Rect, image.NewUniform(v.colours.paper), image.Point{}, draw.Src)
	put := func(at fyne.Position, size fyne.Size, generate func(w, h int) image.Image) {
		img := generate(v.px(size.Width), v.px(size.Height))
		draw.Draw(page, img.Bounds().Add(px(at)), img, image.Point{}, draw.Src)
	}
	for _, r := range v.page.rows {
		put(r.raster.Position(), r.raster.Size(), r.raster.Generator)
	}
	if c := v.curves.raster; c.Visible() {
		img := c.Generator(v.px(c.Size().Width), v.px(c.Size().Height))
		draw.Draw(page, img.Bounds().Add(px(c.Position())), img, image.Point{}, draw.Over)
	}
	put(v.ruler.raster.Position(), v.ruler.raster.Size(), v.ruler.raster.Generator)
	return page
}

// compare allows for a shade's difference in rounding between machines.
func compare(t *testing.T, file string, got *image.RGBA) {
	t.Helper()
	if *update {
		f, err := os.Create(file)
		if err == nil {
			err = png.Encode(f, got)
			f.Close()
		}
		if err != nil {
			t.Fatal(err)
		}
		return
	}
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	want, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	if want.Bounds() != got.Bounds() {
		t.Fatalf("%s is %v, painted %v", file, want.Bounds(), got.Bounds())
	}
	differ := 0
	for y := range got.Rect.Dy() {
		for x := range got.Rect.Dx() {
			if !alike(want.At(x, y), got.At(x, y)) {
				differ++
			}
		}
	}
	if differ > 20 {
		t.Errorf("%s: %d pixels differ; look at it and run go test -update", file, differ)
	}
}

func alike(a, b color.Color) bool {
	const shade = 24 << 8
	r0, g0, b0, _ := a.RGBA()
	r1, g1, b1, _ := b.RGBA()
	near := func(p, q uint32) bool { return p-q < shade || q-p < shade }
	return near(r0, r1) && near(g0, g1) && near(b0, b1)
}
