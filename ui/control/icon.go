package control

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"parley/ui/theme"
)

// icon is a 16 px picture that follows the theme's colours.
type icon struct {
	*canvas.Image
	source fyne.Resource
	shown  string // what is drawn: name, colour and variant
}

func newIcon(r fyne.Resource) *icon {
	i := &icon{Image: canvas.NewImageFromResource(nil)}
	i.FillMode = canvas.ImageFillContain
	i.SetMinSize(fyne.NewSquareSize(theme.IconSize))
	i.set(r, theme.Text2)
	return i
}

// set shows r in a colour; nil shows nothing.
func (i *icon) set(r fyne.Resource, colour fyne.ThemeColorName) {
	i.source = r
	show(i.Image, r != nil)
	if r == nil {
		return
	}
	shown := fmt.Sprint(r.Name(), " ", colour, " ", theme.Color(colour))
	if i.shown == shown {
		return // reading an SVG costs more than the rest of a button
	}
	i.shown = shown
	i.Resource = fynetheme.NewColoredResource(r, colour)
	i.Image.Refresh()
}

// Icon shows an icon in a colour of the theme, which it follows. It takes no events.
type Icon struct {
	widget.BaseWidget
	icon   *icon
	colour fyne.ThemeColorName
}

// NewIcon shows r, 16 × 16 unless it is given another size.
func NewIcon(r fyne.Resource, colour fyne.ThemeColorName) *Icon {
	i := &Icon{icon: newIcon(nil), colour: colour}
	i.icon.set(r, colour)
	i.ExtendBaseWidget(i)
	return i
}

// CreateRenderer implements fyne.Widget.
func (i *Icon) CreateRenderer() fyne.WidgetRenderer {
	return &drawing{
		objects: []fyne.CanvasObject{i.icon.Image},
		min:     func() fyne.Size { return fyne.NewSquareSize(theme.IconSize) },
		layout:  func(s fyne.Size) { place(i.icon.Image, 0, 0, s.Width, s.Height) },
		refresh: func() { i.icon.set(i.icon.source, i.colour) },
	}
}
