package codebook

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"parley/ui/control"
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
func (r *partRenderer) Layout(s fyne.Size)           { r.p.arrange(s) }

func (r *partRenderer) MinSize() fyne.Size {
	if r.p.min == nil {
		return fyne.NewSize(40, 20)
	}
	return r.p.min()
}

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

// centre places o with its own size in the middle of a row that begins at y, and gives its width.
func centre(o fyne.CanvasObject, x, y, h float32) float32 {
	s := o.MinSize()
	place(o, x, y+(h-s.Height)/2, s.Width, s.Height)
	return s.Width
}

// fill places o from x to end in the middle of a row, cut where it needs more.
func fill(o fyne.CanvasObject, x, end, y, h float32) float32 {
	s := o.MinSize()
	w := max(0, min(s.Width, end-x))
	place(o, x, y+(h-s.Height)/2, w, s.Height)
	return w
}

func show(o fyne.CanvasObject, yes bool) {
	switch {
	case yes && !o.Visible():
		o.Show()
	case !yes && o.Visible():
		o.Hide()
	}
}

// focus gives o the keyboard of the window it is in.
func focus(o fyne.CanvasObject) {
	f, ok := o.(fyne.Focusable)
	if !ok || fyne.CurrentApp() == nil {
		return
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil {
		c.Focus(f)
	}
}

// counted is "1 tag", "2 tags".
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	if strings.HasSuffix(noun, "y") {
		return control.Grouped(n) + " " + strings.TrimSuffix(noun, "y") + "ies"
	}
	return control.Grouped(n) + " " + noun + "s"
}
