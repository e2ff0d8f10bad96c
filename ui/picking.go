package ui

import (
	"parley/annotate"
)

// picking is the choice of an annotation in the text, as the other end of a relation or
// as the value of a slot. It is made by a click, or with n, N and Enter.
type picking struct {
	from annotate.ID       // what the choice is for; the card goes on showing it
	take func(annotate.ID) // told what was chosen
	end  func()            // told that it was called off; nil: nobody
}

// pick begins a choice in the text; ask stands in the status bar as long as it lasts.
func (w *Workbench) pick(p picking, ask string) {
	w.stopPicking()
	w.doc.picking = &p
	w.status.ask(ask + ": n, N and ↵, or click; Esc calls it off")
	w.focusText()
}

// picks reports whether a choice is going on.
func (w *Workbench) picks() bool { return w.doc != nil && w.doc.picking != nil }

// picked ends a choice with an annotation. The one it is for is the active one again.
func (w *Workbench) picked(id annotate.ID) {
	p := w.doc.picking
	if id.IsZero() || id == p.from {
		return
	}
	w.doc.picking = nil
	w.status.say("")
	w.choose(p.from, false)
	p.take(id)
}

// stopPicking calls a choice off, if there is one.
func (w *Workbench) stopPicking() {
	if !w.picks() {
		return
	}
	p := w.doc.picking
	w.doc.picking = nil
	w.status.say("")
	w.choose(p.from, true)
	if p.end != nil {
		p.end()
	}
}
