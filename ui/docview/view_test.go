package docview

import (
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"parley/annotate/index"
	"parley/annotate/text"
	"parley/ui/textlayout"
	"parley/ui/textline"
	"parley/ui/textpaint"
	"parley/ui/theme"
)

func TestInvalidatePaintsOnlyItsLines(t *testing.T) {
	s := longShelf(t, 60_000, 600)
	v, _ := show(t, s)
	v.FocusLost()
	if n := paintStale(v); n < 10 {
		t.Fatalf("the first page has %d lines", n)
	}
	line := v.page.rows[4].line.Span
	s.put(9001, 1, text.Span{Start: line.Start + 5, End: line.Start + 9})
	v.Invalidate(text.Span{Start: line.Start + 5, End: line.Start + 9})
	if n := paintStale(v); n != 1 {
		t.Errorf("one mark on one line painted %d lines", n)
	}
	s.drop(9001)
	v.Invalidate(text.Span{Start: line.Start + 5, End: line.Start + 9})
	if n := paintStale(v); n != 1 {
		t.Errorf("taking it back painted %d lines", n)
	}
	v.Invalidate(text.Span{Start: s.text.Len() - 20, End: s.text.Len()})
	if n := paintStale(v); n != 0 {
		t.Errorf("a mark out of sight painted %d lines", n)
	}
	v.Select(text.Span{Start: line.Start, End: line.Start + 7})
	if n := paintStale(v); n != 1 {
		t.Errorf("a selection on one line painted %d lines", n)
	}
	v.scrollBy(float64(v.page.metrics.LineHeight))
	if n := paintStale(v); n > 2 {
		t.Errorf("scrolling by a line painted %d lines", n)
	}
}

func TestCostDoesNotGrowWithTheDocument(t *testing.T) {
	asked := func(n, marks int) int {
		s := longShelf(t, n, marks)
		v, _ := show(t, s)
		v.scrollTo(v.farthest() / 2)
		paintStale(v)
		s.yielded = 0
		span := v.page.rows[3].line.Text
		s.put(90_001, 1, span)
		v.Invalidate(span)
		v.TypedRune('n')
		v.TypedRune('N')
		key(v, fyne.KeyDown)
		v.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -60}})
		paintStale(v)
		return s.yielded
	}
	few, many := asked(40_000, 400), asked(400_000, 4000)
	if many > 2*few {
		t.Errorf("ten times the text asks for %d marks instead of %d", many, few)
	}
}

func TestResizeKeepsThePlace(t *testing.T) {
	s := longShelf(t, 200_000, 200)
	v, h := show(t, s)
	v.SetPlace(Place{Offset: s.text.Len() / 2, DY: 120})
	at := v.Place()
	var line textlayout.Line
	for _, w := range []float32{700, 1200, 500, 860} {
		v.Resize(fyne.NewSize(w, 590))
		h.pass(1e9)
		v.page.layout.Line(v.page.layout.LineOf(at.Offset), &line)
		if y := float32(v.viewY(line.Top)); y < at.DY-1 || y > at.DY+1 {
			t.Errorf("at width %v the line stands at %v, not %v", w, y, at.DY)
		}
	}
	if v.Place() != at {
		t.Errorf("there and back the place is %v, was %v", v.Place(), at)
	}
	v.SetOptions(Options{Size: 25, Style: textlayout.Sans})
	if v.Place() != at {
		t.Errorf("in another face the place is %v, was %v", v.Place(), at)
	}
}

func TestScrollingBackDoesNotJump(t *testing.T) {
	s := longShelf(t, 200_000, 0)
	v, _ := show(t, s)
	v.SetPlace(Place{Offset: s.text.Len() * 2 / 3})
	for range 300 {
		r := v.page.rows[2]
		o, y := r.line.Span.Start, v.viewY(r.line.Top)
		v.scrollBy(-60)
		var line textlayout.Line
		v.page.layout.Line(v.page.layout.LineOf(o), &line)
		if now := v.viewY(line.Top); now != y+60 {
			t.Fatalf("a line moved from %d to %d when the view moved by 60", y, now)
		}
	}
}

