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

// mostCopies is as how many statements one annotation is written.
const mostCopies = 256

func (w *writer) statements(document int64, h *annotate.Document, t *text.Text) error {
	list, err := w.reader.Annotations(h.ID)
	if err != nil {
		return err
	}
	list = slices.Clone(list)
	slices.SortFunc(list, annotate.ComparePlace)
	for _, a := range list {
		if err := w.annotation(document, h, t, a); err != nil {
			return fmt.Errorf("%s: annotation %s: %w", h.Title, a.ID, err)
		}
		w.report.Annotations++
	}
	return nil
}

func (w *writer) annotation(document int64, h *annotate.Document, t *text.Text, a *annotate.Annotation) error {
	p := codec.Problem{Document: h.Title, Record: "annotation " + a.ID.String()}
	kind := w.types[a.Layer]
	w.told = map[string]bool{}
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
	start, err := t.In(a.Span().Start, w.unit)
	if err != nil {
		return err
	}
	stop, err := t.In(a.Span().End, w.unit)
	if err != nil {
		return err
	}
	copies := w.copies(kind, a, p)
	if len(copies) > 1 {
		w.report.Lose(lostSeveral, p)
	}
	for _, values := range copies {
		id, err := w.add("STATEMENTS", kind.id, document, start, stop, w.coder(a.Annotator))
		if err != nil {
			return err
		}
		for i, s := range kind.slots {
			if err := w.data(id, s, values[i], p); err != nil {
				return err
			}
		}
	}
	return nil
}

func (w *writer) coder(id annotate.ID) int64 {
	if n, ok := w.coders[id]; ok {
		return n
	}
	return w.names[admin]
}

// copies are the values of a in every combination of one of each slot; nil is unset.
func (w *writer) copies(kind *statementType, a *annotate.Annotation, p codec.Problem) [][]*annotate.Value {
	out := [][]*annotate.Value{nil}
	for _, s := range kind.slots {
		values := a.Values(s.feature.ID)
		if len(values) == 0 {
			values = make([]annotate.Value, 1)
		}
		if s.dataType == "" {
			for range a.Values(s.feature.ID) {
				w.report.Lose(lostValue, p)
			}
			values = make([]annotate.Value, 1)
		}
		for len(out)*len(values) > mostCopies {
			values = values[:len(values)-1]
			w.report.Lose(lostValue, p)
		}
		out = times(out, values, len(a.Values(s.feature.ID)) == 0 || s.dataType == "")
	}
	return out
}

// times is list with each of values behind each of it.
func times(list [][]*annotate.Value, values []annotate.Value, unset bool) (out [][]*annotate.Value) {
	for _, l := range list {
		for i := range values {
			v := &values[i]
			if unset {
				v = nil
			}
			out = append(out, append(slices.Clone(l), v))
		}
	}
	return out
}

// data writes the value of one variable of one statement.
func (w *writer) data(statement int64, s *slot, v *annotate.Value, p codec.Problem) error {
	var err error
	switch s.dataType {
	case shortText:
		var entity int64
		if entity, err = w.entityOf(s, v, p); err == nil {
			_, err = w.add("DATASHORTTEXT", statement, s.id, entity)
		}
	case longText:
		_, err = w.add("DATALONGTEXT", statement, s.id, w.words(s, v, annotate.TypeText, p))
	case boolean:
		yes := 1
		if v == nil {
			w.unset(s, p)
		} else if !v.Bool {
			yes = 0
		}
		_, err = w.add("DATABOOLEAN", statement, s.id, yes)
	case integer:
		n := int64(0)
		if v == nil {
			w.unset(s, p)
		} else if n = int64(math.Round(v.Number)); float64(n) != v.Number {
			w.lose(lostType, p, s.feature.Name+strconv.FormatFloat(v.Number, 'g', -1, 64))
		}
		_, err = w.add("DATAINTEGER", statement, s.id, n)
	}
	return err
}

func (w *writer) unset(s *slot, p codec.Problem) {
	p.Text = s.feature.Name
	w.lose(lostUnset, p, s.feature.Name)
}

// entityOf is the row of a short text.
func (w *writer) entityOf(s *slot, v *annotate.Value, p codec.Problem) (int64, error) {
	switch {
	case v == nil:
		return s.rows[""], nil
	case v.Type == annotate.TypeTag && s.tagRows[v.Tag] != 0:
		return s.tagRows[v.Tag], nil
	case v.Type == annotate.TypeEntity && !s.tags:
		row, err := w.actor(s, v.Ref)
		if row == 0 {
			w.lose(lostValue, p, s.feature.Name+v.Ref.String())
			row = s.rows[""]
		}
		return row, err
	}
	words := w.words(s, v, annotate.TypeTag, p)
	if words == "" {
		return s.rows[""], nil
	}
	if row := s.rows[w.short(s.feature.Name, words)]; row != 0 {
		return row, nil
	}
	return w.row(s, words, 0, nil, nil)
}

// words is v in words; a value of another type than the variable comes back as is told.
func (w *writer) words(s *slot, v *annotate.Value, own annotate.FeatureType, p codec.Problem) string {
	if v == nil {
		return ""
	}
	p.Text = s.feature.Name
	if v.Type == annotate.TypeAnnotation {
		w.lose(lostValue, p, s.feature.Name+v.Ref.String())
		return ""
	}
	if v.Type != own {
		w.lose(lostType, p, fmt.Sprint(s.feature.Name, *v))
	}
	switch v.Type {
	case annotate.TypeText:
		return v.Text
	case annotate.TypeNumber:
		return strconv.FormatFloat(v.Number, 'g', -1, 64)
	case annotate.TypeBoolean:
		return strconv.FormatBool(v.Bool)
	case annotate.TypeDate:
		return v.Date.String()
	case annotate.TypeTag:
		if s.tagset != nil && s.tagset.Tag(v.Tag) != nil {
			return s.tagset.Tag(v.Tag).Name
		}
		return string(v.Tag)
	case annotate.TypeEntity:
		if e := w.actors[v.Ref]; e != nil {
			return e.Name
		}
	}
	return ""
}
