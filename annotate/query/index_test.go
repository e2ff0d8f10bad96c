package query_test

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"parley/annotate"
	"parley/annotate/annotatetest"
	"parley/annotate/query"
	"parley/annotate/text"
)

// After random changes, and after taking them back, the index answers as one does that
// looks at everything, and so does one that is built afresh.
func TestIndexIsWhatLookingAtEverythingSays(t *testing.T) {
	for seed := range uint64(12) {
		rnd := rand.New(rand.NewPCG(seed, 11))
		m, x, next := model{}, query.New(), annotatetest.IDs()
		var done []*annotate.ChangeSet
		for step := range 40 {
			cs := &annotate.ChangeSet{Changes: random(rnd, m, next, 1+rnd.IntN(30))}
			if n := len(done); n > 0 && rnd.IntN(4) == 0 {
				cs, done = &annotate.ChangeSet{Changes: done[n-1].Inverse()}, done[:n-1]
			} else {
				done = append(done, cs)
			}
			m.apply(cs)
			x.Apply(cs)
			if err := x.Sound(); err != nil {
				t.Fatalf("seed %d, step %d: %v", seed, step, err)
			}
			if step%8 == 7 {
				fresh, err := query.Build(context.Background(), shelf{model: m}, nil)
				if err != nil {
					t.Fatal(err)
				}
				where := fmt.Sprintf("seed %d, step %d", seed, step)
				agree(t, where, m, x)
				agree(t, where+", built afresh", m, fresh)
			}
		}
		for len(done) > 0 {
			n := len(done) - 1
			back := &annotate.ChangeSet{Changes: done[n].Inverse()}
			x.Apply(back)
			done = done[:n]
		}
		if err := x.Sound(); err != nil || x.Len() != 0 {
			t.Fatalf("seed %d: taken back, %d are left, %v", seed, x.Len(), err)
		}
	}
}

// random are n changes of m, a document's deletion among them.
func random(rnd *rand.Rand, m model, next func() annotate.ID, n int) (changes []annotate.Change) {
	now := maps.Clone(m)
	do := func(old, next *annotate.Annotation) {
		c := annotate.Change{}
		if old != nil {
			c.Old = old
		}
		if next != nil {
			c.New = next
		}
		changes = append(changes, c)
		now.apply(&annotate.ChangeSet{Changes: []annotate.Change{c}})
	}
	for range n {
		all := now.sorted()
		what := rnd.IntN(20)
		if len(all) == 0 {
			what = 19
		}
		switch {
		case what == 0:
			gone := all[rnd.IntN(len(all))].Document
			for _, a := range all {
				if a.Document == gone {
					do(a, nil)
				}
			}
			changes = append(changes, annotate.Delete(&annotate.Document{ID: gone}))
		case what < 5:
			do(all[rnd.IntN(len(all))], nil)
		case what < 12:
			old := all[rnd.IntN(len(all))]
			a := *old
			if what < 8 {
				fill(rnd, &a)
			}
			if what > 6 {
				place(rnd, &a)
			}
			do(old, &a)
		default:
			do(nil, makeOne(rnd, next()))
		}
	}
	return changes
}

// agree asks x everything that there is to ask.
func agree(t *testing.T, where string, m model, x *query.Index) {
	t.Helper()
	all, rnd := m.sorted(), rand.New(rand.NewPCG(1, 2))
	list := questions()
	for _, q := range list {
		check(t, where, all, x, rnd, q)
	}
	for range 150 {
		some := make([]question, 2+rnd.IntN(2))
		for i := range some {
			some[i] = list[rnd.IntN(len(list))]
		}
		check(t, where, all, x, rnd, some...)
	}
	tallies(t, where, all, x)
}

