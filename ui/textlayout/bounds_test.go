package textlayout

import (
	"context"
	"runtime"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"parley/annotate/text"
)

// oddTexts are what breaks layouts elsewhere.
func oddTexts() map[string]string {
	return map[string]string{
		"1 MB without blanks":        strings.Repeat("unbroken", 1<<17),
		"1 MB of one letter":         strings.Repeat("𐐀", 1<<18),
		"1 MB of Arabic, no blanks":  strings.Repeat("غيرمنقطع", 1<<16),
		"10,000 marks on one letter": "a" + strings.Repeat("\u0301", 10_000) + "b",
		"10,000 Arabic marks":        "ب" + strings.Repeat("\u064E", 10_000),
		"NUL":                        strings.Repeat("a\x00b ", 10_000),
		"NUL only":                   strings.Repeat("\x00", 100_000),
		"tabs":                       strings.Repeat("\t", 20_000),
		"tabs between directions":    strings.Repeat("ü\tسلام\t", 5_000),
		"zero width":                 strings.Repeat("\u200b\u200d\ufeff", 20_000),
		"soft hyphens":               strings.Repeat("an\u00AD", 20_000),
		"brackets":                   strings.Repeat("((a)[א])", 5_000),
		"open brackets":              strings.Repeat("א(", 20_000),
		"embeddings":                 strings.Repeat("\u202Ba\u2067ב", 5_000),
		"100,000 blank lines":        strings.Repeat("\n \r\n", 50_000),
		"blanks only":                strings.Repeat(" ", 100_000),
		"separators":                 strings.Repeat("a\u2028b\u2029c\u0085d\v", 2_000),
		"ZWJ":                        strings.Repeat("👨‍👩‍👧", 5_000),
		"flags":                      strings.Repeat("🇸🇾", 20_000),
		"directions in turns":        strings.Repeat("aא1ب", 10_000),
	}
}

// Odd texts are laid out whole. The work is bounded, whatever the machine: every character
// is shaped once at most, nothing is resolved that is longer than a paragraph may be, and
// no word is longer than one may be.
func TestOddTexts(t *testing.T) {
	fonts := fixture(t)
	for name, s := range oddTexts() {
		before := fonts.shape.given
		p := prepare(t, fonts, s, Options{})
		l := p.Wrap(reading)
		n := checkLines(t, name, l)
		runes := utf8.RuneCountInString(s)
		if shaped := fonts.shape.given - before; shaped > runes+places*maxWordRunes {
			t.Errorf("%s: %d characters were shaped for %d", name, shaped, runes)
		}
		if n > runes+1 {
			t.Errorf("%s: %d lines for %d characters", name, n, runes)
		}
		checkParts(t, name, p)
	}
}

// checkLines looks at every line and gives their number.
func checkLines(t *testing.T, name string, l *Layout) int {
	t.Helper()
	var line Line
	at, n := text.Offset(0), 0
	for ; at < l.p.text.Len() && n < 300_000; n++ {
		l.Line(n, &line)
		if line.Span.Start != at {
			t.Fatalf("%s: line %d begins at %d, want %d", name, n, line.Span.Start, at)
		}
		if line.Right-line.Left > float32(reading.Width)+40 {
			t.Fatalf("%s: line %d is %v wide", name, n, line.Right-line.Left)
		}
		at = line.Span.End
	}
	if at != l.p.text.Len() {
		t.Errorf("%s: %d lines reach %d of %d", name, n, at, l.p.text.Len())
	}
	return n
}

func checkParts(t *testing.T, name string, p *Prepared) {
	t.Helper()
	for i := range p.count() {
		if p.paras[i].is(blankRun) {
			continue
		}
		if n := len(p.body(i)); n > maxParagraph {
			t.Fatalf("%s: paragraph %d has %d bytes", name, i, n)
		}
		for _, piece := range p.shape(i).pieces {
			if w := piece.word; int(w.len) > 2*maxWordRunes*utf8.UTFMax || len(w.glyphs) > 4*maxWordRunes {
				t.Fatalf("%s: a word of %d bytes has %d glyphs", name, w.len, len(w.glyphs))
			}
		}
	}
}

