package query

import (
	"slices"

	"parley/annotate"
)

// Incomplete is true of the annotations that lack a value of a feature that the schema
// requires: the schema that the index was built under. It is the one term that an
// annotation does not answer by itself; ask [Lacks] of one, as [Term.Holds] is false.
func Incomplete() Term { return Term{kind: isIncomplete} }

// Lacks reports whether a has no value of a feature that s requires in its layer.
func Lacks(s *annotate.Schema, a *annotate.Annotation) bool {
	l := s.Layer(a.Layer)
	return l != nil && slices.ContainsFunc(l.Features, func(f annotate.Feature) bool { return f.Required && len(a.Values(f.ID)) == 0 })
}

// required are the features that each layer requires; layers that require none are left out.
type required map[annotate.LayerID][]annotate.FeatureID

func requiredBy(s *annotate.Schema) required {
	r := required{}
	for _, l := range s.Layers {
		for _, f := range l.Features {
			if f.Required {
				r[l.ID] = append(r[l.ID], f.ID)
			}
		}
	}
	return r
}

// lacked reports whether a has no value of one of them.
func (r required) lacked(a *annotate.Annotation) bool {
	return slices.ContainsFunc(r[a.Layer], func(f annotate.FeatureID) bool { return len(a.Values(f)) == 0 })
}

// same reports whether both require the same, in whatever order.
func (r required) same(o required) bool {
	if len(r) != len(o) {
		return false
	}
	for l, features := range r {
		if len(o[l]) != len(features) || slices.ContainsFunc(features, func(f annotate.FeatureID) bool { return !slices.Contains(o[l], f) }) {
			return false
		}
	}
	return true
}

// outdated reports whether a change requires other features than those that x was built
// by: then [Incomplete] is true of what it was true of, until x is built anew.
func (x *Index) outdated(cs *annotate.ChangeSet) bool {
	for _, c := range cs.Changes {
		if s, ok := c.New.(*annotate.Schema); ok && s != nil && !requiredBy(s).same(x.terms.required) {
			return true
		}
	}
	return false
}
