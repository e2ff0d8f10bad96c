package docview

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"

	"parley/annotate/text"
)

// Chunks of ticks are what one sorted list would be, after any changes.
func TestTicks(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 1))
	var got ticks
	var want []tick
	const size = 20_000
	for step := range 600 {
		a, b := text.Offset(rnd.IntN(size)), text.Offset(rnd.IntN(size))
		s := text.Span{Start: min(a, b), End: max(a, b) + 1}
		if step%3 > 0 {
			s.End = min(s.End, s.Start+text.Offset(rnd.IntN(30))+1)
		}
		fresh := make([]tick, rnd.IntN(int(s.Len())*2%700+1))
		for i := range fresh {
			fresh[i] = tick{s.Start + text.Offset(rnd.IntN(int(s.Len()))), int32(step)}
		}
		slices.SortFunc(fresh, func(a, b tick) int { return cmp.Compare(a.start, b.start) })
		got.replace(s, fresh)
		at := func(o text.Offset) int {
			i, _ := slices.BinarySearchFunc(want, o, func(t tick, o text.Offset) int { return cmp.Compare(t.start, o) })
			return i
		}
		want = slices.Replace(want, at(s.Start), at(s.End), fresh...)
		for _, c := range got.chunks {
			if len(c) == 0 || len(c) > 2*chunkTicks {
				t.Fatalf("step %d: a chunk of %d", step, len(c))
			}
		}
		if !slices.Equal(slices.Concat(got.chunks...), want) || got.count != len(want) {
			t.Fatalf("step %d: %d ticks, want %d", step, got.count, len(want))
		}
		o := text.Offset(rnd.IntN(size))
		next, ok := got.next(o)
		if k := at(o); got.rank(o) != k || ok != (k < len(want)) || ok && next != want[k] {
			t.Fatalf("step %d: after %d comes %v, rank %d, want %d", step, o, next, got.rank(o), k)
		}
	}
}

// A text of very many marks opens with the first slice of its ticks; the rest comes by
// itself, changes made meanwhile included.
func TestRulerFetchesInSlices(t *testing.T) {
	v, h := show(t, longShelf(t, 100_000, 3*slice))
	all := func() (n int) {
		for c := range v.ruler.ticks {
			n += v.ruler.ticks[c].count
		}
		return n
	}
	if n := all(); n > firstSlice+10 || n < firstSlice-10 {
		t.Fatalf("opened with %d ticks", n)
	}
	s := v.source.(*shelf)
	end := text.Span{Start: s.text.Len() - 50, End: s.text.Len() - 20}
	for n, span := range []text.Span{{Start: 5, End: 9}, end} {
		s.put(1<<20+n, 1, span)
		v.Invalidate(span)
	}
	h.pass(20 * sliceTime)
	if n := all(); n != 3*slice+2 {
		t.Errorf("%d ticks in the end, want %d", n, 3*slice+2)
	}
}
