package docview

import (
	"context"
	"runtime"
	"slices"
	"sync"
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

// kept are works that were made already: to make ten megabytes takes longer than most of
// what is measured on them.
var kept sync.Map

// work is a text with marks in eight layers, the same one again each time.
func work(tb testing.TB, kilobytes, marks int) *shelf {
	tb.Helper()
	if s, ok := kept.Load([2]int{kilobytes, marks}); ok {
		return s.(*shelf)
	}
	words, spans := annotatetest.Work(kilobytes*1000, marks)
	s := newShelf(tb, words)
	for i, span := range spans {
		s.put(i+1, 1+i%8, span)
	}
	kept.Store([2]int{kilobytes, marks}, s)
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

// frames is the clock of a window without a screen: what falls due waits for the next
// frame, and work goes on beside, as in the program.
type frames struct {
	mu   sync.Mutex
	jobs []job
}

type job struct {
	due time.Time
	f   func()
	off *bool
}

func (c *frames) After(d time.Duration, f func()) func() {
	off := false
	c.mu.Lock()
	defer c.mu.Unlock()
	c.jobs = append(c.jobs, job{time.Now().Add(d), f, &off})
	return func() { off = true }
}

func (c *frames) Go(work, f func()) { go func() { work(); c.After(0, f) }() }

// pass runs what is due; it belongs to a frame.
func (c *frames) pass() {
	c.mu.Lock()
	jobs, now := c.jobs, time.Now()
	c.jobs = nil
	c.mu.Unlock()
	for _, j := range jobs {
		switch {
		case *j.off:
		case j.due.After(now):
			c.mu.Lock()
			c.jobs = append(c.jobs, j)
			c.mu.Unlock()
		default:
			j.f()
		}
	}
}

func coldFonts(tb testing.TB) *textlayout.Fonts {
	f, err := textlayout.NewFonts()
	if err != nil {
		tb.Fatal(err)
	}
	return f.WithoutSystemFonts()
}

// bare is a view of the size that it has in a window of 1440 × 900, without a document.
func bare(f *textlayout.Fonts) *View {
	v := New(textpaint.New(f))
	v.clock = &frames{}
	v.Resize(fyne.NewSize(860, 590))
	return v
}

func opened(s *shelf, f *textlayout.Fonts) *View {
	v := bare(f)
	v.SetSource(s, Place{})
	paintAll(v)
	return v
}

// ready is a view whose text is laid out to the end, as some seconds after opening.
func ready(tb testing.TB, s *shelf) *View {
	v := bare(fonts())
	v.clock = nil // nothing comes between
	v.SetSource(s, Place{})
	tb.Cleanup(v.stop)
	v.page.prepared.ShapeAll(context.Background(), 0)
	for !v.page.layout.Refine(1 << 30) {
	}
	v.update()
	paintAll(v)
	runtime.GC()
	return v
}

// From a text in memory to its first page painted, with nothing shaped or drawn before.
func BenchmarkOpen(b *testing.B) {
	each(b, func(b *testing.B, s *shelf) {
		var times []time.Duration
		for range b.N {
			b.StopTimer()
			f := coldFonts(b)
			b.StartTimer()
			times = append(times, timed(func() {
				v := opened(s, f)
				b.StopTimer()
				v.stop()
			}))
		}
		report(b, times)
	})
}

// The next document: faces are warm, words known.
func BenchmarkOpenNext(b *testing.B) {
	each(b, func(b *testing.B, s *shelf) {
		v := opened(s, fonts())
		var times []time.Duration
		for b.Loop() {
			v.stop()
			times = append(times, timed(func() { v.SetSource(s, Place{}); paintAll(v) }))
		}
		v.stop()
		report(b, times)
	})
}

// A text with a hundred times the marks opens in at most twice the time; the two take
// turns. Cold is the first text of a program, warm a later one.
func BenchmarkOpenRatio(b *testing.B) {
	test.NewTempApp(b)
	few, many := work(b, 50, 100), work(b, 50, 10_000)
	for _, name := range []string{"cold", "warm"} {
		b.Run(name, func(b *testing.B) {
			v, times := bare(fonts()), map[*shelf][]time.Duration{}
			for b.Loop() {
				for _, s := range []*shelf{few, many} {
					if name == "cold" {
						v = bare(coldFonts(b))
					}
					times[s] = append(times[s], timed(func() { v.SetSource(s, Place{}); paintAll(v) }))
					v.stop()
				}
			}
			b.ReportMetric(float64(median(times[many]))/float64(median(times[few])), "many/few")
		})
	}
}

func median(times []time.Duration) time.Duration {
	slices.Sort(times)
	return times[len(times)/2]
}

// report adds what is usual and what is rare among times.
func report(b *testing.B, times []time.Duration) {
	slices.Sort(times)
	at := func(share float64) float64 {
		return float64(times[int(float64(len(times)-1)*share)].Microseconds()) / 1000
	}
	b.ReportMetric(at(0.5), "ms-median")
	b.ReportMetric(at(0.95), "ms-p95")
	b.ReportMetric(at(0.99), "ms-p99")
	b.ReportMetric(at(1), "ms-max")
}

func timed(f func()) time.Duration {
	start := time.Now()
	f()
	return time.Since(start)
}

// walk runs so many steps an operation and reports what one step takes.
func walk(b *testing.B, steps int, step func(v *View, i int)) {
	each(b, func(b *testing.B, s *shelf) {
		v := ready(b, s)
		var times []time.Duration
		for b.Loop() {
			for i := range steps {
				times = append(times, timed(func() { step(v, i) }))
			}
		}
		report(b, times)
	})
}

// A thousand steps of the wheel: bring up to date and paint.
func BenchmarkScroll(b *testing.B) {
	walk(b, 1000, func(v *View, i int) {
		if v.page.scroll >= v.farthest() {
			v.scrollTo(0)
		} else {
			v.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -60 / wheel}})
		}
		paintStale(v)
	})
}

