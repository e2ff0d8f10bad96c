package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"parley/annotate"
	"parley/annotate/edit"
	"parley/annotate/session"
	"parley/annotate/text"
	"parley/storage/memory"
	"parley/ui/settings"
)

// benchFind is a window over documents of a size, so many, with a queue for what other
// goroutines leave to be done.
func benchFind(b *testing.B, size, documents int) (*Workbench, chan func()) {
	app := test.NewTempApp(b)
	store := memory.New(&annotate.Project{ID: annotate.NewID(), Name: "Talks"}, schema())
	words := strings.Repeat(talks+"\n\n", max(1, size/len(talks)))
	var drafts []edit.Draft
	for i := range documents {
		drafts = append(drafts, draft("Talk "+grouped(i+1), words))
	}
	e := edit.Editor{Schema: schema(), Now: session.System.Now, NewID: annotate.NewID}
	cs, _ := e.AddDocuments(drafts...)
	if _, err := store.Commit(&cs); err != nil {
		b.Fatal(err)
	}
	w := New(app, Options{Projects: &files{}, Settings: settings.Open(b.TempDir() + "/settings.json"), Origin: session.System, Version: "test"})
	posted := make(chan func(), 1000)
	w.post = func(f func()) { posted <- f }
	b.Cleanup(w.Close)
	w.enter("/talks.parley", &kept{Store: store}, false)
	return w, posted
}

// BenchmarkFindTyping is what a letter costs the goroutine on which one types; the text is
// searched beside it.
func BenchmarkFindTyping(b *testing.B) {
	for _, size := range []int{50 << 10, 1 << 20, 10 << 20} {
		b.Run(sized(int64(size)), func(b *testing.B) {
			w, posted := benchFind(b, size, 1)
			w.finder.show()
			for i := 0; b.Loop(); i++ {
				w.finder.typed([]string{"u", "un", "uni", "unio", "union"}[i%5])
				for len(posted) > 0 {
					(<-posted)()
				}
			}
		})
	}
}

// BenchmarkFind is the time from a letter to all hits.
func BenchmarkFind(b *testing.B) {
	for _, size := range []int{1 << 20, 10 << 20} {
		b.Run(sized(int64(size)), func(b *testing.B) {
			w, posted := benchFind(b, size, 1)
			w.finder.show()
			for i := 0; b.Loop(); i++ {
				w.finder.typed([]string{"unio", "union"}[i%2])
				for !w.finder.whole || w.finder.document == nil {
					(<-posted)()
				}
			}
			b.ReportMetric(float64(len(w.finder.spans)), "hits")
		})
	}
}

// BenchmarkOccurrences is the time to all occurrences of an actor in a project of many
// small documents.
func BenchmarkOccurrences(b *testing.B) {
	w, posted := benchFind(b, 1000, 5000)
	s := sought{names: []string{"Müller", "the chair of the union"}, layer: "Actor", project: true}
	for b.Loop() {
		w.occurrences.show(s)
		for w.occurrences.busy {
			(<-posted)()
		}
	}
	b.ReportMetric(float64(len(w.occurrences.rows)), "rows")
}

// TestParagraphOf: the number is that of the paragraphs as they are walked through.
func TestParagraphOf(t *testing.T) {
	x, err := text.New("one\n\n  \n two\r\n\u00a0\nü e\u0301 📌\n\nأربعة\n\n\n")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for p := range x.Paragraphs() {
		if n++; paragraphOf(x, p.Start) != n || paragraphOf(x, p.End) != n {
			t.Errorf("paragraph %d: %d to %d", n, paragraphOf(x, p.Start), paragraphOf(x, p.End))
		}
	}
}
