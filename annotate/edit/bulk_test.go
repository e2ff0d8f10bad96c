package edit_test

import (
	"errors"
	"slices"
	"testing"

	"parley/annotate"
	"parley/annotate/edit"
)

func tagged(t annotate.TagID) annotate.Value {
	return annotate.Value{Type: annotate.TypeTag, Tag: t}
}

// TestBulk: what is done to many is one change with one name, that can be taken back.
func TestBulk(t *testing.T) {
	d, marks := newDesk(t, "[Claim e\u0301 📌] [Claim ü] [Actor HTS هيئة] [Claim 𐐀 👨‍👩‍👧]")
	var ids []annotate.ID
	for _, m := range marks {
		ids = append(ids, m.ID)
	}
	d.apply(d.SetFeature(d, ids[1], "stance", tagged("against")))
	cs, r, err := d.Link(d, "supports", ids[0], ids[1])
	d.apply(cs, err)
	for _, c := range []struct {
		name  string
		bulk  edit.Bulk
		n     int
		label string
		check func() bool
	}{
		{"set", d.SetValues("stance", tagged("favor")), 3, "Set stance of 3 annotations", func() bool {
			return slices.Equal(d.Annotation(ids[1]).Values("stance"), []annotate.Value{tagged("favor")}) && d.Annotation(ids[2]).Values("stance") == nil
		}},
		{"clear", d.SetValues("stance"), 1, "Clear stance of 1 annotation", func() bool { return d.Annotation(ids[1]).Values("stance") == nil }},
		{"recode", d.Recode("stance", "against", "favor"), 1, "Recode 2 Against as 1 Favor in 1 annotation", func() bool {
			return slices.Equal(d.Annotation(ids[1]).Values("stance"), []annotate.Value{tagged("favor")}) && d.Annotation(ids[0]).Values("stance") == nil
		}},
		{"layer", d.MoveTo("Actor"), 3, "Make actor of 3 annotations", func() bool { return d.Annotation(ids[0]).Layer == "Actor" && !d.related(r.ID) }},
		{"delete", d.DeleteThem(), 4, "Delete 4 annotations", func() bool { return d.Annotation(ids[0]) == nil && !d.related(r.ID) }},
	} {
		before := d.Page.String()
		cs, n, err := d.Bulk(d, c.bulk, append(slices.Clone(ids), d.NewID()))
		if err != nil || n != c.n {
			t.Fatalf("%s: %d, %v, want %d", c.name, n, err, c.n)
		}
		d.label(cs, c.label)
		d.apply(cs, nil)
		if !c.check() {
			t.Errorf("%s: %s", c.name, d.Page.String())
		}
		d.apply(annotate.ChangeSet{Changes: cs.Inverse()}, nil)
		if got := d.Page.String(); got != before {
			t.Errorf("%s taken back: %s, want %s", c.name, got, before)
		}
	}
	for name, b := range map[string]edit.Bulk{"the same": d.SetValues("entity"), "no such tag": d.Recode("stance", "favor", "mixed")} {
		if _, _, err := d.Bulk(d, b, ids); !errors.Is(err, annotate.ErrNothing) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, _, err := d.Bulk(d, d.SetValues("stance", tagged("zebra")), ids); err == nil || errors.Is(err, annotate.ErrNothing) {
		t.Errorf("no such value: %v", err)
	}
}

func (d *desk) related(id annotate.ID) bool {
	for r := range d.Relations() {
		if r.ID == id {
			return true
		}
	}
	return false
}
