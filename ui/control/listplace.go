package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// KeyDown implements desktop.Keyable: the window learns where the key is, so that letters
// that the list hands on mean the same on keyboards of other scripts.
func (l *List) KeyDown(e *fyne.KeyEvent) { passPlace(l, e, desktop.Canvas.OnKeyDown) }

// KeyUp implements desktop.Keyable.
func (l *List) KeyUp(e *fyne.KeyEvent) { passPlace(l, e, desktop.Canvas.OnKeyUp) }

func passPlace(o fyne.CanvasObject, e *fyne.KeyEvent, to func(desktop.Canvas) func(*fyne.KeyEvent)) {
	if c, ok := canvasOf(o).(desktop.Canvas); ok && to(c) != nil {
		to(c)(e)
	}
}
