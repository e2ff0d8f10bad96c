package control

import (
	"strings"

	"fyne.io/fyne/v2"
)

// PassOn hands a shortcut that o has no use for to its window.
func PassOn(o fyne.CanvasObject, s fyne.Shortcut) {
	if w, ok := canvasOf(o).(fyne.Shortcutable); ok {
		w.TypedShortcut(s)
	}
}

// PassKey hands a key that o has no use for to its window, as if nothing had the keyboard.
func PassKey(o fyne.CanvasObject, e *fyne.KeyEvent) {
	if c := canvasOf(o); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(e)
	}
}

// PassRune is [PassKey] for a character.
func PassRune(o fyne.CanvasObject, r rune) {
	if c := canvasOf(o); c != nil && c.OnTypedRune() != nil {
		c.OnTypedRune()(r)
	}
}

// PassFunction is [PassKey] for F1 to F12 only: those mean the same wherever one types.
func PassFunction(o fyne.CanvasObject, e *fyne.KeyEvent) {
	if n := string(e.Name); len(n) > 1 && n[0] == 'F' && strings.Trim(n[1:], "0123456789") == "" {
		PassKey(o, e)
	}
}

func canvasOf(o fyne.CanvasObject) fyne.Canvas {
	if app := fyne.CurrentApp(); app != nil {
		return app.Driver().CanvasForObject(o)
	}
	return nil
}
