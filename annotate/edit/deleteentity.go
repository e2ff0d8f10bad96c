package edit

import (
	"fmt"

	"parley/annotate"
)

// Uses counts what names an entity: annotations and relations, documents by their authors
// and turns, and other entities. Nothing is changed.
func (e Editor) Uses(r Register, id annotate.ID) (Outcome, error) {
	_, used, err := e.DeleteEntity(r, id, true)
	return used, err
}

// DeleteEntity removes an entity. One that is still named is refused, with how often, unless
// unset: then whatever names it is unset, in the same step.
func (e Editor) DeleteEntity(r Register, id annotate.ID, unset bool) (annotate.ChangeSet, Outcome, error) {
	old, err := find(r, id)
	if err != nil {
		return annotate.ChangeSet{}, Outcome{}, err
	}
	cs := e.set("Delete actor "+old.Name, annotate.Delete(old))
	w := rewriting{cs: &cs, to: func(n annotate.ID, _ *annotate.Value) annotate.ID {
		if n == id {
			return annotate.ID{}
		}
		return n
	}}
	gone := []*annotate.Entity{old}
	if err := w.all(r, gone, gone); err != nil {
		return annotate.ChangeSet{}, Outcome{}, err
	}
	if named := w.Outcome.String(); named != "" && !unset {
		return annotate.ChangeSet{}, w.Outcome, fmt.Errorf("%s is named by %s: %w", old.Name, named, annotate.ErrInvalid)
	}
	return cs, w.Outcome, nil
}
