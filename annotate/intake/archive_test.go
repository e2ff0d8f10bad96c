package intake_test

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/annotate/intake"
)

// packed is an archive of these files, in a file.
func packed(t *testing.T, name string, files [][2]string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range files {
		w, err := z.Create(f[0])
		if err == nil {
			_, err = io.WriteString(w, f[1])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// The texts of an archive come in as those of a folder do.
func TestArchive(t *testing.T) {
	path := packed(t, "texts.ZIP", [][2]string{
		{"b/10 Müller.txt", "Müller e\u0301 📌 𐐀 said so.\r\n"}, {"b/2.md", "# Harbour\n\nالميناء 👩‍👩‍👧\n"}, {"__MACOSX/b/._2.md", "x"}, {".hidden", "x"}, {"b/", ""},
		{"picture.pdf", "%PDF-1.4"}, {"inner.zip", "PK\x03\x04"}, {"empty.txt", ""}, {"again.txt", "Müller e\u0301 📌 𐐀 said so.\n"},
	})
	got, err := intake.Collect(context.Background(), intake.Request{Paths: []string{path}})
	if err != nil {
		t.Fatal(err)
	}
	var titles, refused []string
	for _, d := range got.Drafts {
		titles = append(titles, strings.TrimPrefix(d.Path, path)+"="+d.Head.Title)
	}
	for _, r := range got.Refused {
		refused = append(refused, strings.TrimPrefix(r.Path, path))
	}
	if want := "/again.txt=again /b/2.md=Harbour"; strings.Join(titles, " ") != want {
		t.Errorf("%q, want %q", titles, want)
	}
	if len(got.Skipped) != 1 || got.Skipped[0].Path != path+"/b/10 Müller.txt" || strings.Join(refused, " ") != "/empty.txt /inner.zip /picture.pdf" {
		t.Errorf("skipped %v, refused %q", got.Skipped, refused)
	}
}

// An archive that leads out of itself or is a bomb is refused whole, as is one of nothing,
// and what only has its ending.
func TestHostileArchive(t *testing.T) {
	broken := filepath.Join(t.TempDir(), "broken.zip")
	if err := os.WriteFile(broken, []byte("PK\x03\x04 no more"), 0o644); err != nil {
		t.Fatal(err)
	}
	for path, reason := range map[string]string{
		packed(t, "climbs.zip", [][2]string{{"a.txt", "words"}, {"../../etc/passwd", "words"}}):                            "leads out of it",
		packed(t, "rooted.zip", [][2]string{{"/etc/passwd", "words"}}):                                                     "leads out of it",
		packed(t, "bomb.zip", [][2]string{{"a.txt", strings.Repeat("a", 64<<20)}, {"b.txt", strings.Repeat("a", 64<<20)}}): "unpacks to",
		packed(t, "nothing.zip", nil): "no file in it",
		broken:                        "ZIP file",
	} {
		got, err := intake.Collect(context.Background(), intake.Request{Paths: []string{path}})
		if err != nil || len(got.Drafts) > 0 || len(got.Refused) != 1 || !strings.Contains(got.Refused[0].Err.Error(), reason) {
			t.Errorf("%s: %+v, %v", filepath.Base(path), got.Refused, err)
		}
	}
}
