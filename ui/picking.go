package ui

import (
	"strconv"

	"fyne.io/fyne/v2"

	"parley/annotate"
)

// picking is the choice of an annotation in the text, as the other end of a relation or
// as the value of a slot. It is made by a click, with n, N and Enter, or by the number
// that each annotation on screen bears while the choice lasts. What may not be chosen is
// dimmed meanwhile, and passed by.
type picking struct {
	from   annotate.ID                     // what the choice is for; the card goes on showing it
	take   func(annotate.ID)               // told what was chosen
	end    func()                          // told that it was called off; nil: nobody
	allows func(*annotate.Annotation) bool // what may be chosen; nil: all but the one it is for
	refuse func(*annotate.Annotation)      // says why another one may not be; nil: nothing is said
	turn   func()                          // x was pressed, which begins another choice; nil: x is no key of it
	ask    string                          // what stands in the status bar
	typed  string                          // digits of a number
	whole  []annotate.ID                   // annotations of the whole document that may be chosen, which bear the first numbers
}

// allowed reports whether a may be chosen.
func (p *picking) allowed(a *annotate.Annotation) bool {
	return a.ID != p.from && (p.allows == nil || p.allows(a))
}

// turnKey is the key that turns a relation round while its other end or its type is chosen.
const turnKey = "x"

// pick begins a choice in the text; ask stands in the status bar as long as it lasts.
func (w *Workbench) pick(p picking, ask string) {
	w.stopPicking()
	for _, id := range w.doc.marks.about {
		if p.allowed(w.doc.page.Annotation(id)) {
			p.whole = append(p.whole, id)
		}
	}
	p.ask = ask + ": its number, n, N and ↵, or click; "
	if p.turn != nil {
		p.ask += turnKey + " turns it round; "
	}
	p.ask += "Esc calls it off"
	w.doc.picking = &p
	w.offer(&p)
	w.view.SetNumbering(true, len(p.whole)+1)
	w.status.ask(p.ask)
	w.focusText()
}

// offer dims what a choice does not allow; nil ends that.
func (w *Workbench) offer(p *picking) {
	w.doc.marks.choosing = p
	w.view.Restyle(false)
	w.strip.reload()
}

// picks reports whether a choice is going on.
func (w *Workbench) picks() bool { return w.doc != nil && w.doc.picking != nil }

// unpick ends a choice, whatever came of it; nobody is told.
func (w *Workbench) unpick() {
	if !w.picks() {
		return
	}
	w.doc.picking = nil
	w.view.SetNumbering(false, 0)
	w.offer(nil)
	w.status.say("")
}

// picked ends a choice with an annotation. The one it is for is the active one again.
func (w *Workbench) picked(id annotate.ID) {
	p := w.doc.picking
	a := w.doc.page.Annotation(id)
	if a == nil || id == p.from {
		return
	}
	if !p.allowed(a) {
		w.setActive(p.from, false)
		if p.refuse != nil {
			p.refuse(a)
		}
		return
	}
	w.unpick()
	w.choose(p.from, false)
	p.take(id)
}

// stopPicking calls a choice off, if there is one.
func (w *Workbench) stopPicking() {
	if !w.picks() {
		return
	}
	p := w.doc.picking
	w.unpick()
	w.choose(p.from, true)
	if p.end != nil {
		p.end()
	}
}

// pickRune takes a letter while a choice goes on, and says whether it meant anything to it.
func (w *Workbench) pickRune(r rune) bool {
	switch p := w.doc.picking; {
	case r >= '0' && r <= '9':
		w.pickNumber(p.typed + string(r))
	case string(r) == turnKey && p.turn != nil:
		p.turn()
	default:
		return false
	}
	return true
}

// pickKey is pickRune for keys that are no letters.
func (w *Workbench) pickKey(name fyne.KeyName) bool {
	p := w.doc.picking
	switch name {
	case fyne.KeyEscape:
		w.stopPicking()
	case fyne.KeyReturn, fyne.KeyEnter:
		w.picked(w.activeID())
	case fyne.KeyBackspace:
		if p.typed != "" {
			w.pickNumber(p.typed[:len(p.typed)-1])
		}
	default:
		return false
	}
	return true
}

// pickNumber takes the annotation that bears a number, at once when no other number begins
// with its digits. Otherwise it is the one in hand, which Enter takes.
func (w *Workbench) pickNumber(digits string) {
	p := w.doc.picking
	if p.typed = digits; digits == "" {
		w.status.ask(p.ask)
		return
	}
	n, _ := strconv.Atoi(digits)
	id, ok := w.numbered(n)
	if !ok {
		p.typed = ""
		w.status.ask("No annotation on screen has the number " + digits + "; Esc calls it off")
		return
	}
	if n*10 > w.view.Numbers() {
		w.picked(id)
		return
	}
	w.setActive(id, false)
	w.status.ask(digits + ": ↵ takes it, or another digit; Esc calls it off")
}

// numbered is the annotation that bears a number now.
func (w *Workbench) numbered(n int) (annotate.ID, bool) {
	if whole := w.doc.picking.whole; n >= 1 && n <= len(whole) {
		return whole[n-1], true
	}
	id, ok := w.view.Numbered(n)
	return annotate.ID(id), ok
}
