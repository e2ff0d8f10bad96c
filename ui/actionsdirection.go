package ui

import (
	"parley/annotate"
	"parley/assets/icons"
)

// readings are the directions that a document's text can have, in the order in which the
// key goes through them.
var readings = [...]struct {
	direction annotate.Direction
	id, words string
}{
	{annotate.AutoDirection, "auto", "by paragraph"},
	{annotate.LeftToRight, "ltr", "left to right"},
	{annotate.RightToLeft, "rtl", "right to left"},
}

// directionActions set the base direction of the open document. It is said of the document,
// as its title is: it goes with the project, and undo takes it back.
func (w *Workbench) directionActions() []*Action {
	icon := icons.Type.Resource()
	var list []*Action
	for _, r := range readings {
		list = append(list, &Action{
			ID: "view.direction." + r.id, Name: "Text direction: " + r.words, Group: onView, Icon: icon, Enabled: w.needsText,
			Checked: func() bool { return w.doc != nil && w.doc.page.Document().Direction == r.direction },
			Run:     func() { w.setDirection(r.direction) },
		})
	}
	return append(list, &Action{
		ID: "view.direction.next", Name: "Next text direction", Group: onView, Key: "Ctrl+Shift+X", Icon: icon, Enabled: w.needsText,
		Run: func() { w.setDirection((w.doc.page.Document().Direction + 1) % annotate.Direction(len(readings))) },
	})
}

func (w *Workbench) setDirection(d annotate.Direction) {
	cs, err := w.editor().EditDocument(w.doc.page.Document(), func(n *annotate.Document) { n.Direction = d })
	cs.Label = "Set text direction"
	if w.apply(cs, err) {
		w.status.say("Text direction: " + readings[d].words)
	}
}

// followDirection lays the text out anew when the document reads another way now, whoever
// made that change.
func (w *Workbench) followDirection() {
	if directions[w.doc.page.Document().Direction] != w.view.Options().Direction {
		w.applyText()
	}
}
