package search

import (
	"context"
	"iter"
	"slices"
	"strings"

	"parley/annotate/text"
)

// Each yields every hit of a set of whole words that lies in within, by start, of two with
// one start the longer first: unlike with [Set.Matches] they may overlap, so that what is a
// hit does not depend on the other needles. f must have been prepared with the set's Fold.
// It ends early when ctx does.
//
// A name also ends before the ’s of possession, “Assad” in “Assad’s”, and begins behind
// what [Onto] says may be written onto it: both are no part of it.
func (s *Set) Each(ctx context.Context, f *Folded, within text.Span) iter.Seq[Match] {
	within = within.Intersect(f.text.All())
	return func(yield func(Match) bool) {
		if f.fold != s.fold || within.Empty() {
			return
		}
		found := make([]int32, 0, 16)
		for i, n := f.at(within.Start), 0; i < len(f.s); n++ {
			if n%(1<<16) == 0 && ctx.Err() != nil {
				return
			}
			found = s.walk(f.s, i, found[:0])
			for _, k := range slices.Backward(found) {
				span, ok := f.name(s.onto, i, i+len(s.needles[k]))
				if ok && within.Covers(span) && !yield(Match{span, s.given[k]}) {
					return
				}
			}
			i = s.next(f.s, i)
		}
	}
}

// name is what folded bytes [i, j) are in the original, when they are whole words but for
// what is written onto a name.
func (f *Folded) name(onto Onto, i, j int) (text.Span, bool) {
	if span, ok := f.span(i, j, true); ok && onto != Contracted {
		return span, true
	}
	span, ok := f.span(i, j, false)
	if !ok || span.Empty() {
		return text.Span{}, false
	}
	whole, all := f.text.SnapWords(span), f.text.String()
	before, behind := all[whole.Start:span.Start], all[span.End:whole.End]
	return span, (behind == "" || isPossession(behind)) && onto.takes(f.fold.Of(before), f.s[i:j])
}

func isPossession(s string) bool {
	for _, apostrophe := range []string{"’", "'", "ʼ", "＇"} {
		if rest, ok := strings.CutPrefix(s, apostrophe); ok {
			return rest == "s" || rest == "S"
		}
	}
	return false
}
