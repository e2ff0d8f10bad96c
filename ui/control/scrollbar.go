package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"parley/ui/theme"
)

// barRoom is the width in which the bar can be caught; it is drawn narrower until then.
const barRoom = float32(10)

// scrollBar shows which part of a list is in sight, and moves it when dragged.
type scrollBar struct {
	widget.BaseWidget
	scroll func(offset float32)
	thumb  *canvas.Rectangle

	offset, view, total float32
	hovered             bool
	awake               bool // the pointer is over what it scrolls
}

func newScrollBar(scroll func(float32)) *scrollBar {
	b := &scrollBar{scroll: scroll, thumb: canvas.NewRectangle(nil)}
	b.thumb.CornerRadius = 2
	b.ExtendBaseWidget(b)
	b.Hide()
	return b
}

// set says what is in sight: view of total, from offset on.
func (b *scrollBar) set(offset, view, total float32) {
	b.offset, b.view, b.total = offset, view, total
	show(b, (b.awake || b.hovered) && total > view && view > 0)
	b.arrange(b.Size())
}

// wake shows the bar, if there is anything to scroll, or hides it.
func (b *scrollBar) wake(yes bool) {
	b.awake = yes
	b.set(b.offset, b.view, b.total)
}

func (b *scrollBar) arrange(s fyne.Size) {
	if b.total <= 0 || s.Height <= 0 {
		return
	}
	length := max(24, s.Height*b.view/b.total)
	y := float32(0)
	if b.total > b.view {
		y = (s.Height - length) * b.offset / (b.total - b.view)
	}
	w := float32(4)
	if b.hovered {
		w = 8
	}
	place(b.thumb, s.Width-w-1, y, w, length)
}

// CreateRenderer implements fyne.Widget.
func (b *scrollBar) CreateRenderer() fyne.WidgetRenderer {
	d := &drawing{objects: []fyne.CanvasObject{b.thumb}, layout: b.arrange}
	d.refresh = func() { paintRect(b.thumb, theme.Border, "", 0) }
	d.refresh()
	return d
}

// Dragged implements fyne.Draggable.
func (b *scrollBar) Dragged(e *fyne.DragEvent) {
	room := b.Size().Height - b.thumb.Size().Height
	if room > 0 {
		b.scroll(b.offset + e.Dragged.DY*(b.total-b.view)/room)
	}
}

// DragEnd implements fyne.Draggable.
func (b *scrollBar) DragEnd() {}

// Tapped implements fyne.Tappable: a tap beside the thumb goes a page that way.
func (b *scrollBar) Tapped(e *fyne.PointEvent) {
	switch y := b.thumb.Position().Y; {
	case e.Position.Y < y:
		b.scroll(b.offset - b.view)
	case e.Position.Y > y+b.thumb.Size().Height:
		b.scroll(b.offset + b.view)
	}
}

// MouseIn implements desktop.Hoverable.
func (b *scrollBar) MouseIn(*desktop.MouseEvent) { b.setHovered(true) }

// MouseMoved implements desktop.Hoverable.
func (b *scrollBar) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (b *scrollBar) MouseOut() { b.setHovered(false) }

func (b *scrollBar) setHovered(yes bool) {
	b.hovered = yes
	b.set(b.offset, b.view, b.total)
}
