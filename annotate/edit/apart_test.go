package edit_test

import (
	"errors"
	"iter"
	"slices"
	"testing"
	"time"

	"parley/annotate"
	"parley/annotate/edit"
	"parley/annotate/register"
)

// bare is a register that nothing else names.
type bare map[annotate.ID]*annotate.Entity

func (n bare) Entity(id annotate.ID) *annotate.Entity { return n[id] }
func (n bare) Entities() (list []*annotate.Entity, err error) {
	for _, e := range n {
		list = append(list, e)
	}
	slices.SortFunc(list, func(a, b *annotate.Entity) int { return a.ID.Compare(b.ID) })
	return list, nil
}
func (n bare) Naming(...annotate.ID) iter.Seq2[annotate.Record, error] {
	return func(func(annotate.Record, error) bool) {}
}

// apply carries changes out.
func (n bare) apply(list []annotate.Change) {
	for _, c := range list {
		id := c.Key().ID
		if c.New == nil {
			delete(n, id)
		} else {
			n[id] = c.New.(*annotate.Entity)
		}
	}
}

// TestKeepApart: a pair that is kept apart is not proposed again, whoever one of them is
// merged into, until that is taken back or one of them goes.
func TestKeepApart(t *testing.T) {
	id := func(i byte) annotate.ID { return annotate.ID{0: 1, 15: i} }
	fresh := func() bare {
		r := bare{}
		for i, name := range []string{"Karim Dabbagh 📌", "Karim Dabbaġh 📌", "نقابة عمال الميناء", "Müller e\u0301 𐐀"} {
			r[id(byte(i+1))] = &annotate.Entity{ID: id(byte(i + 1)), Name: name}
		}
		return r
	}
	r := fresh()
	e := edit.Editor{Schema: &annotate.Schema{}, Now: time.Now, NewID: annotate.NewID}
	pairs := func() int { list, _ := r.Entities(); return len(register.Same(list)) }
	if pairs() != 1 {
		t.Fatalf("%d pairs to begin with", pairs())
	}
	cs, err := e.KeepApart(r, id(2), id(1), true)
	if err != nil || len(cs.Changes) != 1 || cs.Label != "Keep Karim Dabbagh 📌 and Karim Dabbaġh 📌 apart" {
		t.Fatal(cs, err)
	}
	r.apply(cs.Changes)
	if pairs() != 0 || !annotate.KeptApart(r[id(2)], r[id(1)]) {
		t.Fatal("the pair is proposed again")
	}
	if _, err := e.KeepApart(r, id(1), id(2), true); !errors.Is(err, annotate.ErrNothing) {
		t.Error("said twice:", err)
	}
	if _, err := e.KeepApart(r, id(1), id(1), true); !errors.Is(err, annotate.ErrInvalid) {
		t.Error("from itself:", err)
	}
	back := cs.Inverse()
	taken, err := e.KeepApart(r, id(1), id(2), false)
	if err != nil {
		t.Fatal(err)
	}
	apart := bare{}
	for k, v := range r {
		apart[k] = v
	}
	r.apply(taken.Changes)
	if pairs() != 1 {
		t.Error("it cannot be taken back")
	}
	r = apart
	cs, out, err := e.Merge(r, id(3), id(2)) // the one that is named
	if err != nil || out.Actors != 0 {
		t.Fatal(out, err)
	}
	r.apply(cs.Changes)
	if got := r[id(1)].Apart; !slices.Equal(got, []annotate.ID{id(3)}) || pairs() != 0 {
		t.Errorf("after a merge it is kept apart from %v", got)
	}
	cs, out, err = e.DeleteEntity(r, id(3), false)
	if err != nil || out.Actors != 0 {
		t.Fatal("to be kept apart is no use of a name:", out, err)
	}
	r.apply(cs.Changes)
	if got := r[id(1)].Apart; len(got) != 0 {
		t.Errorf("after a deletion it is kept apart from %v", got)
	}
	r = fresh()
	cs, _ = e.KeepApart(r, id(1), id(2), true)
	r.apply(cs.Changes)
	cs, _, err = e.Merge(r, id(1), id(2)) // somebody knows better
	if r.apply(cs.Changes); err != nil || len(r[id(1)].Apart) != 0 {
		t.Error("merged with whom it was kept apart from:", r[id(1)].Apart, err)
	}
	r = fresh()
	cs, _ = e.KeepApart(r, id(1), id(2), true)
	r.apply(cs.Changes)
	r.apply(back)
	if pairs() != 1 {
		t.Error("undo does not propose it again")
	}
}