func TestOddTextsDoNotHang(t *testing.T) {
	for name, str := range map[string]string{
		"1 MB without blanks":  strings.Repeat("abcdefghij", 100_000),
		"10,000 marks on one":  "a" + strings.Repeat("\u0301", 10_000) + " b",
		"only blank lines":     strings.Repeat("\n", 50_000),
		"only right to left":   strings.Repeat("الميناء ملك للناس ", 5000),
		"tabs and zeros":       strings.Repeat("\t\x00a\u200b", 5000),
		"nothing":              "",
		"one line feed":        "\n",
		"a family without end": strings.Repeat("👩\u200d", 5000),
	} {
		t.Run(name, func(t *testing.T) {
			s := newShelf(t, str)
			pile(s)
			v, h := show(t, s)
			paintStale(v)
			for range 3 {
				key(v, fyne.KeyPageDown)
				key(v, fyne.KeyRight, "LeftShift")
				v.TypedRune('w')
				v.TypedRune('n')
				paintStale(v)
			}
			ctrl(v, fyne.KeyEnd, false)
			h.pass(1e8)
			paintStale(v)
		})
	}
}

// pile lays 10,000 marks one over the other, fewer where graphemes are endless.
func pile(s *shelf) {
	for i, o := 0, text.Offset(0); i < 10_000 && o < s.text.Len(); i++ {
		next := s.text.NextGrapheme(o)
		end := next
		for range i % 7 {
			end = s.text.NextGrapheme(end)
		}
		if s.put(i+1, i%9, text.Span{Start: o, End: end}); i%3 == 2 {
			o = next
		}
	}
}

func TestLanesStayPut(t *testing.T) {
	s := newShelf(t, nasty)
	outer := s.put(1, 1, s.at(t, "The ünion said"))
	v, _ := show(t, s)
	paintStale(v)
	if l := v.marking.lanes.lane(outer); l != 0 {
		t.Fatalf("a lone mark has lane %d", l)
	}
	for n, q := range []string{"ünion", "ünion said", "The ünion", "said"} {
		s.put(2+n, 2, s.at(t, q))
		v.Invalidate(s.at(t, q))
		paintStale(v)
	}
	if l := v.marking.lanes.lane(outer); l != 0 {
		t.Errorf("the first mark was moved to lane %d", l)
	}
	for n, want := range []int{1, 2, 3, 1} {
		if l := v.marking.lanes.lane(id(2 + n)); l != want {
			t.Errorf("mark %d has lane %d, want %d", 2+n, l, want)
		}
	}
	s.put(8, 2, s.at(t, "ünion"))
	v.Invalidate(s.at(t, "ünion"))
	paintStale(v)
	if l := v.marking.lanes.lane(id(8)); l != index.Beyond {
		t.Errorf("the fifth mark has lane %d", l)
	}
	s.drop(2)
	v.Invalidate(s.at(t, "ünion"))
	paintStale(v)
	if l := v.marking.lanes.lane(id(8)); l != 1 {
		t.Errorf("with room the fifth mark has lane %d", l)
	}
}

func TestHiddenMarksKeepTheirLanes(t *testing.T) {
	s := newShelf(t, nasty)
	a, b := s.put(1, 1, s.at(t, "ünion")), s.put(2, 2, s.at(t, "The ünion said"))
	v, _ := show(t, s)
	paintStale(v)
	hide := func(hidden bool) {
		m := s.marks[a]
		m.Style.Hidden = hidden
		s.marks[a] = m
		v.Invalidate(s.text.All())
		paintStale(v)
	}
	hide(true)
	if n := v.ruler.ticks[0].count; n != 0 || len(v.marksAt(s.at(t, "ünion"))) != 1 {
		t.Error("a hidden mark is in the ruler or can be clicked")
	}
	hide(false)
	if la, lb := v.marking.lanes.lane(a), v.marking.lanes.lane(b); la != 0 || lb != 1 {
		t.Errorf("hidden and shown again, lanes are %d and %d", la, lb)
	}
}

