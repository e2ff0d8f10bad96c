package session_test

import (
	"fmt"
	"iter"
	"slices"
	"testing"

	"parley/annotate"
	"parley/annotate/annotatetest"
	"parley/annotate/edit"
	"parley/annotate/session"
	"parley/annotate/text"
	"parley/storage/memory"
)

// crowd is a session with documents of "HTS " and a mention of one actor in every third.
func crowd(t testing.TB, documents, each int) (*session.Session, *annotate.Entity, []annotate.ID) {
	t.Helper()
	s, err := session.Open(memory.New(&annotate.Project{Name: "ü"}, annotatetest.Schema()), "Lina", session.Origin{Now: annotatetest.Clock(), NewID: annotatetest.IDs()})
	if err != nil {
		t.Fatal(err)
	}
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	made, hts, err := s.Editor().AddEntity("HTS", "")
	must(err)
	must(s.Apply(made))
	var drafts []edit.Draft
	for i := range documents {
		body := fmt.Sprintf("هيئة %d", i)
		drafts = append(drafts, edit.Draft{Head: annotate.Document{Title: fmt.Sprint(i), Size: len(body)}, Text: body})
	}
	cs, heads := s.Editor().AddDocuments(drafts...)
	must(s.Apply(cs))
	var in []annotate.ID
	for i, h := range heads {
		p, err := s.Page(h.ID)
		must(err)
		value := annotate.FeatureValue{Feature: "entity", Values: []annotate.Value{{Type: annotate.TypeEntity, Ref: hts.ID}}}
		if i%3 != 2 {
			value = annotate.FeatureValue{Feature: "comment", Values: []annotate.Value{{Text: "📌"}}}
		} else {
			in = append(in, h.ID)
		}
		var sets []annotate.ChangeSet
		for range each {
			cs, _, err := s.Editor().Mark(p, "Actor", []text.Span{{Start: 0, End: 8}}, value)
			must(err)
			sets = append(sets, cs)
		}
		must(s.Apply(s.Editor().Join("Mark", sets...)))
		s.Release(h.ID)
	}
	return s, hts, in
}

func TestNaming(t *testing.T) {
	s, hts, in := crowd(t, 9, 2)
	count := func(ids ...annotate.ID) (documents []annotate.ID) {
		for r, err := range s.Naming(ids...) {
			if err != nil {
				t.Fatal(err)
			}
			documents = append(documents, r.Key().Document)
		}
		return documents
	}
	want := []annotate.ID{in[0], in[0], in[1], in[1], in[2], in[2]}
	if got := count(hts.ID, hts.ID); !slices.Equal(got, want) {
		t.Errorf("in %v", got)
	}
	asked := 0
	s.Locate(func(annotate.ID) iter.Seq[annotate.ID] { asked++; return slices.Values([]annotate.ID{in[2], in[2]}) })
	if got := count(hts.ID); asked != 1 || len(got) != 6 || got[0] != in[2] {
		t.Errorf("asked %d times; in %v", asked, got)
	}
	if got := count(annotatetest.ID(99)); len(got) != 0 {
		t.Errorf("nobody in %v", got)
	}
	for range s.Naming(hts.ID) {
		break
	}
}

// A merge of an actor who is named ten thousand times is one step, and so is its undo.
func TestMergeOfMany(t *testing.T) {
	s, hts, _ := crowd(t, 30, 1000)
	made, keep, err := s.Editor().AddEntity("Hay’at Tahrir al-Sham", "")
	if err == nil {
		err = s.Apply(made)
	}
	if err != nil {
		t.Fatal(err)
	}
	cs, out, err := s.Editor().Merge(s, keep.ID, hts.ID)
	if err == nil {
		err = s.Apply(cs)
	}
	if err != nil || out.Annotations != 10_000 {
		t.Fatal(out, err)
	}
	uses := func(id annotate.ID) int { n, _ := s.Reader().EntityUses(id); return n }
	if uses(keep.ID) != 10_000 || uses(hts.ID) != 0 {
		t.Error(uses(keep.ID), uses(hts.ID))
	}
	if label, err := s.Undo(); err != nil || label != "Merge HTS into Hay’at Tahrir al-Sham" {
		t.Fatal(label, err)
	}
	if uses(keep.ID) != 0 || uses(hts.ID) != 10_000 {
		t.Error(uses(keep.ID), uses(hts.ID))
	}
}
