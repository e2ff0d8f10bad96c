package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"parley/ui/theme"
)

// Chip is a value: 22 high, with an icon before it and, if it can be taken away, a ×
// whose target is the chip's whole end. Pressing the rest calls OnTapped.
type Chip struct {
	pressable
	Text     string
	Icon     fyne.Resource
	Menu     bool   // shows a chevron, and has no ground: pressing opens a choice
	Bare     bool   // no ground, and no chevron either: pressing begins to write
	Slot     int    // a swatch of this slot of the palette before the text; 0: none
	OnTapped func() // nil: the chip does nothing
	OnRemove func() // nil: there is no ×

	frame  *canvas.Rectangle
	icon   *icon
	swatch *Swatch
	label  *Label
	end    *Glyph
}

// NewChip makes a chip; remove may be nil.
func NewChip(text string, i fyne.Resource, remove func()) *Chip {
	c := &Chip{
		Text: text, Icon: i, OnRemove: remove,
		frame: canvas.NewRectangle(nil), icon: newIcon(i), swatch: NewSwatch(1), label: NewLabel(text, Small), end: NewGlyph(Cross, 9, theme.Muted),
	}
	c.icon.SetMinSize(fyne.NewSquareSize(12))
	c.frame.CornerRadius = theme.ChipRadius
	c.paint = c.repaint
	c.ExtendBaseWidget(c)
	c.repaint()
	return c
}

// NewMenuChip makes a chip that shows a choice and opens it when pressed.
func NewMenuChip(text string, tapped func()) *Chip {
	c := NewChip(text, nil, nil)
	c.Menu, c.OnTapped = true, tapped
	c.repaint()
	return c
}

// Tapped implements fyne.Tappable.
func (c *Chip) Tapped(e *fyne.PointEvent) {
	switch {
	case c.disabled:
	case c.OnRemove != nil && e.Position.X >= c.Size().Width-theme.ChipHeight:
		c.OnRemove()
	case c.OnTapped != nil:
		c.OnTapped()
	}
}

// Cursor implements desktop.Cursorable.
func (c *Chip) Cursor() desktop.Cursor { return desktop.DefaultCursor }

func (c *Chip) repaint() {
	ground := theme.Window
	if c.Menu || c.Bare {
		ground = theme.Panel // a clear one would darken the border's corners on GL
	}
	if c.hovered && (c.OnTapped != nil || c.OnRemove != nil) {
		ground = theme.Hover
	}
	paintRect(c.frame, ground, theme.Line, theme.BorderWidth)
	c.label.Set(c.Text, Small)
	c.icon.set(c.Icon, theme.Muted)
	c.swatch.SetSlot(c.Slot)
	show(c.swatch, c.Slot > 0)
	if c.Menu {
		c.end.Set(UnfoldedMark, theme.Muted)
	} else {
		c.end.Set(Cross, theme.Muted)
	}
	show(c.end, c.Menu && !c.Bare || c.OnRemove != nil)
}

// widths are those of all but the label.
func (c *Chip) widths() (before, after float32) {
	before, after = 8, 8
	if c.Icon != nil {
		before = 7 + 12 + 5
	}
	if c.Slot > 0 {
		before = 7 + 18 + 5
	}
	if c.end.Visible() {
		after = theme.ChipHeight + 1
	}
	return before, after
}

// CreateRenderer implements fyne.Widget.
func (c *Chip) CreateRenderer() fyne.WidgetRenderer {
	d := &drawing{
		objects: []fyne.CanvasObject{c.frame, c.icon.Image, c.swatch, c.label, c.end},
		min: func() fyne.Size {
			before, after := c.widths()
			return fyne.NewSize(before+c.label.MinSize().Width+after, theme.ChipHeight)
		},
		layout: func(s fyne.Size) {
			before, after := c.widths()
			place(c.frame, 0, 0, s.Width, s.Height)
			centre(c.icon, 7, s.Height)
			centre(c.swatch, 7, s.Height)
			h := c.label.MinSize().Height
			place(c.label, before, (s.Height-h)/2, max(0, s.Width-before-after), h)
			centre(c.end, s.Width-after+6, s.Height)
		},
	}
	d.refresh = func() {
		c.repaint()
		d.layout(c.Size())
	}
	return d
}

// UnsetChip says that there is no value: a dashed frame with the word "unset", in warn
// on its ground when a value is required.
type UnsetChip struct {
	pressable
	Required bool
	OnTapped func()

	ground *canvas.Rectangle
	dashes *canvas.Raster
	label  *Label
}

// NewUnsetChip makes one; tapped may be nil.
func NewUnsetChip(required bool, tapped func()) *UnsetChip {
	u := &UnsetChip{Required: required, OnTapped: tapped, ground: canvas.NewRectangle(nil), label: NewLabel("", Hint)}
	u.ground.CornerRadius = theme.ChipRadius
	u.dashes = newDrawn(func(p *pen, w, h float32) {
		p.dashes(w, h, theme.ChipRadius, 1, 3, 2)
		p.fill(ink(u.colour(theme.Border)))
	})
	u.act = func() {
		if u.OnTapped != nil {
			u.OnTapped()
		}
	}
	u.paint = u.repaint
	u.ExtendBaseWidget(u)
	u.repaint()
	return u
}

// Text is what the chip says.
func (u *UnsetChip) Text() string { return u.label.Text() }

func (u *UnsetChip) colour(plain fyne.ThemeColorName) fyne.ThemeColorName {
	if u.Required {
		return theme.Warn
	}
	return plain
}

func (u *UnsetChip) repaint() {
	text, ground := "unset", fyne.ThemeColorName("")
	if u.Required {
		text, ground = "unset · required", theme.WarnPale
	} else if u.hovered && u.OnTapped != nil {
		ground = theme.Hover
	}
	paintRect(u.ground, ground, "", 0)
	u.label.Set(text, Hint.In(u.colour(theme.Muted)))
}

// CreateRenderer implements fyne.Widget.
func (u *UnsetChip) CreateRenderer() fyne.WidgetRenderer {
	return &drawing{
		objects: []fyne.CanvasObject{u.ground, u.dashes, u.label},
		min:     func() fyne.Size { return fyne.NewSize(u.label.MinSize().Width+16, theme.ChipHeight) },
		layout: func(s fyne.Size) {
			place(u.ground, 0, 0, s.Width, s.Height)
			place(u.dashes, 0, 0, s.Width, s.Height)
			centre(u.label, (s.Width-u.label.MinSize().Width)/2, s.Height)
		},
		refresh: func() { u.repaint(); u.dashes.Refresh() },
	}
}
