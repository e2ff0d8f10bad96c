package doccano_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/codec/doccano"
	"parley/annotate/session"
	"parley/annotate/text"
)

func source(s string) codec.Source { return kit().One(s) }

// into reads a source into an empty project.
func into(t testing.TB, s codec.Source, o codec.OpenOptions) (session.Store, *codec.Report) {
	t.Helper()
	return kit().Read(t, s, o)
}

func written(t testing.TB, r session.Reader) (string, *codec.Report) {
	t.Helper()
	return kit().WriteOne(t, r)
}

// quotes are what is recorded: "layer:words", "layer=tag" of whole texts, and "from type to".
func quotes(t testing.TB, r session.Store) (list []string) {
	t.Helper()
	for d, err := range r.Summaries(annotate.ID{}) {
		if err != nil {
			t.Fatal(err)
		}
		annotations, err := r.Annotations(d.ID)
		if err != nil {
			t.Fatal(err)
		}
		byID := map[annotate.ID]string{}
		for _, a := range annotations {
			byID[a.ID] = string(a.Layer) + ":" + a.Quote.Exact
			list = append(list, byID[a.ID])
			for _, v := range a.Features {
				for _, v := range v.Values {
					list = append(list, string(a.Layer)+"="+string(v.Tag))
				}
			}
		}
		relations, _ := r.Relations(d.ID)
		for _, r := range relations {
			list = append(list, byID[r.From]+" "+string(r.Type)+" "+byID[r.To])
		}
	}
	slices.Sort(list)
	return list
}

const spanned = `{"id": 3, "text": "📌 Müller u\u0308ber 𐐀\r\n«الميناء» 👩‍👩‍👧 harbour", "label": [[3, 9, "PER"], [16, 18, "LETTER"], [39, 46, "LOC"]], "title": "Häfen", "date": "2025-03", "page": 3}
`

func TestReadsUTF16(t *testing.T) {
	store, report := into(t, source(spanned), codec.OpenOptions{})
	if got, want := quotes(t, store), []string{"LETTER:𐐀", "LOC:harbour", "PER:Müller"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q; %+v", got, want, report)
	}
	if report.Doubtful.Total != 1 {
		t.Errorf("%d doubts: clusters would be elsewhere", report.Doubtful.Total)
	}
	for d := range store.Summaries(annotate.ID{}) {
		if d.Title != "Häfen" || d.Date.String() != "2025-03" || !slices.Equal(d.Custom, []annotate.Field{{Name: "page", Value: "3"}}) {
			t.Errorf("%+v", d.Document)
		}
	}
}

