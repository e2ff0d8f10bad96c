package w3c_test

import (
	"slices"
	"strings"
	"testing"

	"parley/annotate"
	"parley/annotate/text"
)

// foreign has members that nobody here knows, on every level.
var foreign = page(
	anno("1", `"generator": {"id": "http://g.org", "name": "𐐀"}, "rights": "https://cc.org/by", "creator": {"type": "Person", "name": "Lina", "email": "l@x.org"}, "motivation": ["commenting", "tagging"],
	 "body": [{"type": "TextualBody", "value": "who", "format": "text/plain", "language": "en"}, {"type": "TextualBody", "purpose": "tagging", "value": "الميناء", "x:weight": {"a": [1, 2]}}],
	 "target": {"type": "SpecificResource", "source": "http://x.org/speech", "styleClass": "red", "state": {"type": "TimeState", "cached": "http://c.org"},
	  "selector": [{"type": "TextPositionSelector", "start": 2, "end": 8}, {"type": "CssSelector", "value": "p > b"}]}`),
	anno("2", `"audience": "http://x.org/all", `+at(`{"type": "TextQuoteSelector", "exact": "𐐀"}`)),
	anno("3", `"motivation": "linking", "via": "http://v.org/1", "body": "http://x.org/2", "target": "http://x.org/1"`),
)

func wants(t *testing.T, in string, list ...string) {
	t.Helper()
	for _, want := range list {
		if !strings.Contains(in, want) {
			t.Errorf("%q is not in %s", want, in)
		}
	}
}

// What nobody knows is kept on all levels and written again, and so are addresses.
func TestKeepsUnknownMembers(t *testing.T) {
	store, report := into(t, source(map[string]string{"p.jsonld": foreign, "speech.txt": speech}))
	if report.Refused.Total > 0 || len(report.Lost) > 0 {
		t.Fatalf("%+v", report)
	}
	out, report := written(t, store)
	if len(report.Lost) > 0 {
		t.Errorf("%v", report.Lost)
	}
	wants(t, out["annotations.jsonld"], `"id":"http://x.org/1"`, `"generator":{"id":"http://g.org","name":"𐐀"}`, `"rights":"https://cc.org/by"`, `"email":"l@x.org"`, `"motivation":["commenting","tagging"]`,
		`"format":"text/plain"`, `"x:weight":{"a":[1,2]}`, `"styleClass":"red"`, `"state":{"type":"TimeState","cached":"http://c.org"}`, `{"type":"CssSelector","value":"p > b"}`,
		`"audience":"http://x.org/all"`, `"via":"http://v.org/1"`, `"body":["http://x.org/2"]`, `"target":[{"source":"http://x.org/1"}]`)
	again, _ := into(t, source(out))
	if a, b := told(t, store), told(t, again); !slices.Equal(a, b) {
		t.Errorf("%q came back as %q", a, b)
	}
	second, _ := written(t, again)
	wants(t, second["annotations.jsonld"], `"rights":"https://cc.org/by"`, `"styleClass":"red"`, `"audience":"http://x.org/all"`, `"via":"http://v.org/1"`, `"x:weight":{"a":[1,2]}`)
}

// What was altered since loses the members of that part, and this is told.
func TestTellsWhatIsAltered(t *testing.T) {
	store, _ := into(t, source(map[string]string{"p.jsonld": foreign, "speech.txt": speech}))
	for d := range store.Summaries(annotate.ID{}) {
		list, _ := store.Annotations(d.ID)
		i := slices.IndexFunc(list, func(a *annotate.Annotation) bool { return a.Quote.Exact == "Müller" })
		body, _ := store.Body(d.ID)
		tx, _ := text.New(body)
		next := *list[i]
		next.Features = next.Features[1:]
		next.Fragments = []text.Span{{Start: 0, End: 4}}
		next.Quote = tx.Quote(next.Fragments)
		if _, err := store.Commit(&annotate.ChangeSet{Label: "alter", Changes: []annotate.Change{annotate.Update(list[i], &next)}}); err != nil {
			t.Fatal(err)
		}
	}
	out, report := written(t, store)
	if len(report.Lost) != 2 || report.Lost[0].String() != "2 bodies or targets that were altered written without the members that they came with" {
		t.Errorf("%v", report.Lost)
	}
	wants(t, out["annotations.jsonld"], `"rights":"https://cc.org/by"`, `"x:weight":{"a":[1,2]}`)
}

// Pages may stand inside, in other files, or elsewhere; those are named and never fetched.
func TestPages(t *testing.T) {
	collection := func(first string) string {
		return `{"@context": "http://www.w3.org/ns/anno.jsonld", "id": "http://x.org/c", "type": "AnnotationCollection", "total": 2, "first": ` + first + `}`
	}
	one := func(n, next string) string {
		return `{"@context": "http://www.w3.org/ns/anno.jsonld", "id": "http://x.org/page` + n + `", "type": "AnnotationPage"` + next + `, "items": [` + anno(n, at(`{"type": "TextQuoteSelector", "exact": "Müller"}`)) + `]}`
	}
	next := `, "next": "http://x.org/page2"`
	for name, c := range map[string]struct {
		files          map[string]string
		in, out, doubt int
	}{
		"inside":    {map[string]string{"c.json": collection(one("1", `, "next": `+one("2", "")))}, 2, 0, 0},
		"files":     {map[string]string{"c.json": collection(`"http://x.org/page1"`), "page1.json": one("1", next), "z/page2.jsonld": one("2", "")}, 2, 0, 0},
		"both":      {map[string]string{"c.json": collection(one("1", next)), "page1.json": one("1", next), "page2.json": one("2", "")}, 2, 0, 0},
		"elsewhere": {map[string]string{"c.json": collection(one("1", next))}, 1, 1, 1},
	} {
		c.files["speech.txt"] = speech
		_, report := into(t, source(c.files))
		if report.Annotations != c.in || report.Refused.Total != c.out || report.Doubtful.Total != c.doubt {
			t.Errorf("%s: %+v", name, report)
		}
		if c.out > 0 {
			wants(t, report.Refused.First[0].String(), "page http://x.org/page2", "never fetched")
			wants(t, report.Doubtful.First[0].String(), "2 annotations, and 1 are here")
		}
	}
	alone := source(map[string]string{"c.json": collection(`"page1.json"`), "page1.json": one("1", ""), "speech.txt": speech})
	alone.Files = []string{"c.json"} // the file was named, and its page stands beside it
	if _, report := into(t, alone); report.Annotations != 1 {
		t.Errorf("%+v", report)
	}
}

// A written collection says where its page is, and how many annotations it has.
func TestWritesPage(t *testing.T) {
	store, _ := into(t, source(map[string]string{"p.jsonld": foreign, "speech.txt": speech}))
	out, _ := written(t, store)
	wants(t, out["annotations.jsonld"], `:page1", "type": "AnnotationPage", "partOf": "urn:uuid:`, `"startIndex": 0`, `"last": "urn:uuid:`, `:page1", "total": 4}`)
}
