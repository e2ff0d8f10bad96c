package edit

import (
	"fmt"
	"slices"

	"parley/annotate"
)

// Delete removes annotations, their relations, and the values elsewhere in the
// document that name them.
func (e Editor) Delete(p Page, ids ...annotate.ID) (annotate.ChangeSet, error) {
	gone := make(map[annotate.ID]bool, len(ids))
	for _, id := range ids {
		if p.Annotation(id) == nil {
			return annotate.ChangeSet{}, fmt.Errorf("annotation %s: %w", id, annotate.ErrNotFound)
		}
		gone[id] = true
	}
	if len(gone) == 0 {
		return annotate.ChangeSet{}, fmt.Errorf("no annotation is chosen: %w", annotate.ErrNothing)
	}
	cs := e.set(e.deleteLabel(p, gone))
	for r := range p.Relations() {
		if gone[r.From] || gone[r.To] {
			cs.Changes = append(cs.Changes, annotate.Delete(r))
		} else if features, named := without(r.Features, gone); named {
			next := *r
			next.Features, next.Modified = features, cs.Time
			cs.Changes = append(cs.Changes, annotate.Update(r, &next))
		}
	}
	for a := range p.Annotations() {
		if gone[a.ID] {
			cs.Changes = append(cs.Changes, annotate.Delete(a))
		} else if features, named := without(a.Features, gone); named {
			next := *a
			next.Features, next.Modified = features, cs.Time
			cs.Changes = append(cs.Changes, annotate.Update(a, &next))
		}
	}
	sortChanges(cs.Changes)
	return cs, nil
}

func (e Editor) deleteLabel(p Page, gone map[annotate.ID]bool) string {
	if len(gone) > 1 {
		return fmt.Sprintf("Delete %d annotations", len(gone))
	}
	for id := range gone {
		return "Delete " + e.layerName(p.Annotation(id).Layer)
	}
	return ""
}

// without is list with no value that names an annotation of gone. A mention that goes
// leaves the entity that was read from it.
func without(list []annotate.FeatureValue, gone map[annotate.ID]bool) (out []annotate.FeatureValue, named bool) {
	for _, fv := range list {
		var kept []annotate.Value
		for _, v := range fv.Values {
			if v.Type == annotate.TypeAnnotation && gone[v.Ref] {
				named = true
				continue
			}
			if gone[v.Mention] {
				named, v.Mention = true, annotate.ID{}
			}
			kept = append(kept, v)
		}
		if len(kept) > 0 {
			out = append(out, annotate.FeatureValue{Feature: fv.Feature, Values: kept})
		}
	}
	return out, named
}

// sortChanges puts changes into one order whatever the maps of a page say, relations
// before the annotations they join.
func sortChanges(list []annotate.Change) {
	slices.SortFunc(list, func(a, b annotate.Change) int { return b.Key().Compare(a.Key()) })
}
