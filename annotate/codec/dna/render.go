package dna

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/text"
)

// sheet is a document as it is written, but for the numbers of rows.
type sheet struct {
	metadata
	head                  *annotate.Document
	title, author, outlet string
	body                  string // empty: the document is left out
	annotations           int
	statements            []placed
}

// placed is a statement.
type placed struct {
	kind        *statementType
	start, stop int
	coder       int64
	cells       []cell // for each slot of its type
	annotation  annotate.ID
}

// cell is the value of a variable: a number, or the row of an entity; else an actor; else words.
type cell struct {
	n     int64
	actor annotate.ID
	words string
}

// render makes the sheet of a document, while others are made.
func (w *writer) render(d *codec.Loaded, report *codec.Report) (*sheet, error) {
	r := teller{project: w.project, report: report}
	h := d.Head
	if h.Size == 0 {
		report.Lose(lostEmpty, codec.Problem{Document: h.Title})
		return &sheet{}, nil
	}
	without.Loaded(report, d)
	for _, l := range d.Relations {
		report.Lose(lostRelation, codec.Problem{Document: h.Title, Record: "relation " + l.ID.String()})
	}
	s := &sheet{metadata: r.metadata(h), head: h, body: d.Text.String(), annotations: len(d.Annotations)}
	s.title, s.author, s.outlet = r.short("title", h.Title), r.short("author", h.Author), r.short("outlet", h.Outlet)
	s.section, s.kind = r.short("section", s.section), r.short("type", s.kind)
	list := slices.Clone(d.Annotations)
	slices.SortFunc(list, annotate.ComparePlace)
	for _, a := range list {
		if err := r.annotation(s, h, d.Text, a); err != nil {
			return nil, fmt.Errorf("%s: annotation %s: %w", h.Title, a.ID, err)
		}
	}
	return s, nil
}

func (w *teller) annotation(to *sheet, h *annotate.Document, t *text.Text, a *annotate.Annotation) error {
	p := codec.Problem{Document: h.Title, Record: "annotation " + a.ID.String()}
	kind := w.types[a.Layer]
	w.told = nil
	if len(a.Fragments) == 0 || kind == nil {
		w.report.Lose(lostWhole, p)
		return nil
	}
	if len(a.Fragments) > 1 {
		w.report.Lose(lostHull, p)
	}
	if a.Note != "" {
		w.report.Lose(lostNote, p)
	}
	without.Annotation(w.report, h, a)
	s := placed{kind: kind, coder: w.coder(a.Annotator), annotation: a.ID}
	var err error
	if s.start, err = t.In(a.Span().Start, w.unit); err != nil {
		return err
	}
	if s.stop, err = t.In(a.Span().End, w.unit); err != nil {
		return err
	}
	if s.start >= s.stop {
		return fmt.Errorf("%d–%d is empty, as it is counted: %w", s.start, s.stop, annotate.ErrInvalid)
	}
	copies := w.copies(kind, a, p)
	if len(copies) > 1 {
		w.report.Lose(lostSeveral, p)
	}
	for _, values := range copies {
		s.cells = make([]cell, len(kind.slots))
		for i, slot := range kind.slots {
			s.cells[i] = w.cell(slot, values[i], p)
		}
		to.statements = append(to.statements, s)
	}
	return nil
}

func (w *teller) coder(id annotate.ID) int64 {
	if n, ok := w.coders[id]; ok {
		return n
	}
	return w.names[admin]
}

// copies are the values of a in every combination of one of each slot; nil is unset.
func (w *teller) copies(kind *statementType, a *annotate.Annotation, p codec.Problem) [][]*annotate.Value {
	out := [][]*annotate.Value{make([]*annotate.Value, 0, len(kind.slots))}
	for _, s := range kind.slots {
		values := a.Values(s.feature.ID)
		if s.dataType == "" {
			for range values {
				w.report.Lose(lostValue, p)
			}
			values = nil
		}
		for len(out)*len(values) > mostCopies {
			values = values[:len(values)-1]
			w.report.Lose(lostValue, p)
		}
		out = times(out, values)
	}
	return out
}

// times is list with each of values behind each of it; nil when there are none. It takes list.
func times(list [][]*annotate.Value, values []annotate.Value) (out [][]*annotate.Value) {
	if len(values) < 2 {
		var v *annotate.Value
		if len(values) == 1 {
			v = &values[0]
		}
		for i, l := range list {
			list[i] = append(l, v)
		}
		return list
	}
	for _, l := range list {
		for i := range values {
			out = append(out, append(append(make([]*annotate.Value, 0, cap(l)), l...), &values[i]))
		}
	}
	return out
}

// cell is the value of one variable of one statement.
func (w *teller) cell(s *slot, v *annotate.Value, p codec.Problem) (c cell) {
	switch s.dataType {
	case shortText:
		return w.entityOf(s, v, p)
	case longText:
		c.words = w.words(s, v, annotate.TypeText, p)
	case boolean:
		if v == nil {
			w.unset(s, p)
		}
		if v == nil || v.Bool {
			c.n = 1
		}
	case integer:
		if v == nil {
			w.unset(s, p)
		} else if c.n = int64(math.Round(v.Number)); float64(c.n) != v.Number {
			w.lose(lostType, p, s.feature.Name+strconv.FormatFloat(v.Number, 'g', -1, 64))
		}
	}
	return c
}

func (w *teller) unset(s *slot, p codec.Problem) {
	p.Text = s.feature.Name
	w.lose(lostUnset, p, s.feature.Name)
}

// entityOf is the value of a short text.
func (w *teller) entityOf(s *slot, v *annotate.Value, p codec.Problem) cell {
	switch {
	case v == nil:
		return cell{n: s.unset}
	case v.Type == annotate.TypeTag && s.tagRows[v.Tag] != 0:
		return cell{n: s.tagRows[v.Tag]}
	case v.Type == annotate.TypeEntity && !s.tags:
		if w.actors[v.Ref] == nil {
			w.lose(lostValue, p, s.feature.Name+v.Ref.String())
			return cell{n: s.unset}
		}
		return cell{actor: v.Ref}
	}
	c := cell{words: w.words(s, v, annotate.TypeTag, p)}
	if c.words == "" {
		c.n = s.unset
	}
	return c
}
