package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// many is a doccano file of n documents, the last of which names words that are not there.
func many(t *testing.T, dir string, n int) string {
	t.Helper()
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `{"id":%d,"text":"Müller über 📌 𐐀: «الميناء» 👩‍👩‍👧 harbour %d.","entities":[{"id":%d,"label":"Actor","start_offset":0,"end_offset":6}],"relations":[]}`+"\n", i, i, i)
	}
	path := filepath.Join(dir, "many.jsonl")
	if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestExitCodes wants 0 when all was done, 1 for a problem, 2 for what is not understood.
func TestExitCodes(t *testing.T) {
	dir := t.TempDir()
	p, data := filepath.Join(dir, "p.parley"), many(t, dir, 3)
	must(t, "new", p)
	for _, c := range []struct {
		code int
		args string
	}{
		{0, "import P DATA --unit utf16"},
		{0, "import P DATA --unit utf16 --strict"}, // all of it is there
		{1, "import P NOWHERE --format doccano"},
		{1, "import P DATA --format brat"},
		{2, "import P DATA --format klingon"},
		{2, "import P DATA --unit furlong"},
		{0, "export P --format doccano --out DIR/a.jsonl"},
		{1, "export P --format csv --out DIR/a.csv --strict"},
		{2, "export P --format klingon --out DIR/x"},
		{2, "export P --format brat --out -"},
		{2, "export P --out DIR/x --state asleep"},
		{2, "export P --out DIR/x --shape wide"},
		{0, "convert DIR/a.jsonl DIR/b.jsonl --to jsonl --unit utf16 --strict"},
		{1, "convert DIR/a.jsonl DIR/b.csv --to csv --shape wide --unit utf16 --strict"},
		{1, "convert NOWHERE DIR/c --to jsonl"},
		{2, "convert DIR/a.jsonl DIR/c"},
		{2, "convert DIR/a.jsonl DIR/c --to klingon"},
		{2, "convert DIR/a.jsonl DIR/c --to jsonl --from klingon"},
		{0, "mapping DATA P"},
		{1, "mapping NOWHERE P"},
		{2, "mapping DATA P --format klingon"},
		{2, "mapping DATA"},
		{0, "formats"},
		{2, "formats all"},
	} {
		args := strings.Fields(strings.NewReplacer("P ", p+" ", "DATA", data, "NOWHERE", filepath.Join(dir, "nowhere"), "DIR", dir).Replace(c.args + " "))
		if code, _, errs := tried(args...); code != c.code {
			t.Errorf("%s: code %d, want %d: %s", c.args, code, c.code, errs)
		}
	}
	must(t, "check", p)
}

// TestStrictImport wants a project as it was when only the last line of many is wrong.
func TestStrictImport(t *testing.T) {
	dir := t.TempDir()
	p, data := filepath.Join(dir, "p.parley"), many(t, dir, 300)
	must(t, "new", p)
	before := must(t, "export", p, "--out", "-")
	f, err := os.OpenFile(data, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteString(`{"id":1,"text":"` + strings.Repeat("ü", 1<<10)); err != nil || f.Close() != nil {
		t.Fatal(err)
	}
	if code, _, errs := tried("import", p, data, "--format", "doccano", "--unit", "utf16", "--strict"); code != 1 || !strings.Contains(errs, "refused: line 301") {
		t.Errorf("code %d: %s", code, errs)
	}
	if after := must(t, "export", p, "--out", "-"); after != before {
		t.Error("the project is not as it was")
	}
	if code, _, errs := tried("import", p, data, "--format", "doccano", "--unit", "utf16"); code != 1 || !strings.Contains(errs, "Imported 300 documents") {
		t.Errorf("code %d: %s", code, errs)
	}
}
