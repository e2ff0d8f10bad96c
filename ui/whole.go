package ui

import (
	"slices"

	"parley/annotate"
	"parley/annotate/text"
	"parley/ui/control"
	"parley/ui/docview"
)

// An annotation without fragments is about the document as a whole: a stance of its author,
// a category of the text. The text cannot show it, so it stands in a strip over it, and
// comes first wherever annotations have an order: n and N walk through the strip before
// the text.

// activeID is the annotation that is selected, in the text or over it; zero when none is.
func (w *Workbench) activeID() annotate.ID {
	if w.doc == nil {
		return annotate.ID{}
	}
	if id := annotate.ID(w.view.Active()); !id.IsZero() {
		return id
	}
	return w.doc.about
}

// setActive makes an annotation the selected one in the text and over it; the zero ID
// selects none. Neither card nor list is told.
func (w *Workbench) setActive(id annotate.ID, reveal bool) {
	w.doc.about = annotate.ID{}
	if slices.Contains(w.doc.marks.about, id) {
		w.doc.about = id
		w.view.Activate(docview.ID{}, false)
		if reveal {
			w.view.Select(text.Span{}) // n goes on from the start of the text
		}
	} else {
		w.view.Activate(docviewID(id), reveal)
	}
	w.strip.reload()
}

// leaveWhole selects no annotation of the whole document any more, as one in the text was.
func (w *Workbench) leaveWhole() {
	if w.doc != nil && !w.doc.about.IsZero() {
		w.doc.about = annotate.ID{}
		w.strip.reload()
	}
}

// stepWhole walks through the annotations of the whole document, which come before those
// in the text. It says whether it has gone anywhere; if not, the walk goes on in the text.
func (w *Workbench) stepWhole(backwards bool) bool {
	if w.doc == nil || len(w.doc.marks.about) == 0 {
		return false
	}
	m := w.doc.marks
	list := slices.DeleteFunc(slices.Clone(m.about), func(id annotate.ID) bool { return !m.walked(m.page.Annotation(id)) })
	at := slices.Index(list, w.doc.about)
	next := at + map[bool]int{true: -1, false: 1}[backwards]
	_, first := m.next(annotate.ID(w.view.Active()), w.view.Caret(), false)
	switch {
	case at < 0 && w.doc.about.IsZero() && backwards && !first:
		next = len(list) - 1
	case at < 0 && (backwards || w.view.Active() != docview.ID{} || w.view.Caret() > 0):
		return false
	case at >= 0 && next < 0:
		w.wasStuck(docview.MarkPrevious)
		return true
	case at >= 0 && next == len(list):
		if _, more := m.next(annotate.ID{}, 0, true); !more {
			w.wasStuck(docview.MarkNext)
			return true
		}
		w.setActive(annotate.ID{}, false)
		w.view.Select(text.Span{})
		return false
	}
	if next < 0 || next >= len(list) {
		return false
	}
	if w.picks() {
		w.setActive(list[next], true)
	} else {
		w.choose(list[next], true)
	}
	return true
}

// markWhole marks the whole document with a layer.
func (w *Workbench) markWhole(layer annotate.LayerID) {
	cs, a, err := w.editor().Mark(w.doc.page, layer, nil)
	if !w.apply(cs, err) {
		return
	}
	w.choose(a.ID, true)
	w.status.say(w.layerName(layer) + " of the whole document" + w.byKey("; ", "annotation.card", "fills in its card"))
	w.focusText()
}

// markWholeAsk offers the layers, each by its key, to mark the whole document with.
func (w *Workbench) markWholeAsk() {
	rows := []control.MenuRow{{Note: "Mark the whole document", Disabled: true}}
	schema := w.project.session.Schema()
	for i := range schema.Layers {
		l := &schema.Layers[i]
		if !w.doc.marks.looks[l.ID].mention {
			rows = append(rows, control.MenuRow{Text: l.Name, Note: cut(l.Description, 48), Key: l.Key, Slot: l.Colour, Run: func() { w.markWhole(l.ID) }})
		}
	}
	if len(rows) == 1 {
		w.status.say("The schema has no layer that could be about a whole document")
		return
	}
	w.openPopup(w.app.Driver().AbsolutePositionForObject(w.view).AddXY(w.head.indent, 0), rows, w.focusText).Hold(rows[1].Text)
}

// aboutOf are the annotations of the whole document among those in reading order, which
// they lead.
func aboutOf(reading []*annotate.Annotation) (list []annotate.ID) {
	for _, a := range reading {
		if len(a.Fragments) > 0 {
			break
		}
		list = append(list, a.ID)
	}
	return list
}

// aboutChanged takes one change of an annotation over, as far as it is or was about the
// whole document.
func (m *marks) aboutChanged(id annotate.ID, had, has bool) {
	at, found := slices.BinarySearchFunc(m.about, id, annotate.ID.Compare)
	switch {
	case found && !has:
		m.about = slices.Delete(m.about, at, at+1)
	case !found && has && !had:
		m.about = slices.Insert(m.about, at, id)
	}
}
