package csv

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/text"
)

// page writes the rows of one document.
type page struct {
	*writer
	rows
	head        *annotate.Document
	text        *text.Text
	annotations []*annotate.Annotation
	progress    []*annotate.Progress
	cells       []string // of the document's columns
	begun       bool     // its text is written
}

// tell says what of the document stays out.
func (p *page) tell(relations []*annotate.Relation) {
	there := codec.Problem{Document: p.head.Title}
	for _, r := range relations {
		p.report.Lose(lostRelation, codec.Problem{Document: p.head.Title, Record: "relation " + r.ID.String()})
	}
	if len(p.head.Turns) > 0 || p.head.Direction != annotate.AutoDirection || !p.head.AuthorEntity.IsZero() {
		p.report.Lose(lostHead, there)
	}
	for _, g := range p.progress {
		by := func(a *annotate.Annotation) bool { return a.Annotator == g.Annotator }
		if !slices.ContainsFunc(p.annotations, by) && (g.State != annotate.New || g.Flags != 0) {
			p.report.Lose(lostProgress, there)
		}
	}
	if !p.Text {
		p.report.Lose(lostText, there)
	}
}

// empty writes a document without statements, where there is its text to write.
func (p *page) empty() error {
	if !p.Text || p.text.Len() == 0 {
		p.report.Lose(lostDocument, codec.Problem{Document: p.head.Title})
		return nil
	}
	p.report.Documents++
	row := append(append([]string{"", ""}, p.cells...), p.text.String())
	return p.put(append(row, make([]string, len(p.writer.header())-len(row))...))
}

func (p *page) statement(a *annotate.Annotation) error {
	first, err := p.first(a)
	if err != nil {
		return err
	}
	if a.Recheck != "" {
		p.report.Lose(lostRecheck, codec.Problem{Document: p.head.Title, Record: record(a)})
	}
	p.report.Annotations++
	if p.ByValue {
		return p.byValue(a, first)
	}
	for _, c := range p.columns {
		first = append(first, p.slot(c, a)...)
	}
	return p.put(append(first, a.Note))
}

// first are the cells before those of features.
func (p *page) first(a *annotate.Annotation) ([]string, error) {
	layer := string(a.Layer)
	if l := p.schema.Layer(a.Layer); l != nil {
		layer = l.Name
	}
	row := append([]string{a.ID.String(), layer}, p.cells...)
	if p.Text {
		body := ""
		if !p.begun {
			body = p.text.String()
		}
		row, p.begun = append(row, body), true
	}
	where, err := p.where(a.Fragments)
	if err != nil {
		return nil, err
	}
	row = append(append(row, where...), a.Quote.Exact, p.people[a.Annotator])
	for _, g := range p.progress {
		if g.Annotator == a.Annotator {
			return append(row, g.State.String(), join(g.Flags.Words())), nil
		}
	}
	return append(row, annotate.New.String(), ""), nil
}

// where is start, end and, of several, the fragments.
func (p *page) where(list []text.Span) ([]string, error) {
	if len(list) == 0 {
		return []string{"", "", ""}, nil
	}
	var numbers []string
	for _, s := range list {
		start, err := p.text.In(s.Start, p.unit)
		if err != nil {
			return nil, err
		}
		end, err := p.text.In(s.End, p.unit)
		if err != nil {
			return nil, err
		}
		numbers = append(numbers, strconv.Itoa(start), strconv.Itoa(end))
	}
	fragments := ""
	if len(list) > 1 {
		for i := 0; i < len(numbers); i += 2 {
			fragments += " " + numbers[i] + "-" + numbers[i+1]
		}
	}
	return []string{numbers[0], numbers[len(numbers)-1], strings.TrimSpace(fragments)}, nil
}

