package intake

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"

	"parley/annotate"
)

// readHTML takes an HTML page's article: its headline, a blank line, and its readable text,
// paragraphs apart by a blank line, items of lists and rows of tables on lines of their own,
// cells apart by a tab. Menus, forms, lists of links, advertisements by their class names,
// pictures and their captions stay out; where nearly nothing is left, as of a page of links,
// all of the page comes in. Title, author, outlet, date, address and language are those that the page
// gives as metadata (JSON-LD, Open Graph, Dublin Core, microdata), then what it shows.
func readHTML(content string) (found, error) {
	doc, err := html.Parse(strings.NewReader(content))
	if err != nil {
		return found{}, fmt.Errorf("its HTML: %w: %w", err, annotate.ErrUnsupported)
	}
	p := newPage(doc)
	f := found{}
	body := p.readable()
	headline := p.headline()
	if headline != "" && !shows(body, headline) {
		body = strings.TrimSuffix(headline+"\n\n"+body, "\n\n")
	}
	f.text = body
	p.describe(&f, headline)
	return f, nil
}

// shows reports whether a headline is a line of body, or begins it.
func shows(body, headline string) bool {
	start := squeeze(body[:min(len(body), 2*len(headline)+64)])
	return strings.HasPrefix(start, headline) || strings.Contains("\n"+body+"\n", "\n"+headline+"\n")
}

// page is a parsed page and how much there is to read in each of its elements.
type page struct {
	doc   *html.Node
	size  map[*html.Node]measure
	whole bool // nothing stands beside the article
}

// measure is an amount of text, in bytes without blanks.
type measure struct {
	text  int // all of it
	links int // what of it is links
	prose int // what stands in paragraphs, links not counted
	count int // of links
}

func newPage(doc *html.Node) *page {
	p := &page{doc: doc, size: map[*html.Node]measure{}}
	p.weigh(doc, false, false)
	return p
}

// silent are elements with nothing to read.
var silent = set("script style noscript template head iframe object embed svg math canvas audio video picture button input select option textarea dialog figure figcaption")

// around are elements that surround an article.
var around = set("nav aside footer menu")

// blocks are elements that stand on lines of their own, and how many line feeds keep
// them apart.
var blocks = map[string]int{
	"p": 2, "div": 2, "section": 2, "article": 2, "main": 2, "header": 2, "footer": 2, "nav": 2, "aside": 2, "form": 2, "fieldset": 2, "details": 2,
	"h1": 2, "h2": 2, "h3": 2, "h4": 2, "h5": 2, "h6": 2, "hgroup": 2, "blockquote": 2, "pre": 2, "address": 2, "hr": 2, "ul": 2, "ol": 2, "dl": 2, "table": 2,
	"li": 1, "tr": 1, "dt": 1, "dd": 1, "caption": 1, "summary": 1, "legend": 1, "br": 1,
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// weigh measures n and all in it, once.
func (p *page) weigh(n *html.Node, inLink, inProse bool) (m measure) {
	switch {
	case n.Type == html.TextNode:
		m.text = letters(n.Data)
		if inLink {
			m.links = m.text
		} else if inProse {
			m.prose = m.text
		}
		return m
	case n.Type == html.ElementNode && (silent[n.Data] || hidden(n)):
		return m
	}
	if n.Data == "a" {
		inLink, m.count = true, 1
	}
	inProse = inProse || n.Data == "p" || n.Data == "blockquote" || n.Data == "pre" || n.Data == "li"
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		k := p.weigh(c, inLink, inProse)
		m.text, m.links, m.prose, m.count = m.text+k.text, m.links+k.links, m.prose+k.prose, m.count+k.count
	}
	p.size[n] = m
	return m
}

func letters(s string) (n int) {
	for i := range len(s) {
		if s[i] > ' ' {
			n++
		}
	}
	return n
}

func hidden(n *html.Node) bool {
	style := strings.ReplaceAll(attr(n, "style"), " ", "")
	return has(n, "hidden") || attr(n, "aria-hidden") == "true" || strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden")
}

// readable is the article's text; all of the page's when that is less than a twentieth.
func (p *page) readable() string {
	text := p.text(p.article())
	if letters(text)*20 < p.size[p.doc].text {
		p.whole = true
		text = p.text(p.doc)
	}
	return text
}

// article is the element that holds the article: what says that it does, if it holds a
// fair share of the page's prose (the more, the less it says), and otherwise the smallest
// that holds most of it. Without prose it is the whole page.
func (p *page) article() *html.Node {
	body := first(p.doc, func(n *html.Node) bool { return n.Data == "body" })
	if body == nil {
		body = p.doc
	}
	total := p.own(body)
	for _, c := range candidates {
		if best := p.largest(body, c.is); best != nil && p.own(best)*100 >= total*c.share && p.size[best].text > 0 {
			return best
		}
	}
	return p.densest(body, total)
}

