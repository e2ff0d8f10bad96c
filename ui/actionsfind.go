package ui

import (
	"parley/annotate/search"
	"parley/assets/icons"
)

// findActions are those of the search in a text, and of marking what it finds.
func (w *Workbench) findActions() []*Action {
	f := w.finder
	option := func(id, name, key string, on func(search.Query) bool, set func(*search.Query, bool)) *Action {
		return &Action{ID: "find." + id, Name: name, Group: inText, Key: key, Icon: icons.Search.Resource(), Enabled: w.needsDocument,
			Checked: func() bool { return on(f.query) }, Run: func() { f.set(func(q *search.Query) { set(q, !on(*q)) }) }}
	}
	return []*Action{
		{ID: "find.open", Name: "Find in this text…", Words: "search look for hits", Group: inText, Key: "Ctrl+F", Icon: icons.Search.Resource(), Enabled: w.needsDocument, Run: f.show},
		{ID: "find.next", Title: w.nextTitle, Words: "search again hit", Pair: "Hit", Group: inText, Key: "F3", Icon: icons.Down.Resource(), Enabled: w.canStepHit, Run: w.nextHit},
		{ID: "find.previous", Name: "Previous hit", Words: "search again back", Pair: "Hit", Group: inText, Key: "Shift+F3", Icon: icons.Up.Resource(), Enabled: w.needsHit, Run: func() { f.step(false) }},
		{ID: "find.mark", Title: w.markAllTitle, Words: "mark all hits occurrences everywhere", Group: inText, Key: "Alt+↵", Icon: icons.List.Resource(), Enabled: w.needsText, Run: w.markHits},
		{ID: "find.project", Name: "Mark all in the project…", Words: "occurrences documents everywhere actor names aliases", Group: inText, Key: "Alt+Shift+↵", Icon: icons.List.Resource(),
			Note: func() string { return "what is selected, an actor by all names" }, Enabled: w.needsText, Run: w.markInProject},
		option("case", "Match case", "Alt+C", func(q search.Query) bool { return q.Fold&search.Case == 0 }, func(q *search.Query, on bool) { folding(search.Case, !on)(q) }),
		option("accents", "Fold accents", "Alt+A", func(q search.Query) bool { return q.Fold&search.Marks != 0 }, func(q *search.Query, on bool) { folding(search.Marks|search.Arabic, on)(q) }),
		option("pattern", "Find a pattern", "Alt+P", func(q search.Query) bool { return q.Pattern }, func(q *search.Query, on bool) { q.Pattern = on }),
		option("words", "Find whole words", "Alt+W", func(q search.Query) bool { return q.Words }, func(q *search.Query, on bool) { q.Words = on }),
	}
}

// follows reports whether F3 goes on with an actor's places: one was looked for after
// the last search.
func (w *Workbench) follows() bool {
	return w.project != nil && !w.project.followed.IsZero() && !w.finder.open
}

func (w *Workbench) nextTitle() string {
	if w.follows() {
		return "Next place of this actor"
	}
	return "Next hit"
}

func (w *Workbench) canStepHit() (bool, string) {
	if w.follows() {
		return w.canFollow()
	}
	return w.needsHit()
}

func (w *Workbench) needsHit() (bool, string) {
	if ok, why := w.needsDocument(); !ok {
		return false, why
	}
	return w.finder.query.Text != "", "nothing was looked for yet" + w.byKey(": ", "find.open", "does")
}

func (w *Workbench) nextHit() {
	if w.follows() {
		w.nextPlace(w.project.followed)
		return
	}
	w.finder.step(true)
}

func (w *Workbench) markAllTitle() string {
	if w.finder.open {
		return "Mark all hits…"
	}
	return "Mark all occurrences…"
}

// markInProject previews what the search bar looks for, or what is selected, in all documents.
func (w *Workbench) markInProject() {
	f := w.finder
	if !f.open || f.query.Text == "" {
		w.markOccurrences(true)
		return
	}
	s := w.soughtHits()
	s.project = true
	w.occurrences.show(w.layered(s))
}

// leaveFind closes what the search has opened, one thing at a time.
func (w *Workbench) leaveFind() {
	if w.occurrences.open {
		w.occurrences.hide()
		return
	}
	w.finder.hide()
}

// openOccurrence shows row i in its document.
func (w *Workbench) openOccurrence(i int) {
	o := w.occurrences
	if i < 0 || i >= len(o.rows) {
		return
	}
	r := o.rows[i]
	w.openDocument(r.document)
	w.view.Select(r.span)
	w.view.ScrollTo(r.span.Start)
	w.refreshStatus()
}
