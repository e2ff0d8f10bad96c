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
// beyond typing the names; the first of them, which marks, is the window's.
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
	s.press(fyne.KeyReturn) // target taken
	s.took("set claimant [Karim Dabbagh]", "set category [201 Port access]", "set stance [against]", "set target [Ministry of Ports]")
	if s.presses > 8 {
		t.Errorf("%d presses, want at most 8", s.presses)
	}
	s.press(fyne.KeyReturn)
	s.took("done")
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
	if f, _ := c.Focused(); f != "claimant" || len(seen) != 11 || seen[10] != "true" {
		t.Errorf("Tab went over %v to %q", seen, f)
	}
	slot := c.focusedSlot()
	slot.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	s.press(fyne.KeyTab)
	c.focusedSlot().KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	if f, ok := c.Focused(); f != "" || !ok {
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

func TestTreeMulti(t *testing.T) {
	d := newDesk()
	s, c := cardOf(t, d, 0) // 201 is chosen
	c.FocusFeature("category")
	p := c.focusedSlot().body.(*picker)
	s.write("tra")
	if o := p.options.Options()[p.options.Current()]; o.Code != "203" {
		t.Errorf("the best for tra is %s %s", o.Code, o.Text)
	}
	if !strings.HasPrefix(p.about.Text(), "203: limits on goods") {
		t.Errorf("definition %q", p.about.Text())
	}
	s.press(fyne.KeyF1, fyne.KeyReturn)
	s.write("201")
	s.press(fyne.KeyDown, fyne.KeyUp)
	s.press(fyne.KeyEscape) // the letters
	s.press(fyne.KeyBackspace)
	s.took("define 203", "set category [201 Port access 203 Trade restrictions]", "set category [201 Port access]")
	if f, _ := c.Focused(); f != "category" {
		t.Errorf("the keyboard is in %q", f)
	}
	s.press(fyne.KeyEscape)
	s.took("done")
}

func TestTreeFolds(t *testing.T) {
	d := newDesk()
	s, c := cardOf(t, d, bare(d, "Claim"))
	c.FocusFeature("category")
	p := c.focusedSlot().body.(*picker)
	if n := len(p.options.Options()); n != 5 {
		t.Fatalf("%d rows, want the five branches", n)
	}
	s.press(fyne.KeyDown, fyne.KeyDown, fyne.KeyRight)
	if n := len(p.options.Options()); n != 8 || p.options.Current() != 1 {
		t.Errorf("%d rows after opening, row %d", n, p.options.Current())
	}
	s.press(fyne.KeyLeft)
	if n := len(p.options.Options()); n != 5 {
		t.Errorf("%d rows after closing", n)
	}
	s.took()
}

func TestChoice(t *testing.T) {
	d := newDesk()
	s, c := cardOf(t, d, 3)
	c.FocusFeature("kind")
	s.write("dem")
	s.press(fyne.KeyReturn, '.')
	s.took("set kind [demand]", "same kind")
	s.press(fyne.KeyBackspace)
	s.took("set kind []")
}

func TestEntityByAliasAndNew(t *testing.T) {
	d := newDesk()
	s, c := cardOf(t, d, bare(d, "Claim"))
	c.FocusFeature("claimant")
	s.write("هيئة")
	s.press(fyne.KeyReturn)
	s.write("Free Coast Party")
	p := c.focusedSlot().body.(*picker)
	if n := len(p.options.Options()); n != 1 {
		t.Fatalf("%d offers for a new name", n)
	}
	s.press("Ctrl+Return")
	s.took("set claimant [Hay’at Tahrir al-Sham]", "create Free Coast Party")
	if len(p.chips) != 2 || p.chips[1].Text != "Free Coast Party" {
		t.Errorf("%d chips", len(p.chips))
	}
	s.write("Nobody yet")
	s.press(fyne.KeyTab) // a new actor is made by Enter only
	s.took()
	c.FocusFeature("claimant")
	if p.editor.Text() != "Nobody yet" {
		t.Errorf("typing that is no value became %q", p.editor.Text())
	}
	s.press(fyne.KeyReturn)
	s.took("create Nobody yet")
	p.chips[0].Tapped(&fyne.PointEvent{Position: fyne.NewPos(p.chips[0].Size().Width-3, 5)})
	s.took("set claimant [Free Coast Party Nobody yet]")
}

func TestSeveralTypesInOneSlot(t *testing.T) {
	d := newDesk()
	s, c := cardOf(t, d, bare(d, "Claim"))
	c.FocusFeature("target")
	s.write("port")
	p := c.focusedSlot().body.(*picker)
	kinds := map[annotate.FeatureType]bool{}
	for _, o := range p.offers {
		kinds[o.value.Type] = true
	}
	if !kinds[annotate.TypeEntity] || !kinds[annotate.TypeTag] || !kinds[annotate.TypeText] {
		t.Errorf("offers of types %v", kinds)
	}
	s.press(fyne.KeyEscape)
	s.write("die Öffnung حزب 📌")
	s.press(fyne.KeyReturn)
	s.took("set target [die Öffnung حزب 📌]")
}

func TestPickInTheText(t *testing.T) {
	d := newDesk()
	s, c := cardOf(t, d, 4)
	c.FocusFeature("target")
	s.press(fyne.KeyDown)
	p := c.focusedSlot().body.(*picker)
	for p.offers[p.options.Current()].act == nil {
		s.press(fyne.KeyDown)
	}
	s.press(fyne.KeyReturn)
	if !c.Picking() {
		t.Fatal("the card does not wait")
	}
	s.press(fyne.KeyEscape)
	if c.Picking() {
		t.Error("Escape does not call it off")
	}
	s.took("pick target", "pick end")
	c.pick(c.focusedSlot())
	c.Picked(d.annotations[0].ID)
	s.took("pick target", "pick end", "set target [rejected demands from the Dockers’ Union to reopen the southern harbour before the end of the month]")
	s.write("quays")
	s.press(fyne.KeyReturn)
	s.took("set target [the quays were not yet safe for civilian ships]")
}

func TestNumber(t *testing.T) {
	d := newDesk()
	s, c := cardOf(t, d, 4)
	c.FocusFeature("intensity")
	s.write("3,5")
	s.press(fyne.KeyTab)
	s.took("set intensity [3.5]")
	c.FocusFeature("intensity")
	s.write("x")
	s.press(fyne.KeyReturn)
	w := c.focusedSlot().body.(*writing)
	if !w.fault.Visible() || w.fault.Text() != "“3.5x” is no number" {
		t.Errorf("fault %q, shown %v", w.fault.Text(), w.fault.Visible())
	}
	s.took()
	s.press(fyne.KeyTab)
	if w.editor.Text() != "3.5x" || !w.fault.Visible() {
		t.Error("an invalid number is gone when its slot is left")
	}
	c.FocusFeature("intensity")
	s.press(fyne.KeyEscape, fyne.KeyBackspace, fyne.KeyBackspace, fyne.KeyBackspace, fyne.KeyReturn)
	s.took("set intensity []", "done")
}

func TestDateSlot(t *testing.T) {
	d := newDesk()
	s, c := cardOf(t, d, bare(d, "Claim"))
	c.FocusFeature("date")
	s.write("13 march 2025")
	s.press(fyne.KeyReturn)
	s.took("set date [13 March 2025]", "done")
	c.FocusFeature("claimant")
	w := slotOf(c, "date").body.(*writing)
	if !w.chip.Visible() || w.grain.Text != "day" {
		t.Errorf("date shown as chip %v with precision %q", w.chip.Visible(), w.grain.Text)
	}
	d.set(c.ID(), "date", nil)
	if !w.unset.Visible() {
		t.Error("a date unset elsewhere is not shown as unset")
	}
}

func slotOf(c *Card, f annotate.FeatureID) *slot {
	for _, s := range c.slots {
		if s.id() == f {
			return s
		}
	}
	return nil
}

func TestBooleanAndText(t *testing.T) {
	d := newDesk()
	d.schema.Layers[2].Features = append(d.schema.Layers[2].Features,
		annotate.Feature{ID: "sure", Name: "Sure", Types: []annotate.FeatureType{annotate.TypeBoolean}},
		annotate.Feature{ID: "words", Name: "Words", Types: []annotate.FeatureType{annotate.TypeText}},
		annotate.Feature{ID: "years", Name: "Years", Types: []annotate.FeatureType{annotate.TypeNumber}, Multi: true})
	s, c := cardOf(t, d, bare(d, "Actor"))
	c.FocusFeature("sure")
	s.press('n', fyne.KeyDelete, 'y', fyne.KeyTab)
	s.write("ü حزب 📌")
	s.press(fyne.KeyTab)
	s.write("1.234,5")
	s.press(fyne.KeyReturn)
	s.write("7")
	s.press(fyne.KeyTab)
	s.took("set sure [no]", "set sure []", "set sure [yes]", "set words [ü حزب 📌]", "set years [1234.5]", "set years [1234.5 7]")
}

func TestNoteInLines(t *testing.T) {
	d := newDesk()
	s, c := cardOf(t, d, 0)
	c.FocusFeature("")
	s.write("one")
	slot := c.focusedSlot()
	slot.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	s.press(fyne.KeyReturn)
	slot.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	s.write("two")
	s.press(fyne.KeyReturn)
	s.took("note one\ntwo", "done")
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
	s.press(fyne.KeyBackspace)
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
