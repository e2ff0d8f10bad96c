package ui

import (
	"strings"

	"parley/annotate"
	"parley/annotate/edit"
	"parley/annotate/text"
	"parley/ui/docview"
)

// lastMark is what “same as last” repeats: the layer, and the values that were set by hand.
type lastMark struct {
	project annotate.ID
	layer   annotate.LayerID
}

// target is what a mark would be put on: the selection, or the sentence at the caret.
func (w *Workbench) target() text.Span {
	if w.doc == nil {
		return text.Span{}
	}
	if s := w.view.Selection(); !s.Empty() {
		return w.doc.page.Text().SnapGrapheme(s)
	}
	return w.doc.page.Text().SentenceAt(w.view.Caret())
}

// mark marks the selection, or the sentence at the caret, with a layer.
func (w *Workbench) mark(layer annotate.LayerID) {
	if w.doc == nil {
		return
	}
	e, span := w.editor(), w.target()
	cs, a, err := e.Mark(w.doc.page, layer, []text.Span{span})
	if w.apply(cs, err) {
		w.last = lastMark{w.project.session.Project().ID, layer}
		w.view.Select(text.Span{Start: span.End, End: span.End})
		w.view.Activate(docview.ID(a.ID), true)
		w.showAnnotation(a.ID)
		w.focusText()
	}
}

// markAgain marks with the layer that was used last.
func (w *Workbench) markAgain() { w.mark(w.last.layer) }

func (w *Workbench) editor() edit.Editor { return w.project.session.Editor() }

// remove deletes the active annotation. The hand goes to none; undo brings it back.
func (w *Workbench) remove() {
	if a := w.active(); a != nil {
		cs, err := w.editor().Delete(w.doc.page, a.ID)
		w.apply(cs, err)
	}
}

// resized takes the fragments that a person gave a mark with mouse or keys. When it
// cannot be kept the mark is drawn where it is.
func (w *Workbench) resized(id docview.ID, fragments []text.Span) {
	if w.doc == nil {
		return
	}
	cs, err := w.editor().Resize(w.doc.page, annotate.ID(id), fragments)
	if !w.apply(cs, err) {
		if a := w.doc.page.Annotation(annotate.ID(id)); a != nil {
			w.view.Invalidate(a.Span())
		}
	}
}

// step makes the next annotation in the text the active one, or the one before.
func (w *Workbench) step(forward bool) {
	if w.doc == nil {
		return
	}
	id, ok := w.doc.marks.next(annotate.ID(w.view.Active()), w.view.Caret(), forward)
	if !ok {
		w.status.say(map[bool]string{true: "That was the last annotation", false: "That was the first annotation"}[forward])
		return
	}
	w.choose(id, true)
}

// choose makes an annotation the active one everywhere.
func (w *Workbench) choose(id annotate.ID, reveal bool) {
	if w.doc == nil {
		return
	}
	w.view.Activate(docview.ID(id), reveal)
	w.showAnnotation(id)
	w.refreshStatus()
}

// activated is told by the view that a person chose a mark there.
func (w *Workbench) activated(id docview.ID) {
	if w.picks() {
		switch {
		case id == docview.ID{}: // Escape, or a click beside every mark
			w.stopPicking()
		case !w.view.Stepping():
			w.picked(annotate.ID(id))
		}
		return
	}
	w.showAnnotation(annotate.ID(id))
	w.refreshStatus()
}

// selected is told by the view that the selection has settled.
func (w *Workbench) selected(text.Span) { w.refreshStatus() }

// caretMoved is told by the view.
func (w *Workbench) caretMoved(text.Offset) {
	w.refreshStatus()
	w.placing.set(saveDelay, w.keepPlace)
}

// contextMenu lists what can be done at a place, and all annotations there.
func (w *Workbench) contextMenu(m docview.Menu) {
	if w.doc == nil {
		return
	}
	var rows []menuRow
	for _, id := range m.Marks {
		rows = append(rows, w.annotationRow(annotate.ID(id)))
	}
	if len(rows) > 0 {
		rows = append(rows, menuRow{separator: true})
	}
	for _, a := range w.table.all {
		if strings.HasPrefix(a.ID, "mark.") {
			rows = append(rows, rowOf(a))
		}
	}
	if w.active() != nil {
		rows = append(rows, menuRow{separator: true}, rowOf(w.table.byID["annotation.delete"]))
	}
	w.openPopup(m.Position, rows, nil)
}

func (w *Workbench) annotationRow(id annotate.ID) menuRow {
	a := w.doc.page.Annotation(id)
	if a == nil {
		return menuRow{separator: true}
	}
	l := w.project.session.Schema().Layer(a.Layer)
	row := menuRow{text: string(a.Layer), note: cut(a.Quote.Exact, 48), run: func() { w.choose(id, false) }}
	if l != nil {
		row.text, row.slot = l.Name, l.Colour
	}
	return row
}

// cut is s in one line of at most n characters.
func cut(s string, n int) string {
	s = strings.Join(strings.Fields(s), " ")
	if runes := []rune(s); len(runes) > n {
		return strings.TrimSpace(string(runes[:n])) + "…"
	}
	return s
}

// setState says how far the annotator is with the open document.
func (w *Workbench) setState(s annotate.State) {
	if w.doc != nil {
		cs, err := w.editor().SetState(w.doc.page, s)
		w.apply(cs, err)
	}
}

// toggleLayer hides a layer's marks in the text, or shows them again.
func (w *Workbench) toggleLayer(id annotate.LayerID) {
	if w.project == nil {
		return
	}
	w.project.hidden[id] = !w.project.hidden[id]
	w.layers.RefreshCounts()
	if w.doc != nil {
		w.view.Invalidate(w.doc.page.Text().All())
	}
}