// The first page of an odd text costs what is on it, and not the text.
func TestFirstPageOfOddTexts(t *testing.T) {
	fonts := fixture(t)
	for name, s := range oddTexts() {
		before := fonts.shape.given
		l := prepare(t, fonts, s, Options{}).Wrap(reading)
		var line Line
		for i := range 30 {
			l.Line(i, &line)
		}
		if shaped := fonts.shape.given - before; shaped > 3*maxParagraph {
			t.Errorf("%s: %d characters were shaped for a page", name, shaped)
		}
	}
}

func TestSoftHyphenShows(t *testing.T) {
	frame := reading
	frame.Width = 60
	l := prepare(t, fixture(t), "Donau\u00ADdampf", Options{}).Wrap(frame)
	var line Line
	if l.Line(0, &line); line.Span.End != 7 || len(line.Runs) != 2 || !line.Runs[1].Span.Empty() || line.Right > 60 {
		t.Errorf("first line %+v", line)
	}
	if l.Line(1, &line); len(line.Runs) != 1 || !line.Last {
		t.Errorf("second line %+v", line)
	}
	frame.Width = 600
	l = prepare(t, fixture(t), "Donau\u00ADdampf", Options{}).Wrap(frame)
	if l.Line(0, &line); l.Lines() != 1 || len(line.Runs) > 2 || line.Runs[0].Glyphs() == nil {
		t.Errorf("one line %+v", line)
	}
}

// A run of blank lines takes one gap, and each of its offsets has a line.
func TestBlankLines(t *testing.T) {
	for _, c := range []struct {
		s      string
		lines  int
		height int
		number []int // of each line's paragraph
	}{
		{"a\n\n\n\nb", 5, 34 + 12 + 34, []int{1, 1, 1, 1, 2}},
		{"a\nb", 2, 34 + 12 + 34, []int{1, 2}},
		{"a\nb\n\nc", 4, 34 + 34 + 12 + 34, []int{1, 2, 2, 3}},
		{"a\n", 2, 34 + 12, []int{1, 1}},
		{"\r\n \r\na", 3, 12 + 34, []int{0, 0, 1}},
		{"", 1, 12, []int{0}},
	} {
		l := prepare(t, fixture(t), c.s, Options{}).Wrap(reading)
		if l.Lines() != c.lines || l.Height() != c.height {
			t.Errorf("%q: %d lines %d high, want %d, %d", c.s, l.Lines(), l.Height(), c.lines, c.height)
		}
		var line Line
		for n, number := range c.number {
			if l.Line(n, &line); line.Paragraph != number || l.LineOf(line.Span.Start) != n {
				t.Errorf("%q line %d: paragraph %d, want %d; found as %d", c.s, n, line.Paragraph, number, l.LineOf(line.Span.Start))
			}
		}
	}
}

// The base direction is the paragraph's own, or the document's; right-to-left lines end
// flush with the right edge.
func TestBaseDirection(t *testing.T) {
	for _, c := range []struct {
		s   string
		d   Direction
		rtl bool
	}{
		{"hello سلام", Auto, false}, {"سلام hello", Auto, true}, {"12 שלום", Auto, true}, {"12", Auto, false},
		{"hello", RightToLeft, true}, {"سلام", LeftToRight, false}, {"\u2067سلام\u2069 hello", Auto, false},
	} {
		l := prepare(t, fixture(t), c.s, Options{Direction: c.d}).Wrap(reading)
		var line Line
		l.Line(0, &line)
		if line.RightToLeft != c.rtl || c.rtl && line.Right != float32(reading.Width) || !c.rtl && line.Left != 0 {
			t.Errorf("%q direction %d: %v, from %v to %v", c.s, c.d, line.RightToLeft, line.Left, line.Right)
		}
	}
}

