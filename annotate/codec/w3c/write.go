package w3c

import (
	"cmp"
	"context"
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
	lostActors  = codec.Kind{One: "actor written by name only", Many: "actors written by name only"}
	lostPerson  = codec.Kind{One: "annotator who recorded nothing left out", Many: "annotators who recorded nothing left out"}
	lostFeature = codec.Kind{One: "feature written as the values in use show it", Many: "features written as the values in use show them"}
	lostUnused  = codec.Kind{One: "layer or relation type that nothing has left out", Many: "layers and relation types that nothing has left out"}
	lostTagset  = codec.Kind{One: "tagset of no value left out", Many: "tagsets of no values left out"}
)

// without is what has no place at all.
var without = codec.Without{Parts: true, Tags: true, Codes: true, Types: true, Heads: true, States: true}

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
	items  int                  // annotations of the page
	used   map[string]bool      // their addresses, of those that came in with one
	wrote  map[annotate.ID]bool // annotators
	seen   map[string]bool      // layers and relation types that something has
	said   map[sayer]*saying
	sets   map[annotate.TagsetID]bool
}

// sayer is a feature of a layer or a relation type, as "layer claim".
type sayer struct {
	of      string
	feature annotate.FeatureID
}

// saying is what values of a feature show of it.
type saying struct {
	types []annotate.FeatureType // in the order in which they come
	multi bool
}

func write(ctx context.Context, r session.Reader, to codec.Target, o codec.WriteOptions) (report *codec.Report, err error) {
	w := &writer{reader: r, report: &codec.Report{}, unit: text.CodePoint, people: map[annotate.ID]string{}, actors: map[annotate.ID]*annotate.Entity{}, first: true,
		used: map[string]bool{}, wrote: map[annotate.ID]bool{},
		seen: map[string]bool{}, said: map[sayer]*saying{}, sets: map[annotate.TagsetID]bool{}}
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
	err = errors.Join(w.collection(ctx, f, o), f.Close())
	if err == nil {
		err = w.tell()
	}
	return w.report, err
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
	whole, err := w.reader.Originals(annotate.ID{})
	for _, o := range whole {
		w.report.Lose(lostOriginal, codec.Problem{Place: o.Name})
	}
	return errors.Join(err, without.Project(w.report, w.reader))
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
	head := fmt.Sprintf(`{"@context": [%q, {"parley": "urn:parley:"}], "id": %q, "type": "AnnotationCollection", "first": {"id": %q, "type": "AnnotationPage", "partOf": %q, "startIndex": 0, "items": [`,
		vocabulary, id, id+":page1", id)
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
	_, err := fmt.Fprintf(f, "\n]}, \"last\": %q, \"total\": %d}\n", id+":page1", w.items)
	return err
}

func urn(id annotate.ID) string { return "urn:uuid:" + id.String() }

