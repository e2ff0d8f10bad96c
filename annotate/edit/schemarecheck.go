package edit

import (
	"fmt"
	"strings"

	"parley/annotate"
)

// SetRecheck says why an annotation should be looked at again; an empty reason says that
// it was, and is as it should be.
func (e Editor) SetRecheck(p Page, id annotate.ID, reason string) (annotate.ChangeSet, error) {
	reason = strings.Join(strings.Fields(reason), " ")
	verb := "Recheck"
	if reason == "" {
		verb = "Confirm"
	}
	return e.change(p, id, verb, func(a *annotate.Annotation) error {
		if a.Recheck == reason {
			return fmt.Errorf("that is said of it already: %w", annotate.ErrNothing)
		}
		a.Recheck = reason
		return nil
	})
}