// Extents of a range over two directions are two stretches that cover its letters.
func TestExtentsOverDirections(t *testing.T) {
	const s = "abc سلام def"
	l := prepare(t, fixture(t), s, Options{}).Wrap(reading)
	var line Line
	l.Line(0, &line)
	got := line.Extents(text.Span{Start: 1, End: 6}, nil) // bc, blank, س
	if len(got) != 2 || got[0].X1 >= got[1].X0 {
		t.Errorf("extents %v", got)
	}
	if all := line.Extents(text.Span{End: 100}, nil); len(all) != 1 || all[0].X0 != line.Left || all[0].X1 != line.Right {
		t.Errorf("the whole line is %v, want %v to %v", all, line.Left, line.Right)
	}
}

// Lines near the view are exact at once; what is refined later moves nothing above it,
// and all ways to the end agree.
func TestLazyAgreesWithEager(t *testing.T) {
	fonts := fixture(t)
	s := zipf(200 << 10)
	lazy := prepare(t, fonts, s, Options{}).Wrap(reading)
	full := prepare(t, fonts, s, Options{})
	full.ShapeAll(context.Background(), 0)
	eager := full.Wrap(reading)
	if full.Progress() != 1 || !eager.Refine(1<<30) {
		t.Fatal("not all is shaped")
	}
	mid := text.Offset(len(s) / 2)
	n := lazy.LineOf(mid)
	top := lazy.Top(n)
	var a, b Line
	for k := range 40 {
		lazy.Line(n+k, &a)
		eager.Line(eager.LineOf(a.Span.Start), &b)
		if a.Span != b.Span || a.Right != b.Right || a.Paragraph != b.Paragraph {
			t.Fatalf("%+v and %+v", a.Span, b.Span)
		}
	}
	if lazy.LineOf(mid) != n || lazy.Top(n) != top {
		t.Error("looking further down moved what is above")
	}
	lazy.p.ShapeAll(context.Background(), mid)
	before := lazy.Version()
	for !lazy.Refine(1000) {
	}
	if lazy.Version() == before {
		t.Error("nothing was refined: the test proves nothing")
	}
	if lazy.Lines() != eager.Lines() || lazy.Height() != eager.Height() {
		t.Errorf("%d lines %d high, want %d, %d", lazy.Lines(), lazy.Height(), eager.Lines(), eager.Height())
	}
}

// The view asks while another goroutine shapes (run with -race).
func TestShapingBeside(t *testing.T) {
	p := prepare(t, fixture(t), zipf(300<<10), Options{})
	var wg sync.WaitGroup
	wg.Go(func() { p.ShapeAll(context.Background(), 0) })
	l := p.Wrap(reading)
	for y := 0; y < l.Height(); y += 997 {
		l.Hit(300, y)
		l.Refine(500)
	}
	wg.Wait()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	q := prepare(t, p.fonts, "a\nb", Options{})
	if q.ShapeAll(ctx, 0); q.Progress() != 0 {
		t.Error("shaped after it was cancelled")
	}
}

func TestCutTo(t *testing.T) {
	f := fixture(t)
	var line Line
	for _, s := range []string{"Council and dockers", "المجلس يؤجل فتح الميناء", strings.Repeat("e\u0301", 30)} {
		for _, width := range []float32{0, 20, 60, 1000} {
			n := f.CutTo(s, "…", Options{Style: Sans}, 13, width)
			f.SingleLine(s[:n], Options{Style: Sans}, 13, &line)
			if line.Right > max(width, 12) || width == 1000 && n != len(s) {
				t.Errorf("%q in %v: %d bytes, %v wide", s, width, n, line.Right)
			}
		}
	}
}

