package storagetest

import (
	"errors"
	"reflect"
	"testing"

	"parley/annotate"
	"parley/annotate/session"
	"parley/annotate/text"
)

// Kind is a kind of store.
type Kind struct {
	// Create makes an empty store, which is closed and checked when t ends.
	Create func(t *testing.T, p *annotate.Project, s *annotate.Schema) session.Store
	// Reopen closes a store and opens it again, or gives it back where that means nothing.
	Reopen func(t *testing.T, s session.Store) session.Store
}

// Run asks of a store all that session.Store promises.
func Run(t *testing.T, kind Kind) {
	for name, test := range map[string]func(*testing.T, *bench){
		"records":        testRecords,
		"missing":        testMissing,
		"conflicts":      testConflicts,
		"atomic":         testAtomic,
		"same record":    testSameRecord,
		"order":          testOrder,
		"counts":         testCounts,
		"entity uses":    testEntityUses,
		"versions":       testVersions,
		"texts":          testTexts,
		"originals":      testOriginals,
		"bulk originals": testBulkOriginals,
		"documents":      testDocuments,
		"history":        testHistory,
		"bulk":           testBulk,
		"bulk undo":      testBulkUndo,
		"view":           testView,
		"beside":         testBeside,
		"loan":           testLoan,
		"lent texts":     testLent,
		"loop writes":    testLoopWrites,
		"session undo":   testSessionUndo,
	} {
		t.Run(name, func(t *testing.T) { test(t, newBench(t, kind)) })
	}
}

// bench is a store with one annotator, one entity and one document in it.
type bench struct {
	*Maker
	t      *testing.T
	kind   Kind
	store  session.Store
	doc    *annotate.Document
	body   *annotate.Body
	entity *annotate.Entity
}

func newBench(t *testing.T, kind Kind) *bench {
	m := NewMaker()
	b := &bench{Maker: m, t: t, kind: kind, store: kind.Create(t, m.Project(), Schema())}
	b.doc, b.body = m.Document()
	b.entity = m.Entity("Hay’at Tahrir al-Sham")
	b.commit("Begin", annotate.Create(m.Annotator()), annotate.Create(b.entity), annotate.Create(b.body), annotate.Create(b.doc))
	return b
}

func (b *bench) commit(label string, changes ...annotate.Change) uint64 {
	b.t.Helper()
	n, err := b.store.Commit(b.Set(label, changes...))
	if err != nil {
		b.t.Fatalf("commit %s: %v", label, err)
	}
	return n
}

// refused wants a ChangeSet to fail with err and to leave the log as it was.
func (b *bench) refused(err error, changes ...annotate.Change) {
	b.t.Helper()
	before := b.last()
	if _, got := b.store.Commit(b.Set("Refused", changes...)); !errors.Is(got, err) {
		b.t.Fatalf("got error %v, want %v", got, err)
	}
	if b.last() != before {
		b.t.Fatalf("the refused change is in the log")
	}
}

func (b *bench) last() uint64 {
	for e, err := range b.store.History() {
		if err != nil {
			b.t.Fatal(err)
		}
		return e.Number
	}
	return 0
}

func (b *bench) mark() *annotate.Annotation {
	return b.Annotation(b.body, text.Span{Start: 0, End: 7}, b.entity.ID)
}

func (b *bench) reopen() { b.store = b.kind.Reopen(b.t, b.store) }

func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("%s:\ngot  %+v\nwant %+v", what, got, want)
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
