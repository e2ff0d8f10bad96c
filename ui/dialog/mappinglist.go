package dialog

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"parley/ui/control"
	"parley/ui/theme"
)

// mappingList shows a mapping and has it changed: → and ← unfold and fold, the blank opens
// the menu of a row.
type mappingList struct {
	*mapping
	list *control.List
	rows []mappedAt
	made []*mappingRow
	take func() // Enter
}

// mappingRows is how many rows are in sight at most.
const mappingRows = 8

func newMappingList(m *mapping, take, leave func()) *mappingList {
	l := &mappingList{mapping: m, take: take}
	l.list = control.NewList(theme.RowHeight, l.newRow, func(o fyne.CanvasObject, i int, s control.RowState) {
		if r, ok := o.(*mappingRow); ok && i < len(l.rows) {
			r.fill(l.mapping, l.rows[i], i, s.Selected)
		}
	})
	l.list.Ground = theme.Paper
	l.list.OnActivate = func(int) {
		if l.list.ByKey() {
			l.take()
		}
	}
	l.list.OnKey = func(e *fyne.KeyEvent) {
		if !l.key(e.Name) && e.Name == fyne.KeyEscape {
			leave()
		}
	}
	l.list.OnRune = func(r rune) {
		if r == ' ' {
			l.open(l.list.Selected())
		}
	}
	l.list.OnPressed = l.pressed
	l.reload()
	l.list.Rows = float32(max(2, min(mappingRows, len(l.rows)+l.more())))
	l.list.Select(min(0, len(l.rows)-1), false)
	return l
}

// more is how many rows unfolding would add.
func (l *mappingList) more() (n int) {
	for _, at := range l.rows {
		if l.canUnfold(at) {
			n += len(l.features(at))
		}
	}
	return n
}

func (l *mappingList) newRow() fyne.CanvasObject {
	r := newMappingRow()
	l.made = append(l.made, r)
	return r
}

func (l *mappingList) reload() {
	l.rows = l.mapping.rows()
	l.list.SetCount(len(l.rows))
}

// key does what ← and → mean here.
func (l *mappingList) key(k fyne.KeyName) bool {
	i := l.list.Selected()
	if i < 0 || i >= len(l.rows) || k != fyne.KeyLeft && k != fyne.KeyRight {
		return false
	}
	at := l.rows[i]
	if k == fyne.KeyLeft && at.feature >= 0 {
		l.list.Select(i-at.feature-1, true)
		return true
	}
	if l.canUnfold(at) && l.folded[at] == (k == fyne.KeyRight) {
		l.fold(at)
	}
	return true
}

func (l *mappingList) fold(at mappedAt) {
	l.folded[at] = !l.folded[at]
	l.reload()
}

// pressed folds at the chevron, and opens the menu at the right half.
func (l *mappingList) pressed(i int, x float32) {
	switch at := l.rows[i]; {
	case x >= l.list.Size().Width*mappingTarget:
		l.open(i)
	case l.canUnfold(at):
		l.fold(at)
	}
}

// open opens the menu of row i.
func (l *mappingList) open(i int) {
	if i < 0 || i >= len(l.rows) {
		return
	}
	for _, r := range l.made {
		if r.at == i && r.Visible() {
			control.OpenMenuBelow(r.name2, l.items(l.rows[i], l.reload))
			return
		}
	}
}

// Where the columns of the list begin, as parts of its width.
const (
	mappingCount  = float32(0.40)
	mappingTarget = float32(0.58)
)

// mappingHead are the heads of the columns.
func mappingHead() fyne.CanvasObject {
	return container.New(mappingColumns{}, control.NewLabel("In the file", control.Quiet), control.NewLabel("How many", control.Quiet), control.NewLabel("In the project", control.Quiet))
}

type mappingColumns struct{}

// MinSize implements fyne.Layout.
func (mappingColumns) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(300, o[0].MinSize().Height)
}

// Layout implements fyne.Layout.
func (mappingColumns) Layout(o []fyne.CanvasObject, s fyne.Size) {
	for i, x := range []float32{theme.PanelPadding, s.Width * mappingCount, s.Width * mappingTarget} {
		o[i].Move(fyne.NewPos(x, 0))
		o[i].Resize(fyne.NewSize(s.Width*mappingCount-2*theme.PanelPadding, s.Height))
	}
}

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
	mark := control.NoMark
	if at.feature >= 0 {
		r.depth = 16
	} else if m.canUnfold(at) {
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
