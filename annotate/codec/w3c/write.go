package w3c

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"time"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/session"
	"parley/annotate/text"
)

// What Web Annotation has no place for.
var (
	lostActors   = codec.Kind{One: "actor written by name only", Many: "actors written by name only"}
	lostRelation = codec.Kind{One: "relation written without its features", Many: "relations written without their features"}
	lostTurns    = codec.Kind{One: "document written without who speaks in it", Many: "documents written without who speaks in them"}
)

// file is the name of the annotations, and textName of the text of document n.
const file = "annotations.jsonld"

func textName(n int) string { return fmt.Sprintf("texts/%04d.txt", n) }

type writer struct {
	reader session.Reader
	schema *annotate.Schema
	report *codec.Report
	unit   text.Unit
	people map[annotate.ID]string
	actors map[annotate.ID]*annotate.Entity
	first  bool
}

func write(ctx context.Context, r session.Reader, to codec.Target, o codec.WriteOptions) (report *codec.Report, err error) {
	w := &writer{reader: r, report: &codec.Report{}, unit: text.CodePoint, people: map[annotate.ID]string{}, actors: map[annotate.ID]*annotate.Entity{}, first: true}
	if o.Unit != nil {
		w.unit = *o.Unit
	}
	if err := w.heads(); err != nil {
		return nil, err
	}
	if err := w.texts(ctx, to); err != nil {
		return nil, err
	}
	f, err := to.Create(file)
	if err != nil {
		return nil, err
	}
	return w.report, errors.Join(w.collection(ctx, f, o), f.Close())
}

func (w *writer) heads() (err error) {
	if w.schema, err = w.reader.Schema(); err != nil {
		return err
	}
	people, err := w.reader.Annotators()
	if err != nil {
		return err
	}
	for _, p := range people {
		w.people[p.ID] = p.Name
	}
	for e, err := range w.reader.Entities() {
		if err != nil {
			return err
		}
		w.actors[e.ID] = e
		w.report.Lose(lostActors, codec.Problem{Record: e.Name})
	}
	return nil
}

// texts writes every text into a file of its own.
func (w *writer) texts(ctx context.Context, to codec.Target) error {
	n := 0
	for d, err := range w.reader.Summaries(annotate.ID{}) {
		if err == nil && ctx.Err() != nil {
			err = annotate.ErrCanceled
		}
		if err != nil {
			return err
		}
		n++
		body, err := w.reader.Body(d.ID)
		if err != nil {
			return err
		}
		f, err := to.Create(textName(n))
		if err != nil {
			return err
		}
		_, err = io.WriteString(f, body)
		if err = errors.Join(err, f.Close()); err != nil {
			return err
		}
	}
	return nil
}

// collection writes one collection with one page.
func (w *writer) collection(ctx context.Context, f io.Writer, o codec.WriteOptions) error {
	id := "urn:parley:annotations"
	if p, err := w.reader.Project(); err == nil && !p.ID.IsZero() {
		id = urn(p.ID)
	}
	head := fmt.Sprintf(`{"@context": [%q, {"parley": "urn:parley:"}], "id": %q, "type": "AnnotationCollection", "first": {"id": %q, "type": "AnnotationPage", "startIndex": 0, "items": [`,
		vocabulary, id, id+":page1")
	if _, err := io.WriteString(f, head); err != nil {
		return err
	}
	n := 0
	for d, err := range w.reader.Summaries(annotate.ID{}) {
		if err == nil && ctx.Err() != nil {
			err = annotate.ErrCanceled
		}
		if n++; err == nil {
			err = w.document(f, d.Document, n)
		}
		if err == nil {
			err = o.Did(n)
		}
		if err != nil {
			return err
		}
		w.report.Documents++
	}
	_, err := io.WriteString(f, "\n]}}\n")
	return err
}

func urn(id annotate.ID) string { return "urn:uuid:" + id.String() }

