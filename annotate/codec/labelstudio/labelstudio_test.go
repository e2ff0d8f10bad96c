package labelstudio_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/codec/codectest"
	"parley/annotate/codec/labelstudio"
	"parley/annotate/session"
	"parley/annotate/text"
	"parley/storage/memory"
)

func kit() codectest.Kit { return codectest.New(labelstudio.Format(), memory.New) }

func source(files map[string]string) codec.Source { return codectest.Files(files).Source() }

func one(tasks string) codec.Source { return source(map[string]string{"tasks.json": tasks}) }

func into(t testing.TB, s codec.Source, o codec.OpenOptions) (session.Store, *codec.Report) {
	t.Helper()
	return kit().Read(t, s, o)
}

func written(t testing.TB, r session.Reader) (map[string]string, *codec.Report) {
	t.Helper()
	return kit().Write(t, r)
}

// told is what is recorded, in words.
func told(t testing.TB, r session.Store) (list []string) {
	t.Helper()
	people, _ := r.Annotators()
	who := map[annotate.ID]string{}
	for _, p := range people {
		who[p.ID] = p.Name
	}
	for d, err := range r.Summaries(annotate.ID{}) {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, fmt.Sprint("document ", d.Title, d.Date, d.Custom))
		annotations, _ := r.Annotations(d.ID)
		byID := map[annotate.ID]string{}
		for _, a := range annotations {
			line := fmt.Sprintf("%s: %s %q %s", who[a.Annotator], a.Layer, a.Quote.Exact, a.Note)
			byID[a.ID] = line
			for _, fv := range a.Features {
				for _, v := range fv.Values {
					line += fmt.Sprint(" ", fv.Feature, "=", v.Tag, v.Text, v.Date, v.Number)
				}
			}
			list = append(list, line)
		}
		relations, _ := r.Relations(d.ID)
		for _, r := range relations {
			list = append(list, fmt.Sprint(byID[r.From], " ", r.Type, len(r.Features), " ", byID[r.To]))
		}
	}
	slices.Sort(list)
	return list
}

const interface_ = `<View><Labels name="ner" toName="t"><Label value="PER"/><Label value="LOC"/></Labels><Text name="t" value="$text"/>
<Choices name="gender" toName="t" perRegion="true" whenLabelValue="PER"><Choice value="Female"/><Choice value="Male"/></Choices>
<Taxonomy name="tax" toName="t"><Choice value="One"/><Choice value="Three"><Choice value="Sub"/></Choice></Taxonomy>
<Relations><Relation value="knows"/></Relations></View>`

const spanned = `[{"id": 7, "data": {"text": "📌 Müller u\u0308ber 𐐀\r\n«الميناء» 👩‍👩‍👧 harbour", "outlet": "Courier", "page": 3}, "annotations": [{"id": 1, "completed_by": {"id": 4, "email": "m@x.org", "first_name": "Mia", "last_name": "W"}, "result": [
 {"id": "a", "from_name": "ner", "to_name": "t", "type": "labels", "meta": {"text": ["a note"]}, "value": {"start": 2, "end": 8, "text": "Müller", "labels": ["PER"]}},
 {"id": "a", "from_name": "gender", "to_name": "t", "type": "choices", "value": {"start": 2, "end": 8, "text": "Müller", "choices": ["Male"]}},
 {"id": "a", "from_name": "why", "to_name": "t", "type": "textarea", "value": {"start": 2, "end": 8, "text": ["he\nis", "known"]}},
 {"id": "b", "from_name": "ner", "to_name": "t", "type": "labels", "value": {"start": 15, "end": 19, "text": "𐐀\\n«", "labels": ["LOC"]}},
 {"id": "c", "from_name": "tax", "to_name": "t", "type": "taxonomy", "value": {"taxonomy": [["One"], ["Three", "Sub"]]}},
 {"id": "d", "from_name": "stars", "to_name": "t", "type": "rating", "value": {"rating": 4}},
 {"type": "relation", "from_id": "a", "to_id": "b", "direction": "left", "labels": ["knows"]}, {"type": "relation", "from_id": "a", "to_id": "b", "direction": "bi"}]}],
 "predictions": [{"model_version": "m1", "result": [{"id": "p", "from_name": "ner", "to_name": "t", "type": "labels", "value": {"start": 34, "end": 41, "text": "harbour", "labels": ["LOC"]}}]}]}]`

