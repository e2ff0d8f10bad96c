package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"parley/ui/control"
	"parley/ui/docview"
	"parley/ui/theme"
)

// recorder is a line of the card of keys: it says what is asked or was done and, while it
// has the keyboard, takes whatever key is pressed. Escape calls it off.
type recorder struct {
	widget.BaseWidget
	told   func(a *Action, adding bool, k key)
	chosen func(a, other *Action, adding bool, k key, answer fyne.KeyName)

	words   *control.Label
	frame   *canvas.Rectangle
	action  *Action // whose key is recorded
	adding  bool
	other   *Action // that has the key: one of three keys answers; nil: a key is recorded
	key     key
	focused bool
	held    fyne.KeyModifier // where no driver tells
	place   docview.KeyPlace
}

func newRecorder(told func(*Action, bool, key), chosen func(a, other *Action, adding bool, k key, answer fyne.KeyName)) *recorder {
	r := &recorder{told: told, chosen: chosen, words: control.NewLabel("", control.Body), frame: canvas.NewRectangle(nil)}
	r.frame.CornerRadius = theme.InputRadius
	r.ExtendBaseWidget(r)
	return r
}

// say shows a sentence; on trouble in the colour of what needs a decision.
func (r *recorder) say(words string, trouble bool) {
	style := control.Body
	if trouble {
		style = style.In(theme.Warn)
	}
	r.words.Set(words, style)
	r.Refresh()
}

// begin takes the keyboard and records the next key.
func (r *recorder) begin(a *Action, adding bool, words string) {
	r.action, r.adding, r.other = a, adding, nil
	r.say(words, false)
	r.focus()
}

// ask waits for one of the keys that answer.
func (r *recorder) ask(k key, other *Action, words string) {
	r.key, r.other = k, other
	r.say(words, true)
	r.focus()
}

func (r *recorder) focus() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(r); c != nil {
		c.Focus(r)
	}
}

// FocusGained implements fyne.Focusable.
func (r *recorder) FocusGained() { r.focused = true; r.Refresh() }

// FocusLost implements fyne.Focusable.
func (r *recorder) FocusLost() { r.focused, r.held = false, 0; r.Refresh() }

// AcceptsTab implements fyne.Tabbable: Tab is a key as others.
func (r *recorder) AcceptsTab() bool { return true }

// KeyDown implements desktop.Keyable.
func (r *recorder) KeyDown(e *fyne.KeyEvent) {
	r.held |= heldBy[e.Name]
	r.place.Down(e)
}

// KeyUp implements desktop.Keyable.
func (r *recorder) KeyUp(e *fyne.KeyEvent) { r.held &^= heldBy[e.Name] }

// heldBy are the modifiers by their keys.
var heldBy = map[fyne.KeyName]fyne.KeyModifier{
	desktop.KeyShiftLeft: fyne.KeyModifierShift, desktop.KeyShiftRight: fyne.KeyModifierShift,
	desktop.KeyControlLeft: fyne.KeyModifierControl, desktop.KeyControlRight: fyne.KeyModifierControl,
	desktop.KeyAltLeft: fyne.KeyModifierAlt, desktop.KeyAltRight: fyne.KeyModifierAlt,
	desktop.KeySuperLeft: fyne.KeyModifierSuper, desktop.KeySuperRight: fyne.KeyModifierSuper,
}

func (r *recorder) modifiers() fyne.KeyModifier {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()
	}
	return r.held
}

// TypedRune implements fyne.Focusable. A letter of another script is recorded as what its
// key types on a Latin keyboard, where it works on both.
func (r *recorder) TypedRune(c rune) {
	if r.other != nil || r.action == nil {
		return
	}
	if latin := r.place.Latin(c, r.modifiers()&fyne.KeyModifierShift != 0); latin != 0 {
		c = latin
	}
	r.take(key{char: c})
}

// TypedKey implements fyne.Focusable.
func (r *recorder) TypedKey(e *fyne.KeyEvent) {
	mod := r.modifiers()
	switch {
	case r.action == nil || heldBy[e.Name] != 0 || e.Name == desktop.KeyCapsLock:
	case e.Name == fyne.KeyEscape && mod == 0:
		r.answer(e.Name)
	case r.other != nil:
		if e.Name == fyne.KeyEnter {
			e.Name = fyne.KeyReturn
		}
		if e.Name == fyne.KeyReturn || e.Name == fyne.KeyDelete {
			r.answer(e.Name)
		}
	case (len(e.Name) <= 1 || e.Name == fyne.KeySpace) && mod&^fyne.KeyModifierShift == 0: // a letter comes as a rune
	default:
		r.take(key{name: e.Name, modifier: mod})
	}
}

// TypedShortcut implements fyne.Shortcutable.
func (r *recorder) TypedShortcut(s fyne.Shortcut) {
	k, ok := keyOf(s)
	switch s := s.(type) {
	case *fyne.ShortcutPaste:
		k, ok = key{name: fyne.KeyV, modifier: fyne.KeyModifierShortcutDefault}, true
	case *fyne.ShortcutCut:
		k, ok = key{name: fyne.KeyX, modifier: fyne.KeyModifierShortcutDefault}, true
	case *desktop.CustomShortcut:
		if s.KeyName == fyne.KeyUnknown {
			k.name = r.place.Name()
		}
	}
	if ok && k.name != fyne.KeyUnknown && r.other == nil && r.action != nil {
		r.take(k)
	}
}

func (r *recorder) take(k key) { r.told(r.action, r.adding, k) }

func (r *recorder) answer(k fyne.KeyName) {
	a, other := r.action, r.other
	r.action, r.other = nil, nil
	r.chosen(a, other, r.adding, r.key, k)
}

// CreateRenderer implements fyne.Widget.
func (r *recorder) CreateRenderer() fyne.WidgetRenderer {
	return &pieces{
		objects: []fyne.CanvasObject{r.frame, r.words},
		min:     func() fyne.Size { return fyne.NewSize(200, theme.InputHeight) },
		arrange: func(s fyne.Size) {
			set(r.frame, 0, 0, s.Width, s.Height)
			h := r.words.MinSize().Height
			set(r.words, theme.RowGap, (s.Height-h)/2, s.Width-2*theme.RowGap, h)
		},
		repaint: r.paint,
	}
}

func (r *recorder) paint() {
	r.frame.FillColor, r.frame.StrokeColor, r.frame.StrokeWidth = theme.Color(theme.Clear), theme.Color(theme.Clear), 0
	if r.focused {
		r.frame.FillColor, r.frame.StrokeColor, r.frame.StrokeWidth = theme.Color(theme.Raised), theme.Color(theme.Focus), theme.FocusWidth
	}
}
