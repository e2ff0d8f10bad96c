package dialog

import (
	"fyne.io/fyne/v2"

	"parley/ui/control"
)

// Sheet is a card over a window.
type Sheet = control.Overlay

// Options say how a sheet lies over the window.
type Options = control.OverlayOptions

// Open lays content over the window and gives it the keyboard.
func Open(w fyne.Window, content fyne.CanvasObject, o Options) *Sheet {
	return control.OpenOverlay(w.Canvas(), content, o)
}

// Top is the uppermost sheet of a canvas; nil when there is none.
func Top(c fyne.Canvas) *Sheet { return control.TopOverlay(c) }
