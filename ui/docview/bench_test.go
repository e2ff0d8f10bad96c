package docview

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"parley/annotate/text"
	"parley/ui/textlayout"
	"parley/ui/textpaint"
)

// benchFolder holds the works on which other programs were measured; where it is absent,
// works of the same shape are made.
const benchFolder = "../../../shared/bench"

// works are the texts that are measured: kilobytes and marks.
var works = []struct {
	name      string
	kilobytes int
	marks     int
}{
	{"d50-n100", 50, 100}, {"d50-n1000", 50, 1000}, {"d50-n10000", 50, 10_000},
	{"d1000-n1000", 1000, 1000}, {"d1000-n10000", 1000, 10_000},
	{"d10000-n100000", 10_000, 100_000},
}

// work reads a work, or makes one of its shape.
func work(b *testing.B, name string, kilobytes, marks int) *shelf {
	b.Helper()
	data, err := os.ReadFile(filepath.Join(benchFolder, name+".json"))
	if err != nil {
		return longShelf(b, kilobytes*1000, marks)
	}
	var file struct {
		Text  string
		Spans []struct {
			Start, End int
			Label      string
		}
	}
	if err := json.Unmarshal(data, &file); err != nil {
		b.Fatal(err)
	}
	s, slots := newShelf(b, file.Text), map[string]int{}
	for i, span := range file.Spans {
		if slots[span.Label] == 0 {
			slots[span.Label] = len(slots) + 1
		}
		start, err := s.text.Offset(span.Start, text.CodePoint)
		end, err2 := s.text.Offset(span.End, text.CodePoint)
		if err != nil || err2 != nil {
			b.Fatal(name, err, err2)
		}
		s.put(i+1, slots[span.Label], text.Span{Start: start, End: end})
	}
	return s
}

// each runs a benchmark on each work.
func each(b *testing.B, run func(*testing.B, *shelf)) {
	if _, err := os.Stat(benchFolder); err != nil {
		b.Logf("no %s: works of the same shape are made instead", benchFolder)
	}
	for _, w := range works {
		b.Run(w.name, func(b *testing.B) {
			test.NewTempApp(b)
			s := work(b, w.name, w.kilobytes, w.marks)
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
