package codec_test

import (
	"context"
	"maps"
	"slices"
	"testing"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/storage/memory"
)

// toned is ours with a feature that takes tags and words.
func toned(t *testing.T) (*memory.Store, *annotate.Annotator) {
	t.Helper()
	store, lina, _ := ours()
	old, err := store.Schema()
	if err != nil {
		t.Fatal(err)
	}
	next := *old
	next.Layers = slices.Clone(old.Layers)
	next.Layers[0].Features = append(slices.Clone(old.Layers[0].Features),
		annotate.Feature{ID: "tone", Name: "Tone", Types: []annotate.FeatureType{annotate.TypeTag, annotate.TypeText}, Tagset: "stance", Multi: true})
	if _, err := store.Commit(&annotate.ChangeSet{Label: "tone", Changes: []annotate.Change{annotate.Update(old, &next)}}); err != nil {
		t.Fatal(err)
	}
	return store, lina
}

// Each value goes where the mapping says: to another tag, from words to a tag, to its name as
// words, out, or, when it says nothing, to what it is called or to a tag that is added.
func TestImportTags(t *testing.T) {
	tags := func(m ...annotate.TagID) map[annotate.TagID]annotate.TagID {
		return map[annotate.TagID]annotate.TagID{m[0]: m[1]}
	}
	for name, c := range map[string]struct {
		feature int
		mapping codec.FeatureMapping
		extend  bool
		want    []annotate.Value
		lost    string
		added   bool // the tag "angry"
	}{
		"to another":        {0, codec.FeatureMapping{From: "Stance", To: "tone", Tags: tags("angry", "against")}, true, []annotate.Value{{Type: annotate.TypeTag, Tag: "favor"}, {Type: annotate.TypeTag, Tag: "against"}}, "", false},
		"to its own name":   {0, codec.FeatureMapping{From: "Stance", To: "tone", AsText: []annotate.TagID{"angry"}}, false, []annotate.Value{{Type: annotate.TypeTag, Tag: "favor"}, {Type: annotate.TypeText, Text: "angry"}}, "", false},
		"out":               {0, codec.FeatureMapping{From: "Stance", To: "tone", Tags: tags("FAVOR", "favor"), TagsOut: []annotate.TagID{"angry"}}, true, []annotate.Value{{Type: annotate.TypeTag, Tag: "favor"}}, "1 value that the mapping leaves out", false},
		"nothing, extended": {0, codec.FeatureMapping{From: "Stance", To: "tone", Tags: tags("FAVOR", "favor")}, true, []annotate.Value{{Type: annotate.TypeTag, Tag: "favor"}, {Type: annotate.TypeTag, Tag: "angry"}}, "", true},
		"words to a tag":    {2, codec.FeatureMapping{From: "mood", To: "stance", Tags: tags("cross", "against")}, true, []annotate.Value{{Type: annotate.TypeTag, Tag: "against"}}, "", false},
		"words out":         {2, codec.FeatureMapping{From: "mood", To: "tone", TagsOut: []annotate.TagID{"cross"}}, true, nil, "1 value that the mapping leaves out", false},
		"words of no tag":   {2, codec.FeatureMapping{From: "mood", To: "stance"}, true, nil, "1 value that the feature it is mapped to does not take", false},
	} {
		t.Run(name, func(t *testing.T) {
			store, lina := toned(t)
			from, schema := foreign(t, words), must(store.Schema())
			m := codec.Propose(from.Schema(), schema)
			m.Layer("CLAIM").Features = []codec.FeatureMapping{{From: "Stance", Out: true}, {From: "speaker", Out: true}, {From: "mood", Out: true}}
			m.Layer("CLAIM").Features[c.feature] = c.mapping
			m.Layer("PER").To = "actor"
			if name == "to another" { // what is alike is proposed
				c.mapping.Tags["FAVOR"] = codec.ProposeTags(from.Schema(), schema, &from.schema.Layers[0].Features[0], schema.Layer("claim").Feature("tone"))["FAVOR"]
			}
			if err := m.Check(from.Schema(), schema); err != nil {
				t.Fatal(err)
			}
			m.Layer("Noise").Out = true
			o := options(store, lina, m)
			o.Extend = c.extend
			before := maps.Clone(c.mapping.Tags)
			report, err := codec.Import(context.Background(), from, o)
			if err != nil {
				t.Fatal(err)
			}
			if !maps.Equal(before, c.mapping.Tags) {
				t.Error("the mapping was altered")
			}
			claim, _ := recorded(t, store)
			if got := claim.Values(c.mapping.To); !slices.Equal(got, c.want) {
				t.Errorf("%+v", got)
			}
			if added := must(store.Schema()).Tagset("stance").Tag("angry") != nil; added != c.added {
				t.Errorf("added %t", added)
			}
			found := false
			for _, l := range report.Lost {
				found = found || l.String() == c.lost
			}
			if found != (c.lost != "") {
				t.Errorf("lost %v, want %q", report.Lost, c.lost)
			}
		})
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// What is called otherwise is proposed for the feature that has most of its tags.
func TestProposeByTags(t *testing.T) {
	feature := func(id annotate.FeatureID, set annotate.TagsetID) annotate.Feature {
		return annotate.Feature{ID: id, Name: string(id), Types: []annotate.FeatureType{annotate.TypeTag}, Tagset: set}
	}
	set := func(id annotate.TagsetID, tags ...annotate.TagID) annotate.Tagset {
		s := annotate.Tagset{ID: id, Name: string(id)}
		for _, g := range tags {
			s.Tags = append(s.Tags, annotate.Tag{ID: g, Name: string(g)})
		}
		return s
	}
	to := &annotate.Schema{Layers: []annotate.Layer{{ID: "claim", Name: "Claim", Features: []annotate.Feature{feature("stance", "ü"), feature("الصوت", "voice"), feature("other", "voice")}}},
		Tagsets: []annotate.Tagset{set("ü", "favor", "against", "e\u0301"), set("voice", "author", "quote")}}
	for want, tags := range map[annotate.FeatureID][]annotate.TagID{
		"stance": {"FAVOR", "Against", "📌"}, "": {"favor", "x", "y"}, // too few, and …
		" ": {"author", "quote"}, // … two have them
	} {
		from := &annotate.Schema{Layers: []annotate.Layer{{ID: "CLAIM", Name: "CLAIM", Features: []annotate.Feature{feature("polarity", "p")}}}, Tagsets: []annotate.Tagset{set("p", tags...)}}
		m := codec.Propose(from, to)
		if got := m.Layers[0].Features[0]; string(got.To) != string(want) && want != " " || want == " " && got.To != "" {
			t.Errorf("%q go to %q", tags, got.To)
		}
	}
}
