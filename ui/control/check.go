package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"parley/ui/theme"
)

// Check is a box that is ticked or not, with words behind it: 30 high. Letters that are
// typed while it has the keyboard go nowhere.
type Check struct {
	keyed
	OnChanged func(bool) // the person changed it
	OnEnter   func()     // Enter, where that ends a form and Space alone ticks; nil: Enter ticks too

	on    bool
	frame *canvas.Rectangle
	box   *Glyph
	label *Label
}

// NewCheck makes a box that is not ticked; tip is its tooltip, with the key.
func NewCheck(text, tip string, changed func(bool)) *Check {
	c := &Check{OnChanged: changed, frame: canvas.NewRectangle(nil), box: NewGlyph(BoxOff, 18, theme.Text), label: NewLabel(text, Body)}
	c.frame.CornerRadius, c.Mute = theme.InputRadius, true
	c.act = func() {
		c.Set(!c.on)
		if c.OnChanged != nil {
			c.OnChanged(c.on)
		}
	}
	c.paint = c.repaint
	if tip != "" {
		c.SetToolTip(tip)
	}
	c.ExtendBaseWidget(c)
	c.repaint()
	return c
}

// TypedKey implements fyne.Focusable.
func (c *Check) TypedKey(e *fyne.KeyEvent) {
	if c.OnEnter != nil && (e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter) {
		c.OnEnter()
		return
	}
	c.keyed.TypedKey(e)
}

// On reports whether it is ticked.
func (c *Check) On() bool { return c.on }

// Set ticks it or not. It reports nothing.
func (c *Check) Set(on bool) {
	c.on = on
	c.repaint()
}

func (c *Check) repaint() {
	ground, border, mark := fyne.ThemeColorName(""), fyne.ThemeColorName(""), BoxOff
	if c.hovered {
		ground = theme.Hover
	}
	if c.focused {
		border = theme.Focus
	}
	if c.on {
		mark = BoxOn
	}
	paintRect(c.frame, ground, border, theme.FocusWidth)
	c.box.Set(mark, theme.Text)
}

// CreateRenderer implements fyne.Widget.
func (c *Check) CreateRenderer() fyne.WidgetRenderer {
	const pad, gap = 7, 6 // the box has a pixel of air around it
	return &drawing{
		objects: []fyne.CanvasObject{c.frame, c.box, c.label},
		min: func() fyne.Size {
			return fyne.NewSize(2*pad+gap+c.box.MinSize().Width+c.label.MinSize().Width, theme.InputHeight)
		},
		layout: func(s fyne.Size) {
			place(c.frame, 0, 0, s.Width, s.Height)
			x := pad + centre(c.box, pad, s.Height) + gap
			centre(c.label, x, s.Height)
		},
		refresh: func() { c.repaint(); c.box.Refresh(); c.label.Refresh() },
	}
}
