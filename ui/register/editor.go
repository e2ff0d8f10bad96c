package register

import (
	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/assets/icons"
	"parley/ui/control"
	"parley/ui/theme"
)

// Editor shows all that is said of one actor, line by line. A line unfolds in place when it
// is chosen; what is written there is kept when one goes on, and not with Escape.
type Editor struct {
	part
	source   Source
	onEdit   func(id annotate.ID, alter func(*annotate.Entity)) bool
	onDelete func(annotate.ID)
	onLook   func(annotate.ID) // another actor, who is named here
	onLeave  func()

	entity  *annotate.Entity
	lines   []*edLine
	at      int   // the line that keys go to
	form    *form // of the open line; nil: none is
	counts  map[string]int
	counted annotate.ID // whose aliases were counted
	focused bool
	noted   string // the note as its field shows it

	ground, raised, bar, footLine *control.Block
	body                          *part
	scroll                        *control.Scroller
	name                          *control.Label
	trash                         *control.IconButton
	note                          *control.Input
	hints                         fyne.CanvasObject
	ring                          *control.Block
}

// edLine is a line of the editor: what it shows, where, and what keys do with it.
type edLine struct {
	key    string // tells it from the others, as "kind" or "alias 2"
	y, h   float32
	parts  []fyne.CanvasObject
	lay    func(y, w float32)
	open   func() // nil: it is only shown
	remove func() // nil: nothing can be taken away
}

// form is an open line.
type form struct {
	key    string
	parts  []fyne.CanvasObject
	tall   func() float32
	lay    func(y, w float32)
	commit func()
	focus  fyne.Focusable
}

func newEditor(source Source) *Editor {
	e := &Editor{source: source, ground: control.NewBlock(theme.Panel), raised: control.NewBlock(theme.Raised), bar: control.NewBlock(theme.Accent), footLine: control.NewBlock(theme.Line),
		ring: control.NewBlock(""), name: control.NewLabel("", control.Bold), note: control.NewTextInput("", 2)}
	e.trash = control.NewIconButton(icons.Trash.Resource(), "Delete this actor", func() {
		if e.entity != nil {
			e.onDelete(e.entity.ID)
		}
	})
	e.note.OnEnter = func(string) { e.keepNote(); e.focus() }
	e.note.OnEscape = func() { e.showNote(); e.focus() }
	e.note.OnFocus = func(on bool) {
		if !on {
			e.keepNote()
		}
	}
	e.note.OnChanged = func(string) { e.place() }
	e.hints = control.NewKeyHints()
	e.body = &part{min: func() fyne.Size { return fyne.NewSize(200, e.tall()) }, arrange: func(fyne.Size) { e.place() }}
	e.body.ExtendBaseWidget(e.body)
	e.scroll = control.NewScroller(e.body)
	e.gather()
	e.min = func() fyne.Size { return fyne.NewSize(280, 200) }
	e.arrange = func(s fyne.Size) {
		const foot = 34
		place(e.ground, 0, 0, s.Width, s.Height)
		place(e.scroll, 0, 0, s.Width, s.Height-foot)
		place(e.footLine, 0, s.Height-foot, s.Width, 1)
		line(e.hints, 14, s.Height-foot+1, s.Width-20, foot-1)
		place(e.ring, 0, 0, s.Width, s.Height-foot)
	}
	e.ExtendBaseWidget(e)
	return e
}

func (e *Editor) gather() {
	e.children = []fyne.CanvasObject{e.ground, e.scroll, e.footLine, e.hints, e.ring}
}

// setKeys says at the foot and in the tooltips which keys do what.
func (e *Editor) setKeys(k Keys) {
	e.hints = control.NewKeyHints(hinted(control.KeyHint{Key: k.Rename, Does: "rename"}, control.KeyHint{Key: k.MergeWith, Does: "merge with…"})...)
	e.trash.SetToolTip(withKey("Delete this actor", k.Delete))
	e.gather()
	e.Refresh()
}

// show shows an actor; nil: nobody. What was being written of another is kept first; of
// the same it stays open.
func (e *Editor) show(n *annotate.Entity) {
	if e.entity != nil && (n == nil || n.ID != e.entity.ID) {
		e.settle(true)
		e.at = 0
		e.scroll.ScrollTo(0)
	}
	if e.entity == n && e.form != nil {
		return
	}
	e.entity = n
	if n == nil || n.ID != e.counted {
		e.counts, e.counted = nil, annotate.ID{}
	}
	if e.form == nil {
		e.showNote()
		e.build()
	}
}

// settle closes the open line and keeps what is written there, or not.
func (e *Editor) settle(keep bool) {
	f := e.form
	e.form = nil
	if f != nil && keep {
		f.commit()
	}
	if keep {
		e.keepNote()
	}
	if f != nil {
		e.release(f)
		e.build()
	}
}

// release takes the keyboard from a form that is closed.
func (e *Editor) release(f *form) {
	c := fyne.CurrentApp().Driver().CanvasForObject(e)
	if c == nil || c.Focused() == nil {
		return
	}
	for _, o := range f.parts {
		if any(o) == any(c.Focused()) {
			c.Unfocus()
			return
		}
	}
}

func (e *Editor) showNote() {
	if e.entity != nil {
		e.note.SetText(e.entity.Note)
		e.noted = e.note.Text()
	}
}

