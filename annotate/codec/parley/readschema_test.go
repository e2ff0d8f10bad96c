package parley_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"parley/annotate"
	"parley/annotate/annotatetest"
	"parley/annotate/text"
	"parley/storage/memory"
)

func TestSchemasThatContradict(t *testing.T) {
	other := annotatetest.Schema()
	other.Layers[0].Features[0].Types = []annotate.FeatureType{annotate.TypeText}
	s := memory.New(&annotate.Project{ID: annotatetest.ID(99), Name: "Mine", Created: start}, other)
	apply(t, s, &annotate.Entity{ID: annotatetest.ID(98), Name: "X", Created: start})
	before := export(t, s, false)
	_, err := load(s, export(t, awkward(t), false))
	if !errors.Is(err, annotate.ErrConflict) || !strings.Contains(err.Error(), "stance") {
		t.Errorf("error %v: want a conflict that names the feature", err)
	}
	if !bytes.Equal(export(t, s, false), before) {
		t.Error("the project has changed")
	}
}

// What comes into a project with schemas of its own was made under the project's number of
// the same schema, or else under that which is in force once all has come in.
func TestSchemaNumbersOfAnotherProject(t *testing.T) {
	first, second := string(export(t, awkward(t), false)), empty()
	doc(t, second, annotatetest.ID(60), "سلام", func(*annotate.Document, *text.Text) []annotate.Record { return nil })
	old, err := second.Schema()
	if err != nil {
		t.Fatal(err)
	}
	known := *annotatetest.Schema() // the file's version 1, as the project's version 4
	known.Version, known.Fields = 4, []string{"party"}
	cs := annotate.ChangeSet{Label: "Change schema", Changes: []annotate.Change{
		annotate.Update(old, &known), annotate.Create(&annotate.SchemaVersion{Schema: known}),
		annotate.Create(&annotate.SchemaVersion{Schema: annotate.Schema{Name: "undone", Version: 6}}),
	}}
	if _, err := second.Commit(&cs); err != nil {
		t.Fatal(err)
	}
	other := strings.Replace(first, `"fields":["party"]}`, `"fields":["party","paper"]}`, 1) // so that it has something beyond
	if _, err := load(second, []byte(other)); err != nil {
		t.Fatal(err)
	}
	now, err := second.Schema()
	if err != nil || now.Version != 7 {
		t.Fatalf("in force is %d, %v", now.Version, err)
	}
	list, err := second.SchemaVersions()
	if err != nil || len(list) != 4 || list[0].Schema.Version != 7 || !slices.Equal(list[0].Schema.Fields, []string{"party", "paper"}) {
		t.Errorf("kept %v, %v", list, err)
	}
	numbers := map[int]int{}
	for a, err := range second.AllAnnotations() {
		if err != nil {
			t.Fatal(err)
		}
		numbers[a.Schema]++
	}
	if numbers[4] != 6 || numbers[7] != 1 { // of the file's 1, and of its 3, which it has not kept
		t.Errorf("made under %v", numbers)
	}
}

// A dataset of before there were versions brings the schema in force, since it came.
func TestWithoutVersions(t *testing.T) {
	whole := string(export(t, awkward(t), false))
	from := strings.Index(whole, `"schema_versions":`)
	to := strings.Index(whole, `"annotators":`)
	s := empty()
	if report, err := load(s, []byte(whole[:from]+whole[to:])); err != nil || !report.OK() {
		t.Fatalf("%+v, %v", report, err)
	}
	list, err := s.SchemaVersions()
	if err != nil || len(list) != 1 || list[0].Schema.Version != 2 || list[0].Since != start {
		t.Errorf("%v, %v", list, err)
	}
}
