package suggest

import (
	"iter"
	"slices"

	"parley/annotate"
	"parley/annotate/register"
	"parley/annotate/text"
)

// Unmarked are the matches, in their order, that no mention overlaps: annotations of a layer
// that [register.IsMention] says is one, by whomever. A mention without an actor is one too.
func Unmarked(s *annotate.Schema, matches []Match, annotations iter.Seq[*annotate.Annotation]) (list []Match) {
	mentions := mentionsIn(s, annotations)
	next, end := 0, text.Offset(0) // end of what begins before the match does
	for _, m := range matches {
		for next < len(mentions) && mentions[next].Start < m.End {
			end = max(end, mentions[next].End)
			next++
		}
		if end <= m.Start {
			list = append(list, m)
		}
	}
	return list
}

// mentionsIn are the fragments of mentions, in the order of the text.
func mentionsIn(s *annotate.Schema, annotations iter.Seq[*annotate.Annotation]) (spans []text.Span) {
	is := map[annotate.LayerID]bool{}
	for i := range s.Layers {
		is[s.Layers[i].ID] = register.IsMention(&s.Layers[i])
	}
	for a := range annotations {
		if is[a.Layer] {
			spans = append(spans, a.Fragments...)
		}
	}
	slices.SortFunc(spans, text.Span.Compare)
	return spans
}
