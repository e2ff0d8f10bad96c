package bolt_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"parley/annotate"
	"parley/annotate/session"
	"parley/annotate/text"
	"parley/storage/bolt"
	"parley/storage/storagetest"
)

func TestStore(t *testing.T) {
	storagetest.Run(t, storagetest.Kind{Create: create, Reopen: reopen})
}

// create makes a project file that is checked when the test ends.
func create(t *testing.T, p *annotate.Project, s *annotate.Schema) session.Store {
	path := filepath.Join(t.TempDir(), "Übung.parley")
	store, err := bolt.Create(path, p, s)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		store.Close()
		mustBeWhole(t, path)
	})
	return store
}

func reopen(t *testing.T, s session.Store) session.Store {
	path := s.(*bolt.Store).Path()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := bolt.Open(path, bolt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { again.Close() })
	return again
}

// mustBeWhole wants no damage; references that lead nowhere are some tests' own.
func mustBeWhole(t *testing.T, path string) *bolt.Report {
	t.Helper()
	report, err := bolt.Check(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range report.Problems {
		if p.Damage {
			t.Errorf("check: %s", p)
		}
	}
	return report
}

// project is a store with a few documents, entities, annotations and relations.
func project(t testing.TB, documents int) *bolt.Store {
	t.Helper()
	m := storagetest.NewMaker()
	store, err := bolt.Create(filepath.Join(t.TempDir(), "Übung.parley"), m.Project(), storagetest.Schema())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	entity := m.Entity("Hay’at Tahrir al-Sham")
	commit(t, store, m.Set("Begin", annotate.Create(m.Annotator()), annotate.Create(entity)))
	for range documents {
		doc, body := m.Document()
		first, second := m.Annotation(body, span(0, 7), entity.ID), m.Annotation(body, span(8, 12))
		full := m.Full(body, entity.ID, first.ID)
		commit(t, store, m.Set("Import", annotate.Create(body), annotate.Create(doc)))
		commit(t, store, m.Set("Mark", annotate.Create(first), annotate.Create(second), annotate.Create(full),
			annotate.Create(m.Relation(first, second)),
			annotate.Create(&annotate.Progress{Document: doc.ID, Annotator: m.Me, State: annotate.InProgress, Modified: m.Now()})))
	}
	return store
}

func span(start, end text.Offset) text.Span { return text.Span{Start: start, End: end} }

func commit(t testing.TB, s session.Store, cs *annotate.ChangeSet) uint64 {
	t.Helper()
	n, err := s.Commit(cs)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestCreateLeavesWhatIsThere(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.parley")
	if err := os.WriteFile(path, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	m := storagetest.NewMaker()
	if _, err := bolt.Create(path, m.Project(), storagetest.Schema()); !errors.Is(err, annotate.ErrExists) {
		t.Fatalf("got error %v", err)
	}
	if b, _ := os.ReadFile(path); string(b) != "mine" {
		t.Fatalf("the file was changed to %q", b)
	}
	if _, err := bolt.Create(filepath.Join(t.TempDir(), "no", "a.parley"), m.Project(), storagetest.Schema()); !errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("got error %v", err)
	}
}

func TestCreateLeavesNothingBeside(t *testing.T) {
	s := project(t, 1)
	folder := filepath.Dir(s.Path())
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(folder)
	if err != nil || len(entries) != 1 {
		t.Fatalf("%v, %v", entries, err)
	}
}

func TestReadOnly(t *testing.T) {
	s := project(t, 1)
	m := storagetest.NewMaker()
	s.Close()
	ro, err := bolt.Open(s.Path(), bolt.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer ro.Close()
	second, err := bolt.Open(s.Path(), bolt.Options{ReadOnly: true})
	if err != nil {
		t.Fatalf("a second reader: %v", err)
	}
	second.Close()
	if _, err := ro.Commit(m.Set("x", annotate.Create(m.Annotator()))); !errors.Is(err, annotate.ErrReadOnly) {
		t.Fatalf("got error %v", err)
	}
	if _, err := bolt.Open(s.Path(), bolt.Options{}); !errors.Is(err, annotate.ErrInUse) {
		t.Fatalf("a writer beside a reader: %v", err)
	}
	if p, err := ro.Project(); err != nil || p.Name == "" {
		t.Fatal(p, err)
	}
}

// A view that nobody ended must not keep the store from closing.
func TestCloseEndsViews(t *testing.T) {
	s := project(t, 2)
	r, end, err := s.View()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := r.Project(); !errors.Is(err, annotate.ErrCanceled) {
		t.Fatalf("got error %v", err)
	}
	end()
	if _, err := s.Project(); !errors.Is(err, annotate.ErrCanceled) {
		t.Fatalf("got error %v", err)
	}
	if _, _, err := s.View(); !errors.Is(err, annotate.ErrCanceled) {
		t.Fatalf("got error %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestAllAnnotations(t *testing.T) {
	s := project(t, 700)
	n := 0
	for a, err := range s.AllAnnotations() {
		if err != nil || a.Layer != "claim" {
			t.Fatal(a, err)
		}
		n++
	}
	if n != 2100 {
		t.Fatalf("got %d annotations", n)
	}
}
