package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"parley/ui/theme"
)

// tableHead is the head of a column.
type tableHead struct {
	pressable
	label *Label
	glyph *Glyph
	end   bool
}

func newTableHead(title string, sortable, end bool, act func()) *tableHead {
	h := &tableHead{label: NewLabel(title, Hint), glyph: NewGlyph(NoMark, 8, theme.Muted), end: end}
	h.act, h.disabled = act, !sortable
	h.paint = func() {
		colour := theme.Muted
		if h.hovered && !h.disabled {
			colour = theme.Text
		}
		h.label.Set(h.label.text, Hint.In(colour))
	}
	h.ExtendBaseWidget(h)
	return h
}

// CreateRenderer implements fyne.Widget.
func (h *tableHead) CreateRenderer() fyne.WidgetRenderer {
	return &drawing{
		objects: []fyne.CanvasObject{h.label, h.glyph},
		layout: func(s fyne.Size) {
			m := h.label.MinSize()
			w := min(m.Width, max(0, s.Width-22))
			x := float32(0)
			if h.end { // the glyph stands before it
				x = s.Width - 10 - w
				centre(h.glyph, x-12, s.Height)
			} else {
				centre(h.glyph, w+4, s.Height)
			}
			place(h.label, x, (s.Height-m.Height)/2, w, m.Height)
		},
		refresh: func() { h.paint(); h.label.Refresh(); h.glyph.Refresh() },
	}
}

// Cursor implements desktop.Cursorable.
func (h *tableHead) Cursor() desktop.Cursor { return desktop.DefaultCursor }

// tableRow is the drawing of one row.
type tableRow struct {
	widget.BaseWidget
	table  *Table
	labels []*Label
	glyphs []*Glyph
	swatch []*Swatch
	cells  []Cell
}

func newTableRow(t *Table) *tableRow {
	r := &tableRow{table: t, cells: make([]Cell, len(t.columns))}
	for range t.columns {
		r.labels = append(r.labels, NewLabel("", Body))
		r.glyphs = append(r.glyphs, NewGlyph(NoMark, 10, theme.Text))
		r.swatch = append(r.swatch, NewSwatch(1))
	}
	r.ExtendBaseWidget(r)
	return r
}

func (r *tableRow) fill(i int) {
	for k := range r.cells {
		c := r.table.cell(i, k)
		if c.Colour == "" {
			c.Colour = theme.Text
		}
		r.cells[k] = c
		r.labels[k].Set(c.Text, Body.In(c.Colour).Heavy(c.Bold))
		r.glyphs[k].Set(c.Mark, c.Colour)
		show(r.glyphs[k], c.Mark != NoMark)
		r.swatch[k].SetSlot(c.Swatch)
		show(r.swatch[k], c.Swatch != 0)
	}
	r.arrange(r.Size())
}

func (r *tableRow) arrange(s fyne.Size) {
	if s.Width <= 0 {
		return
	}
	for k, span := range r.table.spans(s.Width) {
		x, end := span.X, span.X+span.Y-10
		if r.swatch[k].Visible() {
			x += centre(r.swatch[k], x, s.Height) + 7
		}
		if r.glyphs[k].Visible() {
			x += centre(r.glyphs[k], x, s.Height) + 5
		}
		m := r.labels[k].MinSize()
		if r.table.columns[k].End {
			x = max(x, end-m.Width)
		}
		place(r.labels[k], x, (s.Height-m.Height)/2, max(0, end-x), m.Height)
	}
}

// CreateRenderer implements fyne.Widget.
func (r *tableRow) CreateRenderer() fyne.WidgetRenderer {
	d := &drawing{layout: r.arrange}
	for k := range r.cells {
		d.objects = append(d.objects, r.swatch[k], r.glyphs[k], r.labels[k])
	}
	d.refresh = func() {
		for _, o := range d.objects {
			o.Refresh()
		}
	}
	return d
}
