package brat_test

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"parley/annotate"
	"parley/annotate/annotatetest"
	"parley/annotate/codec"
	"parley/annotate/codec/brat"
	"parley/annotate/text"
	"parley/storage/bolt"
	"parley/storage/memory"
)

// Each line is refused with its place and the reason, and comes out as it was.
func TestRefuses(t *testing.T) {
	for line, why := range map[string]string{
		"T2\tX 5 500\tr":                  "outside the text",
		"T2\tX 0 6\tMüllers":              "stands “Müller”, not “Müllers”",
		"T2\tX 3 3\t":                     "no span",
		"T2\tX 6 3\tx":                    "no span",
		"T2\tX\tx":                        "want TYPE START END",
		"T2\tX 0 3;2 5\tMül lle":          "overlap or touch",
		"T2\tX 0 3;3 5\tMül le":           "overlap or touch",
		"T1\tX 7 9\tu\u0308":              "another line has its ID",
		"E1\tX:T9 By:T1":                  "its trigger T9 is not there",
		"E1\tX":                           "want ROLE:ID",
		"R1\tX Arg1:T1 Arg2:T7":           "an end of it is not there",
		"R1\tX Arg1:T1":                   "want TYPE and two arguments",
		"*\tEquiv T1 T7":                  "one of its annotations is not there",
		"*\tEquiv T1":                     "want TYPE and two annotations",
		"A1\tX T7 high":                   "T7, which it is about, is not there",
		"A1\tX":                           "want NAME and an annotation",
		"N1\tReference T1 Q64\tB":         "DATABASE:ID",
		"#1\tAnnotatorNotes\tx":           "want TYPE and an annotation",
		"Q1\tX T1":                        "none that is known",
		"T\tX 0 6\tMüller":                "none that is known",
		"no tab at all":                   "no tab",
		"T2\tX -1 6\tMüller":              "no span",
		"T2\tX 0 99999999999999999999\tx": "no span",
	} {
		in := files{"x.txt": body, "x.ann": "T1\tPerson 0 6\tMüller\n" + line + "\nA9\tMood T1 bad\n"}
		store := empty()
		report := into(t, store, in.source(), codec.OpenOptions{}, nil)
		if report.Refused.Total != 1 || report.Annotations != 1 {
			t.Errorf("%q: %+v", line, report)
			continue
		}
		if p := report.Refused.First[0]; p.Place != "x.ann line 2" || !strings.Contains(p.Text, why) {
			t.Errorf("%q: %s, want %q", line, p, why)
		}
		got, _ := export(t, store)
		same(t, got, in)
	}
}

func TestRefusesFiles(t *testing.T) {
	in := files{
		"x.txt": body, "x.ann": "T1\tPerson 0 6\tMüller\n", "alone.ann": "T1\tPerson 0 6\tMüller\n", "bad.txt": "Gespr\xe4ch", "bad.ann": "",
		"worse.txt": "Fine.", "worse.ann": "T1\tX 0 4\tF\xefne\n", "__MACOSX/._x.ann": "\x00\x05", "notes.pdf": "%PDF",
	}
	report := into(t, empty(), in.source(), codec.OpenOptions{}, nil)
	var refused []string
	for _, p := range report.Refused.First {
		refused = append(refused, p.Place)
	}
	slices.Sort(refused)
	if !slices.Equal(refused, []string{"__MACOSX/._x.ann", "alone.ann", "bad.txt", "worse.txt"}) || report.Documents != 1 {
		t.Errorf("%q, %+v", refused, report)
	}
	if len(report.Lost) != 1 || report.Lost[0].First[0].Place != "notes.pdf" {
		t.Errorf("lost %+v", report.Lost)
	}
	for _, bad := range []files{{}, {"a.txt": "x"}, {"a.ann": "T1\tX 0 1\tx"}, {"annotation.conf": "[entities]"}} {
		if _, err := brat.Format().Open(bad.source(), codec.OpenOptions{}); err == nil {
			t.Errorf("%v is a collection", bad)
		}
	}
}

