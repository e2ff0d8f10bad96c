package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"parley/ui/control"
	"parley/ui/dialog"
	"parley/ui/theme"
)

// menuRow is a line of a menu.
type menuRow struct {
	text      string
	note      string // in muted behind it: the reason why it is disabled
	key       string
	mark      control.Mark
	slot      int // a swatch; 0: none
	disabled  bool
	separator bool
	run       func()
}

// popup is a menu that lies over the window. It has the keyboard: arrows, Enter, Escape, a
// key that a row shows, and the letters with which a row begins.
type popup struct {
	widget.BaseWidget
	rows    []menuRow
	lines   []*menuLine
	at      int    // the row under the hand; -1: none
	begun   string // the letters that were typed, small
	sheet   *dialog.Sheet
	onSide  func(step int) // ← and →
	focused bool
}

// openPopup shows rows with the menu's upper left corner at a position of the window.
func (w *Workbench) openPopup(at fyne.Position, rows []menuRow, closed func()) *popup {
	p := &popup{rows: rows, at: -1}
	for i := range rows {
		p.lines = append(p.lines, newMenuLine(p, i))
	}
	p.ExtendBaseWidget(p)
	p.sheet = dialog.Open(w.window, p, dialog.Options{At: &at, Pad: 1, Focus: p, OnClosed: closed, OnHover: w.menu.hoverOver(p)})
	return p
}

const (
	menuRowHeight = theme.RowHeight
	menuSeparator = float32(9)
)

func (r *menuRow) height() float32 {
	if r.separator {
		return menuSeparator
	}
	return menuRowHeight
}

// FocusGained implements fyne.Focusable.
func (p *popup) FocusGained() { p.focused = true }

// FocusLost implements fyne.Focusable.
func (p *popup) FocusLost() { p.focused = false }

// TypedRune implements fyne.Focusable: a key that a row shows runs it, other letters lead
// to the row that begins with them.
func (p *popup) TypedRune(r rune) {
	for i := range p.rows {
		if p.rows[i].key == string(r) {
			p.choose(i)
			return
		}
	}
	letter := strings.ToLower(string(r))
	for _, begun := range []string{p.begun + letter, letter} {
		if i := p.beginning(begun); i >= 0 {
			p.hold(i)
			p.begun = begun
			return
		}
	}
}

// beginning is the row that can be chosen and begins with letters, the one under the hand
// before the others; -1: none.
func (p *popup) beginning(letters string) int {
	begins := func(i int) bool {
		return !p.rows[i].separator && !p.rows[i].disabled && strings.HasPrefix(strings.ToLower(p.rows[i].text), letters)
	}
	if p.at >= 0 && begins(p.at) {
		return p.at
	}
	for i := range p.rows {
		if begins(i) {
			return i
		}
	}
	return -1
}

// TypedKey implements fyne.Focusable.
func (p *popup) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyUp || e.Name == fyne.KeyDown {
		p.begun = ""
	}
	switch e.Name {
	case fyne.KeyEscape, fyne.KeyF10:
		p.sheet.Close()
	case fyne.KeyDown:
		p.step(1)
	case fyne.KeyUp:
		p.step(-1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		p.choose(p.at)
	case fyne.KeyLeft, fyne.KeyRight:
		if p.onSide != nil {
			p.onSide(map[fyne.KeyName]int{fyne.KeyLeft: -1, fyne.KeyRight: 1}[e.Name])
		}
	}
}

// step moves the hand to the next row that can be chosen.
func (p *popup) step(by int) {
	n := len(p.rows)
	for i, k := 0, p.at; i < n; i++ {
		k = ((k+by)%n + n) % n
		if p.at < 0 && by < 0 && i == 0 {
			k = n - 1
		}
		if !p.rows[k].separator && !p.rows[k].disabled {
			p.hold(k)
			return
		}
	}
}

func (p *popup) hold(i int) {
	was := p.at
	p.at = i
	for _, k := range []int{was, i} {
		if k >= 0 {
			p.lines[k].Refresh()
		}
	}
}

// holdText lays the hand on the row with a text: what is chosen now.
func (p *popup) holdText(text string) {
	if i := slices.IndexFunc(p.rows, func(r menuRow) bool { return r.text == text }); i >= 0 {
		p.hold(i)
	}
}

func (p *popup) choose(i int) {
	if i < 0 || p.rows[i].disabled || p.rows[i].separator {
		return
	}
	run := p.rows[i].run
	p.sheet.Close()
	if run != nil {
		run()
	}
}

