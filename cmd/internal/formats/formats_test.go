package formats_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"parley/annotate/codec"
	"parley/assets"
	"parley/cmd/internal/formats"
)

var update = flag.Bool("update", false, "write the table of formats in the README anew")

func TestNames(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range formats.All() {
		if !regexp.MustCompile(`^[a-z0-9-]+$`).MatchString(f.Name) || seen[f.Name] {
			t.Errorf("%q is no name, or is there twice", f.Name)
		}
		seen[f.Name] = true
		if f.Title == "" || len(f.Extensions) == 0 || f.Open == nil && f.Write == nil || f.Open != nil && f.Detect == nil || f.Carries == 0 {
			t.Errorf("%s does not say what it is: %+v", f.Name, f)
		}
		if got, err := formats.Named(strings.ToUpper(f.Name)); err != nil || got.Name != f.Name {
			t.Errorf("%s is not found by its name: %v", f.Name, err)
		}
	}
	if _, err := formats.Named("klingon 📌"); err == nil || !strings.Contains(err.Error(), "want parley, jsonl") {
		t.Errorf("%v", err)
	}
}

// sample is the sample project as a dataset in a file.
func sample(t *testing.T) string {
	path := filepath.Join(t.TempDir(), "sample.json")
	if err := os.WriteFile(path, []byte(assets.Sample()), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func source(t *testing.T, path string) codec.Source {
	t.Helper()
	s, err := codec.OpenSource(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// written is the sample project in a format, in a file or folder.
func written(t *testing.T, f codec.Format) (path string, report *codec.Report) {
	t.Helper()
	store, done, err := formats.Scratch()
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := done(); err != nil {
			t.Error(err)
		}
	}()
	own, _ := formats.Named("parley")
	if _, err := formats.Fill(context.Background(), store, own, source(t, sample(t)), formats.FillOptions{}); err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(t.TempDir(), "out"+f.Extensions[0])
	put := codec.WriteFile
	if f.Folder {
		put = codec.WriteFolder
	}
	err = put(path, func(to codec.Target) error {
		report, err = f.Write(context.Background(), store, to, codec.WriteOptions{})
		return err
	})
	if err != nil {
		t.Fatalf("%s: %v", f.Name, err)
	}
	return path, report
}

// What a format writes is told from all others, and comes back.
func TestThereAndBack(t *testing.T) {
	for _, f := range formats.All() {
		if f.Write == nil || f.Open == nil {
			continue
		}
		t.Run(f.Name, func(t *testing.T) {
			path, report := written(t, f)
			if report.Documents == 0 {
				t.Fatalf("nothing was written: %+v", report)
			}
			s := source(t, path)
			got, guess := formats.Detect(s)
			if got.Name != f.Name || guess.Likelihood < formats.Sure || guess.Why == "" {
				t.Errorf("it is taken for %q: %+v", got.Name, guess)
			}
			if got, _ := formats.DetectNamed(s); !f.Folder && got.Name != f.Name {
				t.Errorf("by its name it is taken for %q", got.Name)
			}
			store, done, err := formats.Scratch()
			if err != nil {
				t.Fatal(err)
			}
			back, err := formats.Fill(context.Background(), store, f, s, formats.FillOptions{})
			if f.Name == "csv" || f.Name == "tsv" { // have quotes, and come into a project that has the texts
				report.Documents = 0
			}
			if err == nil && back.Documents != report.Documents {
				err = fmt.Errorf("%d documents of %d: %+v", back.Documents, report.Documents, back.Refused)
			}
			if closed := done(); err != nil || closed != nil {
				t.Error(err, closed)
			}
		})
	}
}

// A dataset is a collection too, for whoever maps it.
func TestOpenDataset(t *testing.T) {
	s := source(t, sample(t))
	f, _ := formats.Detect(s)
	c, err := f.Open(s, codec.OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	n, report := 0, &codec.Report{}
	for d, err := range c.Documents(context.Background(), report) {
		if err != nil || d.Text.Len() == 0 {
			t.Fatal(d, err)
		}
		n++
	}
	if n != 12 || len(c.Schema().Layers) == 0 || len(c.Entities()) == 0 || len(c.Annotators()) == 0 || c.Close() != nil {
		t.Errorf("%d documents", n)
	}
}

func TestDetectNothing(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{
		"plain.txt": "Müller u\u0308ber 📌 𐐀: «الميناء» 👩‍👩‍👧 harbour.\r\nThe union.\r\n", "page.html": "<!doctype html><p>Müller</p>", "empty.jsonl": "",
		"notes.md": "# Harbour\n\n- one\n- two\n",
	} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		if f, guess := formats.Detect(source(t, path)); guess.Likelihood >= formats.Sure {
			t.Errorf("%s is taken for %s: %+v", name, f.Name, guess)
		}
	}
	if f, guess := formats.Detect(source(t, dir)); guess.Likelihood >= formats.Sure {
		t.Errorf("a folder of texts is taken for %s: %+v", f.Name, guess)
	}
}

// The table of what each format carries stands in the README; -update writes it.
func TestTable(t *testing.T) { inReadme(t, "formats", formats.Table()) }

// inReadme sees that a part of the README is what it is to be; -update writes it.
func inReadme(t *testing.T, part, want string) {
	t.Helper()
	const path = "../../../README.md"
	begin, end := "<!-- "+part+": made by go test ./cmd/internal/formats -update -->\n", "<!-- end of "+part+" -->"
	readme, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(readme), begin)
	is, after, closed := strings.Cut(rest, end)
	if !ok || !closed {
		t.Fatalf("the README has no place between %q and %q", begin, end)
	}
	if is == want {
		return
	}
	if !*update {
		t.Fatalf("the README's %s are not what the code says; -update writes them:\n%s", part, want)
	}
	if err := os.WriteFile(path, []byte(before+begin+want+end+after), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestShaped(t *testing.T) {
	for _, c := range []struct {
		format, shape string
		ok            bool
	}{
		{"csv", "", true}, {"csv", "wide", true}, {"tsv", "by-value", true}, {"csv", "texts BOM", true}, {"csv", "round", false}, {"csv", "wide iob1", false},
		{"conll", "", true}, {"conll", "iob1", true}, {"conll", "bioes", true}, {"conll", "iob1 bioes", false}, {"conll", "wide", false}, {"conll", "bioes texts", false},
		{"brat", "", true}, {"brat", "wide", false}, {"brat", "bioes", false},
		{"huggingface", "parquet", true}, {"huggingface", "wide", false}, {"huggingface", "parquet bom", false}, {"csv", "parquet", false},
	} {
		f, err := formats.Named(c.format)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := formats.Shaped(f, strings.Fields(c.shape)); (err == nil) != c.ok || got.Name != c.format {
			t.Errorf("%s %q: %s, %v", c.format, c.shape, got.Name, err)
		}
	}
}
