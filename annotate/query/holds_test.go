package query_test

import (
	"math/rand/v2"
	"testing"

	"parley/annotate/annotatetest"
)

// Holds says of each annotation what the index would find it by.
func TestHolds(t *testing.T) {
	rnd := rand.New(rand.NewPCG(7, 11))
	list := questions()
	for i := range 300 {
		a := makeOne(rnd, annotatetest.ID(uint64(1000+i)))
		for _, q := range list {
			if got, want := q.Holds(a), q.is(a); got != want {
				t.Fatalf("%+v of %+v: %t, want %t", q.Term, a, got, want)
			}
		}
	}
}
