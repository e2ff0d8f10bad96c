package intake

import (
	"fmt"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	tables "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"golang.org/x/net/html"

	"parley/annotate"
)

// readMarkdown takes what CommonMark with GitHub's tables shows as text: headings and
// paragraphs apart by a blank line, a line broken in the source going on as one, items of
// lists on lines of their own with their "- " or "1. ", cells apart by a tab, code as it
// is, links and emphasis by their words alone, no pictures and no HTML tags. Front matter
// (YAML or TOML between lines of --- or +++) is metadata and not part of the text; without
// a title there, the first heading is proposed, and then what the first lines say.
func readMarkdown(content string) (found, error) {
	front, content := frontMatter(content)
	if line := wild(content); line > 0 {
		return found{}, fmt.Errorf("its Markdown goes beyond what can be laid out, line %d, import it as plain text: %w", line, annotate.ErrUnsupported)
	}
	source := []byte(content)
	doc := goldmark.New(goldmark.WithExtensions(extension.GFM)).Parser().Parse(text.NewReader(source))
	w := markdownWriter{source: source}
	w.blocks(doc)
	f := found{text: w.out.String()}
	front.describe(&f)
	if w.heading != "" {
		f.add(Title, w.heading, "the first heading")
	}
	guessHead(&f)
	return f, nil
}

// wild is the first line of what no person writes and what would take the parser minutes
// or all memory: a table of more than 500 columns, 1,000 lines of link definitions without
// a blank line. It is 0 when there is none.
func wild(content string) int {
	n, definitions := 0, 0
	for line := range strings.SplitSeq(content, "\n") {
		n++
		if strings.HasPrefix(strings.TrimLeft(line, " >"), "[") {
			definitions++
		} else {
			definitions = 0
		}
		if definitions > 1000 || strings.Count(line, "|") > 500 {
			return n
		}
	}
	return 0
}

type markdownWriter struct {
	source  []byte
	out     prose
	heading string // the first one's text
	depth   int    // of lists
}

func (w *markdownWriter) blocks(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		w.block(n)
	}
}

func (w *markdownWriter) block(n ast.Node) {
	apart := 2
	if w.depth > 0 {
		apart = 1
	}
	w.out.apart(apart)
	switch n := n.(type) {
	case *ast.Heading:
		at := w.out.b.Len()
		w.inlines(n)
		if w.heading == "" {
			w.heading = squeeze(w.out.b.String()[at:])
		}
	case *ast.List:
		w.list(n)
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		w.out.verbatim(strings.TrimSuffix(w.raw(n), "\n"))
	case *ast.HTMLBlock:
		w.out.words(stripTags(w.raw(n)))
	case *ast.ThematicBreak:
	case *tables.Table:
		w.table(n)
	default:
		if n.Type() == ast.TypeBlock && n.FirstChild() != nil && n.FirstChild().Type() == ast.TypeBlock {
			w.blocks(n)
		} else {
			w.inlines(n)
		}
	}
	w.out.apart(apart)
}

func (w *markdownWriter) list(l *ast.List) {
	w.depth++
	number := l.Start
	for item := l.FirstChild(); item != nil; item = item.NextSibling() {
		w.out.apart(1)
		sign := "- "
		if l.IsOrdered() {
			sign = fmt.Sprintf("%d. ", number)
			number++
		}
		w.out.verbatim(strings.Repeat("  ", min(w.depth-1, 8)) + sign)
		w.item(item)
	}
	w.depth--
}

// item writes what is in an item; its first paragraph stands behind the sign.
func (w *markdownWriter) item(item ast.Node) {
	for n := item.FirstChild(); n != nil; n = n.NextSibling() {
		if _, text := n.(*ast.TextBlock); n == item.FirstChild() && (text || n.Kind() == ast.KindParagraph) {
			w.inlines(n)
			continue
		}
		w.block(n)
	}
}

func (w *markdownWriter) table(t ast.Node) {
	for row := t.FirstChild(); row != nil; row = row.NextSibling() {
		w.out.apart(1)
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			if cell != row.FirstChild() {
				w.out.cell()
			}
			w.inlines(cell)
		}
	}
}

func (w *markdownWriter) raw(n ast.Node) string {
	var b strings.Builder
	for i := range n.Lines().Len() {
		s := n.Lines().At(i)
		b.Write(s.Value(w.source))
	}
	return b.String()
}

func (w *markdownWriter) inlines(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			w.out.words(unescape(string(n.Value(w.source))))
			switch {
			case n.HardLineBreak():
				w.out.apart(1)
			case n.SoftLineBreak():
				w.out.words(" ")
			}
		case *ast.String:
			w.out.words(string(n.Value))
		case *ast.AutoLink:
			w.out.words(string(n.Label(w.source)))
		case *ast.RawHTML:
			if strings.HasPrefix(string(n.Segments.Value(w.source)), "<br") {
				w.out.apart(1)
			}
		case *ast.Image:
		case *ast.CodeSpan:
			w.code(n)
		default:
			w.inlines(n)
		}
	}
}

// code writes a code span, in which nothing is escaped.
func (w *markdownWriter) code(span ast.Node) {
	for n := span.FirstChild(); n != nil; n = n.NextSibling() {
		if t, ok := n.(*ast.Text); ok {
			w.out.words(string(t.Value(w.source)))
		}
	}
}

// unescape resolves backslash escapes and character references, as rendering would.
func unescape(s string) string {
	if !strings.ContainsAny(s, `\&`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && strings.IndexByte("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", s[i+1]) >= 0 {
			if i++; s[i] == '&' {
				b.WriteString("&amp;")
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return html.UnescapeString(b.String())
}

// stripTags is the text of a piece of HTML.
func stripTags(s string) string {
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(s))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			b.Write(z.Text())
		}
	}
}
