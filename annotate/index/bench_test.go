package index

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"parley/annotate/text"
)

var sizes = []int{1000, 10_000, 100_000}

func eachSize(b *testing.B, run func(*testing.B, []Entry[int], int)) {
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			size := 100 * n
			b.ReportAllocs()
			run(b, random(rand.New(rand.NewPCG(1, 1)), n, size), size)
		})
	}
}

// One mark made and taken back.
func BenchmarkChange(b *testing.B) {
	eachSize(b, func(b *testing.B, entries []Entry[int], size int) {
		x := Of(cmp.Compare[int], entries)
		for i := 0; b.Loop(); i++ {
			e := entry(i*7919%size, 40, -1)
			x.Insert(e)
			x.Delete(e)
		}
	})
}

// The marks of one line of 80 characters.
func BenchmarkLine(b *testing.B) {
	eachSize(b, func(b *testing.B, entries []Entry[int], size int) {
		for i := range entries { // a page is as full in a long document as in a short one
			entries[i].Span.End = min(entries[i].Span.End, entries[i].Span.Start+400)
		}
		x, n := Of(cmp.Compare[int], entries), 0
		for i := 0; b.Loop(); i++ {
			at := text.Offset(i * 7919 % size)
			for range x.Overlapping(text.Span{Start: at, End: at + 80}) {
				n++
			}
		}
		b.ReportMetric(float64(n)/float64(b.N), "marks/op")
	})
}

func BenchmarkBuild(b *testing.B) {
	eachSize(b, func(b *testing.B, entries []Entry[int], _ int) {
		for b.Loop() {
			Of(cmp.Compare[int], slices.Clone(entries))
		}
	})
}

func BenchmarkLanesFirst(b *testing.B) {
	eachSize(b, func(b *testing.B, entries []Entry[int], _ int) {
		for b.Loop() {
			NewLanes(cmp.Compare[int]).Place(slices.Clone(entries))
		}
	})
}

func BenchmarkLanesOneMore(b *testing.B) {
	eachSize(b, func(b *testing.B, entries []Entry[int], size int) {
		l := NewLanes(cmp.Compare[int])
		l.Place(entries)
		for i := 0; b.Loop(); i++ {
			l.Add(entry(i*7919%size, 40, -1))
			l.Remove(-1)
		}
	})
}
