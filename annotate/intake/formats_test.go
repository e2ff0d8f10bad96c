package intake

import (
	"errors"
	"os"
	"strings"
	"testing"

	"parley/annotate"
)

func fixture(t *testing.T, name string) string {
	b, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func properties(d Draft) string {
	var b strings.Builder
	for _, p := range d.Proposals {
		b.WriteString(p.Property.String() + ": " + p.Value + " (" + p.Grounds + ")\n")
	}
	return b.String()
}

func TestHTML(t *testing.T) {
	for _, ends := range []string{"\n", "\r\n"} {
		d, err := Read("article.html", []byte(strings.ReplaceAll(fixture(t, "article.html"), "\n", ends)), Options{})
		if err != nil {
			t.Fatal(err)
		}
		if want := fixture(t, "article.html.txt"); d.Text != want {
			t.Errorf("got:\n%s\nwant:\n%s", d.Text, want)
		}
		want := `title: Hollow promises: who speaks for Aleppo? (the page's JSON-LD)
author: Lina Haddad, Jörg Müller (the page's JSON-LD)
outlet: The Orontes Review (the meta element og:site_name)
date: 2024-12-08 (the page's JSON-LD)
url: https://orontes.example/2024/hollow-promises (the canonical link)
language: en-GB (the html element)
`
		if got := properties(d); got != want {
			t.Errorf("got:\n%s\nwant:\n%s", got, want)
		}
	}
}

func TestHTMLWithoutAnArticleElement(t *testing.T) {
	s := fixture(t, "blog.html")
	data := encoded(t, s, "windows-1256")
	d, err := Read("blog.html", data, Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := "قالت هيئة تحرير الشام إنها ستحمي الأقليات في سوريا، وإن النظام السابق هو المسؤول عن المجازر.\n\n" +
		"وأضاف المتحدث أن الحكومة الجديدة ستحاسب كل من ارتكب جرائم على الساحل."
	if d.Text != want || d.Head.Source.Encoding != "windows-1256" {
		t.Errorf("%s: %s", d.Head.Source.Encoding, d.Text)
	}
	if h := d.Head; h.Title != "سوريا بعد الأسد" || h.Author != "ليلى حداد" || h.Date.String() != "2025-03-15" || h.Language != "ar" {
		t.Errorf("%s", properties(d))
	}
}

func TestHTMLPieces(t *testing.T) {
	for _, c := range []struct{ html, text string }{
		{"<p>one<p>two", "one\n\ntwo"},
		{"just words & <b>more</b>", "just words & more"},
		{"<pre>a\n  b</pre><p>c", "a\n  b\n\nc"},
		{"<h1>T</h1><h1>U</h1><p>x y z", "T\n\nU\n\nx y z"},
		{"<div><div><div>a</div></div></div><span>b</span> <i>c</i>", "a\n\nb c"},
		{"<ol><li>a<ul><li>b</ul><li>c</ol>", "a\nb\nc"},
		{"a<!-- no -->b<br><br>c", "ab\nc"},
		{"<title>T</title><body><p>word", "word"},
		{"<nav><a>News</a> <a>Opinion</a></nav><div><a>Sport</a> <a>سلام</a></div>", "News Opinion\n\nSport سلام"},
		{"<p>Kicker</p><h1>A  <i>title</i></h1><p>word", "Kicker\n\nA title\n\nword"},
		{"<h1>A title</h1><article><p>word by word, all of it</article>", "A title\n\nword by word, all of it"},
		{"<p style='display: none'>no</p><p aria-hidden=true>no</p><p>yes", "yes"},
	} {
		f, err := readHTML(c.html)
		if err != nil || f.text != c.text {
			t.Errorf("%s: %q, want %q, %v", c.html, f.text, c.text, err)
		}
	}
	if _, err := readHTML(strings.Repeat("<div>", 1000) + "x"); err == nil {
		t.Error("a thousand nested elements were read")
	}
}

// A template that says English of an Arabic page is not believed.
func TestLanguageOfTheTemplate(t *testing.T) {
	d, err := Read("x.html", []byte("<html lang=en_US><p>"+voices["ar"]), Options{})
	if err != nil || d.Head.Language != "ar" {
		t.Errorf("%q, %v", d.Head.Language, err)
	}
}

func TestMarkdown(t *testing.T) {
	d, err := Read("notes.md", []byte(strings.ReplaceAll(fixture(t, "notes.md"), "\n", "\r\n")), Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := `Who speaks for Aleppo?

HTS (هيئة تحرير الشام) says that it protects minorities, see the law, a_b &amp; c & *more*.
Nobody believes it 📌.

Setext heading

- Schools in Zürich
- A law for all
  1. first
  2. second
with a paragraph
- Peace

“We will not be ruled,” said 𐐀.

So it was.

Town	Dead
Latakia	1,000

  code  stays

A family 👨‍👩‍👧 fled.

The end.
https://orontes.example/x`
	if d.Text != want {
		t.Errorf("got:\n%s\nwant:\n%s", d.Text, want)
	}
	wantHead := `title: Who speaks for Aleppo? (the front matter)
author: Lina Haddad, Jörg Müller (the front matter)
outlet: The Orontes Review (the front matter)
date: 2024-12-08 (the front matter)
language: en (the front matter)
`
	if got := properties(d); got != wantHead {
		t.Errorf("got:\n%s\nwant:\n%s", got, wantHead)
	}
}

func TestMarkdownPieces(t *testing.T) {
	for _, c := range []struct{ markdown, text, title string }{
		{"# A\n\nBy Lina Haddad, 3. Mai 2024\n\nb", "A\n\nBy Lina Haddad, 3. Mai 2024\n\nb", "A"},
		{"---\nno matter\n---\n", "no matter", "no matter"},
		{"+++\ntitle = 'A'\ndate = 2024-05-03T10:00:00Z\n+++\nb", "b", "A"},
		{"---\ntitle: A\n---", "", "A"},
		{"a\n\n---\n\nb", "a\n\nb", "a"},
		{"- [x] done\n- [ ] open", "- done\n- open", "- done"},
		{"a<b>c</b>d <x@example.org>", "acd x@example.org", "acd x@example.org"},
		{"~~a~~ **b** _c_", "a b c", "a b c"},
	} {
		f, err := readMarkdown(c.markdown)
		if err != nil {
			t.Fatal(err)
		}
		title := ""
		for _, p := range f.proposals {
			if p.Property == Title {
				title = p.Value
			}
		}
		if f.text != c.text || title != c.title {
			t.Errorf("%q: %q, title %q; want %q, %q", c.markdown, f.text, title, c.text, c.title)
		}
	}
}

func TestMarkdownThatWouldTakeForEver(t *testing.T) {
	for _, s := range []string{strings.Repeat("[a]: b\n", 100_000) + strings.Repeat("[a]", 100_000), "|" + strings.Repeat("a|", 20_000) + "\n"} {
		if _, err := Read("x.md", []byte(s), Options{}); !errors.Is(err, annotate.ErrUnsupported) {
			t.Errorf("%.20q…: %v", s, err)
		}
		if _, err := Read("x.md", []byte(s), Options{Format: Text}); err != nil {
			t.Errorf("as text: %v", err)
		}
	}
}
