package docview

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// KeyDown implements desktop.Keyable: it notes modifiers for where no driver tells them,
// and where the key is.
func (v *View) KeyDown(e *fyne.KeyEvent) {
	v.press.modifiers |= modifier(e.Name)
	v.press.place.down(e)
}

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
// A letter that means nothing to either is taken for what its key means on a Latin
// keyboard, so that s is s while Arabic is typed.
func (v *View) TypedRune(r rune) {
	v.quiet()
	if v.typed(r) {
		return
	}
	mod := v.modifiers()
	if mod&^fyne.KeyModifierShift != 0 {
		return // a sign that Alt makes, on a Mac, of a key that has been told as a shortcut
	}
	if latin := v.press.place.Latin(r, mod != 0); latin != 0 {
		v.typed(latin)
	}
}

func (v *View) typed(r rune) bool {
	return v.pressed(Key{Rune: r}) || v.OnRune != nil && v.OnRune(r)
}

// TypedKey implements fyne.Focusable: movement, and all other keys that are no letters
// for the owner.
func (v *View) TypedKey(e *fyne.KeyEvent) {
	mod := v.modifiers()
	v.press.place.down(e)
	if letter := len(e.Name) <= 1 || e.Name == fyne.KeySpace; modifier(e.Name) != 0 || letter && mod&^fyne.KeyModifierShift == 0 {
		return // a letter comes as a rune
	}
	v.quiet()
	switch {
	case e.Name == fyne.KeyEscape && mod == 0 && v.page.layout != nil && v.outward():
	case v.pressed(Key{Name: e.Name, Modifier: mod}):
	case v.OnKey != nil:
		v.OnKey(e.Name, mod)
	}
}

// AcceptsTab implements fyne.Tabbable: Tab is the owner's, who may lead it to what belongs
// to the active mark.
func (v *View) AcceptsTab() bool { return v.OnKey != nil }

// TypedShortcut implements fyne.Shortcutable: the view's keys with Ctrl or Alt, and all
// others for the owner.
func (v *View) TypedShortcut(s fyne.Shortcut) {
	v.quiet()
	if c, ok := s.(*desktop.CustomShortcut); ok && c.KeyName == fyne.KeyUnknown {
		s = &desktop.CustomShortcut{KeyName: v.press.place.Name(), Modifier: c.Modifier}
	}
	if k, ok := keyOf(s); ok && v.pressed(k) {
		return
	}
	if v.OnShortcut != nil {
		v.OnShortcut(s)
	}
}

// keyOf is the key press that made a shortcut.
func keyOf(s fyne.Shortcut) (Key, bool) {
	switch s := s.(type) {
	case *fyne.ShortcutCopy:
		return Key{Name: fyne.KeyC, Modifier: mainModifier}, true
	case *fyne.ShortcutSelectAll:
		return Key{Name: fyne.KeyA, Modifier: mainModifier}, true
	case *desktop.CustomShortcut:
		return Key{Name: s.KeyName, Modifier: s.Modifier}, true
	}
	return Key{}, false
}

func step(forward bool, n int) int {
	if forward {
		return n
	}
	return -n
}

// outward undoes one thing: the line that is being drawn, the selection, the fragments laid aside, the walk from sentence
// to sentence, the active mark. It reports whether there was one.
func (v *View) outward() bool {
	sel, caret := v.Selection(), v.cursor.caret
	switch {
	case v.pull.begun:
		v.letPull(true)
	case !sel.Empty():
		v.moveCaret(caret, caret, v.cursor.trailing)
		v.settled(sel, caret)
	case len(v.cursor.aside) > 0:
		v.setAside(nil)
		v.settled(sel, caret)
	case v.focus.walking:
		v.SetWalking(false)
	case v.marking.active != (ID{}):
		v.activate(ID{})
	default:
		return false
	}
	return true
}
