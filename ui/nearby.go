package ui

import (
	"cmp"
	"slices"

	"parley/annotate"
	"parley/annotate/index"
	"parley/annotate/text"
	"parley/annotate/turn"
)

// nearbyActor is an actor that is named near a place in the open text.
type nearbyActor struct {
	entity    annotate.ID
	mention   annotate.ID // the annotation that is the mention; zero: nobody marked it
	span      text.Span   // the words that name the actor
	words     int         // how many words are between there and the place; 0: none, or it is there
	ambiguous bool        // the words are a name of other actors too; each of them is told
}

// Bounds of what is looked at for one place.
const (
	nearSteps = 120       // mentions in each direction
	nearBytes = 200 << 10 // of text in each direction
)

// nearby are the actors named near at, each once and by its nearest mention, the nearest
// first; of two as near the one that is marked, and then the one that stands before. What
// is written inside at is nearest of all. At most so many are told; nil: none is known.
func (w *Workbench) nearby(at text.Span, most int) []nearbyActor {
	if w.doc == nil || !w.doc.marks.whole {
		return nil
	}
	list := append(w.mentionsNear(at), w.matchesNear(at, most)...)
	slices.SortStableFunc(list, func(a, b nearbyActor) int {
		return cmp.Or(cmp.Compare(apart(a.span, at), apart(b.span, at)), cmp.Compare(b.mention.Compare(annotate.ID{}), a.mention.Compare(annotate.ID{})), a.span.Compare(b.span))
	})
	seen := map[annotate.ID]bool{}
	list = slices.DeleteFunc(list, func(n nearbyActor) bool {
		had := seen[n.entity]
		seen[n.entity] = true
		return had
	})
	list = slices.Clip(list[:min(most, len(list))])
	for i := range list {
		list[i].words = w.wordsBetween(list[i].span, at)
	}
	return list
}

// mentionsNear are the marked mentions around a place, one for each actor that one names.
func (w *Workbench) mentionsNear(at text.Span) (list []nearbyActor) {
	m := w.doc.marks
	for _, forward := range []bool{false, true} {
		e, ok := m.index.Prev(at.Start)
		if forward {
			e, ok = m.index.Next(at.Start - 1)
		}
		for n := 0; ok && n < nearSteps && apart(e.Span, at) < nearBytes; n++ {
			list = append(list, w.mentionOf(e)...)
			e, ok = m.beside(e, forward)
		}
	}
	return list
}

// mentionOf is the actor that an entry of the index names, if it is a mention.
func (w *Workbench) mentionOf(e index.Entry[annotate.ID]) (list []nearbyActor) {
	a := w.doc.page.Annotation(e.Key)
	if a == nil || a.Origin == suggestion {
		return nil
	}
	if k := w.doc.marks.looks[a.Layer]; k.mention {
		for _, v := range a.Values(k.who[0]) {
			list = append(list, nearbyActor{entity: v.Ref, mention: a.ID, span: a.Fragments[0]})
		}
	}
	return list
}

// nearMatches is how many names on each side of a place are looked at.
const nearMatches = 200

// matchesNear are the names of the register around a place that no mention of an actor
// overlaps, one for each actor that one may mean.
func (w *Workbench) matchesNear(at text.Span, most int) (list []nearbyActor) {
	for _, m := range w.naming.around(at, max(most, nearMatches)) {
		if apart(m.Span, at) >= nearBytes || w.mentioned(m.Span, true) {
			continue
		}
		for _, id := range m.Entities {
			list = append(list, nearbyActor{entity: id, span: m.Span, ambiguous: m.Ambiguous()})
		}
	}
	return list
}

// mentioned reports whether a mention overlaps a span of the open text; with named only
// one that names its actor counts.
func (w *Workbench) mentioned(s text.Span, named bool) bool {
	for e := range w.doc.marks.index.Overlapping(s) {
		a := w.doc.page.Annotation(e.Key)
		if a == nil || a.Origin == suggestion || !w.doc.marks.looks[a.Layer].mention {
			continue
		}
		if (!named || len(entitiesOf(a)) > 0) && slices.ContainsFunc(a.Fragments, s.Overlaps) {
			return true
		}
	}
	return false
}

// apart is how many bytes are between two spans; 0 when they meet.
func apart(a, b text.Span) text.Offset { return max(0, b.Start-a.End, a.Start-b.End) }

// wordsBetween counts the words between two spans.
func (w *Workbench) wordsBetween(a, b text.Span) (n int) {
	between := text.Span{Start: min(a.End, b.End), End: max(a.Start, b.Start)}
	for word := range w.doc.page.Text().Words(between) {
		if word.Start >= between.Start { // “’s” behind a name is none
			n++
		}
	}
	return n
}

// speakerAt is who speaks at a place of the open text: the name that the text gives them,
// and the actor, if that is known. Both are zero where nobody does, or nothing is known.
func (w *Workbench) speakerAt(o text.Offset) (name string, entity annotate.ID) {
	if w.doc == nil {
		return "", annotate.ID{}
	}
	t, _ := turn.At(w.doc.page.Document().Turns, o)
	return t.Speaker, t.Entity
}
