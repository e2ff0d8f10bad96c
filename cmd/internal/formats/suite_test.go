package formats_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/cmd/internal/formats"
)

// Every format that can be read and written goes through the suite of codectest: a file
// suite_test.go beside it names it. The suite itself fails when the name is another's.
func TestSuites(t *testing.T) {
	files, err := filepath.Glob("../../../annotate/codec/*/suite_test.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("no suites: %v", err)
	}
	named := map[string]bool{}
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(b), ".Run(t, ") {
			t.Errorf("%s runs nothing", name)
		}
		for _, f := range formats.All() {
			named[f.Name] = named[f.Name] || strings.Contains(string(b), `"`+f.Name+`"`)
		}
	}
	for _, f := range formats.All() {
		if f.Open != nil && f.Write != nil && !named[f.Name] {
			t.Errorf("%s does not go through the suite: see package codectest", f.Name)
		}
	}
}
