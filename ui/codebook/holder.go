package codebook

import "fyne.io/fyne/v2"

// holder is content that has the keyboard as a whole: a card whose parts have none. Tab is
// a key of it like the others.
type holder struct {
	part
	onKey  func(*fyne.KeyEvent)
	onRune func(rune)
}

func newHolder(content fyne.CanvasObject, key func(*fyne.KeyEvent), typed func(rune)) *holder {
	h := &holder{onKey: key, onRune: typed}
	h.children = []fyne.CanvasObject{content}
	h.min = content.MinSize
	h.arrange = func(s fyne.Size) { place(content, 0, 0, s.Width, s.Height) }
	h.ExtendBaseWidget(h)
	return h
}

// FocusGained implements fyne.Focusable.
func (h *holder) FocusGained() {}

// FocusLost implements fyne.Focusable.
func (h *holder) FocusLost() {}

// TypedRune implements fyne.Focusable.
func (h *holder) TypedRune(r rune) { h.onRune(r) }

// TypedKey implements fyne.Focusable.
func (h *holder) TypedKey(e *fyne.KeyEvent) { h.onKey(e) }

// AcceptsTab implements fyne.Tabbable.
func (h *holder) AcceptsTab() bool { return true }
