package w3c_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/codec/codectest"
	"parley/annotate/codec/w3c"
	"parley/annotate/session"
	"parley/storage/memory"
)

func kit() codectest.Kit { return codectest.New(w3c.Format(), memory.New) }

func source(files map[string]string) codec.Source { return codectest.Files(files).Source() }

func imported(t testing.TB, s codec.Source, store session.Store) *codec.Report {
	t.Helper()
	return kit().ReadInto(t, store, s, codec.OpenOptions{Into: store, Annotator: annotate.NewID()})
}

func into(t testing.TB, s codec.Source) (session.Store, *codec.Report) {
	t.Helper()
	return kit().Read(t, s, codec.OpenOptions{Annotator: annotate.NewID()})
}

func written(t testing.TB, r session.Reader) (map[string]string, *codec.Report) {
	t.Helper()
	return kit().Write(t, r)
}

// told is what is recorded, in words.
func told(t testing.TB, r session.Store) (list []string) {
	t.Helper()
	names := map[annotate.ID]string{}
	people, _ := r.Annotators()
	for _, p := range people {
		names[p.ID] = p.Name
	}
	for e := range r.Entities() {
		names[e.ID] = e.Name
	}
	for d, err := range r.Summaries(annotate.ID{}) {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, fmt.Sprint("document ", d.Title, " ", d.Author, d.Date, d.Custom))
		annotations, _ := r.Annotations(d.ID)
		for _, a := range annotations {
			names[a.ID] = fmt.Sprintf("%s %d %q", a.Layer, len(a.Fragments), a.Quote.Exact)
		}
		for _, a := range annotations {
			line := fmt.Sprintf("%s: %s %s", names[a.Annotator], names[a.ID], a.Note)
			for _, fv := range a.Features {
				for _, v := range fv.Values {
					line += fmt.Sprint(" ", fv.Feature, "=", v.Type, ":", v.Tag, v.Text, v.Date, v.Bool, " ", v.Number, " ", names[v.Ref])
				}
			}
			list = append(list, line)
		}
		relations, _ := r.Relations(d.ID)
		for _, r := range relations {
			list = append(list, fmt.Sprint(names[r.From], " ", r.Type, r.Note, " ", names[r.To]))
		}
	}
	slices.Sort(list)
	return list
}

const speech = "📌 Müller u\u0308ber 𐐀\r\n«الميناء» 👩‍👩‍👧 harbour, a harbour"

const head = `"@context": "http://www.w3.org/ns/anno.jsonld", "type": "Annotation", `

func page(items ...string) string {
	return `{"@context": "http://www.w3.org/ns/anno.jsonld", "id": "http://x.org/p", "type": "AnnotationPage", "items": [` + strings.Join(items, ",\n") + `]}`
}

func anno(id, rest string) string {
	return `{"id": "http://x.org/` + id + `", "type": "Annotation", ` + rest + `}`
}

func at(selector string) string {
	return `"target": {"source": "http://x.org/speech", "selector": ` + selector + `}`
}

