package panel

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"parley/annotate"
	"parley/ui/control"
	"parley/ui/theme"
)

// body is what stands to the right of a slot's label, one type for each kind of value.
type body interface {
	fyne.CanvasObject
	// update shows the slot's values as they are now, unfolded if the slot has the keyboard.
	update()
	// tall is its height in a width.
	tall(width float32) float32
	// typed and key take what the slot is given; key says whether it meant anything.
	typed(r rune)
	key(k fyne.KeyName) bool
	shortcut(s fyne.Shortcut) bool
	// leave reports what is typed, if it is a value. With accept, a list's marked row is
	// what was meant.
	leave(accept bool)
	// escape takes one step back, and says whether there was one.
	escape() bool
}

// slot is a row of the card: label and body. It is the card's unit of focus: whatever
// its body shows, the keyboard comes to the slot.
type slot struct {
	part
	card     *Card
	feature  *annotate.Feature  // nil: the note, or a relation itself
	relation *annotate.Relation // that the row is of; nil: it is the annotation's
	values   []annotate.Value
	focused  bool

	ground, bar *control.Block
	label       *control.Label
	body        body
}

func newSlot(c *Card, f *annotate.Feature, r *annotate.Relation) *slot {
	s := &slot{card: c, feature: f, relation: r, ground: control.NewBlock(""), bar: control.NewBlock("")}
	name := "Note"
	switch {
	case f != nil:
		name = f.Name
	case r != nil:
		name = relationName(c.source, r)
	}
	s.label = control.NewLabel(name, control.Quiet)
	s.body = newBody(s)
	s.children = []fyne.CanvasObject{s.ground, s.bar, s.label, s.body}
	s.min = func() fyne.Size { return fyne.NewSize(160, theme.RowHeight) }
	s.arrange = s.layOut
	s.ExtendBaseWidget(s)
	return s
}

// newBody chooses the body by what the feature takes.
func newBody(s *slot) body {
	f := s.feature
	switch {
	case f == nil && s.relation != nil:
		return newLinked(s)
	case f == nil:
		return newWriting(s, noteKind{})
	}
	if len(f.Types) == 1 && !f.Multi {
		switch f.Types[0] {
		case annotate.TypeText:
			return newWriting(s, textKind{})
		case annotate.TypeNumber:
			return newWriting(s, numberKind{})
		case annotate.TypeDate:
			return newWriting(s, dateKind{})
		case annotate.TypeBoolean:
			return newAnswers(s)
		case annotate.TypeTag:
			if set := s.tagset(); isStance(set) {
				return newAnswers(s)
			}
		}
	}
	return newPicker(s)
}

func (s *slot) tagset() *annotate.Tagset {
	if schema := s.card.source.Schema(); schema != nil && s.feature != nil {
		return schema.Tagset(s.feature.Tagset)
	}
	return nil
}

// id is the slot's feature; empty for the note. What is of a relation has a name of its own.
func (s *slot) id() (id annotate.FeatureID) {
	if s.feature != nil {
		id = s.feature.ID
	}
	if s.relation != nil {
		return annotate.FeatureID("relation "+s.relation.ID.String()+" ") + id
	}
	return id
}

const slotPad = float32(3)

// inside is the width of the body in a width of the slot.
func inside(width float32) float32 {
	return width - theme.PanelPadding - theme.SlotLabelWidth - theme.PanelPadding
}

func (s *slot) tall(width float32) float32 {
	return max(theme.RowHeight, s.body.tall(inside(width))+2*slotPad)
}

func (s *slot) layOut(z fyne.Size) {
	place(s.ground, 0, 0, z.Width, z.Height)
	place(s.bar, 0, 0, theme.BarWidth, z.Height)
	h := s.label.MinSize().Height
	y := slotPad + (theme.ChipHeight-h)/2
	if s.focused && s.body.tall(inside(z.Width)) > theme.SegmentHeight {
		y += 3 // beside the first line of what is unfolded
	}
	place(s.label, theme.PanelPadding, y, theme.SlotLabelWidth-6, h)
	place(s.body, theme.PanelPadding+theme.SlotLabelWidth, slotPad, inside(z.Width), z.Height-2*slotPad)
}

