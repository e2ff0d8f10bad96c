package storagetest

import (
	"errors"
	"testing"

	"parley/annotate"
)

func isNotFound(err error) bool { return errors.Is(err, annotate.ErrNotFound) }

func testConflicts(t *testing.T, b *bench) {
	a := b.mark()
	b.commit("Mark", annotate.Create(a))
	other, gone := *a, b.mark()
	other.Note = "somebody else’s"
	b.refused(annotate.ErrConflict, annotate.Create(a))
	b.refused(annotate.ErrConflict, annotate.Update(&other, a))
	b.refused(annotate.ErrConflict, annotate.Delete(&other))
	b.refused(annotate.ErrConflict, annotate.Delete(gone))
	b.refused(annotate.ErrConflict, annotate.Update(gone, gone))
	b.refused(annotate.ErrInvalid, annotate.Update(a, gone))
	b.refused(annotate.ErrInvalid, annotate.Change{})
	b.refused(annotate.ErrNothing)
	b.commit("Note", annotate.Update(a, &other))
}

// testAtomic wants nothing of a ChangeSet whose last change fails.
func testAtomic(t *testing.T, b *bench) {
	a, gone := b.mark(), b.mark()
	entity := b.Entity("New")
	b.refused(annotate.ErrConflict, annotate.Create(a), annotate.Create(entity), annotate.Delete(gone))
	b.reopen()
	same(t, "annotations", len(must(b.store.Annotations(b.doc.ID))), 0)
	same(t, "uses", must(b.store.EntityUses(b.entity.ID)), 0)
	for e, err := range b.store.Entities() {
		same(t, "entity", must(e, err).ID, b.entity.ID)
	}
	broken := b.mark()
	broken.Note = "Gespr\xe4ch" // as a shell in Windows-1252 says it: no store could read it again
	b.refused(annotate.ErrInvalid, annotate.Create(broken))
	b.refused(annotate.ErrInvalid, annotate.Create(b.Entity("M\xfcller")))
	b.commit("Mark", annotate.Create(a))
}

func testSameRecord(t *testing.T, b *bench) {
	a := b.mark()
	note, done := *a, *a
	note.Note, done.Note = "first", "second"
	n := b.commit("Mark and note", annotate.Create(a), annotate.Update(a, &note), annotate.Update(&note, &done))
	same(t, "annotations", must(b.store.Annotations(b.doc.ID)), []*annotate.Annotation{&done})
	back := must(b.store.ChangeSet(n))
	b.commit("Undo", back.Inverse()...)
	same(t, "after undo", len(must(b.store.Annotations(b.doc.ID))), 0)
	b.commit("Come and go", annotate.Create(a), annotate.Delete(a))
	same(t, "after both", len(must(b.store.Annotations(b.doc.ID))), 0)
	b.refused(annotate.ErrConflict, annotate.Update(a, &note), annotate.Create(a))
}

// testTexts wants a text to stay whatever happens to its document.
func testTexts(t *testing.T, b *bench) {
	b.refused(annotate.ErrInvalid, annotate.Delete(b.body))
	b.refused(annotate.ErrInvalid, annotate.Update(b.body, b.body))
	b.refused(annotate.ErrConflict, annotate.Create(&annotate.Body{Document: b.doc.ID, Text: "another"}))
	b.refused(annotate.ErrConflict, annotate.Create(b.body), annotate.Delete(b.mark()))
	same(t, "text that a refused import has too", must(b.store.Body(b.doc.ID)), b.body.Text)
	b.commit("Delete document", annotate.Delete(b.doc))
	same(t, "text", must(b.store.Body(b.doc.ID)), b.body.Text)
	same(t, "text index", must(b.store.DocumentWithText(b.doc.SHA256)), annotate.ID{})
	for range b.store.Summaries(b.Me) {
		t.Fatal("a deleted document is listed")
	}
	b.commit("Undo", annotate.Create(b.doc))
	same(t, "text index", must(b.store.DocumentWithText(b.doc.SHA256)), b.doc.ID)
	twin := *b.doc
	twin.ID = b.ID()
	b.commit("The same text", annotate.Create(&annotate.Body{Document: twin.ID, Text: b.body.Text}), annotate.Create(&twin))
	b.commit("Delete the first", annotate.Delete(b.doc))
	same(t, "text index", must(b.store.DocumentWithText(b.doc.SHA256)), twin.ID)
}

// testDocuments wants nothing recorded without its document, and no document without text.
func testDocuments(t *testing.T, b *bench) {
	lost := b.mark()
	lost.Document = b.ID()
	b.refused(annotate.ErrNotFound, annotate.Create(lost))
	bare, _ := b.Document()
	b.refused(annotate.ErrInvalid, annotate.Create(bare))
	a := b.mark()
	b.commit("Mark", annotate.Create(a))
	b.refused(annotate.ErrInvalid, annotate.Delete(b.doc))
	next := *b.doc
	next.Title = "Rede, 2. Fassung"
	b.commit("Edit document", annotate.Update(b.doc, &next))
	same(t, "document", must(b.store.Document(b.doc.ID)), &next)
	b.commit("Delete document", annotate.Delete(a), annotate.Delete(&next))
}
