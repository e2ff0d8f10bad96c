package ui

import (
	"fmt"

	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/assets/icons"
	"parley/ui/control"
	"parley/ui/docview"
)

// hoveredRelations is told by the view that the pointer rests on relations, or has left them.
func (w *Workbench) hoveredRelations(ids []docview.ID, at fyne.Position) {
	var lines []string
	if w.doc != nil && !w.covered() {
		lines = w.relationLines(ids)
	}
	w.frame.hover.show(at, w.frame.Size(), lines...)
}

// mostRelations is how many of a bundle a note names.
const mostRelations = 6

// relationLines say of one relation its type, who made it, both ends and what is recorded
// with it; of several each in a line.
func (w *Workbench) relationLines(ids []docview.ID) (lines []string) {
	if len(ids) > 1 {
		lines = append(lines, counted(len(ids), "relation"))
	}
	for i, id := range ids {
		r := w.doc.page.Relation(annotate.ID(id))
		switch {
		case r == nil:
		case i == mostRelations:
			return append(lines, "+"+grouped(len(ids)-i))
		case len(ids) == 1:
			return w.relationDescribed(r)
		default:
			lines = append(lines, w.doc.marks.relationName(r.Type)+": "+w.endText(r.From, 24)+" → "+w.endText(r.To, 24))
		}
	}
	return lines
}

func (w *Workbench) relationDescribed(r *annotate.Relation) []string {
	head := w.doc.marks.relationName(r.Type)
	if p := w.project.session.Annotator(r.Annotator); p != nil {
		head += " · " + p.Name
	}
	lines := []string{head, "From: " + w.endText(r.From, 48), "To: " + w.endText(r.To, 48)}
	var features []annotate.Feature
	if t := w.project.session.Schema().Relation(r.Type); t != nil {
		features = t.Features
	}
	return append(lines, w.valueLines(features, r.Features, r.Note)...)
}

// endText is an end of a relation in a few words: what the margin calls it, and its quote.
func (w *Workbench) endText(id annotate.ID, most int) string {
	a := w.doc.page.Annotation(id)
	if a == nil {
		return "an annotation that is gone"
	}
	name := w.layerName(a.Layer)
	if l, ok := w.doc.marks.Label(docview.ID(id)); ok {
		name = l.String()
	}
	return name + " “\u2068" + cut(w.quoteText(id), most) + "\u2069”"
}

// followRelation goes to what the active annotation is related to, again to the next, and at last
// back to it.
func (w *Workbench) followRelation(backwards bool) {
	n, of, whole := w.followWhole(backwards)
	if !whole && !w.view.Follow(backwards) {
		w.status.say("This annotation has no relations")
		return
	}
	if !whole {
		n, of = w.view.Trail()
	}
	switch n {
	case 0:
		w.status.say("Back where the relations were followed from")
	default:
		w.status.say(fmt.Sprintf("Related annotation %d of %d", n, of) + w.byKey("; ", "relation.next", "goes on"))
	}
}

func (w *Workbench) relationActions() []*Action {
	return []*Action{
		{ID: "relation.edit", Name: "Edit relation…", Words: "feature value note link", Group: onAnnotation, Key: "E", Icon: icons.Link.Resource(), Enabled: w.needsRelated, Run: w.editRelationOf},
		{ID: "relation.next", Name: "Go to the related annotation", Words: "follow relation link partner jump curve", Group: onAnnotation, Key: "r", Icon: icons.Link.Resource(), Note: func() string { return "again: the next one, then back" },
			Enabled: w.needsRelated, Run: func() { w.followRelation(false) }},
		{ID: "relation.previous", Name: "Go to the previous related annotation", Words: "follow relation link back", Group: onAnnotation, Key: "R", Icon: icons.Link.Resource(), Enabled: w.needsRelated, Run: func() { w.followRelation(true) }},
	}
}

func (w *Workbench) needsRelated() (bool, string) {
	if ok, why := w.needsDocument(); !ok {
		return false, why
	}
	a := w.active()
	if a == nil {
		return false, "needs an annotation" + w.byKey("; press ", "annotation.next", "first")
	}
	return len(w.doc.marks.related.of[a.ID]) > 0, "this annotation has no relations" + w.byKey(": ", "annotation.link", "makes one")
}

// editRelationOf edits the relation of the active annotation; of several one is chosen first.
func (w *Workbench) editRelationOf() {
	a := w.active()
	ids := w.doc.marks.related.of[a.ID]
	if len(ids) == 1 {
		w.editRelation(ids[0])
		return
	}
	var rows []control.MenuRow
	for i, id := range ids {
		r := w.doc.page.Relation(id)
		if r == nil {
			continue
		}
		row := control.MenuRow{Text: w.doc.marks.relationName(r.Type) + " “" + cut(w.quoteText(r.To), 32) + "”", Run: func() { w.editRelation(id) }}
		if r.From != a.ID {
			row.Text = "“" + cut(w.quoteText(r.From), 32) + "” " + lowerFirst(w.doc.marks.relationName(r.Type)) + " it"
		}
		if i < 9 {
			row.Key = grouped(i + 1)
		}
		rows = append(rows, row)
	}
	w.openPopup(w.besideMark(a.ID), rows, w.focusText).Hold(rows[0].Text)
}