// The JSON of annotations as it is written.
type (
	annoJSON struct {
		ID         string       `json:"id"`
		Type       string       `json:"type"`
		Layer      string       `json:"parley:layer,omitempty"`
		Relation   string       `json:"parley:relation,omitempty"`
		Motivation string       `json:"motivation,omitempty"`
		Creator    *personJSON  `json:"creator,omitempty"`
		Created    string       `json:"created,omitempty"`
		Modified   string       `json:"modified,omitempty"`
		Body       []any        `json:"body,omitempty"`
		Target     []targetJSON `json:"target"`
	}
	personJSON struct {
		Type string `json:"type"`
		Name string `json:"name"`
	}
	bodyJSON struct {
		ID      string `json:"id,omitempty"`
		Type    string `json:"type,omitempty"`
		Purpose string `json:"purpose,omitempty"`
		Value   string `json:"value,omitempty"`
		Feature string `json:"parley:feature,omitempty"`
		Kind    string `json:"parley:type,omitempty"`
		Name    string `json:"parley:name,omitempty"`
	}
	targetJSON struct {
		Source   string `json:"source"`
		Selector []any  `json:"selector,omitempty"`
	}
	positionJSON struct {
		Type  string `json:"type"`
		Start int    `json:"start"`
		End   int    `json:"end"`
	}
	quoteJSON struct {
		Type   string `json:"type"`
		Exact  string `json:"exact"`
		Prefix string `json:"prefix,omitempty"`
		Suffix string `json:"suffix,omitempty"`
	}
)

func (w *writer) put(f io.Writer, a annoJSON) error {
	a.Type = "Annotation"
	var b bytes.Buffer
	if !w.first {
		b.WriteByte(',')
	}
	w.first = false
	b.WriteByte('\n')
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(a); err != nil {
		return err
	}
	_, err := f.Write(bytes.TrimSuffix(b.Bytes(), []byte("\n")))
	return err
}

func (w *writer) document(f io.Writer, h *annotate.Document, n int) error {
	body, err := w.reader.Body(h.ID)
	if err != nil {
		return err
	}
	t, err := text.New(body)
	if err != nil {
		return err
	}
	if err := w.put(f, w.metadata(h, n)); err != nil {
		return err
	}
	list, err := w.reader.Annotations(h.ID)
	if err != nil {
		return err
	}
	list = slices.Clone(list)
	slices.SortFunc(list, annotate.ComparePlace)
	for _, a := range list {
		out, err := w.annotation(h, t, a, n)
		if err == nil {
			err = w.put(f, out)
		}
		if err != nil {
			return err
		}
		w.report.Annotations++
	}
	relations, err := w.reader.Relations(h.ID)
	if err != nil {
		return err
	}
	for _, r := range relations {
		if err := w.put(f, w.relation(h, r)); err != nil {
			return err
		}
		w.report.Relations++
	}
	return nil
}

// metadata is an annotation that describes a text.
func (w *writer) metadata(h *annotate.Document, n int) annoJSON {
	if len(h.Turns) > 0 {
		w.report.Lose(lostTurns, codec.Problem{Document: h.Title})
	}
	a := annoJSON{ID: urn(h.ID), Motivation: "describing", Target: []targetJSON{{Source: textName(n)}}}
	for _, m := range codec.Fields(h) {
		a.Body = append(a.Body, bodyJSON{Type: "TextualBody", Purpose: "describing", Value: m.Value, Feature: m.Name, Kind: "metadata"})
	}
	return a
}

