package edit

import (
	"fmt"

	"parley/annotate"
)

// SetSchema puts another schema in force, one version later.
func (e Editor) SetSchema(next annotate.Schema) (annotate.ChangeSet, error) {
	next.Version = e.Schema.Version + 1
	if err := next.Check(); err != nil {
		return annotate.ChangeSet{}, fmt.Errorf("schema %s: %w", next.Name, err)
	}
	return e.set("Change schema", annotate.Update(e.Schema, &next)), nil
}
