package intake

import (
	"encoding/json"
	"net/url"
	"strings"

	"golang.org/x/net/html"
)

// headline is the page's only first-level heading, or its article's; empty when there are
// none or several.
func (p *page) headline() string {
	for _, root := range []*html.Node{p.doc, p.article()} {
		var headings []*html.Node
		walk(root, func(n *html.Node) bool {
			if n.Type == html.ElementNode && n.Data == "h1" && !hidden(n) && content(n) != "" {
				headings = append(headings, n)
			}
			return true
		})
		if len(headings) == 1 {
			return content(headings[0])
		}
	}
	return ""
}

// describe proposes what the page says of itself, the surest source first.
func (p *page) describe(f *found, headline string) {
	for _, article := range p.linkedData() {
		describeArticle(f, article)
	}
	p.metaElements(f)
	p.shown(f)
	f.add(Title, headline, "the heading")
	if t := first(p.doc, func(n *html.Node) bool { return n.Data == "title" }); t != nil {
		f.add(Title, content(t), "the title element")
	}
	if root := first(p.doc, func(n *html.Node) bool { return n.Data == "html" }); root != nil {
		addLanguage(f, attr(root, "lang"), "the html element")
	}
}

// metaNames are the names that pages give to what we want to know, by name or property of a
// meta element, in small letters.
var metaNames = []struct {
	property Property
	names    []string
}{
	{Title, []string{"og:title", "citation_title", "dc.title", "dcterms.title", "twitter:title"}},
	{Author, []string{"author", "article:author", "citation_author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl"}},
	{Outlet, []string{"og:site_name", "citation_journal_title", "dc.publisher", "application-name"}},
	{Date, []string{"article:published_time", "og:published_time", "datepublished", "citation_publication_date", "dc.date", "dcterms.date", "dcterms.created", "parsely-pub-date", "pubdate", "publish-date", "date"}},
	{URL, []string{"og:url"}},
	{Language, []string{"og:locale", "content-language", "dc.language"}},
}

func (p *page) metaElements(f *found) {
	values := map[string]string{}
	walk(p.doc, func(n *html.Node) bool {
		if n.Type == html.ElementNode && n.Data == "meta" {
			for _, key := range []string{"name", "property", "itemprop", "http-equiv"} {
				if k := strings.ToLower(attr(n, key)); k != "" && values[k] == "" {
					values[k] = attr(n, "content")
				}
			}
		}
		return true
	})
	if link := first(p.doc, func(n *html.Node) bool { return n.Data == "link" && attr(n, "rel") == "canonical" }); link != nil {
		addValue(f, URL, attr(link, "href"), "the canonical link")
	}
	for _, m := range metaNames {
		for _, name := range m.names {
			addValue(f, m.property, values[name], "the meta element "+name)
		}
	}
}

// shown proposes what is marked as author or date in the visible page.
func (p *page) shown(f *found) {
	if n := first(p.doc, func(n *html.Node) bool {
		return n.Data != "meta" && (attr(n, "itemprop") == "author" || attr(n, "rel") == "author")
	}); n != nil {
		addValue(f, Author, content(n), "what is marked as author")
	}
	if n := first(p.doc, func(n *html.Node) bool { return strings.Contains(strings.ToLower(attr(n, "class")), "byline") }); n != nil {
		line := content(n)
		if name := byline(line, true); name != "" {
			line = name
		} else {
			line = names(line)
		}
		addValue(f, Author, line, "the byline")
	}
	if n := first(p.doc, func(n *html.Node) bool {
		return n.Data == "time" && (has(n, "datetime") || content(n) != "")
	}); n != nil {
		addValue(f, Date, attr(n, "datetime"), "the first time shown")
		addValue(f, Date, content(n), "the first time shown")
	}
}

// addValue proposes value if it is one for p: an address is no author, and no text a date.
func addValue(f *found, p Property, value, grounds string) {
	value = squeeze(value)
	switch p {
	case Date:
		d, _, ok := findDate(value)
		if !ok {
			return
		}
		value = d.String()
	case URL:
		u, err := url.Parse(value)
		if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			return
		}
	case Language:
		addLanguage(f, value, grounds)
		return
	case Author:
		if strings.Contains(value, "://") || len(value) > 200 {
			return
		}
		if name := byline(value, true); name != "" {
			value = name
		}
	}
	f.add(p, value, grounds)
}

// addLanguage proposes what a page says, unless the text is in a script that this language
// does not use: templates say English of everything.
func addLanguage(f *found, code, grounds string) {
	code = strings.ReplaceAll(strings.TrimSpace(code), "_", "-")
	base, region, _ := strings.Cut(code, "-")
	base = strings.ToLower(base)
	if len(base) < 2 || len(base) > 3 || strings.ContainsFunc(code, func(r rune) bool { return r >= 0x80 || r != '-' && !isLetterOrDigit(r) }) {
		return
	}
	script, _ := census(f.text)
	for _, t := range tongues {
		if t.code == base && script != 0 && t.script != script {
			return
		}
	}
	f.add(Language, strings.TrimSuffix(base+"-"+region, "-"), grounds)
}

func isLetterOrDigit(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
}

// linkedData are the articles that the page's JSON-LD describes.
func (p *page) linkedData() (articles []map[string]any) {
	walk(p.doc, func(n *html.Node) bool {
		if n.Data == "script" && attr(n, "type") == "application/ld+json" && n.FirstChild != nil {
			var v any
			if json.Unmarshal([]byte(n.FirstChild.Data), &v) == nil {
				articles = append(articles, articlesIn(v)...)
			}
		}
		return true
	})
	return articles
}

func articlesIn(v any) (out []map[string]any) {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			out = append(out, articlesIn(e)...)
		}
	case map[string]any:
		if isArticle(v["@type"]) {
			return []map[string]any{v}
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage"} {
			out = append(out, articlesIn(v[key])...)
		}
	}
	return out
}

func isArticle(kind any) bool {
	switch k := kind.(type) {
	case string:
		return strings.HasSuffix(k, "Article") || strings.HasSuffix(k, "Posting") || k == "Report"
	case []any:
		for _, e := range k {
			if isArticle(e) {
				return true
			}
		}
	}
	return false
}

func describeArticle(f *found, a map[string]any) {
	const grounds = "the page's JSON-LD"
	addValue(f, Title, html.UnescapeString(named(a["headline"])), grounds)
	addValue(f, Author, named(a["author"]), grounds)
	addValue(f, Outlet, named(a["publisher"]), grounds)
	addValue(f, Date, named(a["datePublished"]), grounds)
	addValue(f, URL, named(a["url"]), grounds)
	addValue(f, Language, named(a["inLanguage"]), grounds)
}

// named is a string, the name of an object, or those of a list, joined by commas.
func named(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case map[string]any:
		name, _ := v["name"].(string)
		return name
	case []any:
		var list []string
		for _, e := range v {
			if n := named(e); n != "" {
				list = append(list, n)
			}
		}
		return strings.Join(list, ", ")
	}
	return ""
}
