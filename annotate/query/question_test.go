package query

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"parley/annotate"
	"parley/annotate/session"
	"parley/annotate/text"
)

func id(n byte) annotate.ID { return annotate.ID{15: n} }

// shelfOf is a reader of some documents and their annotations.
type shelfOf struct {
	session.Reader
	documents []*annotate.Document
	list      []*annotate.Annotation
}

func (s *shelfOf) Annotations(document annotate.ID) (list []*annotate.Annotation, err error) {
	for _, a := range s.list {
		if a.Document == document {
			list = append(list, a)
		}
	}
	return list, nil
}

func (s *shelfOf) Document(document annotate.ID) (*annotate.Document, error) {
	for _, d := range s.documents {
		if d.ID == document {
			return d, nil
		}
	}
	return nil, annotate.ErrNotFound
}

func tagValue(t annotate.TagID) annotate.Value {
	return annotate.Value{Type: annotate.TypeTag, Tag: t}
}
func actorValue(n byte) annotate.Value {
	return annotate.Value{Type: annotate.TypeEntity, Ref: id(n)}
}

func of(f annotate.FeatureID, values ...annotate.Value) annotate.FeatureValue {
	return annotate.FeatureValue{Feature: f, Values: values}
}

func askedSchema() *annotate.Schema {
	stances := annotate.Tagset{ID: "stance", Tags: []annotate.Tag{{ID: "favor", Name: "favor"}, {ID: "against", Name: "against"}}}
	codes := annotate.Tagset{ID: "category", Tags: []annotate.Tag{
		{ID: "2", Code: "2", Name: "Security"}, {ID: "201", Parent: "2", Code: "201", Name: "Minorities"}, {ID: "3", Code: "3", Name: "Ports"}, {ID: "31", Parent: "3", Code: "31", Name: "minoritíes"}}}
	return &annotate.Schema{Tagsets: []annotate.Tagset{stances, codes}, Layers: []annotate.Layer{
		{ID: "Claim", Name: "Claim", Features: []annotate.Feature{
			{ID: "claimant", Name: "Claimant", Types: []annotate.FeatureType{annotate.TypeEntity}, Multi: true},
			{ID: "category", Name: "Category", Types: []annotate.FeatureType{annotate.TypeTag}, Tagset: "category"},
			{ID: "stance", Name: "Stance", Types: []annotate.FeatureType{annotate.TypeTag}, Tagset: "stance"},
			{ID: "target", Name: "Target", Types: []annotate.FeatureType{annotate.TypeEntity, annotate.TypeTag, annotate.TypeText}, Tagset: "category"},
			{ID: "date", Name: "Date", Types: []annotate.FeatureType{annotate.TypeDate}},
			{ID: "confidence", Name: "Confidence", Types: []annotate.FeatureType{annotate.TypeNumber}}}},
		{ID: "Actor", Name: "Akteur", Features: []annotate.Feature{
			{ID: "entity", Name: "Entity", Types: []annotate.FeatureType{annotate.TypeEntity}},
			{ID: "stance", Name: "Haltung", Types: []annotate.FeatureType{annotate.TypeBoolean}}}},
	}}
}

func askedBook() (Book, *shelfOf) {
	day := func(s string) annotate.Date { d, _ := annotate.ParseDate(s); return d }
	s := &shelfOf{documents: []*annotate.Document{{ID: id(1), Title: "Interview with Jolání 📌", Date: day("2018-05-02")}, {ID: id(2), Title: "Statement", Date: day("2020")}, {ID: id(3), Title: "مقابلة"}}}
	add := func(n, document byte, layer annotate.LayerID, quote string, start int, values ...annotate.FeatureValue) {
		a := &annotate.Annotation{ID: id(n), Document: id(document), Layer: layer, Annotator: id(90), Features: values, Quote: text.Quote{Exact: quote}, Origin: annotate.ByHand}
		if start >= 0 {
			a.Fragments = []text.Span{{Start: text.Offset(start), End: text.Offset(start + len(quote))}}
		}
		s.list = append(s.list, a)
	}
	add(10, 1, "Claim", "the harbour must open", 40, of("claimant", actorValue(70), actorValue(71)), of("category", tagValue("201")), of("stance", tagValue("against")), of("target", annotate.Value{Text: "the port"}))
	add(11, 1, "Claim", "Über die Straße é e\u0301", 4, of("stance", tagValue("favor")), of("date", annotate.Value{Type: annotate.TypeDate, Date: day("2019-03-14")}), of("confidence", annotate.Value{Type: annotate.TypeNumber, Number: 3}))
	add(12, 1, "Actor", "HTS", 0, of("entity", actorValue(70)))
	add(13, 2, "Claim", "hafen", 9, of("claimant", actorValue(71)), of("category", tagValue("2")), of("target", tagValue("3")))
	add(14, 3, "Actor", "هيئة تحرير الشام", 0, of("entity", actorValue(70)), of("stance", annotate.Value{Type: annotate.TypeBoolean, Bool: true}))
	add(15, 3, "Claim", "", -1, of("target", actorValue(72)))
	s.list[2].Annotator, s.list[3].Note = id(91), "check 𐐀"
	entity := func(n byte, names ...string) *annotate.Entity {
		e := &annotate.Entity{ID: id(n), Name: names[0]}
		for _, a := range names[1:] {
			e.Aliases = append(e.Aliases, annotate.Alias{Name: a})
		}
		return e
	}
	entities := []*annotate.Entity{entity(70, "Hay’at Tahrir al-Sham", "HTS", "هيئة تحرير الشام"), entity(71, "Dockers’ Union", "the union"), entity(72, "Customs union", "the union", "Ports")}
	return Book{
		Schema: askedSchema(), Entities: slices.Values(entities),
		Annotators: []*annotate.Annotator{{ID: id(90), Name: "Lina Haddad", Initials: "LH"}, {ID: id(91), Name: "Omar Aziz", Initials: "OA"}},
		Documents: func(yield func(annotate.Heading) bool) {
			for _, d := range s.documents {
				if !yield(annotate.Heading{ID: d.ID, Title: d.Title, Date: d.Date}) {
					return
				}
			}
		},
	}, s
}

