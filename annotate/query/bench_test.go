package query_test

import (
	"context"
	"math/rand/v2"
	"testing"

	"parley/annotate"
	"parley/annotate/annotatetest"
	"parley/annotate/query"
	"parley/annotate/text"
)

func million(b *testing.B) *query.Index {
	if testing.Short() {
		b.Skip("a million annotations are not short")
	}
	x, err := query.Build(context.Background(), many{n: 1_000_000}, nil)
	if err != nil {
		b.Fatal(err)
	}
	return x
}

// batch is n claims from the i-th on, made or taken away.
func batch(rnd *rand.Rand, i, n int, of func(annotate.Record) annotate.Change) *annotate.ChangeSet {
	cs := &annotate.ChangeSet{}
	for k := range n {
		cs.Changes = append(cs.Changes, of(claim(rnd, i+k)))
	}
	return cs
}

// BenchmarkImport brings an index of a million up to date with 10,000 claims of new documents.
func BenchmarkImport(b *testing.B) {
	x, rnd := million(b), rand.New(rand.NewPCG(1, 1))
	for i := 1_000_000; b.Loop(); i += 10_000 {
		b.StopTimer()
		cs := batch(rnd, i, 10_000, annotate.Create)
		b.StartTimer()
		x.Apply(cs)
	}
}

// BenchmarkRecode gives one claim of the million another stance.
func BenchmarkRecode(b *testing.B) {
	x, rnd := million(b), rand.New(rand.NewPCG(5, 6))
	var list []*annotate.Annotation
	for i := range 100_000 {
		list = append(list, claim(rnd, i))
	}
	for i := 0; b.Loop(); i++ {
		at := i * 7919 % len(list)
		next := *list[at]
		next.Features = append([]annotate.FeatureValue{{Feature: "stance", Values: []annotate.Value{{Type: annotate.TypeTag, Tag: stances[i%5]}}}}, next.Features[:2]...)
		x.Apply(&annotate.ChangeSet{Changes: []annotate.Change{annotate.Update(list[at], &next)}})
		list[at] = &next
	}
}

// BenchmarkNext finds the next place of an entity, anywhere in the million.
func BenchmarkNext(b *testing.B) {
	x := million(b)
	for i := 0; b.Loop(); i++ {
		x.Next(annotatetest.ID(uint64(1+i*7919%100_000)), text.Offset(i%1500), query.Entity(annotatetest.ID(uint64(1+i%2000))))
	}
}

// BenchmarkNextOfThree finds the next claim of an actor with a stance and a category.
func BenchmarkNextOfThree(b *testing.B) {
	x := million(b)
	for i := 0; b.Loop(); i++ {
		x.Next(annotatetest.ID(uint64(1+i*7919%100_000)), text.Offset(i%1500),
			query.Slot("claim", "claimant", annotatetest.ID(uint64(1+i%500))), query.Tag("claim", "stance", stances[i%5]), query.Tag("claim", "category", categories[i%12]))
	}
}

// BenchmarkPlaces goes through all places of the entity that is named most.
func BenchmarkPlaces(b *testing.B) {
	x := million(b)
	most, uses := annotate.ID{}, 0
	for id, n := range x.Entities() {
		if n > uses {
			most, uses = id, n
		}
	}
	for b.Loop() {
		for range x.Places(query.Entity(most)) {
		}
	}
	b.ReportMetric(float64(uses), "places")
}

// BenchmarkDocuments counts the claims of every document against something.
func BenchmarkDocuments(b *testing.B) {
	x := million(b)
	for b.Loop() {
		for range x.Documents(query.Tag("claim", "stance", "against")) {
		}
	}
}