func TestReads(t *testing.T) {
	in := page(
		anno("1", `"creator": {"name": "Lina"}, "motivation": "commenting", "body": [{"type": "TextualBody", "value": "who\nis he"}, {"type": "TextualBody", "purpose": "tagging", "value": "man"}, "http://q.org/Q1"], `+
			at(`[{"type": "TextPositionSelector", "start": 2, "end": 8}, {"type": "TextQuoteSelector", "exact": "Müller"}]`)),
		anno("2", at(`{"type": "TextQuoteSelector", "exact": "harbour", "prefix": ", a "}`)),
		anno("3", at(`{"type": "TextQuoteSelector", "exact": "«الميناء» 👩‍👩‍👧", "refinedBy": {"type": "TextPositionSelector", "start": 1, "end": 8}}`)),
		anno("4", `"target": [{"source": "http://x.org/speech", "selector": {"type": "TextPositionSelector", "start": 15, "end": 18}}, {"source": "http://x.org/speech", "selector": {"type": "FragmentSelector", "value": "char=0,1"}}]`),
		anno("5", `"motivation": "linking", "body": "http://x.org/2", "target": "http://x.org/1"`),
		anno("6", `"bodyValue": "on the whole", "target": "http://x.org/speech"`),
		anno("7", at(`{"type": "CssSelector", "value": "p", "refinedBy": {"type": "TextQuoteSelector", "exact": "𐐀"}}`)),
	)
	store, report := into(t, source(map[string]string{"p.jsonld": in, "speech.txt": speech}))
	want := []string{
		`: annotation 0 "" ` + " comment=text:on the whole false 0 ",
		`: annotation 1 "harbour" `,
		`: annotation 1 "الميناء" `,
		`: annotation 1 "𐐀" `,
		`: annotation 2 "📌 𐐀\n" `,
		`Lina: commenting 1 "Müller"  comment=text:who` + "\nis he false 0  tag=tag:man false 0  link=text:http://q.org/Q1 false 0 ",
		`commenting 1 "Müller" linking annotation 1 "harbour"`,
		`document 📌 Müller u` + "\u0308" + `ber 𐐀  []`,
	}
	got := told(t, store)
	slices.Sort(want)
	if report.Refused.Total+report.Repaired.Total > 0 || report.Doubtful.Total != 0 {
		t.Errorf("%+v", report)
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// Browsers count UTF-16 units, and the quotes show it.
func TestReadsUTF16(t *testing.T) {
	in := `[{` + head + `"id": "urn:1", ` + at(`[{"type": "TextPositionSelector", "start": 16, "end": 18}, {"type": "TextQuoteSelector", "exact": "𐐀"}]`) + `}, {` +
		head + `"id": "urn:2", ` + at(`{"type": "TextPositionSelector", "start": 3, "end": 9}`) + `}]`
	store, report := into(t, source(map[string]string{"a.json": in, "speech.txt": speech}))
	if got := told(t, store); report.Repaired.Total != 1 || !slices.Contains(got, `: annotation 1 "Müller" `) || !slices.Contains(got, `: annotation 1 "𐐀" `) {
		t.Errorf("%q %+v", got, report)
	}
}

// Where no quote decides, what positions count is not known.
func TestDoubts(t *testing.T) {
	_, report := into(t, source(map[string]string{"p.jsonld": page(anno("1", at(`{"type": "TextPositionSelector", "start": 2, "end": 8}`))), "speech.txt": speech}))
	if report.Doubtful.Total != 1 || report.Annotations != 1 {
		t.Errorf("%+v", report)
	}
}

func TestThereAndBack(t *testing.T) {
	in := page(
		anno("1", `"parley:layer": "Claim", "creator": "http://x.org/lina", "body": [{"type": "TextualBody", "value": "demand", "parley:feature": "kind", "parley:type": "tag"},
		 {"id": "urn:e", "parley:feature": "claimant", "parley:type": "entity", "parley:name": "الأمم"}, {"id": "urn:f", "parley:feature": "claimant", "parley:type": "entity", "parley:name": "OCHA"},
		 {"value": "2025-03", "parley:feature": "when", "parley:type": "date"}, {"value": "true", "parley:feature": "sure", "parley:type": "boolean"}, {"value": "0.5", "parley:feature": "weight", "parley:type": "number"},
		 {"id": "http://x.org/2", "parley:feature": "of", "parley:type": "annotation"}, {"value": "a\tnote\nof two", "parley:type": "note"}], `+at(`{"type": "TextQuoteSelector", "exact": "Müller"}`)),
		anno("2", `"target": {"type": "Composite", "items": [{"source": "http://x.org/speech", "selector": {"type": "TextQuoteSelector", "exact": "📌"}}, {"source": "http://x.org/speech", "selector": {"type": "TextQuoteSelector", "exact": "𐐀"}}]}`),
		anno("3", `"parley:relation": "answers", "body": ["http://x.org/2", {"value": "why", "parley:type": "note"}], "target": "http://x.org/1"`),
		anno("4", `"parley:layer": "Claim", "target": "http://x.org/speech"`),
		anno("5", `"motivation": "describing", "body": [{"value": "Häfen", "parley:feature": "title", "parley:type": "metadata"}, {"value": "2025-03-11", "parley:feature": "date", "parley:type": "metadata"}], "target": "http://x.org/speech"`),
	)
	store, report := into(t, source(map[string]string{"p.jsonld": in, "speech.txt": speech}))
	if report.Refused.Total > 0 || report.Annotations != 3 || report.Relations != 1 {
		t.Fatalf("%+v", report)
	}
	out, lost := written(t, store)
	if len(lost.Lost) != 2 || lost.Lost[0].String() != "2 actors written by name only" || lost.Lost[1].String() != "1 list or choice of bodies or targets written as plain ones" {
		t.Errorf("lost %v", lost.Lost)
	}
	again, report := into(t, source(out))
	if a, b := told(t, store), told(t, again); !slices.Equal(a, b) || report.Refused.Total+len(report.Lost) > 0 {
		t.Errorf("%s\ncame back as\n%s\n%+v\n%s", strings.Join(a, "\n"), strings.Join(b, "\n"), report, out["annotations.jsonld"])
	}
	if same, _ := written(t, store); same["annotations.jsonld"] != out["annotations.jsonld"] {
		t.Error("the same project gave other bytes")
	}
}

func TestRefuses(t *testing.T) {
	for rest, why := range map[string]string{
		at(`{"type": "TextQuoteSelector", "exact": "nowhere"}`):                                                                     "does not stand in the text",
		at(`{"type": "TextQuoteSelector", "exact": "harbour"}`):                                                                     "stands in 2 places",
		at(`{"type": "TextPositionSelector", "start": 0, "end": 999}`):                                                              "http://x.org/1",
		at(`{"type": "TextPositionSelector", "start": 5, "end": 2}`):                                                                "no positions",
		at(`{"type": "XPathSelector", "value": "/p"}`):                                                                              "a XPathSelector says nothing of a text",
		at(`{"type": "TextQuoteSelector", "exact": "Müller", "refinedBy": {"type": "TextPositionSelector", "start": 2, "end": 9}}`): "leads out of what it refines",
		`"target": "http://x.org/other"`:                                                                                            "the text of http://x.org/other is neither in the file nor beside it",
		`"target": {"items": ` + strings.Repeat(`[{"items": `, 40) + `[]` + strings.Repeat(`}]`, 40) + `}`:                          "nested too deep",
		`"body": {"type": "TextualBody"}, "target": "http://x.org/speech"`:                                                          "no value",
		`"target": []`: "it has no target",
	} {
		store, report := into(t, source(map[string]string{"p.jsonld": page(anno("0", at(`{"type": "TextQuoteSelector", "exact": "Müller"}`)), anno("1", rest)), "speech.txt": speech}))
		if len(told(t, store)) != 2 || report.Refused.Total != 1 || !strings.Contains(report.Refused.First[0].String(), why) {
			t.Errorf("%.80s: %+v, want %q", rest, report, why)
		}
	}
	deep := strings.Repeat("[", 200_000)
	for _, in := range []string{"", "{}", "[]", "3", deep, `{"@context": ` + deep} {
		if _, err := w3c.Format().Open(source(map[string]string{"a.json": in}), codec.OpenOptions{}); err == nil {
			t.Errorf("%.20q is a collection", in)
		}
	}
}

// A file that is broken is refused with its reason, and the rest of the folder comes in. Where
// nothing is left, each file is named.
func TestBrokenFiles(t *testing.T) {
	good := page(anno("0", at(`{"type": "TextQuoteSelector", "exact": "Müller"}`)))
	broken := map[string]string{"broken.json": `{"@context": "` + "الميناء", "a/other.jsonld": `{"type": "Annotation"}`, "empty.json": ""}
	files := map[string]string{"p.jsonld": good, "speech.txt": speech}
	for name, content := range broken {
		files[name] = content
	}
	store, report := into(t, source(files))
	if len(told(t, store)) != 2 || report.Refused.Total != len(broken) {
		t.Errorf("%q %+v", told(t, store), report)
	}
	for _, p := range report.Refused.First {
		if _, is := broken[p.Place]; !is || p.Text == "" {
			t.Errorf("refused %q, which is broken: %t", p, is)
		}
	}
	_, err := w3c.Format().Open(source(broken), codec.OpenOptions{})
	for name := range broken {
		if err == nil || !strings.Contains(err.Error(), name+": ") || strings.Count(err.Error(), annotate.ErrInvalid.Error()) != 1 {
			t.Errorf("%s: %v", name, err)
		}
	}
	for i := range 20 {
		broken[strings.Repeat("x", i+1)+".json"] = "{"
	}
	if _, err := w3c.Format().Open(source(broken), codec.OpenOptions{}); err == nil || !strings.Contains(err.Error(), "and 18 more") {
		t.Errorf("many broken files: %v", err)
	}
	if _, err := w3c.Format().Open(source(map[string]string{"one.json": "{"}), codec.OpenOptions{}); err == nil || strings.Count(err.Error(), "not allowed") != 1 {
		t.Errorf("one broken file: %v", err)
	}
}

// The text may be in the file, or be a document that the project has from that address.
func TestFindsTexts(t *testing.T) {
	quote := `"selector": {"type": "TextQuoteSelector", "exact": "letter"}`
	store, report := into(t, source(map[string]string{"a.json": `{` + head + `"id": "urn:1", "target": {"source": {"type": "TextualBody", "value": "A letter."}, ` + quote + `}}`}))
	if got := told(t, store); len(got) != 2 {
		t.Errorf("%q %+v", got, report)
	}
	in := func(id string) codec.Source {
		return source(map[string]string{"a.json": `{` + head + `"id": "` + id + `", "target": {"source": "http://x.org/a.txt", ` + quote + `}}`})
	}
	with := in("urn:2")
	with.FS.(fstest.MapFS)["a.txt"] = &fstest.MapFile{Data: []byte("Another letter.")}
	with.Files = append(with.Files, "a.txt")
	store, _ = into(t, with)
	alone := with
	alone.Files = []string{"a.json"} // the file was named, and its text stands beside it
	if got, _ := into(t, alone); len(told(t, got)) != 2 {
		t.Errorf("%q", told(t, got))
	}
	report = imported(t, in("urn:3"), store)
	if got := told(t, store); len(got) != 3 || report.Annotations != 1 || report.Documents != 0 {
		t.Errorf("%q %+v", got, report)
	}
}

func TestDetect(t *testing.T) {
	for in, want := range map[string]bool{page(): true, `{"selector": {"type": "TextQuoteSelector"}}`: true, `{"data": {}}`: false, "": false} {
		if g := w3c.Format().Detect(source(map[string]string{"a.json": in})); (g.Likelihood > 0) != want || want && g.Why == "" {
			t.Errorf("%.40s: %+v", in, g)
		}
	}
}

// The samples of the W3C, where they are at hand: the correct ones are read, with nothing
// missing but their texts, and the incorrect ones are refused.
func TestRealFiles(t *testing.T) {
	correct, _ := filepath.Glob("../../../../shared/fixtures/w3c/correct/*.json")
	incorrect, _ := filepath.Glob("../../../../shared/fixtures/w3c/incorrect/*.json")
	if len(correct) == 0 || len(incorrect) == 0 {
		t.Skip("the fixtures of other tools are not beside the project")
	}
	texts := map[string]string{}
	for _, n := range []string{"website1", "page1", "page2", "page4", "page6", "photo1", "target1", "image1", "image2", "image4", "image9", "restaurant1", "video1", "product1", "dataset1",
		"diskimg1", "resource1", "document1", "article", "chapter1", "chapter2"} {
		texts[n+".txt"] = "Look: this is an anotation that has some words; in " + n + " it stands."
	}
	for _, f := range correct {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if g := w3c.Format().Detect(source(map[string]string{"a.json": string(b)})); g.Likelihood < 90 {
			t.Errorf("%s: %+v", f, g)
		}
		_, report := into(t, source(map[string]string{"a.json": string(b)}))
		for _, p := range report.Refused.First {
			if !strings.Contains(p.Text, "is neither in the file nor beside it") && !strings.Contains(p.Text, "never fetched") {
				t.Errorf("%s: %s", f, p)
			}
		}
		texts["a.json"] = string(b)
		_, report = into(t, source(texts))
		for _, p := range report.Refused.First {
			if !strings.Contains(p.Text, "says nothing of a text") && !strings.Contains(p.Text, "never fetched") {
				t.Errorf("%s: %s", f, p)
			}
		}
		if report.Annotations+report.Refused.Total == 0 && filepath.Base(f) != "example41.json" {
			t.Errorf("%s: %+v", f, report)
		}
	}
	for _, f := range incorrect {
		s, err := codec.OpenSource(f)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w3c.Format().Open(s, codec.OpenOptions{}); err == nil || strings.HasSuffix(err.Error(), ": : not allowed") {
			t.Errorf("%s: %v", f, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(page(anno("1", at(`[{"type": "TextPositionSelector", "start": 2, "end": 8}, {"type": "TextQuoteSelector", "exact": "Müller"}]`))))
	f.Add(page(anno("1", `"body": {"value": "x", "parley:feature": "f", "parley:type": "tag"}, "target": "http://x.org/speech"`), anno("2", `"motivation": "linking", "body": "http://x.org/1", "target": "http://x.org/1"`)))
	f.Add(`[{` + head + `"id": "urn:1", ` + at(`{"type": "CssSelector", "refinedBy": {"type": "TextQuoteSelector", "exact": "𐐀"}}`) + `}]`)
	f.Fuzz(func(t *testing.T, in string) {
		if len(in) > 1<<16 {
			t.Skip()
		}
		s := source(map[string]string{"a.json": in, "speech.txt": speech})
		kit().Survives(t, s)
	})
}
