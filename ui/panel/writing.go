package panel

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"parley/annotate"
	"parley/assets/icons"
	"parley/ui/control"
	"parley/ui/theme"
)

// written is a kind of value that is typed.
type written interface {
	// show is the value as it is typed; empty when unset.
	show(s *slot) string
	// read is the value that is typed; the error says what is wrong with it.
	read(typed string) (annotate.Value, error)
	// lines reports whether it may have several.
	lines() bool
}

type (
	textKind   struct{}
	numberKind struct{}
	dateKind   struct{}
	noteKind   struct{ textKind }
)

func (textKind) lines() bool   { return true }
func (numberKind) lines() bool { return false }
func (dateKind) lines() bool   { return false }

func (noteKind) show(s *slot) string {
	if s.card.shown == nil {
		return ""
	}
	return s.card.shown.Note
}

func (textKind) show(s *slot) string {
	if len(s.values) == 0 {
		return ""
	}
	return s.values[0].Text
}

func (textKind) read(typed string) (annotate.Value, error) {
	return annotate.Value{Type: annotate.TypeText, Text: strings.TrimSpace(typed)}, nil
}

func (numberKind) show(s *slot) string {
	if len(s.values) == 0 {
		return ""
	}
	return showNumber(s.values[0].Number)
}

func (numberKind) read(typed string) (annotate.Value, error) {
	v, err := readNumber(typed)
	return annotate.Value{Type: annotate.TypeNumber, Number: v}, err
}

func (dateKind) show(s *slot) string {
	if len(s.values) == 0 {
		return ""
	}
	return longDate(s.values[0].Date)
}

func (dateKind) read(typed string) (annotate.Value, error) {
	d, err := readDate(typed)
	return annotate.Value{Type: annotate.TypeDate, Date: d}, err
}

// writing is the body of texts, numbers, dates and the note.
type writing struct {
	part
	slot   *slot
	kind   written
	synced string // what the editor showed when it was last brought up to date

	frame  *control.Block
	editor *control.Editor
	unset  *control.UnsetChip
	chip   *control.Chip
	grain  *control.Chip // of a date: its precision
	fault  *control.Passage
}

func newWriting(s *slot, k written) *writing {
	w := &writing{slot: s, kind: k, frame: control.NewBlock(theme.Raised), editor: control.NewEditor(theme.LabelSize, k.lines())}
	w.frame.SetRadius(theme.InputRadius)
	w.unset = control.NewUnsetChip(s.feature != nil && s.feature.Required, s.focus)
	w.chip = control.NewChip("", nil, nil)
	w.chip.OnTapped, w.chip.Menu, w.chip.Bare = s.focus, true, true
	w.grain = control.NewMenuChip("", w.openPrecision)
	w.fault = control.NewPassage(false, theme.CapSize, 16, 3, theme.Danger)
	w.editor.OnChanged = func(string) {
		w.complain(nil)
		w.slot.resized()
	}
	if _, ok := k.(dateKind); ok {
		w.editor.Hint = "13 March 2025, 2025-03 or 2025"
		w.chip.Icon = icons.Date.Resource()
	}
	w.children = []fyne.CanvasObject{w.frame, w.editor, w.unset, w.chip, w.grain, w.fault}
	w.min = func() fyne.Size { return fyne.NewSize(80, theme.ChipHeight) }
	w.arrange = w.layOut
	w.ExtendBaseWidget(w)
	return w
}

// framed reports whether the value is shown as it is typed, not as a chip.
func (w *writing) framed() bool {
	return w.slot.focused || w.slot.draft() != "" || w.kind.lines() && w.kind.show(w.slot) != ""
}

func (w *writing) update() {
	now := w.kind.show(w.slot)
	typed := w.editor.Text()
	switch {
	case !w.slot.focused && w.slot.draft() != "":
		w.editor.SetText(w.slot.draft())
	case !w.slot.focused || typed == w.synced:
		w.editor.SetText(now)
	}
	w.synced = now
	w.editor.SetFocused(w.slot.focused)
	framed, set := w.framed(), now != ""
	show(w.frame, framed)
	show(w.editor, framed)
	show(w.unset, !framed && !set)
	show(w.chip, !framed && set)
	w.chip.Text = now
	w.chip.Refresh()
	w.showPrecision(!framed && set)
	_, err := w.value()
	if w.slot.focused && typed == "" {
		err = nil
	}
	w.complain(err)
	w.layOut(w.Size())
}

// entered selects a number or date, so that typing puts another in its place.
func (w *writing) entered() {
	if !w.kind.lines() && w.slot.draft() == "" {
		w.editor.SelectAll()
	}
}

