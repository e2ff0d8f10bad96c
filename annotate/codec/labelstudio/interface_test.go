package labelstudio_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"parley/annotate"
	"parley/annotate/annotatetest"
	"parley/annotate/codec"
	"parley/annotate/text"
)

// Label Studio refuses an interface with two controls of one name, or with choices of nothing.
func TestInterfaceThatLabelStudioTakes(t *testing.T) {
	feature := func(id annotate.FeatureID, set annotate.TagsetID, list ...annotate.FeatureType) annotate.Feature {
		return annotate.Feature{ID: id, Name: string(id), Types: list, Tagset: set}
	}
	schema := &annotate.Schema{Name: "S", Version: 1, Tagsets: []annotate.Tagset{{ID: "none", Name: "None"}, {ID: "two", Name: "Two", Tags: []annotate.Tag{{ID: "a", Name: "الميناء"}}}},
		Layers: []annotate.Layer{
			{ID: "claim", Name: "Claim", Features: []annotate.Feature{feature("Target", "two", annotate.TypeTag)}},
			{ID: "stance", Name: "مَوقِف", Features: []annotate.Feature{
				feature("Target", "", annotate.TypeText), feature("Sure", "", annotate.TypeBoolean), feature("Tag", "none", annotate.TypeTag), feature("Value", "", annotate.TypeText),
			}},
		}}
	value := func(s string) []annotate.Value { return []annotate.Value{{Type: annotate.TypeText, Text: s}} }
	doc, by := annotatetest.ID(1), annotatetest.ID(2)
	body := "📌 e\u0301 𐐀 👨‍👩‍👧"
	store := kit().Project(t, schema, &annotate.Annotator{ID: by, Name: "Lina"}, &annotate.Body{Document: doc, Text: body}, &annotate.Document{ID: doc, Title: "T", Size: len(body)},
		&annotate.Annotation{ID: annotatetest.ID(3), Document: doc, Layer: "stance", Annotator: by, Fragments: annotatetest.Parse(t, "[stance 📌]").Marks[0].Fragments, Quote: text.Quote{Exact: "📌"},
			Features: []annotate.FeatureValue{{Feature: "Target", Values: value("ü")}, {Feature: "Sure", Values: []annotate.Value{{Type: annotate.TypeBoolean, Bool: true}}}}},
		&annotate.Annotation{ID: annotatetest.ID(4), Document: doc, Layer: "stance", Annotator: by, Features: []annotate.FeatureValue{{Feature: "Target", Values: value("all")}, {Feature: "Value", Values: value("v")}}})
	files, _ := written(t, store)
	config := files["config.xml"]
	seen := map[string]bool{}
	for _, m := range regexp.MustCompile(`\sname="([^"]*)"`).FindAllStringSubmatch(config, -1) {
		if seen[m[1]] {
			t.Errorf("two controls are called %q:\n%s", m[1], config)
		}
		seen[m[1]] = true
	}
	if regexp.MustCompile(`<(Choices|Taxonomy)[^>]*/>`).MatchString(config) || !strings.Contains(config, `<Choice value="false"/>`) {
		t.Errorf("there is nothing to choose:\n%s", config)
	}
	again, report := into(t, source(files), codec.OpenOptions{})
	if strings.Contains(files["tasks.json"], "completed_by") {
		t.Error("it names an account that nobody has")
	}
	if got := told(t, again); report.Annotations != 2 || report.Refused.Total > 0 || !slices.ContainsFunc(got, func(s string) bool {
		return strings.HasPrefix(s, "Lina: ") && strings.Contains(s, "Target=all") && strings.Contains(s, "Value=v")
	}) {
		t.Errorf("%+v: %q", report, got)
	}
}
