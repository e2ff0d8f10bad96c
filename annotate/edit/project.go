package edit

import (
	"fmt"
	"slices"

	"parley/annotate"
	"parley/annotate/schema"
)

// SetSchema puts another schema in force, under the next number, when nothing that is
// recorded has to follow it. What would take the place from under something recorded is
// refused with an [UnresolvedError], unless it is among known, what [schema.Known] or
// [schema.Count] says of it, and touches nothing; [Editor.ChangeSchema] is for the rest.
func (e Editor) SetSchema(next annotate.Schema, known ...schema.Touch) (annotate.ChangeSet, error) {
	d, err := schema.Begin(e.Schema).Replace(&next)
	if err != nil {
		return annotate.ChangeSet{}, err
	}
	if lost := orphaning(d, known); len(lost) > 0 {
		return annotate.ChangeSet{}, &UnresolvedError{Base: e.Schema, Touches: lost}
	}
	changes, err := e.inForce(&next)
	if err != nil {
		return annotate.ChangeSet{}, err
	}
	return e.set("Change schema", changes...), nil
}

// orphaning are the effects that lose something, or of which nobody knows that they do not.
func orphaning(d schema.Draft, known []schema.Touch) (lost []schema.Touch) {
	for _, effect := range d.Effects() {
		if !effect.Kind.Loses() {
			continue
		}
		i := slices.IndexFunc(known, func(t schema.Touch) bool { return t.Effect == effect })
		switch {
		case i < 0:
			lost = append(lost, schema.Touch{Effect: effect})
		case !known[i].None():
			lost = append(lost, known[i])
		}
	}
	return lost
}

// inForce are the changes that put next in force, which gets a number that no schema of
// the project ever had, and is kept under it for good.
func (e Editor) inForce(next *annotate.Schema) ([]annotate.Change, error) {
	last := e.Schema.Version
	if e.LastSchema != nil {
		highest, err := e.LastSchema()
		if err != nil {
			return nil, err
		}
		last = max(last, highest)
	}
	next.Version = last + 1
	if err := next.Check(); err != nil {
		return nil, fmt.Errorf("schema %s: %w", next.Name, err)
	}
	return []annotate.Change{
		annotate.Update(e.Schema, next),
		annotate.Create(&annotate.SchemaVersion{Schema: *next, Since: e.now()}),
	}, nil
}
