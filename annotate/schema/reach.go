package schema

import (
	"iter"

	"parley/annotate"
)

// Finder knows without reading in which documents something is; *query.Index does.
type Finder interface {
	Counter
	// Len is the number of annotations in the project.
	Len() int
	// DocumentsOf yields the documents with annotations of a layer.
	DocumentsOf(annotate.LayerID) iter.Seq[annotate.ID]
	// DocumentsTagged yields the documents with annotations of a layer that have a tag among
	// the values of a feature.
	DocumentsTagged(annotate.LayerID, annotate.FeatureID, annotate.TagID) iter.Seq[annotate.ID]
}

// Reach is where a change of the schema has to look: in some documents, or in all.
type Reach struct {
	documents map[annotate.ID]bool
	some      bool
}

// Everywhere is the reach of all documents.
func Everywhere() Reach { return Reach{} }

// worthwhile is of how many annotations one at most may be touched for it to be worth
// looking at documents one by one: all in one go are read several times as fast.
const worthwhile = 4

// Reach is where something stands that d touches, as far as x can tell. x is asked now, on
// its own goroutine. Relations are in no index, so what touches some of these, but for
// those that go with an annotation, reaches everywhere.
func (d Draft) Reach(x Finder) Reach {
	r := NewRecoding(d)
	for _, o := range r.relations {
		if !o.idle {
			return Everywhere()
		}
	}
	touched := 0
	for id, o := range r.layers {
		touched += o.touched(id, x)
	}
	if touched*worthwhile > x.Len() {
		return Everywhere()
	}
	out := Reach{some: true, documents: map[annotate.ID]bool{}}
	for id, o := range r.layers {
		for _, list := range o.documents(id, x) {
			for document := range list {
				out.documents[document] = true
			}
		}
	}
	return out
}

// touched is how many annotations of a layer are, at most.
func (o *owned) touched(id annotate.LayerID, x Finder) (n int) {
	if o.idle {
		return 0
	}
	if !o.tagsOnly() {
		return x.CountLayer(id)
	}
	for f, s := range o.features {
		for tag := range s.tags {
			n += x.CountTagged(id, tag, f)
		}
	}
	return n
}

// documents are those with annotations of a layer that are touched.
func (o *owned) documents(id annotate.LayerID, x Finder) (lists []iter.Seq[annotate.ID]) {
	if o.idle {
		return nil
	}
	if !o.tagsOnly() {
		return []iter.Seq[annotate.ID]{x.DocumentsOf(id)}
	}
	for f, s := range o.features {
		for tag := range s.tags {
			lists = append(lists, x.DocumentsTagged(id, f, tag))
		}
	}
	return lists
}

// tagsOnly reports whether nothing is touched but values that are certain tags.
func (o *owned) tagsOnly() bool {
	if o.gone || o.removed != (Effect{}) || o.changed != (Effect{}) || o.to != o.from {
		return false
	}
	for _, s := range o.features {
		if s.removed != (Effect{}) || s.changed != (Effect{}) || s.oneOnly || len(s.types) > 0 {
			return false
		}
	}
	return true
}
