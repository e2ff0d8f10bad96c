// Package index knows which annotations touch a piece of a document, in time that
// depends on the answer and not on the document: it is asked at every repaint.
//
// An [Index] holds entries: a span and the key of what stands there. A discontinuous
// annotation has one entry for each fragment, all with one key. [Lanes] gives each
// annotation the line under the text that it is drawn on.
//
// One rule: everything comes in the order of the text, by start, and of two with one
// start the longer first, so that what encloses comes before what it holds. Entries
// with one span are ordered by their keys.
//
//	x := index.New(strings.Compare)
//	x.Insert(index.Entry[string]{Span: text.Span{Start: 3, End: 9}, Key: "claim 1"})
//	for e := range x.Touching(text.Span{Start: 5, End: 5}) {
//		fmt.Println(e.Key, e.Span) // claim 1 {3 9}
//	}
package index

import (
	"iter"
	"slices"

	"parley/annotate/text"
)

// Entry is a key at a span.
type Entry[K any] struct {
	Span text.Span
	Key  K
}

// Index is a set of entries. It is a treap over the order of the text in which
// every node knows the last end below it. Make one with [New] or [Of]. It may be
// read by several goroutines as long as none changes it.
type Index[K any] struct {
	compare func(a, b K) int
	nodes   []node[K] // the first is none; children are places in here
	root    int32
	free    int32 // the first unused node; the next is its left
	size    int
	seed    uint64
	steps   int // of all changes so far: what the complexity test counts
}

type node[K any] struct {
	Entry[K]
	last        text.Offset // the greatest end below, its own included
	left, right int32
	weight      uint32
}

// New makes an empty index; compare orders the keys and is 0 for equal ones only.
func New[K any](compare func(a, b K) int) *Index[K] {
	return &Index[K]{compare: compare, nodes: make([]node[K], 1)}
}

// Of makes an index of entries in one go, sorting them in place; of two alike, one is kept.
func Of[K any](compare func(a, b K) int, entries []Entry[K]) *Index[K] {
	x := New(compare)
	slices.SortFunc(entries, x.order)
	x.nodes = slices.Grow(x.nodes, len(entries))
	var spine []int32 // from the root along the right
	for i, e := range entries {
		if i > 0 && x.order(entries[i-1], e) == 0 {
			continue
		}
		n, below := x.alloc(e), int32(0)
		for len(spine) > 0 && x.nodes[spine[len(spine)-1]].weight < x.nodes[n].weight {
			below = spine[len(spine)-1]
			spine = spine[:len(spine)-1]
			x.update(below)
		}
		x.nodes[n].left = below
		if len(spine) > 0 {
			x.nodes[spine[len(spine)-1]].right = n
		}
		spine = append(spine, n)
	}
	for i, n := range slices.Backward(spine) {
		x.update(n)
		if i == 0 {
			x.root = n
		}
	}
	return x
}

// Len is the number of entries.
func (x *Index[K]) Len() int { return x.size }

// Insert adds e. It reports false when e is there already.
func (x *Index[K]) Insert(e Entry[K]) bool {
	if x.has(e) {
		return false
	}
	x.root = x.insert(x.root, x.alloc(e))
	return true
}

// Delete takes e away. It reports false when e is not there.
func (x *Index[K]) Delete(e Entry[K]) bool {
	if !x.has(e) {
		return false
	}
	x.root = x.delete(x.root, e)
	return true
}

// Touching yields, in order, the entries that share a character or a border with s:
// for a caret, those that hold it, begin or end there.
func (x *Index[K]) Touching(s text.Span) iter.Seq[Entry[K]] {
	return func(yield func(Entry[K]) bool) {
		w := walk[K]{x: x, low: s.Start, high: s.End, yield: yield}
		w.visit(x.root)
	}
}

// Overlapping yields, in order, the entries that share a character with s.
func (x *Index[K]) Overlapping(s text.Span) iter.Seq[Entry[K]] {
	return func(yield func(Entry[K]) bool) {
		w := walk[K]{x: x, low: s.Start + 1, high: s.End - 1, yield: yield}
		w.visit(x.root)
	}
}

// All yields every entry in order.
func (x *Index[K]) All() iter.Seq[Entry[K]] {
	return x.Touching(text.Span{Start: minOffset, End: maxOffset})
}

// Next is the first entry that begins after o.
func (x *Index[K]) Next(o text.Offset) (Entry[K], bool) {
	return x.first(func(e Entry[K]) bool { return e.Span.Start > o })
}

// Prev is the last entry that begins before o: of those that begin at one place, the shortest.
func (x *Index[K]) Prev(o text.Offset) (Entry[K], bool) {
	return x.lastBefore(func(e Entry[K]) bool { return e.Span.Start >= o })
}

// After is the entry behind e in order; e itself need not be in the index.
func (x *Index[K]) After(e Entry[K]) (Entry[K], bool) {
	return x.first(func(other Entry[K]) bool { return x.order(other, e) > 0 })
}

// Before is the entry before e in order; e itself need not be in the index.
func (x *Index[K]) Before(e Entry[K]) (Entry[K], bool) {
	return x.lastBefore(func(other Entry[K]) bool { return x.order(other, e) >= 0 })
}

// walk yields entries that begin at high or before it and end at low or behind it.
type walk[K any] struct {
	x         *Index[K]
	low, high text.Offset
	yield     func(Entry[K]) bool
	steps     int
}

// visit goes through the entries below n in order, leaving out what cannot match.
func (w *walk[K]) visit(n int32) bool {
	for n != 0 {
		w.steps++
		at := &w.x.nodes[n]
		if at.last < w.low {
			return true
		}
		if !w.visit(at.left) {
			return false
		}
		if at.Span.Start > w.high {
			return true
		}
		if at.Span.End >= w.low && !w.yield(at.Entry) {
			return false
		}
		n = w.x.nodes[n].right
	}
	return true
}
