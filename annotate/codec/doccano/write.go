package doccano

import (
	"context"
	"errors"
	"slices"
	"strings"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/session"
	"parley/annotate/text"
)

// What doccano has no place for.
var (
	lostFeatures = codec.Kind{One: "annotation written without its features", Many: "annotations written without their features"}
	lostHull     = codec.Kind{One: "discontinuous span written as its hull", Many: "discontinuous spans written as their hulls"}
	lostNote     = codec.Kind{One: "note left out", Many: "notes left out"}
	lostWhole    = codec.Kind{One: "annotation of a whole document left out, as the file has spans", Many: "annotations of whole documents left out, as the file has spans"}
	lostRelation = codec.Kind{One: "relation written without its features", Many: "relations written without their features"}
	lostMember   = codec.Kind{One: "metadata field left out, as doccano has a member of its name", Many: "metadata fields left out, as doccano has members of their names"}
	lostEnd      = codec.Kind{One: "relation left out, as an end of it is", Many: "relations left out, as an end of them is"}
	lostEmpty    = codec.Kind{One: "document without words left out", Many: "documents without words left out"}
)

// without is what else stays out.
var without = codec.Without{Layers: true, Types: true, Tagsets: true, Actors: true, Annotators: true, Heads: true, States: true, Recheck: true}

// form is what the lines of a file are like.
type form uint8

const (
	labels   form = iota // of whole texts
	spanned              // label: spans
	entities             // entities and relations
)

func write(ctx context.Context, r session.Reader, to codec.Target, o codec.WriteOptions) (report *codec.Report, err error) {
	w := &writer{report: &codec.Report{}, unit: text.UTF16}
	if o.Unit != nil {
		w.unit = *o.Unit
	}
	if w.schema, err = r.Schema(); err != nil {
		return nil, err
	}
	if w.form, err = formOf(r); err != nil {
		return nil, err
	}
	left := without
	if w.form == labels && own(w.schema) {
		left.Layers, left.Tagsets = false, false
	}
	if err := left.Project(w.report, r); err != nil {
		return nil, err
	}
	f, err := to.Create("")
	if err != nil {
		return nil, err
	}
	lines := numbered{to: f}
	err = codec.Render(ctx, codec.Pages{Reader: r, Options: o, Report: w.report}, w.document, lines.put)
	return w.report, errors.Join(err, f.Close())
}

// own reports whether a schema is what reading labels of whole texts makes.
func own(s *annotate.Schema) bool {
	return len(s.Layers) == 1 && s.Layers[0].ID == wholeLayer && len(s.Layers[0].Features) == 1 && len(s.Tagsets) == 1 &&
		!slices.ContainsFunc(s.Tagsets[0].Tags, func(g annotate.Tag) bool {
			return g.Code+g.Definition+g.Rule != "" || g.Parent != "" || len(g.Examples)+len(g.Counter)+g.Colour > 0 || g.Retired
		})
}

// formOf looks for the first relation, and else for the first span.
func formOf(r session.Reader) (form, error) {
	f := labels
	for d, err := range r.Summaries(annotate.ID{}) {
		if err != nil {
			return f, err
		}
		if d.Annotations == 0 {
			continue
		}
		relations, err := r.Relations(d.ID)
		if err != nil || len(relations) > 0 {
			return entities, err
		}
		if f == spanned {
			continue
		}
		list, err := r.Annotations(d.ID)
		if err != nil {
			return f, err
		}
		if slices.ContainsFunc(list, func(a *annotate.Annotation) bool { return len(a.Fragments) > 0 }) {
			f = spanned
		}
	}
	return f, nil
}

type writer struct {
	schema *annotate.Schema
	report *codec.Report
	form   form
	unit   text.Unit
}

// members of doccano's own, which metadata may not have.
var members = []string{"id", "text", "data", "label", "labels", "entities", "relations", "Comments", "comments", "meta"}

