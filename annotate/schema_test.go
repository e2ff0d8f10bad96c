package annotate_test

import (
	"errors"
	"math"
	"testing"

	"parley/annotate"
	"parley/annotate/annotatetest"
)

func TestNamedInAnyCase(t *testing.T) {
	s := &annotate.Schema{
		Layers: []annotate.Layer{
			{ID: "claim", Name: "Behauptung", Features: []annotate.Feature{{ID: "über", Name: "Über wen"}}},
			{ID: "c2", Name: "Claim"}, {ID: "موقف", Name: "Stance"},
		},
		Tagsets:   []annotate.Tagset{{ID: "s", Tags: []annotate.Tag{{ID: "f", Code: "1", Name: "Favor"}, {ID: "a", Code: "2", Name: "1"}}}},
		Relations: []annotate.RelationType{{ID: "supports", Name: "Stützt"}},
	}
	for name, want := range map[string]annotate.LayerID{"claim": "claim", "CLAIM": "claim", "behauptung": "claim", "c2": "c2", "stance": "موقف", "موقف": "موقف"} {
		if l := s.LayerNamed(name); l == nil || l.ID != want {
			t.Errorf("%s: %+v, want %s", name, l, want)
		}
	}
	for _, name := range []string{"", "clai", " claim"} {
		if l := s.LayerNamed(name); l != nil {
			t.Errorf("%q: %s", name, l.ID)
		}
	}
	if f := s.Layers[0].FeatureNamed("ÜBER WEN"); f == nil || f.ID != "über" {
		t.Errorf("feature %+v", f)
	}
	if r := s.RelationNamed("STÜTZT"); r == nil || r.ID != "supports" {
		t.Errorf("relation %+v", r)
	}
	set := s.Tagset("s")
	for name, want := range map[string]annotate.TagID{"F": "f", "favor": "f", "1 FAVOR": "f", "1": "a", "2": "a"} {
		if g := set.TagNamed(name); g == nil || g.ID != want {
			t.Errorf("%s: %+v, want %s", name, g, want)
		}
	}
	if set.TagNamed("") != nil || (&annotate.Tagset{}).TagNamed("x") != nil {
		t.Error("a tag was found by no name, or in an empty tagset")
	}
}

