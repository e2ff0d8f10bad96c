package ui

import (
	"parley/annotate"
	"parley/annotate/session"
)

// apply carries out what package edit made of an intent; see [road].
func (w *Workbench) apply(cs annotate.ChangeSet, err error) bool { return w.road().apply(cs, err) }

// applyThen is apply for a change that may be one of very many records; see [road].
func (w *Workbench) applyThen(cs annotate.ChangeSet, err error, then func()) {
	w.road().applyThen(cs, err, then)
}

func (w *Workbench) undo() { w.road().undo() }
func (w *Workbench) redo() { w.road().redo() }

// elsewhere says where a change is that cannot be seen: " in “Closed port”", or "" when
// part of it is in the open document, or in none.
func (w *Workbench) elsewhere(cs *annotate.ChangeSet) string {
	var in annotate.ID
	several := false
	for _, c := range cs.Changes {
		d := c.Key().Document
		if w.doc != nil && d == w.doc.id {
			return ""
		}
		several = several || !d.IsZero() && !in.IsZero() && d != in
		if !d.IsZero() {
			in = d
		}
	}
	if several {
		return " in other documents"
	}
	if i, ok := w.project.session.Rows().Find(in); ok {
		return " in “" + cut(w.project.session.Rows().At(i).Title, 40) + "”"
	}
	return ""
}

// observed is told every change after it is on disk, whoever made it, and brings up to
// date what shows it. The cost is that of the change.
func (w *Workbench) observed(e session.Event) {
	w.last.follow(e.ChangeSet)
	w.naming.follow(e.ChangeSet)
	w.project.elsewhere = w.elsewhere(e.ChangeSet)
	effect := w.effectOf(e.ChangeSet)
	for _, s := range effect.dirty {
		w.view.Invalidate(s)
	}
	if effect.relations {
		w.view.InvalidateRelations()
	}
	for id := range effect.rows {
		if !effect.reload {
			w.list.RefreshDocument(id)
		}
	}
	if effect.reload {
		w.list.Reload()
	}
	if effect.schema {
		w.schemaChanged()
	}
	if effect.gone {
		w.showDocument(nil)
		w.openLast()
		return
	}
	w.follow(&effect)
	w.occurrences.follow(e.ChangeSet)
	w.searching.follow(e.ChangeSet)
}

// follow moves the hand to what a change made, and shows what depends on it.
func (w *Workbench) follow(e *effect) {
	if w.doc == nil {
		return
	}
	if e.head {
		w.followDirection()
	}
	if e.turns {
		w.view.InvalidateTurns()
	}
	active := w.activeID()
	if !e.made.IsZero() && e.made != active {
		w.setActive(e.made, true)
		active = e.made
	}
	if !active.IsZero() && w.doc.page.Annotation(active) == nil {
		w.setActive(annotate.ID{}, false)
		active = annotate.ID{}
	}
	w.refreshList(e)
	w.showAnnotation(active)
	w.refreshHead()
	w.refreshStatus()
}

// manyChanges is from how many on a list is read anew instead of changed row by row.
const manyChanges = 200

// refreshList brings the lists under and beside the text up to date.
func (w *Workbench) refreshList(e *effect) {
	switch {
	case !w.doc.marks.whole: // the list comes with the rest
	case len(e.changed) > manyChanges:
		w.annotations.Reload()
	default:
		for _, c := range e.changed {
			before, _ := c.Old.(*annotate.Annotation)
			after, _ := c.New.(*annotate.Annotation)
			w.annotations.Changed(before, after)
		}
	}
	if e.relations {
		w.annotations.RefreshRelations()
	}
	if e.names {
		w.annotations.RefreshNames()
		w.renameCriteria()
		w.layers.RefreshCounts()
	}
	w.annotations.RefreshHistory()
	if e.annotations {
		w.showFilter()
		w.layers.RefreshCounts()
	}
}

func (w *Workbench) schemaChanged() {
	if w.doc != nil {
		w.doc.marks.setSchema(w.project.session.Schema())
		w.doc.marks.colourBy(w.colourMode(), w.project.session)
		w.view.Invalidate(w.doc.page.Text().All())
	}
	w.layers.Reload()
	w.frame.Refresh() // there may be more of them, or fewer
	w.rebuild()
}