// TestMoreIsNeverCut: of a name that is too long the end is cut off, and how many more there
// are stands behind it.
func TestMoreIsNeverCut(t *testing.T) {
	v, _ := show(t, newShelf(t, nasty))
	for _, l := range []Label{{Name: "Claim", Who: "Christians in e\u0301 Aleppo", More: "+1"}, {Name: "Claim", Who: "مسيحيو مدينة حلب القديمة", More: "+12"}, {Name: "Claim", Who: "The 👩\u200d👩\u200d👧 of 𐐀 📌"}} {
		start, end := l.parts()
		if l.String() != start+end || l.More != "" && !strings.HasSuffix(end, " "+l.More) {
			t.Errorf("%+v is %q and %q", l, start, end)
		}
		whole := v.word(start+end, labelSize, textlayout.Sans).width
		room := whole * 3 / 4
		got, want := v.fittedTo(start, end, labelSize, room), 0
		for i := range start {
			if w := v.word(trimRight(start[:i])+"…"+end, labelSize, textlayout.Sans).width; w <= room {
				want = max(want, w)
			}
		}
		if got.width > room || got.width < want-v.px(12) || v.fittedTo(start, end, labelSize, whole).width != whole {
			t.Errorf("%q in %d of %d is %d wide, not %d", start+end, room, whole, got.width, want)
		}
	}
}

func TestLabelsKeepToTheirPlace(t *testing.T) {
	s := newShelf(t, nasty)
	for n := range 5 {
		m := s.put(n+1, n+1, s.at(t, "The ünion said"))
		s.labels[m] = Label{Name: "Claim", Who: strings.Repeat("al-Jolānī الجولاني ", 9), Stance: Mixed, Order: n}
	}
	v, _ := show(t, s)
	v.Activate(id(4), false)
	row := v.page.rows[0]
	tags := v.tags(&row.line, v.marksIn(row.line.Span, nil))
	if len(tags) != 2 || tags[0].mark.ID != id(4) || tags[1].mark.ID != id(1) || tags[1].leftOver != 3 {
		t.Fatalf("tags are %+v", tags)
	}
	c := v.page.columns
	for i, tag := range tags {
		right := tag.x1
		if tag.leftOver > 0 {
			right += v.px(5) + v.count(&tag).width
		}
		if left := tag.x0 + c.paint; left < c.labels || right+c.paint > c.labels+c.margin {
			t.Errorf("tag %d reaches from %d to %d, the margin from %d to %d", i, left, right+c.paint, c.labels, c.labels+c.margin)
		}
	}
	if tags[0].y+v.px(labelPitch) > tags[1].y || tags[1].y+v.px(labelPitch) > row.line.Height {
		t.Errorf("tags at %d and %d do not fit a line of %d", tags[0].y, tags[1].y, row.line.Height)
	}
}

func TestMirroredColumns(t *testing.T) {
	for _, mirrored := range []bool{false, true} {
		for _, w := range []float32{308, 480, 860, 908, 1248, 2400} {
			c := columnsOf(w, 600, 1, referenceSize, padWidth, mirrored)
			left, right := c.text, c.text+c.measure
			if mirrored && (c.labels < 0 || c.labels+c.margin > left || right > c.ruler) ||
				!mirrored && (left < 0 || right > c.labels || c.labels+c.margin > c.ruler) {
				t.Errorf("width %v, mirrored %v: %+v", w, mirrored, c)
			}
			if c.measure > maxMeasure {
				t.Errorf("width %v: the measure is %d", w, c.measure)
			}
		}
	}
	if c := columnsOf(860, 600, 1, referenceSize, padWidth, false); c.measure != 618 || c.margin != 144 {
		t.Errorf("in a window of 1440 the measure is %d, the margin %d", c.measure, c.margin)
	}
}

// TestNumbersAreWhole: the numbers of a long text have room before it, at either side, and
// those of a short one take none from it.
func TestNumbersAreWhole(t *testing.T) {
	p := textpaint.New(fonts())
	for _, c := range []struct {
		lines int
		pad   float32
	}{{1, 34}, {999, 34}, {1000, 41}, {11_461, 48}} {
		if got := padOf(c.lines); got != c.pad {
			t.Errorf("%d lines: %v before the text, want %v", c.lines, got, c.pad)
		}
		width := textline.Measure(p, strconv.Itoa(c.lines), noteSize, textlayout.Sans).Width
		if room := padOf(c.lines) - numberGap; width > room {
			t.Errorf("%d is %v wide and has %v", c.lines, width, room)
		}
	}
	v, _ := show(t, newShelf(t, strings.Repeat("Müller e\u0301 📌 المجلس.\n", 1200)))
	if c := v.page.columns; c.text != 41 || c.measure != 618 {
		t.Errorf("the text begins at %d and is %d wide", c.text, c.measure)
	}
}

