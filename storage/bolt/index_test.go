package bolt_test

import (
	"fmt"
	"maps"
	"path/filepath"
	"testing"
	"time"

	"parley/annotate"
	"parley/annotate/edit"
	"parley/annotate/query"
	"parley/annotate/session"
	"parley/annotate/text"
	"parley/storage/bolt"
	"parley/storage/storagetest"
)

// The index is built from a view of the file while marks go on, and says in the end what
// the file says.
func TestIndexBesideMarks(t *testing.T) {
	m := storagetest.NewMaker()
	store, err := bolt.Create(filepath.Join(t.TempDir(), "übung.parley"), m.Project(), storagetest.Schema())
	if err != nil {
		t.Fatal(err)
	}
	s, err := session.Open(store, "Lina Haddad", session.System)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var drafts []edit.Draft
	for i := range 40 {
		body := storagetest.Text + fmt.Sprint(i)
		drafts = append(drafts, edit.Draft{Head: annotate.Document{Title: "📌", Size: len(body)}, Text: body})
	}
	cs, heads := s.Editor().AddDocuments(drafts...)
	apply(t, s, cs, nil)
	cs, hts, err := s.Editor().AddEntity("هيئة تحرير الشام", "group")
	apply(t, s, cs, err)

	posts := make(chan func(), 10)
	l := query.Follow(s, func(fn func()) { posts <- fn }, func() {})
	defer l.Close()
	late := time.After(20 * time.Second)
	for n := 0; n < 200 || l.Index() == nil; n++ {
		select {
		case fn := <-posts:
			fn()
		case <-late:
			t.Fatal("the index is not ready")
		default:
			markSomewhere(t, s, heads[n%len(heads)].ID, hts.ID, n)
		}
	}
	if _, err := s.Undo(); err != nil {
		t.Fatal(err)
	}
	uses, err := store.EntityUses(hts.ID)
	if err != nil || uses < 50 || l.Index().Count(query.Entity(hts.ID)) != uses {
		t.Errorf("named %d times, the index says %d, %v", uses, l.Index().Count(query.Entity(hts.ID)), err)
	}
	want := map[annotate.ID]int{}
	for _, row := range s.Documents() {
		want[row.ID] = row.Annotations
	}
	if got := maps.Collect(l.Index().Documents()); !maps.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func markSomewhere(t *testing.T, s *session.Session, document, entity annotate.ID, n int) {
	t.Helper()
	p, err := s.Page(document)
	if err != nil {
		t.Fatal(err)
	}
	var values []annotate.FeatureValue
	if n%3 > 0 {
		values = append(values, annotate.FeatureValue{Feature: "claimant", Values: []annotate.Value{{Type: annotate.TypeEntity, Ref: entity}}})
	}
	cs, _, err := s.Editor().Mark(p, "claim", []text.Span{{Start: 0, End: 7}}, values...)
	apply(t, s, cs, err)
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
