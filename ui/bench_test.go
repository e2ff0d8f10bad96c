package ui

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"parley/annotate"
	"parley/annotate/annotatetest"
	"parley/annotate/edit"
	"parley/annotate/session"
	"parley/annotate/text"
	"parley/storage/bolt"
	"parley/ui/settings"
)

// works are what is measured on: kilobytes and marks. The same sizes were measured in other
// programs, but for the last.
var works = []struct {
	name             string
	kilobytes, marks int
}{
	{"d50-n100", 50, 100}, {"d50-n1000", 50, 1000}, {"d50-n10000", 50, 10_000},
	{"d1000-n10000", 1000, 10_000}, {"d10000-n100000", 10_000, 100_000},
}

// eachWork runs a benchmark with a project file that holds the work as its one document.
func eachWork(b *testing.B, run func(*testing.B, *Workbench, string)) {
	for _, k := range works {
		b.Run(k.name, func(b *testing.B) {
			run(b, workWindow(b), workFile(b, k.kilobytes, k.marks))
		})
	}
}

// workFile is a project file of its own that holds a work. It is made once and copied: to
// make the largest takes seconds.
func workFile(b *testing.B, kilobytes, marks int) string {
	made := filepath.Join(os.TempDir(), fmt.Sprintf("parley-work-%d-%d-%d.parley", os.Getpid(), kilobytes, marks))
	if _, err := os.Stat(made); err != nil {
		words, spans := annotatetest.Work(kilobytes*1000, marks)
		makeWork(b, made, words, spans)
	}
	data, err := os.ReadFile(made)
	if err != nil {
		b.Fatal(err)
	}
	path := filepath.Join(b.TempDir(), "work.parley")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		b.Fatal(err)
	}
	return path
}

// workWindow is a workbench without a project.
func workWindow(b testing.TB) *Workbench {
	app := test.NewTempApp(b)
	w := New(app, Options{Projects: &files{}, Settings: settings.Open(filepath.Join(b.TempDir(), "settings.json")), Origin: session.System, Version: "test"})
	w.window.Resize(fyne.NewSize(1440, 900))
	b.Cleanup(w.Close)
	return w
}

func makeWork(b testing.TB, path, words string, spans []text.Span) {
	store, err := bolt.Create(path, &annotate.Project{ID: annotate.NewID(), Name: "Work"}, schema())
	if err != nil {
		b.Fatal(err)
	}
	s, err := session.Open(store, "Lina Haddad", session.System)
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	e := s.Editor()
	cs, heads := e.AddDocuments(draft("Work", words))
	if err := s.Apply(cs); err != nil {
		b.Fatal(err)
	}
	page, err := s.Page(heads[0].ID)
	if err != nil {
		b.Fatal(err)
	}
	layers := []annotate.LayerID{"Claim", "Actor"}
	var sets []annotate.ChangeSet
	for i, span := range spans {
		cs, _, err := e.Mark(page, layers[i%2], []text.Span{span})
		if err != nil {
			b.Fatal(err)
		}
		sets = append(sets, cs)
	}
	if err := s.Apply(joined(e, sets)); err != nil {
		b.Fatal(err)
	}
}

func joined(e edit.Editor, sets []annotate.ChangeSet) annotate.ChangeSet {
	return e.Join("Mark all", sets...)
}

// paintText paints every raster of the document view, more than any frame has to.
func paintText(w *Workbench) {
	for _, o := range test.WidgetRenderer(w.view).Objects() {
		if r, ok := o.(*canvas.Raster); ok && r.Visible() && r.Generator != nil {
			r.Generator(int(r.Size().Width), int(r.Size().Height))
		}
	}
}

// BenchmarkOpenWork is from a closed project file to its document's text on screen, and, as
// ms-rest, until all annotations are there as well.
func BenchmarkOpenWork(b *testing.B) {
	eachWork(b, func(b *testing.B, w *Workbench, path string) {
		var times, rest []time.Duration
		var worst time.Duration
		come := make(chan func(), 100)
		w.post = func(f func()) { come <- f }
		for b.Loop() {
			begun := time.Now()
			store, err := bolt.Open(path, bolt.Options{})
			if err != nil {
				b.Fatal(err)
			}
			w.enter(path, store, true)
			paintText(w)
			times = append(times, time.Since(begun))
			b.StopTimer()
			if w.doc == nil {
				b.Fatal("no document is shown")
			}
			for !w.doc.marks.whole {
				f := <-come
				at := time.Now()
				f()
				paintText(w)
				worst = max(worst, time.Since(at))
			}
			rest = append(rest, time.Since(begun))
			w.closeProject()
			b.StartTimer()
		}
		slices.Sort(times)
		slices.Sort(rest)
		b.ReportMetric(float64(times[len(times)*95/100].Microseconds())/1000, "ms-p95")
		b.ReportMetric(float64(rest[len(rest)/2].Microseconds())/1000, "ms-rest")
		b.ReportMetric(float64(worst.Microseconds())/1000, "ms-arrive")
	})
}

