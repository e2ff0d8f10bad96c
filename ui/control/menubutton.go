package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// NewMenuButton makes a button that shows what is chosen and opens a menu below it.
// items is asked each time it opens.
func NewMenuButton(text string, items func() []*fyne.MenuItem) *Button {
	b := NewButton(text, nil)
	b.Menu = true
	b.OnTapped = func() { OpenMenu(b, items()) }
	b.repaint()
	return b
}

// OpenMenu opens a menu under o, if o is in a window.
func OpenMenu(o fyne.CanvasObject, items []*fyne.MenuItem) {
	openMenuAt(o, fyne.NewPos(0, o.Size().Height+2), items)
}

// openMenuAt opens a menu with its corner at a position of o.
func openMenuAt(o fyne.CanvasObject, at fyne.Position, items []*fyne.MenuItem) {
	c := fyne.CurrentApp().Driver().CanvasForObject(o)
	if c == nil || len(items) == 0 {
		return
	}
	widget.ShowPopUpMenuAtRelativePosition(fyne.NewMenu("", items...), c, at, o)
}
