package session_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"parley/annotate"
	"parley/annotate/annotatetest"
	"parley/annotate/edit"
	"parley/annotate/session"
	"parley/annotate/text"
)

func TestObserversAreToldOnceAndInOrder(t *testing.T) {
	s, p := started(t, newShelf(), origin(), annotatetest.Sample)
	var log []string
	tell := func(name string) func(session.Event) {
		return func(e session.Event) { log = append(log, fmt.Sprint(name, " ", e.Number, " ", e.ChangeSet.Label)) }
	}
	stopA := s.Observe(tell("a"))
	var stopB, stopD func()
	stopB = s.Observe(func(e session.Event) {
		tell("b")(e)
		stopB()
		stopD()
		if e.ChangeSet.Label == "Mark actor" {
			s.Observe(tell("new"))
			mark(t, s, p, "Claim", 9, 12) // told after this one, to everybody
			tell("b goes on")(e)
		}
	})
	s.Observe(func(e session.Event) {
		if p.Count() < 1 {
			t.Error("told before it is in memory")
		}
		tell("c")(e)
	})
	stopD = s.Observe(tell("d"))
	mark(t, s, p, "Actor", 0, 7)
	stopA()
	stopA()
	if _, err := s.Undo(); err != nil {
		t.Fatal(err)
	}
	want := []string{"a 3 Mark actor", "b 3 Mark actor", "b goes on 3 Mark actor", "c 3 Mark actor", "a 4 Mark claim", "c 4 Mark claim", "new 4 Mark claim", "c 5 Mark claim", "new 5 Mark claim"}
	if !slices.Equal(log, want) {
		t.Errorf("%q\nwant %q", log, want)
	}
}

func TestSummaries(t *testing.T) {
	shelf, from := newShelf(), origin()
	s, p := started(t, shelf, from, annotatetest.Sample)
	cs, heads := s.Editor().AddDocuments(edit.Draft{Head: annotate.Document{Title: "B"}, Text: "b"}, edit.Draft{Head: annotate.Document{Title: "C"}, Text: "c"})
	apply(t, s, cs, nil)
	a := mark(t, s, p, "Claim", 0, 7)
	mark(t, s, p, "Claim", 0, 7)
	check := func(what string, want ...string) {
		t.Helper()
		for _, session := range []*session.Session{s, open(t, shelf, "", from)} { // in memory, and as the store has it
			var got []string
			for _, row := range session.Documents() {
				got = append(got, fmt.Sprintf("%s %d %s", row.Title, row.Annotations, row.State))
				if session.Summary(row.ID) != row {
					t.Errorf("%s: no row of its own", row.Title)
				}
			}
			if rows := lines(session); !slices.Equal(rows, want) {
				t.Errorf("%s: rows %q, want %q", what, rows, want)
			}
			if !slices.Equal(got, want) {
				t.Errorf("%s: %q, want %q", what, got, want)
			}
		}
	}
	check("marked", "Über HTS 2 in progress", "B 0 new", "C 0 new")
	cs, err := s.Editor().Delete(p, a.ID)
	apply(t, s, cs, err)
	cs, err = s.Editor().SetState(p, annotate.Done)
	apply(t, s, cs, err)
	cs, err = s.Editor().EditDocument(heads[0], func(d *annotate.Document) { d.Title = "سلام" })
	apply(t, s, cs, err)
	check("done", "Über HTS 1 done", "سلام 0 new", "C 0 new")
	apply(t, s, s.Editor().DeleteDocument(p, p.Progress(s.Me().ID)), nil)
	check("deleted", "سلام 0 new", "C 0 new")
	if _, err := s.Page(p.Document().ID); !errors.Is(err, annotate.ErrNotFound) {
		t.Errorf("page of a deleted document: %v", err)
	}
	s.Undo()
	check("undone", "Über HTS 1 done", "سلام 0 new", "C 0 new")
	if again := page(t, s, p.Document().ID); written(again) != written(p) || p.Count() != 1 {
		t.Errorf("%s", written(again))
	}
	other := open(t, shelf, "Jörg", from)
	if row := other.Documents()[0]; row.State != annotate.New || row.Annotations != 1 {
		t.Errorf("somebody else's: %+v", row)
	}
}

func TestPageIsReadOnceUntilReleased(t *testing.T) {
	shelf := newShelf()
	s, p := started(t, shelf, origin(), annotatetest.Sample)
	id := p.Document().ID
	if page(t, s, id) != p || shelf.reads != 1 {
		t.Errorf("read %d times", shelf.reads)
	}
	s.Release(id)
	if page(t, s, id) == p || shelf.reads != 2 {
		t.Errorf("read %d times", shelf.reads)
	}
}

func TestPageKeepsOutWhatDoesNotFit(t *testing.T) {
	shelf, from := newShelf(), origin()
	s, p := started(t, shelf, from, annotatetest.Sample)
	a := mark(t, s, p, "Actor", 0, 7)
	wrong := *a
	wrong.ID, wrong.Quote.Exact = annotatetest.ID(500), "Zurich"
	outside := *a
	outside.ID, outside.Fragments = annotatetest.ID(501), []text.Span{{Start: 0, End: 1 << 20}}
	shelf.put(&wrong, &outside)
	p = page(t, open(t, shelf, "", from), p.Document().ID)
	if p.Count() != 1 || p.Annotation(a.ID) == nil || len(p.Damaged()) != 2 {
		t.Errorf("%d annotations, %v", p.Count(), p.Damaged())
	}
}

// Whatever is done, undone and done again, the session knows what a new one reads.
func TestMemoryIsWhatTheStoreHas(t *testing.T) {
	for seed := range uint64(20) {
		rnd := rand.New(rand.NewPCG(seed, 3))
		shelf, from := newShelf(), origin()
		s, p := started(t, shelf, from, annotatetest.Sample)
		for range 80 {
			switch all := slices.Collect(p.Annotations()); rnd.IntN(6) {
			case 0:
				s.Undo()
			case 1:
				s.Redo()
			case 2:
				if len(all) > 0 {
					cs, err := s.Editor().Delete(p, all[rnd.IntN(len(all))].ID)
					apply(t, s, cs, err)
				}
			default:
				if s.Summary(p.Document().ID) != nil {
					cs, _, err := s.Editor().Mark(p, "Claim", nil)
					apply(t, s, cs, err)
				}
			}
		}
		fresh := open(t, shelf, "", from)
		if !slices.Equal(lines(s), lines(fresh)) {
			t.Fatalf("seed %d: %q, and read again %q", seed, lines(s), lines(fresh))
		}
		if !reflect.DeepEqual(s.Documents(), fresh.Documents()) {
			t.Fatalf("seed %d: documents differ", seed)
		}
		a, _ := s.CanUndo()
		b, _ := fresh.CanUndo()
		c, _ := s.CanRedo()
		d, _ := fresh.CanRedo()
		if a != b || c != d {
			t.Fatalf("seed %d: undo %q and %q, redo %q and %q", seed, a, b, c, d)
		}
		if s.Summary(p.Document().ID) == nil {
			continue
		}
		if again := page(t, fresh, p.Document().ID); written(again) != written(p) || again.Count() != p.Count() {
			t.Fatalf("seed %d: %s and %s", seed, written(p), written(again))
		}
	}
}
