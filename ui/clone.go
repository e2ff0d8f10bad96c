package ui

import (
	"slices"
	"strings"

	"parley/annotate"
)

// original is the annotation that a clone is made of: the active one, or the last that was.
func (w *Workbench) original() *annotate.Annotation {
	if a := w.active(); a != nil || w.doc == nil {
		return a
	}
	return w.doc.page.Annotation(w.doc.lately)
}

// clone makes an annotation that says what another one does of what is selected, or of the
// sentence at the caret. Relations are its own, and not taken over.
func (w *Workbench) clone(a *annotate.Annotation) {
	if slices.Equal(w.targets(), a.Fragments) {
		w.status.say("This is said here already: select other words, or go to another sentence")
		return
	}
	w.markWith("Clone "+strings.ToLower(w.layerName(a.Layer)), a.Layer, w.sound(a.Layer, w.portable(a.Features)))
}

// copyOf is clone where something is selected; otherwise the clone is on the same words.
func (w *Workbench) copyOf(id annotate.ID) {
	if w.doc == nil || w.doc.page.Annotation(id) == nil {
		return
	}
	a := w.doc.page.Annotation(id)
	if len(w.view.Selections()) > 0 {
		w.clone(a)
		return
	}
	cs, _, err := w.editor().Mark(w.doc.page, a.Layer, a.Fragments, a.Features...)
	cs.Label = "Clone " + strings.ToLower(w.layerName(a.Layer))
	w.apply(cs, err)
}

func (w *Workbench) needsOriginal() (bool, string) {
	if ok, why := w.needsText(); !ok {
		return false, why
	}
	return w.original() != nil, "needs an annotation" + w.byKey("; press ", "annotation.next", "first")
}
