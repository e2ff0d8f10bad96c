package prodigy_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/codec/codectest"
	"parley/annotate/codec/prodigy"
	"parley/annotate/session"
	"parley/annotate/text"
	"parley/storage/memory"
)

// Two people on one text with everything, a label that was rejected, choices, a skipped task.
const file = `{"text":"📌 Müller u\u0308ber 𐐀\r\n«الميناء» 👩‍👩‍👧 harbour","_input_hash":-7,"_task_hash":8,"_annotator_id":"lina","_timestamp":1700000000,"meta":{"source":"a b","page":3},"spans":[{"start":2,"end":8,"label":"PER","score":0.5,"kinds":["x","y"],"sure":true,"note":"who\nis he"},{"start":34,"end":41,"token_start":9,"token_end":9,"label":"LOC"},{"start":2,"end":8,"label":"LOC"}],"relations":[{"head":9,"child":1,"head_span":{"start":34,"end":41,"label":"LOC"},"child_span":{"start":2,"end":8,"label":"PER"},"label":"near","strong":true}],"answer":"accept"}
{"text":"📌 Müller u\u0308ber 𐐀\r\n«الميناء» 👩‍👩‍👧 harbour","_input_hash":-7,"_task_hash":9,"_session_id":"omar","spans":[{"start":15,"end":16,"label":"LETTER"}],"answer":"ignore"}
{"text":"A goal.","label":"SPORT","_annotator_id":"lina","answer":"reject","_task_hash":10}
{"text":"A goal.","label":"LOCAL","_annotator_id":"lina","answer":"accept","_task_hash":11}
{"text":"Choose.","options":[{"id":"a","text":"First"},{"id":2}],"accept":["a",2],"_annotator_id":"lina","answer":"accept"}
{"text":"Nobody was here."}
`

func kit() codectest.Kit { return codectest.New(prodigy.Format(), memory.New) }

func source(s string) codec.Source { return kit().One(s) }

func into(t testing.TB, s codec.Source) (session.Store, *codec.Report) {
	t.Helper()
	return kit().Read(t, s, codec.OpenOptions{})
}

func written(t testing.TB, r session.Reader) (string, []string) {
	t.Helper()
	out, report := kit().WriteOne(t, r)
	return out, codectest.Lost(report)
}

// told is all that the format carries, in words that hold in any project.
func told(t testing.TB, r session.Store) (list []string) {
	t.Helper()
	s, _ := r.Schema()
	names := map[annotate.ID]string{}
	people, _ := r.Annotators()
	for _, p := range people {
		names[p.ID] = p.Name
	}
	features := func(values []annotate.FeatureValue) (out string) {
		for _, fv := range values {
			out += " " + string(fv.Feature)
			for _, v := range fv.Values {
				out += fmt.Sprintf(" %s%s%v%v", v.Tag, v.Text, v.Number, v.Bool)
			}
		}
		return out
	}
	for d := range r.Summaries(annotate.ID{}) {
		list = append(list, fmt.Sprint(codec.Fields(d.Document)))
		annotations, err := r.Annotations(d.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range annotations {
			names[a.ID] = s.Layer(a.Layer).Name + ":" + a.Quote.Exact
			list = append(list, names[a.ID]+" "+a.Note+" by "+names[a.Annotator]+features(a.Features))
		}
		relations, _ := r.Relations(d.ID)
		for _, l := range relations {
			list = append(list, names[l.From]+" "+string(l.Type)+" "+names[l.To]+" by "+names[l.Annotator]+features(l.Features))
		}
		progress, _ := r.Progress(d.ID)
		for _, p := range progress {
			list = append(list, fmt.Sprint(names[p.Annotator], " ", p.State, p.Flags.Words()))
		}
	}
	slices.Sort(list)
	return list
}

func TestReads(t *testing.T) {
	store, report := into(t, source(file))
	if !report.OK() || report.Documents != 4 || report.Annotators != 2 || report.Relations != 1 {
		t.Errorf("%+v", report)
	}
	got := told(t, store)
	for _, want := range []string{
		"PER:Müller who\nis he by lina kinds x0false y0false score 0.5false sure 0true",
		"LOC:harbour near PER:Müller by lina strong 0true", "LETTER:𐐀  by omar", "lina done []", "omar in progress [difficult]",
		"Document label:  by lina label SPORT0false answer reject0false", "Document label:  by lina label LOCAL0false",
		"Document label:  by lina label a0false 20false",
		"[{title 📌 Müller u\u0308ber 𐐀} {_input_hash -7} {_task_hash 8 9} {_timestamp 1700000000} {page 3} {source a b}]",
	} {
		if !slices.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, strings.Join(got, "\n"))
		}
	}
}

