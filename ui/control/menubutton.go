package control

import (
	"fyne.io/fyne/v2"
)

// NewMenuButton makes a button that shows what is chosen and opens a menu below it.
// items is asked each time it opens.
func NewMenuButton(text string, items func() []*fyne.MenuItem) *Button {
	b := NewButton(text, nil)
	b.Menu = true
	b.OnTapped = func() { OpenMenuBelow(b, items()) }
	b.repaint()
	return b
}

// OpenMenuBelow opens a menu under o, if o is in a window, with the hand on what is
// checked; afterwards the keyboard is where it was.
func OpenMenuBelow(o fyne.CanvasObject, items []*fyne.MenuItem) {
	openMenuAt(o, fyne.NewPos(0, o.Size().Height+2), items)
}

// openMenuAt opens a menu with its corner at a position of o.
func openMenuAt(o fyne.CanvasObject, at fyne.Position, items []*fyne.MenuItem) {
	c := canvasOf(o)
	if c == nil || len(items) == 0 {
		return
	}
	rows, checked := make([]MenuRow, len(items)), -1
	for i, item := range items {
		rows[i] = MenuRow{Text: item.Label, Disabled: item.Disabled, Separator: item.IsSeparator, Run: item.Action}
		if item.Checked {
			rows[i].Mark, checked = Tick, i
		}
	}
	corner := fyne.CurrentApp().Driver().AbsolutePositionForObject(o).Add(at)
	m := OpenMenu(c, rows, MenuOptions{At: corner})
	if checked >= 0 {
		m.hold(checked)
	}
}
