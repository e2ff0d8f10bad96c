package edit

import (
	"fmt"

	"parley/annotate"
)

// SetSchema puts another schema in force, under the next number.
func (e Editor) SetSchema(next annotate.Schema) (annotate.ChangeSet, error) {
	changes, err := e.inForce(&next)
	if err != nil {
		return annotate.ChangeSet{}, err
	}
	return e.set("Change schema", changes...), nil
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
