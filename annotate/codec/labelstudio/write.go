package labelstudio

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

// What Label Studio has no place for.
var (
	lostHull     = codec.Kind{One: "discontinuous span written as its hull", Many: "discontinuous spans written as their hulls"}
	lostWhole    = codec.Kind{One: "annotation of a whole document without values left out", Many: "annotations of whole documents without values left out"}
	lostNote     = codec.Kind{One: "note left out", Many: "notes left out"}
	lostValue    = codec.Kind{One: "value left out, as no control takes it", Many: "values left out, as no controls take them"}
	lostType     = codec.Kind{One: "value written in words, as no control has its type", Many: "values written in words, as no controls have their type"}
	lostEnd      = codec.Kind{One: "relation left out, as its ends are not spans of its own annotator", Many: "relations left out, as their ends are not spans of their own annotators"}
	lostRelation = codec.Kind{One: "relation written without its features", Many: "relations written without their features"}
	lostMember   = codec.Kind{One: "metadata field left out, as the text has its name", Many: "metadata fields left out, as the text has their name"}
	lostEmpty    = codec.Kind{One: "document without words left out", Many: "documents without words left out"}
	lostPerson   = codec.Kind{One: "annotator who recorded nothing left out", Many: "annotators who recorded nothing left out"}
	lostOriginal = codec.Kind{One: "file that was kept as it came in left out", Many: "files that were kept as they came in left out"}
	lostAbout    = codec.Kind{One: "feature written without its description", Many: "features written without their descriptions"}
	lostFeature  = codec.Kind{One: "feature written as a control of another type", Many: "features written as controls of another type"}
	lostTags     = codec.Kind{One: "tag written without its code, rule, examples and whether it is retired", Many: "tags written without their codes, rules, examples and whether they are retired"}
	lostSet      = codec.Kind{One: "tagset written under the name of a control, once for each", Many: "tagsets written under the names of controls, once for each"}
	lostName     = codec.Kind{One: "layer name written without its dots", Many: "layer names written without their dots"}
)

// without is what has no place at all.
var without = codec.Without{Actors: true, Heads: true, States: true, Recheck: true}

// labels and shown are what our control of labels and our text are called.
const (
	labels = "label"
	shown  = "text"
)

type writer struct {
	reader session.Reader
	schema *annotate.Schema
	report *codec.Report
	unit   text.Unit
	people []*annotate.Annotator
	actors map[annotate.ID]string
	fields map[annotate.LayerID]map[annotate.FeatureID]*field
	list   []*field // in the interface
	wholes map[string]bool
	wrote  map[annotate.ID]bool // annotators
	next   int                  // ID of the next annotation or prediction
}

func write(ctx context.Context, r session.Reader, to codec.Target, o codec.WriteOptions) (report *codec.Report, err error) {
	w := &writer{reader: r, report: &codec.Report{}, unit: text.CodePoint, actors: map[annotate.ID]string{}, wholes: map[string]bool{}, wrote: map[annotate.ID]bool{}}
	if o.Unit != nil {
		w.unit = *o.Unit
	}
	if w.schema, err = r.Schema(); err != nil {
		return nil, err
	}
	if w.people, err = r.Annotators(); err != nil {
		return nil, err
	}
	for e, err := range r.Entities() {
		if err != nil {
			return nil, err
		}
		w.actors[e.ID] = e.Name
	}
	w.fields, w.list = fields(w.schema)
	if err := w.tell(); err != nil {
		return nil, err
	}
	f, err := to.Create("tasks.json")
	if err != nil {
		return nil, err
	}
	if err := errors.Join(w.tasks(ctx, f, o), f.Close()); err != nil {
		return nil, err
	}
	if f, err = to.Create("config.xml"); err != nil {
		return nil, err
	}
	_, err = f.Write(w.config())
	return w.report, errors.Join(err, f.Close())
}

