package brat_test

import (
	"bytes"
	"context"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/codec/brat"
	"parley/annotate/codec/codectest"
	"parley/annotate/codec/parley"
	"parley/annotate/session"
	"parley/annotate/text"
	"parley/storage/memory"
)

// files are a collection, by name.
type files map[string]string

func (f files) source() codec.Source {
	s := codectest.Files(f).Source()
	s.Name = "collection"
	s.Files = slices.DeleteFunc(s.Files, func(n string) bool { return strings.HasPrefix(n, "__MACOSX") })
	return s
}

func empty() *memory.Store {
	return memory.New(&annotate.Project{ID: annotate.NewID()}, &annotate.Schema{Name: "empty", Version: 1})
}

// into reads a source into a project.
func into(t testing.TB, store session.Store, s codec.Source, o codec.OpenOptions, m *codec.Mapping) *codec.Report {
	t.Helper()
	c, err := brat.Format().Open(s, o)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if err := c.Schema().Check(); err != nil {
		t.Fatal(err)
	}
	me := &annotate.Annotator{ID: annotate.NewID(), Name: "Lina"}
	codectest.Commit(t, store, annotate.Create(me))
	options := codec.ImportOptions{Into: store, Extend: m == nil, Annotator: me.ID, Now: time.Now,
		Apply: func(cs annotate.ChangeSet) error { _, err := store.Commit(&cs); return err }}
	if m != nil {
		options.Mapping = *m
	}
	report, err := codec.Import(context.Background(), c, options)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func export(t testing.TB, r session.Reader) (files, *codec.Report) {
	t.Helper()
	out, report := codectest.New(brat.Format(), memory.New).Write(t, r)
	return files(out), report
}

// same wants every file as it was.
func same(t testing.TB, got, want files) {
	t.Helper()
	for name := range want {
		if got[name] != want[name] {
			t.Errorf("%s is\n%q, want\n%q", name, got[name], want[name])
		}
	}
	for name := range got {
		if _, there := want[name]; !there {
			t.Errorf("%s is new:\n%q", name, got[name])
		}
	}
}

const body = "Müller u\u0308ber 📌 𐐀\n«الميناء» 👩‍👩‍👧 harbour,\nand the union."

// awkward has everything that the format has.
func awkward() files {
	return files{
		"annotation.conf": "[entities]\n!Actor\n\tPerson\n\tUnion\nPlace\n\n[relations]\nWorks_for\tEmployee:Person, Employer:<ENTITY>\n" +
			"<REST>=<ANY>\n[events]\nDemand\tBy:Person|Union, About*:<ANY>\n[attributes]\nNegated\tArg:<EVENT>\nCertainty\tArg:<ANY>, Value:high|low\n",
		"visual.conf":       "[labels]\nWorks_for | works for | wf\nPerson | Személy\n[drawing]\nPerson\tbgColor:#ffccaa\n",
		"kb_shortcuts.conf": "P\tPerson\n2\tUnion\n",
		"a/one.txt":         body,
		"a/one.ann": "T1\tPerson 0 6\tMüller\n" +
			"T5\tPlace 13 14;15 16\t📌 𐐀\n" + // a gap in the IDs, and something unread between
			"T2\tDemand 7 14\tu\u0308ber 📌\n" +
			"nonsense\n\n" +
			"E1\tDemand:T2 By:T1 About:T5 About2:T1 \n" +
			"E7\tDemand:T2\n" + // a second one of the same trigger
			"T3\tUnion 27 32;50 55\t👩‍👩‍👧 h union\n" + // wrong words
			"R1\tWorks_for Employee:T1 Employer:T5\t\n" +
			"*\tEquiv T1 T5 E1\n" +
			"A1\tCertainty E1 high\nM2\tNegated E1\nA3\tCertainty R1 low\nA4\tMood T1 rather bad\n" +
			"N1\tReference T1 Wikidata:Q64\tMüller, Hans\nN2\tReference T5 geo:1:2\t\tØ\n" +
			"#1\tAnnotatorNotes T1\tsays a\ttab\n#2\tAnnotatorNotes T1\tand more\n#3\tAnnotationError T1\tof brat's\n#4\tAnnotatorNotes R1\t\n" +
			"X9\tUnknown T1\nR2\tWorks_for Employee:T1 Employer:T99\nT5\tPlace 0 6\tMüller\nT900\tPlace 5000 5006\tMüller",
		"a/crlf.txt":  strings.ReplaceAll(body, "\n", "\r\n") + "\r\n",
		"a/crlf.ann":  "T1\tPerson 0 6\tMüller\r\nT2\tPlace 18 27\t«الميناء»\r\n",
		"b/mixed.txt": "one\r\ntwo\nthree\r",
		"b/mixed.ann": "T1\tPlace 5 8\ttwo\nT2\tPlace 3 8\t  two\n",
		"b/bare.txt":  "Nothing is here.",
		"b/empty.txt": "Nothing was found here.",
		"b/empty.ann": "",
		"b/split.txt": "Ann met Bob.",
		"b/split.a1":  "T1\tPerson 0 3\tAnn\nT2\tPerson 8 11\tBob\n",
		"b/split.a2":  "T3\tMeeting 4 7\tmet\nE1\tMeeting:T3 Who:T1 Who2:T2",
		"c/twin.txt":  body,
		"c/twin.ann":  "T1\tPlace 0 6\tMüller\n",
	}
}

func TestThereAndBack(t *testing.T) {
	store := empty()
	report := into(t, store, awkward().source(), codec.OpenOptions{}, nil)
	if report.Documents != 6 || report.Skipped.Total != 1 || report.Annotations != 11 || report.Relations != 3 || report.Entities != 2 {
		t.Errorf("%+v", report)
	}
	got, told := export(t, store)
	same(t, got, awkward())
	var lost []string
	for _, l := range told.Lost {
		lost = append(lost, l.String())
	}
	if !slices.Equal(lost, []string{"1 annotator left out"}) {
		t.Errorf("lost %q", lost)
	}
}

func TestReads(t *testing.T) {
	store := empty()
	report := into(t, store, awkward().source(), codec.OpenOptions{}, nil)
	var refused []string
	for _, p := range report.Refused.First {
		refused = append(refused, p.Place+" "+p.Record)
	}
	want := []string{"a/one.ann line 4 ", "a/one.ann line 8 T3", "a/one.ann line 21 ", "a/one.ann line 22 R2", "a/one.ann line 23 T5", "a/one.ann line 24 T900"}
	if !slices.Equal(refused, want) {
		t.Errorf("refused %q", refused)
	}
	schema, _ := store.Schema()
	if l := schema.Layer("Person"); l == nil || l.Name != "Személy" || l.Feature("Mood").Types[0] != annotate.TypeText {
		t.Errorf("%+v", l)
	}
	if l := schema.Layer("Demand"); !slices.Equal(l.Feature("About").Types, []annotate.FeatureType{annotate.TypeAnnotation}) || !l.Feature("About").Multi || !l.Feature("By").Required {
		t.Errorf("%+v", l)
	}
	one := document(t, store, "a/one")
	annotations, _ := store.Annotations(one.ID)
	by := map[string]*annotate.Annotation{}
	for _, a := range annotations {
		by[string(a.Layer)+" "+a.Quote.Exact] = a
	}
	mueller, pin := by["Person Müller"], by["Place 📌 𐐀"]
	if mueller == nil || pin == nil || mueller.Note != "says a\ttab\nand more" || len(pin.Fragments) != 2 {
		t.Fatalf("%v", slices.Sorted(maps.Keys(by)))
	}
	if v := mueller.Values("Mood"); len(v) != 1 || v[0].Text != "rather bad" {
		t.Errorf("mood %v", v)
	}
	demands := 0
	for _, a := range annotations {
		if a.Layer != "Demand" {
			continue
		}
		demands++
		if len(a.Features) == 0 {
			continue // the second of the trigger
		}
		if v := a.Values("About"); len(v) != 2 || v[0].Ref != pin.ID || v[1].Ref != mueller.ID {
			t.Errorf("about %v", v)
		}
		if v := a.Values("Negated"); len(v) != 1 || !v[0].Bool {
			t.Errorf("negated %v", v)
		}
		if v := a.Values("Certainty"); len(v) != 1 || v[0].Tag != "high" {
			t.Errorf("certainty %v", v)
		}
	}
	if demands != 2 {
		t.Errorf("%d demands", demands)
	}
	for e := range store.Entities() {
		if e.Name == "Müller, Hans" && e.ExternalID == "Wikidata:Q64" {
			return
		}
	}
	t.Error("nobody is Müller, Hans")
}

func document(t testing.TB, r session.Reader, title string) *annotate.Document {
	t.Helper()
	for d, err := range r.Summaries(annotate.ID{}) {
		if err != nil {
			t.Fatal(err)
		}
		if d.Title == title {
			return d.Document
		}
	}
	t.Fatalf("no document %q", title)
	return nil
}

// alter changes annotations and relations of a document.
func alter(t testing.TB, store *memory.Store, title string, do func(d *annotate.Document, quote func(string) *annotate.Annotation, relations []*annotate.Relation) []annotate.Change) {
	t.Helper()
	d := document(t, store, title)
	annotations, _ := store.Annotations(d.ID)
	relations, _ := store.Relations(d.ID)
	find := func(words string) *annotate.Annotation {
		for _, a := range annotations {
			if string(a.Layer)+" "+a.Quote.Exact == words {
				return a
			}
		}
		t.Fatalf("no %q", words)
		return nil
	}
	if _, err := store.Commit(&annotate.ChangeSet{Label: "alter", Changes: do(d, find, relations)}); err != nil {
		t.Fatal(err)
	}
}

// What somebody changed is written again in its place, and all else stays.
func TestChanges(t *testing.T) {
	in := files{
		"x.txt": body,
		"x.ann": "T1\tPerson 0 6\tMüller\nT2\tPlace 15 16\t𐐀\nT3\tPlace 13 14\t📌\nT4\tDemand 27 32\t👩‍👩‍👧\nE1\tDemand:T4 By:T1 About:T2\n" +
			"R1\tnear Arg1:T2 Arg2:T3\n*\tEquiv T1 T2 T3\nA1\tMood T1 bad\nA2\tMood T3 good\nN1\tReference T1 Wikidata:Q64\tBerlin\n#1\tAnnotatorNotes T1\told\n#2\tAnnotatorNotes T3\tstays\nbroken\n",
	}
	store := empty()
	if report := into(t, store, in.source(), codec.OpenOptions{}, nil); report.Annotations != 4 || report.Relations != 3 {
		t.Fatalf("%+v", report)
	}
	alter(t, store, "x", func(d *annotate.Document, find func(string) *annotate.Annotation, relations []*annotate.Relation) []annotate.Change {
		text1, _ := text.New(body)
		person, place, demand := find("Person Müller"), find("Place 𐐀"), find("Demand 👩‍👩‍👧")
		moved := *person
		moved.Fragments = []text.Span{{Start: 0, End: 7}, {Start: 8, End: 11}}
		moved.Quote = text1.Quote(moved.Fragments)
		moved.Note = "new\nlines"
		moved.Features = slices.Clone(person.Features)
		for i := range moved.Features {
			if moved.Features[i].Feature == "Mood" {
				moved.Features[i].Values = []annotate.Value{{Type: annotate.TypeTag, Tag: "good"}}
			}
		}
		less := *demand
		less.Features = slices.DeleteFunc(slices.Clone(demand.Features), func(fv annotate.FeatureValue) bool { return fv.Feature == "About" })
		fresh := &annotate.Annotation{ID: annotate.NewID(), Document: d.ID, Annotator: person.Annotator, Layer: "Place", Fragments: []text.Span{{Start: 0, End: 3}}, Note: "n"}
		fresh.Quote = text1.Quote(fresh.Fragments)
		changes := []annotate.Change{annotate.Update(person, &moved), annotate.Update(demand, &less), annotate.Create(fresh)}
		for _, r := range relations {
			if r.From == place.ID || r.To == place.ID {
				changes = append(changes, annotate.Delete(r))
			}
		}
		changes = append(changes, annotate.Create(&annotate.Relation{ID: annotate.NewID(), Document: d.ID, Annotator: person.Annotator, Type: "near", From: person.ID, To: fresh.ID}))
		return append(changes, annotate.Delete(place))
	})
	got, _ := export(t, store)
	want := "T1\tPerson 0 6;7 9\tMüller u\u0308\nT3\tPlace 13 14\t📌\nT4\tDemand 27 32\t👩‍👩‍👧\nE1\tDemand:T4 By:T1\n" +
		"*\tEquiv T1 T3\nA1\tMood T1 good\nA2\tMood T3 good\nN1\tReference T1 Wikidata:Q64\tBerlin\n#1\tAnnotatorNotes T1\tnew\n#2\tAnnotatorNotes T3\tstays\nbroken\n" +
		"#3\tAnnotatorNotes T1\tlines\nT5\tPlace 0 2\tMü\n#4\tAnnotatorNotes T5\tn\nR2\tnear Arg1:T1 Arg2:T5\n"
	if got["x.ann"] != want {
		t.Errorf("got\n%s\nwant\n%s", got["x.ann"], want)
	}
}

// Whatever is imported into another schema comes out under its own names.
func TestMappedAndBack(t *testing.T) {
	in := files{
		"x.txt": body,
		"x.ann": "T1\tPER 0 6\tMüller\nT2\tNoise 15 16\t𐐀\nT3\tORG 13 14\t📌\nA1\tStance T1 pro\nA2\tStance T2 pro\nR1\tLikes Arg1:T1 Arg2:T3\nR2\tLikes Arg1:T1 Arg2:T2\n#1\tAnnotatorNotes T2\tx\n",
	}
	schema := &annotate.Schema{Name: "ours", Version: 1,
		Layers: []annotate.Layer{{ID: "actor", Name: "Actor", Features: []annotate.Feature{
			{ID: "stance", Name: "Stance", Types: []annotate.FeatureType{annotate.TypeTag}, Tagset: "stance"},
			{ID: "kind", Name: "Kind", Types: []annotate.FeatureType{annotate.TypeTag}, Tagset: "kind"},
		}}},
		Tagsets: []annotate.Tagset{
			{ID: "stance", Name: "Stance", Tags: []annotate.Tag{{ID: "favor", Name: "favor"}, {ID: "against", Name: "against"}}},
			{ID: "kind", Name: "Kind", Tags: []annotate.Tag{{ID: "person", Name: "person"}, {ID: "group", Name: "group"}}},
		},
		Relations: []annotate.RelationType{{ID: "supports", Name: "supports"}},
	}
	store := memory.New(&annotate.Project{ID: annotate.NewID()}, schema)
	m := &codec.Mapping{
		Layers: []codec.LayerMapping{
			{From: "PER", To: "actor", Set: []codec.Setting{{Feature: "kind", Tag: "person"}},
				Features: []codec.FeatureMapping{{From: "Stance", To: "stance", Tags: map[annotate.TagID]annotate.TagID{"pro": "favor", "contra": "against"}}}},
			{From: "ORG", To: "actor", Set: []codec.Setting{{Feature: "kind", Tag: "group"}}},
			{From: "Noise"},
		},
		Relations: []codec.RelationMapping{{From: "Likes", To: "supports"}},
	}
	if report := into(t, store, in.source(), codec.OpenOptions{}, m); report.Annotations != 2 || report.Relations != 1 {
		t.Fatalf("%+v", report)
	}
	got, _ := export(t, store)
	kind := "A3\tKind T1 person\nA4\tKind T3 group\n" // which the mapping set, and the file has not
	want := files{"x.txt": in["x.txt"], "x.ann": in["x.ann"] + kind}
	if got["x.ann"] != want["x.ann"] {
		t.Errorf("got\n%s\nwant\n%s", got["x.ann"], want["x.ann"])
	}
	alter(t, store, "x", func(d *annotate.Document, find func(string) *annotate.Annotation, _ []*annotate.Relation) []annotate.Change {
		a := find("actor Müller")
		next := *a
		next.Features = []annotate.FeatureValue{
			{Feature: "stance", Values: []annotate.Value{{Type: annotate.TypeTag, Tag: "against"}}},
			{Feature: "kind", Values: []annotate.Value{{Type: annotate.TypeTag, Tag: "group"}}},
		}
		return []annotate.Change{annotate.Update(a, &next)}
	})
	got, _ = export(t, store)
	if !strings.HasPrefix(got["x.ann"], "T1\tORG 0 6\tMüller\nT2\tNoise 15 16\t𐐀\nT3\tORG 13 14\t📌\nA1\tStance T1 contra\nA2\tStance T2 pro\n") {
		t.Errorf("got\n%s", got["x.ann"])
	}
}

// A project that goes through a dataset loses none of its files.
func TestThroughADataset(t *testing.T) {
	store := empty()
	into(t, store, awkward().source(), codec.OpenOptions{}, nil)
	var b bytes.Buffer
	if _, err := parley.Write(&b, store, parley.Options{}); err != nil {
		t.Fatal(err)
	}
	again := empty()
	_, err := parley.Read(bytes.NewReader(b.Bytes()), parley.ReadOptions{Into: again, Apply: func(cs annotate.ChangeSet) error { _, err := again.Commit(&cs); return err }})
	if err != nil {
		t.Fatal(err)
	}
	got, _ := export(t, again)
	same(t, got, awkward())
}

// The files that other tools have for their tests, where they are at hand.
func TestRealFiles(t *testing.T) {
	const folder = "../../../../shared/fixtures/brat"
	names, _ := filepath.Glob(folder + "/*")
	if len(names) == 0 {
		t.Skip("the fixtures of other tools are not beside the project")
	}
	s, err := codec.OpenSource(folder)
	if err != nil {
		t.Fatal(err)
	}
	if g := brat.Format().Detect(s); g.Likelihood < 80 {
		t.Errorf("%+v", g)
	}
	want := files{}
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(strings.TrimSuffix(name, filepath.Ext(name)) + ".txt"); err == nil {
			want[filepath.Base(name)] = string(b)
		}
	}
	store := empty()
	report := into(t, store, s, codec.OpenOptions{}, nil)
	if report.Refused.Total != len(names)-len(want) {
		t.Errorf("refused %v", report.Refused.First)
	}
	got, _ := export(t, store)
	same(t, got, want)
}
