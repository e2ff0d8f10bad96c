package ui

import (
	"parley/annotate"
	"parley/annotate/query"
)

// incomplete is how many annotations of a document lack a value that the schema requires;
// 0 while that is not known yet.
func (w *Workbench) incomplete(document annotate.ID) int {
	x := w.index()
	if x == nil {
		return 0
	}
	return x.Count(query.Incomplete(), query.Document(document))
}

// nextIncomplete goes to the next annotation that lacks a required value, from the one in
// hand or the caret on, through all documents and then from the first again, and gives its
// first empty slot the keyboard.
func (w *Workbench) nextIncomplete() {
	x := w.index()
	if x == nil {
		w.status.say("What is missing is still being counted")
		return
	}
	p, ok := w.placeFrom(x, query.Incomplete())
	if !ok {
		p, ok = x.Next(annotate.ID{}, -1, query.Incomplete())
	}
	if !ok {
		w.status.say("No required slot is empty")
		return
	}
	w.openDocument(p.Document)
	w.arrive()
	w.choose(p.Annotation, true)
	if a := w.active(); a == nil || a.ID != p.Annotation {
		w.status.say("That annotation cannot be shown")
		return
	}
	w.unfoldCard()
	w.card.FocusMissing()
	n := x.Count(query.Incomplete())
	w.status.say(counted(n, "annotation") + map[bool]string{true: " misses", false: " miss"}[n == 1] + " a required slot")
}

// rechecked says of an annotation that was to be looked at again that it was.
func (w *Workbench) rechecked(id annotate.ID) {
	if w.doc != nil {
		cs, err := w.editor().SetRecheck(w.doc.page, id, "")
		w.apply(cs, err)
	}
}

func (w *Workbench) needsRecheck() (bool, string) {
	if ok, why := w.needsAnnotation(); !ok {
		return false, why
	}
	return w.active().Recheck != "", "nobody asked to look at this annotation again"
}
