package labelstudio

import (
	"context"
	"errors"
	"io"

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
	pages := codec.Pages{Reader: w.reader, Options: o, Report: w.report, Originals: codec.EveryFormat}
	err := codec.Render(ctx, pages, w.render, func(p *page) error {
		if p.data == nil {
			return nil
		}
		sep := ",\n"
		if n++; n == 1 {
			sep = "[\n"
		}
		w.use(p.wholes)
		w.report.Documents++
		_, err := f.Write(append([]byte(sep), w.task(p, n)...))
		return err
	})
	if err != nil {
		return err
	}
	for _, p := range w.people {
		switch {
		case !w.wrote[p.ID]:
			w.report.Lose(lostPerson, codec.Problem{Record: p.Name})
		case p.Initials != "":
			w.report.Lose(codec.LostInitials, codec.Problem{Record: p.Name})
		}
	}
	end := "\n]\n"
	if n == 0 {
		end = "[]\n"
	}
	_, err = io.WriteString(f, end)
	return err
}
