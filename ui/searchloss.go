package ui

import (
	"strings"

	"parley/annotate"
)

// taken is what goes with a change to statements: values for which their new layer has no
// slot, and relations that lose an end.
type taken struct{ values, relations int }

// takenBy counts what cs takes besides the annotations that it deletes or the values that
// it sets.
func takenBy(cs *annotate.ChangeSet) (t taken) {
	for _, c := range cs.Changes {
		switch old := c.Old.(type) {
		case *annotate.Relation:
			if c.New == nil {
				t.relations++
			}
		case *annotate.Annotation:
			if next, ok := c.New.(*annotate.Annotation); ok && old != nil && next.Layer != old.Layer {
				for _, fv := range old.Features {
					t.values += max(0, len(fv.Values)-len(next.Values(fv.Feature)))
				}
			}
		}
	}
	return t
}

// String is “4 values and 1 relation go with it”; empty when nothing does.
func (t taken) String() string {
	var parts []string
	if t.values > 0 {
		parts = append(parts, counted(t.values, "value")+" that "+map[bool]string{true: "has", false: "have"}[t.values == 1]+" no slot there")
	}
	if t.relations > 0 {
		parts = append(parts, counted(t.relations, "relation"))
	}
	if len(parts) == 0 {
		return ""
	}
	return strings.Join(parts, " and ") + map[bool]string{true: " goes", false: " go"}[t.values+t.relations == 1] + " with it."
}
