package register

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// part is a widget put together from others: its children and how they are placed.
type part struct {
	widget.BaseWidget
	children []fyne.CanvasObject
	arrange  func(fyne.Size)
	min      func() fyne.Size
}

// CreateRenderer implements fyne.Widget.
func (p *part) CreateRenderer() fyne.WidgetRenderer { return &partRenderer{p} }

type partRenderer struct{ p *part }

func (r *partRenderer) Destroy()                     {}
func (r *partRenderer) Objects() []fyne.CanvasObject { return r.p.children }
func (r *partRenderer) MinSize() fyne.Size           { return r.p.min() }
func (r *partRenderer) Layout(s fyne.Size)           { r.p.arrange(s) }

func (r *partRenderer) Refresh() {
	for _, o := range r.p.children {
		o.Refresh()
	}
	r.p.arrange(r.p.Size())
}

func place(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(max(0, w), max(0, h)))
}

// middle places o with its own size in the middle of a row that begins at y, and gives its width.
func middle(o fyne.CanvasObject, x, y, h float32) float32 {
	s := o.MinSize()
	place(o, x, y+(h-s.Height)/2, s.Width, s.Height)
	return s.Width
}

// line places o, as wide as given, in the middle of a row that begins at y.
func line(o fyne.CanvasObject, x, y, w, h float32) {
	t := o.MinSize().Height
	place(o, x, y+(h-t)/2, w, t)
}

func show(o fyne.CanvasObject, yes bool) {
	switch {
	case yes && !o.Visible():
		o.Show()
	case !yes && o.Visible():
		o.Hide()
	}
}
