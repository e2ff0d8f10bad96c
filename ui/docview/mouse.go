package docview

import (
	"strings"
	"time"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"parley/annotate/text"
)

// press is what the pointer is doing.
type press struct {
	doing     gesture
	clicks    int // of the press: 1 character, 2 word, 3 sentence, 4 paragraph
	last      time.Time
	at        fyne.Position // of the last press
	origin    text.Span     // what the press took; a drag never selects less
	cell      text.Span     // the grapheme that was pressed
	moved     bool          // dragged since the press
	pointer   fyne.Position // while dragging
	before    text.Span     // the selection before the press
	caret     text.Offset   // and the caret
	grip      float32       // on the ruler: of the pointer in the frame
	grabbed   grip          // the border that is dragged
	modifiers fyne.KeyModifier
	place     KeyPlace // of the key that went down last
	adding    bool     // the press makes a fragment beside what is selected
	held      bool     // Alt is held since the press, and means nothing more
	cursor    desktop.Cursor
	over      fyne.PointEvent // where the pointer is when nothing is pressed; zero: elsewhere
	scrolling timer
}

func (p *press) stop() { p.scrolling.stop() }

// gesture is what a press means.
type gesture uint8

const (
	idle      gesture = iota
	selecting         // text
	resizing          // the active mark
	scrolling         // by the ruler
	pulling           // a line from a label
	choosing          // whose turn it is
)

// Clicks within clickTime and clickReach of each other count up.
const (
	clickTime  = 400 * time.Millisecond
	clickReach = 5
	edgeTick   = 30 * time.Millisecond
)

// MouseDown implements desktop.Mouseable.
func (v *View) MouseDown(e *desktop.MouseEvent) {
	if c := v.canvas(); c != nil && !v.focus.has {
		c.Focus(v)
	}
	v.quiet()
	if e.Button != desktop.MouseButtonPrimary || v.page.layout == nil {
		return
	}
	v.logFrame()
	p := &v.press
	p.before, p.caret, p.moved, p.pointer = v.Selection(), v.cursor.caret, false, e.Position
	p.modifiers, p.held = e.Modifier, e.Modifier&fyne.KeyModifierAlt != 0
	v.countClick(e.Position)
	turn, named := v.turnAt(e.Position)
	switch {
	case e.Position.X*v.page.scale >= float32(v.page.columns.ruler):
		p.doing = scrolling
		v.rulerPress(e.Position.Y)
	case v.tagAt(e.Position) != ID{}:
		v.grasp(v.tagAt(e.Position))
	case v.curveAt(e.Position) != nil && v.pressCurve(e.Position):
		p.doing = idle
	case p.clicks == 1 && v.grab(e.Position):
		p.doing = resizing
	case named:
		p.doing, p.origin = choosing, turn
	default:
		p.doing = selecting
		v.take(e.Position, e.Modifier)
	}
}

// countClick counts presses at one place in quick succession.
func (v *View) countClick(at fyne.Position) {
	p, now := &v.press, time.Now()
	near := abs(at.X-p.at.X) <= clickReach && abs(at.Y-p.at.Y) <= clickReach
	if near && now.Sub(p.last) <= clickTime && p.clicks < 4 {
		p.clicks++
	} else {
		p.clicks = 1
	}
	p.last, p.at = now, at
}

func abs(f float32) float32 { return max(f, -f) }

// take begins a selection with what was pressed: a caret, or by further clicks a word, a
// sentence, a paragraph. With Shift the selection goes on from where it began.
func (v *View) take(at fyne.Position, mod fyne.KeyModifier) {
	p, t := &v.press, v.hit(at)
	p.cell = t.Cell
	if t.beside {
		p.cell = text.Span{}
	}
	v.aside(mod&(fyne.KeyModifierAlt|fyne.KeyModifierControl) != 0)
	if mod&fyne.KeyModifierShift != 0 && p.clicks == 1 {
		p.origin = text.Span{Start: v.cursor.anchor, End: v.cursor.anchor}
		v.extend(t)
		return
	}
	switch p.clicks {
	case 1:
		p.origin = text.Span{Start: t.Offset, End: t.Offset}
	case 2:
		p.origin = v.text.WordAt(t.Cell.Start)
	case 3:
		p.origin = v.text.SentenceAt(t.Cell.Start)
	default:
		p.origin = v.text.ParagraphAt(t.Cell.Start)
	}
	trailing := t.Trailing || !p.origin.Empty()
	v.moveCaret(p.origin.Start, p.origin.End, trailing)
}

