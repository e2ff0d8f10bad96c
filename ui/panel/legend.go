package panel

import (
	"slices"

	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/ui/control"
	"parley/ui/theme"
)

// Coloured is a source of annotations whose colours stand for something else than layers:
// it says the slot of each. Where a source is none, an annotation has its layer's.
type Coloured interface {
	Slot(*annotate.Annotation) int
}

// colourOf is the slot of a, which is of layer l, as the source says.
func colourOf(source any, l *annotate.Layer, a *annotate.Annotation) int {
	if c, ok := source.(Coloured); ok {
		return c.Slot(a)
	}
	return l.Colour
}

// LegendRow says what a colour stands for.
type LegendRow struct {
	Slot  int
	Mark  control.Mark // drawn beside the name; may be NoMark
	Name  string
	Count int // annotations of the open document that have the colour
}

// legendMost is how many rows of a legend are shown; the last of more says how many others
// there are.
const legendMost = 9

// legendRows are those that are shown.
func legendRows(rows []LegendRow) []LegendRow {
	if len(rows) <= legendMost {
		return rows
	}
	shown := append([]LegendRow(nil), rows[:legendMost-1]...)
	rest := LegendRow{Name: "and " + control.Grouped(len(rows)-len(shown)) + " more"}
	for _, r := range rows[len(shown):] {
		rest.Count += r.Count
	}
	return append(shown, rest)
}

// legendRow is a line of the legend: pressing it asks for what it stands for.
type legendRow struct {
	part
	ground      *control.HoverRow
	swatch      *control.Swatch
	mark        *control.Glyph
	name, count *control.Label
	marked      bool // rows of this legend have marks: names begin behind them
}

func newLegendRow(l *Layers, i int) *legendRow {
	r := &legendRow{
		swatch: control.NewSwatch(0), mark: control.NewGlyph(control.NoMark, 12, theme.Text2),
		name: control.NewLabel("", control.Small), count: control.NewLabel("", control.Small),
	}
	r.ground = control.NewHoverRow(func() {
		if l.OnLegend != nil && r.swatch.Visible() {
			l.OnLegend(i)
		}
	})
	r.children = []fyne.CanvasObject{r.ground, r.swatch, r.mark, r.name, r.count}
	r.arrange, r.min = r.layOut, func() fyne.Size { return fyne.NewSize(160, theme.TreeRowHeight) }
	r.ExtendBaseWidget(r)
	return r
}

func (r *legendRow) fill(rows []LegendRow, i int) {
	row := rows[i]
	r.marked = slices.ContainsFunc(rows, func(r LegendRow) bool { return r.Mark != control.NoMark })
	show(r.swatch, row.Slot > 0)
	r.swatch.SetSlot(row.Slot)
	r.mark.Set(row.Mark, theme.Text2)
	show(r.mark, row.Mark != control.NoMark)
	style := control.Small
	if row.Slot == 0 {
		style = control.Hint
	}
	r.name.Set(row.Name, style)
	r.count.Set(control.Grouped(row.Count), style)
	if row.Slot > 0 {
		r.ground.SetToolTip("Only " + row.Name + ", or all again")
	}
	r.layOut(r.Size())
}

func (r *legendRow) layOut(s fyne.Size) {
	place(r.ground, 0, 0, s.Width, s.Height)
	centre(r.swatch, theme.PanelPadding, 0, s.Height)
	x := theme.PanelPadding + 27
	if r.marked {
		x += centre(r.mark, x, 0, s.Height) + 6
	}
	end := s.Width - 3 - theme.InputHeight - 4 - theme.CapHeight - 10 - r.count.MinSize().Width
	centre(r.count, end, 0, s.Height) // in the column of the layers' counts
	h := r.name.MinSize().Height
	place(r.name, x, (s.Height-h)/2, end-8-x, h)
}
