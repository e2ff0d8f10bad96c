package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"parley/ui/theme"
)

// RowState is what a row should show beside its content. The list itself draws ground
// and bar.
type RowState struct {
	Selected bool
	Hovered  bool
}

// List is a column of rows of one height, of which only those in sight exist: scrolling
// through 100,000 costs what scrolling through 30 does. One row may be selected.
//
// Rows are drawings: they take no events but from controls inside them.
type List struct {
	widget.BaseWidget

	OnSelect   func(i int)            // the person selected row i, by click or key
	OnActivate func(i int)            // Enter or a double click on it
	OnKey      func(*fyne.KeyEvent)   // keys the list has no use for; nil: Escape and F1 to F12 are the window's
	OnRune     func(rune)             // letters, as the list has no use for any; nil: the window's
	OnPressed  func(i int, x float32) // the mouse was pressed on row i, x pixels from its left
	Rows       float32                // least rows to show, for MinSize; 1 when 0
	Ground     fyne.ThemeColorName    // behind the rows; empty: nothing
	Passive    bool                   // never takes the keyboard; its holder hands keys to Key
	NoBar      bool                   // the selected row has no bar at its left

	rowHeight float32
	count     int
	newRow    func() fyne.CanvasObject
	bind      func(row fyne.CanvasObject, i int, s RowState)

	selected int
	hovered  int
	focused  bool
	offset   float32
	byKey    bool // OnSelect is being told because of a key

	slots []*slot // of the rows in sight, slots[k] shows row first+k
	first int
	body  *rowArea
	clip  *container.Clip
	bar   *scrollBar
	ring  *canvas.Rectangle
	back  *canvas.Rectangle
}

// slot is a place for a row: ground and bar behind it.
type slot struct {
	row         fyne.CanvasObject
	ground, bar *canvas.Rectangle
	shows       int // row index; -1 nothing
}

// NewList makes an empty list. newRow makes a row's drawing, bind fills it for row i.
func NewList(rowHeight float32, newRow func() fyne.CanvasObject, bind func(fyne.CanvasObject, int, RowState)) *List {
	l := &List{rowHeight: rowHeight, newRow: newRow, bind: bind, selected: -1, hovered: -1}
	l.body = &rowArea{list: l}
	l.body.ExtendBaseWidget(l.body)
	l.clip = newClip(l.body)
	l.bar = newScrollBar(l.scrollTo)
	l.ring, l.back = canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	l.ExtendBaseWidget(l)
	return l
}

// Count is the number of rows.
func (l *List) Count() int { return l.count }

// SetCount says how many rows there are now and draws those in sight anew. The
// selection stays where it is, if that row still exists.
func (l *List) SetCount(n int) {
	l.count = n
	if l.selected >= n {
		l.selected = -1
	}
	l.hovered = -1
	l.scrollTo(l.offset)
	l.rebind()
}

// Selected is the selected row; -1 when there is none.
func (l *List) Selected() int { return l.selected }

// Select selects row i, or none if i is -1, without reporting it, and brings it into
// sight if scroll is set.
func (l *List) Select(i int, scroll bool) {
	if i >= l.count {
		i = -1
	}
	old := l.selected
	l.selected = i
	l.RefreshRow(old)
	l.RefreshRow(i)
	if scroll {
		l.ScrollTo(i)
	}
}

// RefreshRow draws row i anew, if it is in sight.
func (l *List) RefreshRow(i int) {
	if k := i - l.first; i >= 0 && k >= 0 && k < len(l.slots) && l.slots[k].shows == i {
		l.fill(l.slots[k], i)
	}
}

// ScrollTo brings row i wholly into sight with the least movement.
func (l *List) ScrollTo(i int) {
	if i < 0 || i >= l.count {
		return
	}
	top, height := float32(i)*l.rowHeight, l.Size().Height
	switch {
	case height <= 0:
		l.offset = top
	case top < l.offset:
		l.scrollTo(top)
	case top+l.rowHeight > l.offset+height:
		l.scrollTo(top + l.rowHeight - height)
	}
}

// Offset is how far the list is scrolled, in pixels from its first row.
func (l *List) Offset() float32 { return l.offset }

// InSight are the first row that is at least partly seen and the one after the last.
func (l *List) InSight() (from, to int) {
	from = int(l.offset / l.rowHeight)
	to = int((l.offset+l.Size().Height)/l.rowHeight) + 1
	return min(from, l.count), min(to, l.count)
}

func (l *List) scrollTo(y float32) {
	most := float32(l.count)*l.rowHeight - l.Size().Height
	y = max(0, min(y, most))
	if l.Size().Height <= 0 {
		return
	}
	l.offset = y
	l.arrange()
}

