package schema_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"parley/annotate"
	"parley/annotate/annotatetest"
	"parley/annotate/codec/parley"
	"parley/annotate/edit"
	"parley/annotate/schema"
	"parley/annotate/text"
	"parley/assets"
)

func template(t *testing.T, name string) *annotate.Schema {
	t.Helper()
	b, err := assets.Template(name)
	if err != nil {
		t.Fatal(err)
	}
	s, err := parley.ReadSchema(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Every layer of every template marks, every relation type links, and all of it can be a
// draft's beginning.
func TestTemplatesWork(t *testing.T) {
	for _, name := range assets.TemplateNames() {
		s := template(t, name)
		if err := s.Check(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		p := annotatetest.Page{ID: annotatetest.ID(1), Records: annotatetest.Records{}}
		for _, r := range []annotate.Record{&annotate.Document{ID: p.ID}, &annotate.Body{Document: p.ID, Text: annotatetest.Sample}} {
			p.Records[r.Key()] = r
		}
		e := edit.Editor{Annotator: annotatetest.ID(2), Schema: s, Now: annotatetest.Clock(), NewID: annotatetest.IDs()}
		made := map[annotate.LayerID][]annotate.ID{}
		for i := range s.Layers {
			for range 2 {
				cs, a, err := e.Mark(p, s.Layers[i].ID, []text.Span{{Start: 0, End: 7}}, filled(s, s.Layers[i].Features)...)
				if err == nil {
					err = p.Records.Apply(cs.Changes...)
				}
				if err != nil {
					t.Fatalf("%s: layer %s does not mark: %v", name, s.Layers[i].Name, err)
				}
				made[a.Layer] = append(made[a.Layer], a.ID)
			}
		}
		for _, r := range s.Relations {
			if _, _, err := e.Link(p, r.ID, made[first(s, r.From)][0], made[first(s, r.To)][1]); err != nil {
				t.Errorf("%s: relation type %s does not link: %v", name, r.Name, err)
			}
		}
		if d := schema.Begin(s); d.Changed() {
			t.Errorf("%s: a draft of it differs: %v", name, d.Diff().Lines())
		}
	}
}

func first(s *annotate.Schema, ends []annotate.LayerID) annotate.LayerID {
	if len(ends) == 0 {
		return s.Layers[0].ID
	}
	return ends[0]
}

// filled has a value of the usual type in every feature but those that name an annotation.
func filled(s *annotate.Schema, features []annotate.Feature) (list []annotate.FeatureValue) {
	for _, f := range features {
		v := annotate.Value{Type: f.Types[0]}
		switch v.Type {
		case annotate.TypeText:
			v.Text = "هيئة 👨‍👩‍👧"
		case annotate.TypeTag:
			if len(s.Tagset(f.Tagset).Tags) == 0 { // a codebook that a project begins empty
				continue
			}
			v.Tag = s.Tagset(f.Tagset).Tags[0].ID
		case annotate.TypeEntity:
			v.Ref = annotatetest.ID(77)
		case annotate.TypeDate:
			v.Date = annotate.Date{Year: 2018}
		case annotate.TypeAnnotation:
			continue
		}
		list = append(list, annotate.FeatureValue{Feature: f.ID, Values: []annotate.Value{v}})
	}
	return list
}

// The default template is what the plan of the house says of it.
func TestPoliticalClaimsAsPlanned(t *testing.T) {
	s := template(t, assets.DefaultTemplate)
	for set, want := range map[annotate.TagsetID]string{
		"kind":   "assertion demand evaluation prediction accusation denial promise",
		"stance": "favor against mixed none unclear",
		"voice":  "author direct-quote indirect paraphrase hearsay",
		"form":   "name title pronoun metonym",
	} {
		var got []string
		for _, g := range s.Tagset(set).Tags {
			got = append(got, string(g.ID))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("tagset %s: %s, want %s", set, strings.Join(got, " "), want)
		}
	}
	// How a feature takes values: its types, * for several, the tagset behind a colon.
	for feature, want := range map[string]string{
		"Claim/kind": "tag:kind", "Claim/category": "tag*:category", "Claim/claimant": "entity*", "Claim/addressee": "entity*", "Claim/affected": "entity*",
		"Claim/stance": "tag:stance", "Claim/target": "entity,tag,text:category", "Claim/voice": "tag:voice", "Claim/date": "date", "Claim/confidence": "tag:confidence",
		"Stance/holder": "entity", "Stance/target": "entity,annotation,text", "Stance/value": "tag:stance", "Stance/intensity": "number",
		"Actor/entity": "entity", "Actor/form": "tag:form",
	} {
		layer, id, _ := strings.Cut(feature, "/")
		f := schema.OfLayer(annotate.LayerID(layer)).Feature(s, annotate.FeatureID(id))
		if f == nil {
			t.Errorf("no feature %s", feature)
			continue
		}
		var types []string
		for _, y := range f.Types {
			types = append(types, y.String())
		}
		got := strings.Join(types, ",")
		if f.Multi {
			got += "*"
		}
		if f.Tagset != "" {
			got += ":" + string(f.Tagset)
		}
		if got != want {
			t.Errorf("%s takes %s, want %s", feature, got, want)
		}
	}
	for i, key := range []string{"1", "2", "3"} {
		if s.Layers[i].Key != key || s.Layers[i].Name != []string{"Claim", "Stance", "Actor"}[i] {
			t.Errorf("layer %d: %s on key %s", i, s.Layers[i].Name, s.Layers[i].Key)
		}
	}
	tree := slices.ContainsFunc(s.Tagset("category").Tags, func(g annotate.Tag) bool { return g.Parent != "" && g.Code != "" && g.Definition != "" })
	if !tree || len(s.Relations) != 4 {
		t.Errorf("a codebook that is a tree: %t; %d relation types", tree, len(s.Relations))
	}
}

// The other templates have the parts that their models name.
func TestOtherTemplatesAsPlanned(t *testing.T) {
	for name, want := range map[string][]string{
		"dna-statement":       {"person", "organization", "concept", "agreement"},
		"semeval-2016-stance": {"FAVOR", "AGAINST", "NONE", "target", "opinion"},
		"argument":            {"MajorClaim", "Claim", "Premise", "For", "Against", "supports", "attacks"},
		"named-entities":      {"person"},
	} {
		var b bytes.Buffer
		if err := parley.WriteSchema(&b, template(t, name)); err != nil {
			t.Fatal(err)
		}
		for _, w := range want {
			if !strings.Contains(strings.ToLower(b.String()), strings.ToLower(w)) {
				t.Errorf("%s says nothing of %s", name, w)
			}
		}
	}
}
