package doccano_test

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/codec/doccano"
)

func tableSource(s string) codec.Source {
	return codec.Source{FS: fstest.MapFS{"a.csv": {Data: []byte(s)}}, Name: "a.csv", Files: []string{"a.csv"}}
}

// A table of texts with labels is read as labels of whole texts; what is wrong with a row is
// told with its line.
func TestTable(t *testing.T) {
	in := "\uFEFFlabel,text,outlet\r\nsport,\"Müller, e\u0301 📌\n𐐀\",Courier\r\n,الميناء 👩‍👩‍👧,\r\nnone,,x\r\na\"b,c\r\n"
	s := tableSource(in)
	if g := doccano.Format().Detect(s); g.Likelihood < 60 || g.Why == "" {
		t.Errorf("%+v", g)
	}
	store, report := into(t, s, codec.OpenOptions{})
	if report.Documents != 2 || report.Annotations != 1 || report.Refused.Total != 2 {
		t.Fatalf("%+v", report)
	}
	if p := report.Refused.First; p[0].Place != "line 5" || p[1].Place != "line 6" {
		t.Errorf("%v", p)
	}
	for d, err := range store.Summaries(annotate.ID{}) {
		body, _ := store.Body(d.ID)
		list, _ := store.Annotations(d.ID)
		switch {
		case err != nil:
			t.Fatal(err)
		case strings.HasPrefix(body, "Müller, e\u0301 📌\n𐐀"):
			if len(list) != 1 || list[0].Features[0].Values[0].Tag != "sport" || d.Outlet != "Courier" {
				t.Errorf("%+v %+v", list, d)
			}
		case len(list) != 0:
			t.Errorf("%q has %d labels", body, len(list))
		}
	}
	for _, other := range []string{"", "text;label\na;b\n", "words,label\na,b\n", `{"text":"a","label":[]}`, "\"text,label"} {
		if g := doccano.Format().Detect(tableSource(other)); g.Likelihood == 75 {
			t.Errorf("%q: %+v", other, g)
		}
	}
}

// doccano's own file in UTF-16.
func TestWideFixture(t *testing.T) {
	b, err := os.ReadFile("../../../../shared/fixtures/doccano/example.utf16.csv")
	if err != nil {
		t.Skip("the fixtures are not there:", err)
	}
	s := tableSource(string(b))
	if g := doccano.Format().Detect(s); g.Likelihood < 60 {
		t.Errorf("%+v", g)
	}
	if _, report := into(t, s, codec.OpenOptions{}); report.Documents == 0 || report.Annotations != report.Documents || report.Refused.Total > 0 {
		t.Errorf("%+v", report)
	}
}
