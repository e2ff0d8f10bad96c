package edit

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"parley/annotate"
	"parley/annotate/text"
)

// Standing is what the annotator has said already of words that are to be marked.
type Standing uint8

// The standings. Only the annotator's own annotations of the layer count.
const (
	Unmarked  Standing = iota // nothing
	Otherwise                 // they are within one that has other values
	Unlinked                  // they are marked, these very words, without the values
	Already                   // they are within one that says all of it
)

// Standings tells of each span, in text order, how it stands to a mark of layer with
// values. It costs one look at each annotation of the page.
func (e Editor) Standings(p Page, layer annotate.LayerID, spans []text.Span, values ...annotate.FeatureValue) []Standing {
	list := make([]Standing, len(spans))
	e.eachMarked(p, layer, spans, func(i int, a *annotate.Annotation) {
		list[i] = max(list[i], standing(a, spans[i], values))
	})
	return list
}

// piece is a fragment of an annotation.
type piece struct {
	text.Span
	of *annotate.Annotation
}

// eachMarked tells of each span the annotator's annotations of layer with a fragment
// around it.
func (e Editor) eachMarked(p Page, layer annotate.LayerID, spans []text.Span, tell func(i int, a *annotate.Annotation)) {
	var pieces []piece
	for a := range p.Annotations() {
		if a.Layer == layer && a.Annotator == e.Annotator {
			for _, s := range a.Fragments {
				pieces = append(pieces, piece{s, a})
			}
		}
	}
	slices.SortFunc(pieces, func(a, b piece) int { return a.Compare(b.Span) })
	var open []piece // begun at or before the span, not ended before it
	next := 0
	for i, s := range spans {
		for next < len(pieces) && pieces[next].Start <= s.Start {
			open = append(open, pieces[next])
			next++
		}
		open = slices.DeleteFunc(open, func(f piece) bool { return f.End <= s.Start })
		for _, f := range open {
			if f.Covers(s) {
				tell(i, f.of)
			}
		}
	}
}

func standing(a *annotate.Annotation, s text.Span, values []annotate.FeatureValue) Standing {
	missing := 0
	for _, fv := range values {
		has := a.Values(fv.Feature)
		for _, v := range fv.Values {
			if slices.ContainsFunc(has, func(h annotate.Value) bool { h.Mention, v.Mention = annotate.ID{}, annotate.ID{}; return h == v }) {
				continue
			}
			if missing++; len(has) > 0 {
				return Otherwise
			}
		}
	}
	switch {
	case missing == 0:
		return Already
	case len(a.Fragments) == 1 && a.Fragments[0] == s:
		return Unlinked
	}
	return Otherwise
}

// MarkAll makes an annotation of layer with values on each of spans, which are in text
// order, and says how many it made or gave the values: those that stand [Already] are left
// out, and one that is [Unlinked] gets the values instead of a second one beside it. It is
// annotate.ErrNothing when none is left.
func (e Editor) MarkAll(p Page, layer annotate.LayerID, spans []text.Span, values ...annotate.FeatureValue) (annotate.ChangeSet, int, error) {
	standings := e.Standings(p, layer, spans, values...)
	bare := map[int]*annotate.Annotation{}
	e.eachMarked(p, layer, spans, func(i int, a *annotate.Annotation) {
		if standings[i] == Unlinked && standing(a, spans[i], values) == Unlinked {
			bare[i] = a
		}
	})
	var sets []annotate.ChangeSet
	for i, s := range spans {
		if standings[i] == Already {
			continue
		}
		cs, err := e.markOne(p, layer, s, bare[i], values)
		if err != nil {
			return annotate.ChangeSet{}, 0, err
		}
		sets = append(sets, cs)
	}
	if len(sets) == 0 {
		return annotate.ChangeSet{}, 0, fmt.Errorf("all of it is marked: %w", annotate.ErrNothing)
	}
	return e.Join(e.markAllLabel(layer, len(sets)), sets...), len(sets), nil
}

// markOne marks a span, or gives the values to the annotation that marks it.
func (e Editor) markOne(p Page, layer annotate.LayerID, s text.Span, bare *annotate.Annotation, values []annotate.FeatureValue) (annotate.ChangeSet, error) {
	if bare == nil {
		cs, _, err := e.Mark(p, layer, []text.Span{s}, values...)
		return cs, err
	}
	l := e.Schema.Layer(layer)
	if l == nil {
		return annotate.ChangeSet{}, fmt.Errorf("layer %q: %w", layer, annotate.ErrNotFound)
	}
	return e.change(p, bare.ID, "Set values of", func(a *annotate.Annotation) (err error) {
		for _, fv := range values {
			if len(a.Values(fv.Feature)) > 0 {
				continue
			}
			if a.Features, err = e.with(p, l.Features, a.Features, fv); err != nil {
				return err
			}
		}
		return nil
	})
}

// JoinMarked makes one ChangeSet of those that [Editor.MarkAll] made in several documents;
// n is how many were marked in all.
func (e Editor) JoinMarked(layer annotate.LayerID, n int, sets ...annotate.ChangeSet) annotate.ChangeSet {
	return e.Join(e.markAllLabel(layer, n), sets...)
}

// markAllLabel is as the menu says it behind “Undo”: "Mark 5 as actor".
func (e Editor) markAllLabel(layer annotate.LayerID, n int) string {
	return "Mark " + strconv.Itoa(n) + " as " + strings.ToLower(e.layerName(layer))
}
