package dialog

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"parley/ui/control"
	"parley/ui/theme"
)

// mappingList shows a mapping and has it changed: → and ← unfold and fold, the blank opens
// the menu of a row.
type mappingList struct {
	*mapping
	list    *control.List
	rows    []mappedAt
	made    []*mappingRow
	take    func() // Enter
	changed func() // told when anything goes elsewhere
	letters map[rune]func()
}

// mappingRows is how many rows are in sight at most; unfoldingRows is for how many of those
// below them there is room from the start.
const (
	mappingRows   = 8
	unfoldingRows = 3
)

func newMappingList(m *mapping, take, leave func()) *mappingList {
	l := &mappingList{mapping: m, take: take, changed: func() {}, letters: map[rune]func(){}}
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
		} else if do := l.letters[r]; do != nil {
			do()
		}
	}
	l.list.OnPressed = l.pressed
	l.reload()
	l.list.Rows = float32(max(2, min(mappingRows, len(l.rows)+min(l.more(), unfoldingRows))))
	l.list.Select(min(0, len(l.rows)-1), false)
	return l
}

// more is how many rows unfolding would add.
func (l *mappingList) more() (n int) {
	for _, at := range l.rows {
		n += len(l.below(at))
	}
	return n
}

// fit has the list show fewer rows where the window is too low for all of what it is in.
func (l *mappingList) fit(content fyne.CanvasObject, height float32) {
	const least = 3
	for l.list.Rows > least && content.MinSize().Height > height {
		l.list.Rows--
	}
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
	folds := l.canUnfold(at) && l.folded[at] == (k == fyne.KeyRight)
	if over, is := at.above(); k == fyne.KeyLeft && is && !folds {
		l.list.Select(slices.Index(l.rows, over), true)
	} else if folds {
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
			control.OpenMenuBelow(r.name2, l.items(l.rows[i], func() {
				l.reload()
				l.changed()
			}))
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
