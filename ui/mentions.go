package ui

import (
	"strings"

	"parley/annotate"
	"parley/annotate/query"
	"parley/annotate/suggest"
	"parley/annotate/text"
	"parley/ui/control"
)

// mentionLayers are the layers whose annotations are mentions, in the schema's order.
func (w *Workbench) mentionLayers() (list []annotate.LayerID) {
	if w.project == nil {
		return nil
	}
	schema := w.project.session.Schema()
	for i := range schema.Layers {
		if lookOf(schema, &schema.Layers[i], i).mention {
			list = append(list, schema.Layers[i].ID)
		}
	}
	return list
}

func (w *Workbench) needsMentions() (bool, string) {
	if ok, why := w.needsText(); !ok {
		return false, why
	}
	return len(w.mentionLayers()) > 0, "no layer of this schema is one of mentions"
}

// nextUnnamed goes to the next mention that names no actor, or the one before: from the
// annotation in hand or the caret on, through all documents and then round. Its slot has
// the keyboard then, with who may be meant.
func (w *Workbench) nextUnnamed(forward bool) {
	x := w.index()
	if x == nil {
		w.status.say("The mentions are still being counted")
		return
	}
	best, found, all := query.Place{}, false, 0
	for _, l := range w.mentionLayers() {
		term := query.Unnamed(l)
		all += x.Count(term)
		p, ok := w.unnamedFrom(x, term, forward)
		if ok && (!found || w.sooner(p, best, forward)) {
			best, found = p, true
		}
	}
	if !found {
		w.status.say("Every mention names its actor")
		return
	}
	w.openDocument(best.Document)
	w.arrive()
	w.choose(best.Annotation, true)
	if a := w.active(); a != nil && a.ID == best.Annotation {
		w.focusCard()
	}
	w.status.say(counted(all, "mention") + " without an actor")
}

// unnamedFrom is the next place that a term is true of, or the one before, round the project.
func (w *Workbench) unnamedFrom(x *query.Index, term query.Term, forward bool) (query.Place, bool) {
	if forward {
		p, ok := w.placeFrom(x, term)
		if !ok {
			p, ok = x.Next(annotate.ID{}, -1, term)
		}
		return p, ok
	}
	p, ok := query.Place{}, false
	switch a := w.active(); {
	case a != nil:
		p, ok = x.Before(query.Place{Document: a.Document, Annotation: a.ID, Span: a.Span()}, term)
	case w.doc != nil:
		p, ok = x.Previous(w.doc.id, w.view.Caret(), term)
	}
	if !ok {
		p, ok = x.Last(term)
	}
	return p, ok
}

// sooner reports whether a comes before b on the way from here: what is in hand is last.
func (w *Workbench) sooner(a, b query.Place, forward bool) bool {
	rank := func(p query.Place) (round bool) {
		c := p.Document.Compare(w.doc.id)
		if c == 0 {
			c = text.Span.Compare(p.Span, text.Span{Start: w.view.Caret(), End: w.view.Caret()})
		}
		return (c < 0) == forward
	}
	if ra, rb := rank(a), rank(b); ra != rb {
		return !ra
	}
	c := a.Document.Compare(b.Document)
	if c == 0 {
		c = a.Span.Compare(b.Span)
	}
	return (c < 0) == forward
}

// namesFound is told that the names in the open text are known, or other ones.
func (w *Workbench) namesFound() {
	if w.occurrences.open && w.occurrences.sought.register {
		w.occurrences.seek(w.occurrences.sought)
	}
}

// offerActor gives the slot of a mention that was just made the keyboard: Enter takes who
// is proposed, and where nobody is goes back to the text. It does so whether or not the
// register knows somebody by these words, so that the same keys always do the same.
func (w *Workbench) offerActor(a *annotate.Annotation) {
	if w.doc.marks.looks[a.Layer].mention && len(a.Fragments) > 0 && len(entitiesOf(a)) == 0 {
		w.focusCard()
	}
}

// unmarkedAt is the name at the selection or the caret that nobody marked.
func (w *Workbench) unmarkedAt() (suggest.Match, bool) {
	here := w.view.Selection()
	for _, m := range w.naming.around(here, 1) {
		if (m.Overlaps(here) || here.Empty() && m.Contains(here.Start)) && !w.mentioned(m.Span, false) {
			return m, true
		}
	}
	return suggest.Match{}, false
}

