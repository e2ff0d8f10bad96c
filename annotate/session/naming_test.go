package session_test

import (
	"fmt"
	"iter"
	"reflect"
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

// Documents are found by their authors and who speaks in them, with and without annotations
// that name the same actor; a merge carries them along, and its undo brings them back.
func TestNamingOfHeads(t *testing.T) {
	s, hts, in := crowd(t, 9, 1)
	keep, jolani := annotate.ID{}, annotate.ID{}
	for name, id := range map[string]*annotate.ID{"Hay’at Tahrir al-Sham": &keep, "الجولاني": &jolani} {
		made, e, err := s.Editor().AddEntity(name, "")
		if err == nil {
			err = s.Apply(made)
		}
		if err != nil {
			t.Fatal(err)
		}
		*id = e.ID
	}
	head := func(id annotate.ID, alter func(*annotate.Document)) {
		cs, err := s.Editor().EditDocument(s.Summary(id).Document, alter)
		if err == nil {
			err = s.Apply(cs)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	head(in[1], func(d *annotate.Document) { d.Author, d.AuthorEntity = "HTS", hts.ID })
	head(s.Rows().At(0).ID, func(d *annotate.Document) {
		d.Turns = []annotate.Turn{{Start: 0, Speaker: "GL", Entity: jolani}, {Start: 2, Speaker: "hts", Entity: hts.ID}, {Start: 4, Entity: hts.ID}}
	})
	found := func(id annotate.ID) (kinds []annotate.Kind) {
		for r, err := range s.Naming(id) {
			if err != nil {
				t.Fatal(err)
			}
			kinds = append(kinds, r.Key().Kind)
		}
		slices.Sort(kinds)
		return kinds
	}
	if got := found(jolani); !slices.Equal(got, []annotate.Kind{annotate.KindDocument}) {
		t.Errorf("one who only speaks: %v", got)
	}
	want := []annotate.Kind{annotate.KindDocument, annotate.KindDocument, annotate.KindAnnotation, annotate.KindAnnotation, annotate.KindAnnotation}
	if got := found(hts.ID); !slices.Equal(got, want) {
		t.Errorf("%v", got)
	}
	s.Locate(func(annotate.ID) iter.Seq[annotate.ID] { return slices.Values(in) })
	if got := found(hts.ID); !slices.Equal(got, want) {
		t.Errorf("located: %v", got)
	}
	if used, err := s.Editor().Uses(s, hts.ID); err != nil || used.String() != "3 annotations, 2 documents" {
		t.Error(used, err)
	}
	first := s.Rows().At(0).ID
	before := *s.Summary(first).Document
	cs, _, err := s.Editor().Merge(s, keep, hts.ID)
	if err == nil {
		err = s.Apply(cs)
	}
	if err != nil {
		t.Fatal(err)
	}
	if d := s.Summary(first); d.Turns[1].Entity != keep || d.Turns[0].Entity != jolani || s.Summary(in[1]).AuthorEntity != keep {
		t.Errorf("%+v", d.Turns)
	}
	if _, err := s.Undo(); err != nil {
		t.Fatal(err)
	}
	if got := s.Summary(first).Document; !reflect.DeepEqual(got, &before) || s.Summary(in[1]).AuthorEntity != hts.ID {
		t.Errorf("undone, it is %+v", got)
	}
}

// The number of a schema that was undone is not used again.
func TestSchemaNumbers(t *testing.T) {
	s, _, _ := crowd(t, 1, 1)
	change := func(name string) {
		next := *s.Schema()
		next.Name = name
		cs, err := s.Editor().SetSchema(next)
		if err == nil {
			err = s.Apply(cs)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	change("Ü")
	if _, err := s.Undo(); err != nil || s.Schema().Version != 1 {
		t.Fatal(s.Schema().Version, err)
	}
	change("📌")
	list, err := s.Reader().SchemaVersions()
	if err != nil || len(list) != 3 || s.Schema().Version != 3 || list[0].Schema.Name != "📌" || list[1].Schema.Name != "Ü" || list[1].Since.IsZero() {
		t.Errorf("%d, %v, %v", s.Schema().Version, list, err)
	}
}
