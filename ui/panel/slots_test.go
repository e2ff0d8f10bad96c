package panel

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"parley/annotate"
)

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
	s.press(' ') // is typed: nothing is called so
	s.press(fyne.KeyBackspace, fyne.KeyReturn, '.')
	s.took("set kind [demand]", "done", "same kind")
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
	if n := len(p.options.Options()); n != 2 { // and to pick in the text
		t.Fatalf("%d offers for a new name", n)
	}
	s.press("Ctrl+Return")
	s.took("set claimant [Hay’at Tahrir al-Sham]", "create Free Coast Party")
	if len(p.chips) != 2 || p.chips[1].Text != "Free Coast Party" {
		t.Errorf("%d chips", len(p.chips))
	}
	s.write("Nobody yet")
	s.press(fyne.KeyTab) // a new actor is made by Enter only
	s.took("say “Nobody yet” is kept as typed: nobody is called so; ↵ makes a new actor")
	c.FocusFeature("claimant")
	if p.editor.Text() != "Nobody yet" {
		t.Errorf("typing that is no value became %q", p.editor.Text())
	}
	s.press(fyne.KeyReturn)
	s.took("create Nobody yet")
	p.chips[0].Tapped(&fyne.PointEvent{Position: fyne.NewPos(p.chips[0].Size().Width-3, 5)})
	s.took("set claimant [Free Coast Party Nobody yet]")
}

// The card's key for a new actor says why it makes none; it never goes on to the window,
// where it would set the document done.
func TestNewActorNeedsSlotAndName(t *testing.T) {
	d := newDesk()
	s, c := cardOf(t, d, bare(d, "Claim"))
	for _, k := range []struct{ feature, says string }{
		{"claimant", "say New actor: type a name, or select it in the text"}, {"kind", "say Kind takes no actors"}, {"stance", "say Stance takes no actors"}, {"date", "say Date takes no actors"},
	} {
		c.FocusFeature(annotate.FeatureID(k.feature))
		s.press("Ctrl+Return")
		s.took(k.says)
	}
}

// A name that only contains what is typed is not taken by Tab, which says so.
func TestTabSaysWhatItDoesNotTake(t *testing.T) {
	d := newDesk()
	s, c := cardOf(t, d, bare(d, "Claim"))
	c.FocusFeature("claimant")
	s.write("nion")
	s.press(fyne.KeyTab)
	s.took("say “nion” is kept as typed: nothing begins so; ↵ takes what only contains it")
	c.FocusFeature("target")
	s.write("ü 📌 of the حزب")
	s.press(fyne.KeyTab)
	s.took("say “\u2068ü 📌 of the حزب\u2069” is kept as typed: ↵ takes it as text, Ctrl+↵ makes a new actor")
	c.FocusFeature("target")
	s.press(fyne.KeyReturn)
	s.took("set target [ü 📌 of the حزب]", "done")
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
	s.took("set target [die Öffnung حزب 📌]", "done")
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
	s.took("set target [the quays were not yet safe for civilian ships]", "done")
}

func TestNumber(t *testing.T) {
	d := newDesk()
	s, c := cardOf(t, d, 4)
	c.FocusFeature("intensity")
	s.write("3,5")
	s.press(fyne.KeyTab)
	s.took("set intensity [3.5]")
	c.FocusFeature("intensity")
	s.press(fyne.KeyEnd)
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
	s.press(fyne.KeyEscape, fyne.KeyReturn)
	s.took("done")
	c.FocusFeature("claimant")
	c.FocusFeature("intensity")
	s.write("2") // in the place of what was there
	s.press(fyne.KeyTab)
	c.FocusFeature("intensity")
	s.press(fyne.KeyBackspace, fyne.KeyReturn)
	s.took("set intensity [2]", "set intensity []", "done")
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

func TestClickPutsTheCaret(t *testing.T) {
	d := newDesk()
	s, c := cardOf(t, d, 3)
	c.FocusFeature("")
	slot := c.focusedSlot()
	w := slot.body.(*writing)
	at := slot.body.Position().Add(w.editor.Position()).Add(fyne.NewPos(0, 5))
	slot.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}})
	s.write("ü ")
	s.press(fyne.KeyReturn)
	s.took("note ü The relative clause is the reporter’s.", "done")
}

