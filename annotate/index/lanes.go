package index

import (
	"cmp"
	"iter"
	"slices"

	"parley/annotate/text"
)

// MaxLanes is how many lanes are drawn under a line of text.
const MaxLanes = 4

// Beyond is the lane of an annotation for which no lane is left: it is counted as “+n”.
const Beyond = MaxLanes

// Lanes gives each annotation its lane, 0 being nearest to the text: one lane on
// all its lines and through the gaps between its fragments, shared with no other
// there. Lanes are given when a paragraph is first shown, the shortest annotation
// first, each taking the lowest that is free; what has a lane keeps it when others
// come. Make one with [NewLanes]; it belongs to one goroutine.
//
// A step costs the logarithm of the number of annotations that have been shown.
type Lanes[K comparable] struct {
	held   [MaxLanes + 1]*Index[K] // by lane, the last for Beyond; spans are hulls
	placed map[K]placement
}

type placement struct {
	hull text.Span
	lane int
}

// NewLanes makes lanes of which none is taken; compare orders the keys.
func NewLanes[K comparable](compare func(a, b K) int) *Lanes[K] {
	l := &Lanes[K]{placed: map[K]placement{}}
	for i := range l.held {
		l.held[i] = New(compare)
	}
	return l
}

// Place gives lanes to those of hulls (a paragraph's annotations, each from its
// first start to its last end) that have none yet, the shortest first, and sorts
// hulls so. Of equally long ones the earlier comes first, of the same span the one
// that stands first in hulls.
func (l *Lanes[K]) Place(hulls []Entry[K]) {
	slices.SortStableFunc(hulls, func(a, b Entry[K]) int {
		return cmp.Or(cmp.Compare(a.Span.Len(), b.Span.Len()), cmp.Compare(a.Span.Start, b.Span.Start))
	})
	for _, e := range hulls {
		l.Add(e)
	}
}

// Add gives e the lowest lane that is free along its hull and returns it, or
// [Beyond]. A key that has a lane keeps it, whatever the span; see [Lanes.Resize].
func (l *Lanes[K]) Add(e Entry[K]) int {
	if p, ok := l.placed[e.Key]; ok {
		return p.lane
	}
	lane := 0
	for lane < MaxLanes && l.taken(lane, e.Span) {
		lane++
	}
	l.put(e, lane)
	return lane
}

// Lane is the lane of key and whether it has one yet.
func (l *Lanes[K]) Lane(key K) (int, bool) {
	p, ok := l.placed[key]
	return p.lane, ok
}

// Hull is what key has its lane for, and whether it has one.
func (l *Lanes[K]) Hull(key K) (text.Span, bool) {
	p, ok := l.placed[key]
	return p.hull, ok
}

// Overlapping yields those whose hulls share a character with s, lane by lane.
func (l *Lanes[K]) Overlapping(s text.Span) iter.Seq[Entry[K]] {
	return func(yield func(Entry[K]) bool) {
		for _, held := range l.held {
			for e := range held.Overlapping(s) {
				if !yield(e) {
					return
				}
			}
		}
	}
}

// Resize gives key, whose hull is now another, a lane: its own where that is free.
func (l *Lanes[K]) Resize(e Entry[K]) int {
	p, ok := l.placed[e.Key]
	if !ok || p.lane == Beyond {
		l.Remove(e.Key)
		return l.Add(e)
	}
	l.Remove(e.Key)
	if l.taken(p.lane, e.Span) {
		return l.Add(e)
	}
	l.put(e, p.lane)
	return p.lane
}

// Remove frees the lane of key. What was [Beyond] along it has no lane any more,
// and gets a better one at the next [Lanes.Place].
func (l *Lanes[K]) Remove(key K) {
	p, ok := l.placed[key]
	if !ok {
		return
	}
	delete(l.placed, key)
	l.held[p.lane].Delete(Entry[K]{p.hull, key})
	if p.lane == Beyond {
		return
	}
	waiting := slices.Collect(l.held[Beyond].Overlapping(p.hull))
	for _, e := range waiting {
		l.held[Beyond].Delete(e)
		delete(l.placed, e.Key)
	}
}

// put places e, which has no lane.
func (l *Lanes[K]) put(e Entry[K], lane int) {
	l.held[lane].Insert(e)
	l.placed[e.Key] = placement{e.Span, lane}
}

func (l *Lanes[K]) taken(lane int, s text.Span) bool {
	for range l.held[lane].Overlapping(s) {
		return true
	}
	return false
}
