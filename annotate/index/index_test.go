package index

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"parley/annotate/text"
)

// brute is an index that cannot be wrong: a sorted list, searched from end to end.
type brute []Entry[int]

func order(a, b Entry[int]) int { return cmp.Or(a.Span.Compare(b.Span), cmp.Compare(a.Key, b.Key)) }

func (b brute) where(keep func(Entry[int]) bool) []Entry[int] {
	var out []Entry[int]
	for _, e := range b {
		if keep(e) {
			out = append(out, e)
		}
	}
	return out
}

func entry(start, length, key int) Entry[int] {
	return Entry[int]{text.Span{Start: text.Offset(start), End: text.Offset(start + length)}, key}
}

// random makes n entries over a document of size bytes: most short, some very long,
// many with one span.
func random(r *rand.Rand, n, size int) []Entry[int] {
	entries := make([]Entry[int], n)
	for i := range entries {
		length := 1 + r.IntN(60)
		if i%20 == 0 {
			length = r.IntN(size)
		}
		entries[i] = entry(r.IntN(size), length, i)
		if i > 0 && i%7 == 0 {
			entries[i].Span = entries[i-1].Span
		}
	}
	return entries
}

// checkAgainst compares every query at s.
func checkAgainst(t *testing.T, x *Index[int], b brute, s text.Span) {
	t.Helper()
	same := func(what string, got, want []Entry[int]) {
		t.Helper()
		if !slices.Equal(got, want) {
			t.Fatalf("%s %v = %v; want %v", what, s, got, want)
		}
	}
	same("Touching", slices.Collect(x.Touching(s)), b.where(func(e Entry[int]) bool { return e.Span.Touches(s) }))
	same("Overlapping", slices.Collect(x.Overlapping(s)), b.where(func(e Entry[int]) bool { return e.Span.Overlaps(s) }))
	one := func(what string, got Entry[int], ok bool, all []Entry[int], i int) {
		t.Helper()
		if ok != (len(all) > 0) || ok && got != all[(i+len(all))%len(all)] {
			t.Fatalf("%s %v = %v %v; of %v", what, s, got, ok, all)
		}
	}
	probe := Entry[int]{s, 3}
	e, ok := x.Next(s.Start)
	one("Next", e, ok, b.where(func(e Entry[int]) bool { return e.Span.Start > s.Start }), 0)
	e, ok = x.Prev(s.Start)
	one("Prev", e, ok, b.where(func(e Entry[int]) bool { return e.Span.Start < s.Start }), -1)
	e, ok = x.After(probe)
	one("After", e, ok, b.where(func(e Entry[int]) bool { return order(e, probe) > 0 }), 0)
	e, ok = x.Before(probe)
	one("Before", e, ok, b.where(func(e Entry[int]) bool { return order(e, probe) < 0 }), -1)
}

func checkAll(t *testing.T, x *Index[int], b brute) {
	t.Helper()
	if got := slices.Collect(x.All()); !slices.Equal(got, b) || x.Len() != len(b) {
		t.Fatalf("All = %v, Len %d; want %v", got, x.Len(), b)
	}
}

// play inserts and deletes as data says, and compares after each step.
func play(t *testing.T, data []byte) {
	x, b := New(cmp.Compare[int]), brute{}
	for len(data) >= 4 {
		e := entry(int(data[1]%64), int(data[2]%16), int(data[3]%8))
		i, there := slices.BinarySearchFunc(b, e, order)
		if data[0]%3 == 0 {
			if x.Delete(e) != there {
				t.Fatalf("Delete(%v) = %v", e, !there)
			}
			if there {
				b = slices.Delete(b, i, i+1)
			}
		} else {
			if x.Insert(e) == there {
				t.Fatalf("Insert(%v) = %v", e, there)
			}
			if !there {
				b = slices.Insert(b, i, e)
			}
		}
		checkAll(t, x, b)
		checkAgainst(t, x, b, e.Span)
		data = data[4:]
	}
}

func TestIndexIsBruteForce(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 30 {
		data := make([]byte, 400)
		for i := range data {
			data[i] = byte(r.Uint32())
		}
		play(t, data)
	}
	entries := random(r, 2000, 10_000)
	x := Of(cmp.Compare[int], slices.Clone(entries))
	slices.SortFunc(entries, order)
	checkAll(t, x, entries)
	for range 300 {
		checkAgainst(t, x, entries, entry(r.IntN(10_100)-50, r.IntN(200), 0).Span)
	}
	for i, e := range entries {
		if i%2 == 0 && !x.Delete(e) {
			t.Fatalf("%v is not there", e)
		}
	}
	left := brute(entries).where(func(e Entry[int]) bool { i, _ := slices.BinarySearchFunc(entries, e, order); return i%2 == 1 })
	checkAll(t, x, left)
	checkAgainst(t, x, left, entry(5000, 80, 0).Span)
}

func FuzzIndex(f *testing.F) {
	f.Add([]byte("1abc1abd1xyz0abc1aaa"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1<<10 {
			t.Skip()
		}
		play(t, data)
	})
}

func TestOfDropsDoubles(t *testing.T) {
	e := entry(3, 4, 1)
	if x := Of(cmp.Compare[int], []Entry[int]{e, e, entry(3, 4, 2), e}); x.Len() != 2 {
		t.Errorf("Len = %d", x.Len())
	}
	x := Of(cmp.Compare[int], nil)
	if _, ok := x.Next(0); ok || x.Len() != 0 || x.Delete(e) || !x.Insert(e) {
		t.Error("an empty index is not empty")
	}
}

// One more mark must not cost the document: from a thousand marks to a hundred
// thousand, the steps of a change and of a query may grow as the logarithm only.
func TestStepsGrowAsLogarithm(t *testing.T) {
	for _, n := range []int{1000, 10_000, 100_000} {
		r := rand.New(rand.NewPCG(uint64(n), 7))
		size := 100 * n // as many marks to the page at any size
		entries := random(r, n, size)
		for i := range entries { // without the long ones, so that each answer is as long
			entries[i].Span.End = min(entries[i].Span.End, entries[i].Span.Start+60)
		}
		x := Of(cmp.Compare[int], entries)
		const ops = 2000
		before, visited, found := x.steps, 0, 0
		for i := range ops {
			e := entry(r.IntN(size), 30, -1-i)
			x.Insert(e)
			w := walk[int]{x: x, low: e.Span.Start, high: e.Span.End, yield: func(Entry[int]) bool { found++; return true }}
			w.visit(x.root)
			visited += w.steps
			x.Delete(e)
		}
		change := float64(x.steps-before) / (2 * ops)
		query := float64(visited)/ops - float64(found)/ops
		limit := 3 * math.Log2(float64(n))
		t.Logf("%6d entries: %.1f steps a change, %.1f steps a query beyond its %.1f answers", n, change, query, float64(found)/ops)
		if change > limit || query > limit {
			t.Errorf("%d entries: %.1f steps a change, %.1f a query; want at most %.1f", n, change, query, limit)
		}
	}
}

func TestQueriesDoNotAllocate(t *testing.T) {
	x := Of(cmp.Compare[int], random(rand.New(rand.NewPCG(3, 3)), 10_000, 1_000_000))
	n := 0
	if allocs := testing.AllocsPerRun(100, func() {
		for e := range x.Overlapping(text.Span{Start: 500_000, End: 500_080}) {
			n += e.Span.Len()
		}
		x.Next(500_000)
		x.Prev(500_000)
	}); allocs > 1 { // the walk itself
		t.Errorf("a query allocates %v times", allocs)
	}
}