// slot are the cells of a column, and of those beside it.
func (p *page) slot(c *column, a *annotate.Annotation) []string {
	f := c.of[a.Layer]
	if f == nil {
		return make([]string, len(c.header()))
	}
	values := a.Values(f.ID)
	if c.tags != nil {
		return p.spread(c, f, a, values)
	}
	var said, codes, ids, types []string
	for _, v := range values {
		w := p.words(f, v, a)
		said, codes, ids, types = append(said, w.said), append(codes, w.code), append(ids, w.id), append(types, v.Type.String())
	}
	row := []string{join(said)}
	for i, list := range [][]string{codes, ids, types} {
		if []bool{c.code, c.id, c.types}[i] {
			row = append(row, joinSome(list))
		}
	}
	return row
}

// joinSome is nothing when all values are.
func joinSome(list []string) string {
	if !slices.ContainsFunc(list, func(s string) bool { return s != "" }) {
		return ""
	}
	return join(list)
}

// spread is 1 for each tag that is chosen and 0 for the others.
func (p *page) spread(c *column, f *annotate.Feature, a *annotate.Annotation, values []annotate.Value) (row []string) {
	var order []annotate.TagID
	for _, t := range c.tags {
		tag, there := t.of[f.Tagset]
		chosen := there && slices.ContainsFunc(values, func(v annotate.Value) bool { return v.Tag == tag })
		switch {
		case chosen:
			row, order = append(row, "1"), append(order, tag)
		case there:
			row = append(row, "0")
		default:
			row = append(row, "")
		}
	}
	if !slices.EqualFunc(order, values, func(t annotate.TagID, v annotate.Value) bool { return t == v.Tag }) {
		p.report.Lose(lostOrder, codec.Problem{Document: p.head.Title, Record: record(a), Text: f.Name})
	}
	return row
}

// said is a value in the words of a table.
type said struct{ said, code, id string }

func (p *page) words(f *annotate.Feature, v annotate.Value, a *annotate.Annotation) said {
	switch v.Type {
	case annotate.TypeNumber:
		return said{said: words(v.Number)}
	case annotate.TypeBoolean:
		return said{said: strconv.FormatBool(v.Bool)}
	case annotate.TypeDate:
		return said{said: v.Date.String()}
	case annotate.TypeTag:
		return p.tag(f, v.Tag)
	case annotate.TypeEntity:
		if !v.Mention.IsZero() {
			p.report.Lose(lostMention, codec.Problem{Document: p.head.Title, Record: record(a), Text: f.Name})
		}
		return said{said: p.name(v.Ref), id: v.Ref.String()}
	case annotate.TypeAnnotation:
		for _, o := range p.annotations {
			if o.ID == v.Ref {
				return said{said: o.Quote.Exact, id: v.Ref.String()}
			}
		}
		return said{id: v.Ref.String()}
	}
	return said{said: v.Text}
}

func (p *page) tag(f *annotate.Feature, id annotate.TagID) said {
	set := p.schema.Tagset(f.Tagset)
	if set == nil || set.Tag(id) == nil {
		return said{said: string(id), code: string(id)}
	}
	g := set.Tag(id)
	if g.Code == "" || set.TagNamed(g.Code) != g {
		return said{said: g.Name, code: string(id)}
	}
	return said{said: g.Name, code: g.Code}
}

// byValue writes a row for each value; one without a value for a statement that has none.
func (p *page) byValue(a *annotate.Annotation, first []string) error {
	n := 0
	row := func(cells ...string) error {
		if n++; n > 1 && p.Text {
			first[2+len(p.cells)] = ""
		}
		return p.put(append(append(slices.Clone(first), cells...), a.Note))
	}
	l := p.schema.Layer(a.Layer)
	for _, fv := range a.Features {
		if l == nil || l.Feature(fv.Feature) == nil {
			return fmt.Errorf("%s: there is no feature %q: %w", record(a), fv.Feature, annotate.ErrInvalid)
		}
		f := l.Feature(fv.Feature)
		for _, v := range fv.Values {
			w := p.words(f, v, a)
			if err := row(f.Name, escaped(w.said), w.code, w.id, v.Type.String()); err != nil {
				return err
			}
		}
	}
	if n == 0 {
		return row("", "", "", "", "")
	}
	return nil
}

func escaped(v string) string { return join([]string{v}) }