// Two hundred pages, each somewhere else.
func BenchmarkJump(b *testing.B) {
	walk(b, 200, func(v *View, i int) {
		v.scrollTo(float64(i*7919%1000) / 1000 * v.farthest())
		paintStale(v)
	})
}

// A hundred steps of resizing the window: wrap anew, paint the page.
func BenchmarkResize(b *testing.B) {
	walk(b, 100, func(v *View, i int) {
		if i == 0 {
			v.scrollTo(v.farthest() / 2)
		}
		v.Resize(fyne.NewSize(600+float32(i*7%240), 590))
		paintAll(v)
	})
}

// Steps of the text's size, from 12 to 32 and back: wrap anew, draw letters anew.
func BenchmarkZoom(b *testing.B) {
	walk(b, 40, func(v *View, i int) {
		if i == 0 {
			v.scrollTo(v.farthest() / 2)
		}
		v.SetOptions(Options{Size: 12 + float32(min(i, 40-i))})
		paintAll(v)
	})
}

// One more mark, painted, and taken back, painted.
func BenchmarkMark(b *testing.B) {
	each(b, func(b *testing.B, s *shelf) {
		v := ready(b, s)
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
		v := ready(b, s)
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

// Ten megabytes are laid out to the end while somebody scrolls and marks, sixty frames a
// second: how long that takes, and what the frames take meanwhile.
func BenchmarkRest(b *testing.B) {
	test.NewTempApp(b)
	s := work(b, 10_000, 100_000)
	var rest, times []time.Duration
	for range b.N {
		v := bare(coldFonts(b))
		c := v.clock.(*frames)
		rest = append(rest, timed(func() {
			v.SetSource(s, Place{})
			paintAll(v)
			for n := 0; !v.finished(); n++ {
				d := timed(func() { busyFrame(v, s, c, n) })
				times = append(times, d)
				time.Sleep(max(0, 16_700*time.Microsecond-d))
			}
		}))
		v.stop()
		s.drop(1 << 30)
	}
	b.ReportMetric(median(rest).Seconds(), "s-rest")
	report(b, times)
}

// finished tells whether nothing of the text is estimated any more.
func (v *View) finished() bool {
	return v.Progress() == 1 && v.ruler.known > v.text.Len() && v.page.layout.Refine(0)
}

// busyFrame is a frame in which the text scrolls, in every third a mark comes or goes.
func busyFrame(v *View, s *shelf, c *frames, n int) {
	c.pass()
	v.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -60 / wheel}})
	if n%3 == 0 {
		span := v.page.rows[len(v.page.rows)/2].line.Text
		if n%6 == 0 {
			s.put(1<<30, 1, span)
		} else {
			s.drop(1 << 30)
		}
		v.Invalidate(span)
	}
	paintAll(v)
}

// Ten megabytes laid out to the end: what the layout holds in memory beside the text.
func BenchmarkMemory(b *testing.B) {
	test.NewTempApp(b)
	s := work(b, 10_000, 100_000)
	for range b.N {
		v := bare(fonts())
		v.clock = nil
		before := heap()
		v.SetSource(s, Place{})
		v.page.prepared.ShapeAll(context.Background(), 0)
		for !v.page.layout.Refine(1 << 30) {
		}
		b.ReportMetric(float64(heap()-before)/1e6, "MB")
		runtime.KeepAlive(v)
	}
}

func heap() int64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// An hour of somebody who jumps about in ten documents: memory at its end, to that after
// the first minute.
func BenchmarkHour(b *testing.B) {
	test.NewTempApp(b)
	for range b.N {
		minute, hour := wander(b, 20_000, 1000, 10_000)
		b.ReportMetric(float64(minute)/1e6, "MB-minute")
		b.ReportMetric(float64(hour)/1e6, "MB-hour")
		b.ReportMetric(float64(hour)/float64(minute), "hour/minute")
	}
}
