package cas_test

import (
	"archive/zip"
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"

	"parley/annotate/codec"
	"parley/annotate/codec/cas"
)

// zipped is an archive of files, in their order.
func zipped(t *testing.T, list ...string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(list); i += 2 {
		w, err := z.Create(list[i])
		if err == nil {
			_, err = w.Write([]byte(list[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// An export of INCEpTION has what each person made in an archive with its type system.
func TestArchivesInside(t *testing.T) {
	other := strings.Replace(system, "against", "opposed", 1)
	mine := strings.Replace(strings.Replace(xmi, "Omar", "Müller", 1), "against", "opposed", 1)
	in := map[string]string{
		"exportedproject.json":             `{"name": "«الميناء»"}`,
		"annotation/a.txt/omar.zip":        zipped(t, "omar.xmi", xmi, "TypeSystem.xml", system),
		"annotation/a.txt/müller.zip":      zipped(t, "TypeSystem.xml", other, "müller.xmi", mine),
		"annotation/a.txt/INITIAL_CAS.zip": zipped(t, "TypeSystem.xml", system, "INITIAL_CAS.xmi", strings.Replace(xmi, "Omar", "", 1)),
		"source/a.zip":                     zipped(t, "a.xmi", xmi),
		"annotation/b.txt/omar.zip":        "PK\x03\x04 and no more",
		"annotation/c.txt/omar.zip":        zipped(t, "../../omar.xmi", xmi),
		"annotation/d.txt/omar.zip":        zipped(t, "omar.xmi", strings.Repeat(" ", 2<<20)),
	}
	if g := cas.XMI().Detect(files(in)); g.Likelihood == 0 {
		t.Error("it is not found")
	}
	if g := cas.JSON().Detect(files(in)); g.Likelihood > 0 {
		t.Errorf("it is JSON: %+v", g)
	}
	store, report := into(t, cas.XMI(), files(in))
	want := []string{"a.txt: Müller: 𐐀", "a.txt: Omar: 𐐀", "a.txt"}
	slices.Sort(want)
	if got := by(t, store); !slices.Equal(got, want) || report.Documents != 1 {
		t.Errorf("%q, want %q", got, want)
	}
	if report.Refused.Total != 3 {
		t.Errorf("%+v", report.Refused)
	}
	for i, folder := range []string{"annotation/b.txt", "annotation/c.txt", "annotation/d.txt"} {
		if got := report.Refused.First[i].String(); !strings.HasPrefix(got, folder+"/omar.xmi: "+folder+"/omar.zip: ") {
			t.Errorf("refused is %s", got)
		}
	}

	out, _ := written(t, cas.XMI(), store)
	for name, content := range map[string]string{
		"annotation/a.txt/omar.xmi": xmi, "annotation/a.txt/müller.xmi": mine, "TypeSystem.xml": system, "annotation/a.txt/müller/TypeSystem.xml": other,
	} {
		if out[name] != content {
			t.Errorf("%s is %q", name, out[name])
		}
	}
	if len(out) != 5 {
		t.Errorf("%q", slices.Sorted(maps.Keys(out)))
	}
	again, _ := into(t, cas.XMI(), files(out))
	if twice, _ := written(t, cas.XMI(), again); !maps.Equal(twice, out) || !slices.Equal(by(t, again), want) {
		t.Errorf("written again it is %q", slices.Sorted(maps.Keys(twice)))
	}
}

// A file that stands in its archive and beside it is read once.
func TestArchiveBeside(t *testing.T) {
	in := map[string]string{"annotation/a.txt/omar.json": sample(), "annotation/a.txt/omar.zip": zipped(t, "omar.json", "{}")}
	c, err := cas.JSON().Open(files(in), codec.OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	report := &codec.Report{}
	n := 0
	for range c.Documents(t.Context(), report) {
		n++
	}
	if n != 1 || report.Refused.Total > 0 {
		t.Errorf("%d documents, %+v", n, report)
	}
}