func TestThereAndBack(t *testing.T) {
	store, _ := into(t, source(file))
	out, lost := written(t, store)
	if len(lost) > 0 {
		t.Errorf("lost %q", lost)
	}
	again, report := into(t, source(out))
	if a, b := told(t, store), told(t, again); !slices.Equal(a, b) || !report.OK() {
		t.Errorf("came back as\n%s\nwant\n%s\n%+v\n%s", strings.Join(b, "\n"), strings.Join(a, "\n"), report, out)
	}
	if second, _ := written(t, again); second != out {
		t.Errorf("again\n%s\nwant\n%s", second, out)
	}
}

// Tokens give the text, with a blank behind those that say so, and each span begins with one and
// ends with one.
func TestTokens(t *testing.T) {
	store, _ := into(t, source(file+`{"text":"\n 📌  Müller\r\n\t𐐀\u00a0 e\u0301 \n\nالميناء 👩‍👩‍👧 ","spans":[{"start":2,"end":5,"label":"A"},{"start":11,"end":12,"label":"A"},{"start":13,"end":15,"label":"A"},{"start":16,"end":20,"label":"A"},{"start":26,"end":33,"label":"A"}]}
`))
	out, _ := written(t, store)
	for _, l := range strings.Split(strings.TrimSpace(out), "\n") {
		var task struct {
			Text   string
			Tokens []struct {
				Text       string
				Start, End int
				WS         bool
			}
			Spans []struct {
				Start, End int
				First      int `json:"token_start"`
				Last       int `json:"token_end"`
			}
			Relations []struct{ Head, Child int }
		}
		if err := json.Unmarshal([]byte(l), &task); err != nil {
			t.Fatal(err)
		}
		points, built := []rune(task.Text), ""
		for _, k := range task.Tokens {
			if string(points[k.Start:k.End]) != k.Text {
				t.Errorf("%+v: %q", k, string(points[k.Start:k.End]))
			}
			built += k.Text
			if k.WS {
				built += " "
			}
		}
		if len(task.Tokens) > 0 && built != task.Text {
			t.Errorf("%q is of %q", task.Text, built)
		}
		for _, s := range task.Spans {
			if task.Tokens[s.First].Start != s.Start || task.Tokens[s.Last].End != s.End {
				t.Errorf("%+v is of %+v to %+v", s, task.Tokens[s.First], task.Tokens[s.Last])
			}
		}
		for _, r := range task.Relations {
			if task.Tokens[r.Head].Text != "harbour" || task.Tokens[r.Child].Text != "Müller" {
				t.Errorf("%+v", r)
			}
		}
	}
}

// Relations between tokens that are in no span.
func TestBareTokens(t *testing.T) {
	store, report := into(t, source(`{"text":"Ann met Bob","tokens":[{"start":0,"end":3},{"start":4,"end":7},{"start":8,"end":11}],"relations":[{"head":1,"child":2,"label":"obj"},{"head":1,"child":0,"label":"subj"},{"head":9,"child":0,"label":"no"}]}`))
	got := told(t, store)
	for _, want := range []string{"Token:met obj Token:Bob by Importer", "Token:met subj Token:Ann by Importer"} {
		if !slices.Contains(got, want) {
			t.Errorf("no %q in %q", want, got)
		}
	}
	if report.Annotations != 3 || report.Refused.Total != 1 {
		t.Errorf("%+v", report)
	}
}

