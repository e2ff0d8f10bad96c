package cas_test

import (
	"strings"
	"testing"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/codec/cas"
	"parley/annotate/codec/codectest"
	"parley/annotate/session"
	"parley/annotate/text"
	"parley/storage/memory"
)

// about is a project with a claim, one about the whole document, a relation and a value that
// lead from the one to the other, and a number without a fraction.
func about(t *testing.T) session.Store {
	t.Helper()
	schema := &annotate.Schema{Name: "s", Version: 1, Layers: []annotate.Layer{{ID: "a.Claim", Name: "Claim", Features: []annotate.Feature{
		{ID: "size", Name: "size", Types: []annotate.FeatureType{annotate.TypeNumber}}, {ID: "of", Name: "of", Types: []annotate.FeatureType{annotate.TypeAnnotation}},
	}}}, Relations: []annotate.RelationType{{ID: "a.Backs", Name: "Backs"}}}
	store := memory.New(&annotate.Project{ID: annotate.NewID()}, schema)
	tx, err := text.New(severalText)
	if err != nil {
		t.Fatal(err)
	}
	me, d := &annotate.Annotator{ID: annotate.NewID(), Name: "Lina Haddad"}, &annotate.Document{ID: annotate.NewID(), Title: "Harbour", Size: int(tx.Len())}
	whole := &annotate.Annotation{ID: annotate.NewID(), Document: d.ID, Annotator: me.ID, Layer: "a.Claim"}
	list := []text.Span{{Start: 0, End: 7}}
	claim := &annotate.Annotation{ID: annotate.NewID(), Document: d.ID, Annotator: me.ID, Layer: "a.Claim", Fragments: list, Quote: tx.Quote(list), Features: []annotate.FeatureValue{
		{Feature: "size", Values: []annotate.Value{{Type: annotate.TypeNumber, Number: 4}}}, {Feature: "of", Values: []annotate.Value{{Type: annotate.TypeAnnotation, Ref: whole.ID}}},
	}}
	codectest.Commit(t, store, annotate.Create(me), annotate.Create(&annotate.Body{Document: d.ID, Text: tx.String()}), annotate.Create(d), annotate.Create(whole), annotate.Create(claim),
		annotate.Create(&annotate.Relation{ID: annotate.NewID(), Document: d.ID, Annotator: me.ID, Type: "a.Backs", From: claim.ID, To: whole.ID}))
	return store
}

// UIMA refuses a whole file over a relation or a value that names what has no place in the
// text, and over a Double without a fraction: the first stay out, and are told.
func TestWhatUIMATakes(t *testing.T) {
	for _, f := range []codec.Format{cas.JSON(), cas.XMI()} {
		out, report := written(t, f, about(t))
		all := ""
		for _, content := range out {
			all += content
		}
		if strings.Contains(all, "Governor") || !strings.Contains(strings.ReplaceAll(all, `="`, `" : `), `size" : 4.0`) {
			t.Errorf("%s: %s", f.Name, all)
		}
		var told []string
		for _, l := range report.Lost {
			told = append(told, l.String())
		}
		if want := "1 value left out that its feature does not take in the file|1 relation left out, as an end has no place in the file"; strings.Join(told, "|") != want || report.Annotations != 2 || report.Relations != 0 {
			t.Errorf("%s: %q %+v", f.Name, told, report)
		}
	}
}