func (w *writer) annotation(h *annotate.Document, t *text.Text, a *annotate.Annotation, n int) (annoJSON, error) {
	out := annoJSON{ID: urn(a.ID), Motivation: "classifying", Layer: string(a.Layer), Creator: w.person(a.Annotator), Created: moment(a.Created), Modified: moment(a.Modified)}
	features := map[annotate.FeatureID]string{}
	if l := w.schema.Layer(a.Layer); l != nil {
		out.Layer = l.Name
		for i := range l.Features {
			features[l.Features[i].ID] = l.Features[i].Name
		}
	}
	for _, fv := range a.Features {
		for i := range fv.Values {
			b := w.body(a.Layer, fv.Feature, &fv.Values[i])
			if b.Feature = features[fv.Feature]; b.Feature == "" {
				b.Feature = string(fv.Feature)
			}
			out.Body = append(out.Body, b)
		}
	}
	if a.Note != "" {
		out.Body = append(out.Body, note(a.Note))
	}
	var err error
	out.Target, err = w.targets(t, a, n)
	return out, err
}

func note(s string) bodyJSON {
	return bodyJSON{Type: "TextualBody", Purpose: "commenting", Value: s, Kind: "note"}
}

func (w *writer) person(id annotate.ID) *personJSON {
	if w.people[id] == "" {
		return nil
	}
	return &personJSON{"Person", w.people[id]}
}

func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339Nano)
}

func (w *writer) targets(t *text.Text, a *annotate.Annotation, n int) (out []targetJSON, err error) {
	for _, s := range a.Fragments {
		p := positionJSON{Type: "TextPositionSelector"}
		if p.Start, err = t.In(s.Start, w.unit); err != nil {
			return nil, err
		}
		if p.End, err = t.In(s.End, w.unit); err != nil {
			return nil, err
		}
		q := t.Quote([]text.Span{s})
		out = append(out, targetJSON{textName(n), []any{p, quoteJSON{"TextQuoteSelector", q.Exact, q.Prefix, q.Suffix}}})
	}
	if len(out) == 0 {
		out = []targetJSON{{Source: textName(n)}}
	}
	return out, nil
}

// body is a value of a feature.
func (w *writer) body(layer annotate.LayerID, feature annotate.FeatureID, v *annotate.Value) bodyJSON {
	b := bodyJSON{Type: "TextualBody", Purpose: "describing", Kind: v.Type.String()}
	switch v.Type {
	case annotate.TypeText:
		b.Value = v.Text
	case annotate.TypeNumber:
		b.Value = strconv.FormatFloat(v.Number, 'g', -1, 64)
	case annotate.TypeBoolean:
		b.Value = strconv.FormatBool(v.Bool)
	case annotate.TypeDate:
		b.Value = v.Date.String()
	case annotate.TypeTag:
		b.Purpose, b.Value = "tagging", w.tag(layer, feature, v.Tag)
	case annotate.TypeAnnotation:
		return bodyJSON{ID: urn(v.Ref), Purpose: "linking", Kind: b.Kind}
	case annotate.TypeEntity:
		b = bodyJSON{ID: urn(v.Ref), Purpose: "identifying", Kind: b.Kind}
		if e := w.actors[v.Ref]; e != nil {
			b.Name = e.Name
		}
	}
	return b
}

func (w *writer) tag(layer annotate.LayerID, feature annotate.FeatureID, tag annotate.TagID) string {
	if l := w.schema.Layer(layer); l != nil && l.Feature(feature) != nil {
		if set := w.schema.Tagset(l.Feature(feature).Tagset); set != nil && set.Tag(tag) != nil {
			return set.Tag(tag).Name
		}
	}
	return string(tag)
}

func (w *writer) relation(h *annotate.Document, r *annotate.Relation) annoJSON {
	out := annoJSON{ID: urn(r.ID), Motivation: "linking", Relation: string(r.Type), Creator: w.person(r.Annotator), Created: moment(r.Created), Modified: moment(r.Modified),
		Body: []any{urn(r.To)}, Target: []targetJSON{{Source: urn(r.From)}}}
	if t := w.schema.Relation(r.Type); t != nil {
		out.Relation = t.Name
	}
	if r.Note != "" {
		out.Body = append(out.Body, note(r.Note))
	}
	if len(r.Features) > 0 {
		w.report.Lose(lostRelation, codec.Problem{Document: h.Title, Record: "relation " + r.ID.String()})
	}
	return out
}