// Java's tools count UTF-16 units, and what is written beside their lines counts so too.
func TestUTF16(t *testing.T) {
	in := files{"x.txt": body, "x.ann": "T1\tPerson 0 6\tMüller\nT2\tPlace 13 15\t📌\nT3\tPlace 16 18\t𐐀\nT4\tPlace 20 27\tالميناء\n"}
	store := empty()
	report := into(t, store, in.source(), codec.OpenOptions{}, nil)
	if report.Repaired.Total != 1 || report.Annotations != 4 || report.Refused.Total != 0 {
		t.Fatalf("%+v", report)
	}
	alter(t, store, "x", func(d *annotate.Document, find func(string) *annotate.Annotation, _ []*annotate.Relation) []annotate.Change {
		a := find("Place 𐐀")
		next := *a
		at := strings.Index(body, "harbour")
		next.Fragments = []text.Span{{Start: text.Offset(at), End: text.Offset(at + 7)}}
		next.Quote.Exact = "harbour"
		return []annotate.Change{annotate.Update(a, &next)}
	})
	got, _ := export(t, store)
	if want := strings.Replace(in["x.ann"], "T3\tPlace 16 18\t𐐀", "T3\tPlace 38 45\tharbour", 1); got["x.ann"] != want {
		t.Errorf("got\n%s\nwant\n%s", got["x.ann"], want)
	}
}

// older files have no blank between fragments, and some tools write a line end as a blank.
func TestOlderWords(t *testing.T) {
	in := files{"x.txt": body, "x.ann": "T1\tPerson 0 6;13 14\tMüller📌\nT2\tPlace 15 18\t𐐀 «\nT3\tPlace 0 6\nN1\tReference Annotation:T1 Referent:Db:1:2\tx\n"}
	store := empty()
	if report := into(t, store, in.source(), codec.OpenOptions{}, nil); report.Annotations != 3 || report.Refused.Total != 0 || report.Entities != 1 {
		t.Errorf("%+v", report)
	}
	got, _ := export(t, store)
	same(t, got, in)
}

// What came in is whole in a project file, and comes out of it when that is opened again. Two
// collections with the same names do not run over each other.
func TestProjectFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "p.parley")
	store, err := bolt.Create(path, &annotate.Project{ID: annotate.NewID()}, &annotate.Schema{Name: "empty", Version: 1})
	if err != nil {
		t.Fatal(err)
	}
	in := awkward()
	in["A/one.txt"], in["A/one.ann"] = "Another case.", "T1\tPlace 0 7\tAnother\n"
	into(t, store, in.source(), codec.OpenOptions{}, nil)
	other := files{"a/one.txt": "Other words.", "a/one.ann": "T1\tWord 0 5\tOther\n", "annotation.conf": "[entities]\nWord\n"}
	into(t, store, other.source(), codec.OpenOptions{}, nil)
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	report, err := bolt.Check(path)
	if err != nil || !report.OK() {
		t.Fatal(report.Problems, err)
	}
	if store, err = bolt.Open(path, bolt.Options{ReadOnly: true}); err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	want := maps.Clone(in)
	want["a/one-2.txt"], want["a/one-2.ann"] = other["a/one.txt"], other["a/one.ann"]
	want["annotation.conf"] = strings.Replace(in["annotation.conf"], "\nPlace\n", "\nPlace\nWord\n", 1)
	got, told := export(t, store)
	same(t, got, want)
	if len(told.Lost) != 3 || told.Lost[2].First[0].Place != "annotation.conf" {
		t.Errorf("%+v", told.Lost)
	}
}

