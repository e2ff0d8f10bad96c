package webannotsv_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/codec/codectest"
	"parley/annotate/session"
)

const severalTable = "#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Claim|kind\n\n\n#Text=Müller 📌 𐐀 الميناء harbour\n1-1\t0-6\tMüller\tdemand\t\n1-2\t7-9\t📌\t_\t\n1-3\t10-12\t𐐀\t_\t\n1-4\t13-20\tالميناء\t_\t\n1-5\t21-28\tharbour\t_\t\n"

func several(m map[string]string) codec.Source { return codectest.Files(m).Source() }

// all are the files.
func all(t *testing.T, r session.Reader) (map[string]string, *codec.Report) {
	t.Helper()
	return kit().Write(t, r)
}

// What several people made of a document is a file of each, and comes back as one document;
// a file of the folder with another text is refused.
func TestSeveralPeople(t *testing.T) {
	omar := strings.Replace(strings.Replace(severalTable, "Müller\tdemand", "Müller\t_", 1), "harbour\t_", "harbour\tpromise", 1)
	in := map[string]string{
		"annotation/Harbour.txt/Lina Haddad.tsv": severalTable, "annotation/Harbour.txt/Omar.tsv": omar, "annotation/Harbour.txt/INITIAL_CAS.tsv": strings.Replace(severalTable, "demand", "_", 1),
		"annotation/Harbour.txt/other.tsv": strings.ReplaceAll(severalTable, "harbour", "village"),
	}
	store, report := into(t, several(in))
	if report.Documents != 1 || report.Refused.Total != 1 || !strings.Contains(report.Refused.First[0].String(), "its text is not that of") {
		t.Errorf("%+v", report)
	}
	people, _ := store.Annotators()
	names := map[annotate.ID]string{}
	for _, p := range people {
		names[p.ID] = p.Name
	}
	var got []string
	for d, err := range store.Summaries(annotate.ID{}) {
		if err != nil {
			t.Fatal(err)
		}
		annotations, _ := store.Annotations(d.ID)
		for _, a := range annotations {
			got = append(got, fmt.Sprintf("%s: %s: %s", d.Title, names[a.Annotator], a.Quote.Exact))
		}
	}
	slices.Sort(got)
	if want := []string{"Harbour.txt: Lina Haddad: Müller", "Harbour.txt: Omar: harbour"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	delete(in, "annotation/Harbour.txt/other.tsv")
	if out, _ := all(t, store); !maps.Equal(out, in) {
		t.Errorf("%q, want %q", out, in)
	}
}

// Of a document that came in as one file there is a file of each once a second person
// records something in it.
func TestSecondPerson(t *testing.T) {
	store, _ := into(t, several(map[string]string{"Harbour.tsv": severalTable}))
	var first *annotate.Annotation
	for d := range store.Summaries(annotate.ID{}) {
		list, _ := store.Annotations(d.ID)
		first = list[0]
	}
	omar := &annotate.Annotator{ID: annotate.NewID(), Name: "Omar"}
	more := *first
	more.ID, more.Annotator, more.Features = annotate.NewID(), omar.ID, nil
	codectest.Commit(t, store, annotate.Create(omar), annotate.Create(&more))
	out, report := all(t, store)
	names := slices.Sorted(maps.Keys(out))
	if len(names) != 2 || names[1] != "annotation/Harbour/Omar.tsv" || out[names[0]] != severalTable || !strings.Contains(out[names[1]], "Müller\t*\t") {
		t.Errorf("%q %+v", out, report)
	}
	if report.Annotations != 2 || !report.Whole() {
		t.Errorf("%+v", report)
	}
}