// aside begins a selection beside what is selected already, or in its place.
func (v *View) aside(adding bool) {
	p := &v.press
	if p.clicks == 1 {
		p.adding = adding
	}
	switch s := v.Selection(); {
	case !p.adding:
		v.setAside(nil)
	case p.clicks == 1 && !s.Empty():
		v.setAside(join(v.cursor.aside, s))
	}
}

// extend makes the selection reach from what was pressed to t, in the unit of the press;
// a single press takes whole words, with Alt pressed after it graphemes.
func (v *View) extend(t target) {
	p := &v.press
	here := text.Span{Start: t.Offset, End: t.Offset}
	switch {
	case p.clicks == 1 && v.free():
	case p.clicks <= 2:
		here = v.trimmed(v.text.SnapWords(here.Hull(p.origin)))
	case p.clicks == 3:
		here = v.text.SentenceAt(t.Offset)
	default:
		here = v.text.ParagraphAt(t.Offset)
	}
	all := v.text.SnapGrapheme(here.Hull(p.origin))
	if t.Offset < p.origin.Start {
		v.moveCaret(all.End, all.Start, false)
	} else {
		v.moveCaret(all.Start, all.End, true)
	}
}

// free reports whether Alt frees a drag from whole words.
func (v *View) free() bool { return v.press.modifiers&fyne.KeyModifierAlt != 0 && !v.press.held }

// trimmed is s without blanks at its ends.
func (v *View) trimmed(s text.Span) text.Span {
	str := strings.TrimRightFunc(v.text.Slice(s), unicode.IsSpace)
	s.End = s.Start + text.Offset(len(str))
	s.Start = s.End - text.Offset(len(strings.TrimLeftFunc(str, unicode.IsSpace)))
	return s
}

// Dragged implements fyne.Draggable.
func (v *View) Dragged(e *fyne.DragEvent) {
	p := &v.press
	p.moved, p.pointer = true, e.Position
	if app, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		p.modifiers = app.CurrentKeyModifiers()
	}
	p.held = p.held && p.modifiers&fyne.KeyModifierAlt != 0
	v.drag()
}

// drag follows the pointer; beyond the view's upper or lower edge it scrolls, again and
// again until the pointer comes back.
func (v *View) drag() {
	p := &v.press
	switch p.doing {
	case scrolling:
		v.rulerDrag(p.pointer.Y)
		return
	case selecting:
		v.extend(v.hit(v.inside(p.pointer)))
	case resizing:
		v.drawBorder(v.hit(v.inside(p.pointer)))
	case pulling:
		v.pullTo(v.inside(p.pointer))
	default:
		return
	}
	if beyond := v.beyond(p.pointer.Y); beyond != 0 {
		p.scrolling.set(v.clock, edgeTick, func() {
			v.scrollBy(float64(beyond * v.page.scale))
			v.drag()
		})
	} else {
		p.scrolling.stop()
	}
}

// beyond is how far to scroll in one tick for a pointer at height y.
func (v *View) beyond(y float32) float32 {
	switch h := v.Size().Height; {
	case y < 0:
		return max(-60, y/2-2)
	case y > h:
		return min(60, (y-h)/2+2)
	}
	return 0
}

// inside is the point of the view that is nearest to at.
func (v *View) inside(at fyne.Position) fyne.Position {
	return fyne.NewPos(at.X, max(0, min(at.Y, v.Size().Height-1)))
}

// MouseUp implements desktop.Mouseable.
func (v *View) MouseUp(e *desktop.MouseEvent) {
	if e.Button == desktop.MouseButtonPrimary {
		v.release()
	}
}

// DragEnd implements fyne.Draggable.
func (v *View) DragEnd() { v.release() }

// release ends a gesture; the driver says so once or twice.
func (v *View) release() {
	p := &v.press
	doing := p.doing
	p.doing = idle
	p.scrolling.stop()
	switch doing {
	case selecting:
		if p.clicks == 1 && !p.moved && v.Selection().Empty() && !(p.adding && v.dropFragment(v.cursor.caret)) {
			v.choose()
		}
		v.settled(p.before, p.caret)
	case resizing:
		v.letGo()
	case pulling:
		v.letPull(false)
	case choosing:
		v.pressTurn()
	}
}

// choose makes the shortest mark at the pressed character active; pressed again, the next
// one outwards, and after the outermost the shortest again. Beside all marks, none.
func (v *View) choose() {
	marks := v.marksAt(v.press.cell)
	if len(marks) == 0 {
		v.activate(ID{})
		return
	}
	next := 0
	for i := range marks {
		if marks[i].ID == v.marking.active {
			next = (i + 1) % len(marks)
		}
	}
	v.activate(marks[next].ID)
}
