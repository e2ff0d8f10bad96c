package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"parley/ui/control"
	"parley/ui/theme"
)

// menuBar is the line of menus at the top of the window: 30 high. Fyne's own is a
// different height, has no key caps and says of no command why it cannot run.
type menuBar struct {
	widget.BaseWidget
	window  *Workbench
	titles  []*menuTitle
	ground  *canvas.Rectangle
	line    *canvas.Rectangle
	open    int // the menu that is open; -1: none
	popup   *control.Menu
	leaving bool // one menu closes because another opens
}

func newMenuBar(w *Workbench) *menuBar {
	b := &menuBar{window: w, ground: canvas.NewRectangle(nil), line: canvas.NewRectangle(nil), open: -1}
	for i, m := range menus {
		b.titles = append(b.titles, newMenuTitle(b, i, m.title))
	}
	b.ExtendBaseWidget(b)
	return b
}

// show opens menu i under its title.
func (b *menuBar) show(i int) {
	n := len(b.titles)
	i = (i%n + n) % n
	if b.popup != nil {
		b.leaving = true
		b.popup.Close()
		b.leaving = false
	}
	t := b.titles[i]
	b.open = i
	at := fyne.NewPos(t.Position().X, theme.MenuHeight)
	b.popup = control.OpenMenu(b.window.window.Canvas(), b.window.menuRows(menus[i]), control.MenuOptions{
		At: at, OnClosed: b.closed, OnHover: b.hover, OnSide: func(step int) { b.show(b.open + step) },
	})
	b.Refresh()
}

func (b *menuBar) closed() {
	b.popup, b.open = nil, -1
	if !b.leaving {
		b.Refresh()
	}
}

// hover is told where the pointer is while a menu is open: over another title that opens.
func (b *menuBar) hover(p fyne.Position) {
	for i, t := range b.titles {
		if i != b.open && p.Y < theme.MenuHeight && p.X >= t.Position().X && p.X < t.Position().X+t.Size().Width {
			b.show(i)
			return
		}
	}
}

// CreateRenderer implements fyne.Widget.
func (b *menuBar) CreateRenderer() fyne.WidgetRenderer {
	objects := []fyne.CanvasObject{b.ground, b.line}
	for _, t := range b.titles {
		objects = append(objects, t)
	}
	return &pieces{
		objects: objects,
		min:     func() fyne.Size { return fyne.NewSize(400, theme.MenuHeight) },
		arrange: func(s fyne.Size) {
			set(b.ground, 0, 0, s.Width, s.Height)
			set(b.line, 0, s.Height-1, s.Width, 1)
			x := float32(6)
			for _, t := range b.titles {
				w := t.MinSize().Width
				set(t, x, 0, w, s.Height-1)
				x += w
			}
		},
		repaint: func() {
			b.ground.FillColor, b.line.FillColor = theme.Color(theme.Window), theme.Color(theme.Line)
		},
	}
}

// menuTitle is the name of a menu in the bar.
type menuTitle struct {
	widget.BaseWidget
	bar     *menuBar
	i       int
	label   *control.Label
	ground  *canvas.Rectangle
	hovered bool
}

func newMenuTitle(b *menuBar, i int, text string) *menuTitle {
	t := &menuTitle{bar: b, i: i, label: control.NewLabel(text, control.Body), ground: canvas.NewRectangle(nil)}
	t.ExtendBaseWidget(t)
	return t
}

// Tapped implements fyne.Tappable.
func (t *menuTitle) Tapped(*fyne.PointEvent) { t.bar.show(t.i) }

// MouseIn implements desktop.Hoverable.
func (t *menuTitle) MouseIn(*desktop.MouseEvent) { t.hovered = true; t.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (t *menuTitle) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (t *menuTitle) MouseOut() { t.hovered = false; t.Refresh() }

// CreateRenderer implements fyne.Widget.
func (t *menuTitle) CreateRenderer() fyne.WidgetRenderer {
	const side = 9
	return &pieces{
		objects: []fyne.CanvasObject{t.ground, t.label},
		min:     func() fyne.Size { return fyne.NewSize(t.label.MinSize().Width+2*side, theme.MenuHeight) },
		arrange: func(s fyne.Size) {
			set(t.ground, 0, 0, s.Width, s.Height)
			middle(t.label, side, s.Height)
		},
		repaint: func() {
			t.ground.FillColor = theme.Color(theme.Clear)
			if t.hovered || t.bar.open == t.i {
				t.ground.FillColor = theme.Color(theme.Hover)
			}
		},
	}
}
