package control

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// doubleClick is the longest time between the clicks of a double one.
const doubleClick = 400 * time.Millisecond

// rowArea holds the rows and takes the mouse and, unless the list is passive, the keyboard.
type rowArea struct {
	widget.BaseWidget
	list     *List
	drawing  *drawing
	lastRow  int
	lastTime time.Time
}

// CreateRenderer implements fyne.Widget.
func (a *rowArea) CreateRenderer() fyne.WidgetRenderer {
	a.drawing = &drawing{}
	a.setSlots(a.list.slots)
	return a.drawing
}

// setSlots shows the rows of slots.
func (a *rowArea) setSlots(slots []*slot) {
	if a.drawing == nil {
		return
	}
	objects := make([]fyne.CanvasObject, 0, 3*len(slots))
	for _, s := range slots {
		objects = append(objects, s.ground, s.bar, s.row)
	}
	a.drawing.objects = objects
	a.list.back.Refresh() // a small thing, which marks the window for painting
}

// Focus gives the list the keyboard.
func (l *List) Focus() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(l); c != nil && !l.Passive {
		c.Focus(l)
	}
}

// Disabled implements fyne.Disableable: Tab passes a passive list over.
func (l *List) Disabled() bool { return l.Passive }

// Enable implements fyne.Disableable.
func (l *List) Enable() { l.Passive = false }

// Disable implements fyne.Disableable.
func (l *List) Disable() { l.Passive = true }

// FocusGained implements fyne.Focusable.
func (l *List) FocusGained() { l.focused = true; l.paintRing() }

// FocusLost implements fyne.Focusable.
func (l *List) FocusLost() { l.focused = false; l.paintRing() }

// TypedRune implements fyne.Focusable.
func (l *List) TypedRune(r rune) {
	if l.OnRune != nil {
		l.OnRune(r)
	} else {
		PassRune(l, r)
	}
}

// TypedKey implements fyne.Focusable.
func (l *List) TypedKey(e *fyne.KeyEvent) {
	switch {
	case l.Key(e.Name):
	case l.OnKey != nil:
		l.OnKey(e)
	case e.Name == fyne.KeyEscape:
		PassKey(l, e)
	default:
		PassFunction(l, e)
	}
}

// Key does what a key means for a list, and says whether it means anything: the arrows,
// Page Up and Down, Home and End move the selection, Enter activates it.
func (l *List) Key(k fyne.KeyName) bool {
	l.byKey = true
	defer func() { l.byKey = false }()
	page := max(1, int(l.Size().Height/l.rowHeight)-1)
	switch k {
	case fyne.KeyUp:
		l.move(l.selected - 1)
	case fyne.KeyDown:
		l.move(l.selected + 1)
	case fyne.KeyPageUp:
		l.move(l.selected - page)
	case fyne.KeyPageDown:
		l.move(l.selected + page)
	case fyne.KeyHome:
		l.move(0)
	case fyne.KeyEnd:
		l.move(l.count - 1)
	case fyne.KeyReturn, fyne.KeyEnter:
		return l.activate(l.selected)
	default:
		return false
	}
	return true
}

// ByKey reports, to whom OnSelect or OnActivate tells, whether a key was the cause.
func (l *List) ByKey() bool { return l.byKey }

func (l *List) move(i int) {
	if l.count == 0 {
		return
	}
	i = max(0, min(i, l.count-1))
	if i == l.selected {
		l.ScrollTo(i)
		return
	}
	l.choose(i)
}

func (l *List) choose(i int) {
	l.Select(i, true)
	l.paintRing()
	if l.OnSelect != nil {
		l.OnSelect(i)
	}
}

func (l *List) activate(i int) bool {
	if i < 0 || l.OnActivate == nil {
		return false
	}
	l.OnActivate(i)
	return true
}

var _ desktop.Mouseable = (*rowArea)(nil)

// MouseDown implements desktop.Mouseable: a row is selected on the press, so that a
// second one that follows at once counts as a double click without delaying the first.
func (a *rowArea) MouseDown(e *desktop.MouseEvent) {
	l := a.list
	i := l.rowAt(e.Position.Y)
	if i < 0 || e.Button != desktop.MouseButtonPrimary {
		return
	}
	l.Focus()
	now := time.Now()
	again := a.lastRow == i && now.Sub(a.lastTime) < doubleClick
	a.lastRow, a.lastTime = i, now
	l.choose(i)
	if l.OnPressed != nil {
		l.OnPressed(i, e.Position.X)
	}
	if again {
		l.activate(i)
		a.lastTime = time.Time{}
	}
}

// MouseUp implements desktop.Mouseable.
func (a *rowArea) MouseUp(*desktop.MouseEvent) {}
