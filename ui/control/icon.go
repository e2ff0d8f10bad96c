package control

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"

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