// openedWork is a workbench that shows the work, all that goes on beside being done.
func openedWork(b testing.TB, w *Workbench, path string) {
	store, err := bolt.Open(path, bolt.Options{})
	if err != nil {
		b.Fatal(err)
	}
	posted := make(chan func(), 1000)
	w.post = func(f func()) { posted <- f }
	w.enter(path, store, true)
	w.project.copied = false // it was only to keep snapshots out of the figures
	w.arrive()
	paintText(w)
	for end := time.After(time.Second); ; { // what goes on beside ends, as the index of the project
		select {
		case f := <-posted:
			f()
			continue
		case <-end:
		}
		break
	}
	runtime.GC()
}

// press marks some letters by a key, and paints the page.
func (w *Workbench) pressMark(i int) {
	start := text.Offset(200 + i*37%1000)
	w.view.Select(w.doc.page.Text().SnapGrapheme(text.Span{Start: start, End: start + 20}))
	w.view.TypedRune('1')
	paintText(w)
}

// BenchmarkMarkWork is from the key to one more annotation, durable in the file and
// painted, with every panel up to date. Every other is taken back, so that they do not
// pile up; that is not measured.
func BenchmarkMarkWork(b *testing.B) {
	eachWork(b, func(b *testing.B, w *Workbench, path string) {
		openedWork(b, w, path)
		var times []time.Duration
		for i := 0; b.Loop(); i++ {
			begun := time.Now()
			w.pressMark(i)
			times = append(times, time.Since(begun))
			b.StopTimer()
			if w.active() == nil {
				b.Fatal("nothing was marked")
			}
			w.undo()
			b.StartTimer()
		}
		slices.Sort(times)
		b.ReportMetric(float64(times[len(times)*95/100].Microseconds())/1000, "ms-p95")
	})
}

// BenchmarkMarkRatio is that at 10 MB with 100,000 annotations, to 1 MB with 10,000; the
// two take turns.
func BenchmarkMarkRatio(b *testing.B) {
	var windows [2]*Workbench
	for i, k := range works[len(works)-2:] {
		path := workFile(b, k.kilobytes, k.marks)
		windows[i] = workWindow(b)
		openedWork(b, windows[i], path)
	}
	var times [2][]time.Duration
	for i := 0; b.Loop(); i++ {
		for k, w := range windows {
			begun := time.Now()
			w.pressMark(i)
			times[k] = append(times[k], time.Since(begun))
			w.undo()
		}
	}
	for k := range times {
		slices.Sort(times[k])
	}
	middle := len(times[0]) / 2
	b.ReportMetric(float64(times[1][middle])/float64(times[0][middle]), "large/small")
}

// One more annotation, durable and painted, and its undoing allocate as much in a hundred
// times the document with a hundred times the annotations: nothing on the way walks over
// either. That does not depend on how fast the machine is.
func TestMarkingDoesNotGrow(t *testing.T) {
	var allocs [2]float64
	for i, times := range []int{1, 100} {
		path := filepath.Join(t.TempDir(), "work.parley")
		words, spans := annotatetest.Work(20_000*times, 200*times)
		makeWork(t, path, words, spans)
		w := workWindow(t)
		openedWork(t, w, path)
		n := 0
		allocs[i] = testing.AllocsPerRun(30, func() {
			n++
			w.pressMark(n)
			if w.active() == nil {
				t.Fatal("nothing was marked")
			}
			w.undo()
		})
	}
	t.Logf("%.0f allocations, %.0f with a hundred times as much", allocs[0], allocs[1])
	if allocs[1] > 1.5*allocs[0] {
		t.Errorf("%.0f allocations, %.0f with a hundred times as much", allocs[0], allocs[1])
	}
}
