package w3c

import (
	"cmp"
	"slices"
	"time"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/text"
)

// page is what is written of a document. Its writer is one of its own: what it learns is only
// of this document. Several pages may be made at the same time.
type page struct {
	*writer
	document *codec.Loaded
	head     *annotate.Document
	text     *text.Text
	n        int
	was      before
	iris     map[annotate.ID]string // of its annotations
	took     []string               // those that they came in with
	out      []byte
}

// render makes what is written of a document. Addresses among used are taken.
func (w *writer) render(d *codec.Loaded, used map[string]bool) (*page, error) {
	own := *w
	own.report, own.items, own.used, own.wrote = &codec.Report{}, 0, used, map[annotate.ID]bool{}
	own.seen, own.said, own.sets = map[string]bool{}, map[sayer]*saying{}, map[annotate.TagsetID]bool{}
	p := &page{writer: &own, document: d, head: d.Head, text: d.Text, n: w.number[d.Head.ID], iris: make(map[annotate.ID]string, len(d.Annotations))}
	without.Loaded(p.report, d)
	if err := p.put(p.metadata(d.Head, p.n)); err != nil {
		return nil, err
	}
	p.was = p.load(d)
	list := slices.SortedFunc(slices.Values(d.Annotations), annotate.ComparePlace)
	for _, a := range list {
		p.name(a.ID)
	}
	for _, a := range list {
		out, err := p.annotation(a)
		if err == nil {
			err = p.put(out)
		}
		if err != nil {
			return nil, err
		}
		p.report.Annotations++
	}
	for _, r := range d.Relations {
		if err := p.put(p.relation(r)); err != nil {
			return nil, err
		}
		p.report.Relations++
	}
	p.report.Documents++
	return p, nil
}

func (p *page) put(a annoJSON) (err error) {
	a.Type = "Annotation"
	p.items++
	p.out, err = a.append(append(p.out, ",\n"...))
	return err
}

// metadata is an annotation that describes a text.
func (w *writer) metadata(h *annotate.Document, n int) annoJSON {
	a := annoJSON{ID: urn(h.ID), Motivation: "describing", Target: []targetJSON{{Source: textName(n)}}}
	for _, m := range codec.Fields(h) {
		a.Body = append(a.Body, bodyJSON{Type: "TextualBody", Purpose: "describing", Value: m.Value, Feature: m.Name, Kind: "metadata"})
	}
	return a
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
		p.took = append(p.took, came)
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
	b := bodyJSON{Purpose: "describing", Kind: v.Type.String()}
	switch v.Type {
	case annotate.TypeAnnotation:
		b.ID, b.Purpose = p.iri(v.Ref), "linking"
		return b
	case annotate.TypeEntity:
		b.ID, b.Purpose = urn(v.Ref), "identifying"
		if e := p.actors[v.Ref]; e != nil {
			b.Name = e.Name
		}
		if !v.Mention.IsZero() {
			b.Mention = p.iri(v.Mention)
		}
		return b
	}
	set := p.schema.Tagset(f.Tagset)
	if v.Type == annotate.TypeTag {
		b.Purpose = "tagging"
		if set != nil {
			b.Tagset = set.Name
		}
	}
	b.Type, b.Value = "TextualBody", codec.Said(v, set, nil)
	return b
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
