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

// statement adds what the rows of one say, or tells why not.
func (r *reading) statement(rows []row) {
	w := rows[0]
	problem := func(err error) codec.Problem {
		record := "statement"
		if id := w.get("id"); id != "" {
			record += " " + id
		}
		return codec.Problem{Document: r.document.Head.Title, Place: fmt.Sprintf("line %d", w.line), Record: record, Text: err.Error()}
	}
	a := &annotate.Annotation{ID: r.ids[w.get("id")], Note: w.get(noteColumn), Annotator: r.annotator(w.get("annotator"))}
	if w.get("id") == "" {
		a.ID = r.options.ID()
	} else if r.used[a.ID] {
		r.report.Refused.Add(problem(fmt.Errorf("its ID is there twice: %w", annotate.ErrInvalid)))
		return
	}
	r.used[a.ID] = true
	layer := r.found.schema.LayerNamed(w.layer())
	var err error
	var moved string
	if layer == nil { // its entries cannot be read
		err = fmt.Errorf("layer %q: %w", w.layer(), annotate.ErrInvalid)
	} else if a.Fragments, moved, err = r.place(w); err == nil {
		a.Layer = layer.ID
		err = r.features(a, layer, rows, problem)
	}
	if err != nil {
		r.report.Refused.Add(problem(err))
		return
	}
	if moved != "" {
		r.report.Repaired.Add(problem(fmt.Errorf("%s", moved)))
	}
	r.document.Annotations = append(r.document.Annotations, a)
	r.progress(w, a.Annotator)
}

func (r *reading) annotator(name string) annotate.ID {
	if id := r.found.names[strings.ToLower(name)]; !id.IsZero() {
		return id
	}
	return r.options.Annotator
}

// progress takes in the state of the document for an annotator, once.
func (r *reading) progress(w row, by annotate.ID) {
	if r.told[by] {
		return
	}
	p := annotate.Progress{Annotator: by}
	for s := annotate.New; s <= annotate.Done; s++ {
		if s.String() == strings.ToLower(w.get("status")) {
			p.State = s
		}
	}
	for _, word := range split(w.get("flags")) {
		if f, err := annotate.ParseFlag(word); err == nil {
			p.Flags |= f
		}
	}
	if p.State != annotate.New || p.Flags != 0 {
		r.told[by] = true
		r.document.Progress = append(r.document.Progress, &p)
	}
}

// positions are those that a row says; none when it says none.
func positions(w row) (list []codec.Position, err error) {
	pairs := strings.Fields(w.get("fragments"))
	if len(pairs) == 0 {
		start, end := strings.TrimSpace(w.get("start")), strings.TrimSpace(w.get("end"))
		if start == "" && end == "" {
			return nil, nil
		}
		pairs = []string{start + "-" + end}
	}
	for _, pair := range pairs {
		start, end, _ := strings.Cut(pair, "-")
		var p codec.Position
		if p.Start, err = strconv.Atoi(start); err == nil {
			p.End, err = strconv.Atoi(end)
		}
		if err != nil {
			return nil, fmt.Errorf("from %q to %q: these are no positions: %w", start, end, annotate.ErrInvalid)
		}
		list = append(list, p)
	}
	if len(list) == 1 {
		list[0].Quote = w.get("quote")
	}
	return list, nil
}

// place is where a statement stands, and what was done to find it.
func (r *reading) place(w row) (spans []text.Span, moved string, err error) {
	list, err := positions(w)
	if err != nil {
		return nil, "", err
	}
	quote := w.get("quote")
	if len(list) == 0 && quote == "" {
		return nil, "", nil
	}
	near := text.Offset(-1)
	for i, p := range list {
		s, wrong := r.raw.Span(p, r.unit)
		switch {
		case wrong != nil:
			err = wrong
		case s.Empty():
			err = fmt.Errorf("from %d to %d: it is empty: %w", p.Start, p.End, annotate.ErrInvalid)
		case i > 0 && err == nil && s.Start <= spans[i-1].End:
			err = fmt.Errorf("its fragments touch, or are out of order: %w", annotate.ErrInvalid)
		}
		if err != nil {
			near = s.Start
			break
		}
		spans = append(spans, s)
	}
	if err == nil && len(spans) > 1 && quote != "" {
		err = r.raw.Text.Verify(spans, quote)
	}
	if err == nil && len(spans) > 0 {
		return spans, "", nil
	}
	return r.search(quote, near, len(list), err)
}