// document is the line of one, without numbers; none when there is nothing to label in it.
func (w *writer) document(d *codec.Loaded, report *codec.Report) (*page, error) {
	h, body := d.Head, d.Text.String()
	if strings.TrimSpace(body) == "" {
		report.Lose(lostEmpty, codec.Problem{Document: h.Title})
		return nil, nil
	}
	mine := *w
	mine.report = report
	report.Documents++
	without.Loaded(report, d)
	var p page
	p.begin.add("text", body)
	if err := mine.recorded(&p, d); err != nil {
		return nil, err
	}
	for _, f := range codec.Fields(h) {
		if slices.Contains(members, f.Name) || p.end.has(f.Name) {
			report.Lose(lostMember, codec.Problem{Document: h.Title, Text: f.Name})
			continue
		}
		p.end.add(f.Name, f.Value)
	}
	return &p, nil
}

func (w *writer) recorded(p *page, d *codec.Loaded) error {
	annotations := slices.SortedFunc(slices.Values(d.Annotations), annotate.ComparePlace)
	whole := []string{}
	ids := map[annotate.ID]int{}
	for _, a := range annotations {
		w.tell(d.Head, a)
		if len(a.Fragments) == 0 {
			whole = append(whole, w.words(d.Head, a)...)
			continue
		}
		s := a.Span()
		start, err := d.Text.In(s.Start, w.unit)
		if err != nil {
			return err
		}
		end, err := d.Text.In(s.End, w.unit)
		if err != nil {
			return err
		}
		p.spans = append(p.spans, written{start, end, w.layer(a.Layer)})
		ids[a.ID] = len(p.spans)
	}
	w.report.Annotations += len(annotations)
	switch w.form {
	case labels:
		p.begin.list("label", len(whole), func(b []byte, i int) []byte { return codec.AppendJSON(b, whole[i]) })
	case spanned:
		p.begin.list("label", len(p.spans), func(b []byte, i int) []byte { return p.spans[i].append(b) })
	case entities:
		p.numbers = true
		p.relations = w.relations(d, ids)
	}
	return nil
}

func (w *writer) relations(d *codec.Loaded, ids map[annotate.ID]int) (out []link) {
	for _, r := range d.Relations {
		from, to := ids[r.From], ids[r.To]
		if from == 0 || to == 0 {
			w.report.Lose(lostEnd, codec.Problem{Document: d.Head.Title, Record: "relation " + r.ID.String()})
			continue
		}
		if len(r.Features) > 0 || r.Note != "" {
			w.report.Lose(lostRelation, codec.Problem{Document: d.Head.Title, Record: "relation " + r.ID.String()})
		}
		name := string(r.Type)
		if t := w.schema.Relation(r.Type); t != nil {
			name = t.Name
		}
		out = append(out, link{from, to, name})
		w.report.Relations++
	}
	return out
}

func (w *writer) layer(id annotate.LayerID) string {
	if l := w.schema.Layer(id); l != nil {
		return l.Name
	}
	return string(id)
}

// tell says what of a stays out.
func (w *writer) tell(h *annotate.Document, a *annotate.Annotation) {
	p := codec.Problem{Document: h.Title, Record: "annotation " + a.ID.String()}
	whole := len(a.Fragments) == 0
	if whole && w.form != labels {
		w.report.Lose(lostWhole, p)
		return
	}
	without.Annotation(w.report, h, a)
	if a.Note != "" {
		w.report.Lose(lostNote, p)
	}
	if len(a.Fragments) > 1 {
		w.report.Lose(lostHull, p)
	}
	if !whole && len(a.Features) > 0 {
		w.report.Lose(lostFeatures, p)
	}
}

// words are the labels of an annotation of the whole text: its tags, or its layer where it
// has none.
func (w *writer) words(h *annotate.Document, a *annotate.Annotation) (list []string) {
	l := w.schema.Layer(a.Layer)
	other := false
	for _, fv := range a.Features {
		var set *annotate.Tagset
		if l != nil && l.Feature(fv.Feature) != nil {
			set = w.schema.Tagset(l.Feature(fv.Feature).Tagset)
		}
		for _, v := range fv.Values {
			switch {
			case v.Type == annotate.TypeTag && set != nil && set.Tag(v.Tag) != nil:
				list = append(list, set.Tag(v.Tag).Name)
			case v.Type == annotate.TypeTag:
				list = append(list, string(v.Tag))
			default:
				other = true
			}
		}
	}
	if other && w.form == labels {
		w.report.Lose(lostFeatures, codec.Problem{Document: h.Title, Record: "annotation " + a.ID.String()})
	}
	if len(list) == 0 {
		list = append(list, w.layer(a.Layer))
	}
	return list
}
