package ui

import (
	"testing"

	"parley/annotate"
	"parley/annotate/annotatetest"
	"parley/annotate/session"
	"parley/annotate/text"
)

// gate holds back the annotations until it is opened, with an error or without.
type gate struct {
	open chan struct{}
	err  error
}

func (g *gate) let(err error) {
	g.err = err
	close(g.open)
}

// held is a store whose annotations come through a gate when they are read elsewhere.
type held struct {
	session.Store
	*gate
}

type heldReader struct {
	session.Reader
	*gate
}

func (h held) View() (session.Reader, func(), error) {
	r, end, err := h.Store.View()
	return heldReader{r, h.gate}, end, err
}

// Annotations are read here without waiting; an error that came through the gate stays.
func (h held) Annotations(document annotate.ID) ([]*annotate.Annotation, error) {
	select {
	case <-h.open:
		if h.err != nil {
			return nil, h.err
		}
	default:
	}
	return h.Store.Annotations(document)
}

func (h heldReader) Annotations(document annotate.ID) ([]*annotate.Annotation, error) {
	if <-h.open; h.err != nil {
		return nil, h.err
	}
	return h.Reader.Annotations(document)
}

// arriving is a window on a text with very many annotations, which are not there yet.
func arriving(t *testing.T) (b *bench, g *gate, n int) {
	t.Helper()
	b = newBench(t)
	b.enterNow()
	words, spans := annotatetest.Work(60_000, waitedFor+500)
	cs, heads := b.editor().AddDocuments(draft("Work", words))
	if !b.apply(cs, nil) {
		t.Fatal("not added")
	}
	page, err := b.project.session.Page(heads[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	var sets []annotate.ChangeSet
	for _, s := range spans {
		cs, _, err := b.editor().Mark(page, "Claim", []text.Span{s})
		if err != nil {
			t.Fatal(err)
		}
		sets = append(sets, cs)
	}
	if !b.apply(joined(b.editor(), sets), nil) {
		t.Fatal("not marked")
	}
	b.closeProject()
	g = &gate{open: make(chan struct{})}
	b.enter(projectPath, held{b.files.store[projectPath], g}, false)
	b.openDocument(heads[0].ID)
	if b.doc == nil || b.doc.id != heads[0].ID || b.doc.marks.whole {
		t.Fatal("the text waits for its annotations, or is not shown")
	}
	return b, g, len(spans)
}

// rowCount is how many rows the list has.
func (b *bench) rowCount() int {
	_, n := b.annotations.Place(annotate.ID{})
	return n
}

// A text with very many annotations is shown and scrolled before they are read; then they
// are in text, list and panel.
func TestTextComesBeforeItsAnnotations(t *testing.T) {
	b, g, n := arriving(t)
	paintText(b.Workbench)
	b.view.Select(text.Span{Start: 900, End: 900})
	if got := b.view.Caret(); got != 900 {
		t.Fatal(got)
	}
	g.let(nil)
	b.until("the annotations", func() bool { return b.doc.marks.whole })
	if got := b.rowCount(); got != n || b.doc.marks.counts["Claim"] != n || b.doc.marks.index.Len() != n {
		t.Errorf("%d rows, %d counted, %d of %d in the text", got, b.doc.marks.counts["Claim"], b.doc.marks.index.Len(), n)
	}
}

// What is marked before the annotations are there is durable and there once, among all the
// others; so it is with its undo.
func TestMarkBeforeAnnotationsCome(t *testing.T) {
	b, g, n := arriving(t)
	b.view.Select(b.doc.page.Text().SnapGrapheme(text.Span{Start: 300, End: 340}))
	g.let(nil)
	b.typed("1")
	a := b.active()
	if a == nil {
		t.Fatal("nothing was marked")
	}
	check := func(when string, want int) {
		t.Helper()
		stored, err := b.project.store.Annotations(b.doc.id)
		rows := b.rowCount()
		if err != nil || len(stored) != want || b.doc.page.Count() != want || rows != want || b.doc.marks.counts["Claim"] != want || b.doc.marks.index.Len() != want || b.doc.marks.passing != want {
			t.Errorf("%s: %d stored, %d in the page, %d rows, %d counted, %d in the text, %d pass; want %d: %v", when, len(stored), b.doc.page.Count(), rows, b.doc.marks.counts["Claim"], b.doc.marks.index.Len(), b.doc.marks.passing, want, err)
		}
	}
	check("marked", n+1)
	for len(b.posted) > 0 {
		(<-b.posted)()
	}
	check("all done", n+1)
	b.undo()
	check("undone", n)
	if b.doc.page.Annotation(a.ID) != nil {
		t.Error("it is still there")
	}
}

// What somebody else records in the text while its annotations come is there once as well.
func TestChangeBeforeAnnotationsCome(t *testing.T) {
	b, g, n := arriving(t)
	page, err := session.ReadPage(b.project.store, b.doc.id)
	if err != nil {
		t.Fatal(err)
	}
	cs, a, err := b.editor().Mark(page, "Actor", []text.Span{page.Text().SnapGrapheme(text.Span{Start: 10, End: 20})})
	if err != nil {
		t.Fatal(err)
	}
	g.let(nil)
	if err := b.project.session.Apply(cs); err != nil {
		t.Fatal(err)
	}
	b.until("the annotations", func() bool { return b.doc.marks.whole })
	if rows := b.rowCount(); rows != n+1 || b.doc.marks.counts["Actor"] != 1 || b.doc.page.Annotation(a.ID) == nil {
		t.Errorf("%d rows, %v", rows, b.doc.marks.counts)
	}
}

// Annotations that cannot be read close the text and are told; another text meanwhile
// hears nothing of them.
func TestAnnotationsThatDoNotCome(t *testing.T) {
	b, g, _ := arriving(t)
	g.let(annotate.ErrDamaged)
	b.until("the end", func() bool { return b.doc == nil })
	b, g, _ = arriving(t)
	first := b.documents().At(0).ID
	b.openDocument(first)
	g.let(annotate.ErrDamaged)
	b.until("what was posted", func() bool { return len(b.posted) == 0 })
	if b.doc == nil || b.doc.id != first {
		t.Error("another text was closed")
	}
}