func TestDoubleClickInASlot(t *testing.T) {
	d := newDesk()
	s, c := cardOf(t, d, 3)
	c.FocusFeature("")
	slot := c.focusedSlot()
	at := slot.body.Position().Add(slot.editor().Position()).Add(fyne.NewPos(8, 5))
	for range 2 {
		slot.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}})
		slot.Tapped(&fyne.PointEvent{Position: at})
	}
	s.write("𐐀")
	s.press(fyne.KeyReturn)
	s.took("note 𐐀 relative clause is the reporter’s.", "done")
}

// Leaving a slot takes what was found by the beginning of a word, and the list says
// which name that was; what is found inside a word waits for Enter.
func TestTabTakesWhatIsMeant(t *testing.T) {
	for _, c := range []struct{ slot, typed, note, took string }{
		{"claimant", "dock", "", "set claimant [Dockers’ Union]"},
		{"claimant", "كريم", "كريم دباغ", "set claimant [Karim Dabbagh]"},
		{"claimant", "ريم", "كريم دباغ", ""},
		{"claimant", "ockers", "", ""},
		{"kind", "dem", "", "set kind [demand]"},
		{"kind", "mand", "", ""},
		{"category", "rad", "", ""},
	} {
		d := newDesk()
		s, card := cardOf(t, d, bare(d, "Claim"))
		card.FocusFeature(annotate.FeatureID(c.slot))
		p := card.focusedSlot().body.(*picker)
		s.write(c.typed)
		if i := p.options.Current(); i < 0 || p.options.Options()[i].Note != c.note && c.note != "" {
			t.Errorf("%s: row %d of %+v says not %q", c.typed, i, p.options.Options(), c.note)
		}
		s.press(fyne.KeyTab)
		if c.took == "" {
			s.took("say " + p.untaken(c.typed))
			if p.editor.Text() != c.typed {
				t.Errorf("%s: the draft is %q", c.typed, p.editor.Text())
			}
			continue
		}
		s.took(c.took)
	}
}

// A definition keeps out of the way of the key beside it.
func TestDefinitionBesideItsKey(t *testing.T) {
	d := newDesk()
	s, c := cardOf(t, d, bare(d, "Claim"))
	for _, f := range []struct{ slot, typed string }{{"kind", "dem"}, {"kind", "acc"}, {"category", "201"}} {
		c.FocusFeature(annotate.FeatureID(f.slot))
		s.write(f.typed)
		p := c.focusedSlot().body.(*picker)
		if !p.about.Visible() || !p.more.Visible() {
			t.Fatalf("%s: no definition", f.typed)
		}
		if end := p.about.Position().X + p.about.Size().Width; end > p.more.Position().X {
			t.Errorf("%s: the words end at %v, the key begins at %v", f.typed, end, p.more.Position().X)
		}
		s.press(fyne.KeyEscape)
	}
}

// A point in an empty slot asks for what the annotation before has; a text that begins
// with one can be written where there is nothing.
func TestPointAsksForTheSame(t *testing.T) {
	d := newDesk()
	d.schema.Layers[0].Features = append(d.schema.Layers[0].Features, annotate.Feature{ID: "words", Name: "Words", Types: []annotate.FeatureType{annotate.TypeText}})
	s, c := cardOf(t, d, bare(d, "Claim"))
	for _, f := range []annotate.FeatureID{"claimant", "date", "words"} {
		c.FocusFeature(f)
		s.press('.')
	}
	if got := c.focusedSlot().body.(*writing).editor.Text(); got != "." {
		t.Errorf("written %q", got)
	}
	d.before = true
	s.press(fyne.KeyBackspace, '.')
	if got := c.focusedSlot().body.(*writing).editor.Text(); got != "" {
		t.Errorf("written %q", got)
	}
	c.FocusFeature("")
	s.press('.')
	s.press(fyne.KeyReturn)
	s.took("same claimant", "same date", "same words", "same words", "note .", "done")
}