// Two features whose names UIMA has as one are one in the type system: what comes later says
// only what the first can say, whatever document it is in.
func TestOneTypeSystem(t *testing.T) {
	words := []annotate.FeatureType{annotate.TypeText}
	schema := &annotate.Schema{Name: "s", Version: 1, Layers: []annotate.Layer{{ID: "a.Claim", Name: "Claim", Features: []annotate.Feature{
		{ID: "who else", Name: "who else", Types: words, Multi: true}, {ID: "who_else", Name: "who_else", Types: []annotate.FeatureType{annotate.TypeNumber}},
	}}}}
	store := memory.New(&annotate.Project{ID: annotate.NewID()}, schema)
	me := &annotate.Annotator{ID: annotate.NewID(), Name: "Lina Haddad"}
	codectest.Commit(t, store, annotate.Create(me))
	for i, fv := range []annotate.FeatureValue{
		{Feature: "who else", Values: []annotate.Value{{Type: annotate.TypeText, Text: "Müller"}, {Type: annotate.TypeText, Text: "«الميناء»"}}},
		{Feature: "who_else", Values: []annotate.Value{{Type: annotate.TypeNumber, Number: 4}}},
		{Feature: "who else", Values: []annotate.Value{{Type: annotate.TypeText, Text: "📌 𐐀"}}},
	} {
		tx, err := text.New(severalText + strings.Repeat(" More.", i))
		if err != nil {
			t.Fatal(err)
		}
		d := &annotate.Document{ID: annotate.NewID(), Title: strings.Repeat("Harbour ", i+1), Size: int(tx.Len())}
		list := []text.Span{{Start: 0, End: 7}}
		codectest.Commit(t, store, annotate.Create(&annotate.Body{Document: d.ID, Text: tx.String()}), annotate.Create(d),
			annotate.Create(&annotate.Annotation{ID: annotate.NewID(), Document: d.ID, Annotator: me.ID, Layer: "a.Claim", Fragments: list, Quote: tx.Quote(list), Features: []annotate.FeatureValue{fv}}))
	}
	out, _ := written(t, cas.XMI(), store)
	if system := out["TypeSystem.xml"]; strings.Count(system, "<name>who_else</name>") != 1 || !strings.Contains(system, "uima.cas.StringArray") || strings.Contains(system, "uima.cas.Double") {
		t.Errorf("the type system is %s", system)
	}
	if got := out["Harbour Harbour.xmi"]; strings.Count(got, "<who_else>") != 1 || strings.Contains(got, `who_else="`) {
		t.Errorf("the second one is %s", got)
	}
	if _, report := into(t, cas.XMI(), files(out)); report.Documents != 3 || report.Refused.Total > 0 {
		t.Errorf("%+v", report)
	}
}

// A layer that came from UIMA's own annotations is written as one of them: UIMA refuses a type
// system that makes its types anew.
func TestOwnTypes(t *testing.T) {
	schema := &annotate.Schema{Name: "s", Version: 1, Layers: []annotate.Layer{{ID: "uima.tcas.Annotation", Name: "Annotation"}}}
	store := memory.New(&annotate.Project{ID: annotate.NewID()}, schema)
	tx, err := text.New(severalText)
	if err != nil {
		t.Fatal(err)
	}
	me, d := &annotate.Annotator{ID: annotate.NewID(), Name: "Lina Haddad"}, &annotate.Document{ID: annotate.NewID(), Title: "Harbour", Size: int(tx.Len())}
	at := []text.Span{{Start: 0, End: 7}}
	codectest.Commit(t, store, annotate.Create(me), annotate.Create(&annotate.Body{Document: d.ID, Text: tx.String()}), annotate.Create(d),
		annotate.Create(&annotate.Annotation{ID: annotate.NewID(), Document: d.ID, Annotator: me.ID, Layer: "uima.tcas.Annotation", Fragments: at, Quote: tx.Quote(at)}))
	for _, f := range []codec.Format{cas.JSON(), cas.XMI()} {
		all := ""
		out, _ := written(t, f, store)
		for _, content := range out {
			all += strings.Join(strings.Fields(content), " ")
		}
		for _, own := range []string{`"%NAME" : "uima.tcas.Annotation", "%SUPER_TYPE" : "uima.tcas.Annotation"`, "<name>uima.tcas.Annotation</name> <description/> <supertypeName>uima.tcas.Annotation<"} {
			if strings.Contains(all, own) || !strings.Contains(all, "uima.tcas.Annotation") {
				t.Errorf("%s: %s", f.Name, all)
			}
		}
	}
}