// candidates are elements that say that they are the article, and the share of the prose
// in percent that makes it believed.
var candidates = []struct {
	is    func(*html.Node) bool
	share int
}{
	{func(n *html.Node) bool { return strings.Contains(attr(n, "itemprop"), "articleBody") }, 15},
	{func(n *html.Node) bool { return n.Data == "article" }, 30},
	{func(n *html.Node) bool { return n.Data == "main" || attr(n, "role") == "main" }, 50},
}

// own is the prose of n without that of what surrounds articles in it.
func (p *page) own(n *html.Node) int {
	prose := p.size[n].prose
	for c := range elements(n) {
		if p.beside(c, n) {
			prose -= p.size[c].prose
		}
	}
	return max(prose, 0)
}

// largest is the element with the most prose of those that is names.
func (p *page) largest(root *html.Node, is func(*html.Node) bool) (best *html.Node) {
	walk(root, func(n *html.Node) bool {
		if n.Type == html.ElementNode && is(n) && (best == nil || p.size[n].prose > p.size[best].prose) {
			best = n
		}
		return true
	})
	return best
}

// densest goes down from n as long as one child holds most of the prose.
func (p *page) densest(n *html.Node, total int) *html.Node {
	for total > 0 {
		var next *html.Node
		for c := range elements(n) {
			if !p.beside(c, n) && p.size[c].prose*10 >= total*8 && container(c) {
				next = c
			}
		}
		if next == nil {
			return n
		}
		n = next
	}
	return n
}

func container(n *html.Node) bool {
	switch n.Data {
	case "div", "section", "article", "main", "table", "tbody", "tr", "td", "form", "center", "span":
		return true
	}
	return false
}

// clutter are words in class names and IDs of what stands in an article and is none of it.
var clutter = set("share sharing social related newsletter subscribe subscription comments comment advert advertisement ad ads promo promotion cookie cookies breadcrumb breadcrumbs sidebar menu nav navigation footer popup modal recommended tags toolbar pagination")

// beside reports whether c, somewhere in root, surrounds the article: by its element, by
// its class names when it holds little, or because it is nearly all links.
func (p *page) beside(c, root *html.Node) bool {
	if c.Type != html.ElementNode || c == root || p.whole {
		return false
	}
	m, all := p.size[c], p.size[root]
	switch {
	case around[c.Data] || attr(c, "role") == "navigation" || attr(c, "role") == "complementary":
		return true
	case blocks[c.Data] == 0:
		return false
	case m.prose*4 < all.prose && cluttered(c):
		return true
	}
	return blocks[c.Data] == 2 && c.Data != "p" && !isHeading(c) && c.Data != "header" && m.links*10 > m.text*7 && m.count > 1
}

func cluttered(n *html.Node) bool {
	for _, w := range strings.FieldsFunc(strings.ToLower(attr(n, "class")+" "+attr(n, "id")), func(r rune) bool { return r == ' ' || r == '-' || r == '_' }) {
		if clutter[w] {
			return true
		}
	}
	return false
}

func isHeading(n *html.Node) bool {
	return len(n.Data) == 2 && n.Data[0] == 'h' && '1' <= n.Data[1] && n.Data[1] <= '6'
}

// text is what there is to read in root.
func (p *page) text(root *html.Node) string {
	var out prose
	p.write(&out, root, root, false)
	return out.String()
}

func (p *page) write(out *prose, n, root *html.Node, pre bool) {
	switch {
	case n.Type == html.TextNode && pre:
		out.verbatim(lines(n.Data))
		return
	case n.Type == html.TextNode:
		out.words(n.Data)
		return
	case n.Type == html.ElementNode && (silent[n.Data] || hidden(n) || p.beside(n, root)):
		return
	}
	apart := blocks[n.Data]
	if inList(n, root) {
		apart = min(apart, 1)
	}
	if apart > 0 {
		out.apart(apart)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if (c.Data == "td" || c.Data == "th") && c.Type == html.ElementNode && previousElement(c) != nil {
			out.cell()
		}
		p.write(out, c, root, pre || n.Data == "pre")
	}
	if apart > 0 {
		out.apart(apart)
	}
}

// inList reports whether n stands in an item or a cell of root, where blocks are lines.
func inList(n, root *html.Node) bool {
	for a := n.Parent; a != nil && n != root && a != root; a = a.Parent {
		switch a.Data {
		case "li", "td", "th", "dd":
			return true
		}
	}
	return false
}
