package storagetest

import (
	"errors"
	"testing"
	"time"

	"parley/annotate"
	"parley/annotate/session"
	"parley/annotate/text"
)

func testHistory(t *testing.T, b *bench) {
	a := b.mark()
	next := *a
	next.Note = "n"
	marked := b.Set("Mark claim 📌", annotate.Create(a))
	marked.Time = marked.Time.Add(123 * time.Microsecond)
	first := must(b.store.Commit(marked))
	undone := b.Set("Mark claim 📌", annotate.Delete(a))
	undone.Cause, undone.Of = annotate.Undoing, first
	second := must(b.store.Commit(undone))
	b.reopen()
	var got []session.Entry
	for e, err := range b.store.History() {
		got = append(got, must(e, err))
	}
	same(t, "newest", got[0], session.Entry{
		Number: second, Label: "Mark claim 📌", Annotator: b.Me, Time: annotate.Instant(undone.Time), Cause: annotate.Undoing, Of: first, Changes: 1,
	})
	same(t, "numbers", []uint64{got[1].Number, got[2].Number, uint64(len(got))}, []uint64{second - 1, 1, 3})
	marked.Time = annotate.Instant(marked.Time)
	same(t, "set", must(b.store.ChangeSet(first)), marked)
	same(t, "set", must(b.store.ChangeSet(second)), undone)
	same(t, "begin", must(b.store.ChangeSet(1)).Changes[2:], []annotate.Change{annotate.Create(b.body), annotate.Create(b.doc)})
}

// many are n documents with one annotation each, in the order in which people import.
func (b *bench) many(n int) (changes []annotate.Change) {
	for range n {
		doc, body := b.Document()
		changes = append(changes, annotate.Create(body), annotate.Create(doc),
			annotate.Create(b.Annotation(body, text.Span{Start: 0, End: 7}, b.entity.ID)))
	}
	return changes
}

// testBulk wants a large ChangeSet back whole, until its records were changed.
func testBulk(t *testing.T, b *bench) {
	changes := b.many(400)
	last := changes[len(changes)-1].New.(*annotate.Annotation)
	next := *last
	next.Note = "twice in one set"
	set := b.Set("Import", append(changes, annotate.Update(last, &next))...)
	n := must(b.store.Commit(set))
	b.reopen()
	same(t, "set", must(b.store.ChangeSet(n)), set)
	same(t, "uses", must(b.store.EntityUses(b.entity.ID)), 400)
	later := next
	later.Note = "later"
	b.commit("Note", annotate.Update(&next, &later))
	if cs, err := b.store.ChangeSet(n); err == nil {
		same(t, "set that a store keeps whole", cs, set)
	} else if !errors.Is(err, annotate.ErrConflict) {
		t.Fatalf("got error %v, want a conflict", err)
	}
	b.commit("Undo note", annotate.Update(&later, &next))
	same(t, "set", must(b.store.ChangeSet(n)), set)
}

func testBulkUndo(t *testing.T, b *bench) {
	n := b.commit("Import", b.many(300)...)
	set := must(b.store.ChangeSet(n))
	gone := b.commit("Undo", set.Inverse()...)
	same(t, "uses", must(b.store.EntityUses(b.entity.ID)), 0)
	b.reopen()
	undo := must(b.store.ChangeSet(gone))
	b.commit("Redo", undo.Inverse()...)
	same(t, "uses", must(b.store.EntityUses(b.entity.ID)), 300)
	rows := 0
	for row, err := range b.store.Summaries(b.Me) {
		if must(row, err).ID != b.doc.ID {
			same(t, "annotations", row.Annotations, 1)
		}
		rows++
	}
	same(t, "rows", rows, 301)
}

// testView wants a Reader that does not see what comes later, and may be used elsewhere.
func testView(t *testing.T, b *bench) {
	b.commit("Mark", annotate.Create(b.mark()))
	r, end, err := b.store.View()
	if err != nil {
		t.Fatal(err)
	}
	for range 20 {
		b.commit("Mark", annotate.Create(b.mark()))
	}
	count := make(chan int)
	go func() {
		list, err := r.Annotations(b.doc.ID)
		if err != nil {
			t.Error(err)
		}
		count <- len(list)
	}()
	same(t, "in the view", <-count, 1)
	same(t, "in the store", len(must(b.store.Annotations(b.doc.ID))), 21)
	end()
	end()
}

// testLoopWrites wants that whoever reads a list may write in the loop.
func testLoopWrites(t *testing.T, b *bench) {
	b.commit("Import", b.many(40)...)
	for row, err := range b.store.Summaries(b.Me) {
		next := *must(row, err).Document
		next.Note = "seen"
		b.commit("Note", annotate.Update(row.Document, &next))
	}
	for e, err := range b.store.Entities() {
		next := *must(e, err)
		next.Note = "seen"
		b.commit("Note", annotate.Update(e, &next))
	}
	for e, err := range b.store.History() {
		if must(e, err).Number == 3 {
			b.commit("Mark", annotate.Create(b.mark()))
		}
	}
}

// testSessionUndo undoes and redoes through a session, across a restart.
func testSessionUndo(t *testing.T, b *bench) {
	origin := session.Origin{Now: b.Now, NewID: b.ID}
	s := must(session.Open(b.store, "Lina Haddad", origin))
	page := must(s.Page(b.doc.ID))
	for i := range 3 {
		at := text.Offset(i)
		cs, _, err := s.Editor().Mark(page, "claim", []text.Span{{Start: 8 + at, End: 12}})
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Apply(cs); err != nil {
			t.Fatal(err)
		}
	}
	same(t, "undo", must(s.Undo()), "Mark claim")
	same(t, "undo", must(s.Undo()), "Mark claim")
	b.reopen()
	s = must(session.Open(b.store, "Lina Haddad", origin))
	same(t, "after restart", must(s.Page(b.doc.ID)).Count(), 1)
	same(t, "redo", must(s.Redo()), "Mark claim")
	same(t, "undo", must(s.Undo()), "Mark claim")
	same(t, "undo", must(s.Undo()), "Mark claim")
	same(t, "none left", must(s.Page(b.doc.ID)).Count(), 0)
	for range 3 {
		must(s.Redo())
	}
	same(t, "all again", must(s.Page(b.doc.ID)).Count(), 3)
	if _, err := s.Redo(); !errors.Is(err, annotate.ErrNothing) {
		t.Fatalf("got error %v, want nothing to do", err)
	}
}
