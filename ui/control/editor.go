package control

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"parley/annotate/text"
	"parley/ui/textlayout"
	"parley/ui/theme"
)

// Editor is text under a caret, without a frame and without a keyboard of its own:
// whoever has the focus hands it runes, keys and the mouse. So a slot of the card can
// hold chips and typing in one frame and be one tab stop. [Input] is the usual holder.
// The text is shaped as in the document: Arabic is joined and runs the right way.
type Editor struct {
	widget.BaseWidget
	OnChanged func(string) // the person changed the text
	Hint      string       // shown in muted while there is no text
	Dim       bool         // the text is shown as what cannot be changed

	field    *field
	sheet    *sheet
	hint     *Label
	raster   *canvas.Raster
	caret    *caret
	clicks   clicks
	trailing bool // the caret stands after the character before it, where directions meet
	shift    bool
	scroll   float32 // how far a single line is moved to the left
}

// NewEditor makes an empty editor of one line, or of several that wrap.
func NewEditor(size float32, lines bool) *Editor {
	e := &Editor{field: newField(lines), sheet: newSheet(textlayout.Sans, size, lines), hint: NewLabel("", Hint), caret: newCaret()}
	e.raster = canvas.NewRaster(nil)
	e.raster.Generator = e.draw
	e.ExtendBaseWidget(e)
	e.set()
	return e
}

// Text is what is written.
func (e *Editor) Text() string { return e.field.text.String() }

// SetText writes s, with the caret at its end. It reports nothing.
func (e *Editor) SetText(s string) {
	if s == e.Text() {
		return
	}
	e.field.set(s)
	e.set()
}

// SetFocused shows the caret, which blinks, or not.
func (e *Editor) SetFocused(yes bool) {
	if e.caret.on != yes {
		e.caret.on, e.shift = yes, false
		e.set()
	}
}

// SelectAll selects the whole text.
func (e *Editor) SelectAll() { e.field.selectAll(); e.set() }

// Height is what the text needs at its present width.
func (e *Editor) Height() float32 { return e.sheet.tall() }

// Type writes a character at the caret.
func (e *Editor) Type(r rune) {
	e.field.insert(string(r))
	e.changed()
}

func (e *Editor) changed() {
	e.trailing = true
	e.set()
	if e.OnChanged != nil {
		e.OnChanged(e.Text())
	}
}

func (e *Editor) changedIf(yes bool) bool {
	if yes {
		e.changed()
	}
	return yes
}

// Key does what a key means in a text and says whether it means anything. Enter breaks
// the line only where there may be several.
func (e *Editor) Key(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyHome, fyne.KeyEnd:
		e.walk(k, false)
	case fyne.KeyUp, fyne.KeyDown:
		return e.field.lines && e.rise(k == fyne.KeyUp)
	case fyne.KeyBackspace:
		return e.erase(prevGrapheme)
	case fyne.KeyDelete:
		return e.erase(nextGrapheme)
	default:
		return false
	}
	return true
}

func (e *Editor) erase(step func(*text.Text, text.Offset) text.Offset) bool {
	return e.changedIf(e.field.erase(step))
}

// walk moves the caret sideways as the eye sees it; words follow the base direction.
func (e *Editor) walk(k fyne.KeyName, byWord bool) {
	f, line := e.field, e.sheet.bounds(e.field.caret)
	right := k == fyne.KeyRight
	forward := right != e.rightToLeft()
	switch {
	case k == fyne.KeyHome:
		e.move(line.Start, false, e.shift)
	case k == fyne.KeyEnd:
		e.move(line.End, true, e.shift)
	case byWord || !f.selection().Empty() && !e.shift:
		f.step(forward, e.shift, stepper(forward, byWord))
		e.trailing = forward
		e.set()
	default:
		to, after, ok := e.sheet.beside(f.caret, e.trailing, right)
		if !ok { // to the next line, or among the blanks at this one's end
			to, after = stepper(forward, false)(f.text, f.caret), forward
		}
		e.move(to, after, e.shift)
	}
}

func stepper(forward, byWord bool) func(*text.Text, text.Offset) text.Offset {
	switch {
	case forward && byWord:
		return nextWord
	case forward:
		return nextGrapheme
	case byWord:
		return prevWord
	}
	return prevGrapheme
}

// move brings the caret to o, seen from the character after it or the one before.
func (e *Editor) move(o text.Offset, trailing, extend bool) {
	e.field.move(o, extend)
	e.trailing = trailing
	e.set()
}

// rise moves the caret a line up or down, and says whether there was one.
func (e *Editor) rise(up bool) bool {
	x, y := e.sheet.caret(e.field.caret, e.trailing)
	to := y + e.sheet.height + e.sheet.gap() + 2
	if up {
		to = y - e.sheet.gap() - 2
	}
	if to < 0 || to > e.sheet.tall() {
		return false
	}
	o, trailing := e.sheet.hit(x, to)
	e.move(o, trailing, e.shift)
	return true
}

// Shift says that the Shift key went down or up; see desktop.Keyable.
func (e *Editor) Shift(k fyne.KeyName, down bool) {
	if k == desktop.KeyShiftLeft || k == desktop.KeyShiftRight {
		e.shift = down
	}
}

