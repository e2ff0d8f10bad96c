package edit_test

import (
	"testing"

	"parley/annotate"
)

func TestSetRelationNote(t *testing.T) {
	d, marks := newDesk(t, "[Claim ü one] [Claim الميناء 📌]")
	cs, r, err := d.Link(d, "supports", marks[0].ID, marks[1].ID)
	d.apply(cs, err)
	cs, err = d.SetRelationNote(r, "see e\u0301 📌")
	d.label(d.apply(cs, err), "Edit note of supports")
	for next := range d.Relations() {
		if next.Note != "see e\u0301 📌" || next.From != r.From || r.Note != "" {
			t.Errorf("%+v", next)
		}
		_, err = d.SetRelationNote(next, next.Note)
		refuse(t, annotate.ErrNothing, "the same", err)
	}
}
