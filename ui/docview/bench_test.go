package docview

import (
	"context"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"parley/annotate/annotatetest"
	"parley/ui/textlayout"
	"parley/ui/textpaint"
)

// works are the texts that are measured: kilobytes and marks.
var works = []struct {
	name      string
	kilobytes int
	marks     int
}{
	{"d50-n100", 50, 100}, {"d50-n1000", 50, 1000}, {"d50-n10000", 50, 10_000},
	{"d1000-n1000", 1000, 1000}, {"d1000-n10000", 1000, 10_000}, {"d1000-n100000", 1000, 100_000},
	{"d10000-n100000", 10_000, 100_000},
}

// work is a text with marks in eight layers.
func work(tb testing.TB, kilobytes, marks int) *shelf {
	tb.Helper()
	words, spans := annotatetest.Work(kilobytes*1000, marks)
	s := newShelf(tb, words)
	for i, span := range spans {
		s.put(i+1, 1+i%8, span)
	}
	return s
}

// each runs a benchmark on each work.
func each(b *testing.B, run func(*testing.B, *shelf)) {
	for _, w := range works {
		b.Run(w.name, func(b *testing.B) {
			test.NewTempApp(b)
			s := work(b, w.kilobytes, w.marks)
			b.ResetTimer()
			run(b, s)
		})
	}
}

// paintAll paints what a driver would for the next frame, the ruler included.
func paintAll(v *View) {
	paintStale(v)
	r := v.ruler.raster
	r.Generator(v.px(r.Size().Width), v.px(r.Size().Height))
}

func coldFonts(b *testing.B) *textlayout.Fonts {
	f, err := textlayout.NewFonts()
	if err != nil {
		b.Fatal(err)
	}
	return f.WithoutSystemFonts()
}

func opened(s *shelf, f *textlayout.Fonts) *View {
	v := New(textpaint.New(f))
	v.Resize(fyne.NewSize(860, 590))
	v.SetSource(s, Place{})
	paintAll(v)
	return v
}

// ready is a view whose text is laid out to the end, as some seconds after opening.
func ready(s *shelf) *View {
	v := opened(s, fonts())
	v.page.prepared.ShapeAll(context.Background(), 0)
	for !v.page.layout.Refine(1 << 30) {
	}
	v.update()
	paintAll(v)
	return v
}

// From a text in memory to its first page painted, with nothing shaped or drawn before.
func BenchmarkOpen(b *testing.B) {
	each(b, func(b *testing.B, s *shelf) {
		for range b.N {
			b.StopTimer()
			f := coldFonts(b)
			b.StartTimer()
			opened(s, f)
		}
	})
}

// The next document: faces are warm, words known.
func BenchmarkOpenNext(b *testing.B) {
	each(b, func(b *testing.B, s *shelf) {
		v := opened(s, fonts())
		for b.Loop() {
			v.SetSource(s, Place{})
			paintAll(v)
		}
	})
}

// report adds what is usual and what is rare among times.
func report(b *testing.B, times []time.Duration) {
	slices.Sort(times)
	at := func(share float64) float64 { return float64(times[int(float64(len(times)-1)*share)].Microseconds()) }
	b.ReportMetric(at(0.5), "µs-median")
	b.ReportMetric(at(0.99), "µs-p99")
	b.ReportMetric(at(1), "µs-worst")
}

func timed(f func()) time.Duration {
	start := time.Now()
	f()
	return time.Since(start)
}

// A step of the wheel: bring up to date and paint.
func BenchmarkScroll(b *testing.B) {
	each(b, func(b *testing.B, s *shelf) {
		v := ready(s)
		var times []time.Duration
		for b.Loop() {
			times = append(times, timed(func() {
				v.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -60 / wheel}})
				paintStale(v)
			}))
			if v.page.scroll >= v.farthest() {
				v.scrollTo(0)
				paintStale(v)
			}
		}
		report(b, times)
	})
}

// A page somewhere else.
func BenchmarkJump(b *testing.B) {
	each(b, func(b *testing.B, s *shelf) {
		v := ready(s)
		var times []time.Duration
		for i := 0; b.Loop(); i++ {
			y := float64(i*7919%1000) / 1000 * v.farthest()
			times = append(times, timed(func() { v.scrollTo(y); paintStale(v) }))
		}
		report(b, times)
	})
}

// One more mark, painted, and taken back, painted.
func BenchmarkMark(b *testing.B) {
	each(b, func(b *testing.B, s *shelf) {
		v := ready(s)
		v.scrollTo(v.farthest() / 2)
		paintAll(v)
		span := v.page.rows[5].line.Text
		b.ReportAllocs()
		for b.Loop() {
			s.put(1<<30, 1, span)
			v.Invalidate(span)
			paintAll(v)
			s.drop(1 << 30)
			v.Invalidate(span)
			paintAll(v)
		}
	})
}

// A key that moves the caret with the selection.
func BenchmarkKey(b *testing.B) {
	each(b, func(b *testing.B, s *shelf) {
		v := ready(s)
		v.FocusGained()
		b.ReportAllocs()
		for b.Loop() {
			ctrl(v, fyne.KeyRight, true)
			paintStale(v)
			if v.Caret() == v.text.Len() || v.Selection().Len() > 5000 {
				v.moveCaret(0, 0, false)
				v.scrollTo(0)
			}
		}
	})
}

// A step of resizing the window: wrap anew, paint the page.
func BenchmarkResize(b *testing.B) {
	each(b, func(b *testing.B, s *shelf) {
		v := ready(s)
		v.scrollTo(v.farthest() / 2)
		for i := 0; b.Loop(); i++ {
			v.Resize(fyne.NewSize(600+float32(i*7%240), 590))
			paintAll(v)
		}
	})
}
