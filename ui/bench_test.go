package ui

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"parley/annotate"
	"parley/annotate/edit"
	"parley/annotate/session"
	"parley/annotate/text"
	"parley/storage/bolt"
	"parley/ui/settings"
)

// works are what other programs were measured on, or texts of the same size where those
// files are not at hand.
var works = []struct {
	name             string
	kilobytes, marks int
}{{"d50-n1000", 50, 1000}, {"d1000-n10000", 1000, 10_000}}

// eachWork runs a benchmark with a project file that holds the work as its one document.
func eachWork(b *testing.B, run func(*testing.B, *Workbench, string)) {
	for _, k := range works {
		b.Run(k.name, func(b *testing.B) {
			path := filepath.Join(b.TempDir(), "work.parley")
			words, spans := readWork(b, k.name, k.kilobytes, k.marks)
			makeWork(b, path, words, spans)
			app := test.NewTempApp(b)
			w := New(app, Options{Projects: &files{}, Settings: settings.Open(filepath.Join(b.TempDir(), "settings.json")), Origin: session.System, Version: "test"})
			w.window.Resize(fyne.NewSize(1440, 900))
			b.Cleanup(w.Close)
			run(b, w, path)
		})
	}
}

func readWork(b *testing.B, name string, kilobytes, marks int) (string, []text.Span) {
	var work struct {
		Text  string
		Spans []struct{ Start, End int }
	}
	data, err := os.ReadFile(filepath.Join("..", "..", "shared", "bench", name+".json"))
	if err == nil {
		err = json.Unmarshal(data, &work)
	}
	if err != nil {
		b.Logf("%s is not at hand: a work of its shape is made instead", name)
		work.Text = strings.Repeat("The union said that the harbour must be opened again. ", kilobytes*1000/54)
		spans := make([]text.Span, marks)
		for i := range spans {
			start := text.Offset(i * (len(work.Text) - 100) / marks)
			spans[i] = text.Span{Start: start, End: start + 30}
		}
		return work.Text, spans
	}
	var spans []text.Span // the work is ASCII
	for _, s := range work.Spans {
		spans = append(spans, text.Span{Start: text.Offset(s.Start), End: text.Offset(s.End)})
	}
	return work.Text, spans
}

func makeWork(b *testing.B, path, words string, spans []text.Span) {
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

// BenchmarkOpenWork is from a closed project file to its document's text on screen.
func BenchmarkOpenWork(b *testing.B) {
	eachWork(b, func(b *testing.B, w *Workbench, path string) {
		for b.Loop() {
			store, err := bolt.Open(path, bolt.Options{})
			if err != nil {
				b.Fatal(err)
			}
			w.enter(path, store, true)
			paintText(w)
			b.StopTimer()
			if w.doc == nil {
				b.Fatal("no document is shown")
			}
			w.closeProject()
			b.StartTimer()
		}
	})
}

// BenchmarkMarkWork is from the key to one more annotation, durable in the file and
// painted, with every panel up to date.
func BenchmarkMarkWork(b *testing.B) {
	eachWork(b, func(b *testing.B, w *Workbench, path string) {
		store, err := bolt.Open(path, bolt.Options{})
		if err != nil {
			b.Fatal(err)
		}
		w.enter(path, store, true)
		w.project.copied = false // it was only to keep snapshots out of the figures
		paintText(w)
		time.Sleep(50 * time.Millisecond)
		for i := 0; b.Loop(); i++ {
			start := text.Offset(200 + i%1000)
			w.view.Select(text.Span{Start: start, End: start + 20})
			w.view.TypedRune('1')
			paintText(w)
		}
		if w.active() == nil {
			b.Fatal("nothing was marked")
		}
	})
}
