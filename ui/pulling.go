package ui

import (
	"parley/annotate"
	"parley/ui/docview"
)

// pulls is told by the view that a label of the margin is dragged. A line follows if the
// annotation can be linked to one of this text; what it cannot be linked to is dimmed.
func (w *Workbench) pulls(from docview.ID) bool {
	if w.picks() || w.covered() {
		return false
	}
	if ok, why := w.needsLink(); !ok {
		w.status.say("Link: " + why)
		return false
	}
	l := linking{w: w, of: annotate.ID(from)}
	if !l.possible() {
		w.status.say("Link: no relation leads from here to an annotation of this text")
		return false
	}
	w.offer(&picking{from: l.of, allows: l.allows})
	w.status.ask("Let go at the label of what it is linked to; Esc calls it off")
	return true
}

// pulled is told where the line was let go: at a label, or elsewhere, which calls it off.
func (w *Workbench) pulled(from, to docview.ID) {
	if w.doc == nil {
		return
	}
	w.offer(nil)
	w.status.say("")
	if to != (docview.ID{}) {
		linking{w: w, of: annotate.ID(from)}.join(annotate.ID(to))
	}
}
