package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"parley/ui/theme"
)

// HoverRow is the ground of a row that can be pressed; it lies behind the row's parts.
type HoverRow struct {
	pressable
	ground *canvas.Rectangle
}

// NewHoverRow makes one; act may be nil.
func NewHoverRow(act func()) *HoverRow {
	h := &HoverRow{ground: canvas.NewRectangle(nil)}
	h.act = act
	h.pressable.paint = h.repaint
	h.ExtendBaseWidget(h)
	h.repaint()
	return h
}

func (h *HoverRow) repaint() {
	ground := fyne.ThemeColorName("")
	if h.hovered && !h.disabled {
		ground = theme.Hover
	}
	paintRect(h.ground, ground, "", 0)
}

// CreateRenderer implements fyne.Widget.
func (h *HoverRow) CreateRenderer() fyne.WidgetRenderer {
	return &drawing{
		objects: []fyne.CanvasObject{h.ground},
		layout:  func(s fyne.Size) { place(h.ground, 0, 0, s.Width, s.Height) },
		refresh: h.repaint,
	}
}