// arrange gives every row in sight a slot, and reuses the slots of those that left.
func (l *List) arrange() {
	from, to := l.InSight()
	l.keep(from, to)
	size := l.Size()
	for k, s := range l.slots {
		i := from + k
		y := float32(i)*l.rowHeight - l.offset
		place(s.ground, 0, y, size.Width, l.rowHeight)
		place(s.bar, 0, y, theme.BarWidth, l.rowHeight)
		place(s.row, 0, y, size.Width, l.rowHeight)
		if s.shows != i {
			l.fill(s, i)
		}
	}
	l.bar.set(l.offset, size.Height, float32(l.count)*l.rowHeight)
}

// keep turns the slots so that those of rows still in sight keep them.
func (l *List) keep(from, to int) {
	n := to - from
	old := l.slots
	slots := make([]*slot, n)
	var free []*slot
	for _, s := range old {
		if k := s.shows - from; s.shows >= 0 && k >= 0 && k < n {
			slots[k] = s
		} else {
			free = append(free, s)
		}
	}
	for k := range slots {
		if slots[k] != nil {
			continue
		}
		if len(free) > 0 {
			slots[k], free = free[len(free)-1], free[:len(free)-1]
		} else {
			slots[k] = l.newSlot()
		}
		slots[k].shows = -1
	}
	l.slots, l.first = slots, from
	if len(old) != n || len(free) > 0 {
		l.body.setSlots(slots)
	}
}

func (l *List) newSlot() *slot {
	return &slot{row: l.newRow(), ground: canvas.NewRectangle(nil), bar: canvas.NewRectangle(nil), shows: -1}
}

func (l *List) fill(s *slot, i int) {
	s.shows = i
	state := RowState{Selected: i == l.selected, Hovered: i == l.hovered}
	ground, bar := fyne.ThemeColorName(""), fyne.ThemeColorName("")
	switch {
	case state.Selected && l.NoBar:
		ground = theme.Selected
	case state.Selected:
		ground, bar = theme.Selected, theme.Accent
	case state.Hovered:
		ground = theme.Hover
	}
	paintRect(s.ground, ground, "", 0)
	paintRect(s.bar, bar, "", 0)
	l.bind(s.row, i, state)
}

// rebuild forgets all rows: the drawing of a row has become another.
func (l *List) rebuild() {
	l.slots = nil
	l.arrange()
}

func (l *List) rebind() {
	for k, s := range l.slots {
		l.fill(s, l.first+k)
	}
}

// CreateRenderer implements fyne.Widget.
func (l *List) CreateRenderer() fyne.WidgetRenderer {
	return &drawing{
		objects: []fyne.CanvasObject{l.back, l.clip, l.bar, l.ring},
		min:     func() fyne.Size { return fyne.NewSize(40, max(1, l.Rows)*l.rowHeight) },
		layout: func(s fyne.Size) {
			place(l.back, 0, 0, s.Width, s.Height)
			place(l.clip, 0, 0, s.Width, s.Height)
			place(l.ring, 0, 0, s.Width, s.Height)
			place(l.bar, s.Width-barRoom, 0, barRoom, s.Height)
			l.scrollTo(l.offset)
			l.arrange()
		},
		refresh: func() {
			paintRect(l.back, l.Ground, "", 0)
			l.paintRing()
			l.bar.Refresh()
			l.rebind()
			for _, s := range l.slots {
				s.row.Refresh()
			}
		},
	}
}

func (l *List) paintRing() {
	border := fyne.ThemeColorName("")
	if l.focused && l.selected < 0 {
		border = theme.Focus
	}
	paintRect(l.ring, "", border, theme.FocusWidth)
}

// Scrolled implements fyne.Scrollable.
func (l *List) Scrolled(e *fyne.ScrollEvent) {
	l.bar.wake(true)
	l.scrollTo(l.offset - wheel*e.Scrolled.DY)
}

// MouseIn implements desktop.Hoverable.
func (l *List) MouseIn(e *desktop.MouseEvent) { l.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable.
func (l *List) MouseMoved(e *desktop.MouseEvent) {
	l.bar.wake(true)
	l.hover(l.rowAt(e.Position.Y))
}

// MouseOut implements desktop.Hoverable.
func (l *List) MouseOut() {
	l.bar.wake(false)
	l.hover(-1)
}

func (l *List) hover(i int) {
	if old := l.hovered; old != i {
		l.hovered = i
		l.RefreshRow(old)
		l.RefreshRow(i)
	}
}

// rowAt is the row at height y of the widget; -1 below the last.
func (l *List) rowAt(y float32) int {
	if i := int((y + l.offset) / l.rowHeight); y >= 0 && i < l.count {
		return i
	}
	return -1
}
