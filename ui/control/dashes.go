package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"parley/assets/icons"
	"parley/ui/theme"
)

// Dashes is a dashed frame around a place to drop things on.
type Dashes struct {
	widget.BaseWidget
	radius float32
}

// NewDashes makes a frame with round corners.
func NewDashes(radius float32) *Dashes {
	d := &Dashes{radius: radius}
	d.ExtendBaseWidget(d)
	return d
}

// CreateRenderer implements fyne.Widget.
func (d *Dashes) CreateRenderer() fyne.WidgetRenderer {
	r := newDrawn(func(p *pen, w, h float32) {
		p.dashes(w, h, d.radius, theme.BorderWidth, 4, 3)
		p.fill(ink(theme.Border))
	})
	return &drawing{
		objects: []fyne.CanvasObject{r},
		layout:  func(s fyne.Size) { place(r, 0, 0, s.Width, s.Height) },
		refresh: func() { r.Refresh() },
	}
}

// NewWarning is the sign of what needs a decision, in its colour.
func NewWarning() fyne.CanvasObject {
	i := newIcon(nil)
	i.set(icons.Warning.Resource(), theme.Warn)
	return i.Image
}