// The same words counted in clusters: 📌, ü and the family are one each, and so is CRLF.
func TestReadsClusters(t *testing.T) {
	counted := strings.NewReplacer("[3, 9,", "[2, 8,", "[16, 18,", "[14, 15,", "[39, 46,", "[28, 35,").Replace(spanned)
	store, _ := into(t, source(counted), codec.OpenOptions{})
	if got, want := quotes(t, store), []string{"LETTER:𐐀", "LOC:harbour", "PER:Müller"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	points := text.CodePoint
	counted = strings.NewReplacer("[3, 9,", "[2, 8,", "[16, 18,", "[15, 16,", "[39, 46,", "[34, 41,").Replace(spanned)
	store, _ = into(t, source(counted), codec.OpenOptions{Unit: &points})
	if got, want := quotes(t, store), []string{"LETTER:𐐀", "LOC:harbour", "PER:Müller"}; !slices.Equal(got, want) {
		t.Errorf("in code points %q, want %q", got, want)
	}
}

func TestThereAndBack(t *testing.T) {
	for name, in := range map[string]string{
		"spans":    spanned,
		"whole":    `{"id": 1, "text": "A letter.", "label": ["sport", "local"], "title": "L"}` + "\n" + `{"id": 2, "text": "Another.", "label": []}`,
		"entities": `{"id": 1, "text": "Ann met Bob.", "entities": [{"id": 7, "label": "PER", "start_offset": 0, "end_offset": 3}, {"id": 9, "label": "PER", "start_offset": 8, "end_offset": 11}], "relations": [{"id": 1, "from_id": 9, "to_id": 7, "type": "met"}], "Comments": ["who\nis Bob"]}`,
	} {
		store, report := into(t, source(in), codec.OpenOptions{})
		if report.Refused.Total > 0 {
			t.Errorf("%s: refused %+v", name, report.Refused.First)
		}
		out, lost := written(t, store)
		again, _ := into(t, source(out), codec.OpenOptions{})
		if a, b := quotes(t, store), quotes(t, again); !slices.Equal(a, b) || len(a) == 0 {
			t.Errorf("%s: %q came back as %q", name, a, b)
		}
		if second, _ := written(t, again); second != out {
			t.Errorf("%s: written again\n%s\nwant\n%s", name, second, out)
		}
		if len(lost.Lost) != 1 || lost.Lost[0].String() != "1 annotator left out" {
			t.Errorf("%s: lost %v", name, lost.Lost)
		}
	}
}

func TestTellsWhatIsLost(t *testing.T) {
	store, _ := into(t, source(spanned), codec.OpenOptions{})
	var changes []annotate.Change
	for d := range store.Summaries(annotate.ID{}) {
		list, _ := store.Annotations(d.ID)
		body, _ := store.Body(d.ID)
		tx, _ := text.New(body)
		next := *list[0]
		next.Note = "a\tnote\n"
		next.Fragments = append(slices.Clone(next.Fragments), text.Span{Start: tx.Len() - 7, End: tx.Len()})
		next.Quote = tx.Quote(next.Fragments)
		changes = append(changes, annotate.Update(list[0], &next), annotate.Create(&annotate.Annotation{ID: annotate.NewID(), Document: d.ID, Annotator: next.Annotator, Layer: "LOC"}))
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
	want := []string{"1 annotation of a whole document left out, as the file has spans", "1 annotator left out", "1 discontinuous span written as its hull", "1 note left out"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestRefuses(t *testing.T) {
	good := `{"text": "Good.", "label": [[0, 4, "A"]]}` + "\n"
	for in, why := range map[string]string{
		`{"label": [[0, 1, "PER"]]}`:            "line 2: it has no text",
		`{"text": "x", "label": [[0, 1]]}`:      "line 2: label 1: want [start, end, label]",
		`{"text": "x", "label": [[0, 9, "A"]]}`: "line 2 span 0–9 of A",
		`{"text": "x", "label": [[1, 1, "A"]]}`: "it is empty",
		`{"text": "📌", "label": [[1, 2, "A"]]}`: "inside a character",
		`["text"]`: "it is no JSON object",
		`{"text": "x", "relations": [{"from_id": 1}]}`:       "an end of it",
		`{"text": " ", "label": []}`:                         "its text is empty",
		`{"text": "x", "label": [[0, 1, ""]]}`:               "it has no label",
		`{"text": "x", "entities": [{"start_offset": "a"}]}`: "entities",
	} {
		_, report := into(t, source(good+in), codec.OpenOptions{})
		if report.Annotations != 1 || report.Refused.Total != 1 || !strings.Contains(report.Refused.First[0].String(), why) {
			t.Errorf("%s: %+v, want %q", in, report, why)
		}
	}
	for _, in := range []string{"", "\n\n", "not json", "{}"} {
		if _, err := doccano.Format().Open(source(in), codec.OpenOptions{}); err == nil {
			t.Errorf("%q is a collection", in)
		}
	}
}

func TestDetect(t *testing.T) {
	for in, want := range map[string]bool{
		spanned: true, `{"text": "x", "label": []}`: true, `{"text": "x", "entities": [{"start_offset": 1}]}`: true,
		`{"text": "x", "spans": [], "label": []}`: false, `{"data": {}}`: false, "": false, "plain text": false,
	} {
		if g := doccano.Format().Detect(source(in)); (g.Likelihood > 0) != want || want && g.Why == "" {
			t.Errorf("%.40s: %+v", in, g)
		}
	}
}

// The files that doccano itself has for its import, where they are at hand.
func TestRealFiles(t *testing.T) {
	files, _ := filepath.Glob("../../../../shared/fixtures/doccano/*/*.jsonl")
	if len(files) == 0 {
		t.Skip("the fixtures of other tools are not beside the project")
	}
	for _, f := range files {
		s, err := codec.OpenSource(f)
		if err != nil {
			t.Fatal(err)
		}
		if g := doccano.Format().Detect(s); g.Likelihood < 80 {
			t.Errorf("%s: %+v", f, g)
		}
		b, _ := os.ReadFile(f)
		store, report := into(t, s, codec.OpenOptions{})
		if lines := bytes.Count(bytes.TrimSpace(b), []byte("\n")) + 1; report.Documents+report.Refused.Total+report.Skipped.Total != lines {
			t.Errorf("%s: %+v of %d lines", f, report, lines)
		}
		out, _ := written(t, store)
		again, _ := into(t, source(out), codec.OpenOptions{})
		if a, b := quotes(t, store), quotes(t, again); !slices.Equal(a, b) {
			t.Errorf("%s: %q came back as %q", f, a, b)
		}
	}
}

func FuzzRead(f *testing.F) {
	kit().Fuzz(f, spanned,
		`{"text": "x", "label": ["a", [0, 1, "b"]], "meta": {"a": [1, {"b": null}]}}`,
		`{"text": "Ann", "entities": [{"id": 7, "label": "P", "start_offset": 0, "end_offset": 3}], "relations": [{"from_id": 7, "to_id": 7, "type": "is"}]}`)
}
