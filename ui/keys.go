package ui

import (
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// key is a key press. Letters and signs that are typed without Ctrl or Alt are told by
// the character, which knows Shift and the keyboard's language; all others by their name.
type key struct {
	char     rune // 0 for a named key
	name     fyne.KeyName
	modifier fyne.KeyModifier
}

// named are the keys that a cap shows otherwise than Fyne calls them.
var named = map[string]fyne.KeyName{
	"↑": fyne.KeyUp, "↓": fyne.KeyDown, "←": fyne.KeyLeft, "→": fyne.KeyRight, "↵": fyne.KeyReturn, "⌫": fyne.KeyBackspace,
	"Del": fyne.KeyDelete, "Ins": fyne.KeyInsert, "Menu": desktop.KeyMenu, "Esc": fyne.KeyEscape, "Tab": fyne.KeyTab, "Space": fyne.KeySpace, "−": fyne.KeyMinus,
	"PgUp": fyne.KeyPageUp, "PgDn": fyne.KeyPageDown, "Home": fyne.KeyHome, "End": fyne.KeyEnd,
}

var modifiers = map[string]fyne.KeyModifier{
	"Ctrl": fyne.KeyModifierShortcutDefault, "Shift": fyne.KeyModifierShift, "Alt": fyne.KeyModifierAlt,
}

// typed are the characters that a cap shows otherwise.
var typed = map[string]rune{"Space": ' ', "−": '-'}

// cap is the key as parseKey reads it: Ctrl before Alt before Shift.
func (k key) cap() string {
	rest := string(k.name)
	if k.char != 0 {
		rest = string(k.char)
		for cap, c := range typed {
			if c == k.char {
				rest = cap
			}
		}
	}
	for cap, n := range named {
		if k.char == 0 && n == k.name {
			rest = cap
		}
	}
	for _, m := range []string{"Shift", "Alt", "Ctrl"} {
		if k.modifier&modifiers[m] != 0 {
			rest = m + "+" + rest
		}
	}
	return rest
}

// parseKey reads what a key cap shows: "Ctrl+Shift+N", "Alt+↑", "Ctrl++", "F9", "n", "?".
func parseKey(cap string) (key, bool) {
	var k key
	rest := cap
	for {
		head, tail, ok := strings.Cut(rest, "+")
		m, is := modifiers[head]
		if !ok || !is || tail == "" {
			break
		}
		k.modifier |= m
		rest = tail
	}
	if rest == "" {
		return key{}, false
	}
	if c := typed[rest]; c != 0 && k.modifier == 0 {
		return key{char: c}, true
	}
	if n, ok := named[rest]; ok {
		k.name = n
		return k, true
	}
	if utf8.RuneCountInString(rest) == 1 && k.modifier == 0 {
		k.char, _ = utf8.DecodeRuneInString(rest)
		return k, true
	}
	k.name = fyne.KeyName(strings.ToUpper(rest))
	return k, true
}

// keyOf is the key press that made a shortcut.
func keyOf(s fyne.Shortcut) (key, bool) {
	ctrl := fyne.KeyModifierShortcutDefault
	switch s := s.(type) {
	case *fyne.ShortcutUndo:
		return key{name: fyne.KeyZ, modifier: ctrl}, true
	case *fyne.ShortcutRedo:
		return key{name: fyne.KeyY, modifier: ctrl}, true
	case *fyne.ShortcutCopy:
		return key{name: fyne.KeyC, modifier: ctrl}, true
	case *fyne.ShortcutSelectAll:
		return key{name: fyne.KeyA, modifier: ctrl}, true
	case *desktop.CustomShortcut:
		if s.KeyName == fyne.KeyEnter {
			return key{name: fyne.KeyReturn, modifier: s.Modifier}, true
		}
		return key{name: s.KeyName, modifier: s.Modifier}, true
	}
	return key{}, false
}

// shortcut is what Fyne calls a key press with Ctrl or Alt; nil for others.
func (k key) shortcut() fyne.Shortcut {
	if k.modifier&(fyne.KeyModifierShortcutDefault|fyne.KeyModifierAlt) == 0 {
		return nil
	}
	if k.modifier == fyne.KeyModifierShortcutDefault {
		switch k.name {
		case fyne.KeyZ:
			return &fyne.ShortcutUndo{}
		case fyne.KeyY:
			return &fyne.ShortcutRedo{}
		}
	}
	return &desktop.CustomShortcut{KeyName: k.name, Modifier: k.modifier}
}

// listen has the canvas hand the window every key that no focused widget wanted.
func (w *Workbench) listen() {
	c := w.window.Canvas()
	for k := range w.table.byKey {
		if s := k.shortcut(); s != nil {
			c.AddShortcut(s, w.typedShortcut)
		}
	}
	c.SetOnTypedRune(w.typedRune)
	c.SetOnTypedKey(w.typedKey)
	if d, ok := c.(desktop.Canvas); ok { // the text is told where keys are even while nothing has the keyboard
		d.SetOnKeyDown(w.view.KeyDown)
		d.SetOnKeyUp(w.view.KeyUp)
	}
}

func (w *Workbench) typedShortcut(s fyne.Shortcut) {
	if top := w.topSheet(); top != nil {
		top.Shortcut(s)
	}
	if w.covered() {
		if k, ok := keyOf(s); ok && w.table.byKey[k] != nil && w.table.byKey[k].ID == "project.quit" {
			w.Close() // as the button of the window's frame does
		}
		return
	}
	if k, ok := keyOf(s); !ok || !w.press(k) {
		w.passText(s)
	}
}

// canPress reports whether a key has an action that can run now.
func (w *Workbench) canPress(k key) bool {
	a := w.table.byKey[k]
	if a == nil {
		return false
	}
	ok, _ := a.Can()
	return ok
}

// typedRune takes a character that nothing with the keyboard wanted: it is the text's.
func (w *Workbench) typedRune(r rune) {
	if w.covered() || w.press(key{char: r}) {
		return
	}
	if w.doc != nil {
		w.focusText()
		w.view.TypedRune(r)
	}
}

// typedKey is typedRune for keys without a character.
func (w *Workbench) typedKey(e *fyne.KeyEvent) {
	if top := w.topSheet(); top != nil {
		top.Key(e)
		return
	}
	if p, ok := w.window.Canvas().Overlays().Top().(*widget.PopUp); ok && e.Name == fyne.KeyEscape {
		p.Hide() // one of Fyne's own, as its file dialog
		return
	}
	if w.covered() || w.press(key{name: e.Name, modifier: shiftNow()}) {
		return
	}
	if w.doc != nil {
		w.focusText()
		w.view.TypedKey(e)
		return
	}
	w.start.key(e)
}

// shiftNow is Shift while it is held, where the driver tells.
func shiftNow() fyne.KeyModifier {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers() & fyne.KeyModifierShift
	}
	return 0
}

// press runs the action of a key and says whether there is one. When it cannot run, the
// status bar says why.
func (w *Workbench) press(k key) bool {
	a := w.table.byKey[k]
	if a == nil {
		return false
	}
	if ok, why := a.Can(); !ok {
		w.status.say(strings.TrimSuffix(a.Label(), "…") + ": " + why)
		return true
	}
	a.Run()
	return true
}

// covered reports whether something lies over the window.
func (w *Workbench) covered() bool { return w.window.Canvas().Overlays().Top() != nil }
