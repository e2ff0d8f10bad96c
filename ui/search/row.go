package search

import (
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"parley/ui/control"
	"parley/ui/textlayout"
	"parley/ui/textline"
	"parley/ui/theme"
)

// row draws a hit. Each side of the context is cut where it is farthest from the hit.
type row struct {
	widget.BaseWidget
	panel       *Panel
	shown       Row
	box         *control.Glyph
	title, date *control.Label
	left, right *control.Label
	ground      *canvas.Rectangle
	hit         *control.Label
	swatch      *control.Swatch
	note        *control.Label
}

func newRow(p *Panel) *row {
	r := &row{panel: p, box: control.NewGlyph(control.BoxOff, 18, theme.Text), ground: canvas.NewRectangle(nil), swatch: control.NewSwatch(1)}
	for _, l := range []**control.Label{&r.title, &r.date, &r.left, &r.hit, &r.right, &r.note} {
		*l = control.NewLabel("", control.Body)
	}
	r.ground.CornerRadius = 2
	r.ExtendBaseWidget(r)
	return r
}

func (r *row) fill(o Row, current bool) {
	r.shown = o
	box, ground := control.BoxOff, theme.Hit
	if o.Ticked {
		box = control.BoxOn
	}
	if current {
		ground = theme.HitNow
	}
	r.box.Set(box, theme.Text)
	r.title.Set(o.Title, control.Body.In(theme.Text2))
	r.date.Set(o.Date, control.Body.In(theme.Muted))
	statements := r.panel.options.Statements
	r.hit.Set(o.Hit, control.Bold.Heavy(!statements || current))
	for _, part := range []fyne.CanvasObject{r.left, r.right, r.ground} {
		show(part, !statements)
	}
	show(r.note, statements)
	r.note.Set(o.Note, control.Hint)
	r.swatch.SetSlot(max(1, o.Slot))
	show(r.swatch, o.Slot > 0)
	if c := theme.Color(ground); r.ground.FillColor != c {
		r.ground.FillColor = c
		r.ground.Refresh()
	}
	r.arrange(r.Size())
}

func (r *row) arrange(s fyne.Size) {
	if s.Width <= 0 {
		return
	}
	c := r.panel.columns(s.Width)
	middle(r.box, 13, 0, s.Height)
	label := func(l *control.Label, x, width float32) {
		h := l.MinSize().Height
		set(l, x, (s.Height-h)/2, width, h)
	}
	label(r.title, c.title, c.date-c.title-10)
	label(r.date, c.date, c.left-c.date-6)
	if r.panel.options.Statements {
		label(r.hit, c.hit, c.note-c.hit-14)
		r.arrangeNote(c, s)
		return
	}
	const edge = 6
	r.sides(c.hit-c.left-edge, c.note-c.right-14)
	lw := min(r.left.MinSize().Width, c.hit-c.left-edge)
	label(r.left, c.hit-edge-lw, lw)
	label(r.right, c.right+4, c.note-c.right-14)
	hw := min(r.hit.MinSize().Width, r.panel.hitWidth-6)
	x := c.hit + (r.panel.hitWidth-hw)/2
	set(r.ground, x-3, (s.Height-20)/2, hw+6, 20)
	label(r.hit, x, hw)
}

// arrangeNote sets a statement's values, behind the swatch of its layer.
func (r *row) arrangeNote(c columns, s fyne.Size) {
	x := c.note
	if r.swatch.Visible() {
		x += middle(r.swatch, x, 0, s.Height) + 6
	}
	h := r.note.MinSize().Height
	set(r.note, x, (s.Height-h)/2, s.Width-theme.PanelPadding-x, h)
}

// sides writes what fits on each side of the hit.
func (r *row) sides(leftRoom, rightRoom float32) {
	words := control.Body.In(theme.Text2)
	before, after := strings.TrimSpace(r.shown.Before), strings.TrimSpace(r.shown.After)
	if r.shown.RightToLeft {
		r.left.Set(rightward+fitStart(after, leftRoom), words)
		r.right.Set(rightward+fitEnd(before, rightRoom), words)
		return
	}
	r.left.Set(leftward+fitEnd(before, leftRoom), words)
	r.right.Set(leftward+fitStart(after, rightRoom), words)
}

// The marks that give a side the direction of its paragraph, whatever letter it begins
// with: only so its words that were read beside the hit stand beside it.
const leftward, rightward = "\u200e", "\u200f"

func wide(s string) float32 {
	return textline.Measure(control.Painter(), s, theme.BodySize, textlayout.Sans).Width
}

// fitEnd is the end of s that has room, with “… ” before it when something is left out.
func fitEnd(s string, width float32) string {
	if wide(s) <= width {
		return s
	}
	for s = strings.TrimPrefix(s, "… "); s != "" && wide("… "+s) > width; {
		at := strings.IndexByte(s, ' ')
		if at < 0 {
			_, at = utf8.DecodeRuneInString(s)
			at--
		}
		s = s[at+1:]
	}
	return "… " + s
}

// fitStart is the beginning of s that has room, with “ …” behind it when something is left out.
func fitStart(s string, width float32) string {
	if wide(s) <= width {
		return s
	}
	for s = strings.TrimSuffix(s, " …"); s != "" && wide(s+" …") > width; {
		at := strings.LastIndexByte(s, ' ')
		if at < 0 {
			_, n := utf8.DecodeLastRuneInString(s)
			at = len(s) - n
		}
		s = s[:at]
	}
	return s + " …"
}

// CreateRenderer implements fyne.Widget.
func (r *row) CreateRenderer() fyne.WidgetRenderer {
	return &renderer{objects: []fyne.CanvasObject{r.box, r.title, r.date, r.left, r.ground, r.hit, r.right, r.swatch, r.note}, arrange: r.arrange}
}
