package ui

import (
	"iter"
	"slices"

	"parley/annotate"
	"parley/annotate/index"
	"parley/annotate/session"
	"parley/annotate/text"
	"parley/ui/docview"
)

// related knows where a page's relations begin and end, so that those beside the visible
// text are found without looking at the others. A change of a relation, or of an
// annotation that has some, costs that much.
type related struct {
	page   *session.Page
	places *index.Index[annotate.ID]     // relations, at the first byte of each of their annotations
	known  map[annotate.ID]*ends         // by relation
	of     map[annotate.ID][]annotate.ID // annotation → its relations, in their order
}

// ends are the annotations that a relation joins, and where they begin; no places when
// one of them is not in the text.
type ends struct {
	annotations [2]annotate.ID
	places      []text.Span
}

func newRelated(p *session.Page) *related {
	r := noneRelated(p)
	for rel := range p.Relations() {
		r.add(rel)
	}
	return r
}

// noneRelated knows of no relation.
func noneRelated(p *session.Page) *related {
	return &related{page: p, places: index.New(annotate.ID.Compare), known: map[annotate.ID]*ends{}, of: map[annotate.ID][]annotate.ID{}}
}

// change takes one change of a relation over.
func (r *related) change(c annotate.Change) {
	if old, ok := c.Old.(*annotate.Relation); ok && old != nil {
		r.remove(old.ID)
	}
	if next, ok := c.New.(*annotate.Relation); ok && next != nil {
		r.add(next)
	}
}

func (r *related) add(rel *annotate.Relation) {
	r.known[rel.ID] = &ends{annotations: [2]annotate.ID{rel.From, rel.To}}
	for _, a := range r.known[rel.ID].annotations {
		if i, found := slices.BinarySearchFunc(r.of[a], rel.ID, annotate.ID.Compare); !found {
			r.of[a] = slices.Insert(r.of[a], i, rel.ID)
		}
	}
	r.seat(rel.ID)
}

func (r *related) remove(id annotate.ID) {
	e := r.known[id]
	if e == nil {
		return
	}
	r.unseat(id)
	for _, a := range e.annotations {
		if r.of[a] = slices.DeleteFunc(r.of[a], func(x annotate.ID) bool { return x == id }); len(r.of[a]) == 0 {
			delete(r.of, a)
		}
	}
	delete(r.known, id)
}

// moved says that an annotation came, went or has other borders.
func (r *related) moved(annotation annotate.ID) {
	for _, id := range r.of[annotation] {
		r.unseat(id)
		r.seat(id)
	}
}

// seat puts a relation where its annotations begin, if both are in the text.
func (r *related) seat(id annotate.ID) {
	e := r.known[id]
	for _, end := range e.annotations {
		a := r.page.Annotation(end)
		if a == nil || len(a.Fragments) == 0 {
			e.places = nil
			return
		}
		o := a.Fragments[0].Start
		e.places = append(e.places, text.Span{Start: o, End: o + 1})
	}
	for _, s := range e.places {
		r.places.Insert(index.Entry[annotate.ID]{Span: s, Key: id})
	}
}

func (r *related) unseat(id annotate.ID) {
	e := r.known[id]
	for _, s := range e.places {
		r.places.Delete(index.Entry[annotate.ID]{Span: s, Key: id})
	}
	e.places = nil
}

// Relations implements docview.Relating.
func (m *marks) Relations(s text.Span) iter.Seq[docview.Relation] {
	return func(yield func(docview.Relation) bool) {
		for e := range m.related.places.Overlapping(s) {
			p := m.related.known[e.Key].places
			first := p[0]
			if p[1].Start < first.Start && s.Overlaps(p[1]) || !s.Overlaps(first) {
				first = p[1]
			}
			if e.Span == first && !m.yield(e.Key, yield) {
				return
			}
		}
	}
}

// RelationsOf implements docview.Relating.
func (m *marks) RelationsOf(mark docview.ID) iter.Seq[docview.Relation] {
	return func(yield func(docview.Relation) bool) {
		for _, id := range m.related.of[annotate.ID(mark)] {
			if len(m.related.known[id].places) > 0 && !m.yield(id, yield) {
				return
			}
		}
	}
}

func (m *marks) yield(id annotate.ID, yield func(docview.Relation) bool) bool {
	r := m.page.Relation(id)
	if r == nil {
		return true
	}
	return yield(docview.Relation{ID: docview.ID(id), From: docview.ID(r.From), To: docview.ID(r.To), Type: lowerFirst(m.relationName(r.Type))})
}

// relationName is a relation type as people call it.
func (m *marks) relationName(id annotate.RelationTypeID) string {
	if t := m.schema.Relation(id); t != nil {
		return t.Name
	}
	return string(id)
}
