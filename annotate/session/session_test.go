package session_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"parley/annotate"
	"parley/annotate/annotatetest"
	"parley/annotate/edit"
	"parley/annotate/session"
	"parley/annotate/text"
)

// origin gives times and IDs that no other origin of the test gives.
func origin() session.Origin {
	return session.Origin{Now: annotatetest.Clock(), NewID: annotatetest.IDs()}
}

func open(t *testing.T, store session.Store, name string, from session.Origin) *session.Session {
	t.Helper()
	s, err := session.Open(store, name, from)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func apply(t *testing.T, s *session.Session, cs annotate.ChangeSet, err error) {
	t.Helper()
	if err == nil {
		err = s.Apply(cs)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// started is a session with one document, open, of this text.
func started(t *testing.T, shelf *shelf, from session.Origin, body string) (*session.Session, *session.Page) {
	t.Helper()
	s := open(t, shelf, "Lina Haddad", from)
	cs, heads := s.Editor().AddDocuments(edit.Draft{Head: annotate.Document{Title: "Über HTS"}, Text: body})
	apply(t, s, cs, nil)
	return s, page(t, s, heads[0].ID)
}

func page(t *testing.T, s *session.Session, id annotate.ID) *session.Page {
	t.Helper()
	p, err := s.Page(id)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func mark(t *testing.T, s *session.Session, p *session.Page, layer annotate.LayerID, start, end text.Offset) *annotate.Annotation {
	t.Helper()
	cs, a, err := s.Editor().Mark(p, layer, []text.Span{{Start: start, End: end}})
	apply(t, s, cs, err)
	return a
}

func written(p *session.Page) string {
	return annotatetest.Format(p.Text().String(), slices.Collect(p.Annotations())...)
}

func TestAnnotatorJoinsOnce(t *testing.T) {
	shelf, from := newShelf(), origin()
	me := open(t, shelf, " Lina Haddad ", from).Me()
	if me.Name != "Lina Haddad" || me.Initials != "LH" {
		t.Errorf("%+v", me)
	}
	for _, name := range []string{"lina haddad", "", "LINA HADDAD"} {
		if again := open(t, shelf, name, from).Me(); again.ID != me.ID {
			t.Errorf("%q is %+v", name, again)
		}
	}
	s := open(t, shelf, "Jörg", from)
	if n := len(s.Annotators()); n != 2 || s.Me().ID == me.ID {
		t.Errorf("%d annotators, me %+v", n, s.Me())
	}
	if label, ok := s.CanUndo(); ok {
		t.Errorf("joining can be undone: %s", label)
	}
	shelf.locked = true
	if s := open(t, shelf, "Somebody", from); s.Me() == nil || len(shelf.log) != 2 {
		t.Errorf("for reading: %+v, %d in the log", s.Me(), len(shelf.log))
	}
}

func TestInitials(t *testing.T) {
	for name, want := range map[string]string{"": "", "ümit": "Ü", "Lina Haddad": "LH", "Ursula von der Leyen": "UL", "ليلى حداد": "لح"} {
		if got := session.Initials(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

func TestUndoAndRedo(t *testing.T) {
	shelf, from := newShelf(), origin()
	s, p := started(t, shelf, from, annotatetest.Sample)
	first := mark(t, s, p, "Actor", 0, 7)
	mark(t, s, p, "Claim", 9, 12)
	cs, err := s.Editor().SetNote(p, first.ID, "📌")
	apply(t, s, cs, err)
	step := func(do func() (string, error), label, note string, count int) {
		t.Helper()
		got, err := do()
		if err != nil || got != label {
			t.Fatalf("%q, %v; want %q", got, err, label)
		}
		if p.Count() != count || p.Annotation(first.ID) != nil && p.Annotation(first.ID).Note != note {
			t.Errorf("after %s: %s", label, written(p))
		}
	}
	for range 3 {
		step(s.Undo, "Edit note of actor", "", 2)
		step(s.Undo, "Mark claim", "", 1)
		step(s.Undo, "Mark actor", "", 0)
		if g := p.Progress(s.Me().ID); g != nil {
			t.Errorf("progress %+v", g)
		}
		step(s.Redo, "Mark actor", "", 1)
		step(s.Redo, "Mark claim", "", 2)
		step(s.Redo, "Edit note of actor", "📌", 2)
		if _, err := s.Redo(); !errors.Is(err, annotate.ErrNothing) {
			t.Errorf("nothing to redo: %v", err)
		}
	}
	step(s.Undo, "Edit note of actor", "", 2)
	mark(t, s, p, "Claim", 0, 7)
	if label, ok := s.CanRedo(); ok {
		t.Errorf("after another change one can redo %s", label)
	}
	if label, _ := s.CanUndo(); label != "Mark claim" {
		t.Errorf("undo %s", label)
	}
}

func TestHistorySurvivesARestart(t *testing.T) {
	shelf, from := newShelf(), origin()
	s, p := started(t, shelf, from, annotatetest.Sample)
	mark(t, s, p, "Actor", 0, 7)
	mark(t, s, p, "Claim", 9, 12)
	s.Undo()
	want := written(p)
	for range 3 {
		s = open(t, shelf, "", from)
		p = page(t, s, p.Document().ID)
		if got := written(p); got != want {
			t.Fatalf("%s, want %s", got, want)
		}
		if label, _ := s.CanRedo(); label != "Mark claim" {
			t.Errorf("redo %q", label)
		}
		if label, err := s.Redo(); label != "Mark claim" || err != nil {
			t.Errorf("redo %q, %v", label, err)
		}
		for _, label := range []string{"Mark claim", "Mark actor", "Import Über HTS"} {
			if got, err := s.Undo(); got != label || err != nil {
				t.Errorf("undo %q, %v; want %q", got, err, label)
			}
		}
		if _, err := s.Undo(); !errors.Is(err, annotate.ErrNothing) {
			t.Errorf("nothing to undo: %v", err)
		}
		s = open(t, shelf, "", from)
		for range 2 {
			if _, err := s.Redo(); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// A long history costs no more than its newest part, and can be undone all the same.
func TestLongHistory(t *testing.T) {
	shelf, from := newShelf(), origin()
	s, p := started(t, shelf, from, annotatetest.Sample)
	a := mark(t, s, p, "Actor", 0, 7)
	for i := range 4500 {
		cs, err := s.Editor().SetNote(p, a.ID, fmt.Sprint(i+1))
		apply(t, s, cs, err)
	}
	for _, s := range []*session.Session{s, open(t, shelf, "", from)} {
		p := page(t, s, p.Document().ID)
		note := p.Annotation(a.ID).Note
		for range 1000 {
			if _, err := s.Undo(); err != nil {
				t.Fatal(err)
			}
		}
		for range 1000 {
			if _, err := s.Redo(); err != nil {
				t.Fatal(err)
			}
		}
		if got := p.Annotation(a.ID).Note; got != note || note != "4500" {
			t.Errorf("note %s, want %s", got, note)
		}
	}
}

func TestUndoIsRefusedOverSomebodyElsesEdit(t *testing.T) {
	shelf, from := newShelf(), origin()
	s, p := started(t, shelf, from, annotatetest.Sample)
	a := mark(t, s, p, "Actor", 0, 7)
	theirs := *a
	theirs.Note = "theirs"
	shelf.put(&theirs)
	if label, err := s.Undo(); !errors.Is(err, annotate.ErrConflict) || label != "" {
		t.Errorf("%q, %v", label, err)
	}
	if p.Annotation(a.ID) == nil || shelf.records[a.Key()] != annotate.Record(&theirs) {
		t.Error("the refused undo changed something")
	}
	if label, ok := s.CanUndo(); !ok || label != "Mark actor" {
		t.Errorf("it can undo %q", label)
	}
}

func TestAFailedCommitChangesNothing(t *testing.T) {
	shelf, from := newShelf(), origin()
	s, p := started(t, shelf, from, annotatetest.Sample)
	told := 0
	s.Observe(func(session.Event) { told++ })
	shelf.full = true
	cs, _, err := s.Editor().Mark(p, "Claim", nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Apply(cs); !errors.Is(err, annotate.ErrFull) {
		t.Errorf("%v", err)
	}
	if _, err := s.Undo(); !errors.Is(err, annotate.ErrFull) {
		t.Errorf("%v", err)
	}
	if row := s.Documents()[0]; told != 0 || p.Count() != 0 || row.Annotations != 0 || row.State != annotate.New {
		t.Errorf("told %d times, %d annotations, row %+v", told, p.Count(), row)
	}
	shelf.full = false
	if err := s.Apply(cs); err != nil || told != 1 {
		t.Errorf("with room again: %v, told %d times", err, told)
	}
	if err := s.Apply(annotate.ChangeSet{Label: "Nothing"}); !errors.Is(err, annotate.ErrNothing) {
		t.Errorf("an empty change: %v", err)
	}
}

func TestEntities(t *testing.T) {
	s := open(t, newShelf(), "Lina", origin())
	add := func(name string, aliases ...string) *annotate.Entity {
		t.Helper()
		var list []annotate.Alias
		for _, a := range aliases {
			list = append(list, annotate.Alias{Name: a})
		}
		cs, e, err := s.Editor().AddEntity(name, "", list...)
		apply(t, s, cs, err)
		return e
	}
	hts := add("HTS", "Hay’at Tahrir al-Sham", "هيئة تحرير الشام", "the group")
	snc := add("ahrar", "HTS", "the group")
	// A canonical name goes before another actor's alias.
	for name, want := range map[string]*annotate.Entity{"hts": hts, "HAY’AT tahrir al-sham": hts, "هيئة تحرير الشام": hts, "Ahrar": snc} {
		got, err := s.EntityNamed(name)
		if err != nil || got != want {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
	if _, err := s.EntityNamed("the group"); !errors.Is(err, annotate.ErrAmbiguous) {
		t.Error(err)
	}
	if _, err := s.EntityNamed("nobody"); !errors.Is(err, annotate.ErrNotFound) {
		t.Error(err)
	}
	list, err := s.Entities()
	if err != nil || !slices.Equal(list, []*annotate.Entity{snc, hts}) {
		t.Errorf("%v, %v", list, err)
	}
	s.Undo()
	if list, _ := s.Entities(); len(list) != 1 || s.Entity(snc.ID) != nil || s.Entity(hts.ID) != hts {
		t.Errorf("%v", list)
	}
}

func TestSchemaChangesAtOnce(t *testing.T) {
	s := open(t, newShelf(), "Lina", origin())
	next := *s.Schema()
	next.Name = "Next"
	cs, err := s.Editor().SetSchema(next)
	apply(t, s, cs, err)
	if s.Schema().Name != "Next" || s.Editor().Schema.Version != 2 {
		t.Errorf("%+v", s.Schema())
	}
	s.Undo()
	if s.Schema().Name != "Test" || s.Schema().Version != 1 {
		t.Errorf("%+v", s.Schema())
	}
}

// TestReaderIsOfNow wants the session's reader to see what was done after it was asked for.
func TestReaderIsOfNow(t *testing.T) {
	s := open(t, newShelf(), "Lina Haddad", origin())
	r := s.Reader()
	cs, heads := s.Editor().AddDocuments(edit.Draft{Head: annotate.Document{Title: "Über HTS"}, Text: "e\u0301 📌 سلام"})
	apply(t, s, cs, nil)
	if body, err := r.Body(heads[0].ID); err != nil || body != "e\u0301 📌 سلام" {
		t.Errorf("body %q, %v", body, err)
	}
}