var want = []string{
	`Mia W: Document "" ` + " tax=One 0 tax=Three/Sub 0 stars= 4",
	`Mia W: LOC "𐐀\n«" `,
	`Mia W: LOC "𐐀\n«"  knows0 Mia W: PER "Müller" a note`,
	`Mia W: PER "Müller" a note gender=Male 0 why=he` + "\n" + `is 0 why=known 0`,
	`Mia W: PER "Müller" a note relation1 Mia W: LOC "𐐀\n«" `,
	`Prediction: m1: LOC "harbour" `,
	`document 📌 Müller u` + "\u0308" + `ber 𐐀 [{page 3}]`,
}

func TestReads(t *testing.T) {
	for name, conf := range map[string]string{"with": interface_, "without": ""} {
		s := source(map[string]string{"tasks.json": spanned, "config.xml": conf})
		store, report := into(t, s, codec.OpenOptions{})
		if got := told(t, store); !slices.Equal(got, want) || report.Refused.Total+report.Repaired.Total > 0 {
			t.Errorf("%s: %s\nwant %s\n%+v", name, strings.Join(got, "\n"), strings.Join(want, "\n"), report)
		}
		schema, _ := store.Schema()
		if f := schema.Layer("PER").Feature("gender"); f == nil || (len(schema.Tagset(f.Tagset).Tags) == 2) != (conf != "") {
			t.Errorf("%s: %+v", name, schema)
		}
	}
}

// Exports of 2021 and before count UTF-16 units.
func TestReadsOldExports(t *testing.T) {
	old := strings.NewReplacer(`"start": 2, "end": 8`, `"start": 3, "end": 9`, `"start": 15, "end": 19`, `"start": 16, "end": 21`, `"start": 34, "end": 41`, `"start": 39, "end": 46`,
		"annotations", "completions").Replace(spanned)
	store, report := into(t, one(old), codec.OpenOptions{})
	if got := told(t, store); !slices.Equal(got, want) || report.Repaired.Total != 1 {
		t.Errorf("%s\n%+v", strings.Join(got, "\n"), report)
	}
}

func TestThereAndBack(t *testing.T) {
	store, _ := into(t, source(map[string]string{"tasks.json": spanned, "config.xml": interface_}), codec.OpenOptions{})
	out, report := written(t, store)
	if len(report.Lost) != 1 || report.Lost[0].String() != "1 annotator who recorded nothing left out" {
		t.Errorf("lost %v", report.Lost)
	}
	again, read := into(t, source(out), codec.OpenOptions{})
	if a, b := told(t, store), told(t, again); !slices.Equal(a, b) || read.Refused.Total > 0 {
		t.Errorf("%s\ncame back as\n%s\n%+v\n%s", strings.Join(a, "\n"), strings.Join(b, "\n"), read, out["tasks.json"])
	}
	if same, _ := written(t, store); same["tasks.json"] != out["tasks.json"] || same["config.xml"] != out["config.xml"] {
		t.Error("the same project gave other bytes")
	}
	if !strings.Contains(out["config.xml"], `<Relation value="knows"/>`) || !strings.Contains(out["config.xml"], `whenLabelValue="PER"`) {
		t.Error(out["config.xml"])
	}
}

func TestDialogue(t *testing.T) {
	in := `[{"data": {"d": [{"author": "Mia:", "text": "Hate 📌 that?"}, {"author": "Vincent", "text": "What?"}]}, "annotations": [{"result": [
	 {"id": "a", "type": "paragraphlabels", "from_name": "l", "to_name": "p", "value": {"start": "0", "end": "1", "startOffset": 5, "endOffset": 4, "paragraphlabels": ["X"]}}]}]}]`
	store, report := into(t, source(map[string]string{"t.json": in, "c.xml": `<View><Paragraphs name="p" value="$d"/></View>`}), codec.OpenOptions{})
	if got := told(t, store); !slices.Contains(got, `Importer: X "📌 that?\nWhat" `) {
		t.Errorf("%q %+v", got, report)
	}
	for d := range store.Summaries(annotate.ID{}) {
		if len(d.Turns) != 2 || d.Turns[0].Speaker != "Mia" || d.Turns[1].Start != text.Offset(len("Hate 📌 that?\n")) {
			t.Errorf("%+v", d.Turns)
		}
	}
}

