package ui

import (
	"slices"

	"parley/annotate"
	"parley/ui/dialog"
)

// needsLink: a relation joins two annotations of one text, and its type says of which layers.
func (w *Workbench) needsLink() (bool, string) {
	if ok, why := w.needsAnnotation(); !ok {
		return false, why
	}
	if w.doc.page.Count() < 2 {
		return false, "needs a second annotation"
	}
	return len(w.relationsFrom(w.active().Layer)) > 0, "the schema has no relation that begins at this layer"
}

// relationsFrom are the relation types that can begin in a layer.
func (w *Workbench) relationsFrom(l annotate.LayerID) (list []annotate.RelationType) {
	for _, t := range w.project.session.Schema().Relations {
		if joins(t.From, l) {
			list = append(list, t)
		}
	}
	return list
}

// joins reports whether a relation's end may be in a layer; no layer named is any.
func joins(allowed []annotate.LayerID, l annotate.LayerID) bool {
	return len(allowed) == 0 || slices.Contains(allowed, l)
}

// link makes a relation from an annotation to one that is chosen in the text next.
func (w *Workbench) link(from annotate.ID) {
	if w.doc == nil || w.doc.page.Annotation(from) == nil {
		return
	}
	if ok, why := w.needsLink(); !ok {
		w.status.say("Link: " + why)
		return
	}
	w.pick(picking{from: from, take: func(to annotate.ID) { w.linkTo(from, to) }}, "Choose what it is linked to")
}

// linkTo asks for the type of a relation between two annotations where several are
// allowed, and makes it.
func (w *Workbench) linkTo(from, to annotate.ID) {
	a, b := w.doc.page.Annotation(from), w.doc.page.Annotation(to)
	if a == nil || b == nil {
		return
	}
	var types []annotate.RelationType
	var options []dialog.Option
	for _, t := range w.relationsFrom(a.Layer) {
		if joins(t.To, b.Layer) {
			types, options = append(types, t), append(options, dialog.Option{Text: t.Name})
		}
	}
	linkAs := func(i int) {
		cs, _, err := w.editor().Link(w.doc.page, types[i].ID, from, to)
		if w.apply(cs, err) {
			w.status.say("Linked: " + types[i].Name + " “" + cut(b.Quote.Exact, 40) + "”")
		}
		w.focusText()
	}
	switch len(types) {
	case 0:
		w.status.say("No relation leads from " + lowerFirst(w.layerName(a.Layer)) + " to " + lowerFirst(w.layerName(b.Layer)))
	case 1:
		linkAs(0)
	default:
		about := "“" + cut(a.Quote.Exact, 60) + "” … “" + cut(b.Quote.Exact, 60) + "”"
		dialog.Choose(w.window, "Link", about, "Link", options, linkAs)
	}
}

// unlink takes a relation of the open document away. Undo brings it back.
func (w *Workbench) unlink(id annotate.ID) {
	if ok, why := w.needsText(); !ok {
		w.status.say("Unlink: " + why)
		return
	}
	if r := w.doc.page.Relation(id); r != nil && w.apply(w.editor().Unlink(r), nil) {
		w.status.say("Relation deleted" + w.byKey("; ", "edit.undo", "brings it back"))
	}
}