// Ten megabytes laid out whole stay under eighty of memory.
func TestMemory(t *testing.T) {
	s := zipf(10 << 20)
	p := prepare(t, fixture(t), s, Options{})
	before := heap()
	p.ShapeAll(context.Background(), 0)
	l := p.Wrap(reading)
	for !l.Refine(1 << 30) {
	}
	used := int64(heap()) - int64(before)
	t.Logf("%d lines, %d KB", l.Lines(), used>>10)
	if used > 80<<20 {
		t.Errorf("%d MB for 10 MB of text", used>>20)
	}
	runtime.KeepAlive(l)
	runtime.KeepAlive(s)
}

func heap() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// Another width and back gives the lines from before.
func TestWrapIsIdempotent(t *testing.T) {
	p := prepare(t, fixture(t), nasty+zipf(20<<10), Options{})
	p.ShapeAll(context.Background(), 0)
	first := p.Wrap(reading)
	narrow := reading
	narrow.Width = 90
	p.Wrap(narrow)
	again := p.Wrap(reading)
	var a, b Line
	for n := range first.Lines() {
		first.Line(n, &a)
		again.Line(n, &b)
		if a.Span != b.Span || a.Left != b.Left || a.Right != b.Right || a.Top != b.Top {
			t.Fatalf("line %d: %+v and %+v", n, a, b)
		}
	}
}

// Size scales: at twice the size in twice the width the same lines break.
func TestScale(t *testing.T) {
	p := prepare(t, fixture(t), nasty+zipf(20<<10), Options{})
	one := p.Wrap(reading)
	two := p.Wrap(Frame{Width: reading.Width * 2, Size: reading.Size * 2, LineHeight: reading.LineHeight * 2, Gap: reading.Gap * 2})
	var a, b Line
	for n := 0; n < one.Lines(); n++ {
		one.Line(n, &a)
		two.Line(n, &b)
		if d := 2*a.Right - b.Right; a.Span != b.Span || d > 0.1 || d < -0.1 {
			t.Fatalf("line %d: %v to %v and %v to %v", n, a.Span, a.Right, b.Span, b.Right)
		}
	}
}

// What breaks a line, or only tells how to join, is neither seen nor has it width; what
// no face has is a box, alone or as a mark.
func TestInvisibleAndUnknown(t *testing.T) {
	f := fixture(t)
	var line Line
	for _, c := range []struct {
		s     string
		boxes int
	}{{"a\u2028", 0}, {"a\v\f\u0085", 0}, {"a\u200b\u2060\ufeff", 0}, {"a\x00", 1}, {"\U000F1234", 1}, {"a\U0001E8D0", 1}, {"ab\u0301", 0}} {
		l := prepare(t, f, c.s, Options{}).Wrap(reading)
		l.Line(0, &line)
		boxes := 0
		for i := range line.Runs {
			for _, g := range line.Runs[i].Glyphs() {
				if g.Face == Box {
					boxes++
				} else if g.ID == 0 {
					t.Errorf("%q shows a glyph that is none", c.s)
				}
			}
		}
		if boxes != c.boxes {
			t.Errorf("%q shows %d boxes, want %d", c.s, boxes, c.boxes)
		}
		if c.boxes == 0 && line.Right > 30 {
			t.Errorf("%q is %v wide", c.s, line.Right)
		}
	}
}

// Before anything is seen, the height is guessed within a third, in any script.
func TestEstimates(t *testing.T) {
	f := fixture(t)
	for _, s := range []string{zipf(100 << 10), strings.Repeat(strings.Repeat("رفض المجلس الانتقالي يوم الخميس مطالب ", 12)+"\n", 200), strings.Repeat(strings.Repeat("日本語", 40)+"\n", 100)} {
		p := prepare(t, f, s, Options{})
		guess := p.Wrap(reading).Height()
		p.ShapeAll(context.Background(), 0)
		l := p.Wrap(reading)
		for !l.Refine(1 << 30) {
		}
		if real := l.Height(); guess < real*2/3 || guess > real*4/3 {
			t.Errorf("%.20q: guessed %d, is %d", s, guess, real)
		}
	}
}
