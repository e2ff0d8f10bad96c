package parley_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
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

// TestBrokenFiles wants nothing applied of a file that breaks anywhere.
func TestBrokenFiles(t *testing.T) {
	for _, lines := range []bool{false, true} {
		b := export(t, awkward(t), lines)
		for n := 1; n < len(b)-2; n += 97 {
			applied := false
			_, err := parley.Read(bytes.NewReader(b[:n]), parley.ReadOptions{Into: empty(), Apply: func(annotate.ChangeSet) error { applied = true; return nil }})
			// JSONL that is cut between two lines is JSONL.
			if between := lines && b[n-1] == '\n' || lines && b[n] == '\n'; (err == nil || applied) && !between {
				t.Fatalf("lines %v: cut at %d of %d: applied %v, error %v", lines, n, len(b), applied, err)
			}
		}
	}
	for name, in := range map[string]string{
		"another format":  `{"format":"brat"}`,
		"no schema":       `{"format":"parley-dataset","version":1,"offset_unit":"codepoint","documents":[]}`,
		"an unknown unit": `{"format":"parley-dataset","version":1,"offset_unit":"grapheme","schema":{},"documents":[]}`,
		"an array":        `[]`,
		"nothing":         ``,
		"documents twice": `{"format":"parley-dataset","version":1,"offset_unit":"byte","schema":{},"documents":[],"documents":[]}`,
		"deep":            `{"format":"parley-dataset","version":1,"offset_unit":"byte","schema":{},"project":` + strings.Repeat("[", 1e5) + strings.Repeat("]", 1e5) + `}`,
	} {
		if _, err := load(empty(), []byte(in)); !errors.Is(err, annotate.ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := load(empty(), []byte(`{"format":"parley-dataset","version":2,"offset_unit":"byte","schema":{}}`)); !errors.Is(err, annotate.ErrNewer) {
		t.Errorf("a later version: %v", err)
	}
}

// TestFailingHalfway has the store refuse the fourth of many parts.
func TestFailingHalfway(t *testing.T) {
	var file bytes.Buffer
	if _, err := parley.Write(&file, newSynthetic(t, 5_000), parley.Options{}); err != nil {
		t.Fatal(err)
	}
	var labels []string
	undone := 0
	part := map[annotate.ID]int{} // of each document, which must be in one alone
	read := func(failAt int) error {
		labels, undone = nil, 0
		clear(part)
		_, err := parley.Read(bytes.NewReader(file.Bytes()), parley.ReadOptions{
			Into: void{empty()}, Label: "Import x.json",
			Apply: func(cs annotate.ChangeSet) error {
				if len(labels) == failAt {
					return annotate.ErrFull
				}
				labels = append(labels, cs.Label)
				for _, c := range cs.Changes {
					if doc := c.Key().Document; !doc.IsZero() && part[doc] == 0 {
						part[doc] = len(labels)
					} else if !doc.IsZero() && part[doc] != len(labels) {
						t.Fatalf("document %s is in part %d and in part %d", doc, part[doc], len(labels))
					}
				}
				return nil
			},
			Undo: func() error { undone++; return nil },
		})
		return err
	}
	if err := read(-1); err != nil || len(labels) != 7 || labels[6] != "Import x.json (part 7)" {
		t.Errorf("parts %q, %v", labels, err)
	}
	if err := read(3); !errors.Is(err, annotate.ErrFull) || len(labels) != 3 || undone != 3 {
		t.Errorf("%d applied, %d undone, %v", len(labels), undone, err)
	}
}

func TestSalvage(t *testing.T) {
	s := awkward(t)
	list, _ := s.Annotations(annotatetest.ID(12))
	bad := *list[0]
	bad.Quote.Exact = "Toxt"
	if _, err := s.Commit(&annotate.ChangeSet{Label: "Break", Changes: []annotate.Change{annotate.Update(list[0], &bad)}}); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	report, err := parley.Write(&b, s, parley.Options{})
	if err != nil || report.Refused.Total != 1 || report.Annotations != 6 || !strings.Contains(report.Refused.First[0].String(), "quote") {
		t.Errorf("%+v, %v", report, err)
	}
	broken := lost{s}
	if _, err := parley.Write(&b, broken, parley.Options{}); !errors.Is(err, annotate.ErrDamaged) {
		t.Errorf("a damaged document: %v", err)
	}
	b.Reset()
	report, err = parley.Write(&b, broken, parley.Options{Salvage: true})
	if err != nil || report.Documents != 2 || report.Refused.Total != 2 {
		t.Errorf("salvage: %+v, %v", report, err)
	}
	if report, err = load(empty(), b.Bytes()); err != nil || report.Documents != 2 {
		t.Errorf("what was salvaged: %+v, %v", report, err)
	}
}

// lost is a project that cannot read one text.
type lost struct{ session.Reader }

func (l lost) Body(id annotate.ID) (string, error) {
	if id == annotatetest.ID(10) {
		return "", fmt.Errorf("text of document %s: %w", id, annotate.ErrDamaged)
	}
	return l.Reader.Body(id)
}

func TestWriteFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "out.json")
	if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	stop := errors.New("stop")
	if _, err := parley.WriteFile(path, awkward(t), parley.Options{Progress: func(int) error { return stop }}); !errors.Is(err, stop) {
		t.Errorf("stopped: %v", err)
	}
	if b, _ := os.ReadFile(path); string(b) != "old" {
		t.Errorf("a failed export left %q", b)
	}
	if left, _ := os.ReadDir(dir); len(left) != 1 {
		t.Errorf("a failed export left %v", left)
	}
	if _, err := parley.WriteFile(path, awkward(t), parley.Options{}); err != nil {
		t.Fatal(err)
	}
	if b, _ := os.ReadFile(path); !bytes.Equal(b, export(t, awkward(t), false)) {
		t.Error("the file is not what Write writes")
	}
	if _, err := parley.WriteFile(dir, awkward(t), parley.Options{}); !errors.Is(err, annotate.ErrInvalid) {
		t.Errorf("onto a folder: %v", err)
	}
	left, old := filepath.Join(dir, ".out.json.ABCDEFGH.tmp"), time.Now().Add(-2*time.Hour)
	if err := errors.Join(os.WriteFile(left, []byte("half"), 0o600), os.Chtimes(left, old, old)); err != nil {
		t.Fatal(err)
	}
	if _, err := parley.WriteFile(path, awkward(t), parley.Options{}); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(left); err == nil {
		t.Error("what a killed export left is still there")
	}
	project := filepath.Join(dir, "talks.parley")
	if err := os.WriteFile(project, []byte("\x00\x00\x00\x00pages"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := parley.WriteFile(project, awkward(t), parley.Options{}); !errors.Is(err, annotate.ErrExists) {
		t.Errorf("onto a project: %v", err)
	}
	if b, _ := os.ReadFile(project); string(b) != "\x00\x00\x00\x00pages" {
		t.Errorf("the project became %q", b)
	}
}

// unreadable is a file on a broken disk, or a folder.
type unreadable struct{ *strings.Reader }

func (unreadable) Read([]byte) (int, error) { return 0, errUnreadable }

var errUnreadable = errors.New("is a directory")

// TestUnreadable wants an end with what the system says, where reading gives nothing but an error.
func TestUnreadable(t *testing.T) {
	if _, err := parley.Validate(unreadable{strings.NewReader("")}, assets.DatasetSchema()); !errors.Is(err, errUnreadable) {
		t.Errorf("validate: %v", err)
	}
	if _, err := parley.Preview(unreadable{strings.NewReader("")}, awkward(t)); !errors.Is(err, errUnreadable) {
		t.Errorf("preview: %v", err)
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
		`"exact":["case","diacritics"]`: "", `"exact":["forms"]`: "", `"exact":["case","case"]`: "", `"exact":["kase"]`: `want case, diacritics or forms, not "kase"`, `"exact":"case"`: "want a list", `"exact":[1]`: "want a string",
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
