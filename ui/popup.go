package ui

import (
	"fyne.io/fyne/v2"

	"parley/ui/control"
	"parley/ui/theme"
)

// openPopup shows rows with the menu's upper left corner at a position of the window.
func (w *Workbench) openPopup(at fyne.Position, rows []control.MenuRow, closed func()) *control.Menu {
	return control.OpenMenu(w.window.Canvas(), rows, control.MenuOptions{At: at, OnClosed: closed})
}

// above is where a menu stands that ends over o.
func (w *Workbench) above(o fyne.CanvasObject, rows []control.MenuRow) fyne.Position {
	at := w.app.Driver().AbsolutePositionForObject(o)
	return fyne.NewPos(at.X, max(theme.MenuHeight, at.Y-control.MenuHeight(rows)-theme.Grid))
}

// rowOf is an action as a line of a menu.
func rowOf(a *Action) control.MenuRow {
	can, why := a.Can()
	row := control.MenuRow{Text: a.Label(), Key: a.Key, Mark: a.Mark, Slot: a.Slot, Disabled: !can, Run: func() { a.do() }}
	if !can {
		row.Note = why
	}
	if a.Checked != nil && a.Checked() {
		row.Mark = control.Tick
	}
	return row
}
