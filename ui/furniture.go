package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"parley/ui/theme"
)

// bar is a line of a height with one object at its left, as wide as there is room, and
// one at its right.
type bar struct{ height, side float32 }

// MinSize implements fyne.Layout.
func (b bar) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(o[0].MinSize().Width+o[1].MinSize().Width+2*b.side, b.height)
}

// Layout implements fyne.Layout.
func (b bar) Layout(o []fyne.CanvasObject, s fyne.Size) {
	end := o[1].MinSize()
	middle(o[1], s.Width-b.side-end.Width, s.Height)
	h := o[0].MinSize().Height
	set(o[0], b.side, (s.Height-h)/2, max(0, s.Width-2*b.side-end.Width), h)
}

// ground is a rectangle in a colour of the theme, which it follows.
type ground struct {
	widget.BaseWidget
	colour fyne.ThemeColorName
	min    fyne.Size
	rect   *canvas.Rectangle
}

func newGround(colour fyne.ThemeColorName, min fyne.Size) *ground {
	g := &ground{colour: colour, min: min, rect: canvas.NewRectangle(theme.Color(colour))}
	g.ExtendBaseWidget(g)
	return g
}

// CreateRenderer implements fyne.Widget.
func (g *ground) CreateRenderer() fyne.WidgetRenderer {
	return &pieces{
		objects: []fyne.CanvasObject{g.rect},
		min:     func() fyne.Size { return g.min },
		arrange: func(s fyne.Size) { g.rect.Resize(s) },
		repaint: func() { g.rect.FillColor = theme.Color(g.colour) },
	}
}

// rule is a line one pixel high.
func rule() fyne.CanvasObject { return newGround(theme.Line, fyne.NewSize(1, 1)) }

// gap is empty room.
func gap(height float32) fyne.CanvasObject { return newGround(theme.Clear, fyne.NewSize(1, height)) }
