package annotate_test

import (
	"reflect"
	"slices"
	"testing"

	"parley/annotate"
	"parley/annotate/annotatetest"
)

func TestRenamed(t *testing.T) {
	type V = annotate.Value
	id := annotatetest.ID
	hts, group, jolani := id(1), id(2), id(3)
	entity := func(ref annotate.ID, mention ...annotate.ID) V {
		return V{Type: annotate.TypeEntity, Ref: ref, Mention: append(mention, annotate.ID{})[0]}
	}
	merge := func(e annotate.ID, _ *V) annotate.ID {
		if e == group {
			return hts
		}
		return e
	}
	drop := func(e annotate.ID, _ *V) annotate.ID {
		if e == group {
			return annotate.ID{}
		}
		return e
	}
	text := V{Text: "هيئة"}
	for name, c := range map[string]struct {
		to       func(annotate.ID, *V) annotate.ID
		in, want []V
	}{
		"another":             {merge, []V{entity(group), text}, []V{entity(hts), text}},
		"both":                {merge, []V{entity(hts), entity(jolani), entity(group)}, []V{entity(hts), entity(jolani)}},
		"both, the other way": {merge, []V{entity(group), entity(jolani), entity(hts)}, []V{entity(hts), entity(jolani)}},
		"a mention is kept":   {merge, []V{entity(hts), entity(group, id(9))}, []V{entity(hts, id(9))}},
		"the first mention":   {merge, []V{entity(hts, id(8)), entity(group, id(9))}, []V{entity(hts, id(8))}},
		"twice before":        {merge, []V{entity(hts, id(8)), entity(hts, id(9)), entity(jolani)}, nil},
		"unset":               {drop, []V{entity(group), text}, []V{text}},
		"unset, the last":     {drop, []V{entity(group)}, []V{}},
		"an annotation's ID":  {merge, []V{{Type: annotate.TypeAnnotation, Ref: group}}, nil},
	} {
		in := []annotate.FeatureValue{{Feature: "a", Values: slices.Clone(c.in)}, {Feature: "ü", Values: []V{text}}}
		for _, r := range []annotate.Record{&annotate.Annotation{Features: in}, &annotate.Relation{Features: in}} {
			got := annotate.Renamed(r, c.to)
			if c.want == nil {
				if got != r {
					t.Errorf("%s: changed", name)
				}
				continue
			}
			values := reflect.ValueOf(got).Elem().FieldByName("Features").Interface().([]annotate.FeatureValue)
			if len(c.want) == 0 {
				if len(values) != 1 || values[0].Feature != "ü" {
					t.Errorf("%s: %v", name, values)
				}
			} else if !slices.Equal(values[0].Values, c.want) {
				t.Errorf("%s: %v, want %v", name, values[0].Values, c.want)
			}
			if !slices.Equal(in[0].Values, c.in) {
				t.Errorf("%s: the old record was changed", name)
			}
		}
	}
}

func TestRenamedEntity(t *testing.T) {
	id := annotatetest.ID
	old := &annotate.Entity{ID: id(1), Parent: id(2), Affiliations: []annotate.Affiliation{{Entity: id(3), Role: "emir"}, {Entity: id(2), Role: "emir"}, {Entity: id(4)}}}
	if got := slices.Collect(annotate.Entities(old)); !slices.Equal(got, []annotate.ID{id(2), id(3), id(2), id(4)}) {
		t.Errorf("names %v", got)
	}
	next := annotate.Renamed(old, func(e annotate.ID, _ *annotate.Value) annotate.ID {
		return map[annotate.ID]annotate.ID{id(2): id(3), id(4): id(1)}[e]
	}).(*annotate.Entity)
	if next.Parent != id(3) || len(next.Affiliations) != 1 || next.Affiliations[0].Role != "emir" || len(old.Affiliations) != 3 {
		t.Errorf("%+v", next)
	}
	if same := annotate.Renamed(old, func(e annotate.ID, _ *annotate.Value) annotate.ID { return e }); same != annotate.Record(old) {
		t.Error("changed by nothing")
	}
}
