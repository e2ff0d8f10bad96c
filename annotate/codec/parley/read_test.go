package parley_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"parley/annotate"
	"parley/annotate/annotatetest"
	"parley/annotate/codec/parley"
	"parley/annotate/session"
	"parley/annotate/text"
	"parley/assets"
	"parley/storage/memory"
)

// shifted is the awkward project's export with positions counted in another unit than it says.
func shifted(t *testing.T, unit text.Unit, says string) []byte {
	t.Helper()
	var whole map[string]any
	if err := json.Unmarshal(export(t, awkward(t), false), &whole); err != nil {
		t.Fatal(err)
	}
	whole["offset_unit"] = says
	for _, d := range whole["documents"].([]any) {
		d := d.(map[string]any)
		tx, err := text.New(d["text"].(string))
		if err != nil {
			t.Fatal(err)
		}
		for _, turn := range d["turns"].([]any) {
			o, err := tx.Offset(int(turn.(map[string]any)["start"].(float64)), text.CodePoint)
			if err != nil {
				t.Fatal(err)
			}
			turn.(map[string]any)["start"], _ = tx.In(o, unit)
		}
		for _, a := range d["annotations"].([]any) {
			for _, f := range a.(map[string]any)["fragments"].([]any) {
				for _, end := range []string{"start", "end"} {
					o, err := tx.Offset(int(f.(map[string]any)[end].(float64)), text.CodePoint)
					if err != nil {
						t.Fatal(err)
					}
					f.(map[string]any)[end], _ = tx.In(o, unit)
				}
			}
		}
	}
	b, err := json.Marshal(whole)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestUnits reads positions in every unit, as the file says and otherwise. The file's members
// are sorted too, as programs do that write maps: documents come before the schema.
func TestUnits(t *testing.T) {
	want := export(t, awkward(t), false)
	for _, unit := range []text.Unit{text.CodePoint, text.UTF16, text.Byte} {
		for _, says := range []text.Unit{text.CodePoint, text.UTF16, text.Byte} {
			s := empty()
			report, err := load(s, shifted(t, unit, says.String()))
			if err != nil {
				t.Fatal(err)
			}
			if repaired := report.Repaired.Total == 1; repaired != (unit != says) || report.Refused.Total > 0 {
				t.Errorf("%s said as %s: %+v", unit, says, report)
			}
			if got := export(t, s, false); !bytes.Equal(got, want) {
				t.Errorf("%s said as %s came back otherwise", unit, says)
			}
		}
	}
}

// TestNoGuessing has annotations of one document contradict each other: then nobody knows.
func TestNoGuessing(t *testing.T) {
	b := string(export(t, awkward(t), false))
	b = strings.Replace(b, `{"start":63,"end":72}`, `{"start":64,"end":74}`, 1) // as UTF-16
	s := empty()
	report, err := load(s, []byte(b))
	if err != nil {
		t.Fatal(err)
	}
	if report.Repaired.Total != 0 || report.Refused.Total != 1 || report.Annotations != 6 {
		t.Fatalf("%+v", report)
	}
	p := report.Refused.First[0]
	if p.Document != "Document 00000a" || p.Place != "/documents/0/annotations/3" || p.Record != "annotation "+annotatetest.ID(25).String() || b[p.Offset] != '{' {
		t.Errorf("told as %+v", p)
	}
}

func TestIntoAProjectThatHasIt(t *testing.T) {
	b := export(t, awkward(t), false)
	s := awkward(t)
	report, err := load(s, b)
	if err != nil {
		t.Fatal(err)
	}
	if report.Documents != 0 || report.Skipped.Total != 3 || report.Refused.Total != 0 {
		t.Errorf("%+v", report)
	}
	if got := export(t, s, false); !bytes.Equal(got, b) {
		t.Error("the project has changed")
	}
}

// TestIntoAnotherProject merges: schema, annotators by name, entities by ID.
func TestIntoAnotherProject(t *testing.T) {
	s := memory.New(&annotate.Project{ID: annotatetest.ID(99), Name: "Mine", Created: start}, &annotate.Schema{
		Name: "Mine", Version: 4, Layers: []annotate.Layer{{ID: "Topic", Name: "Topic", Key: "1", Colour: 1}},
	})
	lina := &annotate.Annotator{ID: annotatetest.ID(77), Name: "lina haddad", Created: start}
	apply(t, s, lina, &annotate.Entity{ID: annotatetest.ID(5), Name: "K. Dabbagh", Created: start, Modified: start})
	report, err := load(s, export(t, awkward(t), true))
	if err != nil {
		t.Fatal(err)
	}
	if report.Documents != 3 || report.Entities != 1 || report.Skipped.Total != 2 {
		t.Errorf("%+v", report)
	}
	project, _ := s.Project()
	schema, _ := s.Schema()
	if project.Name != "Mine" || schema.Version != 5 || schema.Layer("Topic") == nil || schema.Layer("Claim") == nil || schema.Layer("Claim").Key != "" {
		t.Errorf("project %s, schema %+v", project.Name, schema)
	}
	list, err := s.Annotations(annotatetest.ID(12))
	if err != nil || len(list) != 1 || list[0].Annotator != lina.ID {
		t.Errorf("annotations %+v, %v: want them under the project's Lina", list, err)
	}
}

// TestScriptReadsIt reads an export as a script does, with nothing of Parley.
func TestScriptReadsIt(t *testing.T) {
	var d struct {
		Documents []struct {
			Text        string
			Annotations []struct {
				Quote     string
				Created   time.Time
				Fragments []struct{ Start, End int }
				Features  map[string]any
			}
		}
	}
	if err := json.Unmarshal(export(t, awkward(t), false), &d); err != nil {
		t.Fatal(err)
	}
	for _, doc := range d.Documents {
		points := []rune(doc.Text)
		for _, a := range doc.Annotations {
			var parts []string
			for _, f := range a.Fragments {
				parts = append(parts, string(points[f.Start:f.End]))
			}
			if got := strings.Join(parts, " "); got != a.Quote || !a.Created.Equal(start) {
				t.Errorf("%q at %v reads %q", a.Quote, a.Fragments, got)
			}
		}
	}
	features := d.Documents[0].Annotations[1].Features
	if features["stance"] != "strong" || features["direct"] != true || features["weight"] != -0.1 || features["date"] != "2025" {
		t.Errorf("features %v", features)
	}
	if c := features["claimant"].([]any)[0].(map[string]any); c["name"] != "Karim Dabbagh" || c["mention"] == nil {
		t.Errorf("claimant %v", c)
	}
}

// TestUndoAndAgain imports into a session, takes it back and imports again: the texts that
// undo leaves in the store are no hindrance.
func TestUndoAndAgain(t *testing.T) {
	store := empty()
	s, err := session.Open(store, "Somebody", session.Origin{Now: annotatetest.Clock(), NewID: annotate.NewID})
	if err != nil {
		t.Fatal(err)
	}
	before := export(t, store, false)
	read := func() *parley.Report {
		report, err := parley.Read(strings.NewReader(assets.Sample()), parley.ReadOptions{
			Into: store, Apply: s.Apply, Undo: func() error { _, err := s.Undo(); return err }, Annotator: s.Me().ID, Label: "Open the sample",
		})
		if err != nil {
			t.Fatal(err)
		}
		return report
	}
	if report := read(); report.Documents != 12 || len(s.Documents()) != 12 || s.Me() == nil {
		t.Fatalf("%+v, %d documents", report, len(s.Documents()))
	}
	first := export(t, store, false)
	if label, err := s.Undo(); err != nil || label != "Open the sample" {
		t.Fatalf("undo %q: %v", label, err)
	}
	if !bytes.Equal(export(t, store, false), before) {
		t.Error("undo leaves something behind")
	}
	if report := read(); report.Documents != 12 || !bytes.Equal(export(t, store, false), first) {
		t.Errorf("the second time: %+v", report)
	}
}

// TestPreview says what importing would do and does nothing.
func TestPreview(t *testing.T) {
	s := awkward(t)
	before := export(t, s, false)
	report, err := parley.Preview(strings.NewReader(string(before)), s)
	if err != nil || report.Skipped.Total != 3 || report.Documents != 0 {
		t.Errorf("%+v, %v", report, err)
	}
	if report, err = parley.Preview(strings.NewReader(string(before)), empty()); err != nil || report.Documents != 3 || report.Annotations != 7 {
		t.Errorf("into nothing: %+v, %v", report, err)
	}
}

// TestExactNames reads what counts of names, refuses what no name has, and takes a dataset
// that says nothing of it, as those before had it.
func TestExactNames(t *testing.T) {
	made := string(export(t, awkward(t), false))
	for in, want := range map[string]string{
		`"exact":["case","diacritics"]`: "", `"exact":["forms"]`: "", `"exact":["case","case"]`: "", `"exact":["kase"]`: `not "kase"`, `"exact":"case"`: "want a list", `"exact":[1]`: "want a string",
	} {
		report, err := load(empty(), []byte(strings.Replace(made, `"exact":["case","diacritics"]`, in, 1)))
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(report.Refused.First); (want == "") != (report.Refused.Total == 0) || !strings.Contains(got, want) {
			t.Errorf("%s: %s", in, got)
		}
	}
	before := regexp.MustCompile(`,"exact":\[[^\]]*\]`).ReplaceAllString(made, "")
	s := empty()
	if report, err := load(s, []byte(before)); err != nil || !report.OK() {
		t.Fatal(err, report)
	}
	if after := regexp.MustCompile(`,"exact":\[\]`).ReplaceAllString(string(export(t, s, false)), ""); after != before {
		t.Error("it comes back otherwise")
	}
}
