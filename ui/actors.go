package ui

import (
	"cmp"
	"slices"

	"parley/annotate"
	"parley/annotate/query"
	"parley/assets/icons"
)

// index is the index of the open project; nil while it is being built, and where it
// cannot be.
func (w *Workbench) index() *query.Index {
	if w.project == nil || w.project.live == nil {
		return nil
	}
	return w.project.live.Index()
}

// uses is the number of annotations that name an entity, as far as is known.
func (w *Workbench) uses(id annotate.ID) int {
	if x := w.index(); x != nil {
		return x.Count(query.Entity(id))
	}
	return 0
}

// byUse are entities, those that are named most first; of two with one number the order
// stays as it was.
func (w *Workbench) byUse(all []*annotate.Entity) []*annotate.Entity {
	x := w.index()
	if x == nil {
		return all
	}
	sorted := slices.Clone(all)
	slices.SortStableFunc(sorted, func(a, b *annotate.Entity) int {
		return cmp.Compare(x.Count(query.Entity(b.ID)), x.Count(query.Entity(a.ID)))
	})
	return sorted
}

// actorHits are the actors whose name or another spelling of it holds every word of s,
// those that are named most first. Each leads to the next place that names it.
func (w *Workbench) actorHits(s string) (hits []hit) {
	if w.project == nil {
		return nil
	}
	all, err := w.project.session.Entities()
	if err != nil {
		return nil
	}
	for _, e := range w.byUse(all) {
		parts, also, ok := matchActor(e, s)
		if !ok {
			continue
		}
		hits = append(hits, hit{group: "Actors", parts: parts, note: also + w.placesNote(e.ID), icon: icons.Person.Resource(), run: func() { w.nextPlace(e.ID) }})
		if len(hits) == paletteMost {
			break
		}
	}
	return hits
}

// matchActor finds s in an actor's name, or else in one of the other spellings, which is
// said then.
func matchActor(e *annotate.Entity, s string) (parts []part, also string, ok bool) {
	if parts, _, ok = match(e.Name, s); ok {
		return parts, "", true
	}
	for _, a := range e.Aliases {
		if _, _, ok := match(a.Name, s); ok {
			return []part{{text: e.Name}}, "also \u2068" + a.Name + "\u2069 · ", true
		}
	}
	return nil, "", false
}

func (w *Workbench) placesNote(id annotate.ID) string {
	if w.index() == nil {
		return "being counted"
	}
	if n := w.uses(id); n > 0 {
		return counted(n, "place")
	}
	return "named nowhere"
}

// nextPlace goes to the next annotation that names an actor, from the one in hand or from
// the caret on, through all documents and then from the first again.
func (w *Workbench) nextPlace(actor annotate.ID) {
	x := w.index()
	if x == nil {
		w.status.say("The places are still being counted")
		return
	}
	term := query.Entity(actor)
	p, ok := w.placeFrom(x, term)
	if !ok {
		p, ok = x.Next(annotate.ID{}, -1, term)
	}
	name := "This actor"
	if e := w.project.session.Entity(actor); e != nil {
		name = "“" + cut(e.Name, 40) + "”"
	}
	if !ok {
		w.status.say(name + " is named nowhere yet")
		return
	}
	w.project.followed = actor
	w.openDocument(p.Document)
	w.choose(p.Annotation, true)
	w.focusText()
	w.status.say(name + ": " + counted(x.Count(term), "place") + w.byKey("; ", "find.next", "goes on"))
}

// placeFrom is the next place behind where a person is.
func (w *Workbench) placeFrom(x *query.Index, term query.Term) (query.Place, bool) {
	switch a := w.active(); {
	case a != nil:
		return x.After(query.Place{Document: a.Document, Annotation: a.ID, Span: a.Span()}, term)
	case w.doc != nil:
		return x.Next(w.doc.id, w.view.Caret()-1, term)
	}
	return query.Place{}, false
}

func (w *Workbench) actorActions() []*Action {
	return []*Action{
		{ID: "actor.find", Name: "Find an actor…", Words: "search entity person name alias", Group: onProject, Note: func() string { return "@ in the palette" }, Icon: icons.Person.Resource(), Enabled: w.needsProject, Run: func() { w.openPalette("@") }},
		{ID: "actor.next", Name: "Next place of this actor", Words: "mention entity jump", Group: onProject, Icon: icons.Down.Resource(), Enabled: w.canFollow, Run: func() { w.nextPlace(w.project.followed) }},
	}
}

func (w *Workbench) canFollow() (bool, string) {
	if ok, why := w.needsProject(); !ok {
		return false, why
	}
	return !w.project.followed.IsZero(), "find an actor first" + w.byKey(": ", "actor.find", "does")
}
