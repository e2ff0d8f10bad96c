package codec_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"parley/annotate/codec"
)

func TestMappingFile(t *testing.T) {
	store, _, _ := ours()
	to, _ := store.Schema()
	from := foreign(t, words).schema
	m := codec.Propose(from, to)
	b, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	again, err := codec.ReadMapping(strings.NewReader(string(b)))
	if err != nil || !reflect.DeepEqual(again, m) || again.Check(from, to) != nil || !again.Fits() {
		t.Errorf("%+v, %v, %v", again, err, again.Check(from, to))
	}
	if (&codec.Mapping{Layers: []codec.LayerMapping{{From: "PER"}}}).Fits() {
		t.Error("what goes nowhere fits")
	}
	for bad, want := range map[string]string{
		`{"layers":[],"relations":[],"colour":1}`:  "colour",
		`{"layers":[],"relations":[]} {}`:          "more after its end",
		`[`:                                        "read mapping",
		`{"layers":[{"from":"Müller 📌"}]}`:         `what is read has no layer "Müller 📌"`,
		`{"layers":[{"from":"PER","to":"ميناء"}]}`: `the project has no layer "ميناء"`,
		`{"layers":[{"from":"CLAIM","to":"claim","features":[{"from":"x","to":"stance"}]}]}`:                               `feature "x" of layer CLAIM`,
		`{"layers":[{"from":"CLAIM","to":"claim","features":[{"from":"mood","to":"𐐀"}]}]}`:                                 `feature "𐐀"`,
		`{"layers":[{"from":"CLAIM","to":"claim","features":[{"from":"Stance","to":"stance","tags":{"FAVOR":"ميناء"}}]}]}`: `the project has no tag "ميناء"`,
		`{"layers":[{"from":"CLAIM","to":"claim","features":[{"from":"Stance","to":"stance","tags":{"é":"favor"}}]}]}`:    "what is read has no tag \"e\u0301\"",
		`{"layers":[{"from":"CLAIM","to":"claim","features":[{"from":"Stance","to":"stance","tagsOut":["📌"]}]}]}`:          `what is read has no tag "📌"`,
		`{"layers":[{"from":"CLAIM","to":"claim","features":[{"from":"Stance","to":"stance","asText":["angry"]}]}]}`:       `feature "stance" takes no text`,
		`{"layers":[{"from":"CLAIM","to":"claim","set":[{"feature":"nowhere","tag":"x"}]}]}`:                               `feature "nowhere" of layer "claim"`,
		`{"relations":[{"from":"near","to":"far"}]}`:                                                                       `relation type "far"`,
		`{"relations":[{"from":"far","to":"supports"}]}`:                                                                   `relation type "far"`,
		`{"relations":[{"from":"Supports","to":"supports","features":[{"from":"x","to":""}]}]}`:                            `feature "x"`,
	} {
		m, err := codec.ReadMapping(strings.NewReader(bad))
		if err == nil {
			err = m.Check(from, to)
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", bad, err)
		}
	}
}
