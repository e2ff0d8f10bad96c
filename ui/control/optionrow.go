package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"parley/ui/theme"
)

// optionRow is the drawing of an option.
type optionRow struct {
	widget.BaseWidget
	option  Option
	line    *canvas.Rectangle
	chevron *Glyph
	mark    *Glyph
	tick    *Glyph
	icon    *icon
	code    *Label
	text    *Rich
	note    *Label
	key     *KeyCap
	swatch  *Swatch
}

func newOptionRow() *optionRow {
	r := &optionRow{
		line: canvas.NewRectangle(nil), chevron: NewGlyph(NoMark, 12, theme.Muted), mark: NewGlyph(NoMark, 14, theme.Text), tick: NewGlyph(Tick, 12, theme.Accent),
		icon: newIcon(nil), code: NewLabel("", Hint), text: NewRich(), note: NewLabel("", Note), key: NewKeyCap(""), swatch: NewSwatch(1),
	}
	r.ExtendBaseWidget(r)
	return r
}

func (r *optionRow) fill(o Option, current bool) {
	r.option = o
	line := fyne.ThemeColorName("")
	if o.Apart {
		line = theme.Line
	}
	paintRect(r.line, line, "", 0)
	r.chevron.Set(o.Folded, theme.Muted)
	show(r.chevron, o.Folded != NoMark)
	r.mark.Set(o.Mark, theme.Text)
	show(r.mark, o.Mark != NoMark)
	show(r.tick, o.Chosen)
	r.swatch.SetSlot(o.Swatch)
	show(r.swatch, o.Swatch > 0)
	r.icon.set(o.Icon, theme.Muted)
	r.code.SetText(o.Code)
	style := Small
	if o.Pale {
		style = Hint
	}
	r.text.Set(o.Text, o.Match, style)
	r.note.SetText(o.Note)
	key := o.Key
	if current && key == "" {
		key = "↵"
	}
	r.key.SetKey(key)
	r.arrange(r.Size())
}

func indentOf(o Option) float32 { return theme.RowGap + float32(o.Depth)*14 }

func (r *optionRow) arrange(s fyne.Size) {
	if s.Width <= 0 {
		return
	}
	place(r.line, 0, 0, s.Width, 1)
	x := indentOf(r.option)
	for _, o := range []fyne.CanvasObject{r.chevron, r.mark, r.swatch, r.icon.Image} {
		if o.Visible() {
			x += centre(o, x, s.Height) + 6
		}
	}
	if r.option.Code != "" {
		x += max(26, centre(r.code, x, s.Height)+6)
	}
	end := s.Width - theme.RowGap
	if r.key.Visible() {
		end -= r.key.MinSize().Width
		centre(r.key, end, s.Height)
		end -= 4
	}
	if r.option.Chosen {
		end -= r.tick.MinSize().Width
		centre(r.tick, end, s.Height)
		end -= 6
	}
	edge := noteEdge
	if r.key.Visible() || r.option.Chosen {
		edge = 0
	}
	note := r.noteRoom(end + edge - x)
	if note > 0 {
		end += edge
	}
	w := min(r.text.MinSize().Width, max(0, end-x-note))
	place(r.text, x, (s.Height-r.text.MinSize().Height)/2, w, r.text.MinSize().Height)
	h := r.note.MinSize().Height
	place(r.note, x+w+6, (s.Height-h)/2, max(0, note-6), h)
	show(r.note, note > 0)
}

// leastNote is the room in which the beginning of a long note still says something; a shorter
// one is there whole or not at all: “34 words …” is not how near somebody is.
const leastNote = float32(80)

// noteEdge is how far a note may reach into the room at the row's end, where nothing stands.
const noteEdge = float32(4)

// noteRoom is what the note has of the room behind the icon: what the text leaves, as the
// name comes before the note, or a part of it where the note must be seen.
func (r *optionRow) noteRoom(room float32) float32 {
	if r.option.Note == "" {
		return 0
	}
	need, left := r.note.MinSize().Width+6, room-r.text.MinSize().Width
	switch {
	case left >= min(need, leastNote):
		return min(need, left)
	case r.option.Must:
		return min(need, max(left, 0.45*room))
	}
	return 0
}

// CreateRenderer implements fyne.Widget.
func (r *optionRow) CreateRenderer() fyne.WidgetRenderer {
	d := &drawing{
		objects: []fyne.CanvasObject{r.line, r.chevron, r.mark, r.tick, r.swatch, r.icon.Image, r.code, r.text, r.note, r.key},
		layout:  r.arrange,
	}
	d.refresh = func() {
		for _, o := range d.objects[1:] {
			o.Refresh()
		}
	}
	return d
}
