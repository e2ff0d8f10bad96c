package query

import (
	"fmt"
	"iter"

	"parley/annotate"
	"parley/annotate/session"
)

// links counts the relations of a type, and of these those with a value of each feature.
type links struct {
	all      int
	features map[annotate.FeatureID]int
}

// CountFeature is the number of annotations of a layer that have a value of a feature; it
// is known without counting.
func (x *Index) CountFeature(l annotate.LayerID, f annotate.FeatureID) int {
	if feature := x.terms.findLayer(l).findFeature(f); feature != nil {
		return feature.used
	}
	return 0
}

// CountRelations is the number of relations of a type.
func (x *Index) CountRelations(t annotate.RelationTypeID) int {
	if l := x.links[t]; l != nil {
		return l.all
	}
	return 0
}

// CountRelationFeature is the number of relations of a type that have a value of a feature.
func (x *Index) CountRelationFeature(t annotate.RelationTypeID, f annotate.FeatureID) int {
	if l := x.links[t]; l != nil {
		return l.features[f]
	}
	return 0
}

// DocumentsOf yields the documents with annotations of a layer, in their order.
func (x *Index) DocumentsOf(l annotate.LayerID) iter.Seq[annotate.ID] {
	return keysOf(x.Documents(Layer(l)))
}

// DocumentsTagged yields the documents with annotations of a layer that have a tag among
// the values of a feature, in their order.
func (x *Index) DocumentsTagged(l annotate.LayerID, f annotate.FeatureID, t annotate.TagID) iter.Seq[annotate.ID] {
	return keysOf(x.Documents(Tag(l, f, t)))
}

func keysOf[V any](list iter.Seq2[annotate.ID, V]) iter.Seq[annotate.ID] {
	return func(yield func(annotate.ID) bool) {
		for id := range list {
			if !yield(id) {
				return
			}
		}
	}
}

// tally adds an annotation to what counts its features, or takes it away.
func (v *vocabulary) tally(a *annotate.Annotation, by int) {
	if len(a.Features) == 0 {
		return
	}
	l := v.layer(a.Layer)
	for i := range a.Features {
		if fv := &a.Features[i]; len(fv.Values) > 0 {
			l.feature(fv.Feature).used += by
		}
	}
}

// link adds a relation to what counts those of its type, or takes it away.
func (x *Index) link(r *annotate.Relation, by int) {
	l := x.links[r.Type]
	if l == nil {
		l = &links{features: map[annotate.FeatureID]int{}}
		x.links[r.Type] = l
	}
	l.all += by
	for i := range r.Features {
		if fv := &r.Features[i]; len(fv.Values) > 0 {
			l.features[fv.Feature] += by
		}
	}
}

// linkAll counts all relations of r: in one go, or of the documents that have annotations,
// as in no other is a relation.
func (x *Index) linkAll(r session.Reader) error {
	if all, ok := r.(interface {
		AllRelations() iter.Seq2[*annotate.Relation, error]
	}); ok {
		for l, err := range all.AllRelations() {
			if err != nil {
				return fmt.Errorf("count relations: %w", err)
			}
			x.link(l, 1)
		}
		return nil
	}
	for n := range x.documents.size {
		list, err := r.Relations(x.documents.at(n).id)
		if err != nil {
			return fmt.Errorf("count relations: %w", err)
		}
		for _, l := range list {
			x.link(l, 1)
		}
	}
	return nil
}
