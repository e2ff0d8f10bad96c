package query_test

import (
	"testing"

	"parley/annotate"
	"parley/annotate/annotatetest"
	"parley/annotate/query"
	"parley/annotate/schema"
)

var _ schema.Counter = (*query.Index)(nil)

// What a change of the codebook touches is counted as by hand, and follows every change.
func TestCountTaggedAndRecheck(t *testing.T) {
	x := query.New()
	tagged := func(n uint64, recheck string, features ...annotate.FeatureID) *annotate.Annotation {
		a := &annotate.Annotation{ID: annotatetest.ID(n), Document: annotatetest.ID(1), Layer: "Claim", Annotator: annotatetest.ID(2), Recheck: recheck}
		for _, f := range features {
			a.Features = append(a.Features, annotate.FeatureValue{Feature: f, Values: []annotate.Value{{Type: annotate.TypeTag, Tag: "هيئة"}}})
		}
		return a
	}
	first := tagged(10, "", "a")
	list := []*annotate.Annotation{first, tagged(11, "", "b"), tagged(12, "tag 📌 was divided", "a", "b"), tagged(13, "", "a", "b", "c"), tagged(14, "", "b", "c"), tagged(15, "")}
	for _, a := range list {
		x.Apply(&annotate.ChangeSet{Changes: []annotate.Change{annotate.Create(a)}})
	}
	for want, features := range map[int][]annotate.FeatureID{0: nil, 3: {"a"}, 4: {"b"}, 2: {"c"}, 5: {"a", "b"}} {
		if got := x.CountTagged("Claim", "هيئة", features...); got != want {
			t.Errorf("%v: %d, want %d", features, got, want)
		}
	}
	if got := x.CountTagged("Claim", "هيئة", "c", "b", "a"); got != 5 {
		t.Errorf("all three: %d, want 5", got)
	}
	if x.CountLayer("Claim") != 6 || x.CountLayer("Actor") != 0 {
		t.Errorf("layers: %d and %d", x.CountLayer("Claim"), x.CountLayer("Actor"))
	}
	if p, ok := x.Next(annotate.ID{}, -1, query.Recheck()); x.Count(query.Recheck()) != 1 || !ok || p.Annotation != annotatetest.ID(12) {
		t.Errorf("%d to check again, the first %v", x.Count(query.Recheck()), p)
	}
	next := *first
	next.Recheck = "look"
	x.Apply(&annotate.ChangeSet{Changes: []annotate.Change{annotate.Update(first, &next)}})
	if x.Count(query.Recheck()) != 2 || !query.Recheck().Holds(&next) || query.Recheck().Holds(first) {
		t.Errorf("%d to check again, want 2", x.Count(query.Recheck()))
	}
	x.Apply(&annotate.ChangeSet{Changes: []annotate.Change{annotate.Update(&next, first)}})
	if x.Count(query.Recheck()) != 1 {
		t.Errorf("%d to check again, want 1", x.Count(query.Recheck()))
	}
}
