package webannotsv

import (
	"fmt"
	"slices"
	"strings"

	"parley/annotate"
)

const first = "#FORMAT=WebAnno TSV 3"

// parser reads a file line by line. What is wrong with a line is told, and the rest read.
type parser struct {
	table   table
	width   int
	nothing string // the cells of a row that has nothing, as they are written
	current *sentence
	tell    func(line int, err error)
	fields  []string // room for those of a line
	units   []unit   // room for rows
	refs    []ref
	numbers map[key]*mark
	rows    rows
}

// key is a mark by its number, or an element by its chain and place.
type key struct {
	layer        *layer
	number, link int
}

// parse reads a file. tell is called for each line that is refused.
func parse(content string, tell func(line int, err error)) (*table, error) {
	p := newParser(tell)
	if err := p.lines(content, func() bool { return false }); err != nil {
		return nil, err
	}
	p.resolve()
	return &p.table, nil
}

// parseHead is parse for the layers alone: it reads to the first row, behind which there is no
// more of them.
func parseHead(content string) (*table, error) {
	p := newParser(func(int, error) {})
	err := p.lines(content, func() bool { return p.current != nil && len(p.current.units) > 0 })
	return &p.table, err
}

func newParser(tell func(int, error)) *parser {
	return &parser{tell: tell, numbers: map[key]*mark{}}
}

// lines reads those of a file, as far as there has not been enough of them.
func (p *parser) lines(content string, enough func() bool) error {
	content = strings.TrimPrefix(content, "\uFEFF")
	if !strings.HasPrefix(content, first) {
		return fmt.Errorf("it does not begin with %s: %w", first, annotate.ErrInvalid)
	}
	n := 0
	for line := range strings.SplitSeq(strings.TrimSuffix(content, "\n"), "\n") {
		n++
		if err := p.line(n, strings.TrimSuffix(line, "\r")); err != nil {
			p.table.broken++
			p.tell(n, err)
		}
		if enough() {
			break
		}
	}
	p.close()
	if len(p.table.sentences) == 0 {
		return fmt.Errorf("it has no token: %w", annotate.ErrInvalid)
	}
	return nil
}

func (p *parser) line(n int, line string) error {
	switch {
	case n == 1:
	case line == "":
		p.close()
	case strings.HasPrefix(line, "#T_") && p.current == nil && len(p.table.sentences) == 0:
		return p.header(line)
	case strings.HasPrefix(line, "#"):
		p.comment(line)
	default:
		return p.row(n, line)
	}
	return nil
}

// header reads a layer.
func (p *parser) header(line string) error {
	for k, prefix := range prefixes {
		if rest, ok := strings.CutPrefix(line, prefix); ok {
			parts := strings.Split(strings.Clone(rest), "|") // as a part of the file would keep all of it
			l := &layer{kind: kind(k), name: parts[0]}
			if l.name == "" || p.table.layer(l.name) != nil {
				return fmt.Errorf("layer %q has no name, or one that is there twice: %w", l.name, annotate.ErrInvalid)
			}
			for _, raw := range parts[1:] {
				if raw == "" {
					continue
				}
				c := p.column(l, raw)
				if slices.ContainsFunc(l.columns, func(o column) bool { return c.use != target && o.use == c.use && o.name == c.name }) {
					return fmt.Errorf("layer %q has %q twice: %w", l.name, c.name, annotate.ErrInvalid)
				}
				l.columns = append(l.columns, c)
			}
			p.table.layers = append(p.table.layers, l)
			p.width += l.width()
			return nil
		}
	}
	return fmt.Errorf("%.40q is no kind of layer that is known: %w", line, annotate.ErrInvalid)
}

func (p *parser) column(l *layer, raw string) column {
	c := column{name: raw, raw: raw}
	before := column{}
	if len(l.columns) > 0 {
		before = l.columns[len(l.columns)-1]
	}
	switch {
	case strings.HasPrefix(raw, "ROLE_"):
		c.use = role
		_, c.name, _ = strings.Cut(raw, ":")
		c.name, _, _ = strings.Cut(c.name, "_")
	case before.use == role:
		c.use = target
	case l.kind == relations && strings.HasPrefix(raw, "BT_"):
		c.use, c.name = source, raw[len("BT_"):]
	case l.kind == chains && raw == "referenceType":
		c.use = element
	case l.kind == chains && raw == "referenceRelation":
		c.use = link
	}
	return c
}