// CreateRenderer implements fyne.Widget.
func (p *popup) CreateRenderer() fyne.WidgetRenderer {
	box := &fyne.Container{Layout: menuLayout{p}}
	for _, l := range p.lines {
		box.Add(l)
	}
	return widget.NewSimpleRenderer(box)
}

type menuLayout struct{ p *popup }

// MinSize implements fyne.Layout.
func (l menuLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(180, 2*theme.Grid)
	for i, line := range l.p.lines {
		size.Width = max(size.Width, line.width())
		size.Height += l.p.rows[i].height()
	}
	return size
}

// Layout implements fyne.Layout.
func (l menuLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	y := theme.Grid
	for i, line := range l.p.lines {
		h := l.p.rows[i].height()
		line.Move(fyne.NewPos(0, y))
		line.Resize(fyne.NewSize(size.Width, h))
		y += h
	}
}

// menuLine draws one row of a popup.
type menuLine struct {
	widget.BaseWidget
	menu   *popup
	i      int
	ground *canvas.Rectangle
	rule   *canvas.Rectangle
	mark   *control.Glyph
	swatch *control.Swatch
	label  *control.Label
	note   *control.Label
	cap    *control.KeyCap
}

func newMenuLine(p *popup, i int) *menuLine {
	r := p.rows[i]
	style := control.Body
	if r.disabled {
		style = style.In(theme.Disabled)
	}
	l := &menuLine{menu: p, i: i, ground: canvas.NewRectangle(nil), rule: canvas.NewRectangle(nil),
		mark: control.NewGlyph(r.mark, 12, theme.Text2), label: control.NewLabel(r.text, style),
		note: control.NewLabel(r.note, control.Hint), cap: control.NewKeyCap(r.key)}
	if r.slot > 0 {
		l.swatch = control.NewSwatch(r.slot)
	}
	l.cap.SetKey(r.key)
	l.ExtendBaseWidget(l)
	return l
}

const menuIndent = float32(34) // where the words begin

func (l *menuLine) width() float32 {
	w := menuIndent + l.label.MinSize().Width + 2*theme.PanelPadding
	if l.menu.rows[l.i].note != "" {
		w += l.note.MinSize().Width + theme.GroupGap
	}
	if l.menu.rows[l.i].key != "" {
		w += l.cap.MinSize().Width + 2*theme.GroupGap
	}
	return w
}

// Tapped implements fyne.Tappable.
func (l *menuLine) Tapped(*fyne.PointEvent) { l.menu.choose(l.i) }

// MouseIn implements desktop.Hoverable.
func (l *menuLine) MouseIn(*desktop.MouseEvent) {
	if !l.menu.rows[l.i].separator && !l.menu.rows[l.i].disabled {
		l.menu.hold(l.i)
	}
}

// MouseMoved implements desktop.Hoverable.
func (l *menuLine) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (l *menuLine) MouseOut() {}

// CreateRenderer implements fyne.Widget.
func (l *menuLine) CreateRenderer() fyne.WidgetRenderer {
	objects := []fyne.CanvasObject{l.ground, l.mark, l.label, l.note, l.cap}
	if l.swatch != nil {
		objects = append(objects, l.swatch)
	}
	if l.menu.rows[l.i].separator {
		objects = []fyne.CanvasObject{l.rule}
	}
	r := &pieces{objects: objects, arrange: l.arrange, repaint: l.paint}
	l.paint()
	return r
}

func (l *menuLine) paint() {
	l.rule.FillColor = theme.Color(theme.Line)
	l.ground.FillColor = theme.Color(theme.Clear)
	if l.menu.at == l.i {
		l.ground.FillColor = theme.Color(theme.Selected)
	}
	l.ground.Refresh()
}

func (l *menuLine) arrange(s fyne.Size) {
	set(l.rule, 0, s.Height/2, s.Width, 1)
	set(l.ground, 0, 0, s.Width, s.Height)
	middle(l.mark, 11, s.Height)
	if l.swatch != nil {
		middle(l.swatch, 8, s.Height)
	}
	x := menuIndent + middle(l.label, menuIndent, s.Height) + theme.GroupGap
	middle(l.note, x, s.Height)
	middle(l.cap, s.Width-theme.PanelPadding-l.cap.MinSize().Width, s.Height)
}

// rowOf is an action as a line of a menu.
func rowOf(a *Action) menuRow {
	can, why := a.Can()
	row := menuRow{text: a.Label(), key: a.Key, mark: a.Mark, slot: a.Slot, disabled: !can, run: func() { a.do() }}
	if !can {
		row.note = why
	}
	if a.Checked != nil && a.Checked() {
		row.mark = control.Tick
	}
	return row
}
