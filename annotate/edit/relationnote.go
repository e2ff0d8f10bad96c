package edit

import (
	"fmt"

	"parley/annotate"
)

// SetRelationNote replaces a relation's note.
func (e Editor) SetRelationNote(r *annotate.Relation, note string) (annotate.ChangeSet, error) {
	if r.Note == note {
		return annotate.ChangeSet{}, fmt.Errorf("the note is the same: %w", annotate.ErrNothing)
	}
	next := *r
	next.Note, next.Modified = note, e.now()
	return e.set("Edit note of "+e.relationName(r.Type), annotate.Update(r, &next)), nil
}
