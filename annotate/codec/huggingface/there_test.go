package huggingface_test

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/codec/huggingface"
	"parley/annotate/text"
	"parley/storage/memory"
)

// into reads a source into an empty project.
func into(t testing.TB, s codec.Source) (*memory.Store, *codec.Report) {
	t.Helper()
	c, err := huggingface.Format().Open(s, codec.OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	store := memory.New(&annotate.Project{ID: annotate.NewID()}, &annotate.Schema{Name: "empty", Version: 1})
	report, err := codec.Import(context.Background(), c, codec.ImportOptions{Into: store, Extend: true, Annotator: annotate.NewID(), Now: time.Now,
		Apply: func(cs annotate.ChangeSet) error { _, err := store.Commit(&cs); return err }})
	if err != nil {
		t.Fatal(err)
	}
	return store, report
}

// told is all of a project in words, without IDs that differ.
func told(t testing.TB, r *memory.Store) (list []string) {
	t.Helper()
	names := map[annotate.ID]string{}
	people, _ := r.Annotators()
	for _, p := range people {
		names[p.ID] = p.Name
		list = append(list, fmt.Sprint("annotator ", p.Name, " ", p.Initials))
	}
	for e := range r.Entities() {
		names[e.ID] = e.Name
	}
	for e := range r.Entities() {
		line := fmt.Sprint("actor ", e.Name, e.Exact, e.Aliases, e.Kind, names[e.Parent], e.Side, e.Country, e.ExternalID, e.Colour, e.Note)
		for _, a := range e.Affiliations {
			line += fmt.Sprint(" ", names[a.Entity], a.Role, a.From, a.To)
		}
		for _, o := range e.Apart {
			line += " not " + names[o]
		}
		list = append(list, line)
	}
	schema, _ := r.Schema()
	list = append(list, fmt.Sprintf("%+v", schema.Layers), fmt.Sprintf("%+v", schema.Tagsets), fmt.Sprintf("%+v", schema.Relations))
	for d, err := range r.Summaries(annotate.ID{}) {
		if err != nil {
			t.Fatal(err)
		}
		line := fmt.Sprint("document ", d.Title, d.Author, names[d.AuthorEntity], d.Outlet, d.Date, d.URL, d.Language, d.Direction, d.Custom, d.Note)
		for _, turn := range d.Turns {
			line += fmt.Sprint(" ", turn.Start, turn.Speaker, names[turn.Entity])
		}
		list = append(list, append([]string{line}, recorded(r, d.ID, names)...)...)
	}
	slices.Sort(list)
	return list
}

func recorded(r *memory.Store, id annotate.ID, names map[annotate.ID]string) (list []string) {
	annotations, _ := r.Annotations(id)
	for _, a := range annotations {
		names[a.ID] = fmt.Sprint(a.Layer, a.Fragments, names[a.Annotator])
	}
	values := func(list []annotate.FeatureValue) (line string) {
		for _, fv := range list {
			for _, v := range fv.Values {
				line += fmt.Sprint(" ", fv.Feature, "=", v.Type, v.Text, v.Number, v.Bool, v.Date, v.Tag, names[v.Ref], names[v.Mention])
			}
		}
		return line
	}
	for _, a := range annotations {
		list = append(list, fmt.Sprint(names[a.ID], a.Quote.Exact, a.Note, a.Recheck, a.Created.UTC(), a.Modified.UTC(), values(a.Features)))
	}
	relations, _ := r.Relations(id)
	for _, l := range relations {
		list = append(list, fmt.Sprint(names[l.From], l.Type, names[l.To], names[l.Annotator], l.Note, l.Created.UTC(), values(l.Features)))
	}
	progress, _ := r.Progress(id)
	for _, p := range progress {
		list = append(list, fmt.Sprint("progress ", names[p.Annotator], p.State, p.Flags))
	}
	return list
}

// awkward is the project with what a line may have beside.
func awkward(t testing.TB) *memory.Store {
	store := project(t)
	people, _ := store.Annotators()
	lina := *people[0]
	lina.Initials = "LÜ"
	var doc annotate.Summary
	for d := range store.Summaries(annotate.ID{}) {
		if d.Title == "Häfen" {
			doc = d
		}
	}
	var hts *annotate.Entity
	for e := range store.Entities() {
		hts = e
	}
	ocha := &annotate.Entity{ID: annotate.NewID(), Name: "OCHA 𐐀", Exact: annotate.ExactCase, Kind: "organisation", Parent: hts.ID, Apart: []annotate.ID{hts.ID}, Colour: 3, Note: "a\tnote\nof two",
		Side: "none", Country: "CH", ExternalID: "Q1", Affiliations: []annotate.Affiliation{{Entity: hts.ID, Role: "office", From: annotate.Date{Year: 2020}, To: annotate.Date{Year: 2021, Month: 2}}}}
	head := *doc.Document
	head.Author, head.AuthorEntity, head.Outlet, head.URL, head.Note, head.Direction = "A", ocha.ID, "Courier", "https://x.org", "n\nn", annotate.RightToLeft
	head.Date, head.Custom = annotate.Date{Year: 2025, Month: 3}, []annotate.Field{{Name: "page", Value: "3 👩‍👩‍👧"}}
	head.Turns = []annotate.Turn{{Start: 0, Speaker: "GL"}, {Start: text.Offset(strings.Index(body, "«")), Entity: ocha.ID}}
	changes := []annotate.Change{annotate.Update(people[0], &lina), annotate.Create(ocha), annotate.Update(doc.Document, &head),
		annotate.Create(&annotate.Progress{Document: doc.ID, Annotator: lina.ID, State: annotate.Done, Flags: annotate.Difficult | annotate.NoClaims})}
	list, _ := store.Annotations(doc.ID)
	for i, a := range list {
		next := *a
		next.Recheck, next.Created, next.Modified = "tag 1 was divided", time.UnixMilli(1e12+int64(i)).UTC(), time.UnixMilli(2e12+int64(i)).UTC()
		for k := range next.Features {
			next.Features[k].Values = slices.Clone(next.Features[k].Values)
			if v := &next.Features[k].Values[0]; v.Type == annotate.TypeEntity {
				v.Mention = list[len(list)-1].ID
			}
		}
		changes = append(changes, annotate.Update(a, &next))
	}
	relations, _ := store.Relations(doc.ID)
	for _, r := range relations {
		next := *r
		next.Note, next.Created, next.Modified = "why", time.UnixMilli(3e12).UTC(), time.UnixMilli(4e12).UTC()
		changes = append(changes, annotate.Update(r, &next))
	}
	if _, err := store.Commit(&annotate.ChangeSet{Label: "awkward", Changes: changes}); err != nil {
		t.Fatal(err)
	}
	return store
}

// A folder comes back as it was, in both shapes, packed or not.
func TestThereAndBack(t *testing.T) {
	store := awkward(t)
	want := told(t, store)
	for _, o := range []huggingface.Options{{}, {Parquet: true}} {
		for _, write := range []func(string, func(codec.Target) error) error{codec.WriteFolder, codec.WriteZip} {
			name := filepath.Join(t.TempDir(), "out.zip")
			var report *codec.Report
			err := write(name, func(to codec.Target) (err error) {
				report, err = o.Format().Write(context.Background(), store, to, codec.WriteOptions{})
				return err
			})
			if err != nil || len(report.Lost) > 0 {
				t.Fatal(err, report)
			}
			s, err := codec.OpenSource(name)
			if err != nil {
				t.Fatal(err)
			}
			if g := o.Format().Detect(s); g.Likelihood < 95 {
				t.Errorf("%+v: %+v", o, g)
			}
			again, report := into(t, s)
			if !report.Whole() || report.Repaired.Total > 0 {
				t.Errorf("%+v: %+v", o, report)
			}
			if got := told(t, again); !slices.Equal(got, want) {
				for i := range min(len(got), len(want)) {
					if got[i] != want[i] {
						t.Fatalf("%+v: came back as\n%s\nwant\n%s", o, got[i], want[i])
					}
				}
				t.Fatalf("%+v: %d, want %d", o, len(got), len(want))
			}
		}
	}
}

func folder(files map[string]string) codec.Source {
	s := codec.Source{FS: fstest.MapFS{}, Name: "folder", Files: slices.Sorted(maps.Keys(files))}
	for name, b := range files {
		s.FS.(fstest.MapFS)[name] = &fstest.MapFile{Data: []byte(b), Mode: fs.ModePerm}
	}
	return s
}

// Without a dictionary the lines say what there is, and what counts as what.
func TestReadsLinesAlone(t *testing.T) {
	in := `{"text": "📌 Müller\r\nüber 𐐀 und الميناء", "metadata": {"title": "Häfen", "custom": [{"name": "page", "value": "3"}]}, "annotations": [
 {"id": "a", "layer": "Claim", "annotator": "Lina", "quote": "Müller", "fragments": [{"start": 3, "end": 9}], "features": [{"feature": "kind", "values": [{"type": "tag", "value": "demand"}, {"type": "tag", "value": "promise"}]},
  {"feature": "who", "values": [{"type": "entity", "value": "OCHA", "mention": "b"}]}]},
 {"id": "b", "layer": "Actor", "annotator": "lina", "quote": "𐐀", "fragments": [{"start": 16, "end": 18}]}, {"layer": "Claim", "note": "on the whole"}],
 "relations": [{"type": "answers", "from": "a", "to": "b"}], "label": 1}`
	store, report := into(t, folder(map[string]string{"validation-00000-of-00001.jsonl": strings.ReplaceAll(in, "\n", " ")}))
	if report.Annotations != 3 || report.Relations != 1 || report.Repaired.Total != 1 || report.Refused.Total > 0 || len(report.Lost) != 1 || report.Lost[0].First[0].Text != `"label"` {
		t.Errorf("%+v", report)
	}
	all := strings.Join(told(t, store), "\n")
	for _, want := range []string{"document Häfen", "{page 3} {split validation}", "kind=tag0 false demand kind=tag0 false promise who=entity0 false OCHAActor[{19 23}]Lina", "annotator Lina", "on the whole"} {
		if !strings.Contains(all, want) {
			t.Errorf("%q is not in\n%s", want, all)
		}
	}
}

// What is wrong with a line is told with its place, and the rest comes in.
func TestRefuses(t *testing.T) {
	line := func(annotations, rest string) string {
		return `{"text": "a harbour", "annotations": [` + annotations + `]` + rest + `}`
	}
	for in, why := range map[string]string{
		`{"text": 3}`:      "cannot unmarshal",
		`{"text": " "}`:    "its text is empty",
		`{"text"`:          "unexpected EOF",
		`{"text": "a"} {}`: "more than one",
		line(`{"layer": "A", "fragments": [{"start": 0, "end": 99}]}`, ""):                        "99",
		line(`{"layer": "A", "fragments": [{"start": 1, "end": 1}]}`, ""):                         "empty",
		line(`{"layer": "A", "fragments": [{"start": 0, "end": 3}, {"start": 2, "end": 4}]}`, ""): "overlap",
		line(`{"layer": "A", "fragments": [{"start": 0, "end": 1}], "quote": "b"}`, ""):           "not “b”",
		line(`{"layer": " "}`, ""): "no layer",
		line(`{"layer": "A", "features": [{"feature": "f", "values": [{"type": "number", "value": "x"}]}]}`, ""): `number "x"`,
		line(`{"layer": "A", "features": [{"feature": "f", "values": [{"type": "thing", "value": "x"}]}]}`, ""):  `thing "x"`,
		line("", `, "relations": [{"type": "t", "from": "x", "to": "y"}]`):                                       "an end of it is not there",
		line("", `, "progress": [{"annotator": "A", "state": "asleep"}]`):                                        "progress of A",
		line("", `, "turns": [{"start": 4, "speaker": "A"}, {"start": 2, "speaker": "B"}]`):                      "turn 2",
	} {
		_, report := into(t, folder(map[string]string{"data/train.jsonl": `{"text": "Müller"}` + "\n" + in + "\n"}))
		if report.Refused.Total != 1 || !strings.Contains(report.Refused.First[0].String(), why) || !strings.HasPrefix(report.Refused.First[0].Place, "data/train.jsonl line 2") {
			t.Errorf("%s: %+v, want %q", in, report.Refused, why)
		}
	}
	for _, files := range []map[string]string{{}, {"data/train.jsonl": ""}, {"data/train.parquet": "PAR1"}, {"data/train.parquet": "PAR1\xff\xff\xff\x7fPAR1"}} {
		if _, err := huggingface.Format().Open(folder(files), codec.OpenOptions{}); err == nil {
			t.Errorf("%q is a collection", files)
		}
	}
}

// A dictionary that makes no schema is told, and the lines say what there is.
func TestDoubtsDictionary(t *testing.T) {
	_, report := into(t, folder(map[string]string{"dictionary.csv": "kind,name\nlayer,A\nlayer,a\n", "data/train.jsonl": `{"text": "x", "annotations": [{"layer": "A"}]}`}))
	if report.Doubtful.Total != 1 || report.Annotations != 1 {
		t.Errorf("%+v", report)
	}
}

func FuzzLines(f *testing.F) {
	files, _ := written(f, awkward(f), codec.WriteOptions{})
	f.Add(files["data/train.jsonl"], files["dictionary.csv"], files["data/actors.jsonl"])
	f.Add(`{"text": "𐐀", "annotations": [{"layer": "A", "fragments": [{"start": 0, "end": 2}], "quote": "𐐀"}]}`, "kind,name\nlayer,A", `{"id": "a", "name": "a", "parent": "a"}`)
	f.Fuzz(func(t *testing.T, lines, dictionary, actors string) {
		check(t, folder(map[string]string{"data/train.jsonl": lines, "dictionary.csv": dictionary, "data/actors.jsonl": actors}))
	})
}

func check(t *testing.T, s codec.Source) {
	huggingface.Format().Detect(s)
	c, err := huggingface.Format().Open(s, codec.OpenOptions{})
	if err != nil {
		return
	}
	defer c.Close()
	if err := c.Schema().Check(); err != nil {
		t.Fatal(err)
	}
	for d, err := range c.Documents(context.Background(), &codec.Report{}) {
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range d.Annotations {
			if err := c.Schema().CheckAnnotation(a); err != nil {
				t.Fatal(err)
			}
			for _, s := range a.Fragments {
				if err := d.Text.CheckSpan(s); err != nil || s.Empty() {
					t.Fatalf("%v: %v", s, err)
				}
			}
		}
	}
}

// A Parquet file that is damaged anywhere breaks nothing.
func FuzzParquet(f *testing.F) {
	dir := filepath.Join(f.TempDir(), "out")
	err := codec.WriteFolder(dir, func(to codec.Target) error {
		_, err := huggingface.Options{Parquet: true}.Format().Write(context.Background(), awkward(f), to, codec.WriteOptions{})
		return err
	})
	if err != nil {
		f.Fatal(err)
	}
	s, err := codec.OpenSource(dir)
	if err != nil {
		f.Fatal(err)
	}
	whole, err := s.Read("data/train.parquet", 1<<24)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(0, uint32(0), 0, []byte{})
	f.Add(len(whole)-100, uint32(0xFFFFFFFF), 8, []byte{0xFF, 0xFF, 0xFF, 0x7F, 1})
	for i := 0; i < len(whole); i += len(whole) / 200 {
		f.Add(i, uint32(0x7F), i+3, []byte{0xFF, 0x01})
	}
	f.Fuzz(func(t *testing.T, at int, v uint32, then int, with []byte) {
		b := slices.Clone(whole)
		for i := range 4 {
			b[(max(at, -(at+1))+i)%len(b)] ^= byte(v >> (8 * i))
		}
		for i := range with[:min(len(with), 64)] {
			b[(max(then, -(then+1))+i)%len(b)] = with[i]
		}
		check(t, folder(map[string]string{"data/train.parquet": string(b)}))
	})
}
