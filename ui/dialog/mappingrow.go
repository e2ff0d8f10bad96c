package dialog

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"parley/ui/control"
	"parley/ui/theme"
)

// mappingRow is the drawing of a part: its name, how much there is of it, where it goes.
type mappingRow struct {
	widget.BaseWidget
	at          int
	depth       float32
	fold, open  *control.Glyph
	swatch      *control.Swatch
	name, count *control.Label
	name2       *control.Label
	hasSwatch   bool
}

func newMappingRow() *mappingRow {
	r := &mappingRow{at: -1, fold: control.NewGlyph(control.NoMark, 12, theme.Muted), open: control.NewGlyph(control.UnfoldedMark, 12, theme.Muted), swatch: control.NewSwatch(1),
		name: control.NewLabel("", control.Body), count: control.NewLabel("", control.Hint), name2: control.NewLabel("", control.Body)}
	r.ExtendBaseWidget(r)
	return r
}

func (r *mappingRow) fill(m *mapping, at mappedAt, i int, selected bool) {
	r.at, r.depth = i, 0
	for over, is := at.above(); is; over, is = over.above() {
		r.depth += 16
	}
	mark := control.NoMark
	if m.canUnfold(at) {
		mark = control.UnfoldedMark
		if m.folded[at] {
			mark = control.FoldedMark
		}
	}
	r.fold.Set(mark, theme.Muted)
	p, style := m.placeOf(at), control.Body
	if p.out {
		style = style.In(theme.Muted)
	}
	name := m.name(at)
	if at.relation && at.feature < 0 {
		name += " (relation)"
	}
	r.name.Set(name, control.Body.Heavy(selected))
	r.count.SetText(m.count(at))
	r.name2.Set(p.name, style)
	r.swatch.SetSlot(p.slot)
	r.hasSwatch = p.slot > 0
	r.swatch.Hide()
	if r.hasSwatch {
		r.swatch.Show()
	}
	r.arrange(r.Size())
}

func (r *mappingRow) arrange(s fyne.Size) {
	if s.Width <= 0 {
		return
	}
	middle := func(o fyne.CanvasObject, x, w float32) {
		h := o.MinSize().Height
		o.Move(fyne.NewPos(x, (s.Height-h)/2))
		o.Resize(fyne.NewSize(w, h))
	}
	const chevron, gap = float32(12), float32(6)
	x := theme.PanelPadding + r.depth
	middle(r.fold, x, chevron)
	x += chevron + gap
	middle(r.name, x, s.Width*mappingCount-x-gap)
	middle(r.count, s.Width*mappingCount, s.Width*(mappingTarget-mappingCount)-gap)
	x = s.Width * mappingTarget
	if r.hasSwatch {
		middle(r.swatch, x, r.swatch.MinSize().Width)
		x += r.swatch.MinSize().Width + gap
	}
	end := s.Width - theme.PanelPadding - chevron
	middle(r.name2, x, end-x-gap)
	middle(r.open, end, chevron)
}

// CreateRenderer implements fyne.Widget.
func (r *mappingRow) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.New(mappingRowLayout{r}, r.fold, r.name, r.count, r.swatch, r.name2, r.open))
}

type mappingRowLayout struct{ r *mappingRow }

// MinSize implements fyne.Layout.
func (mappingRowLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(300, theme.RowHeight)
}

// Layout implements fyne.Layout.
func (l mappingRowLayout) Layout(_ []fyne.CanvasObject, s fyne.Size) { l.r.arrange(s) }
