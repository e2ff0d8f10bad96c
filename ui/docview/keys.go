package docview

import (
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"parley/annotate/text"
)

// KeyDown implements desktop.Keyable: it notes modifiers for where no driver tells them.
func (v *View) KeyDown(e *fyne.KeyEvent) { v.press.modifiers |= modifier(e.Name) }

// KeyUp implements desktop.Keyable.
func (v *View) KeyUp(e *fyne.KeyEvent) { v.press.modifiers &^= modifier(e.Name) }

func modifier(name fyne.KeyName) fyne.KeyModifier {
	switch name {
	case desktop.KeyShiftLeft, desktop.KeyShiftRight:
		return fyne.KeyModifierShift
	case desktop.KeyControlLeft, desktop.KeyControlRight:
		return fyne.KeyModifierControl
	case desktop.KeyAltLeft, desktop.KeyAltRight:
		return fyne.KeyModifierAlt
	case desktop.KeySuperLeft, desktop.KeySuperRight:
		return fyne.KeyModifierSuper
	}
	return 0
}

// modifiers are the keys that are held.
func (v *View) modifiers() fyne.KeyModifier {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()
	}
	return v.press.modifiers
}

// TypedRune implements fyne.Focusable: the view's letters, and all others for the owner.
func (v *View) TypedRune(r rune) {
	if v.page.layout == nil {
		return
	}
	v.logFrame()
	v.quiet()
	switch r {
	case 'w':
		v.grow(v.text.WordAt, v.text.NextWord)
	case 's':
		v.grow(v.text.SentenceAt, nil)
	case 'p':
		v.grow(v.text.ParagraphAt, nil)
	case '[', ']':
		v.nudge(true, r == ']')
	case '{', '}':
		v.nudge(false, r == '}')
	case 'n', 'N':
		v.next(r == 'N')
	default:
		if v.OnRune != nil {
			v.OnRune(r)
		}
	}
}

// grow selects the unit at the caret; a selection that is made of whole units already
// grows by the next one. nextEnd finds the end of the unit after an offset.
func (v *View) grow(at func(text.Offset) text.Span, nextEnd func(text.Offset) text.Offset) {
	sel, caret := v.Selection(), v.cursor.caret
	now := at(sel.Start)
	if !sel.Empty() {
		now = sel.Hull(now).Hull(at(v.text.PrevGrapheme(sel.End)))
		if now == sel {
			now.End = v.unitEnd(sel.End, at, nextEnd)
		}
	}
	now = v.text.SnapGrapheme(now)
	v.moveCaret(now.Start, now.End, true)
	v.reveal(text.Span{Start: now.End, End: now.End})
	v.settled(sel, caret)
}

// unitEnd is the end of the unit after o.
func (v *View) unitEnd(o text.Offset, at func(text.Offset) text.Span, nextEnd func(text.Offset) text.Offset) text.Offset {
	if nextEnd != nil {
		return nextEnd(o)
	}
	for p := o; p < v.text.Len(); p = v.text.NextGrapheme(p) {
		if u := at(p); u.End > o && !u.Empty() {
			return u.End
		}
	}
	return o
}

// TypedKey implements fyne.Focusable: movement, and all other keys that are no letters
// for the owner.
func (v *View) TypedKey(e *fyne.KeyEvent) {
	mod := v.modifiers()
	if letter := len(e.Name) == 1 || e.Name == fyne.KeySpace; modifier(e.Name) != 0 || letter && mod&^fyne.KeyModifierShift == 0 {
		return // a letter comes as a rune
	}
	v.quiet()
	if e.Name == desktop.KeyMenu || e.Name == fyne.KeyF10 && mod == fyne.KeyModifierShift {
		v.menuAtCaret()
		return
	}
	if v.page.layout == nil || mod&^fyne.KeyModifierShift != 0 || !v.move(e.Name, false, mod&fyne.KeyModifierShift != 0) {
		if v.OnKey != nil {
			v.OnKey(e.Name, mod)
		}
	}
}

// AcceptsTab implements fyne.Tabbable: Tab is the owner's, who may lead it to what belongs
// to the active mark.
func (v *View) AcceptsTab() bool { return v.OnKey != nil }

// TypedShortcut implements fyne.Shortcutable: movement with Ctrl, copying, and all
// others for the owner.
func (v *View) TypedShortcut(s fyne.Shortcut) {
	switch s := s.(type) {
	case *fyne.ShortcutCopy:
		if sel := v.Selection(); !sel.Empty() && s.Clipboard != nil {
			s.Clipboard.SetContent(v.text.Slice(sel))
			return
		}
	case *fyne.ShortcutSelectAll:
		before, caret := v.Selection(), v.cursor.caret
		v.moveCaret(0, v.text.Len(), true)
		v.settled(before, caret)
		return
	case *desktop.CustomShortcut:
		far, shift := s.Modifier&^fyne.KeyModifierShift == wordModifier(), s.Modifier&fyne.KeyModifierShift != 0
		if far && v.page.layout != nil && v.move(s.KeyName, true, shift) {
			return
		}
	}
	if v.OnShortcut != nil {
		v.OnShortcut(s)
	}
}

// wordModifier is the key that makes arrows go by words: Alt on a Mac, else Ctrl.
func wordModifier() fyne.KeyModifier {
	if runtime.GOOS == "darwin" {
		return fyne.KeyModifierAlt
	}
	return fyne.KeyModifierControl
}

// move answers a movement key; far is by word, paragraph or to the text's ends, and
// extend keeps the selection's other end. It reports whether the key was one.
func (v *View) move(key fyne.KeyName, far, extend bool) bool {
	v.logFrame()
	switch key {
	case fyne.KeyLeft, fyne.KeyRight:
		v.goSideways(key == fyne.KeyRight, far, extend)
	case fyne.KeyUp, fyne.KeyDown:
		if far {
			v.goParagraph(key == fyne.KeyDown, extend)
		} else {
			v.goLines(step(key == fyne.KeyDown, 1), extend)
		}
	case fyne.KeyHome, fyne.KeyEnd:
		v.goEnd(key == fyne.KeyEnd, far, extend)
	case fyne.KeyPageUp, fyne.KeyPageDown:
		if far {
			return false
		}
		v.goPage(key == fyne.KeyPageDown, extend)
	case fyne.KeyEscape:
		return !far && v.outward()
	default:
		return false
	}
	return true
}

func step(forward bool, n int) int {
	if forward {
		return n
	}
	return -n
}

// outward undoes one thing: the selection, then the active mark. It reports whether
// there was one.
func (v *View) outward() bool {
	if sel, caret := v.Selection(), v.cursor.caret; !sel.Empty() {
		v.moveCaret(caret, caret, v.cursor.trailing)
		v.settled(sel, caret)
		return true
	}
	if v.marking.active == (ID{}) {
		return false
	}
	v.activate(ID{})
	return true
}
