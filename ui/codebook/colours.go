package codebook

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"parley/ui/control"
	"parley/ui/theme"
)

// colours is a field in which one of the eight hues is chosen: each drawn with its texture,
// as the text shows it. It has the keyboard as one; the arrows and the digits choose.
type colours struct {
	widget.BaseWidget
	form    *form
	none    bool // there may be no colour
	now     func() int
	set     func(int)
	cells   []*colourCell
	name    *control.Label
	ring    *control.Block
	focused bool
}

// colourCell is one of the hues; slot 0 is none.
type colourCell struct {
	part
	slot   int
	press  *control.HoverRow
	frame  *control.Block
	swatch *control.Swatch
	empty  *control.Dashes
}

const (
	cellWidth  = float32(26)
	cellHeight = float32(24)
)

func newColours(f *form, none bool, now func() int, set func(int)) *colours {
	c := &colours{form: f, none: none, now: now, set: set, name: control.NewLabel("", control.Hint), ring: control.NewBlock("")}
	first := 1
	if none {
		first = 0
	}
	for n := first; n <= theme.Slots; n++ {
		c.cells = append(c.cells, c.cell(n))
	}
	c.ring.SetRadius(theme.InputRadius)
	c.ExtendBaseWidget(c)
	return c
}

func (c *colours) cell(n int) *colourCell {
	x := &colourCell{slot: n, frame: control.NewBlock(""), swatch: control.NewSwatch(max(1, n)), empty: control.NewDashes(3)}
	x.press = control.NewHoverRow(func() { c.choose(n) })
	x.press.SetToolTip(slotName(n))
	x.frame.SetRadius(theme.ChipRadius)
	show(x.swatch, n > 0)
	show(x.empty, n == 0)
	x.children = []fyne.CanvasObject{x.press, x.frame, x.swatch, x.empty}
	x.arrange = func(s fyne.Size) {
		place(x.press, 0, 0, s.Width, s.Height)
		place(x.frame, 0, 0, s.Width, s.Height)
		place(x.swatch, (s.Width-18)/2, (s.Height-14)/2, 18, 14)
		place(x.empty, (s.Width-16)/2, (s.Height-12)/2, 16, 12)
	}
	x.ExtendBaseWidget(x)
	return x
}

func (c *colours) choose(n int) {
	if c.form.editor.writable() && n != c.now() && n >= c.cells[0].slot && n <= theme.Slots {
		c.set(n)
		c.update()
	}
}

func (c *colours) update() {
	now := c.now()
	for _, x := range c.cells {
		border, width := fyne.ThemeColorName(""), float32(0)
		if x.slot == now {
			border, width = theme.Accent, 2
		}
		x.frame.Set("", border, width)
	}
	ring := fyne.ThemeColorName("")
	if c.focused {
		ring = theme.Focus
	}
	c.ring.Set("", ring, theme.FocusWidth)
	c.name.SetText(slotName(now))
	c.Refresh()
}

func (c *colours) leave()                {}
func (c *colours) first() fyne.Focusable { return c }

func (c *colours) tall(float32) float32 { return cellHeight + 22 }

// FocusGained implements fyne.Focusable.
func (c *colours) FocusGained() { c.focused = true; c.update() }

// FocusLost implements fyne.Focusable.
func (c *colours) FocusLost() { c.focused = false; c.update() }

// TypedRune implements fyne.Focusable: a digit is the number of a hue.
func (c *colours) TypedRune(r rune) {
	if r >= '0' && r <= '8' {
		c.choose(int(r - '0'))
	}
}

// TypedKey implements fyne.Focusable.
func (c *colours) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyRight:
		c.choose(c.now() + 1)
	case fyne.KeyLeft:
		c.choose(c.now() - 1)
	case fyne.KeyEscape, fyne.KeyReturn, fyne.KeyEnter:
		c.form.editor.backToList()
	default:
		control.PassFunction(c, e)
	}
}

// CreateRenderer implements fyne.Widget.
func (c *colours) CreateRenderer() fyne.WidgetRenderer { return &coloursRenderer{c} }

type coloursRenderer struct{ *colours }

func (r *coloursRenderer) Destroy()           {}
func (r *coloursRenderer) MinSize() fyne.Size { return fyne.NewSize(200, r.tall(0)) }

func (r *coloursRenderer) Objects() []fyne.CanvasObject {
	list := []fyne.CanvasObject{r.ring, r.name}
	for _, x := range r.cells {
		list = append(list, x)
	}
	return list
}

func (r *coloursRenderer) Refresh() {
	for _, o := range r.Objects() {
		o.Refresh()
	}
	r.Layout(r.Size())
}

// Layout implements fyne.WidgetRenderer.
func (r *coloursRenderer) Layout(s fyne.Size) {
	w := min(cellWidth, s.Width/float32(len(r.cells)))
	for i, x := range r.cells {
		place(x, float32(i)*w, 1, w, cellHeight)
	}
	place(r.ring, -3, -2, float32(len(r.cells))*w+6, cellHeight+6)
	fill(r.name, 4, s.Width, cellHeight+3, 18)
}