func TestTellsWhatIsLost(t *testing.T) {
	store, _ := into(t, source(`{"text":"Ann met Bob.","_annotator_id":"lina","spans":[{"start":0,"end":3,"label":"PER","x":"1"}],"answer":"accept"}`))
	schema, _ := store.Schema()
	next := *schema
	next.Layers = slices.Clone(schema.Layers)
	next.Layers[0].Features = []annotate.Feature{
		{ID: "x", Name: "start", Types: []annotate.FeatureType{annotate.TypeText}},
		{ID: "when", Name: "when", Types: []annotate.FeatureType{annotate.TypeDate}},
	}
	next.Relations = []annotate.RelationType{{ID: "r", Name: "r"}}
	changes := []annotate.Change{annotate.Update(schema, &next)}
	for d := range store.Summaries(annotate.ID{}) {
		list, _ := store.Annotations(d.ID)
		progress, _ := store.Progress(d.ID)
		body, _ := store.Body(d.ID)
		tx, _ := text.New(body)
		a := *list[0]
		a.Fragments = append(slices.Clone(a.Fragments), text.Span{Start: 8, End: 11})
		a.Quote = tx.Quote(a.Fragments)
		a.Features = append(slices.Clone(a.Features), annotate.FeatureValue{Feature: "when", Values: []annotate.Value{{Type: annotate.TypeDate, Date: annotate.Date{Year: 2025}}}})
		whole := &annotate.Annotation{ID: annotate.NewID(), Document: d.ID, Annotator: a.Annotator, Layer: "PER", Note: "n"}
		p := *progress[0]
		p.State = annotate.InProgress
		changes = append(changes, annotate.Update(list[0], &a), annotate.Create(whole), annotate.Update(progress[0], &p),
			annotate.Create(&annotate.Relation{ID: annotate.NewID(), Document: d.ID, Annotator: a.Annotator, Type: "r", From: a.ID, To: whole.ID}))
	}
	codectest.Commit(t, store, changes...)
	out, lost := written(t, store)
	want := []string{
		"1 annotation of a whole document written without its other values", "1 discontinuous span written as its hull",
		"1 feature left out, as Prodigy has a member of its name", "1 note on a whole document left out",
		"1 relation left out, as it goes to a whole document or to another annotator's",
		"1 state of a document left out, as it is not done", "1 tag, date or actor written as its words",
	}
	if !slices.Equal(lost, want) || strings.Contains(out, `"answer"`) || !strings.Contains(out, `"when":"2025"`) {
		t.Errorf("%q, want %q\n%s", lost, want, out)
	}
}

func TestRefuses(t *testing.T) {
	good := `{"text": "Good.", "spans": [{"start": 0, "end": 4, "label": "A"}]}` + "\n"
	for in, why := range map[string]string{
		`{"spans": []}`:         "line 2: it has no text",
		`{"text": "x", "spans"`: "line 2",
		`["x"]`:                 "it is no JSON object",
		`{"text": "x"`:          "not well-formed JSON",
		`{"text": "x"} {}`:      "not well-formed JSON",
		`{"text": "x", "spans": [{"label": "A"}]}`:                       "it has no start or no end",
		`{"text": "x", "spans": [{"start": 0, "end": 9, "label": "A"}]}`: "line 2 span 0–9 of A",
		`{"text": "x", "spans": [{"start": 1, "end": 1, "label": "A"}]}`: "it is empty",
		`{"text": "x", "spans": [{"start": 0, "end": 1}]}`:               "it has no label",
		`{"text": "x", "spans": {}}`:                                     "line 2: spans",
		`{"text": "x", "answer": "maybe"}`:                               "want accept, reject or ignore",
		`{"text": "x", "relations": [{"head": 0, "child": 1}]}`:          "an end of it",
	} {
		_, report := into(t, source(good+in))
		if report.Annotations != 1 || report.Refused.Total != 1 || !strings.Contains(report.Refused.First[0].String(), why) {
			t.Errorf("%s: %+v, want %q", in, report.Refused, why)
		}
	}
	for _, in := range []string{"", "\n\n", "not json", "{}"} {
		if _, err := prodigy.Format().Open(source(in), codec.OpenOptions{}); err == nil {
			t.Errorf("%q is a collection", in)
		}
	}
}

