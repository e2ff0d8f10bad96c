package ui

import (
	"strings"

	"parley/annotate"
	"parley/annotate/edit"
	"parley/annotate/text"
	"parley/ui/control"
	"parley/ui/docview"
)

// lastMark is what “repeat last mark” does again: the layer, and what was said of it
// until now.
type lastMark struct {
	project    annotate.ID
	annotation annotate.ID
	layer      annotate.LayerID
	features   []annotate.FeatureValue
}

// follow takes over what a change says of the annotation that was marked last.
func (l *lastMark) follow(cs *annotate.ChangeSet) {
	for _, c := range cs.Changes {
		if a, ok := c.New.(*annotate.Annotation); ok && a.ID == l.annotation {
			l.features = a.Features
		}
	}
}

// targets are what a mark would be put on: what is selected, or the sentence at the caret.
func (w *Workbench) targets() []text.Span {
	if w.doc == nil {
		return nil
	}
	t := w.doc.page.Text()
	if spans := w.view.Selections(); len(spans) > 0 {
		for i := range spans {
			spans[i] = t.SnapGrapheme(spans[i])
		}
		return spans
	}
	return []text.Span{t.SentenceAt(w.view.Caret())}
}

// mark marks what is selected, or the sentence at the caret, with a layer.
func (w *Workbench) mark(layer annotate.LayerID) {
	begin := w.defaultsOf(layer)
	w.markWith("", layer, begin)
	if len(begin) > 0 {
		w.status.say(w.layerName(layer) + " with " + cut(w.featureWords(layer, begin), 60) + w.byKey("; ", "annotation.defaults", "ends that"))
	}
}

// markWith marks with a layer and what is to be said from the first. A caret at a blank
// line has nothing that could be marked. The step is called label; empty: as marking is.
func (w *Workbench) markWith(label string, layer annotate.LayerID, features []annotate.FeatureValue) {
	if w.doc == nil {
		return
	}
	spans := w.targets()
	end := spans[len(spans)-1].End
	if spans[0].Empty() {
		w.status.say("No sentence is here: select some words first")
		return
	}
	cs, a, err := w.editor().Mark(w.doc.page, layer, spans, features...)
	if label != "" {
		cs.Label = label
	}
	if w.apply(cs, err) {
		w.last = lastMark{w.project.session.Project().ID, a.ID, layer, a.Features}
		w.view.Select(text.Span{Start: end, End: end})
		w.view.Activate(docview.ID(a.ID), true)
		w.showAnnotation(a.ID)
		w.focusText()
		w.refreshStatus()
		w.offerActor(a)
	}
}

// markAgain marks with the layer that was used last, and says the same of it.
func (w *Workbench) markAgain() { w.markWith("", w.last.layer, w.portable(w.last.features)) }

func (w *Workbench) editor() edit.Editor { return w.project.session.Editor() }

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
	if w.doc == nil || w.stepWhole(!forward) {
		return
	}
	id, ok := w.doc.marks.next(annotate.ID(w.view.Active()), w.view.Caret(), forward)
	if !ok {
		w.wasStuck(map[bool]docview.Command{true: docview.MarkNext, false: docview.MarkPrevious}[forward])
		return
	}
	w.choose(id, true)
}

// choose makes an annotation the active one everywhere.
func (w *Workbench) choose(id annotate.ID, reveal bool) {
	if w.doc == nil {
		return
	}
	w.setActive(id, reveal)
	w.showAnnotation(id)
	w.refreshStatus()
}

// activated is told by the view that a person chose a mark there.
func (w *Workbench) activated(id docview.ID) {
	if w.picks() {
		switch {
		case id == docview.ID{} && w.view.Stepping(): // the walk goes on
		case id == docview.ID{}: // Escape, or a click beside every mark
			w.stopPicking()
		case !w.view.Stepping():
			w.picked(annotate.ID(id))
		default:
			w.leaveWhole()
		}
		return
	}
	if w.tookClick(annotate.ID(id)) {
		return
	}
	w.leaveWhole()
	w.showAnnotation(annotate.ID(id))
	w.refreshStatus()
}

// selected is told by the view that the selection has settled.
func (w *Workbench) selected(text.Span) { w.refreshStatus() }

// caretMoved is told by the view.
func (w *Workbench) caretMoved(text.Offset) {
	if !w.picks() && w.doc != nil && !w.doc.about.IsZero() {
		w.choose(annotate.ID{}, false)
	}
	w.refreshStatus()
	w.placing.set(saveDelay, w.keepPlace)
}

// contextMenu lists what can be done at a place, and all annotations there.
func (w *Workbench) contextMenu(m docview.Menu) {
	if w.doc == nil {
		return
	}
	var rows []control.MenuRow
	for _, id := range m.Marks {
		rows = append(rows, w.annotationRow(annotate.ID(id)))
	}
	if len(rows) > 0 {
		rows = append(rows, control.MenuRow{Separator: true})
	}
	for _, a := range w.table.all {
		if strings.HasPrefix(a.ID, "mark.") {
			rows = append(rows, rowOf(a))
		}
	}
	if w.active() != nil {
		rows = append(rows, control.MenuRow{Separator: true}, rowOf(w.table.byID["annotation.delete"]))
	}
	w.openPopup(m.Position, rows, nil)
}

func (w *Workbench) annotationRow(id annotate.ID) control.MenuRow {
	a := w.doc.page.Annotation(id)
	if a == nil {
		return control.MenuRow{Separator: true}
	}
	l := w.project.session.Schema().Layer(a.Layer)
	row := control.MenuRow{Text: string(a.Layer), Note: cut(a.Quote.Exact, 48), Run: func() { w.choose(id, false) }}
	if l != nil {
		row.Text, row.Slot = l.Name, w.doc.marks.slot(a)
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
		w.view.Restyle(true)
	}
}
