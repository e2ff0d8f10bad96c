package query_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"parley/annotate"
	"parley/annotate/annotatetest"
	"parley/annotate/query"
	"parley/annotate/schema"
)

var _ schema.Finder = (*query.Index)(nil)

// Features and relation types are counted as by hand, whatever comes, changes and goes.
func TestCounts(t *testing.T) {
	rnd, x := rand.New(rand.NewPCG(3, 5)), query.New()
	features := []annotate.FeatureID{"note", "موقف", "rôle"}
	some := func() (list []annotate.FeatureValue) {
		for _, f := range features {
			switch rnd.IntN(4) {
			case 0:
				list = append(list, annotate.FeatureValue{Feature: f, Values: []annotate.Value{{Text: "ü e\u0301 📌"}}})
			case 1:
				list = append(list, annotate.FeatureValue{Feature: f, Values: []annotate.Value{{Type: annotate.TypeTag, Tag: "a"}, {Type: annotate.TypeTag, Tag: "b"}}})
			case 2:
				list = append(list, annotate.FeatureValue{Feature: f})
			}
		}
		return list
	}
	make := func(n uint64) annotate.Record {
		at := annotatetest.ID(1 + n%7)
		if n%3 == 0 {
			return &annotate.Relation{ID: annotatetest.ID(n), Document: at, Type: annotate.RelationTypeID(fmt.Sprint("r", rnd.IntN(2))), Features: some()}
		}
		return &annotate.Annotation{ID: annotatetest.ID(n), Document: at, Layer: annotate.LayerID(fmt.Sprint("l", rnd.IntN(2))), Features: some()}
	}
	there := map[uint64]annotate.Record{}
	for range 600 {
		n := rnd.Uint64N(40)
		c := annotate.Change{Old: there[n], New: make(n)}
		if c.Old != nil && rnd.IntN(3) == 0 {
			c.New = nil
		}
		x.Apply(&annotate.ChangeSet{Changes: []annotate.Change{c}})
		if there[n] = c.New; c.New == nil {
			delete(there, n)
		}
	}
	has := func(list []annotate.FeatureValue, f annotate.FeatureID) int {
		if slices.ContainsFunc(list, func(v annotate.FeatureValue) bool { return v.Feature == f && len(v.Values) > 0 }) {
			return 1
		}
		return 0
	}
	for _, f := range features {
		for _, k := range []string{"0", "1"} {
			annotations, relations, all := 0, 0, 0
			for _, r := range there {
				switch r := r.(type) {
				case *annotate.Annotation:
					if string(r.Layer) == "l"+k {
						annotations += has(r.Features, f)
					}
				case *annotate.Relation:
					if string(r.Type) == "r"+k {
						relations += has(r.Features, f)
						all++
					}
				}
			}
			l, r := annotate.LayerID("l"+k), annotate.RelationTypeID("r"+k)
			if got := [3]int{x.CountFeature(l, f), x.CountRelationFeature(r, f), x.CountRelations(r)}; got != [3]int{annotations, relations, all} {
				t.Errorf("%s of %s: %v, want %d, %d of %d", f, k, got, annotations, relations, all)
			}
		}
	}
	if x.CountFeature("nobody", "note")+x.CountRelations("nobody")+x.CountRelationFeature("nobody", "note") != 0 {
		t.Error("what is not there is counted")
	}
}
