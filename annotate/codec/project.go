package codec

import (
	"context"
	"iter"
	"slices"

	"parley/annotate"
	"parley/annotate/session"
	"parley/annotate/text"
)

var lostOriginal = Kind{"file that was kept as it came in", "files that were kept as they came in"}

// Project is a project as a collection, so that it can come into another one under a
// mapping. Documents get new IDs there; the files that they came from stay behind, as they
// belong to the mapping under which they came. Closing the collection is closing r's store,
// which is the caller's work.
func Project(r session.Reader) (Collection, error) {
	p := &project{from: r}
	var err error
	if p.schema, err = r.Schema(); err != nil {
		return nil, err
	}
	if p.annotators, err = r.Annotators(); err != nil {
		return nil, err
	}
	for e, err := range r.Entities() {
		if err != nil {
			return nil, err
		}
		p.entities = append(p.entities, e)
	}
	return p, nil
}

type project struct {
	from       session.Reader
	schema     *annotate.Schema
	annotators []*annotate.Annotator
	entities   []*annotate.Entity
}

// Schema implements [Collection].
func (p *project) Schema() *annotate.Schema { return p.schema }

// Annotators implements [Collection].
func (p *project) Annotators() []*annotate.Annotator { return p.annotators }

// Entities implements [Collection].
func (p *project) Entities() []*annotate.Entity { return p.entities }

// Close implements [Collection].
func (p *project) Close() error { return nil }

// Documents implements [Collection].
func (p *project) Documents(_ context.Context, report *Report) iter.Seq2[*Document, error] {
	return func(yield func(*Document, error) bool) {
		for h, err := range p.from.Summaries(annotate.ID{}) {
			var d *Document
			if err == nil {
				d, err = p.document(h.Document, report)
			}
			if !yield(d, err) || err != nil {
				return
			}
		}
	}
}

func (p *project) document(h *annotate.Document, report *Report) (*Document, error) {
	d := &Document{Head: *h, Place: "document " + h.ID.String()}
	d.Head.ID, d.Head.Turns = annotate.ID{}, slices.Clone(h.Turns)
	body, err := p.from.Body(h.ID)
	if err != nil {
		return nil, err
	}
	if d.Text, err = text.New(body); err != nil {
		return nil, err
	}
	if err := p.records(d, h.ID); err != nil {
		return nil, err
	}
	kept, err := p.from.Originals(h.ID)
	for _, o := range kept {
		report.Lose(lostOriginal, Problem{Document: h.Title, Place: o.Name})
	}
	return d, err
}

// records copies what is recorded, as the import alters it and a reader may lend it.
func (p *project) records(d *Document, id annotate.ID) error {
	annotations, err := p.from.Annotations(id)
	if err != nil {
		return err
	}
	for _, a := range annotations {
		next := *a
		next.Fragments, next.Features = slices.Clone(a.Fragments), copied(a.Features)
		d.Annotations = append(d.Annotations, &next)
	}
	relations, err := p.from.Relations(id)
	if err != nil {
		return err
	}
	for _, r := range relations {
		next := *r
		next.Features = copied(r.Features)
		d.Relations = append(d.Relations, &next)
	}
	progress, err := p.from.Progress(id)
	for _, s := range progress {
		next := *s
		d.Progress = append(d.Progress, &next)
	}
	return err
}

func copied(list []annotate.FeatureValue) []annotate.FeatureValue {
	list = slices.Clone(list)
	for i := range list {
		list[i].Values = slices.Clone(list[i].Values)
	}
	return list
}
