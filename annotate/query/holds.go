package query

import (
	"slices"

	"parley/annotate"
)

// Holds reports whether t is true of a. It needs no index: a filter of one document asks
// it of each annotation that is drawn.
func (t Term) Holds(a *annotate.Annotation) bool {
	switch t.kind {
	case isLayer:
		return a.Layer == t.layer
	case isAnnotator:
		return a.Annotator == t.id
	case isDocument:
		return a.Document == t.id
	case isTag:
		return a.Layer == t.layer && slices.ContainsFunc(a.Values(t.feature), func(v annotate.Value) bool {
			return v.Type == annotate.TypeTag && v.Tag == t.tag
		})
	case isSlot:
		return a.Layer == t.layer && slices.ContainsFunc(a.Values(t.feature), t.names)
	case isUnnamed:
		return a.Layer == t.layer && namesNobody(a)
	case isRecheck:
		return a.Recheck != ""
	case isIncomplete:
		return false // it takes a schema to say
	case isEntity:
		for i := range a.Features {
			if slices.ContainsFunc(a.Features[i].Values, t.names) {
				return true
			}
		}
		return false
	}
	return true
}

// names reports whether v is the term's entity.
func (t Term) names(v annotate.Value) bool { return v.Type == annotate.TypeEntity && v.Ref == t.id }

// namesNobody reports whether no slot of a names an entity.
func namesNobody(a *annotate.Annotation) bool {
	for i := range a.Features {
		if slices.ContainsFunc(a.Features[i].Values, func(v annotate.Value) bool { return v.Type == annotate.TypeEntity }) {
			return false
		}
	}
	return true
}
