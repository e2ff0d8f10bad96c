package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// pressable is what everything that is pressed has in common: hover, focus, disabled,
// and the keys that press it. The one who embeds it sets act and paint.
type pressable struct {
	tipped
	act      func()
	paint    func()
	hovered  bool
	focused  bool
	disabled bool
}

// Tapped implements fyne.Tappable.
func (p *pressable) Tapped(*fyne.PointEvent) { p.press() }

func (p *pressable) press() {
	p.tipped.MouseOut() // what opens now is not what the tooltip speaks of
	if !p.disabled && p.act != nil {
		p.act()
	}
}

// MouseIn implements desktop.Hoverable.
func (p *pressable) MouseIn(e *desktop.MouseEvent) {
	p.tipped.MouseIn(e)
	p.hovered = true
	p.paint()
}

// MouseOut implements desktop.Hoverable.
func (p *pressable) MouseOut() {
	p.tipped.MouseOut()
	p.hovered = false
	p.paint()
}

// Disabled implements fyne.Disableable.
func (p *pressable) Disabled() bool { return p.disabled }

// Enable implements fyne.Disableable.
func (p *pressable) Enable() { p.setDisabled(false) }

// Disable implements fyne.Disableable.
func (p *pressable) Disable() { p.setDisabled(true) }

func (p *pressable) setDisabled(yes bool) {
	if p.disabled != yes {
		p.disabled = yes
		p.paint()
	}
}

// keyed adds the keyboard to pressable: Space and Enter press; letters, Escape and the
// function keys go on to the window.
type keyed struct {
	pressable
	Mute bool // letters go nowhere: it stands beside a field in which one types
}

// FocusGained implements fyne.Focusable.
func (k *keyed) FocusGained() { k.focused = true; k.paint() }

// FocusLost implements fyne.Focusable.
func (k *keyed) FocusLost() { k.focused = false; k.paint() }

// TypedRune implements fyne.Focusable.
func (k *keyed) TypedRune(r rune) {
	if r != ' ' && !k.Mute {
		PassRune(k.self, r)
	}
}

// TypedKey implements fyne.Focusable.
func (k *keyed) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		k.press()
	case fyne.KeyEscape:
		PassKey(k.self, e)
	default:
		PassFunction(k.self, e)
	}
}
