package refiqda_test

import (
	"archive/zip"
	"strings"
	"testing"

	"parley/annotate/codec/codectest"
	"parley/annotate/codec/refiqda"
	"parley/storage/memory"
)

// The standard calls the folder so, and there are programs that find no other.
func TestFolderOfSources(t *testing.T) {
	k := codectest.New(refiqda.Format(), memory.New)
	out, report := k.WriteOne(t, k.Sample(t))
	z, err := zip.NewReader(strings.NewReader(out), int64(len(out)))
	if err != nil {
		t.Fatal(err)
	}
	texts := 0
	for _, f := range z.File {
		switch name, inside := strings.CutPrefix(f.Name, "sources/"); {
		case inside && len(name) == len("00000000-0000-7000-8000-000000000008.txt"):
			texts++
		case f.Name != "project.qde":
			t.Errorf("%q is in the archive", f.Name)
		}
	}
	if texts == 0 || texts != report.Documents {
		t.Errorf("%d texts of %d documents", texts, report.Documents)
	}
}