// comment is a line before the rows of a sentence.
func (p *parser) comment(line string) {
	if p.current != nil && len(p.current.units) > 0 {
		p.close()
	}
	if p.current == nil {
		p.current = &sentence{}
	}
	if text, ok := strings.CutPrefix(line, "#Text="); ok {
		p.current.lines = append(p.current.lines, text)
		return
	}
	p.current.meta = append(p.current.meta, line)
}

// close ends a sentence; one without tokens is none.
func (p *parser) close() {
	if p.current != nil && len(p.current.units) > 0 {
		p.current.text = unescaped(p.current.lines)
		p.table.sentences = append(p.table.sentences, p.current)
		p.current = nil
	}
}

// row reads a token or a piece of one.
func (p *parser) row(n int, line string) error {
	id, rest, is := strings.Cut(line, "\t")
	at, rest, more := strings.Cut(rest, "\t")
	if !is || !more {
		return fmt.Errorf("%.40q is no row: want a number, a place, a word: %w", line, annotate.ErrInvalid)
	}
	u := p.unit()
	u.line = n
	u.text, rest, more = strings.Cut(rest, "\t")
	if !scan(id, &u.sentence, '-', &u.token, '.', &u.piece) || !scan(at, &u.start, '-', &u.end, 0, nil) {
		return fmt.Errorf("%q %q: want numbers as 1-2 and 3-9: %w", id, at, annotate.ErrInvalid)
	}
	switch {
	case u.end < u.start || u.end > mostLength:
		return fmt.Errorf("%s ends where no text is: %w", at, annotate.ErrInvalid)
	case p.rows.at(u.place()) != nil:
		return fmt.Errorf("token %s is there twice: %w", id, annotate.ErrInvalid)
	case u.piece > 0 && (p.current == nil || len(p.current.units) == 0):
		return fmt.Errorf("%s is a piece of no token: %w", id, annotate.ErrInvalid)
	}
	if p.current == nil {
		p.current = &sentence{}
	}
	p.rows.add(u)
	p.current.units = append(p.current.units, u)
	return p.rest(u, id, rest, more)
}

// rest reads the cells of the row called id; more says that it has some.
func (p *parser) rest(u *unit, id, line string, more bool) error {
	if len(p.nothing) != len("_\t")*p.width {
		p.nothing = strings.Repeat("_\t", p.width)
	}
	if line == p.nothing { // as most rows are
		return nil
	}
	var cells []string
	if more {
		p.fields = appendFields(p.fields[:0], line)
		cells = p.fields
	}
	if len(cells) > 0 && cells[len(cells)-1] == "" && len(cells) > p.width {
		cells = cells[:len(cells)-1]
	}
	if len(cells) == 1 && cells[0] == "" && p.width == 0 {
		cells = nil
	}
	if len(cells) != p.width {
		return fmt.Errorf("%s has %d columns of annotations, where the layers have %d: %w", id, len(cells), p.width, annotate.ErrInvalid)
	}
	return p.cells(u, cells)
}

// unit is a new row.
func (p *parser) unit() *unit {
	if len(p.units) == 0 {
		p.units = make([]unit, 64)
	}
	u := &p.units[0]
	p.units = p.units[1:]
	return u
}

func appendFields(list []string, line string) []string {
	for {
		i := strings.IndexByte(line, '\t')
		if i < 0 {
			return append(list, line)
		}
		list = append(list, line[:i])
		line = line[i+1:]
	}
}

// scan reads "1-2" and "1-2.3".
func scan(s string, a *int, sep byte, b *int, sep2 byte, c *int) bool {
	i := strings.IndexByte(s, sep)
	if i < 0 || !digits(s[:i], a) {
		return false
	}
	s = s[i+1:]
	if c != nil {
		if i := strings.IndexByte(s, sep2); i >= 0 {
			return digits(s[:i], b) && digits(s[i+1:], c) && *c > 0
		}
	}
	return digits(s, b)
}

// mostLength is the longest text that is read, in units.
const mostLength = 1 << 28

func digits(s string, n *int) bool {
	if s == "" || len(s) > 9 {
		return false
	}
	*n = 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
		*n = 10**n + int(s[i]-'0')
	}
	return true
}