func TestTellsWhatIsLost(t *testing.T) {
	store, _ := into(t, one(spanned), codec.OpenOptions{})
	var changes []annotate.Change
	for d := range store.Summaries(annotate.ID{}) {
		list, _ := store.Annotations(d.ID)
		i := slices.IndexFunc(list, func(a *annotate.Annotation) bool { return a.Quote.Exact == "harbour" })
		body, _ := store.Body(d.ID)
		tx, _ := text.New(body)
		next := *list[i]
		next.Fragments = append([]text.Span{{Start: 0, End: 4}}, next.Fragments...)
		next.Quote = tx.Quote(next.Fragments)
		changes = append(changes, annotate.Update(list[i], &next), annotate.Create(&annotate.Annotation{ID: annotate.NewID(), Document: d.ID, Annotator: next.Annotator, Layer: "LOC", Note: "n"}),
			annotate.Create(&annotate.Entity{ID: annotate.NewID(), Name: "OCHA"}),
			annotate.Create(&annotate.Relation{ID: annotate.NewID(), Document: d.ID, Type: "knows", From: list[0].ID, To: list[i].ID, Annotator: list[0].Annotator}))
	}
	if _, err := store.Commit(&annotate.ChangeSet{Label: "awkward", Changes: changes}); err != nil {
		t.Fatal(err)
	}
	_, report := written(t, store)
	var got []string
	for _, l := range report.Lost {
		got = append(got, l.String())
	}
	slices.Sort(got)
	want := []string{"1 actor left out of the register, which is not written", "1 annotation of a whole document without values left out", "1 annotator who recorded nothing left out", "1 discontinuous span written as its hull",
		"1 note left out", "1 relation left out, as its ends are not spans of its own annotator"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestRefuses(t *testing.T) {
	task := func(result string) string {
		return `[{"data": {"text": "A letter."}, "annotations": [{"result": [` + result + `]}]}]`
	}
	region := `{"id": "a", "type": "labels", "from_name": "l", "to_name": "t", "value": {"labels": ["X"], "start": 0, "end": 1%s}}`
	for in, why := range map[string]string{
		task(`{"id": "a", "type": "labels", "value": {"start": 0, "end": 99, "labels": ["X"]}}`):                "task 1 region a",
		task(`{"id": "a", "type": "labels", "value": {"start": 3, "end": 3, "labels": ["X"]}}`):                 "it is empty",
		task(`{"id": "a", "type": "labels", "value": {"start": 0, "end": 1, "text": "B", "labels": ["X"]}}`):    "not “B”",
		task(`{"id": "a", "type": "labels", "value": {"start": "/div[1]", "end": "/div[1]", "labels": ["X"]}}`): "not told in characters",
		task(`{"id": "a", "type": "brush", "value": {"x": 1}}`):                                                 `results of type "brush" are not read`,
		task(`{"id": "a", "type": "choices", "value": {"choices": "x"}}`):                                       "result 1",
		task(fmt.Sprintf(region, "") + `, {"type": "relation", "from_id": "a", "to_id": "z"}`):                  "relation from a to z: ",
		`[{"data": {"text": "A"}}, {"data": {"text": " "}}]`:                                                    "task 2: its text is empty",
		`[{"data": {"text": "A"}}, {"data": {"n": 3}}]`:                                                         "there is no text",
		`[{"data": {"text": "A"}}, 3]`:                                                                          "task 2",
		`[{"data": {"text": "A"}}, {`:                                                                           "unexpected EOF",
		`[{"data": {"text": "A"}, "annotations": [{"was_cancelled": true, "result": []}]}]`:                     "it was cancelled",
		`[{"data": {"text": "A"}}, ` + strings.Repeat("[", 100_000):                                             "exceeded max depth",
	} {
		_, report := into(t, one(in), codec.OpenOptions{})
		if report.Refused.Total == 0 || !strings.Contains(report.Refused.First[0].String(), strings.TrimSuffix(why, ": ")) {
			t.Errorf("%.80s: %+v, want %q", in, report.Refused.First, why)
		}
	}
	for _, in := range []string{"", "[]", "{}", "3", "not json", `[{"text": "x"}]`} {
		if _, err := labelstudio.Format().Open(one(in), codec.OpenOptions{}); err == nil {
			t.Errorf("%q is a collection", in)
		}
	}
}

func TestDetect(t *testing.T) {
	for in, want := range map[string]bool{spanned: true, `[{"data": {}, "annotations": []}]`: true, `[{"text": "x"}]`: false, "": false, "words": false} {
		if g := labelstudio.Format().Detect(one(in)); (g.Likelihood > 0) != want || want && g.Why == "" {
			t.Errorf("%.40s: %+v", in, g)
		}
	}
}

// The examples of Label Studio's own front end, where they are at hand.
func TestRealFiles(t *testing.T) {
	folders, _ := filepath.Glob("../../../../shared/fixtures/labelstudio/*")
	if len(folders) == 0 {
		t.Skip("the fixtures of other tools are not beside the project")
	}
	annotations := 0
	for _, f := range folders {
		if info, err := os.Stat(f); err != nil || !info.IsDir() {
			continue
		}
		s, err := codec.OpenSource(f)
		if err != nil {
			t.Fatal(err)
		}
		if g := labelstudio.Format().Detect(s); g.Likelihood < 80 {
			t.Errorf("%s: %+v", f, g)
		}
		store, report := into(t, s, codec.OpenOptions{})
		if report.Documents == 0 || report.Refused.Total > 0 && filepath.Base(f) != "rich_text_plain" {
			t.Errorf("%s: %+v", f, report)
		}
		annotations += report.Annotations
		out, _ := written(t, store)
		again, _ := into(t, source(out), codec.OpenOptions{})
		if a, b := told(t, store), told(t, again); !slices.Equal(a, b) {
			t.Errorf("%s: %q came back as %q", f, a, b)
		}
	}
	if annotations < 8 {
		t.Errorf("%d annotations in all", annotations)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(spanned, interface_)
	f.Add(`{"data": {"d": [{"text": "x"}]}, "annotations": [{"completed_by": 3, "result": [{"id": "a", "type": "datetime", "from_name": "A.b", "value": {"datetime": "2025"}}]}]}`, `<Paragraphs name="p" value="$d"/>`)
	f.Fuzz(func(t *testing.T, in, conf string) {
		if len(in)+len(conf) > 1<<16 {
			t.Skip()
		}
		s := source(map[string]string{"a.json": in, "config.xml": conf})
		kit().Survives(t, s)
	})
}

// What an interface says of labels and choices comes back, and when something was said; what has
// no place is told on the way in.
func TestReadsTheInterface(t *testing.T) {
	conf := `<View><Labels name="ner" toName="t"><Label value="PER" hotkey="7" background="#780557" hint="who 📌"/></Labels><Text name="t" value="$text"/>
<Choices name="gender" toName="t" perRegion="true" required="true"><Choice value="Female" hint="الميناء" color="#5A26B0"/></Choices><TextArea name="why" toName="t" perRegion="true" maxSubmissions="1"/></View>`
	in := `[{"id": 1, "project": 4, "data": {"text": "Müller 𐐀"}, "annotations": [{"id": 9, "lead_time": 3.5, "created_at": "2024-05-01T10:00:00Z", "updated_at": "2024-05-02T10:00:00.5Z",
 "result": [{"id": "a", "from_name": "ner", "to_name": "t", "type": "labels", "score": 0.5, "hidden": null, "value": {"start": 0, "end": 6, "text": "Müller", "labels": ["PER"]}}]}]}]`
	store, report := into(t, source(map[string]string{"tasks.json": in, "config.xml": conf}), codec.OpenOptions{})
	if len(report.Lost) != 1 || report.Lost[0].First[0].Text != "lead_time, project, score" {
		t.Errorf("%+v", report.Lost)
	}
	check := func(store session.Store) {
		s, _ := store.Schema()
		l := s.Layer("PER")
		f, why := l.Feature("gender"), l.Feature("why")
		if l.Key != "7" || l.Colour != 4 || l.Description != "who 📌" || !f.Required || why.Multi {
			t.Errorf("%+v", l)
		}
		if g := s.Tagset(f.Tagset).Tag("Female"); g.Definition != "الميناء" || g.Colour != 6 {
			t.Errorf("%+v", g)
		}
	}
	check(store)
	for d := range store.Summaries(annotate.ID{}) {
		list, _ := store.Annotations(d.ID)
		if !list[0].Created.Equal(time.Date(2024, 5, 1, 10, 0, 0, 0, time.UTC)) || list[0].Modified.Nanosecond() == 0 {
			t.Errorf("%v %v", list[0].Created, list[0].Modified)
		}
	}
	out, _ := written(t, store)
	again, _ := into(t, source(out), codec.OpenOptions{})
	check(again)
}
