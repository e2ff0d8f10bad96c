package docview

import (
	"context"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"parley/annotate/annotatetest"
	"parley/annotate/text"
	"parley/ui/theme"
)

// wander jumps about in ten documents, some twenty jumps in each before the next, and
// gives the heap after the 333 jumps of a minute and at the end, in bytes.
func wander(tb testing.TB, jumps, kilobytes, marks int) (minute, hour int64) {
	shelves := make([]*shelf, 10)
	for i := range shelves {
		shelves[i] = work(tb, kilobytes+i, marks)
	}
	rnd := rand.New(rand.NewPCG(1, 1))
	before := heap()
	v := bare(coldFonts(tb))
	v.clock = nil
	for i := range jumps {
		if i%20 == 0 {
			v.SetSource(shelves[rnd.IntN(len(shelves))], Place{})
			v.page.prepared.ShapeAll(context.Background(), 0)
			v.SetOptions(Options{Size: float32(16 + rnd.IntN(6))})
		}
		v.scrollTo(rnd.Float64() * v.farthest())
		paintAll(v)
		if i == 333 || i == jumps-1 {
			v.SetSource(shelves[0], Place{})
			v.page.prepared.ShapeAll(context.Background(), 0)
			minute, hour = hour, heap()-before
		}
	}
	v.stop()
	return minute, hour
}

// An hour's walk, in small: the caches are bounded, nothing of a document stays behind.
func TestMemoryStaysBounded(t *testing.T) {
	test.NewTempApp(t)
	minute, hour := wander(t, 3000, 60, 600)
	t.Logf("%d KB after a minute, %d KB after an hour", minute>>10, hour>>10)
	if hour > minute*12/10 {
		t.Errorf("%d KB after a minute, %d KB after an hour", minute>>10, hour>>10)
	}
}

// repeated is a text of so many equal pieces with equal marks: wherever one looks, the
// surroundings are the same.
func repeated(tb testing.TB, times int) *shelf {
	words, spans := annotatetest.Work(20_000, 200)
	s := newShelf(tb, strings.Repeat(words, times))
	for k := range times {
		for i, span := range spans {
			at := text.Offset(k * len(words))
			s.put(k*len(spans)+i+1, 1+i%8, text.Span{Start: at + span.Start, End: at + span.End})
		}
	}
	return s
}

// allocsOf is how often do allocates. What tests before this one left running, and the
// garbage collector, which empties pools, can only add to that: the least of some rounds
// is what do needs by itself.
func allocsOf(do func()) float64 {
	least := math.Inf(1)
	for range 5 {
		least = min(least, testing.AllocsPerRun(10, do))
	}
	return least
}

// In a hundred times the text with a hundred times the marks one more mark, a key, a step
// of the wheel and a page ask for as many marks, and allocate as much. That does not
// depend on how fast the machine is.
func TestNothingGrowsWithTheText(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Light))
	type cost struct {
		name   string
		marks  int
		allocs float64
	}
	costs := func(times int) (out []cost) {
		s := repeated(t, times)
		v := ready(t, s)
		piece := s.text.Len() / text.Offset(times)
		middle := text.Offset(times/2)*piece + 100
		v.FocusGained()
		v.SetPlace(Place{Offset: middle})
		span := text.Span{Start: v.snap(middle + 300), End: v.snap(middle + 340)}
		for _, c := range []struct {
			name string
			do   func()
		}{
			{"mark", func() {
				s.put(1<<30, 1, span)
				v.Invalidate(span)
				paintAll(v)
				s.drop(1 << 30)
				v.Invalidate(span)
				paintAll(v)
			}},
			{"key", func() {
				v.moveCaret(span.Start, span.Start, false)
				ctrl(v, fyne.KeyRight, true)
				paintAll(v)
			}},
			{"wheel", func() {
				v.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -20}})
				paintAll(v)
				v.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: 20}})
				paintAll(v)
			}},
			{"page", func() {
				v.SetPlace(Place{Offset: middle + piece/2})
				paintAll(v)
				v.SetPlace(Place{Offset: middle})
				paintAll(v)
			}},
		} {
			c.do() // lanes are given, words are known
			s.yielded = 0
			c.do()
			marks := s.yielded
			out = append(out, cost{c.name, marks, allocsOf(c.do)})
		}
		return out
	}
	small, large := costs(2), costs(200)
	for i, want := range small {
		got := large[i]
		if got.marks != want.marks || want.marks == 0 {
			t.Errorf("%s asks for %d marks in a long text, %d in a short one", want.name, got.marks, want.marks)
		}
		if got.allocs > want.allocs*1.25+5 {
			t.Errorf("%s allocates %v times in a long text, %v in a short one", want.name, got.allocs, want.allocs)
		}
		t.Logf("%+v, in the short text %+v", got, want)
	}
}

// While a long text is still being laid out one can scroll in it, mark and see the mark.
func TestMarkingWhileTextIsLaidOut(t *testing.T) {
	v, h := show(t, longShelf(t, 400_000, 4000))
	s := v.source.(*shelf)
	v.page.stop()
	h.waits = nil
	v.clock = &still{h}
	v.SetSource(s, Place{})
	if v.Progress() > 0.1 {
		t.Fatalf("%v is laid out: the test proves nothing", v.Progress())
	}
	for range 20 {
		v.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -200}})
	}
	paintAll(v)
	span := v.page.rows[3].line.Text
	s.put(1<<30, 1, span)
	v.Invalidate(span)
	if n := paintStale(v); n == 0 {
		t.Error("no line is painted anew for a mark")
	}
	place := v.Place()
	v.page.prepared.ShapeAll(context.Background(), 0)
	h.pass(1000 * 1e6 * 60)
	if !v.finished() || v.Place() != place {
		t.Errorf("finished: %v; the reader was at %v, is at %v", v.finished(), place, v.Place())
	}
}

// A caret that nobody moves stands still after a while, where it can be seen, so that an
// idle window is not drawn; a key wakes it.
func TestIdleCaretRests(t *testing.T) {
	v, h := show(t, newShelf(t, nasty))
	due := func() (n int) {
		for _, w := range h.waits {
			if !*w.gone {
				n++
			}
		}
		return n
	}
	h.pass(restTime / 2)
	if due() == 0 {
		t.Fatal("the caret does not blink")
	}
	h.pass(restTime)
	if n := due(); n != 0 || v.focus.caret.Hidden {
		t.Errorf("%d things are to happen in an idle window; the caret is hidden: %v", n, v.focus.caret.Hidden)
	}
	key(v, fyne.KeyRight)
	if h.pass(blinkTime + 1); !v.focus.caret.Hidden {
		t.Error("a key does not wake the caret")
	}
}

// still is a clock on which nothing is prepared beside.
type still struct{ *hand }

func (*still) Go(_, _ func()) {}