// update takes the values from the annotation and draws them.
func (s *slot) update() {
	s.values = nil
	switch a := s.card.shown; {
	case s.feature == nil:
	case s.relation != nil:
		s.values = valuesOf(s.relation, s.feature.ID)
	case a != nil:
		s.values = a.Values(s.feature.ID)
	}
	s.repaintSlot()
	s.body.update()
}

func (s *slot) repaintSlot() {
	ground, bar, style := fyne.ThemeColorName(""), fyne.ThemeColorName(""), control.Quiet
	if s.focused {
		ground, bar, style = theme.Raised, theme.Focus, control.Small.Heavy(true)
	}
	s.ground.Set(ground, "", 0)
	s.bar.Set(bar, "", 0)
	s.label.Set(s.label.Text(), style)
}

// resized tells the card that the body's height may have changed.
func (s *slot) resized() {
	s.card.relayout()
	if s.focused {
		s.card.reveal(s)
	}
}

// set reports values; the same ones are not reported.
func (s *slot) set(values []annotate.Value) {
	if s.card.shown == nil || s.feature == nil || slices.Equal(values, s.values) {
		return
	}
	switch {
	case s.relation != nil && s.card.OnSetRelation != nil:
		s.card.OnSetRelation(s.relation.ID, s.feature.ID, values)
	case s.relation == nil && s.card.OnSet != nil:
		s.card.OnSet(s.card.id, s.feature.ID, values)
	}
}

// add reports v beside the other values, or in their place where there may be only one.
func (s *slot) add(v annotate.Value) {
	if !s.feature.Multi {
		s.set([]annotate.Value{v})
		return
	}
	if !slices.Contains(s.values, v) {
		s.set(append(slices.Clone(s.values), v))
	}
}

// remove reports all values but number i.
func (s *slot) remove(i int) {
	if i >= 0 && i < len(s.values) {
		s.set(slices.Delete(slices.Clone(s.values), i, i+1))
	}
}

func (s *slot) draft() string { return s.card.drafts[draftKey{s.card.id, s.id()}] }

// keep remembers typing that is no value; the empty one is forgotten.
func (s *slot) keep(typed string) {
	key := draftKey{s.card.id, s.id()}
	if typed == "" || s.card.id.IsZero() {
		delete(s.card.drafts, key)
		return
	}
	s.card.drafts[key] = typed
}

// focus gives the slot the keyboard. The canvas is asked of the card: it does not know a
// slot that was just made before it is painted.
func (s *slot) focus() {
	s.card.scroll.Wake()
	if app := fyne.CurrentApp(); app != nil {
		if c := app.Driver().CanvasForObject(s.card); c != nil {
			c.Focus(s)
		}
	}
}

// FocusGained implements fyne.Focusable: the slot unfolds.
func (s *slot) FocusGained() {
	s.setFocused(true)
	if w, ok := s.body.(*writing); ok {
		w.entered()
	}
}

// FocusLost implements fyne.Focusable: the slot folds, and keeps what was typed.
func (s *slot) FocusLost() {
	s.body.leave(false)
	s.setFocused(false)
	if s.card.OnLeft != nil {
		s.card.OnLeft(s.id())
	}
}

func (s *slot) setFocused(yes bool) {
	if s.focused == yes {
		return
	}
	s.focused = yes
	s.repaintSlot()
	s.body.update()
	s.resized()
}

// editor is where the slot is written in; nil where one only chooses.
func (s *slot) editor() *control.Editor {
	switch b := s.body.(type) {
	case *writing:
		return b.editor
	case *picker:
		return b.editor
	}
	return nil
}

// inEditor is a place in the slot as the editor counts.
func (s *slot) inEditor(p fyne.Position) fyne.Position {
	return p.Subtract(s.body.Position()).Subtract(s.editor().Position())
}

