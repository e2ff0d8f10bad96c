package codec_test

import (
	"slices"
	"testing"

	"parley/annotate"
	"parley/annotate/codec"
)

// Layers, relation types and features that are to stay out are not added to a schema, and
// neither are features of a layer that is.
func TestExtendLeavesOut(t *testing.T) {
	from := &annotate.Schema{Name: "from", Layers: []annotate.Layer{
		{ID: "Müller", Name: "Müller", Features: []annotate.Feature{
			{ID: "الميناء", Name: "الميناء", Types: []annotate.FeatureType{annotate.TypeText}},
			{ID: "e\u0301", Name: "e\u0301", Types: []annotate.FeatureType{annotate.TypeText}},
		}},
		{ID: "📌", Name: "📌"},
	}, Relations: []annotate.RelationType{{ID: "👩‍👩‍👧", Name: "👩‍👩‍👧"}, {ID: "𐐀", Name: "𐐀"}}}
	m := codec.Mapping{
		Layers: []codec.LayerMapping{
			{From: "Müller", Features: []codec.FeatureMapping{{From: "الميناء", Out: true}}},
			{From: "📌", Out: true},
		},
		Relations: []codec.RelationMapping{{From: "𐐀", Out: true}},
	}
	to, used := codec.Extend(&annotate.Schema{Name: "to"}, from, m)
	if len(to.Layers) != 1 || len(to.Layers[0].Features) != 1 || to.Layers[0].Features[0].ID != "e\u0301" {
		t.Errorf("layers %+v", to.Layers)
	}
	if len(to.Relations) != 1 || to.Relations[0].ID != "👩‍👩‍👧" {
		t.Errorf("relation types %+v", to.Relations)
	}
	if l := used.Layer("📌"); l == nil || l.To != "" {
		t.Errorf("%+v", l)
	}
	if l := used.Layer("Müller"); l == nil || !slices.ContainsFunc(l.Features, func(f codec.FeatureMapping) bool { return f.From == "الميناء" && f.To == "" }) {
		t.Errorf("%+v", l)
	}
}

// A layer that is sent to another one takes those of its features along that are alike.
func TestProposeLayer(t *testing.T) {
	text := []annotate.FeatureType{annotate.TypeText}
	from := &annotate.Schema{Layers: []annotate.Layer{{ID: "PER", Features: []annotate.Feature{{ID: "Who says", Types: text}, {ID: "else", Types: text}}}}}
	to := &annotate.Schema{Layers: []annotate.Layer{{ID: "Actor", Features: []annotate.Feature{{ID: "who-says", Types: text}}}}}
	m := codec.ProposeLayer(from, to, "PER", "Actor")
	if m.To != "Actor" || len(m.Features) != 2 || m.Features[0].To != "who-says" || m.Features[1].To != "" {
		t.Errorf("%+v", m)
	}
	if m := codec.ProposeLayer(from, to, "PER", "nobody"); m.To != "" || m.From != "PER" {
		t.Errorf("%+v", m)
	}
}
