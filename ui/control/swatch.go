package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"parley/ui/theme"
)

// Swatch shows a slot of the palette as the text shows it: the tint, and below it the
// lane in its texture. 18 × 14.
type Swatch struct {
	widget.BaseWidget
	slot   int
	raster *canvas.Raster
}

// NewSwatch shows slot n of theme.SlotOf.
func NewSwatch(n int) *Swatch {
	s := &Swatch{slot: n}
	s.raster = newDrawn(s.draw)
	s.ExtendBaseWidget(s)
	return s
}

// SetSlot shows another slot.
func (s *Swatch) SetSlot(n int) {
	if s.slot != n {
		s.slot = n
		s.raster.Refresh()
	}
}

// CreateRenderer implements fyne.Widget.
func (s *Swatch) CreateRenderer() fyne.WidgetRenderer {
	return &drawing{
		objects: []fyne.CanvasObject{s.raster},
		min:     func() fyne.Size { return fyne.NewSize(18, 14) },
		layout:  func(z fyne.Size) { place(s.raster, 0, 0, z.Width, z.Height) },
		refresh: func() { s.raster.Refresh() },
	}
}

func (s *Swatch) draw(p *pen, w, h float32) {
	slot := theme.SlotOf(s.slot)
	p.rect(0, 0, w, h-3)
	p.fill(slot.Tint)
	on, off := w, float32(0)
	switch slot.Texture {
	case theme.Dash:
		on, off = 7, 3
	case theme.Dots:
		on, off = 2, 2
	}
	for x := float32(0); x < w; x += on + off {
		p.rect(x, h-2, min(on, w-x), 2)
	}
	p.fill(slot.Mark)
}
