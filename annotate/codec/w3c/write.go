package w3c

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

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
	number map[annotate.ID]int  // of documents
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
	w := &writer{reader: r, report: &codec.Report{}, unit: text.CodePoint, people: map[annotate.ID]string{}, actors: map[annotate.ID]*annotate.Entity{}, number: map[annotate.ID]int{},
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

// put writes what became of a document. Where an address was taken that one before has, it is
// rendered again.
func (w *writer) put(f io.Writer, p *page) (err error) {
	if slices.ContainsFunc(p.took, func(a string) bool { return w.used[a] }) {
		if p, err = w.render(p.document, w.used); err != nil {
			return err
		}
	}
	for _, a := range p.took {
		w.used[a] = true
	}
	w.report.Join(p.report)
	w.learn(p.writer)
	out := p.out
	if w.items == 0 {
		out = out[1:] // no comma before the first
	}
	w.items += p.items
	_, err = f.Write(out)
	return err
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
		w.number[d.ID] = n
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
	pages := codec.Pages{Reader: w.reader, Options: o, Report: w.report, Originals: codec.EveryFormat}
	begun := *w // for pages to begin with, while w learns
	render := func(d *codec.Loaded, _ *codec.Report) (*page, error) { return begun.render(d, map[string]bool{}) }
	if err := codec.Render(ctx, pages, render, func(p *page) error { return w.put(f, p) }); err != nil {
		return err
	}
	_, err := fmt.Fprintf(f, "\n]}, \"last\": %q, \"total\": %d}\n", id+":page1", w.items)
	return err
}

func urn(id annotate.ID) string { return "urn:uuid:" + id.String() }