// search finds the quote of a statement that does not stand where its positions say.
func (r *reading) search(quote string, near text.Offset, said int, wrong error) ([]text.Span, string, error) {
	if quote == "" || said > 1 {
		return nil, "", wrong
	}
	found, sure := r.raw.Text.Reanchor(text.Quote{Exact: quote}, near)
	switch {
	case sure == text.Absent:
		return nil, "", fmt.Errorf("its quote “%.40s” does not stand in the text: %w", quote, annotate.ErrInvalid)
	case sure == text.Ambiguous:
		return nil, "", fmt.Errorf("its quote “%.40s” stands in the text %d times: %w", quote, len(found), annotate.ErrInvalid)
	case said == 0:
		return found, "", nil
	}
	return found, "it was found by its quote, as other words stand where it says", nil
}

// features sets what the rows say of features. A value that cannot be is told, and the
// others stay.
func (r *reading) features(a *annotate.Annotation, l *annotate.Layer, rows []row, problem func(error) codec.Problem) error {
	values := map[annotate.FeatureID][]annotate.Value{}
	for _, w := range rows {
		if w.wrong != nil {
			return w.wrong
		}
		for _, e := range w.said {
			f := l.FeatureNamed(e.feature)
			for _, c := range e.values {
				v, ok := r.value(f, c)
				if !ok {
					r.report.Refused.Add(problem(fmt.Errorf("%s takes no “%.40s”: %w", e.feature, c.said, annotate.ErrInvalid)))
					continue
				}
				values[f.ID] = append(values[f.ID], v)
			}
		}
	}
	for i := range l.Features {
		if list := values[l.Features[i].ID]; len(list) > 0 {
			a.Features = append(a.Features, annotate.FeatureValue{Feature: l.Features[i].ID, Values: list})
		}
	}
	return nil
}

// settle leaves out values that name statements which stayed out.
func (r *reading) settle() {
	there := map[annotate.ID]bool{}
	for _, a := range r.document.Annotations {
		there[a.ID] = true
	}
	for _, a := range r.document.Annotations {
		for i := range a.Features {
			a.Features[i].Values = slices.DeleteFunc(a.Features[i].Values, func(v annotate.Value) bool {
				gone := v.Type == annotate.TypeAnnotation && !there[v.Ref]
				if gone {
					r.report.Refused.Add(codec.Problem{Document: r.document.Head.Title, Place: r.document.Place, Record: record(a),
						Text: fmt.Sprintf("%s names a statement that is not there", a.Features[i].Feature)})
				}
				return gone
			})
		}
		a.Features = slices.DeleteFunc(a.Features, func(fv annotate.FeatureValue) bool { return len(fv.Values) == 0 })
	}
}

// value is what a cell says, as f takes it: of the type that it says, or of the first that
// it can be.
func (r *reading) value(f *annotate.Feature, c cellValue) (annotate.Value, bool) {
	if f == nil {
		return annotate.Value{}, false
	}
	if kind, err := annotate.ParseFeatureType(c.kind); c.kind != "" && err == nil && f.Takes(kind) {
		return r.as(kind, f, c)
	}
	for _, texts := range []bool{false, true} {
		for _, t := range f.Types {
			if (t == annotate.TypeText) != texts {
				continue
			}
			if v, ok := r.as(t, f, c); ok {
				return v, true
			}
		}
	}
	return annotate.Value{}, false
}

func (r *reading) as(t annotate.FeatureType, f *annotate.Feature, c cellValue) (v annotate.Value, ok bool) {
	v.Type = t
	var err error
	switch t {
	case annotate.TypeText:
		v.Text, ok = c.said, strings.TrimSpace(c.said) != ""
	case annotate.TypeNumber:
		v.Number, err = strconv.ParseFloat(strings.TrimSpace(c.said), 64)
		ok = err == nil && v.Number-v.Number == 0
	case annotate.TypeBoolean:
		v.Bool, err = strconv.ParseBool(strings.ToLower(c.said))
		ok = err == nil
	case annotate.TypeDate:
		v.Date, err = annotate.ParseDate(c.said)
		ok = err == nil && !v.Date.IsZero()
	case annotate.TypeTag:
		if set := r.found.schema.Tagset(f.Tagset); set != nil {
			v.Tag = tagIn(set, c)
		}
		ok = v.Tag != ""
	case annotate.TypeEntity:
		v.Ref = r.byName[c.actor()]
		ok = !v.Ref.IsZero()
	case annotate.TypeAnnotation:
		v.Ref = r.ids[c.id]
		ok = !v.Ref.IsZero()
	}
	return v, ok
}
