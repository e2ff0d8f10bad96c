package text

import (
	"cmp"
	"iter"
	"slices"
	"strings"
)

// Confidence says how sure [Text.Reanchor] is.
type Confidence uint8

const (
	Absent    Confidence = iota // the quote occurs nowhere
	Ambiguous                   // several places fit alike: somebody must choose
	Chosen                      // of several places, one alone fits what stood around it
	Only                        // the quote occurs once
)

var confidenceNames = [...]string{Absent: "absent", Ambiguous: "ambiguous", Chosen: "chosen", Only: "only"}

// String is the confidence in a word.
func (c Confidence) String() string {
	if int(c) < len(confidenceNames) {
		return confidenceNames[c]
	}
	return "unknown"
}

// margin is by how many bytes of context one place must beat all others.
const margin = 8

// place is one occurrence of a quote and how much of its context is there.
type place struct {
	span  Span
	score int
	whole bool
}

// Reanchor finds where q stands, near being where it stood in an earlier text, or
// negative. Chosen and Only come with one span. Ambiguous comes with all that fit
// alike, the nearest first: nothing is guessed. Exact is searched as it is, so a
// discontinuous quote is Absent unless its fragments adjoin.
func (t *Text) Reanchor(q Quote, near Offset) ([]Span, Confidence) {
	var places []place
	for s, ok := t.find(q.Exact, 0); ok; s, ok = t.find(q.Exact, s.Start+1) {
		places = append(places, t.weigh(s, q))
	}
	switch len(places) {
	case 0:
		return nil, Absent
	case 1:
		return []Span{places[0].span}, Only
	}
	places = best(places)
	if i := slices.IndexFunc(places, func(p place) bool { return p.whole && p.span.Start == near }); i >= 0 {
		places = places[i : i+1]
	}
	slices.SortStableFunc(places, func(a, b place) int {
		return cmp.Compare(distance(a.span.Start, near), distance(b.span.Start, near))
	})
	spans := make([]Span, len(places))
	for i, p := range places {
		spans[i] = p.span
	}
	if len(spans) == 1 {
		return spans, Chosen
	}
	return spans, Ambiguous
}

// Occurrences yields, in order, where s stands in the text, overlaps and places
// that would cut a grapheme cluster left out: e is not found in é.
func (t *Text) Occurrences(s string) iter.Seq[Span] {
	return func(yield func(Span) bool) {
		for o, ok := t.find(s, 0); ok; {
			next := o.Start + 1
			if graphemeBreak(t.s, int(o.Start)) && graphemeBreak(t.s, int(o.End)) {
				if !yield(o) {
					return
				}
				next = o.End
			}
			o, ok = t.find(s, next)
		}
	}
}

// find is the first place of s that begins at from or behind it. An empty s has none.
func (t *Text) find(s string, from Offset) (Span, bool) {
	if s == "" || from > t.Len() {
		return Span{}, false
	}
	i := strings.Index(t.s[from:], s)
	start := from + Offset(i)
	return Span{start, start + Offset(len(s))}, i >= 0
}

func (t *Text) weigh(s Span, q Quote) place {
	left := commonSuffix(t.s[:s.Start], q.Prefix)
	right := commonPrefix(t.s[s.End:], q.Suffix)
	full := len(q.Prefix) + len(q.Suffix)
	return place{s, left + right, left+right == full && full > 0}
}

// best keeps the places whose whole context is there or, with none such, those
// within the margin of the best.
func best(places []place) []place {
	top := 0
	for _, p := range places {
		top = max(top, p.score)
	}
	whole := slices.ContainsFunc(places, func(p place) bool { return p.whole })
	return slices.DeleteFunc(places, func(p place) bool {
		return whole && !p.whole || !whole && p.score <= top-margin
	})
}

// distance is how far o is from near; with near negative all are alike.
func distance(o, near Offset) Offset {
	if near < 0 {
		return 0
	}
	return max(o-near, near-o)
}
