package edit_test

import (
	"errors"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"parley/annotate"
	"parley/annotate/annotatetest"
	"parley/annotate/edit"
)

// Whatever is done to a register in whatever order, nothing names what is gone, nobody
// stands above themselves, and each step taken back is as if it had not been.
func TestNoReferenceIsLeftHanging(t *testing.T) {
	for seed := range uint64(40) {
		rnd := rand.New(rand.NewPCG(seed, 11))
		d, _ := newDesk(t, "[Claim ü] [Actor HTS] [Actor هيئة] [Claim 📌 [Actor 𐐀]]")
		d.Schema.Relations[1].Features = []annotate.Feature{{ID: "by", Name: "By", Types: []annotate.FeatureType{annotate.TypeEntity}, Multi: true}}
		for range 4 {
			d.actor(pick(rnd, "HTS", "Müller", "e\u0301", "الجولاني"), "the group")
		}
		for step := range 60 {
			cs, err := intend(rnd, d)
			if err != nil {
				if !errors.Is(err, annotate.ErrInvalid) && !errors.Is(err, annotate.ErrNothing) && !errors.Is(err, annotate.ErrNotFound) {
					t.Fatalf("seed %d, step %d: %v", seed, step, err)
				}
				continue
			}
			before := clone(d.Records)
			d.apply(cs, nil)
			after := clone(d.Records)
			undo := annotate.ChangeSet{Changes: cs.Inverse()}
			d.apply(undo, nil)
			if !reflect.DeepEqual(d.Records, before) {
				t.Fatalf("seed %d, step %d: %q does not undo", seed, step, cs.Label)
			}
			d.apply(annotate.ChangeSet{Changes: undo.Inverse()}, nil)
			if !reflect.DeepEqual(d.Records, after) {
				t.Fatalf("seed %d, step %d: %q does not redo", seed, step, cs.Label)
			}
			sound(t, d, cs.Label)
		}
	}
}

func pick[T any](rnd *rand.Rand, list ...T) T { return list[rnd.IntN(len(list))] }

// intend is some intent on the register, or one that names actors; many are refused.
func intend(rnd *rand.Rand, d *desk) (annotate.ChangeSet, error) {
	actors, _ := d.Entities()
	if len(actors) < 2 {
		cs, _, err := d.AddEntity("أحمد", "person", annotate.Alias{Name: "the group"})
		return cs, err
	}
	marks := slices.SortedFunc(d.Annotations(), func(a, b *annotate.Annotation) int { return a.ID.Compare(b.ID) })
	relations := slices.SortedFunc(d.Relations(), func(a, b *annotate.Relation) int { return a.ID.Compare(b.ID) })
	someone := func() annotate.ID { return pick(rnd, actors...).ID }
	value := func() annotate.Value {
		return entityValue(pick(rnd, actors...), pick(rnd, annotate.ID{}, pick(rnd, marks...).ID))
	}
	switch rnd.IntN(14) {
	case 0:
		cs, _, err := d.AddEntity(pick(rnd, "HTS", "𐐀", "أحمد"), "")
		return cs, err
	case 1:
		cs, _, err := d.Merge(d, someone(), someone(), someone())
		return cs, err
	case 2:
		takes := edit.TakesMentions(pick(rnd, marks...).ID)
		cs, _, err := d.Split(d, someone(), edit.Part{Name: pick(rnd, "the group", "new"), Takes: pick(rnd, nil, takes)})
		return cs, err
	case 3, 4:
		return d.SetParent(d, someone(), pick(rnd, someone(), annotate.ID{}))
	case 5:
		return d.EditEntity(d, someone(), func(n *annotate.Entity) {
			n.Affiliations = append(n.Affiliations, annotate.Affiliation{Entity: someone(), Role: pick(rnd, "emir", "")})
		})
	case 6:
		cs, _, err := d.DeleteEntity(d, someone(), rnd.IntN(2) == 0)
		return cs, err
	case 7:
		cs, _, err := d.Link(d, "mentions", pick(rnd, marks...).ID, pick(rnd, marks...).ID)
		return cs, err
	case 12, 13:
		return d.EditDocument(d.Document(), func(h *annotate.Document) {
			h.AuthorEntity, h.Author = someone(), pick(rnd, "the group", "HTS")
			h.Turns = []annotate.Turn{{Speaker: pick(rnd, "THE GROUP", "GL"), Entity: someone()}, {Start: 1}}
		})
	case 8:
		if len(relations) > 0 {
			return d.SetRelationFeature(d, pick(rnd, relations...), "by", value(), value())
		}
	}
	if a := pick(rnd, marks...); a.Layer == "Claim" {
		return d.SetFeature(d, a.ID, "claimant", value(), value())
	}
	return d.SetFeature(d, pick(rnd, marks...).ID, "entity", value())
}

func sound(t *testing.T, d *desk, label string) {
	t.Helper()
	for _, r := range d.Records {
		for id := range annotate.Entities(r) {
			if d.Entity(id) == nil {
				t.Fatalf("after %q, %s %s names actor %s, which is gone", label, r.Key().Kind, r.Key().ID, id)
			}
		}
		if n, ok := r.(*annotate.Entity); ok {
			circle(t, d, label, n)
		}
		if a, ok := r.(*annotate.Annotation); ok {
			if err := d.Schema.CheckAnnotation(a); err != nil {
				t.Fatalf("after %q: %v", label, err)
			}
		}
	}
}

func circle(t *testing.T, d *desk, label string, n *annotate.Entity) {
	t.Helper()
	for _, a := range n.Affiliations {
		if a.Entity == n.ID {
			t.Fatalf("after %q, %s is affiliated with itself", label, n.Name)
		}
	}
	for at, steps := n.Parent, 0; !at.IsZero(); at, steps = d.Entity(at).Parent, steps+1 {
		if at == n.ID || steps > len(d.Records) {
			t.Fatalf("after %q, %s is above itself", label, n.Name)
		}
	}
}

func TestSetRelationFeature(t *testing.T) {
	d, marks := newDesk(t, "[Claim one] [Actor ü]")
	d.Schema.Relations[1].Features = []annotate.Feature{{ID: "by", Name: "By", Types: []annotate.FeatureType{annotate.TypeEntity}}}
	hts := d.actor("HTS")
	cs, r, err := d.Link(d, "mentions", marks[0].ID, marks[1].ID)
	d.apply(cs, err)
	_, err = d.SetRelationFeature(d, r, "by")
	refuse(t, annotate.ErrNothing, "unset as it is", err)
	_, err = d.SetRelationFeature(d, r, "for", entityValue(hts))
	refuse(t, annotate.ErrNotFound, "a feature that is not there", err)
	_, err = d.SetRelationFeature(d, r, "by", entityValue(hts), entityValue(hts, marks[1].ID))
	refuse(t, annotate.ErrInvalid, "two values", err)
	d.label(d.apply(d.SetRelationFeature(d, r, "by", entityValue(hts))), "Set by of mentions")
	if r.Features != nil {
		t.Error("the old record was changed")
	}
	err = d.CanLink(d, "supports", marks[1].ID, marks[0].ID)
	refuse(t, annotate.ErrInvalid, "ends that are not allowed", err)
	if got := err.Error(); got != "Supports leads from no actor, only claim: not allowed" {
		t.Error(got)
	}
	d.apply(d.Delete(d, marks[1].ID))
	if d.CanLink(d, "mentions", marks[0].ID, annotatetest.ID(2)) == nil {
		t.Error("an end that is gone")
	}
}
