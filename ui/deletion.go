package ui

import (
	"slices"

	"parley/annotate"
	"parley/ui/control"
	"parley/ui/dialog"
)

// remove deletes the active annotation. The hand goes to none; undo brings it back.
func (w *Workbench) remove() {
	if a := w.active(); a != nil {
		w.removeAll(a.ID)
	}
}

// removeAll deletes annotations of the open document, in one step. When relations would go
// with them it asks, since those say something of annotations that stay.
func (w *Workbench) removeAll(ids ...annotate.ID) {
	do := func() {
		cs, err := w.editor().Delete(w.doc.page, ids...)
		w.apply(cs, err)
		w.focusText()
	}
	with := w.relationsOfAll(ids)
	if len(with) == 0 {
		do()
		return
	}
	what, relations := "this "+lowerFirst(w.layerName(w.doc.page.Annotation(ids[0]).Layer)), counted(len(with), "relation")
	if len(ids) > 1 {
		what = counted(len(ids), "annotation")
	}
	m := dialog.Message{Happened: "Delete " + what + " and " + relations + "?", Next: "One undo brings all of it back.", Detail: w.relationsText(with)}
	dialog.Ask(w.window, m,
		dialog.Choice{Text: "Delete with " + relations, Key: "↵", Role: control.Destructive, Run: do},
		dialog.Choice{Text: "Keep", Key: "Esc", Run: w.focusText})
}

// relationsOfAll are the relations of which one of the annotations is an end, each once.
func (w *Workbench) relationsOfAll(ids []annotate.ID) (list []annotate.ID) {
	for _, id := range ids {
		list = append(list, w.doc.marks.related.of[id]...)
	}
	slices.SortFunc(list, annotate.ID.Compare)
	return slices.Compact(list)
}

// relationsText names some relations: “Supports “a” → “b” · …”.
func (w *Workbench) relationsText(ids []annotate.ID) (text string) {
	for i, id := range ids {
		r := w.doc.page.Relation(id)
		if r == nil {
			continue
		}
		if i > 0 {
			text += " · "
		}
		if i == 3 {
			return text + "+" + grouped(len(ids)-i)
		}
		text += w.doc.marks.relationName(r.Type) + " \u2068“" + cut(w.quoteText(r.From), 28) + "”\u2069 → \u2068“" + cut(w.quoteText(r.To), 28) + "”\u2069"
	}
	return text
}
