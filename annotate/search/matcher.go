package search

import (
	"context"
	"iter"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"parley/annotate/text"
)

// Query is what a person looks for.
type Query struct {
	Text    string
	Pattern bool // Text is a regular expression of Go's syntax (RE2), ^ and $ at every line
	Fold    Fold
	Words   bool // hits begin and end where words do
}

// Matcher finds what a query asks for. It does not change and is safe for use by several
// goroutines.
type Matcher struct {
	query   Query
	forms   []string // the needle as it is compared; several when nothing is folded
	pattern *pattern // instead
}

// Compile makes a matcher. A pattern that cannot be read is a [*PatternError].
func Compile(q Query) (*Matcher, error) {
	q.Fold &= Loose
	m := &Matcher{query: q}
	if q.Pattern {
		p, err := compilePattern(q.Text, q.Fold)
		m.pattern = p
		return m, err
	}
	m.forms = forms(q.Text, q.Fold)
	return m, nil
}

// forms are the ways in which a needle may stand in a text that is folded so; none for
// one that folds to nothing.
func forms(s string, f Fold) (list []string) {
	if f != 0 {
		if s = f.Of(s); s != "" {
			list = append(list, s)
		}
		return list
	}
	for _, form := range []string{s, norm.NFC.String(s), norm.NFD.String(s)} {
		if form != "" && (len(list) == 0 || form != list[0] && form != list[len(list)-1]) {
			list = append(list, form)
		}
	}
	return list
}

// Query is what the matcher was made of.
func (m *Matcher) Query() Query { return m.query }

// Fold is how a text is to be prepared for the matcher.
func (m *Matcher) Fold() Fold { return m.query.Fold }

// Spans yields the hits that lie in within, in the order of the text, apart. f must have
// been prepared with the matcher's Fold. It ends early when ctx does.
func (m *Matcher) Spans(ctx context.Context, f *Folded, within text.Span) iter.Seq[text.Span] {
	within = within.Intersect(f.text.All())
	return func(yield func(text.Span) bool) {
		switch {
		case f.fold != m.query.Fold || within.Empty():
		case m.pattern != nil:
			m.patternSpans(ctx, f, within, yield)
		default:
			m.literalSpans(ctx, f, within, yield)
		}
	}
}

// patience is how many hits go by between two looks at a context.
const patience = 256

func (m *Matcher) literalSpans(ctx context.Context, f *Folded, within text.Span, yield func(text.Span) bool) {
	c := newCursor(f.s, m.forms, f.at(within.Start))
	for n := 0; ; n++ {
		i, j, ok := c.next()
		if !ok || n%patience == 0 && ctx.Err() != nil {
			return
		}
		span, ok := f.span(i, j, m.query.Words)
		switch {
		case ok && span.Start >= within.End:
			return
		case !ok || !within.Covers(span):
			_, size := utf8.DecodeRuneInString(f.s[i:])
			c.from = i + max(1, size)
		case !yield(span):
			return
		default:
			c.from = j
		}
	}
}

// cursor goes through a string from one of its needles to the next.
type cursor struct {
	s       string
	needles []string
	found   []int // where each needle is next; len(s) for nowhere
	from    int   // where to look on
}

func newCursor(s string, needles []string, from int) *cursor {
	c := &cursor{s: s, needles: needles, found: make([]int, len(needles)), from: from}
	for i := range c.found {
		c.found[i] = -1
	}
	return c
}

// next is the first needle at or behind from, the longest of those that begin there.
func (c *cursor) next() (i, j int, ok bool) {
	i = len(c.s)
	for k, needle := range c.needles {
		if c.found[k] < c.from {
			c.found[k] = len(c.s)
			if at := strings.Index(c.s[min(c.from, len(c.s)):], needle); at >= 0 {
				c.found[k] = c.from + at
			}
		}
		if at := c.found[k]; at < len(c.s) && (at < i || at == i && at+len(needle) > j) {
			i, j = at, at+len(needle)
		}
	}
	return i, j, i < len(c.s)
}