// project is one that did not come from brat, with all that is awkward.
func project(t *testing.T) *memory.Store {
	s := annotatetest.Schema()
	store := memory.New(&annotate.Project{ID: annotatetest.ID(1), Name: "Häfen"}, s)
	lina := &annotate.Annotator{ID: annotatetest.ID(2), Name: "Lina"}
	union := &annotate.Entity{ID: annotatetest.ID(4), Name: "Dockers’ Union", ExternalID: "Q1"}
	karim := &annotate.Entity{ID: annotatetest.ID(5), Name: "كريم"}
	tx, _ := text.New(body)
	d := &annotate.Document{ID: annotatetest.ID(10), Title: "Hafen: was/nun?", Size: len(body), Author: "م. الشرع"}
	mark := func(n uint64, layer annotate.LayerID, words ...string) *annotate.Annotation {
		a := &annotate.Annotation{ID: annotatetest.ID(n), Document: d.ID, Annotator: lina.ID, Layer: layer}
		for _, w := range words {
			at := strings.Index(body, w)
			a.Fragments = append(a.Fragments, text.Span{Start: text.Offset(at), End: text.Offset(at + len(w))})
		}
		a.Quote = tx.Quote(a.Fragments)
		return a
	}
	claim := mark(20, "Claim", "📌 𐐀", "harbour")
	actor := mark(21, "Actor", "الميناء")
	lines := mark(22, "Actor", "harbour,\nand")
	whole := mark(23, "Claim")
	same := mark(24, "Claim", "📌 𐐀", "harbour")
	claim.Note = "one\ntwo\tthree"
	claim.Features = []annotate.FeatureValue{
		{Feature: "stance", Values: []annotate.Value{{Type: annotate.TypeTag, Tag: "strong"}}},
		{Feature: "claimant", Values: []annotate.Value{{Type: annotate.TypeEntity, Ref: karim.ID, Mention: actor.ID}, {Type: annotate.TypeEntity, Ref: union.ID}}},
		{Feature: "target", Values: []annotate.Value{{Type: annotate.TypeAnnotation, Ref: actor.ID}, {Type: annotate.TypeText, Text: "the port"}}},
		{Feature: "date", Values: []annotate.Value{{Type: annotate.TypeDate, Date: annotate.Date{Year: 2025, Month: 3}}}},
		{Feature: "weight", Values: []annotate.Value{{Type: annotate.TypeNumber, Number: -0.5}}},
		{Feature: "direct", Values: []annotate.Value{{Type: annotate.TypeBoolean, Bool: true}}},
	}
	relation := &annotate.Relation{ID: annotatetest.ID(30), Document: d.ID, Annotator: lina.ID, Type: "supports", From: same.ID, To: claim.ID, Note: "since"}
	var changes []annotate.Change
	for _, r := range []annotate.Record{lina, union, karim, &annotate.Body{Document: d.ID, Text: body}, d, claim, actor, lines, whole, same, relation} {
		changes = append(changes, annotate.Create(r))
	}
	if _, err := store.Commit(&annotate.ChangeSet{Label: "make", Changes: changes}); err != nil {
		t.Fatal(err)
	}
	return store
}