// answersTo are the last bytes of the answers' IDs, by way of an index and without.
func answersTo(t *testing.T, q *Question, s *shelfOf) string {
	t.Helper()
	var every []annotate.ID
	for _, d := range s.documents {
		every = append(every, d.ID)
	}
	x := New()
	for _, a := range s.list {
		x.Apply(&annotate.ChangeSet{Changes: []annotate.Change{annotate.Create(a)}})
	}
	said := func(documents []annotate.ID) string {
		var out []string
		for a, err := range Statements(context.Background(), s, documents, q, nil) {
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, fmt.Sprint(a.ID[15]))
		}
		return strings.Join(out, " ")
	}
	all, some := said(every), said(q.Documents(x))
	if all != some {
		t.Errorf("by the index %s, without %s", some, all)
	}
	return all
}

func TestAsk(t *testing.T) {
	book, s := askedBook()
	for question, want := range map[string]string{
		"":                                "12 11 10 13 15 14",
		"actor:hts":                       "12 10 14",
		"actor:\"HAY'AT TAHRIR AL-SHAM\"": "12 10 14",
		"actor:“هيئة تحرير الشام”":                                                                             "12 10 14",
		"claimant:hts stance:against category:201 date:2018 layer:claim annotator:Lina document:interview the": "10",
		"category:2":             "10 13",
		"category:201":           "10",
		"category:security":      "10 13",
		"category:31":            "",
		"stance:unset":           "12 13 15",
		"stance:yes":             "14",
		"haltung:true":           "14",
		"-stance:against":        "12 11 13 15 14",
		"layer:akteur":           "12 14",
		"annotator:oa":           "12",
		"annotator:lina":         "11 10 13 15 14",
		"target:port":            "10",
		"target:3":               "13",
		"target:customs":         "",
		"date:2018":              "12 10",
		"date:2018..2019":        "12 11 10",
		"date:2019-03":           "11",
		"date:2020-01":           "",
		"date:2019..":            "11 13",
		"date:..2019-01":         "12 10",
		"published:2018":         "12 11 10",
		"published:unset":        "15 14",
		"date:unset layer:claim": "10 13 15",
		"confidence:2..4":        "11",
		"confidence:3..":         "11",
		"confidence:..2.5":       "",
		"confidence:>2":          "question: \">2\" is nothing that confidence can be, a number as 3, 2..5 or 2.., at character 1",
		"category:200":           "question: \"200\" is nothing that category can be, at character 1: 201 Minorities",
		"actor:HTZ":              "question: no actor is called \"HTZ\", at character 1: Hay’at Tahrir al-Sham",
		"actor:tahrir":           "question: no actor is called \"tahrir\", at character 1: Hay’at Tahrir al-Sham",
		"claimant:\"the union\"": "question: \"the union\" is more than one value of claimant, at character 1: Dockers’ Union (claimant:" + id(71).String(),
		"strasse é":              "11",
		"-hafen layer:claim":     "11 10 15",
		"note:𐐀":                 "13",
		"note:unset actor:unset": "11",
		"document:مقابلة":        "15 14",
		"-document:interview":    "13 15 14",
		"origin:hand layer:claim -claimant:unset": "10 13",
		"actor:000000000000":                      "question: no actor is called",
		"actor:\"the union\"":                     "question: \"the union\" is more than one actor, at character 1: Dockers’ Union (actor:" + id(71).String() + "), Customs union (actor:" + id(72).String() + ")",
		"x category:minorities":                   "question: \"minorities\" is more than one value of category, at character 3: 201 Minorities (201), 31 minoritíes (31)",
		"target:ports":                            "question: \"ports\" is more than one value of target",
		"stanze:against":                          "question: there is no slot \"stanze\"",
		"stance:zebra":                            "question: \"zebra\" is nothing that stance can be, yes or no, at character 1: favor, against",
		"layer:zebra":                             "question: no layer is called \"zebra\", at character 1: Claim, Akteur",
		"date:tomorrow":                           "question: \"tomorrow\" is no date",
		"date:2020..2018":                         "question: 2020..2018 ends before",
		"layer:unset":                             "question: no layer is called",
		"annotator:unset":                         "question: every annotation has one annotator",
		"document:zebra":                          "question: no document has",
	} {
		q, err := Ask(question, book)
		if err != nil {
			var e *QuestionError
			if !errors.As(err, &e) || want == "" || !strings.HasPrefix(err.Error(), want) {
				t.Errorf("%s: %v, want %s", question, err, want)
			}
			if strings.Contains(err.Error(), "more than one") != errors.Is(err, annotate.ErrAmbiguous) {
				t.Errorf("%s: %v is ambiguous or not", question, err)
			}
			continue
		}
		if got := answersTo(t, q, s); got != want {
			t.Errorf("%s: %s, want %s", question, got, want)
		}
	}
}

// TestStatementsEnd: looking that is stopped says so.
func TestStatementsEnd(t *testing.T) {
	book, s := askedBook()
	q, err := Ask("", book)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, err = range Statements(ctx, s, []annotate.ID{id(1)}, q, nil) {
	}
	if !errors.Is(err, annotate.ErrCanceled) {
		t.Errorf("error %v", err)
	}
}
