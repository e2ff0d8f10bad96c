package search

import (
	"fyne.io/fyne/v2"

	"parley/ui/control"
	"parley/ui/textlayout"
	"parley/ui/textline"
	"parley/ui/theme"
)

// Heights of the two lines over the heads.
const (
	askHeight  = float32(42)
	workHeight = float32(36)
)

// Widths of the columns; the two sides of the context share what is left.
const (
	boxColumn      = float32(44) // with the room at its left
	documentColumn = float32(150)
	dateColumn     = float32(88)
	leastHit       = float32(66)
	mostHit        = float32(220)
	leastField     = float32(180)
)

// Tall is the height that the panel wants.
func (p *Panel) Tall() float32 { return askHeight + workHeight + theme.TableHead + 9*theme.RowHeight }

// columns is where the columns begin; note is where the row ends when it has none.
type columns struct{ title, date, left, hit, right, note float32 }

func (p *Panel) columns(width float32) columns {
	c := columns{title: boxColumn, date: boxColumn + documentColumn, note: width - theme.PanelPadding}
	c.left = c.date + dateColumn
	if p.options.Statements { // a statement's quote says more than what stands beside it
		c.note = c.left + (c.note-c.left)*0.55
		c.hit, c.right = c.left, c.note
		return c
	}
	side := (c.note - c.left - p.hitWidth) / 2
	c.hit = c.left + side
	c.right = c.hit + p.hitWidth
	return c
}

// measure makes the column of hits as wide as the first hundred of them.
func (p *Panel) measure() {
	n := min(100, p.source.Count())
	if n < p.measured || n > 0 && p.first != p.source.Row(0).Hit {
		p.measured, p.hitWidth = 0, leastHit
	}
	if n > 0 {
		p.first = p.source.Row(0).Hit
	}
	for i := p.measured; i < n; i++ {
		w := textline.Measure(control.Painter(), p.source.Row(i).Hit, theme.BodySize, textlayout.Sans.Bold()).Width + 16
		p.hitWidth = max(p.hitWidth, min(mostHit, w))
	}
	p.measured = n
}

// CreateRenderer implements fyne.Widget.
func (p *Panel) CreateRenderer() fyne.WidgetRenderer {
	return &renderer{
		objects: []fyne.CanvasObject{p.ground, p.line, p.under, p.Field, p.recent, p.statements, p.pattern, p.exact, p.words, p.close,
			p.box, p.summary, p.as, p.Layer, p.named, p.Actor, p.mark, p.Change, p.export, p.heads[0], p.heads[1], p.context, p.hit, p.note, p.List, p.empty, p.next},
		min:     func() fyne.Size { return fyne.NewSize(400, askHeight+workHeight+theme.TableHead+2*theme.RowHeight) },
		arrange: p.arrange,
		repaint: func() {
			p.ground.FillColor, p.line.FillColor, p.under.FillColor = theme.Color(theme.Panel), theme.Color(theme.Line), theme.Color(theme.Line)
		},
	}
}

func (p *Panel) arrange(s fyne.Size) {
	if s.Width <= 0 {
		return
	}
	set(p.ground, 0, 0, s.Width, s.Height)
	set(p.line, 0, 0, s.Width, 1)
	p.arrangeAsk(s.Width)
	p.arrangeWork(s.Width)
	y := askHeight + workHeight
	p.arrangeHeads(s.Width, y)
	y += theme.TableHead
	set(p.under, 0, y-1, s.Width, 1)
	set(p.List, 0, y, s.Width, s.Height-y)
	y += theme.RowGap
	for _, l := range []*control.Label{p.empty, p.next} {
		h := l.MinSize().Height
		set(l, boxColumn, y, s.Width-boxColumn-theme.PanelPadding, h)
		y += h + 2
	}
}

// arrangeAsk sets the field, and the boxes as far as there is room.
func (p *Panel) arrangeAsk(width float32) {
	const gap = theme.RowGap
	end := width - theme.PanelPadding
	end -= middle(p.close, end-p.close.MinSize().Width, 0, askHeight) + gap
	boxes := []*control.Check{p.statements}
	if !p.options.Statements {
		boxes = append(boxes, p.pattern, p.exact, p.words)
	}
	room := end - theme.PanelPadding - p.recent.MinSize().Width - 2*gap
	for _, c := range boxes {
		room -= c.MinSize().Width + gap
	}
	for i := len(boxes) - 1; i > 0; i-- {
		show(boxes[i], room >= leastField)
		if room < leastField {
			room += boxes[i].MinSize().Width + gap
			boxes = boxes[:i]
		}
	}
	x := theme.PanelPadding
	set(p.Field, x, (askHeight-theme.InputHeight)/2, max(60, room), theme.InputHeight)
	x += max(60, room) + gap/2
	x += middle(p.recent, x, 0, askHeight) + gap
	for _, c := range boxes {
		x += middle(c, x, 0, askHeight) + gap
	}
}

func (p *Panel) arrangeWork(width float32) {
	const gap = theme.RowGap
	end := width - theme.PanelPadding
	for _, o := range []fyne.CanvasObject{p.mark, p.Change, p.Actor, p.named, p.Layer, p.as, p.export} {
		if o.Visible() {
			w := o.MinSize().Width
			end -= w
			middle(o, end, askHeight-2, workHeight)
			end -= gap
		}
	}
	h := p.summary.MinSize().Height
	set(p.summary, theme.PanelPadding+2, askHeight-2+(workHeight-h)/2, end-theme.PanelPadding-2, h)
}

func (p *Panel) arrangeHeads(width, y float32) {
	c := p.columns(width)
	set(p.box, 14-7, y-2, theme.InputHeight, theme.InputHeight)
	middle(p.heads[0], c.title-6, y, theme.TableHead)
	middle(p.heads[1], c.date-6, y, theme.TableHead)
	m, x := p.context.MinSize().Width, c.hit+(p.hitWidth-p.hit.MinSize().Width)/2
	if p.options.Statements {
		x = c.hit
	}
	middle(p.context, c.hit-4-m, y, theme.TableHead)
	middle(p.hit, x, y, theme.TableHead)
	middle(p.note, c.note, y, theme.TableHead)
}

// renderer draws objects from back to front.
type renderer struct {
	objects []fyne.CanvasObject
	min     func() fyne.Size
	arrange func(fyne.Size)
	repaint func() // may be nil
	size    fyne.Size
}

func (r *renderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *renderer) Destroy()                     {}

func (r *renderer) MinSize() fyne.Size {
	if r.min == nil {
		return fyne.Size{}
	}
	return r.min()
}

func (r *renderer) Layout(s fyne.Size) {
	r.size = s
	r.arrange(s)
}

func (r *renderer) Refresh() {
	if r.repaint != nil {
		r.repaint()
	}
	for _, o := range r.objects {
		o.Refresh()
	}
	r.arrange(r.size)
}

func set(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(max(0, w), max(0, h)))
}

// middle places o in its own size at x, in the middle of a line that begins at y, and
// gives its width.
func middle(o fyne.CanvasObject, x, y, height float32) float32 {
	s := o.MinSize()
	set(o, x, y+(height-s.Height)/2, s.Width, s.Height)
	return s.Width
}
