package ui

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"parley/annotate"
	"parley/annotate/edit"
	"parley/annotate/session"
	"parley/annotate/text"
	"parley/storage/memory"
	"parley/ui/settings"
)

// large opens a project with a document of a megabyte under 10,000 annotations, and a
// short one.
func large(b *testing.B) (w *Workbench, long, short annotate.ID) {
	test.NewTempApp(b)
	store := memory.New(&annotate.Project{ID: annotate.NewID(), Name: "Large"}, schema())
	words := strings.Repeat(nasty+"\n", 1_000_000/len(nasty))
	e := edit.Editor{Schema: schema(), Now: time.Now, NewID: annotate.NewID}
	cs, heads := e.AddDocuments(draft("Large", words), draft("Short", nasty))
	tx, err := text.New(words)
	if err != nil {
		b.Fatal(err)
	}
	for i := range 10_000 {
		at := text.Offset(i * 97 % (len(words) - 400))
		span := tx.SnapGrapheme(text.Span{Start: at, End: at + 60})
		cs.Changes = append(cs.Changes, annotate.Create(&annotate.Annotation{ID: annotate.NewID(), Document: heads[0].ID, Layer: "Claim", Fragments: []text.Span{span}, Quote: tx.Quote([]text.Span{span})}))
	}
	if _, err := store.Commit(&cs); err != nil {
		b.Fatal(err)
	}
	w = New(fyne.CurrentApp(), Options{Projects: &files{}, Settings: settings.Open(""), Origin: session.System, Version: "test"})
	b.Cleanup(w.Close)
	w.window.Resize(fyne.NewSize(1440, 900))
	w.enter(projectPath, store, false)
	return w, heads[0].ID, heads[1].ID
}

// BenchmarkMark is one more annotation in a megabyte with 10,000 of them, from the key
// to all that shows it, the disk and the screen left out.
func BenchmarkMark(b *testing.B) {
	w, _, _ := large(b)
	for b.Loop() {
		w.press(key{char: '1'})
	}
}

// BenchmarkOpen is opening that document, from the click in the list to the lines on
// screen and all lists beside them, the disk left out.
func BenchmarkOpen(b *testing.B) {
	w, long, short := large(b)
	for b.Loop() {
		b.StopTimer()
		w.openDocument(short)
		b.StartTimer()
		w.openDocument(long)
	}
}
