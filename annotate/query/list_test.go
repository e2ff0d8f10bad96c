package query_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	"parley/annotate"
	"parley/annotate/query"
)

// Lists of many chunks are split, emptied and joined again, whatever the order of changes.
func TestListsOfManyChunks(t *testing.T) {
	rnd := rand.New(rand.NewPCG(6, 7))
	m := some(6000)
	x, err := query.Build(context.Background(), shelf{model: m}, nil)
	if err != nil {
		t.Fatal(err)
	}
	same(t, m, x)
	more := model{}
	for range 6000 {
		a := makeOne(rnd, annotate.ID{1, byte(rnd.Uint32()), byte(rnd.Uint32()), byte(rnd.Uint32())})
		more[a.ID] = a
	}
	for _, a := range shuffled(rnd, more) {
		m[a.ID] = a
		x.Apply(&annotate.ChangeSet{Changes: []annotate.Change{annotate.Create(a)}})
	}
	same(t, m, x)
	for i, a := range shuffled(rnd, m) {
		delete(m, a.ID)
		x.Apply(&annotate.ChangeSet{Changes: []annotate.Change{annotate.Delete(a)}})
		if i%3000 == 0 || len(m) < 3 {
			same(t, m, x)
		}
	}
}

func shuffled(rnd *rand.Rand, m model) []*annotate.Annotation {
	list := m.sorted()
	rnd.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	return list
}

// same compares all places, those of each entity, and the steps to and fro among some.
func same(t *testing.T, m model, x *query.Index) {
	t.Helper()
	if err := x.Sound(); err != nil {
		t.Fatal(err)
	}
	all := m.sorted()
	for e := -1; e < entities; e++ {
		var terms []query.Term
		if e >= 0 {
			terms = append(terms, query.Entity(entity(e)), query.Layer("Claim"))
		}
		var want []query.Place
		for _, a := range all {
			if e < 0 || a.Layer == "Claim" && names(a, entity(e)) {
				want = append(want, query.Place{Document: a.Document, Annotation: a.ID, Span: a.Span()})
			}
		}
		if got := slices.Collect(x.Places(terms...)); !slices.Equal(got, want) {
			t.Fatalf("of %d places %d are found", len(want), len(got))
		}
		for i := 1; i < len(want); i += 97 {
			next, _ := x.After(want[i-1], terms...)
			back, _ := x.Before(want[i], terms...)
			if next != want[i] || back != want[i-1] {
				t.Fatalf("number %d: after it %v, before the next %v", i, next, back)
			}
		}
	}
}
