package suggest

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"parley/annotate"
	"parley/annotate/search"
	"parley/annotate/text"
)

// Match is words of a text that are a name.
type Match struct {
	text.Span
	Entities []annotate.ID // whose name it is, by ID; not to be changed
}

// Ambiguous reports whether the words are a name of several actors.
func (m *Match) Ambiguous() bool { return len(m.Entities) > 1 }

// Found is what was found in one text. It does not change.
type Found struct {
	text    *text.Text
	folded  map[search.Fold]*search.Folded // as far as they were needed
	hits    []hit                          // of all needles, by place
	matches []Match
	looked  int // for how many names so far: what the test of upkeep counts
}

// hit is a place of a needle.
type hit struct {
	text.Span
	of needle
}

// In finds the names in a text: 50,000 of them in 1 MB within 100 ms. When ctx ends early
// what was found until then is told.
func (n *Names) In(ctx context.Context, t *text.Text) *Found {
	f := &Found{text: t, folded: map[search.Fold]*search.Folded{}, looked: n.Len()}
	for _, sets := range [][]needleSet{n.base, n.extra} {
		for i := range sets {
			f.look(ctx, &sets[i])
		}
	}
	f.settle(n)
	return f
}

// look adds the hits of a set.
func (f *Found) look(ctx context.Context, s *needleSet) {
	folded := f.folded[s.set.Fold()]
	if folded == nil {
		folded = search.Prepare(f.text, s.set.Fold())
		f.folded[s.set.Fold()] = folded
	}
	for m := range s.set.Each(ctx, folded, f.text.All()) {
		for _, i := range m.Needles {
			f.hits = append(f.hits, hit{m.Span, s.needles[i]})
		}
	}
}

// Follow is what is found when n is in force instead of the names of before, of which d is
// the change: looked for is only what came.
func (f *Found) Follow(ctx context.Context, n *Names, d Delta) *Found {
	if d.Empty() {
		return f
	}
	next := &Found{text: f.text, folded: maps.Clone(f.folded), hits: slices.Clone(f.hits), looked: f.looked + len(d.came)}
	if len(d.gone) > 0 {
		gone := make(map[needle]bool, len(d.gone))
		for _, k := range d.gone {
			gone[k] = true
		}
		next.hits = slices.DeleteFunc(next.hits, func(h hit) bool { return gone[h.of] })
	}
	for _, s := range setsOf(slices.Values(d.came)) {
		next.look(ctx, &s)
	}
	next.settle(n)
	return next
}

// settle puts the hits in order and makes of them what is told.
func (f *Found) settle(n *Names) {
	slices.SortFunc(f.hits, func(a, b hit) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End), cmp.Compare(a.of.fold, b.of.fold), cmp.Compare(a.of.text, b.of.text), compareBool(a.of.prefixed, b.of.prefixed))
	})
	f.hits = slices.CompactFunc(f.hits, func(a, b hit) bool { return a == b })
	end := text.Offset(0)
	for i := 0; i < len(f.hits); {
		h, ids := f.hits[i], []annotate.ID(nil)
		for ; i < len(f.hits) && f.hits[i].Span == h.Span; i++ {
			ids = union(ids, n.of(f.hits[i].of))
		}
		if h.Start >= end && len(ids) > 0 {
			f.matches = append(f.matches, Match{h.Span, ids})
			end = h.End
		}
	}
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// union are two lists of IDs as one, in order.
func union(a, b []annotate.ID) []annotate.ID {
	if len(a) == 0 {
		return b
	}
	for _, id := range b {
		a = withID(a, id)
	}
	return a
}

// Matches are the places of names, in the order of the text, apart. They are not to be changed.
func (f *Found) Matches() []Match { return f.matches }

// Text is where they were found.
func (f *Found) Text() *text.Text { return f.text }

// From is the index of the first match that begins at o or behind it.
func (f *Found) From(o text.Offset) int {
	i, _ := slices.BinarySearchFunc(f.matches, o, func(m Match, o text.Offset) int { return cmp.Compare(m.Start, o) })
	return i
}
