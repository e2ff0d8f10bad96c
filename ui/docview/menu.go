package docview

import (
	"fyne.io/fyne/v2"

	"parley/annotate/text"
	"parley/ui/textlayout"
)

// TappedSecondary implements fyne.SecondaryTappable: the menu of what is under the pointer.
func (v *View) TappedSecondary(e *fyne.PointEvent) {
	if v.page.layout == nil {
		return
	}
	t := v.hit(e.Position)
	if sel := v.Selection(); sel.Empty() || !sel.Contains(t.Cell.Start) {
		before, caret := sel, v.cursor.caret
		v.moveCaret(t.Offset, t.Offset, t.Trailing)
		v.settled(before, caret)
	}
	cell := t.Cell
	if t.beside {
		cell = text.Span{}
	}
	v.askMenu(e.AbsolutePosition, t.Offset, cell)
}

// menuAtCaret asks for the menu by key: of the marks at the caret, below its line.
func (v *View) menuAtCaret() bool {
	v.revealCaret()
	o := v.cursor.caret
	v.askMenu(v.belowCaret(), o, text.Span{Start: o, End: v.text.NextGrapheme(o)})
	return v.OnMenu != nil
}

// belowCaret is the place in the window below the caret's line.
func (v *View) belowCaret() fyne.Position {
	var line textlayout.Line
	v.caretLine(&line)
	o := v.cursor.caret
	k := v.page.scale
	at := fyne.NewPos(
		(float32(v.page.columns.text)+line.CaretX(o, v.cursor.trailing))/k,
		float32(v.viewY(line.Top)+v.page.metrics.LineHeight)/k,
	)
	if app := fyne.CurrentApp(); app != nil {
		at = at.Add(app.Driver().AbsolutePositionForObject(v))
	}
	return at
}

func (v *View) askMenu(at fyne.Position, o text.Offset, cell text.Span) {
	if v.OnMenu == nil {
		return
	}
	m := Menu{Position: at, Offset: o}
	for _, mark := range v.marksAt(cell) {
		m.Marks = append(m.Marks, mark.ID)
	}
	v.OnMenu(m)
}