func TestDetect(t *testing.T) {
	for in, want := range map[string]bool{
		file: true, `{"text": "x", "spans": [{"start": 0, "end": 1, "label": "A"}]}`: true, `{"text": "x", "label": "A", "answer": "accept"}`: true,
		`{"text": "x", "label": []}`: false, `{"text": "x", "entities": [{"start_offset": 1}]}`: false, "": false, "plain": false, `{"data": {}}`: false,
	} {
		if g := prodigy.Format().Detect(source(in)); (g.Likelihood > 0) != want || want && g.Why == "" {
			t.Errorf("%.40s: %+v", in, g)
		}
	}
}

// The files of spaCy's projects, where they are at hand.
func TestRealFiles(t *testing.T) {
	files, _ := filepath.Glob("../../../../shared/fixtures/prodigy/*.jsonl")
	if len(files) == 0 {
		t.Skip("the fixtures of other tools are not beside the project")
	}
	for _, f := range files {
		s, err := codec.OpenSource(f)
		if err != nil {
			t.Fatal(err)
		}
		if g := prodigy.Format().Detect(s); g.Likelihood < 90 {
			t.Errorf("%s: %+v", f, g)
		}
		b, _ := os.ReadFile(f)
		store, report := into(t, s)
		if lines := bytes.Count(bytes.TrimSpace(b), []byte("\n")) + 1; report.Documents != lines || !report.OK() {
			t.Errorf("%s: %d documents of %d lines, %d refused: %+v", f, report.Documents, lines, report.Refused.Total, report.Refused.First[:min(3, len(report.Refused.First))])
		}
		if spans, relations := bytes.Count(b, []byte(`"label":`)), bytes.Count(b, []byte(`"head_span"`)); report.Relations != relations {
			t.Errorf("%s: %d annotations of %d labels, %d relations of %d", f, report.Annotations, spans, report.Relations, relations)
		}
		out, lost := written(t, store)
		again, _ := into(t, source(out))
		if a, b := told(t, store), told(t, again); !slices.Equal(a, b) || len(lost) > 0 {
			t.Errorf("%s: %q; %d came back as %d", f, lost, len(a), len(b))
		}
	}
}

func FuzzRead(f *testing.F) {
	kit().Fuzz(f, append(strings.Split(strings.TrimSpace(file), "\n"),
		`{"text":"Ann","tokens":[{"start":0,"end":3}],"relations":[{"head":0,"child":0,"label":"is","x":[1,"a",null,{"b":[]}]}]}`)...)
}

// Reading and writing, and the same lines as JSON.
func BenchmarkThereAndBack(b *testing.B) {
	var in strings.Builder
	for i := range 500 {
		body := strings.Repeat("Müller wants the harbour. ", 40) + fmt.Sprint(i)
		spans := ""
		for k := range 20 {
			spans += fmt.Sprintf(`,{"start":%d,"end":%d,"label":"PER"}`, k*26, k*26+6)
		}
		fmt.Fprintf(&in, `{"text":%q,"spans":[%s],"answer":"accept"}`+"\n", body, spans[1:])
	}
	store, _ := into(b, source(in.String()))
	out, _ := written(b, store)
	b.Run("prodigy", func(b *testing.B) {
		for b.Loop() {
			c, err := prodigy.Format().Open(source(out), codec.OpenOptions{})
			if err != nil {
				b.Fatal(err)
			}
			for _, err := range c.Documents(context.Background(), &codec.Report{}) {
				if err != nil {
					b.Fatal(err)
				}
			}
			written(b, store)
		}
	})
	b.Run("json", func(b *testing.B) {
		for b.Loop() {
			for _, l := range strings.Split(strings.TrimSpace(out), "\n") {
				var v any
				if err := json.Unmarshal([]byte(l), &v); err != nil {
					b.Fatal(err)
				}
				if _, err := json.Marshal(v); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
}
