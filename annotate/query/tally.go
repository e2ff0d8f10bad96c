package query

import (
	"iter"

	"parley/annotate"
)

// Layers yields the layers that have annotations, with how many, in no particular order.
func (x *Index) Layers() iter.Seq2[annotate.LayerID, int] {
	return func(yield func(annotate.LayerID, int) bool) {
		for _, l := range x.terms.layers {
			if l.list.size > 0 && !yield(l.id, l.list.size) {
				return
			}
		}
	}
}

// Annotators yields those who made annotations, with how many, in no particular order.
func (x *Index) Annotators() iter.Seq2[annotate.ID, int] { return sizes(x.terms.annotators) }

// Tags yields the tags that a feature of a layer has as values, with the number of
// annotations that have each, in no particular order.
func (x *Index) Tags(l annotate.LayerID, f annotate.FeatureID) iter.Seq2[annotate.TagID, int] {
	if feature := x.terms.findLayer(l).findFeature(f); feature != nil {
		return sizes(feature.tags)
	}
	return sizes[annotate.TagID](nil)
}

func sizes[K comparable](lists map[K]*list) iter.Seq2[K, int] {
	return func(yield func(K, int) bool) {
		for k, l := range lists {
			if l.size > 0 && !yield(k, l.size) {
				return
			}
		}
	}
}

// Entities yields the entities that annotations name, with the number of annotations that
// name each, in no particular order.
func (x *Index) Entities() iter.Seq2[annotate.ID, int] {
	return func(yield func(annotate.ID, int) bool) {
		for id, e := range x.terms.entities {
			if e.uses > 0 && !yield(id, e.uses) {
				return
			}
		}
	}
}

// Slots yields the terms of the slots in which an entity is named, each with the number of
// annotations that name it there, in no particular order. One annotation may name it in several.
func (x *Index) Slots(entity annotate.ID) iter.Seq2[Term, int] {
	return func(yield func(Term, int) bool) {
		e := x.terms.entities[entity]
		if e == nil {
			return
		}
		for _, s := range e.slots {
			if s.list.size > 0 && !yield(Slot(s.layer.id, s.feature.id, entity), s.list.size) {
				return
			}
		}
	}
}

// Documents yields, in their order, the documents with annotations that every term is true
// of, each with how many.
func (x *Index) Documents(terms ...Term) iter.Seq2[annotate.ID, int] {
	return func(yield func(annotate.ID, int) bool) {
		in, count := uint32(0), 0
		for n := range x.each(terms) {
			d := x.rows.at(n).document
			if count > 0 && d != in {
				if !yield(x.documents.at(in).id, count) {
					return
				}
				count = 0
			}
			in = d
			count++
		}
		if count > 0 {
			yield(x.documents.at(in).id, count)
		}
	}
}

// Layer is the layer of a [Slot] or [Tag] or [Layer] term; empty for others.
func (t Term) Layer() annotate.LayerID { return t.layer }

// Feature is the feature of a [Slot] or [Tag] term; empty for others.
func (t Term) Feature() annotate.FeatureID { return t.feature }
