package storagetest

import (
	"testing"

	"parley/annotate"
)

// testOriginals wants files as they came in for good, whatever happens to their document,
// and in the order of their IDs.
func testOriginals(t *testing.T, b *bench) {
	first := b.Original(b.doc.ID, "a/rede.ann", "T1\tClaim 0 6\tMüller\r\n#1\tüber 📌 𐐀 هيئة")
	second := b.Original(b.doc.ID, "a/rede.txt", Text)
	whole := b.Original(annotate.ID{}, "annotation.conf", "[entities]\nClaim\n")
	n := b.commit("Import", annotate.Create(second), annotate.Create(first), annotate.Create(whole))
	b.reopen()
	same(t, "of the document", must(b.store.Originals(b.doc.ID)), []*annotate.Original{first, second})
	same(t, "of the collection", must(b.store.Originals(annotate.ID{})), []*annotate.Original{whole})
	same(t, "of none", len(must(b.store.Originals(b.ID()))), 0)
	cs := must(b.store.ChangeSet(n))
	same(t, "history", cs.Changes, []annotate.Change{annotate.Create(second), annotate.Create(first), annotate.Create(whole)})
	same(t, "what an undo takes back", len(cs.Inverse()), 0)
	other := *first
	other.Content = "another"
	b.refused(annotate.ErrInvalid, annotate.Delete(first))
	b.refused(annotate.ErrInvalid, annotate.Update(first, &other))
	b.refused(annotate.ErrConflict, annotate.Create(&other))
	b.commit("Delete document", annotate.Delete(b.doc))
	b.commit("Undo", annotate.Create(b.doc))
	b.commit("Once more", annotate.Create(first))
	b.reopen()
	same(t, "after an undo", must(b.store.Originals(b.doc.ID)), []*annotate.Original{first, second})
}

// testBulkOriginals is a bulk change in which each document has its file.
func testBulkOriginals(t *testing.T, b *bench) {
	changes := b.many(300)
	for _, c := range changes {
		if d, is := c.New.(*annotate.Document); is {
			changes = append(changes, annotate.Create(b.Original(d.ID, d.Title, Text)))
		}
	}
	set := b.Set("Import", changes...)
	n := must(b.store.Commit(set))
	b.reopen()
	same(t, "set", must(b.store.ChangeSet(n)), set)
	undone := b.commit("Undo", set.Inverse()...)
	b.commit("Redo", must(b.store.ChangeSet(undone)).Inverse()...)
	last := changes[len(changes)-1].New.(*annotate.Original)
	same(t, "after a redo", must(b.store.Originals(last.Document)), []*annotate.Original{last})
}
