package intake

import (
	"crypto/sha256"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"parley/annotate"
)

const article = "Syria: “Victory” at what price? 📌\r\n\r\nBy Lina Haddad, 11 March 2025\r\n\r\n" +
	"HTS (هيئة تحرير الشام) said that the minorities are safe. Zu\u0308rich, the 𐐀 sign and a family 👨‍👩‍👧 stay as they are.  \r\n"

func TestReadKeepsTheText(t *testing.T) {
	d, err := Read("folder/haddad.txt", []byte("\uFEFF"+article), Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := lines(article)
	if d.Text != want {
		t.Errorf("text %q, want %q", d.Text, want)
	}
	h := d.Head
	if h.SHA256 != sha256.Sum256([]byte(want)) || h.Size != len(want) || h.Words != 32 {
		t.Errorf("size %d, words %d, sum %x", h.Size, h.Words, h.SHA256)
	}
	source := annotate.Source{Name: "haddad.txt", SHA256: sha256.Sum256([]byte("\uFEFF" + article)), Encoding: "utf-8", Format: "text"}
	if h.Source != source {
		t.Errorf("source %+v, want %+v", h.Source, source)
	}
	for p, want := range map[Property]Proposal{
		Title:    {Title, "Syria: “Victory” at what price? 📌", "line 1"},
		Author:   {Author, "Lina Haddad", "line 3"},
		Date:     {Date, "2025-03-11", "line 3"},
		Language: {Language, "en", "its words"},
	} {
		if got, _ := d.Proposal(p); got != want {
			t.Errorf("%s: %+v, want %+v", p, got, want)
		}
	}
	if h.Title != "Syria: “Victory” at what price? 📌" || h.Author != "Lina Haddad" || h.Date.String() != "2025-03-11" || h.Language != "en" {
		t.Errorf("head %+v", h)
	}
}

func TestRefusals(t *testing.T) {
	for _, c := range []struct {
		name, data string
		options    Options
		want       error
	}{
		{"empty.txt", "", Options{}, annotate.ErrEmpty},
		{"blank.txt", " \r\n\t\u200b\u00a0", Options{}, annotate.ErrEmpty},
		{"mark.txt", "\uFEFF", Options{}, annotate.ErrEmpty},
		{"page.html", "<html><body><script>x()</script></body></html>", Options{}, annotate.ErrEmpty},
		{"nul.txt", "text with a \x00 in it", Options{}, annotate.ErrBinary},
		{"nul.bin", "x\x00y", Options{}, annotate.ErrBinary},
		{"controls.txt", "\x01\x02\x03\x04 text", Options{}, annotate.ErrBinary},
		{"picture.txt", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", Options{}, annotate.ErrBinary},
		{"paper.pdf", "%PDF-1.7\n", Options{}, annotate.ErrUnsupported},
		{"letter.docx", "PK\x03\x04\x14\x00", Options{}, annotate.ErrUnsupported},
		{"tweets.json", `{"text": "a"}`, Options{}, annotate.ErrUnsupported},
		{"set.txt", `{ "format" : "parley-dataset", "version": 1}`, Options{}, annotate.ErrUnsupported},
		{"a.txt", "no dataset", Options{Format: Parley}, annotate.ErrUnsupported},
		{"ü.txt", "Z\xfcrich", Options{Encoding: "utf-8"}, annotate.ErrUndecodable},
		{"marked.txt", "\uFEFFZ\xfcrich", Options{}, annotate.ErrUndecodable},
		{"damaged.txt", "ü ö ä ß é è ê á \xff ñ", Options{}, annotate.ErrUndecodable},
		{"half.txt", "\xFF\xFEa\x00b", Options{}, annotate.ErrUndecodable},
		{"lone.txt", "\xFF\xFEa\x00\x00\xD8b\x00", Options{}, annotate.ErrUndecodable},
		{"hole.txt", "abc \x81 def", Options{Encoding: "windows-1253"}, annotate.ErrUndecodable},
		{"what.txt", "abc", Options{Encoding: "klingon"}, annotate.ErrInvalid},
		{"big.txt", string(make([]byte, MaxBytes+1)), Options{}, annotate.ErrTooLarge},
	} {
		if _, err := Read(c.name, []byte(c.data), c.options); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
	}
}

func TestReadFileSaysWhatTheSystemSays(t *testing.T) {
	folder := t.TempDir()
	if _, err := ReadFile(filepath.Join(folder, "none.txt"), Options{}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("missing file: %v", err)
	}
	if _, err := ReadFile(folder, Options{}); !errors.Is(err, annotate.ErrUnsupported) {
		t.Errorf("folder: %v", err)
	}
	large := filepath.Join(folder, "large.txt")
	if err := os.WriteFile(large, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(large, MaxBytes+1); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadFile(large, Options{}); !errors.Is(err, annotate.ErrTooLarge) || err.Error() != "large.txt: more than 64 MB: it is too large" {
		t.Errorf("large file: %v", err)
	}
}

func TestSniff(t *testing.T) {
	for _, c := range []struct {
		name, start string
		want        Format
	}{
		{"x.json", `{"format":"parley-dataset","version":1`, Parley},
		{"x.jsonl", "\uFEFF{\n  \"format\": \"parley-dataset\"", Parley},
		{"x.txt", `He wrote {"format":"parley-dataset"}`, Text},
		{"x.MD", "# title", Markdown},
		{"x", "<!DOCTYPE html><title>", HTML},
		{"x.txt", " <?xml version='1.0'?>\n<html lang='ar'>", HTML},
		{"x.txt", "Zürich 📌", Text},
		{"", "", Text},
	} {
		if got := Sniff(c.name, []byte(c.start)); got != c.want {
			t.Errorf("%s %q: %s, want %s", c.name, c.start, got, c.want)
		}
	}
}
