package control

import (
	"fyne.io/fyne/v2"

	"parley/ui/theme"
)

// Badge is a small picture that says something of a row, with a tooltip in words. It is
// not pressed: who presses it presses the row.
type Badge struct {
	tipped
	icon   *icon
	colour fyne.ThemeColorName
	side   float32
}

// NewBadge makes one of side pixels that shows nothing.
func NewBadge(side float32) *Badge {
	b := &Badge{icon: newIcon(nil), side: side}
	b.ExtendBaseWidget(b)
	return b
}

// Set shows a picture in a colour, and words when the pointer rests on it; nil shows nothing.
func (b *Badge) Set(r fyne.Resource, colour fyne.ThemeColorName, tip string) {
	if b.icon.source == nil && r == nil {
		return
	}
	if r == nil {
		colour = theme.Text2
	}
	b.icon.set(r, colour)
	b.SetToolTip(tip)
	b.colour = colour
}

// Shown reports whether there is a picture.
func (b *Badge) Shown() bool { return b.icon.source != nil }

// CreateRenderer implements fyne.Widget.
func (b *Badge) CreateRenderer() fyne.WidgetRenderer {
	return &drawing{
		objects: []fyne.CanvasObject{b.icon.Image},
		min:     func() fyne.Size { return fyne.NewSquareSize(b.side) },
		layout:  func(s fyne.Size) { place(b.icon.Image, 0, 0, s.Width, s.Height) },
		refresh: func() { b.icon.set(b.icon.source, b.colour) },
	}
}