// nextName selects the next name of the register that nobody marked as a mention, or the
// one before, behind the selection.
func (w *Workbench) nextName(forward bool) {
	if !w.naming.known() {
		w.status.say("The names of the register are still being looked for")
		return
	}
	w.arrive()
	list, here := w.naming.matches(), w.view.Selection()
	i, step := w.naming.found.From(max(here.Start+1, here.End)), 1
	if here.Empty() {
		i = w.naming.found.From(here.Start)
	}
	if !forward {
		i, step = w.naming.found.From(here.Start)-1, -1
	}
	for ; i >= 0 && i < len(list); i += step {
		if !w.mentioned(list[i].Span, false) {
			w.showName(list[i])
			return
		}
	}
	w.status.say(map[bool]string{true: "No name behind here is still to be marked", false: "No name before here is still to be marked"}[forward])
}

// showName selects a name and says whose it is.
func (w *Workbench) showName(m suggest.Match) {
	w.choose(annotate.ID{}, false)
	w.view.Select(m.Span)
	w.view.ScrollTo(m.Start)
	w.focusText()
	w.refreshStatus()
	w.status.say(w.whoIs(m) + w.byKey("; ", "mention.take", "marks it"))
}

// whoIs is who is called so: “HTS”, or “HTS or SDF”.
func (w *Workbench) whoIs(m suggest.Match) string {
	var names []string
	for _, id := range m.Entities {
		if e := w.project.session.Entity(id); e != nil {
			names = append(names, "“"+isolated([]string{cut(e.Name, 36)})+"”")
		}
	}
	const most = 3
	if more := len(names) - most; more > 0 {
		names = append(names[:most], grouped(more)+" more")
	}
	return strings.Join(names, " or ")
}

// takeName marks the name at the caret as a mention of its actor and goes on to the next.
// Of several actors a person chooses; where no name is at the caret the next is shown.
func (w *Workbench) takeName() {
	m, ok := w.unmarkedAt()
	switch {
	case !ok:
		w.nextName(true)
	case !m.Ambiguous():
		w.markName(m, m.Entities[0])
	default:
		rows := []control.MenuRow{}
		for i, id := range m.Entities {
			if e := w.project.session.Entity(id); e != nil {
				rows = append(rows, control.MenuRow{Text: cut(e.Name, 48), Note: e.Kind, Key: digitOf(i), Run: func() { w.markName(m, id) }})
			}
		}
		rows = append(rows, control.MenuRow{Separator: true}, control.MenuRow{Text: "Leave it open", Note: "a mention without an actor", Key: "0", Run: func() { w.markName(m, annotate.ID{}) }})
		w.openPopup(w.view.BelowCaret(), rows, nil)
	}
}

// digitOf is the key of row i of a menu; empty from the tenth on.
func digitOf(i int) string {
	if i < 9 {
		return string(rune('1' + i))
	}
	return ""
}

// markName marks a name as a mention of an actor, or of nobody, and goes on.
func (w *Workbench) markName(m suggest.Match, who annotate.ID) {
	layers := w.mentionLayers()
	if len(layers) == 0 {
		return
	}
	cs, a, err := w.editor().Mark(w.doc.page, layers[0], []text.Span{m.Span}, w.mentionOfActor(layers[0], who)...)
	if !w.apply(cs, err) {
		return
	}
	w.last = lastMark{w.project.session.Project().ID, a.ID, layers[0], a.Features}
	w.view.Select(m.Span)
	w.focusText()
	w.nextName(true)
}

// mentionOfActor are the values of a mention of an actor; none of nobody.
func (w *Workbench) mentionOfActor(l annotate.LayerID, who annotate.ID) []annotate.FeatureValue {
	if who.IsZero() {
		return nil
	}
	return sought{layer: l, entity: who}.values(w.doc.marks.looks)
}

// markRegister opens the preview of all names of the register in the open document.
func (w *Workbench) markRegister() {
	if !w.naming.known() {
		w.status.say("The names of the register are still being looked for")
		return
	}
	w.occurrences.show(sought{title: "names of the register", register: true, layer: w.mentionLayers()[0]})
}