func (w *writing) complain(err error) {
	border, width, words := theme.Border, theme.BorderWidth, ""
	if w.slot.focused {
		border, width = theme.Focus, theme.FocusWidth
	}
	if err != nil {
		border, words = theme.Danger, capital(err.Error())
	}
	w.frame.Set(theme.Raised, border, width)
	w.fault.SetText(words)
	show(w.fault, words != "")
}

func (w *writing) showPrecision(yes bool) {
	_, date := w.kind.(dateKind)
	show(w.grain, yes && date)
	if date && len(w.slot.values) > 0 {
		w.grain.Text = w.slot.values[0].Date.Precision().String()
		w.grain.Refresh()
	}
}

// openPrecision offers to say less of the date; to say more, one must type it.
func (w *writing) openPrecision() {
	if len(w.slot.values) == 0 {
		return
	}
	d := w.slot.values[0].Date
	var items []*fyne.MenuItem
	for _, p := range []annotate.Precision{annotate.Day, annotate.Month, annotate.Year} {
		item := fyne.NewMenuItem(p.String(), func() {
			w.slot.set([]annotate.Value{{Type: annotate.TypeDate, Date: d.To(p)}})
		})
		item.Checked, item.Disabled = p == d.Precision(), p < d.Precision()
		items = append(items, item)
	}
	control.OpenMenuBelow(w.grain, items)
}

// value is what is typed; no value at all is the zero Value with a nil error.
func (w *writing) value() (annotate.Value, error) {
	typed := strings.TrimSpace(w.editor.Text())
	if typed == "" {
		return annotate.Value{}, nil
	}
	return w.kind.read(typed)
}

func (w *writing) leave(bool) {
	typed := strings.TrimSpace(w.editor.Text())
	if typed == strings.TrimSpace(w.kind.show(w.slot)) {
		w.slot.keep("")
		return
	}
	v, err := w.value()
	if err != nil {
		w.slot.keep(typed)
		return
	}
	w.slot.keep("")
	w.synced = w.editor.Text()
	switch {
	case w.slot.feature == nil:
		if w.slot.card.OnNote != nil && w.slot.card.shown != nil {
			w.slot.card.OnNote(w.slot.card.id, typed)
		}
	case typed == "":
		w.slot.set(nil)
	default:
		w.slot.set([]annotate.Value{v})
	}
}

// escape brings back what was there before.
func (w *writing) escape() bool {
	before := w.kind.show(w.slot)
	if w.editor.Text() == before {
		return false
	}
	w.editor.SetText(before)
	w.slot.keep("")
	w.update()
	w.slot.resized()
	return true
}

// typed writes; a point in an empty slot asks for what the annotation before has, where no
// value begins with one, or there is something to take.
func (w *writing) typed(r rune) {
	_, number := w.kind.(numberKind)
	if !number && w.editor.Text() == "" && (r == '.' || w.slot.latin(r) == '.') {
		_, date := w.kind.(dateKind)
		if asked, done := w.slot.same(); done || asked && date {
			return
		}
	}
	w.editor.Type(r)
}

func (w *writing) key(k fyne.KeyName) bool {
	if k == fyne.KeyReturn || k == fyne.KeyEnter {
		if w.kind.lines() && w.slot.card.shift {
			w.editor.Type('\n')
			return true
		}
		_, err := w.value()
		w.complain(err)
		w.slot.resized()
		return err != nil // stays here until it is a value
	}
	return w.editor.Key(k)
}

func (w *writing) shift(down bool) { w.editor.Shift(desktop.KeyShiftLeft, down) }

func (w *writing) shortcut(s fyne.Shortcut) bool { return w.editor.Shortcut(s) }

// framePad is the room between frame and words.
const framePad = float32(7)

func (w *writing) frameHeight() float32 {
	least := float32(26)
	if w.slot.focused {
		least = 28
	}
	return max(least, w.editor.Height()+9)
}

func (w *writing) tall(width float32) float32 {
	if !w.framed() {
		return theme.ChipHeight
	}
	w.editor.Resize(fyne.NewSize(width-2*framePad, w.editor.Size().Height))
	h := w.frameHeight()
	if w.fault.Visible() {
		h += 2 + w.fault.Tall(width)
	}
	return h
}

func (w *writing) layOut(s fyne.Size) {
	if s.Width <= 0 {
		return
	}
	centre(w.unset, 0, 0, theme.ChipHeight)
	x := centre(w.chip, 0, 0, theme.ChipHeight) + theme.ChipGap
	centre(w.grain, x, 0, theme.ChipHeight)
	h := w.frameHeight()
	place(w.frame, 0, 0, s.Width, h)
	place(w.editor, framePad, (h-w.editor.Height())/2, s.Width-2*framePad, w.editor.Height())
	place(w.fault, 1, h+2, s.Width, w.fault.Tall(s.Width))
}

// capital is s with its first letter in upper case, as a sentence begins.
func capital(s string) string {
	if s == "" || s[0] >= 0x80 {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