// keepNote reports what was written. The field has line ends of its own: a note that nobody
// touched stays as it is.
func (e *Editor) keepNote() {
	note := e.note.Text()
	if e.entity == nil || note == e.noted {
		return
	}
	e.noted = note
	if !e.edit(func(n *annotate.Entity) { n.Note = note }) {
		e.showNote()
	}
}

// edit has the actor altered.
func (e *Editor) edit(alter func(*annotate.Entity)) bool {
	return e.entity != nil && e.onEdit != nil && e.onEdit(e.entity.ID, alter)
}

// found counts by which of its names an actor was named.
func (e *Editor) found(id annotate.ID, places []Place) {
	if e.entity == nil || e.entity.ID != id {
		return
	}
	e.counts, e.counted = foundBy(e.entity, places), id
	if e.form == nil {
		e.build()
	}
}

// build makes the lines anew.
func (e *Editor) build() {
	e.lines = e.lines[:0]
	if e.entity != nil {
		e.headLines()
		e.aliasLines()
		e.roleLines()
		e.noteLine()
	}
	e.at = max(0, min(e.at, len(e.lines)-1))
	if e.at < len(e.lines) && e.lines[e.at].open == nil {
		e.at = e.next(e.at, 1)
	}
	e.body.children = []fyne.CanvasObject{e.raised, e.bar}
	for _, l := range e.lines {
		e.body.children = append(e.body.children, l.parts...)
	}
	e.place()
	e.body.Refresh()
	e.scroll.Fit()
}

// add appends a line; an open one is its form.
func (e *Editor) add(l *edLine) {
	if e.form != nil && e.form.key == l.key && l.key != "" {
		l.parts, l.lay, l.h = e.form.parts, e.form.lay, e.form.tall()
	}
	e.lines = append(e.lines, l)
}

func (e *Editor) tall() (h float32) {
	for _, l := range e.lines {
		h += l.h
	}
	return h + 8
}

// place puts the lines one below the other.
func (e *Editor) place() {
	w, y := e.body.Size().Width, float32(0)
	for i, l := range e.lines {
		if e.form != nil && e.form.key == l.key && l.key != "" {
			l.h = e.form.tall()
		}
		l.y = y
		if l.lay != nil {
			l.lay(y, w)
		}
		if i == e.at && (e.focused || e.form != nil) && l.open != nil {
			place(e.raised, 0, y, w, l.h)
			place(e.bar, 0, y, theme.BarWidth, l.h)
		}
		y += l.h
	}
	on := e.entity != nil && (e.focused || e.form != nil) && e.at < len(e.lines)
	show(e.raised, on)
	show(e.bar, on)
}

// unfold opens a line.
func (e *Editor) unfold(f *form) {
	e.settle(true)
	e.form = f
	for i, l := range e.lines {
		if l.key == f.key {
			e.at = i
		}
	}
	e.build()
	e.reveal()
	if c := fyne.CurrentApp().Driver().CanvasForObject(e); c != nil && f.focus != nil {
		c.Focus(f.focus)
	}
}

func (e *Editor) reveal() {
	if e.at < len(e.lines) {
		l := e.lines[e.at]
		e.scroll.Reveal(l.y, l.y+l.h)
	}
}

// close closes the open line, kept or not, and takes the keyboard back.
func (e *Editor) close(keep bool) {
	e.settle(keep)
	e.focus()
}

// focus gives the editor the keyboard.
func (e *Editor) focus() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(e); c != nil && e.entity != nil {
		c.Focus(e)
	}
}

// FocusGained implements fyne.Focusable.
func (e *Editor) FocusGained() { e.focused = true; e.place() }

// FocusLost implements fyne.Focusable.
func (e *Editor) FocusLost() { e.focused = false; e.place() }

// TypedRune implements fyne.Focusable: letters are the window's.
func (e *Editor) TypedRune(r rune) { control.PassRune(e, r) }

// TypedKey implements fyne.Focusable.
func (e *Editor) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyUp:
		e.move(-1)
	case fyne.KeyDown:
		e.move(1)
	case fyne.KeyHome:
		e.at = 0
		e.move(0)
	case fyne.KeyEnd:
		e.at = len(e.lines) - 1
		e.move(0)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		if e.at < len(e.lines) && e.lines[e.at].open != nil {
			e.lines[e.at].open()
		}
	case fyne.KeyDelete, fyne.KeyBackspace:
		if e.at < len(e.lines) && e.lines[e.at].remove != nil {
			e.lines[e.at].remove()
		}
	case fyne.KeyEscape, fyne.KeyLeft:
		e.onLeave()
	default:
		control.PassFunction(e, k)
	}
}

// move goes to the next line that can be opened.
func (e *Editor) move(by int) {
	if by == 0 {
		by = -1
		if e.at == 0 {
			by = 1
		}
		if e.at < len(e.lines) && e.lines[e.at].open == nil {
			e.at = e.next(e.at, by)
		}
	} else {
		e.at = e.next(e.at, by)
	}
	e.place()
	e.reveal()
}

// next is the next line from i that can be opened, or i.
func (e *Editor) next(i, by int) int {
	for k := i + by; k >= 0 && k < len(e.lines); k += by {
		if e.lines[k].open != nil {
			return k
		}
	}
	return i
}

// rename opens the name.
func (e *Editor) rename() {
	if e.entity != nil {
		e.openName()
	}
}