// Shortcut does what a shortcut means in a text and says whether it means anything.
func (e *Editor) Shortcut(s fyne.Shortcut) bool {
	f := e.field
	switch s := s.(type) {
	case *fyne.ShortcutSelectAll:
		f.selectAll()
		e.set()
	case *fyne.ShortcutCopy:
		setClipboard(s.Clipboard, f.selected())
	case *fyne.ShortcutCut:
		setClipboard(s.Clipboard, f.selected())
		if !f.selection().Empty() {
			f.replace(f.selection(), "")
			e.changed()
		}
	case *fyne.ShortcutPaste:
		f.insert(s.Clipboard.Content())
		e.changed()
	case *fyne.ShortcutUndo:
		return e.changedIf(f.undo())
	case *fyne.ShortcutRedo:
		return e.changedIf(f.redo())
	case *desktop.CustomShortcut:
		return e.custom(s)
	default:
		return false
	}
	return true
}

func setClipboard(c fyne.Clipboard, s string) {
	if s != "" {
		c.SetContent(s)
	}
}

func (e *Editor) custom(s *desktop.CustomShortcut) bool {
	if s.Modifier&^fyne.KeyModifierShift != fyne.KeyModifierShortcutDefault {
		return false
	}
	shift := e.shift
	defer func() { e.shift = shift }()
	e.shift = s.Modifier&fyne.KeyModifierShift != 0
	switch s.KeyName {
	case fyne.KeyLeft, fyne.KeyRight:
		e.walk(s.KeyName, true)
	case fyne.KeyHome:
		e.move(0, false, e.shift)
	case fyne.KeyEnd:
		e.move(e.field.text.Len(), true, e.shift)
	case fyne.KeyBackspace:
		return e.erase(prevWord)
	case fyne.KeyDelete:
		return e.erase(nextWord)
	case fyne.KeyY:
		return e.changedIf(e.field.redo())
	case fyne.KeyZ:
		return e.changedIf(e.shift && e.field.redo())
	default:
		return false
	}
	return true
}

// Press puts the caret where the mouse went down, and with extend selects up to there. The
// second of two quick ones selects the word, the third all.
func (e *Editor) Press(p fyne.Position, extend bool) {
	switch n := e.clicks.add(p); {
	case extend:
		e.Drag(p)
	case n == 2:
		o, _ := e.sheet.hit(p.X+e.scroll, p.Y)
		e.field.selectWord(o)
		e.set()
	case n > 2:
		e.SelectAll()
	default:
		o, trailing := e.sheet.hit(p.X+e.scroll, p.Y)
		e.move(o, trailing, false)
	}
}

// selectedAt reports whether p is on what is selected.
func (e *Editor) selectedAt(p fyne.Position) bool {
	o, _ := e.sheet.hit(p.X+e.scroll, p.Y)
	s := e.field.selection()
	return !s.Empty() && o >= s.Start && o <= s.End
}

// Drag selects up to where the mouse is.
func (e *Editor) Drag(p fyne.Position) {
	o, trailing := e.sheet.hit(p.X+e.scroll, p.Y)
	e.move(o, trailing, true)
}

// rightToLeft reports whether the paragraph at the caret reads that way, by its first
// strong character.
func (e *Editor) rightToLeft() bool { return e.sheet.fromRight(e.field.caret) }

// set lays the text out and shows it with its caret.
func (e *Editor) set() {
	e.sheet.set(e.field.text, e.Size().Width)
	x, y := e.sheet.caret(e.field.caret, e.trailing)
	if w := e.Size().Width; !e.field.lines && w > 0 {
		e.scroll = e.scrolled(x, w)
	}
	e.caret.stand(x-e.scroll, y+1, e.sheet.height-2)
	show(e.hint, e.field.text.Len() == 0 && e.Hint != "")
	e.hint.SetText(e.Hint)
	e.raster.Refresh()
}

// scrolled is how far a single line is moved to the left in the width w for the caret at x to
// be seen, without room wasted behind its end. What reads from right to left, and has room,
// stands at the right: it is moved the other way.
func (e *Editor) scrolled(x, w float32) float32 {
	const caretWidth = 2
	whole := max(e.sheet.line.Right, x) + caretWidth
	if whole <= w {
		if e.rightToLeft() {
			return whole - w
		}
		return 0
	}
	return max(0, min(max(min(e.scroll, x), x-w+caretWidth), whole-w))
}

func (e *Editor) draw(w, h int) image.Image {
	dst := image.NewRGBA(image.Rect(0, 0, w, h))
	scale := deviceScale(w, e.raster.Size())
	ink := theme.Text
	if e.Dim {
		ink = theme.Disabled
	}
	e.sheet.draw(dst, scale, e.scroll, theme.Color(ink), e.field.selection(), 0)
	e.sheet.trim(dst, scale, e.scroll)
	return dst
}

// CreateRenderer implements fyne.Widget.
func (e *Editor) CreateRenderer() fyne.WidgetRenderer {
	return &drawing{
		objects: []fyne.CanvasObject{e.hint, e.raster, e.caret.mark},
		min:     func() fyne.Size { return fyne.NewSize(24, e.sheet.height) },
		layout: func(s fyne.Size) {
			e.sheet.hold(e.raster, s)
			place(e.hint, 0, (e.sheet.height-e.hint.MinSize().Height)/2, s.Width, e.hint.MinSize().Height)
			e.set()
		},
		refresh: e.set,
	}
}
