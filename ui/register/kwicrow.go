package register

import (
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"parley/ui/control"
	"parley/ui/textlayout"
	"parley/ui/textline"
	"parley/ui/theme"
)

// kwicRow draws a place. What was read before the hit stands at its left, or in an Arabic
// paragraph at its right; each side is cut where it is farthest from the hit.
type kwicRow struct {
	widget.BaseWidget
	kwic        *kwic
	shown       Place
	title, date *control.Label
	left, right *control.Label
	hit         *control.Label
	mark        *control.Swatch
}

func newKwicRow(k *kwic) *kwicRow {
	r := &kwicRow{kwic: k, mark: control.NewSwatch(1)}
	for _, l := range []**control.Label{&r.title, &r.date, &r.left, &r.right} {
		*l = control.NewLabel("", control.Body.In(theme.Text2))
	}
	r.hit = control.NewLabel("", control.Body)
	r.ExtendBaseWidget(r)
	return r
}

func (r *kwicRow) fill(p *Place) {
	r.shown = *p
	r.title.SetText(p.Title)
	r.date.SetText(shortDate(p.Date))
	r.hit.SetText(p.Quote)
	r.mark.SetSlot(p.Slot)
	r.layOut(r.Size())
}

// asWidth is the room for what an actor is in a statement.
const asWidth = float32(150)

func (r *kwicRow) layOut(s fyne.Size) {
	if s.Width <= 0 {
		return
	}
	left, hit, right := r.kwic.columns(s.Width)
	line(r.title, edge, 0, left-dateWidth-edge-12, s.Height)
	line(r.date, left-dateWidth, 0, dateWidth-10, s.Height)
	if r.kwic.wanted.Statements {
		r.statement(left, s)
		return
	}
	w := min(wide(r.shown.Quote), right-hit-8)
	x := hit + (right-hit-w)/2
	place(r.mark, x-3, (s.Height-20)/2, w+6, 22)
	line(r.hit, x, 0, w+1, s.Height)
	r.sides(hit-besideTheHit-left, s.Width-edge-right-besideTheHit)
	lw := min(r.left.MinSize().Width, hit-besideTheHit-left)
	line(r.left, hit-besideTheHit-lw, 0, lw, s.Height)
	line(r.right, right+besideTheHit, 0, s.Width-edge-right-besideTheHit, s.Height)
}

// statement shows what is said, behind what the actor is in it.
func (r *kwicRow) statement(left float32, s fyne.Size) {
	r.left.SetText(r.shown.As)
	line(r.left, left, 0, asWidth-10, s.Height)
	x := left + asWidth
	w := min(wide(r.shown.Quote), s.Width-edge-x-4)
	place(r.mark, x-3, (s.Height-20)/2, w+6, 22)
	line(r.hit, x, 0, w+1, s.Height)
	r.right.SetText("")
	line(r.right, s.Width, 0, 0, s.Height)
}

// sides writes what fits on each side of the hit.
func (r *kwicRow) sides(leftRoom, rightRoom float32) {
	left, right := strings.TrimSpace(r.shown.Before), strings.TrimSpace(r.shown.After)
	if r.shown.RightToLeft {
		left, right = fitStart(right, leftRoom), fitEnd(left, rightRoom)
	} else {
		left, right = fitEnd(left, leftRoom), fitStart(right, rightRoom)
	}
	r.left.SetText(left)
	r.right.SetText(right)
}

func wide(s string) float32 {
	return textline.Measure(control.Painter(), s, theme.BodySize, textlayout.Sans).Width
}

// fitEnd is the end of s that has room, with “… ” before it when something is left out.
func fitEnd(s string, width float32) string {
	if wide(s) <= width {
		return s
	}
	s = strings.TrimPrefix(s, "… ")
	for s != "" && wide("… "+s) > width {
		at := strings.IndexByte(s, ' ')
		if at < 0 {
			_, n := utf8.DecodeRuneInString(s)
			at = n - 1
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
	s = strings.TrimSuffix(s, " …")
	for s != "" && wide(s+" …") > width {
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
func (r *kwicRow) CreateRenderer() fyne.WidgetRenderer {
	return &rowRenderer{[]fyne.CanvasObject{r.mark, r.title, r.date, r.left, r.hit, r.right}, r.layOut}
}
