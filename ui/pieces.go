package ui

import (
	"fyne.io/fyne/v2"
)

// pieces is the renderer of the window's own widgets: objects from back to front, how
// they are placed, and how they take the colours of now. Any function may be nil.
type pieces struct {
	objects []fyne.CanvasObject
	min     func() fyne.Size
	arrange func(fyne.Size)
	repaint func()
	size    fyne.Size
}

// Objects implements fyne.WidgetRenderer.
func (p *pieces) Objects() []fyne.CanvasObject { return p.objects }

// Destroy implements fyne.WidgetRenderer.
func (p *pieces) Destroy() {}

// MinSize implements fyne.WidgetRenderer.
func (p *pieces) MinSize() fyne.Size {
	if p.min == nil {
		return fyne.Size{}
	}
	return p.min()
}

// Layout implements fyne.WidgetRenderer.
func (p *pieces) Layout(s fyne.Size) {
	p.size = s
	if p.arrange != nil {
		p.arrange(s)
	}
}

// Refresh implements fyne.WidgetRenderer.
func (p *pieces) Refresh() {
	if p.repaint != nil {
		p.repaint()
	}
	for _, o := range p.objects {
		o.Refresh()
	}
	p.Layout(p.size)
}

// set moves and resizes o.
func set(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(max(0, w), max(0, h)))
}

// middle places o in its own size at x, in the middle of a height, and gives its width.
func middle(o fyne.CanvasObject, x, height float32) float32 {
	s := o.MinSize()
	set(o, x, (height-s.Height)/2, s.Width, s.Height)
	return s.Width
}
