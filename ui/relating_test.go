package ui

import (
	"slices"
	"testing"

	"parley/annotate"
)

// What the note says of a relation: its type, both ends, its values by the names people
// gave them, and its note.
func TestRelationDescribed(t *testing.T) {
	b, list := linkBench(t, annotate.RelationType{ID: "supports", Name: "Supports", Features: []annotate.Feature{
		{ID: "how", Name: "How", Types: []annotate.FeatureType{annotate.TypeTag}, Tagset: "stance"},
	}})
	s := *b.project.session.Schema()
	s.Tagsets, s.Version = slices.Clone(s.Tagsets), s.Version+1
	s.Tagsets[0].Tags = []annotate.Tag{{ID: "favor", Name: "wholly", Code: "7"}}
	e := b.editor()
	if !b.apply(e.Join("Edit schema", annotate.ChangeSet{Changes: []annotate.Change{annotate.Update(b.project.session.Schema(), &s)}}), nil) {
		t.Fatal("the schema was refused")
	}
	r := &annotate.Relation{
		Type: "supports", From: list[0].ID, To: list[1].ID, Note: "see the end",
		Features: []annotate.FeatureValue{{Feature: "how", Values: []annotate.Value{{Type: annotate.TypeTag, Tag: "favor"}}}},
	}
	lines := b.relationDescribed(r)
	if len(lines) != 5 || lines[0] != "Supports" || lines[3] != "How: "+s.Tagsets[0].Tags[0].Label() || lines[4] != "Note: see the end" {
		t.Errorf("%q", lines)
	}
}
