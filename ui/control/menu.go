package control

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"parley/ui/theme"
)

// MenuRow is a line of a menu.
type MenuRow struct {
	Text      string
	Note      string // in muted behind it: the reason why it is disabled
	Key       string
	Mark      Mark
	Slot      int // a swatch; 0: none
	Disabled  bool
	Separator bool
	Run       func()
}

const (
	menuRowHeight = theme.RowHeight
	menuSeparator = float32(9)
	menuWidth     = float32(180) // at least
)

func (r *MenuRow) height() float32 {
	if r.Separator {
		return menuSeparator
	}
	return menuRowHeight
}

// can reports whether the row can be chosen.
func (r *MenuRow) can() bool { return !r.Separator && !r.Disabled }

// MenuOptions say where a menu stands and who is told of it.
type MenuOptions struct {
	At       fyne.Position       // of its upper left corner, in the window
	OnClosed func()              // however it was closed
	OnSide   func(step int)      // ← and →
	OnHover  func(fyne.Position) // the pointer moved outside it
}

// Menu lies over the window. It has the keyboard: arrows, Enter, Escape, a key that a row
// shows, and the letters with which a row begins. Its words are shaped as all names are.
type Menu struct {
	widget.BaseWidget
	rows    []MenuRow
	lines   []*menuLine
	at      int    // the row under the hand; -1: none
	begun   string // the letters that were typed, small
	scroll  *Scroller
	overlay *Overlay
	options MenuOptions
}

// OpenMenu opens a menu over a window.
func OpenMenu(c fyne.Canvas, rows []MenuRow, o MenuOptions) *Menu {
	m := &Menu{rows: rows, at: -1, options: o}
	box := &fyne.Container{Layout: menuLayout{m}}
	for i := range rows {
		m.lines = append(m.lines, newMenuLine(m, i))
		box.Add(m.lines[i])
	}
	m.scroll = NewScroller(box)
	m.ExtendBaseWidget(m)
	m.overlay = OpenOverlay(c, m, OverlayOptions{At: &o.At, Pad: 1, Focus: m, OnClosed: o.OnClosed, OnHover: o.OnHover})
	return m
}

// Close takes the menu away.
func (m *Menu) Close() { m.overlay.Close() }

// Closed reports whether the menu is gone.
func (m *Menu) Closed() bool { return m.overlay.Closed() }

// FocusGained implements fyne.Focusable.
func (m *Menu) FocusGained() {}

// FocusLost implements fyne.Focusable.
func (m *Menu) FocusLost() {}

// TypedRune implements fyne.Focusable: a key that a row shows runs it, other letters lead
// to the row that begins with them.
func (m *Menu) TypedRune(r rune) {
	if i := m.withKey(string(r)); i >= 0 {
		m.choose(i)
		return
	}
	letter := strings.ToLower(string(r))
	for _, begun := range []string{m.begun + letter, letter} {
		if i := m.beginning(begun); i >= 0 {
			m.hold(i)
			m.begun = begun
			return
		}
	}
}

// named are keys without a letter that a row may show.
var named = map[fyne.KeyName]string{fyne.KeyBackspace: "⌫", fyne.KeyDelete: "Del"}

// withKey is the row that shows a key; -1: none.
func (m *Menu) withKey(cap string) int {
	return slices.IndexFunc(m.rows, func(r MenuRow) bool { return r.Key == cap })
}

// beginning is the row that can be chosen and begins with letters, the one under the hand
// before the others; -1: none.
func (m *Menu) beginning(letters string) int {
	begins := func(i int) bool {
		return m.rows[i].can() && strings.HasPrefix(strings.ToLower(m.rows[i].Text), letters)
	}
	if m.at >= 0 && begins(m.at) {
		return m.at
	}
	for i := range m.rows {
		if begins(i) {
			return i
		}
	}
	return -1
}

// TypedKey implements fyne.Focusable.
func (m *Menu) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyUp || e.Name == fyne.KeyDown {
		m.begun = ""
	}
	switch e.Name {
	case fyne.KeyEscape, fyne.KeyF10:
		m.Close()
	case fyne.KeyDown:
		m.step(1)
	case fyne.KeyUp:
		m.step(-1)
	case fyne.KeyReturn, fyne.KeyEnter:
		m.choose(m.at)
	case fyne.KeySpace:
		if m.begun == "" || m.beginning(m.begun+" ") < 0 { // else it is of the name, and comes as a letter
			m.choose(m.at)
		}
	case fyne.KeyBackspace, fyne.KeyDelete:
		m.choose(m.withKey(named[e.Name]))
	case fyne.KeyLeft, fyne.KeyRight:
		if m.options.OnSide != nil {
			m.options.OnSide(map[fyne.KeyName]int{fyne.KeyLeft: -1, fyne.KeyRight: 1}[e.Name])
		}
	}
}

// step moves the hand to the next row that can be chosen.
func (m *Menu) step(by int) {
	n := len(m.rows)
	k := m.at
	if k < 0 && by < 0 {
		k = 0
	}
	for range n {
		k = ((k+by)%n + n) % n
		if m.rows[k].can() {
			m.hold(k)
			return
		}
	}
}

func (m *Menu) hold(i int) {
	was := m.at
	m.at = i
	for _, k := range []int{was, i} {
		if k >= 0 {
			m.lines[k].Refresh()
		}
	}
	top := theme.Grid
	for k := range i {
		top += m.rows[k].height()
	}
	m.scroll.Reveal(top-theme.Grid, top+m.rows[i].height()+theme.Grid)
}

// Hold lays the hand on the row with a text, what is chosen now, and says whether there
// is one.
func (m *Menu) Hold(text string) bool {
	i := slices.IndexFunc(m.rows, func(r MenuRow) bool { return r.Text == text })
	if i >= 0 {
		m.hold(i)
	}
	return i >= 0
}

// HoldFirst lays the hand on the first row that can be chosen, so that Enter takes it.
func (m *Menu) HoldFirst() {
	if i := slices.IndexFunc(m.rows, func(r MenuRow) bool { return r.can() }); i >= 0 {
		m.hold(i)
	}
}

func (m *Menu) choose(i int) {
	if i < 0 || !m.rows[i].can() {
		return
	}
	run := m.rows[i].Run
	m.Close()
	if run != nil {
		run()
	}
}

// CreateRenderer implements fyne.Widget.
func (m *Menu) CreateRenderer() fyne.WidgetRenderer {
	return &drawing{
		objects: []fyne.CanvasObject{m.scroll},
		min:     func() fyne.Size { return m.scroll.content.MinSize() },
		layout:  func(s fyne.Size) { place(m.scroll, 0, 0, s.Width, s.Height) },
		refresh: m.scroll.Refresh,
	}
}

type menuLayout struct{ m *Menu }

// MinSize implements fyne.Layout.
func (l menuLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(menuWidth, MenuHeight(l.m.rows))
	for _, line := range l.m.lines {
		size.Width = max(size.Width, line.width())
	}
	return size
}

// MenuHeight is how high a menu of these rows is, in a window that has room for it.
func MenuHeight(rows []MenuRow) float32 {
	h := 2 * theme.Grid
	for i := range rows {
		h += rows[i].height()
	}
	return h
}

// Layout implements fyne.Layout.
func (l menuLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	y := theme.Grid
	for i, line := range l.m.lines {
		h := l.m.rows[i].height()
		place(line, 0, y, size.Width, h)
		y += h
	}
}