func TestSchemaCheck(t *testing.T) {
	if err := annotatetest.Schema().Check(); err != nil {
		t.Fatal(err)
	}
	if err := (&annotate.Schema{}).Check(); err != nil {
		t.Errorf("an empty schema: %v", err)
	}
	type s = annotate.Schema
	for name, spoil := range map[string]func(*s){
		"layer without a name":     func(s *s) { s.Layers[0].Name = " " },
		"layer without an ID":      func(s *s) { s.Layers[0].ID = "" },
		"name of another layer":    func(s *s) { s.Layers[1].Name = "cLAIM" },
		"ID is another's name":     func(s *s) { s.Layers[1].ID = "CLAIM" },
		"key of two layers":        func(s *s) { s.Layers[1].Key = "1" },
		"key 0":                    func(s *s) { s.Layers[1].Key = "0" },
		"key of two digits":        func(s *s) { s.Layers[1].Key = "12" },
		"key ü":                    func(s *s) { s.Layers[1].Key = "ü" },
		"feature twice":            func(s *s) { s.Layers[0].Features[1].Name = "Stance" },
		"feature without types":    func(s *s) { s.Layers[0].Features[1].Types = nil },
		"type twice":               func(s *s) { s.Layers[0].Features[1].Types = []annotate.FeatureType{1, 1} },
		"unknown type":             func(s *s) { s.Layers[0].Features[1].Types = []annotate.FeatureType{99} },
		"no such tagset":           func(s *s) { s.Layers[0].Features[0].Tagset = "x" },
		"tag without a name":       func(s *s) { s.Tagsets[0].Tags[0].Name = "" },
		"tag twice":                func(s *s) { s.Tagsets[0].Tags[2].ID = "favor" },
		"child before its parent":  func(s *s) { s.Tagsets[0].Tags[0].Parent = "against" },
		"tag is its own parent":    func(s *s) { s.Tagsets[0].Tags[0].Parent = "favor" },
		"relation twice":           func(s *s) { s.Relations[1].ID = "supports" },
		"relation of no layer":     func(s *s) { s.Relations[1].To = []annotate.LayerID{"x"} },
		"relation feature no type": func(s *s) { s.Relations[1].Features = []annotate.Feature{{ID: "a", Name: "a"}} },
	} {
		s := annotatetest.Schema()
		spoil(s)
		if err := s.Check(); !errors.Is(err, annotate.ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestCheckValue(t *testing.T) {
	s := annotatetest.Schema()
	claim := s.Layer("Claim")
	type v = annotate.Value
	for _, c := range []struct {
		feature annotate.FeatureID
		value   v
		ok      bool
	}{
		{"stance", v{Type: annotate.TypeTag, Tag: "strong"}, true},
		{"stance", v{Type: annotate.TypeTag, Tag: "unknown"}, false},
		{"stance", v{Type: annotate.TypeTag}, false},
		{"stance", v{Type: annotate.TypeText, Text: "favor"}, false},
		{"stance", v{Type: annotate.TypeTag, Tag: "favor", Text: "x"}, false},
		{"weight", v{Type: annotate.TypeNumber}, true},
		{"weight", v{Type: annotate.TypeNumber, Number: -1.5}, true},
		{"weight", v{Type: annotate.TypeNumber, Number: math.NaN()}, false},
		{"weight", v{Type: annotate.TypeNumber, Number: math.Inf(1)}, false},
		{"direct", v{Type: annotate.TypeBoolean}, true},
		{"direct", v{Type: annotate.TypeBoolean, Bool: true}, true},
		{"direct", v{Type: annotate.TypeBoolean, Number: 1}, false},
		{"date", v{Type: annotate.TypeDate, Date: annotate.Date{Year: 2025}}, true},
		{"date", v{Type: annotate.TypeDate}, false},
		{"comment", v{Type: annotate.TypeText, Text: "ü 📌"}, true},
		{"comment", v{Type: annotate.TypeText, Text: " \n"}, false},
		{"comment", v{Type: annotate.TypeText, Text: "x", Number: math.NaN()}, false},
		{"claimant", v{Type: annotate.TypeEntity, Ref: annotatetest.ID(1), Mention: annotatetest.ID(2)}, true},
		{"claimant", v{Type: annotate.TypeEntity, Mention: annotatetest.ID(2)}, false},
		{"target", v{Type: annotate.TypeAnnotation, Ref: annotatetest.ID(1)}, true},
		{"target", v{Type: annotate.TypeAnnotation, Ref: annotatetest.ID(1), Mention: annotatetest.ID(2)}, false},
		{"target", v{Type: annotate.TypeText, Text: "the law"}, true},
		{"target", v{Type: 99}, false},
	} {
		err := s.CheckValue(claim.Feature(c.feature), c.value)
		if (err == nil) != c.ok || err != nil && !errors.Is(err, annotate.ErrInvalid) {
			t.Errorf("%s: %+v: %v", c.feature, c.value, err)
		}
	}
	nan := s.CheckValue(claim.Feature("weight"), v{Type: annotate.TypeNumber, Number: math.NaN()})
	if want := "weight: NaN is not a number to record: not allowed"; nan == nil || nan.Error() != want {
		t.Errorf("%v, want %s", nan, want)
	}
}

func TestFeatureTypes(t *testing.T) {
	for f := annotate.TypeText; f <= annotate.TypeAnnotation; f++ {
		if got, err := annotate.ParseFeatureType(f.String()); err != nil || got != f {
			t.Errorf("%s: %s, %v", f, got, err)
		}
	}
	if _, err := annotate.ParseFeatureType("ü"); !errors.Is(err, annotate.ErrInvalid) {
		t.Error(err)
	}
}