// MouseDown implements desktop.Mouseable: where one writes already, the caret comes.
func (s *slot) MouseDown(e *desktop.MouseEvent) {
	if s.focused && s.editor() != nil {
		s.editor().Press(s.inEditor(e.Position), e.Modifier&fyne.KeyModifierShift != 0)
	}
}

// MouseUp implements desktop.Mouseable.
func (s *slot) MouseUp(*desktop.MouseEvent) {}

// Tapped implements fyne.Tappable: the keyboard comes.
func (s *slot) Tapped(*fyne.PointEvent) { s.focus() }

// Dragged implements fyne.Draggable: it selects in what is written.
func (s *slot) Dragged(e *fyne.DragEvent) {
	if s.focused && s.editor() != nil {
		s.editor().Drag(s.inEditor(e.Position))
	}
}

// DragEnd implements fyne.Draggable.
func (s *slot) DragEnd() {}

// AcceptsTab implements fyne.Tabbable: Tab goes from slot to slot.
func (s *slot) AcceptsTab() bool { return true }

// KeyDown implements desktop.Keyable.
func (s *slot) KeyDown(e *fyne.KeyEvent) {
	if s.card.OnKeyDown != nil {
		s.card.OnKeyDown(e)
	}
	s.setShift(e.Name, true)
}

// KeyUp implements desktop.Keyable.
func (s *slot) KeyUp(e *fyne.KeyEvent) { s.setShift(e.Name, false) }

func (s *slot) setShift(k fyne.KeyName, down bool) {
	if k != desktop.KeyShiftLeft && k != desktop.KeyShiftRight {
		return
	}
	s.card.shift = down
	if w, ok := s.body.(interface{ shift(bool) }); ok {
		w.shift(down)
	}
}

// TypedRune implements fyne.Focusable.
func (s *slot) TypedRune(r rune) { s.body.typed(r) }

// TypedKey implements fyne.Focusable.
func (s *slot) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyTab:
		n := 1
		if s.card.shift {
			n = -1
		}
		s.body.leave(true)
		s.card.walk(s, n)
		return
	case fyne.KeyEscape:
		if !s.body.escape() {
			s.card.done()
		}
		return
	case fyne.KeyF4:
		if p, ok := s.body.(*picker); ok && p.reach(s.card.shift) {
			return
		}
	}
	if s.body.key(e.Name) {
		return
	}
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		s.body.leave(true)
		s.card.done()
	case fyne.KeyUp:
		s.card.walk(s, -1)
	case fyne.KeyDown:
		s.card.walk(s, 1)
	default:
		control.PassFunction(s, e)
	}
}

// TypedShortcut implements fyne.Shortcutable. What means nothing here goes on to the window,
// but for the card's own key: in one slot it makes an actor, and in no other it may do
// something to the document.
func (s *slot) TypedShortcut(sc fyne.Shortcut) {
	switch {
	case s.body.shortcut(sc):
	case creates(sc):
		s.card.say(s.label.Text() + " takes no actors")
	default:
		control.PassOn(s, sc)
	}
}

// creates reports whether a shortcut is that for a new actor.
func creates(sc fyne.Shortcut) bool {
	c, ok := sc.(*desktop.CustomShortcut)
	return ok && c.Modifier == fyne.KeyModifierShortcutDefault && (c.KeyName == fyne.KeyReturn || c.KeyName == fyne.KeyEnter)
}

// same asks for the values of the annotation before: asked is false when this slot is
// none for which they are, done when there were some.
func (s *slot) same() (asked, done bool) {
	if s.card.OnSame == nil || s.feature == nil || s.relation != nil {
		return false, false
	}
	return true, s.card.OnSame(s.card.id, s.feature.ID)
}

// latin is what the key that typed r types on a keyboard with Latin letters; 0 when r
// says enough by itself.
func (s *slot) latin(r rune) rune {
	if s.card.Latin == nil {
		return 0
	}
	return s.card.Latin(r, s.card.shift)
}
