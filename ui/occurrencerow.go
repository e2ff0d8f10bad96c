package ui

import (
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"parley/annotate/edit"
	"parley/annotate/text"
	"parley/ui/control"
	"parley/ui/textlayout"
	"parley/ui/textline"
	"parley/ui/theme"
)

type textOffset = text.Offset

// occurrenceRow draws a row of the concordance. What was read before the hit stands at its
// left, or in an Arabic paragraph at its right; each side is cut where it is farthest from
// the hit.
type occurrenceRow struct {
	widget.BaseWidget
	panel  *occurrencePanel
	shown  occurrence
	words  control.Style // of the context
	box    *control.Glyph
	number *control.Label
	left   *control.Label
	ground *canvas.Rectangle
	hit    *control.Label
	right  *control.Label
	swatch *control.Swatch
	now    *control.Label
}

func newOccurrenceRow(p *occurrencePanel) *occurrenceRow {
	r := &occurrenceRow{panel: p, box: control.NewGlyph(control.BoxOff, 18, theme.Text), ground: canvas.NewRectangle(nil), swatch: control.NewSwatch(1)}
	for _, l := range []**control.Label{&r.number, &r.left, &r.hit, &r.right, &r.now} {
		*l = control.NewLabel("", control.Body)
	}
	r.ground.CornerRadius = 2
	r.ExtendBaseWidget(r)
	return r
}

// Widths of the columns; the two sides of the context share what is left.
const (
	boxColumn      = float32(44) // with the room at its left
	numberColumn   = float32(44)
	documentColumn = float32(150)
	leastHit       = float32(66)
	mostHitWidth   = float32(220)
	nowColumn      = float32(128)
)

// columns is where the columns begin.
type columns struct{ number, left, hit, right, now float32 }

func (p *occurrencePanel) columns(width float32) columns {
	first := numberColumn
	if p.of.sought.project {
		first = documentColumn
	}
	c := columns{number: boxColumn, left: boxColumn + first, now: width - theme.PanelPadding - nowColumn}
	side := (c.now - c.left - p.hitWidth) / 2
	c.hit = c.left + side
	c.right = c.hit + p.hitWidth
	return c
}

// fill shows an occurrence.
func (r *occurrenceRow) fill(o *occurrence, current bool) {
	r.shown = *o
	r.words = control.Body.In(theme.Text2)
	if o.standing == edit.Already {
		r.words = r.words.In(theme.Muted)
	}
	box := control.BoxOff
	switch {
	case o.ticked:
		box = control.BoxOn
	case !o.can():
		box = control.BoxPale
	}
	r.box.Set(box, theme.Text)
	r.number.Set(r.first(), control.Body.In(theme.Muted))
	r.hit.Set(o.hit, control.Bold)
	ground := theme.Hit
	if current {
		ground = theme.HitNow
	}
	if c := theme.Color(ground); r.ground.FillColor != c {
		r.ground.FillColor = c
		r.ground.Refresh()
	}
	r.now.Set(r.state(), control.Hint)
	if l := r.panel.of.session().Schema().Layer(r.panel.of.sought.layer); l != nil {
		r.swatch.SetSlot(l.Colour)
	}
	showIf(r.swatch, o.standing != edit.Unmarked)
	r.arrange(r.Size())
}

// first is the paragraph's number, or in a project the document's title.
func (r *occurrenceRow) first() string {
	if !r.panel.of.sought.project {
		return grouped(r.shown.paragraph)
	}
	return r.shown.title
}

// state is what the annotator has said already.
func (r *occurrenceRow) state() string {
	switch {
	case r.shown.standing == edit.Already:
		return "marked already"
	case r.shown.standing == edit.Unlinked:
		return "no entity yet"
	case r.shown.standing == edit.Otherwise:
		return "marked otherwise"
	case r.shown.left:
		return "left out by you"
	case r.panel.of.sought.register:
		return r.whom()
	}
	return "not marked"
}

func (r *occurrenceRow) arrange(s fyne.Size) {
	if s.Width <= 0 {
		return
	}
	c := r.panel.columns(s.Width)
	middle(r.box, 13, s.Height)
	label := func(l *control.Label, x, width float32) {
		h := l.MinSize().Height
		set(l, x, (s.Height-h)/2, max(0, width), h)
	}
	label(r.number, c.number, c.left-c.number-10)
	r.sides(c)
	const edge = 6
	lw := min(r.left.MinSize().Width, c.hit-c.left-edge)
	label(r.left, c.hit-edge-lw, lw)
	label(r.right, c.right+4, c.now-c.right-14)
	hw := min(r.hit.MinSize().Width, r.panel.hitWidth-6)
	x := c.hit + (r.panel.hitWidth-hw)/2
	set(r.ground, x-3, (s.Height-20)/2, hw+6, 20)
	label(r.hit, x, hw)
	x = c.now
	if r.swatch.Visible() {
		x += middle(r.swatch, x, s.Height) + 4
	}
	label(r.now, x, s.Width-theme.PanelPadding-x)
}

// sides writes what fits on each side of the hit.
func (r *occurrenceRow) sides(c columns) {
	left, right := r.shown.before, r.shown.after
	if r.shown.rightToLeft {
		left, right = right, left
	}
	left, right = strings.TrimSpace(left), strings.TrimSpace(right)
	if r.shown.rightToLeft {
		left, right = fitStart(left, c.hit-c.left-6), fitEnd(right, c.now-c.right-14)
	} else {
		left, right = fitEnd(left, c.hit-c.left-6), fitStart(right, c.now-c.right-14)
	}
	r.left.Set(left, r.words)
	r.right.Set(right, r.words)
}

func wordsWidth(s string) float32 {
	return textline.Measure(control.Painter(), s, theme.BodySize, textlayout.Sans).Width
}

// fitEnd is the end of s that has room, with “… ” before it when something is left out.
func fitEnd(s string, width float32) string {
	if wordsWidth(s) <= width {
		return s
	}
	s = strings.TrimPrefix(s, "… ")
	for s != "" && wordsWidth("… "+s) > width {
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
	if wordsWidth(s) <= width {
		return s
	}
	s = strings.TrimSuffix(s, " …")
	for s != "" && wordsWidth(s+" …") > width {
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
func (r *occurrenceRow) CreateRenderer() fyne.WidgetRenderer {
	return &pieces{
		objects: []fyne.CanvasObject{r.box, r.number, r.left, r.ground, r.hit, r.right, r.swatch, r.now},
		arrange: r.arrange,
	}
}