func check(t *testing.T, where string, all []*annotate.Annotation, x *query.Index, rnd *rand.Rand, qs ...question) {
	t.Helper()
	var terms []query.Term
	var want []query.Place
	for _, q := range qs {
		terms = append(terms, q.Term)
	}
	for _, a := range all {
		if !slices.ContainsFunc(qs, func(q question) bool { return !q.is(a) }) {
			want = append(want, query.Place{Document: a.Document, Annotation: a.ID, Span: a.Span()})
		}
	}
	if got := slices.Collect(x.Places(terms...)); !slices.Equal(got, want) || x.Count(terms...) != len(want) {
		t.Fatalf("%s: %+v: %d places %v\nwant %d: %v", where, terms, x.Count(terms...), got, len(want), want)
	}
	counts := map[annotate.ID]int{}
	for _, p := range want {
		counts[p.Document]++
	}
	if got := maps.Collect(x.Documents(terms...)); !maps.Equal(got, counts) {
		t.Fatalf("%s: %+v: in documents %v, want %v", where, terms, got, counts)
	}
	beside(t, where, x, want, terms)
	d, o := documentID(rnd.IntN(documents+1)), text.Offset(rnd.IntN(14)-1)
	behind := slices.IndexFunc(want, func(p query.Place) bool {
		c := p.Document.Compare(d)
		return c > 0 || c == 0 && !p.Span.Empty() && p.Span.Start > o
	})
	p, ok := x.Next(d, o, terms...)
	is(t, fmt.Sprint(where, ": behind ", d, o, terms), p, ok, want, behind)
	before := len(want) - 1
	for before >= 0 && (want[before].Document.Compare(d) > 0 || want[before].Document == d && !want[before].Span.Empty() && want[before].Span.Start >= o) {
		before--
	}
	p, ok = x.Previous(d, o, terms...)
	is(t, fmt.Sprint(where, ": before ", d, o, terms), p, ok, want, before)
}

// beside goes from place to place, both ways, and around the ends.
func beside(t *testing.T, where string, x *query.Index, want []query.Place, terms []query.Term) {
	t.Helper()
	for i, at := range want {
		p, ok := x.After(at, terms...)
		is(t, fmt.Sprint(where, ": after ", at, terms), p, ok, want, (i+2)%(len(want)+1)-1)
		p, ok = x.Before(at, terms...)
		is(t, fmt.Sprint(where, ": before ", at, terms), p, ok, want, i-1)
	}
	p, ok := x.Next(annotate.ID{}, -1, terms...)
	is(t, fmt.Sprint(where, ": the first of ", terms), p, ok, want, min(0, len(want)-1))
	p, ok = x.Last(terms...)
	is(t, fmt.Sprint(where, ": the last of ", terms), p, ok, want, len(want)-1)
}

func is(t *testing.T, what string, got query.Place, ok bool, want []query.Place, i int) {
	t.Helper()
	if ok != (i >= 0) || ok && got != want[i] {
		t.Fatalf("%s is %v, %v; want number %d of %v", what, got, ok, i, want)
	}
}

func tallies(t *testing.T, where string, all []*annotate.Annotation, x *query.Index) {
	t.Helper()
	byLayer, byAnnotator, byEntity := map[annotate.LayerID]int{}, map[annotate.ID]int{}, map[annotate.ID]int{}
	stances, slots := map[annotate.TagID]int{}, map[query.Term]int{}
	for _, a := range all {
		byLayer[a.Layer]++
		byAnnotator[a.Annotator]++
		for e := range entities {
			if names(a, entity(e)) {
				byEntity[entity(e)]++
			}
		}
		for _, g := range tags {
			if has(a, "Claim", "stance", annotate.Value{Type: annotate.TypeTag, Tag: g}) {
				stances[g]++
			}
		}
		for _, f := range features {
			if has(a, a.Layer, f, annotate.Value{Type: annotate.TypeEntity, Ref: entity(1)}) {
				slots[query.Slot(a.Layer, f, entity(1))]++
			}
		}
	}
	if !maps.Equal(maps.Collect(x.Layers()), byLayer) || !maps.Equal(maps.Collect(x.Annotators()), byAnnotator) ||
		!maps.Equal(maps.Collect(x.Entities()), byEntity) || !maps.Equal(maps.Collect(x.Tags("Claim", "stance")), stances) ||
		!maps.Equal(maps.Collect(x.Slots(entity(1))), slots) {
		t.Fatalf("%s: the tallies are wrong", where)
	}
	if len(maps.Collect(x.Tags("none", "stance")))+len(maps.Collect(x.Slots(annotate.ID{9}))) > 0 {
		t.Fatalf("%s: it counts what is not there", where)
	}
}