func (w *writer) tasks(ctx context.Context, f io.Writer, o codec.WriteOptions) error {
	n := 0
	for d, err := range w.reader.Summaries(annotate.ID{}) {
		if err == nil && ctx.Err() != nil {
			err = annotate.ErrCanceled
		}
		if err != nil {
			return err
		}
		if d.Size == 0 {
			w.report.Lose(lostEmpty, codec.Problem{Document: d.Title})
			continue
		}
		sep := ",\n"
		if n++; n == 1 {
			sep = "[\n"
		}
		b, err := w.task(d.Document, n)
		if err == nil {
			_, err = f.Write(append([]byte(sep), b...))
		}
		if err == nil {
			err = o.Did(n)
		}
		if err != nil {
			return err
		}
		w.report.Documents++
	}
	end := "\n]\n"
	if n == 0 {
		end = "[]\n"
	}
	for _, p := range w.people {
		switch {
		case !w.wrote[p.ID]:
			w.report.Lose(lostPerson, codec.Problem{Record: p.Name})
		case p.Initials != "":
			w.report.Lose(codec.LostInitials, codec.Problem{Record: p.Name})
		}
	}
	_, err := io.WriteString(f, end)
	return err
}

// The JSON of a task as it is written.
type (
	taskJSON struct {
		ID          int             `json:"id"`
		Data        json.RawMessage `json:"data"`
		Annotations []saidJSON      `json:"annotations"`
		Predictions []saidJSON      `json:"predictions"`
	}
	saidJSON struct {
		ID     int         `json:"id"`
		By     *personJSON `json:"completed_by,omitempty"`
		Model  string      `json:"model_version,omitempty"`
		Result []any       `json:"result"`
	}
	personJSON struct {
		ID    int    `json:"id"`
		First string `json:"first_name"`
	}
	resultJSON struct {
		ID    string         `json:"id"`
		From  string         `json:"from_name"`
		To    string         `json:"to_name"`
		Type  string         `json:"type"`
		Value map[string]any `json:"value"`
		Meta  *metaJSON      `json:"meta,omitempty"`
	}
	metaJSON struct {
		Text []string `json:"text"`
	}
	linkJSON struct {
		Type      string   `json:"type"`
		FromID    string   `json:"from_id"`
		ToID      string   `json:"to_id"`
		Direction string   `json:"direction"`
		Labels    []string `json:"labels"`
	}
)

