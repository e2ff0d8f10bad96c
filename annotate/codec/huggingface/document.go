package huggingface

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"parley/annotate"
	"parley/annotate/codec"
)

// page is a document while it is written.
type page struct {
	*writer
	*codec.Loaded
	quotes map[annotate.ID]string // of its annotations
}

// document is the line of a document.
func (w *writer) document(d *codec.Loaded) (*lineJSON, error) {
	p := page{writer: w, Loaded: d, quotes: map[annotate.ID]string{}}
	l := &lineJSON{ID: d.Head.ID.String(), Text: d.Text.String(), Metadata: metadata(d.Head), Annotations: []annotationJSON{}, Relations: []relationJSON{}, Turns: []turnJSON{}, Progress: []progressJSON{}}
	if err := p.turns(l); err != nil {
		return nil, err
	}
	if err := p.annotations(l); err != nil {
		return nil, err
	}
	p.relations(l)
	p.progress(l)
	return l, nil
}

func metadata(h *annotate.Document) metadataJSON {
	m := metadataJSON{
		Title: h.Title, Author: h.Author, AuthorID: id(h.AuthorEntity), Outlet: h.Outlet, Date: h.Date.String(), URL: h.URL,
		Language: h.Language, Direction: h.Direction.String(), Note: h.Note, Custom: []fieldJSON{},
	}
	for _, f := range h.Custom {
		m.Custom = append(m.Custom, fieldJSON(f))
	}
	return m
}

// moment is a time in UTC; empty when it is not known.
func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339Nano)
}

// id is empty for one that names nothing.
func id(of annotate.ID) string {
	if of.IsZero() {
		return ""
	}
	return of.String()
}

func (p page) turns(l *lineJSON) error {
	for _, t := range p.Head.Turns {
		n, err := p.Text.In(t.Start, p.unit)
		if err != nil {
			return err
		}
		l.Turns = append(l.Turns, turnJSON{n, t.Speaker, id(t.Entity)})
	}
	return nil
}

func (p page) annotations(l *lineJSON) error {
	all := slices.SortedFunc(slices.Values(p.Annotations), annotate.ComparePlace)
	for _, a := range all {
		p.quotes[a.ID] = a.Quote.Exact
	}
	for _, a := range all {
		one, err := p.annotation(a)
		if err != nil {
			return err
		}
		l.Annotations = append(l.Annotations, one)
	}
	return nil
}

func (p page) annotation(a *annotate.Annotation) (annotationJSON, error) {
	out := annotationJSON{
		ID: a.ID.String(), Layer: p.layer(a.Layer), Annotator: p.people[a.Annotator], Quote: a.Quote.Exact, Fragments: []spanJSON{},
		Note: a.Note, Origin: a.Origin, Recheck: a.Recheck, Created: moment(a.Created), Modified: moment(a.Modified),
	}
	for _, s := range a.Fragments {
		start, err := p.Text.In(s.Start, p.unit)
		if err != nil {
			return out, err
		}
		end, err := p.Text.In(s.End, p.unit)
		if err != nil {
			return out, err
		}
		out.Fragments = append(out.Fragments, spanJSON{start, end})
	}
	if n := len(out.Fragments); n > 0 {
		out.Start, out.End = &out.Fragments[0].Start, &out.Fragments[n-1].End
	}
	var features []annotate.Feature
	if layer := p.schema.Layer(a.Layer); layer != nil {
		features = layer.Features
	}
	out.Features = p.features(features, a.Features)
	return out, nil
}

func (w *writer) layer(id annotate.LayerID) string {
	if l := w.schema.Layer(id); l != nil {
		return l.Name
	}
	return string(id)
}

func (p page) features(of []annotate.Feature, list []annotate.FeatureValue) []featureJSON {
	out := []featureJSON{}
	for _, fv := range list {
		f := annotate.Feature{Name: string(fv.Feature)}
		if i := slices.IndexFunc(of, func(f annotate.Feature) bool { return f.ID == fv.Feature }); i >= 0 {
			f = of[i]
		}
		one := featureJSON{Feature: f.Name, Values: []valueJSON{}}
		for _, v := range fv.Values {
			one.Values = append(one.Values, p.value(&f, v))
		}
		out = append(out, one)
	}
	return out
}

func (p page) value(f *annotate.Feature, v annotate.Value) valueJSON {
	out := valueJSON{Type: v.Type.String(), Mention: id(v.Mention)}
	switch v.Type {
	case annotate.TypeText:
		out.Value = v.Text
	case annotate.TypeNumber:
		out.Value = strconv.FormatFloat(v.Number, 'g', -1, 64)
	case annotate.TypeBoolean:
		out.Value = strconv.FormatBool(v.Bool)
	case annotate.TypeDate:
		out.Value = v.Date.String()
	case annotate.TypeTag:
		out.ID, out.Value = string(v.Tag), string(v.Tag)
		if set := p.schema.Tagset(f.Tagset); set != nil && set.Tag(v.Tag) != nil {
			out.Value = set.Tag(v.Tag).Name
		}
	case annotate.TypeEntity:
		out.ID, out.Value = id(v.Ref), p.actors[v.Ref]
	case annotate.TypeAnnotation:
		out.ID, out.Value = id(v.Ref), p.quotes[v.Ref]
	}
	return out
}

func (p page) relations(l *lineJSON) {
	for _, r := range slices.SortedFunc(slices.Values(p.Relations), func(a, b *annotate.Relation) int { return a.ID.Compare(b.ID) }) {
		kind := annotate.RelationType{Name: string(r.Type)}
		if t := p.schema.Relation(r.Type); t != nil {
			kind = *t
		}
		l.Relations = append(l.Relations, relationJSON{
			ID: r.ID.String(), Type: kind.Name, From: r.From.String(), To: r.To.String(), Annotator: p.people[r.Annotator],
			Features: p.features(kind.Features, r.Features), Note: r.Note, Origin: r.Origin,
			Created: moment(r.Created), Modified: moment(r.Modified),
		})
	}
}

func (p page) progress(l *lineJSON) {
	for _, s := range p.Progress {
		l.Progress = append(l.Progress, progressJSON{p.people[s.Annotator], s.State.String(), list(s.Flags.Words())})
	}
	slices.SortFunc(l.Progress, func(a, b progressJSON) int { return cmp.Compare(a.Annotator, b.Annotator) })
}