// TestLessThanNothing: a window that is smaller than what stands around the view asks for
// pictures of a negative height.
func TestLessThanNothing(t *testing.T) {
	v, _ := show(t, longShelf(t, 1000, 30))
	for _, h := range []int{-10, -1, 0} {
		if got := v.rulerPicture(18, h).Bounds().Dy(); got != 0 {
			t.Errorf("a ruler of %d is %d high", h, got)
		}
	}
	if got := v.rulerPicture(18, 400).Bounds().Dy(); got != 400 {
		t.Errorf("later it is %d high", got)
	}
}

func TestFewObjects(t *testing.T) {
	v, _ := show(t, longShelf(t, 100_000, 3000))
	v.Resize(fyne.NewSize(1900, 1000))
	if n := len(v.page.objects); n > 60 {
		t.Errorf("%d canvas objects", n)
	}
}

func TestCaretBlinksAndRests(t *testing.T) {
	v, h := show(t, newShelf(t, nasty))
	h.pass(blinkTime + 1)
	if !v.focus.caret.Hidden {
		t.Error("the caret does not blink")
	}
	key(v, fyne.KeyRight)
	if v.focus.caret.Hidden {
		t.Error("the caret is not shown at once after a key")
	}
	v.FocusLost()
	h.pass(10 * blinkTime)
	if !v.focus.caret.Hidden {
		t.Error("the caret shows without the keyboard")
	}
}

func TestHugeTextsAreLaidOutAhead(t *testing.T) {
	s := longShelf(t, 600_000, 0)
	v, h := show(t, s) // the test's clock shapes all at once, but lays nothing out
	v.SetPlace(Place{Offset: s.text.Len() / 2, DY: 40})
	at := v.Place()
	h.pass(5e9)
	if !v.page.layout.Refine(1) || v.Progress() != 1 {
		t.Error("the text is still estimated in part")
	}
	if v.Place() != at {
		t.Errorf("the place moved from %v to %v meanwhile", at, v.Place())
	}
	shown, all := v.Lines()
	if shown < 15 || shown > 19 || all < 5000 {
		t.Errorf("%d of %d lines are shown", shown, all)
	}
}

func TestAnotherScaleLaysOutAnew(t *testing.T) {
	v, h := show(t, newShelf(t, nasty))
	paintStale(v)
	r := v.page.rows[0]
	size := r.raster.Size()
	r.raster.Generator(int(size.Width*2), int(size.Height*2))
	h.pass(1)
	if v.page.scale != 2 || v.page.metrics.LineHeight != 68 {
		t.Errorf("asked for twice the pixels, scale is %v, line height %d", v.page.scale, v.page.metrics.LineHeight)
	}
	if got := v.page.rows[0].raster.Size(); got.Height != 34 {
		t.Errorf("a line is %v high", got.Height)
	}
}

func TestThemeChangesColours(t *testing.T) {
	v, _ := show(t, newShelf(t, nasty))
	light := v.colours.paper
	fyne.CurrentApp().Settings().SetTheme(theme.New(theme.Dark))
	v.Refresh()
	if v.colours.paper == light || v.focus.caret.FillColor != v.colours.text {
		t.Error("the dark theme shows light colours")
	}
}

// The bar stands beside the sentence at the caret of the text that is shown, and at no
// sentence that another text had at the same offsets.
func TestAnotherTextHasItsOwnSentence(t *testing.T) {
	v, _ := show(t, newShelf(t, "One long sentence, which goes on and on until here. Another."))
	v.FocusGained()
	s := newShelf(t, "Über das.\n\nالميناء ملك للناس.\n\nThird 📌.")
	v.SetSource(s, Place{})
	if got := s.text.Slice(v.focus.sentence); got != "Über das." {
		t.Errorf("the bar stands beside %q", got)
	}
}
