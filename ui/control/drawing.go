package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"parley/ui/theme"
)

// drawing is the renderer of every control: its parts from back to front, and how they
// are measured, placed and coloured. Any function may be nil.
type drawing struct {
	objects []fyne.CanvasObject
	min     func() fyne.Size
	layout  func(fyne.Size)
	refresh func() // gives the parts the colours and words of now
}

func (d *drawing) Objects() []fyne.CanvasObject { return d.objects }
func (d *drawing) Destroy()                     {}

func (d *drawing) MinSize() fyne.Size {
	if d.min == nil {
		return fyne.Size{}
	}
	return d.min()
}

func (d *drawing) Layout(s fyne.Size) {
	if d.layout != nil {
		d.layout(s)
	}
}

func (d *drawing) Refresh() {
	if d.refresh != nil {
		d.refresh()
	}
}

// place moves and resizes o, which costs nothing when it stays.
func place(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(w, h))
}

// centre places o with its own size in the middle of the height h, at x, and gives its width.
func centre(o fyne.CanvasObject, x, h float32) float32 {
	s := o.MinSize()
	place(o, x, (h-s.Height)/2, s.Width, s.Height)
	return s.Width
}

// paintRect gives r its colours; an empty name means none.
func paintRect(r *canvas.Rectangle, fill, border fyne.ThemeColorName, width float32) {
	f, b := inkOr(fill), inkOr(border)
	if border == "" {
		width = 0
	} else if fill == "" {
		f = b // the same colour, clear: else the rounded corners darken
		f.A = 0
	}
	if r.FillColor == f && r.StrokeColor == b && r.StrokeWidth == width {
		return
	}
	r.FillColor, r.StrokeColor, r.StrokeWidth = f, b, width
	r.Refresh()
}

func inkOr(name fyne.ThemeColorName) (c colorNRGBA) {
	if name == "" {
		return
	}
	return theme.Color(name)
}

// show hides or shows o.
func show(o fyne.CanvasObject, yes bool) {
	switch {
	case yes && !o.Visible():
		o.Show()
	case !yes && o.Visible():
		o.Hide()
	}
}

// newClip shows no more of content than fits.
func newClip(content fyne.CanvasObject) *container.Clip {
	c := container.NewClip(content)
	c.ExtendBaseWidget(c) // else it has no size before it is painted
	return c
}
