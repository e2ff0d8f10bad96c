package uima_test

import (
	"slices"
	"testing"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/codec/uima"
	"parley/annotate/text"
)

func TestNaming(t *testing.T) {
	s := &annotate.Schema{
		Layers:    []annotate.Layer{{ID: "claim", Name: "Claim"}, {ID: "claim2", Name: "Claim"}, {ID: "a.b.C", Name: "See"}, {ID: "q", Name: "مطلب 1"}, {ID: "person", Name: "Person"}},
		Relations: []annotate.RelationType{{ID: "supports", Name: "supports"}, {ID: "a.b.C:who", Name: "C:who"}},
	}
	m := &codec.Mapping{Layers: []codec.LayerMapping{{From: "x.Old", To: "person", Features: []codec.FeatureMapping{{From: "val", To: "value"}}}, {From: "x.Out"}}}
	n := uima.NewNaming(s, m)
	for got, want := range map[string]string{
		n.Layer("claim"): "webanno.custom.Claim", n.Layer("claim2"): "webanno.custom.Claim2", n.Layer("a.b.C"): "a.b.C", n.Layer("q"): "webanno.custom.x_____1",
		n.Layer("person"): "x.Old", n.Relation("supports"): "webanno.custom.supports", n.Relation("a.b.C:who"): "a.b.C:who",
		n.Feature("x.Old", "value"): "val", n.Feature("webanno.custom.Claim", "a b"): "a_b", string(n.LayerTo("x.Old")): "person",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	n.Own("a b")
	n.Own("fine")
	for id, want := range map[annotate.FeatureID]string{"a b": "a b", "a  b": "a__b", "fine": "fine"} {
		if got := n.Feature("webanno.custom.Claim", id); got != want {
			t.Errorf("%q is called %q in a file that has “a b”, want %q", id, got, want)
		}
	}
	if n.LayerTo("x.Out") != "" {
		t.Error("what stayed out has a layer")
	}
}

func TestSentences(t *testing.T) {
	tx, err := text.New("📌 Müller, u\u0308x.\n\n 𐐀 👩‍👩‍👧 الميناء!  ")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range uima.Sentences(tx) {
		for _, at := range s {
			got = append(got, tx.Slice(at))
		}
		got = append(got, "/")
	}
	if want := []string{"📌", "Müller", ",", "u\u0308x", ".", "/", "𐐀", "👩‍👩‍👧", "الميناء", "!", "/"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// A word that a sentence ends in is a token once, of the sentence that it begins in.
func TestSentencesInAWord(t *testing.T) {
	x, err := text.New("   \u0627\u0644.Ev\u0645\u064a 𐐀. 📌 So")
	if err != nil {
		t.Fatal(err)
	}
	end := text.Offset(0)
	for _, s := range uima.Sentences(x) {
		for _, at := range s {
			if at.Start < end {
				t.Fatalf("%q begins at %d, in the token before it: %v", x.Slice(at), at.Start, uima.Sentences(x))
			}
			end = at.End
		}
	}
	if end != x.Len() {
		t.Errorf("the last token ends at %d of %d", end, x.Len())
	}
}

func TestCounter(t *testing.T) {
	tx, err := text.New("Mü📌 e\u0301 𐐀 الميناء 👩‍👩‍👧\n.")
	if err != nil {
		t.Fatal(err)
	}
	c := uima.NewCounter(tx)
	var places []text.Offset
	for i := range tx.String() {
		places = append(places, text.Offset(i))
	}
	for _, o := range append(places, tx.Len(), 0, 3, tx.Len(), 3) {
		want, err := tx.In(o, text.UTF16)
		if err != nil {
			t.Fatal(err)
		}
		if got := c.In(o); got != want {
			t.Errorf("%d is %d, want %d", o, got, want)
		}
	}
}