func (w *writer) task(h *annotate.Document, n int) ([]byte, error) {
	body, err := w.reader.Body(h.ID)
	if err != nil {
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
	out := taskJSON{ID: n, Annotations: []saidJSON{}, Predictions: []saidJSON{}}
	if out.Data, err = w.data(h, body); err != nil {
		return nil, err
	}
	annotations = slices.Clone(annotations)
	slices.SortFunc(annotations, annotate.ComparePlace)
	for i, p := range w.people {
		said, err := w.said(h, t, p.ID, annotations, relations)
		if err != nil {
			return nil, err
		}
		if len(said.Result) == 0 {
			continue
		}
		w.wrote[p.ID] = true
		if model, is := strings.CutPrefix(p.Name, predicted); is {
			said.Model = model
			out.Predictions = append(out.Predictions, said)
			continue
		}
		said.By = &personJSON{i + 1, p.Name}
		out.Annotations = append(out.Annotations, said)
	}
	return marshal(out)
}

// data are the text and what is known of it, in this order.
func (w *writer) data(h *annotate.Document, body string) (json.RawMessage, error) {
	if err := without.Document(w.report, w.reader, h); err != nil {
		return nil, err
	}
	kept, err := w.reader.Originals(h.ID)
	if err != nil {
		return nil, err
	}
	for _, o := range kept {
		w.report.Lose(lostOriginal, codec.Problem{Document: h.Title, Place: o.Name})
	}
	b := []byte{'{'}
	add := func(name, value string) error {
		k, err := marshal(name)
		v, wrong := marshal(value)
		if len(b) > 1 {
			b = append(b, ',')
		}
		b = append(append(append(b, k...), ':'), v...)
		return errors.Join(err, wrong)
	}
	err = add(shown, body)
	for _, f := range codec.Fields(h) {
		if f.Name == shown {
			w.report.Lose(lostMember, codec.Problem{Document: h.Title, Text: f.Name})
			continue
		}
		err = errors.Join(err, add(f.Name, f.Value))
	}
	return append(b, '}'), err
}

// said is what one annotator recorded in a document.
func (w *writer) said(h *annotate.Document, t *text.Text, by annotate.ID, annotations []*annotate.Annotation, relations []*annotate.Relation) (saidJSON, error) {
	out := saidJSON{Result: []any{}}
	there := map[annotate.ID]bool{}
	for _, a := range annotations {
		if a.Annotator != by {
			continue
		}
		w.report.Annotations++
		list, err := w.region(h, t, a)
		if err != nil {
			return out, err
		}
		there[a.ID] = len(a.Fragments) > 0
		out.Result = append(out.Result, list...)
	}
	for _, r := range relations {
		if r.Annotator != by {
			continue
		}
		p := codec.Problem{Document: h.Title, Record: "relation " + r.ID.String()}
		if !there[r.From] || !there[r.To] {
			w.report.Lose(lostEnd, p)
			continue
		}
		out.Result = append(out.Result, w.link(r, p))
		w.report.Relations++
	}
	if len(out.Result) > 0 {
		w.next++
		out.ID = w.next
	}
	return out, nil
}

// region is an annotation as the results of one ID.
func (w *writer) region(h *annotate.Document, t *text.Text, a *annotate.Annotation) (list []any, err error) {
	p := codec.Problem{Document: h.Title, Record: "annotation " + a.ID.String()}
	without.Annotation(w.report, h, a)
	layer := w.schema.Layer(a.Layer)
	if layer == nil {
		layer = &annotate.Layer{ID: a.Layer, Name: string(a.Layer)}
	}
	var place map[string]any
	id := a.ID.String()
	if len(a.Fragments) > 0 {
		if place, err = w.place(t, a, p); err != nil {
			return nil, err
		}
		value := copied(place)
		value["labels"] = []string{layer.Name}
		r := resultJSON{ID: id, From: labels, To: shown, Type: "labels", Value: value}
		if a.Note != "" {
			r.Meta = &metaJSON{[]string{a.Note}}
		}
		list = append(list, r)
	}
	for _, fv := range a.Features {
		f := w.fields[a.Layer][fv.Feature]
		if f == nil {
			w.report.Lose(lostValue, p)
			continue
		}
		if place == nil {
			f = w.ofWhole(f, layer)
		}
		value := w.value(f, fv.Values, p)
		if value == nil {
			continue
		}
		for k, v := range place {
			if _, taken := value[k]; !taken {
				value[k] = v
			}
		}
		r := resultJSON{ID: id, From: f.name, To: shown, Type: f.kind, Value: value}
		if a.Note != "" && len(list) == 0 {
			r.Meta = &metaJSON{[]string{a.Note}}
		}
		list = append(list, r)
	}
	if len(list) == 0 && a.Note != "" {
		w.report.Lose(lostNote, p)
	}
	if len(list) == 0 {
		w.report.Lose(lostWhole, p)
	}
	return list, nil
}

func copied(m map[string]any) map[string]any {
	out := map[string]any{}
	for k, v := range m {
		out[k] = v
	}
	return out
}

// ofWhole is the control for whole texts, which the interface has when it is used.
func (w *writer) ofWhole(f *field, l *annotate.Layer) *field {
	next := f.ofWhole(l)
	if !w.wholes[next.name] {
		w.wholes[next.name] = true
		w.list = append(w.list, next)
		if strings.Contains(l.Name, ".") {
			w.report.Lose(lostName, codec.Problem{Record: "layer " + l.Name})
		}
	}
	return next
}

func (w *writer) place(t *text.Text, a *annotate.Annotation, p codec.Problem) (map[string]any, error) {
	if len(a.Fragments) > 1 {
		w.report.Lose(lostHull, p)
	}
	start, err := t.In(a.Span().Start, w.unit)
	if err != nil {
		return nil, err
	}
	end, err := t.In(a.Span().End, w.unit)
	return map[string]any{"start": start, "end": end, "text": t.Slice(a.Span())}, err
}

func (w *writer) link(r *annotate.Relation, p codec.Problem) linkJSON {
	l := linkJSON{Type: "relation", FromID: r.From.String(), ToID: r.To.String(), Direction: "right", Labels: []string{string(r.Type)}}
	if t := w.schema.Relation(r.Type); t != nil {
		l.Labels[0] = t.Name
	}
	lost := r.Note != ""
	for _, fv := range r.Features {
		if fv.Feature == both && fv.Values[0].Bool {
			l.Direction = "bi"
			continue
		}
		lost = true
	}
	if lost {
		w.report.Lose(lostRelation, p)
	}
	return l
}

// marshal writes < and & as they are.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}
