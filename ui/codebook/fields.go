package codebook

import (
	"strings"

	"fyne.io/fyne/v2"

	"parley/ui/control"
	"parley/ui/theme"
)

// writing is a field in which one writes: a line, or a text of several lines.
type writing struct {
	part
	input *control.Input
	form  *form
	get   func() string
	set   func(string)
	check func(string) string // why it cannot be so; empty: it can; nil: anything can
	was   string              // as the schema says
	lines int
}

func newWriting(f *form, hint string, lines int, get func() string, set func(string)) *writing {
	w := &writing{form: f, get: get, set: set, lines: lines, input: control.NewInput(hint)}
	if lines > 1 {
		w.input = control.NewTextInput(hint, lines)
	}
	w.input.OnEnter = func(string) { w.leave(); f.editor.backToList() }
	w.input.OnEscape = w.escape
	w.input.OnChanged = func(string) {
		if w.lines > 1 {
			f.refit()
		}
	}
	w.input.OnFocus = func(yes bool) {
		if !yes {
			w.leave()
		}
	}
	w.children = []fyne.CanvasObject{w.input}
	w.arrange = func(s fyne.Size) { place(w.input, 0, 0, s.Width, s.Height) }
	w.ExtendBaseWidget(w)
	return w
}

// escape goes back to the list. A line is as it was; a longer text is kept, as undo brings
// back what was there.
func (w *writing) escape() {
	if w.lines == 1 {
		w.input.SetText(w.was)
	}
	w.leave()
	w.form.editor.backToList()
}

func (w *writing) update() {
	now := w.get()
	if now != w.was || w.input.Text() == "" && now != "" {
		w.was = now
		w.input.SetText(now)
	}
	if w.form.editor.writable() == w.input.Disabled() {
		if w.form.editor.writable() {
			w.input.Enable()
		} else {
			w.input.Disable()
		}
	}
}

// leave reports what is written once, unless it is what the schema says.
func (w *writing) leave() {
	now := strings.TrimSpace(w.input.Text())
	if now == strings.TrimSpace(w.was) {
		return
	}
	if w.check != nil {
		if why := w.check(now); why != "" {
			w.input.SetText(w.was)
			w.form.editor.say(why)
			return
		}
	}
	w.was = now
	w.set(now)
}

func (w *writing) first() fyne.Focusable { return w.input }

func (w *writing) tall(width float32) float32 {
	if w.input.Size().Width <= 0 && width > 0 {
		w.input.Resize(fyne.NewSize(width, w.input.MinSize().Height))
	}
	return w.input.MinSize().Height
}

// choosing is a field that opens a menu.
type choosing struct {
	part
	button *control.Button
	words  func() string
	slot   func() int // a swatch before the words; nil: none
}

func newChoosing(f *form, words func() string, items func() []*fyne.MenuItem) *choosing {
	c := &choosing{words: words}
	c.button = control.NewMenuButton("", func() []*fyne.MenuItem {
		if !f.editor.writable() {
			return nil
		}
		return items()
	})
	c.button.Wide = true
	c.children = []fyne.CanvasObject{c.button}
	c.arrange = func(s fyne.Size) { place(c.button, 0, 0, s.Width, s.Height) }
	c.ExtendBaseWidget(c)
	return c
}

func (c *choosing) update() {
	c.button.Text = c.words()
	if c.slot != nil {
		c.button.Slot = c.slot()
	}
	c.button.Refresh()
}

func (c *choosing) leave()                  {}
func (c *choosing) first() fyne.Focusable   { return c.button }
func (c *choosing) tall(float32) float32    { return theme.InputHeight }
func (c *ticking) leave()                   {}
func (c *ticking) first() fyne.Focusable    { return c.checks[0] }
func (w *words) update()                    { w.set(w.get()) }
func (w *words) leave()                     {}
func (w *words) first() fyne.Focusable      { return nil }
func (w *words) tall(width float32) float32 { return w.passage.Tall(width) + 4 }

// ticking is a field of boxes, in as many columns as have room.
type ticking struct {
	part
	form   *form
	checks []*control.Check
	is     []func() bool
	wide   float32
}

// tickable is a box: its words, whether it is ticked, and what becomes of a press.
type tickable struct {
	text, tip string
	is        func() bool
	set       func(bool)
}

func newTicking(f *form, wide float32, boxes ...tickable) *ticking {
	t := &ticking{form: f, wide: wide}
	for _, b := range boxes {
		t.checks = append(t.checks, control.NewCheck(b.text, b.tip, func(yes bool) {
			if !f.editor.writable() {
				t.update()
				return
			}
			b.set(yes)
			t.update()
		}))
		t.is = append(t.is, b.is)
		t.children = append(t.children, t.checks[len(t.checks)-1])
	}
	t.arrange = t.layOut
	t.ExtendBaseWidget(t)
	return t
}

const boxHeight = float32(26)

func (c *ticking) columns(width float32) int { return max(1, int(width/c.wide)) }

func (c *ticking) tall(width float32) float32 {
	n := c.columns(width)
	return float32((len(c.checks)+n-1)/n) * boxHeight
}

func (c *ticking) layOut(s fyne.Size) {
	n := c.columns(s.Width)
	w := s.Width / float32(n)
	for i, x := range c.checks {
		place(x, float32(i%n)*w-6, float32(i/n)*boxHeight, w, boxHeight)
	}
}

func (c *ticking) update() {
	for i, x := range c.checks {
		if is := c.is[i](); x.On() != is {
			x.Set(is)
		}
	}
}

// words is a row that only says something.
type words struct {
	part
	passage *control.Passage
	get     func() string
}

func newWords(get func() string) *words {
	w := &words{passage: control.NewPassage(false, theme.LabelSize, 17, 12, theme.Text2), get: get}
	w.children = []fyne.CanvasObject{w.passage}
	w.arrange = func(s fyne.Size) { place(w.passage, 0, 2, s.Width, s.Height-2) }
	w.ExtendBaseWidget(w)
	return w
}

func (w *words) set(s string) { w.passage.SetText(s) }

// buttons is a row of what can be done.
type buttons struct {
	part
	list []*control.Button
}

func newButtons(list ...*control.Button) *buttons {
	b := &buttons{list: list}
	for _, x := range list {
		b.children = append(b.children, x)
	}
	b.arrange = b.layOut
	b.ExtendBaseWidget(b)
	return b
}

func (b *buttons) update()               {}
func (b *buttons) leave()                {}
func (b *buttons) first() fyne.Focusable { return nil }

func (b *buttons) tall(width float32) float32 {
	_, y := b.flow(width, nil)
	return y
}

// flow sets the buttons side by side in lines, and says how high they are together.
func (b *buttons) flow(width float32, put func(o fyne.CanvasObject, x, y float32)) (x, y float32) {
	const gap = 6
	for i, o := range b.list {
		s := o.MinSize()
		if i > 0 && x+s.Width > width {
			x, y = 0, y+theme.InputHeight+gap
		}
		if put != nil {
			put(o, x, y)
		}
		x += s.Width + gap
	}
	return x, y + theme.InputHeight
}

func (b *buttons) layOut(s fyne.Size) {
	b.flow(s.Width, func(o fyne.CanvasObject, x, y float32) {
		m := o.MinSize()
		place(o, x, y+(theme.InputHeight-m.Height)/2, m.Width, m.Height)
	})
}
