package panel

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"parley/annotate"
	"parley/ui/theme"
)

// stage is a panel in a window, and hands that count what they press.
type stage struct {
	t       *testing.T
	desk    *desk
	window  fyne.Window
	presses int
}

func onStage(t *testing.T, d *desk, make func() fyne.CanvasObject, w, h float32) *stage {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Light))
	win := test.NewTempWindow(t, make())
	win.SetPadded(false)
	win.Resize(fyne.NewSize(w, h))
	return &stage{t: t, desk: d, window: win}
}

// card shows annotation i of the desk on a stage.
func cardOf(t *testing.T, d *desk, i int) (*stage, *Card) {
	t.Helper()
	s := onStage(t, d, func() fyne.CanvasObject { return d.wire() }, 336, 560)
	d.card.Display(d.annotations[i].ID)
	return s, d.card
}

// press presses keys: a KeyName, a rune, or "Ctrl+…".
func (s *stage) press(keys ...any) {
	s.t.Helper()
	for _, k := range keys {
		s.presses++
		f := s.window.Canvas().Focused()
		if f == nil {
			s.t.Fatalf("nobody has the keyboard for %v", k)
		}
		switch k := k.(type) {
		case fyne.KeyName:
			f.TypedKey(&fyne.KeyEvent{Name: k})
		case rune:
			f.TypedRune(k)
		case string:
			f.(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyName(strings.TrimPrefix(k, "Ctrl+")), Modifier: fyne.KeyModifierControl})
		}
	}
}

// write types letters, which are not counted as presses.
func (s *stage) write(words string) {
	s.t.Helper()
	for _, r := range words {
		s.window.Canvas().Focused().TypedRune(r)
	}
}

