package intake

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// FuzzRead reads anything as each format: it ends soon, and gives a text that keeps the
// promises of a draft, or an error of one line.
func FuzzRead(f *testing.F) {
	for _, s := range []string{
		article, voices["ar"], "\uFEFFü", "\xFF\xFEa\x00", "\x00\xD8", "<p>x<table><td>y<pre>\r\nz", "# a\n\n- b\n  - c\n\n|a|b|\n|-|-|\n|c|", "---\na: b\n---\n", "+++\nx=[\n+++",
		"By A and B, 1. Mai 2024", "٠٠ كانون", "<script type=application/ld+json>[{\"@type\":[\"Article\"]}]</script>", "{\"format\":\"parley-", "\\&amp;&#0;&#xD800;", "a\u0301\u200d👩‍👩‍👧 𐐀",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		start := time.Now()
		for _, format := range []Format{Auto, Text, Markdown, HTML} {
			d, err := Read("x", data, Options{Format: format})
			if err != nil {
				continue
			}
			if !utf8.ValidString(d.Text) || strings.ContainsAny(d.Text, "\r\x00") || d.Head.Title == "" || d.Head.Size != len(d.Text) {
				t.Errorf("%q as %q: %q, %+v", data, format, d.Text, d.Head)
			}
			for _, p := range d.Proposals {
				if p.Value == "" || p.Grounds == "" || !utf8.ValidString(p.Value) {
					t.Errorf("%q: %+v", data, p)
				}
			}
		}
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("%d bytes took %s", len(data), took)
		}
	})
}