// The JSON of annotations as it is written.
type (
	annoJSON struct {
		ID         string       `json:"id"`
		Type       string       `json:"type"`
		Layer      string       `json:"parley:layer,omitempty"`
		Recheck    string       `json:"parley:recheck,omitempty"`
		Relation   string       `json:"parley:relation,omitempty"`
		Motivation string       `json:"motivation,omitempty"`
		Creator    *personJSON  `json:"creator,omitempty"`
		Created    string       `json:"created,omitempty"`
		Modified   string       `json:"modified,omitempty"`
		Body       []any        `json:"body,omitempty"`
		Target     []targetJSON `json:"target"`
		more       object       // members that it came in with
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
		Mention string `json:"parley:mention,omitempty"`
		Tagset  string `json:"parley:tagset,omitempty"`
	}
	targetJSON struct {
		Source   string `json:"source"`
		Selector []any  `json:"selector,omitempty"`
		more     object
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
	b := []byte(",\n")
	if w.first {
		b = b[1:]
	}
	w.first = false
	w.items++
	one, err := a.marshal()
	if err == nil {
		_, err = f.Write(append(b, one...))
	}
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
	if err := without.Document(w.report, w.reader, h); err != nil {
		return err
	}
	if err := w.put(f, w.metadata(h, n)); err != nil {
		return err
	}
	list, err := w.reader.Annotations(h.ID)
	if err != nil {
		return err
	}
	was, err := w.load(h)
	if err != nil {
		return err
	}
	d := page{w, h, t, n, was, map[annotate.ID]string{}}
	list = slices.SortedFunc(slices.Values(list), annotate.ComparePlace)
	for _, a := range list {
		d.name(a.ID)
	}
	for _, a := range list {
		out, err := d.annotation(a)
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
		if err := w.put(f, d.relation(r)); err != nil {
			return err
		}
		w.report.Relations++
	}
	return nil
}

// metadata is an annotation that describes a text.
func (w *writer) metadata(h *annotate.Document, n int) annoJSON {
	a := annoJSON{ID: urn(h.ID), Motivation: "describing", Target: []targetJSON{{Source: textName(n)}}}
	for _, m := range codec.Fields(h) {
		a.Body = append(a.Body, bodyJSON{Type: "TextualBody", Purpose: "describing", Value: m.Value, Feature: m.Name, Kind: "metadata"})
	}
	return a
}

// page is a document while it is written.
type page struct {
	*writer
	head *annotate.Document
	text *text.Text
	n    int
	was  before
	iris map[annotate.ID]string // of its annotations
}

// name gives an annotation its address: the one that it came in with, or its ID.
func (p *page) name(id annotate.ID) {
	p.iris[id] = urn(id)
	k := p.was[id.String()]
	if k == nil {
		return
	}
	if came, is := word(k.Raw["id"]); is && iri(came) && !p.used[came] {
		p.used[came], p.iris[id] = true, came
	}
}

func (p *page) iri(id annotate.ID) string { return cmp.Or(p.iris[id], urn(id)) }

func (p *page) annotation(a *annotate.Annotation) (annoJSON, error) {
	p.wrote[a.Annotator] = true
	out := annoJSON{ID: p.iri(a.ID), Motivation: "classifying", Layer: string(a.Layer), Recheck: a.Recheck, Creator: p.person(a.Annotator), Created: moment(a.Created), Modified: moment(a.Modified)}
	var features []annotate.Feature
	if l := p.schema.Layer(a.Layer); l != nil {
		out.Layer, features = l.Name, l.Features
	}
	out.Body = p.bodies("layer "+string(a.Layer), features, a.Features, a.Note)
	var err error
	out.Target, err = p.targets(p.text, a, p.n)
	if k := p.was[a.ID.String()]; k != nil && err == nil {
		p.restore(p.head, &out, k, a.Fragments)
	}
	return out, err
}

// bodies are what values and a note say.
func (p *page) bodies(of string, features []annotate.Feature, list []annotate.FeatureValue, why string) (out []any) {
	p.seen[of] = true
	for _, fv := range list {
		f := annotate.Feature{ID: fv.Feature, Name: string(fv.Feature)}
		if i := slices.IndexFunc(features, func(f annotate.Feature) bool { return f.ID == fv.Feature }); i >= 0 {
			f = features[i]
		}
		for i := range fv.Values {
			p.shows(of, &f, fv.Values[i].Type, len(fv.Values) > 1)
			b := p.body(&f, &fv.Values[i])
			b.Feature = f.Name
			out = append(out, b)
		}
	}
	if why != "" {
		out = append(out, note(why))
	}
	return out
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
		out = append(out, targetJSON{textName(n), []any{p, quoteJSON{"TextQuoteSelector", q.Exact, q.Prefix, q.Suffix}}, nil})
	}
	if len(out) == 0 {
		out = []targetJSON{{Source: textName(n)}}
	}
	return out, nil
}

// body is a value of a feature.
func (p *page) body(f *annotate.Feature, v *annotate.Value) bodyJSON {
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
		b.Purpose, b.Value = "tagging", p.tag(f, v.Tag)
		if set := p.schema.Tagset(f.Tagset); set != nil {
			b.Tagset = set.Name
		}
	case annotate.TypeAnnotation:
		return bodyJSON{ID: p.iri(v.Ref), Purpose: "linking", Kind: b.Kind}
	case annotate.TypeEntity:
		b = bodyJSON{ID: urn(v.Ref), Purpose: "identifying", Kind: b.Kind}
		if e := p.actors[v.Ref]; e != nil {
			b.Name = e.Name
		}
		if !v.Mention.IsZero() {
			b.Mention = p.iri(v.Mention)
		}
	}
	return b
}

func (w *writer) tag(f *annotate.Feature, tag annotate.TagID) string {
	if set := w.schema.Tagset(f.Tagset); set != nil && set.Tag(tag) != nil {
		return set.Tag(tag).Name
	}
	return string(tag)
}

func (p *page) relation(r *annotate.Relation) annoJSON {
	p.wrote[r.Annotator] = true
	p.name(r.ID)
	out := annoJSON{ID: p.iri(r.ID), Motivation: "linking", Relation: string(r.Type), Creator: p.person(r.Annotator), Created: moment(r.Created), Modified: moment(r.Modified),
		Target: []targetJSON{{Source: p.iri(r.From)}}}
	var features []annotate.Feature
	if t := p.schema.Relation(r.Type); t != nil {
		out.Relation, features = t.Name, t.Features
	}
	out.Body = append([]any{p.iri(r.To)}, p.bodies("relation "+string(r.Type), features, r.Features, r.Note)...)
	if k := p.was[r.ID.String()]; k != nil {
		p.restore(p.head, &out, k, nil)
	}
	return out
}