func (s *stage) took(want ...string) {
	s.t.Helper()
	if got := s.desk.log; !slices.Equal(got, want) {
		s.t.Errorf("asked for\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
	s.desk.log = nil
}

func bare(d *desk, layer annotate.LayerID) int {
	d.mark(layer, 2000, "ü e\u0301 📌 𐐀 👨\u200d👩\u200d👧 حزب")
	return len(d.annotations) - 1
}

// A statement of claimant, category, stance and target takes at most eight presses
// beyond typing the names; the first of them, which marks, is the window's, and the last
// one leads back to the text.
func TestStatementInEightPresses(t *testing.T) {
	d := newDesk()
	s, c := cardOf(t, d, bare(d, "Claim"))
	s.presses = 2 // "1" marks, Tab goes to the card
	c.Focus()
	s.write("dabb")
	s.press(fyne.KeyTab, fyne.KeyTab) // claimant taken, kind passed over
	s.write("port acc")
	s.press(fyne.KeyTab, 'a', fyne.KeyTab) // category taken, stance
	s.write("ministry")
	s.press(fyne.KeyReturn) // target taken, and back
	s.took("set claimant [Karim Dabbagh]", "set category [201 Port access]", "set stance [against]", "set target [Ministry of Ports]", "done")
	t.Logf("%d key presses beyond typing the names", s.presses)
	if s.presses > 8 {
		t.Errorf("%d presses, want at most 8", s.presses)
	}
}

func TestCardUnsetStaysUnset(t *testing.T) {
	d := newDesk()
	s, c := cardOf(t, d, bare(d, "Claim"))
	c.Focus()
	for range c.slots {
		s.press(fyne.KeyTab)
	}
	s.took()
	unset, required := 0, 0
	for _, slot := range c.slots {
		if p, ok := slot.body.(*picker); ok && p.unset.Visible() {
			unset++
			if p.unset.Required && p.unset.Text() == "unset · required" {
				required++
			}
		}
	}
	if unset < 5 || required != 2 {
		t.Errorf("%d slots show unset, %d of them as required", unset, required)
	}
}

func TestUnsetIsNotNone(t *testing.T) {
	d := newDesk()
	s, c := cardOf(t, d, 1) // its stance is none
	c.FocusFeature("stance")
	a := c.focusedSlot().body.(*answers)
	if a.segments.Chosen() != 3 {
		t.Fatalf("none is answer %d", a.segments.Chosen())
	}
	s.press(fyne.KeyBackspace)
	if a.segments.Chosen() != -1 {
		t.Error("unset shows an answer")
	}
	s.press('n', 'u', fyne.KeyLeft, 'F')
	s.took("set stance []", "set stance [none]", "set stance [unclear]", "set stance [none]", "set stance [favor]")
}

func TestFocusWalks(t *testing.T) {
	d := newDesk()
	s, c := cardOf(t, d, 3)
	c.FocusFeature("claimant")
	var seen []string
	for range c.slots {
		f, ok := c.Focused()
		seen = append(seen, fmt.Sprint(f, ok))
		s.press(fyne.KeyTab)
	}
	if f, _ := c.Focused(); f != "claimant" || len(seen) != 12 || seen[10] != "true" || !strings.HasPrefix(seen[11], "relation ") {
		t.Errorf("Tab went over %v to %q", seen, f)
	}
	slot := c.focusedSlot()
	slot.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	s.press(fyne.KeyTab)
	c.focusedSlot().KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	if f, ok := c.Focused(); !strings.HasPrefix(string(f), "relation ") || !ok {
		t.Errorf("Shift+Tab goes to %q", f)
	}
	s.press(fyne.KeyEscape)
	s.took("done")
}

func TestFocusedSlotIsInSight(t *testing.T) {
	d := newDesk()
	s := onStage(t, d, func() fyne.CanvasObject { return d.wire() }, 328, 300)
	c := d.card
	c.Display(d.annotations[3].ID)
	for _, slot := range c.slots {
		c.FocusFeature(slot.id())
		top, end := slot.Position().Y-c.scroll.Offset(), slot.Position().Y+slot.Size().Height-c.scroll.Offset()
		if top < -0.5 || (slot.Size().Height < c.scroll.Size().Height && end > c.scroll.Size().Height+0.5) {
			t.Errorf("%q is at %v–%v of %v", slot.id(), top, end, c.scroll.Size().Height)
		}
	}
	s.took()
}

// What was typed is not lost when another annotation is shown.
func TestAnotherAnnotationMeanwhile(t *testing.T) {
	d := newDesk()
	s, c := cardOf(t, d, 0)
	c.FocusFeature("")
	s.write("half a note")
	c.Display(d.annotations[1].ID)
	s.took("note half a note")
	if d.annotations[0].Note != "half a note" || d.annotations[1].Note != "" {
		t.Errorf("notes %q and %q", d.annotations[0].Note, d.annotations[1].Note)
	}
	c.FocusFeature("date")
	s.press(fyne.KeyEnd, fyne.KeyBackspace)
	s.write("x")
	c.Display(d.annotations[0].ID)
	c.FocusFeature("claimant")
	c.Display(d.annotations[1].ID)
	if w := slotOf(c, "date").body.(*writing); w.editor.Text() != "14 March 202x" {
		t.Errorf("the date that is none yet became %q", w.editor.Text())
	}
	s.took()
}

func TestCardWithoutAnnotation(t *testing.T) {
	d := newDesk()
	_, c := cardOf(t, d, 0)
	c.Display(annotate.ID{})
	if !c.empty.Visible() || c.scroll.Visible() || len(c.slots) != 0 {
		t.Error("the card is not empty")
	}
	c.Focus()
	d.annotations = d.annotations[1:]
	c.Display(annotate.ID{15: 250})
	if !c.empty.Visible() {
		t.Error("an annotation that is not there is shown")
	}
}

// All values begin on one line, the labels on another.
func TestCardEdges(t *testing.T) {
	d := newDesk()
	_, c := cardOf(t, d, 3)
	for _, s := range c.slots {
		if x := s.label.Position().X; x != theme.PanelPadding {
			t.Errorf("label %s at %v", s.label.Text(), x)
		}
		if x := s.body.Position().X; x != theme.PanelPadding+theme.SlotLabelWidth {
			t.Errorf("values of %s at %v", s.label.Text(), x)
		}
	}
}

// Where one writes stays in sight, however many values stand before it.
func TestManyValuesLeaveTheirEditorInSight(t *testing.T) {
	d := newDesk()
	i := bare(d, "Claim")
	var ids []annotate.ID
	for n := range 12 {
		ids = append(ids, d.entity("organisation", fmt.Sprintf("المجلس الأعلى لشؤون الموانئ والنقل البحري في الإقليم %d ü📌", n)))
	}
	d.annotations[i].Features = []annotate.FeatureValue{actors("claimant", ids...)}
	s := onStage(t, d, func() fyne.CanvasObject { return d.wire() }, 328, 300)
	c := d.card
	c.Display(d.annotations[i].ID)
	c.FocusFeature("claimant")
	p := c.focusedSlot().body.(*picker)
	y := c.focusedSlot().Position().Y + p.Position().Y + p.editor.Position().Y - c.scroll.Offset()
	if y < 0 || y+p.editor.Size().Height > c.scroll.Size().Height {
		t.Errorf("the editor is at %v of %v", y, c.scroll.Size().Height)
	}
	for _, chip := range p.chips {
		if end := chip.Position().X + chip.Size().Width; end > p.Size().Width {
			t.Errorf("a chip ends at %v of %v", end, p.Size().Width)
		}
	}
	s.press(fyne.KeyBackspace)
	if n := len(d.Annotation(c.ID()).Values("claimant")); n != 11 {
		t.Errorf("%d values", n)
	}
}

// Fyne forgets the renderers of what was hidden for a minute, and gives the keyboard to
// nothing that is in such a thing: the card does so all the same, or the next keys would
// be commands to the text.
func TestFocusAfterAMinute(t *testing.T) {
	d := newDesk()
	_, c := cardOf(t, d, bare(d, "Claim"))
	id := c.ID()
	c.Display(annotate.ID{})
	t.Run("a minute", func(t *testing.T) {
		for _, o := range append(test.WidgetRenderer(c.scroll).Objects(), c.scroll, c.content) {
			test.TempWidgetRenderer(t, o.(fyne.Widget)) // is forgotten at the end
		}
	})
	c.Display(id)
	if c.Focus(); c.focusedSlot() == nil {
		t.Error("no slot has the keyboard")
	}
}
