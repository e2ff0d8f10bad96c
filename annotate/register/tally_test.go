package register_test

import (
	"math/rand/v2"
	"testing"

	"parley/annotate"
	"parley/annotate/annotatetest"
	"parley/annotate/edit"
	"parley/annotate/register"
	"parley/annotate/session"
	"parley/annotate/text"
	"parley/storage/memory"
)

func TestIsMention(t *testing.T) {
	s := annotatetest.Schema()
	for layer, want := range map[annotate.LayerID]bool{"Claim": false, "Actor": true} {
		if register.IsMention(s.Layer(layer)) != want {
			t.Errorf("%s: %v", layer, !want)
		}
	}
	two := annotate.Layer{Features: []annotate.Feature{{Types: []annotate.FeatureType{annotate.TypeEntity}}, {Types: []annotate.FeatureType{annotate.TypeEntity, annotate.TypeText}}}}
	if register.IsMention(&two) || register.IsMention(&annotate.Layer{}) {
		t.Error("a layer of two actors, or of none")
	}
}

// only hides that a store can be scanned.
type only struct{ session.Reader }

// The tally that is kept is the one that a scan gives, whatever was done; so is that of a
// reader that cannot be scanned.
func TestTally(t *testing.T) {
	schema := annotatetest.Schema()
	schema.Relations[0].Features = []annotate.Feature{{ID: "by", Name: "By", Types: []annotate.FeatureType{annotate.TypeEntity}}}
	s, err := session.Open(memory.New(&annotate.Project{Name: "ü"}, schema), "Lina", session.Origin{Now: annotatetest.Clock(), NewID: annotatetest.IDs()})
	if err != nil {
		t.Fatal(err)
	}
	kept := register.NewTally(schema)
	s.Observe(func(e session.Event) { kept.Apply(e.ChangeSet) })
	do := func(cs annotate.ChangeSet, err error) {
		t.Helper()
		if err == nil {
			err = s.Apply(cs)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	actor := func(name string) *annotate.Entity {
		cs, n, err := s.Editor().AddEntity(name, "")
		do(cs, err)
		return n
	}
	hts, group, parent, unused := actor("HTS"), actor("the group"), actor("Syria"), actor("الجولاني")
	do(s.Editor().SetParent(s, hts.ID, parent.ID))
	body := "HTS 📌 هيئة"
	cs, heads := s.Editor().AddDocuments(edit.Draft{Head: annotate.Document{Title: "ü", Size: len(body)}, Text: body})
	do(cs, nil)
	page, err := s.Page(heads[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	value := func(f annotate.FeatureID, actors ...*annotate.Entity) annotate.FeatureValue {
		fv := annotate.FeatureValue{Feature: f}
		for _, n := range actors {
			fv.Values = append(fv.Values, annotate.Value{Type: annotate.TypeEntity, Ref: n.ID})
		}
		return fv
	}
	mark := func(layer annotate.LayerID, fv annotate.FeatureValue) *annotate.Annotation {
		cs, a, err := s.Editor().Mark(page, layer, []text.Span{{Start: 0, End: 3}}, fv)
		do(cs, err)
		return a
	}
	mark("Actor", value("entity", hts))
	mark("Actor", value("entity", group))
	a, b := mark("Claim", value("claimant", hts, group)), mark("Claim", value("claimant", hts))
	cs, r, err := s.Editor().Link(page, "supports", a.ID, b.ID)
	do(cs, err)
	do(s.Editor().SetRelationFeature(page, r, "by", value("by", group).Values...))
	want := func(n *annotate.Entity, c register.Count) {
		t.Helper()
		scan, err := register.Read(s.Reader(), schema)
		if err != nil {
			t.Fatal(err)
		}
		slow, err := register.Read(only{s.Reader()}, schema)
		if err != nil {
			t.Fatal(err)
		}
		if kept.Of(n.ID) != c || scan.Of(n.ID) != c || slow.Of(n.ID) != c {
			t.Errorf("%s: %+v kept, %+v scanned, %+v by document; want %+v", n.Name, kept.Of(n.ID), scan.Of(n.ID), slow.Of(n.ID), c)
		}
	}
	want(hts, register.Count{Mentions: 1, Statements: 2})
	want(group, register.Count{Mentions: 1, Statements: 1, Relations: 1})
	all, _ := s.Entities()
	if list := register.Unused(all, kept); len(list) != 1 || list[0] != unused {
		t.Errorf("unused: %v", list)
	}
	merged, _, err := s.Editor().Merge(s, hts.ID, group.ID)
	do(merged, err)
	want(hts, register.Count{Mentions: 2, Statements: 2, Relations: 1})
	want(group, register.Count{})
	if _, err := s.Undo(); err != nil {
		t.Fatal(err)
	}
	want(hts, register.Count{Mentions: 1, Statements: 2})
	want(group, register.Count{Mentions: 1, Statements: 1, Relations: 1})
	do(s.Editor().EditDocument(s.Summary(heads[0].ID).Document, func(d *annotate.Document) {
		d.AuthorEntity, d.Turns = unused.ID, []annotate.Turn{{Speaker: "GL", Entity: hts.ID}, {Start: 3, Entity: unused.ID}}
	}))
	want(unused, register.Count{Documents: 1})
	want(hts, register.Count{Mentions: 1, Statements: 2, Documents: 1})
	if list := register.Unused(all, kept); len(list) != 0 {
		t.Errorf("unused, an author: %v", list)
	}
}

// FuzzSame: any two names can be compared, and in either order.
func FuzzSame(f *testing.F) {
	rnd := rand.New(rand.NewPCG(1, 1))
	for _, n := range crowd(20) {
		f.Add(n.Name, annotatetest.Sample[rnd.IntN(20):])
	}
	f.Add("HTS", "Hay’at Tahrir al-Sham")
	f.Add("\u0640\u0640", "ال")
	f.Fuzz(func(t *testing.T, a, b string) {
		one, other := register.Same(actors2(a, b)), register.Same(actors2(b, a))
		if len(one) != len(other) || len(one) == 1 && (one[0].Score != other[0].Score || one[0].Why != other[0].Why) {
			t.Errorf("%q and %q: %s, %s", a, b, told(one), told(other))
		}
		register.Ambiguities(actors2(a, b))
	})
}

func actors2(a, b string) []*annotate.Entity {
	return []*annotate.Entity{{ID: annotatetest.ID(1), Name: a}, {ID: annotatetest.ID(2), Name: b}}
}