// What another format brought comes back equal, less what the report says.
func TestFresh(t *testing.T) {
	store := project(t)
	out, report := export(t, store)
	if report.Entities != 2 || report.Annotations != 4 {
		t.Errorf("%+v", report)
	}
	var lost []string
	for _, l := range report.Lost {
		lost = append(lost, l.String())
	}
	slices.Sort(lost)
	want := []string{
		"1 annotation of a whole document left out", "1 annotator left out", "1 mention that an actor was read from left out",
		"1 span over a line end written in pieces", "1 tab or line end written as a blank", "1 tagset written by its tags in use only, without all that the codebook says of them",
		"1 value of several words, of which brat itself reads the first", "2 metadata fields left out",
	}
	if !slices.Equal(lost, want) {
		t.Errorf("lost %q", lost)
	}
	schema, _ := store.Schema()
	again := memory.New(&annotate.Project{ID: annotatetest.ID(1)}, schema)
	c, err := brat.Format().Open(out.source(), codec.OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	m := codec.Propose(c.Schema(), schema)
	read := into(t, again, out.source(), codec.OpenOptions{}, &m)
	if read.Refused.Total != 0 || read.Annotations != 4 || read.Relations != 1 || len(read.Lost) != 0 {
		t.Errorf("%+v\n%s\n%s", read, out["Hafen_ was_nun_.ann"], out["annotation.conf"])
	}
	d := document(t, again, "Hafen_ was_nun_")
	annotations, _ := again.Annotations(d.ID)
	for _, a := range annotations {
		if a.Layer == "Claim" && len(a.Features) > 0 {
			if a.Note != "one\ntwo three" || len(a.Features) != 6 || a.Quote.Exact != "📌 𐐀 harbour" || len(a.Values("claimant")) != 2 || len(a.Values("target")) != 2 {
				t.Errorf("%+v", a)
			}
		}
	}
	second, _ := export(t, again)
	same(t, second, out)
	if third, _ := export(t, store); !equal(third, out) {
		t.Error("the same project gave other bytes")
	}
}

func equal(a, b files) bool {
	for name := range a {
		if a[name] != b[name] {
			return false
		}
	}
	return len(a) == len(b)
}

// What a file costs follows its length, whatever it says.
func TestCost(t *testing.T) {
	var attributes, arguments, notes strings.Builder
	for i := range 60_000 {
		fmt.Fprintf(&attributes, "A%d\tMood T1 m%d\n", i+1, i)
		fmt.Fprintf(&notes, "#%d\tAnnotatorNotes T1\tn\n", i+1)
		fmt.Fprintf(&arguments, " By%d:T1", i)
	}
	for name, lines := range map[string]string{"attributes": attributes.String(), "notes": notes.String(), "arguments": "E1\tPerson:T1" + arguments.String() + "\n"} {
		in := files{"x.txt": body, "x.ann": "T1\tPerson 0 6\tMüller\n" + lines}
		store, start := empty(), time.Now()
		if report := into(t, store, in.source(), codec.OpenOptions{}, nil); report.Refused.Total == 0 {
			t.Errorf("%s: nothing was refused", name)
		}
		got, _ := export(t, store)
		same(t, got, in)
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("%s took %v", name, took)
		}
	}
}

func TestDetect(t *testing.T) {
	for _, c := range []struct {
		in   files
		want bool
	}{
		{awkward(), true}, {files{"a.txt": "x", "a.ann": "T1\tX 0 1\tx"}, true}, {files{"a.txt": "x"}, false}, {files{"a.jsonl": "{}"}, false}, {files{}, false},
		{files{"a.ann": "T1\tX 0 1\tx"}, true},
	} {
		if g := brat.Format().Detect(c.in.source()); (g.Likelihood > 50) != c.want || c.want && g.Why == "" {
			t.Errorf("%v: %+v", c.in, g)
		}
	}
}

// Nothing that a file can say makes the reader fail, and all of it comes out again.
func FuzzThereAndBack(f *testing.F) {
	in := awkward()
	f.Add(in["a/one.txt"], in["a/one.ann"], in["annotation.conf"])
	f.Add(in["a/crlf.txt"], in["a/crlf.ann"], in["visual.conf"])
	f.Add("Ann met Bob", "T1\tX 0 3\tAnn\nE1\tX:T1 Y:T1 Y2:T1\nE2\tZ:T1\nA1\tx T1\nA2\tX T1 true\nA3\tX T1\nN1\tX T1 a:b\t\n*\tE T1 E2", "[attributes]\nx\tArg:<ANY>")
	said := declaring("A1\tWeight T1 2\nA2\tMood T1\nA3\tWhen T1 2025\nE1\tClaim:T1 Mood:T1\nN1\tWho T1 a:b\tc\n")
	f.Add(said["x.txt"], said["x.ann"], said["annotation.conf"])
	f.Fuzz(func(t *testing.T, body, ann, conf string) {
		if len(body)+len(ann)+len(conf) > 1<<16 {
			t.Skip()
		}
		in := files{"x.txt": body, "x.ann": ann, "annotation.conf": conf, "visual.conf": conf, "kb_shortcuts.conf": conf}
		brat.Format().Detect(in.source())
		store := empty()
		report := into(t, store, in.source(), codec.OpenOptions{}, nil)
		if report.Documents != 1 || len(report.Lost) > 0 {
			return // not UTF-8
		}
		for _, p := range report.Refused.First {
			if p.Place == "" {
				t.Fatalf("no place: %+v", p)
			}
			if strings.HasPrefix(p.Record, "annotation of") {
				t.Fatalf("the import refuses what the reader read: %s", p)
			}
		}
		got, _ := export(t, store)
		same(t, got, in)
	})
}
