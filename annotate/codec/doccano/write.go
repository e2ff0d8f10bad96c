package doccano

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
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
	w := writer{reader: r, report: &codec.Report{}, unit: text.UTF16}
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
	err = w.documents(ctx, f, o)
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
	reader session.Reader
	schema *annotate.Schema
	report *codec.Report
	form   form
	unit   text.Unit
	next   int // IDs of spans and relations, from 1 in the file
}

func (w *writer) documents(ctx context.Context, f io.Writer, o codec.WriteOptions) error {
	n := 0
	for d, err := range w.reader.Summaries(annotate.ID{}) {
		if err == nil && ctx.Err() != nil {
			err = annotate.ErrCanceled
		}
		if err != nil {
			return err
		}
		line, err := w.document(d.Document, w.report.Documents+1)
		if err == nil && line != nil {
			w.report.Documents++
			_, err = f.Write(append(line, '\n'))
		}
		if n++; err == nil {
			err = o.Did(n)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// members of doccano's own, which metadata may not have.
var members = []string{"id", "text", "data", "label", "labels", "entities", "relations", "Comments", "comments", "meta"}

// document is the n-th line; nil when there is nothing to label in it.
func (w *writer) document(h *annotate.Document, n int) ([]byte, error) {
	body, err := w.reader.Body(h.ID)
	if err != nil {
		return nil, err
	}
	if strings.TrimSpace(body) == "" {
		w.report.Lose(lostEmpty, codec.Problem{Document: h.Title})
		return nil, nil
	}
	if err := without.Document(w.report, w.reader, h); err != nil {
		return nil, err
	}
	t, err := text.New(body)
	if err != nil {
		return nil, err
	}
	annotations, err := w.reader.Annotations(h.ID)
	if err != nil {
		return nil, err
	}
	relations, err := w.reader.Relations(h.ID)
	if err != nil {
		return nil, err
	}
	var o object
	o.add("id", n)
	o.add("text", body)
	if err := w.recorded(&o, h, t, annotations, relations); err != nil {
		return nil, err
	}
	for _, f := range codec.Fields(h) {
		if slices.Contains(members, f.Name) || o.has(f.Name) {
			w.report.Lose(lostMember, codec.Problem{Document: h.Title, Text: f.Name})
			continue
		}
		o.add(f.Name, f.Value)
	}
	return o.bytes()
}

type entityJSON struct {
	ID    int    `json:"id"`
	Label string `json:"label"`
	Start int    `json:"start_offset"`
	End   int    `json:"end_offset"`
}

type relationJSON struct {
	ID   int    `json:"id"`
	From int    `json:"from_id"`
	To   int    `json:"to_id"`
	Type string `json:"type"`
}

func (w *writer) recorded(o *object, h *annotate.Document, t *text.Text, annotations []*annotate.Annotation, relations []*annotate.Relation) error {
	slices.SortFunc(annotations, annotate.ComparePlace)
	spans, whole := []entityJSON{}, []string{}
	ids := map[annotate.ID]int{}
	for _, a := range annotations {
		w.tell(h, a)
		if len(a.Fragments) == 0 {
			whole = append(whole, w.words(h, a)...)
			continue
		}
		s := a.Span()
		start, err := t.In(s.Start, w.unit)
		if err != nil {
			return err
		}
		end, err := t.In(s.End, w.unit)
		if err != nil {
			return err
		}
		w.next++
		ids[a.ID] = w.next
		spans = append(spans, entityJSON{w.next, w.layer(a.Layer), start, end})
	}
	w.report.Annotations += len(annotations)
	switch w.form {
	case labels:
		o.add("label", whole)
	case spanned:
		list := make([][3]any, len(spans))
		for i, s := range spans {
			list[i] = [3]any{s.Start, s.End, s.Label}
		}
		o.add("label", list)
	case entities:
		o.add("entities", spans)
		o.add("relations", w.relations(h, relations, ids))
	}
	return nil
}

func (w *writer) relations(h *annotate.Document, list []*annotate.Relation, ids map[annotate.ID]int) []relationJSON {
	out := []relationJSON{}
	for _, r := range list {
		from, to := ids[r.From], ids[r.To]
		if from == 0 || to == 0 {
			w.report.Lose(lostEnd, codec.Problem{Document: h.Title, Record: "relation " + r.ID.String()})
			continue
		}
		if len(r.Features) > 0 || r.Note != "" {
			w.report.Lose(lostRelation, codec.Problem{Document: h.Title, Record: "relation " + r.ID.String()})
		}
		name := string(r.Type)
		if t := w.schema.Relation(r.Type); t != nil {
			name = t.Name
		}
		w.next++
		out = append(out, relationJSON{w.next, from, to, name})
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

// object is a JSON object with its members in the order in which they came.
type object struct {
	names []string
	b     []byte
	err   error
}

func (o *object) has(name string) bool { return slices.Contains(o.names, name) }

func (o *object) add(name string, v any) {
	sep := byte(',')
	if len(o.names) == 0 {
		sep = '{'
	}
	k, err := marshal(name)
	b, wrong := marshal(v)
	o.err = errors.Join(o.err, err, wrong)
	o.names = append(o.names, name)
	o.b = append(append(append(append(o.b, sep), k...), ':'), b...)
}

func (o *object) bytes() ([]byte, error) { return append(o.b, '}'), o.err }

// marshal writes < and & as they are.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}
