package cas_test

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"parley/annotate/codec"
	"parley/annotate/codec/cas"
	"parley/annotate/codec/webannotsv"
)

// The files that UIMA itself writes, where they are at hand.
func TestRealJSON(t *testing.T) {
	list, _ := filepath.Glob("../../../../shared/fixtures/cas-json/*/data.json")
	if len(list) == 0 {
		t.Skip("the fixtures of other tools are not beside the project")
	}
	withText := 0
	for _, f := range list {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		in := map[string]string{"data.json": string(b)}
		store, report := into(t, cas.JSON(), files(in))
		if hasText := strings.Contains(string(b), "sofaString"); hasText != (report.Documents == 1) || report.Documents+report.Refused.Total != 1 {
			t.Errorf("%s: %+v", f, report)
		}
		if report.Documents == 0 {
			continue
		}
		withText++
		if out, _ := written(t, cas.JSON(), store); !maps.Equal(out, in) {
			t.Errorf("%s: %s", f, out["data.json"])
		}
		want := quotes(t, store)
		for _, to := range []codec.Format{cas.JSON(), cas.XMI()} {
			out, _ := written(t, to, kit(cas.JSON()).Bare(t, store))
			again, _ := into(t, to, files(out))
			if got := quotes(t, again); !slices.Equal(got, want) {
				t.Errorf("%s as %s: %q, want %q", f, to.Name, got, want)
			}
		}
	}
	if withText < 4 {
		t.Errorf("%d of the fixtures have text", withText)
	}
}

// agreed takes out where the two references of that suite differ: the same layer and feature
// are called otherwise in most pairs, a type is its own supertype's in one, and TSV has no
// place for the blanks at the edges of an annotation.
func agreed(list []string) []string {
	alike := strings.NewReplacer("de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity", "webanno.custom.Span", "intValue", "integerValue", "pos.POS_NOUN", "pos.POS", ": two", ":two")
	for i := range list {
		list[i] = strings.TrimRight(alike.Replace(list[i]), " ")
	}
	slices.Sort(list)
	return list
}

// What INCEpTION says of one document as XMI and as WebAnno TSV is the same.
func TestSameAsTSV(t *testing.T) {
	list, _ := filepath.Glob("../../../../shared/fixtures/webanno-tsv/*/reference.xmi")
	if len(list) == 0 {
		t.Skip("the fixtures of other tools are not beside the project")
	}
	for _, f := range list {
		dir := filepath.Dir(f)
		one, err := codec.OpenSource(f)
		if err != nil {
			t.Fatal(err)
		}
		two, err := codec.OpenSource(filepath.Join(dir, "reference.tsv"))
		if err != nil {
			t.Fatal(err)
		}
		a, report := into(t, cas.XMI(), one)
		b, _ := into(t, webannotsv.Format(), two)
		if got, want := agreed(quotes(t, a)), agreed(quotes(t, b)); !slices.Equal(got, want) {
			t.Errorf("%s:\nXMI %q\nTSV %q\n%+v", filepath.Base(dir), got, want, report.Refused)
		}
		in, _ := os.ReadFile(f)
		if out, _ := written(t, cas.XMI(), a); out["reference.xmi"] != string(in) {
			t.Errorf("%s was written as\n%s", filepath.Base(dir), out["reference.xmi"])
		}
		out, _ := written(t, cas.XMI(), kit(cas.JSON()).Bare(t, a))
		again, _ := into(t, cas.XMI(), files(out))
		if got, want := quotes(t, again), quotes(t, a); !slices.Equal(got, want) {
			t.Errorf("%s: %q came back as %q", filepath.Base(dir), want, got)
		}
	}
}
