package panel

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"parley/annotate"
	"parley/assets/icons"
)

// shifted presses a key with Shift.
func (s *stage) shifted(k fyne.KeyName) {
	s.t.Helper()
	f := s.window.Canvas().Focused().(desktop.Keyable)
	f.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	s.press(k)
	f.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
}

func optionsOf(c *Card) (list []string) {
	for _, o := range c.focusedSlot().body.(*picker).options.Options() {
		list = append(list, strings.TrimSpace(o.Text+" "+o.Note))
	}
	return list
}

// A new actor can be made in sight of everybody who is offered, of what is typed or selected.
func TestNewActorIsInSight(t *testing.T) {
	d := newDesk()
	for i := range 15 {
		d.entity("person", fmt.Sprintf("Zaïd %c حزب", 'A'+i))
	}
	d.proposal = "Zaïd 📌"
	s, c := cardOf(t, d, bare(d, "Claim"))
	c.FocusFeature("claimant")
	if o := optionsOf(c); o[6] != "New actor “Zaïd 📌”" || o[7] != "Pick in the text" || len(o) < 15 {
		t.Errorf("offered %q", o)
	}
	s.press("Ctrl+Return")
	s.write("zaïd")
	if o := optionsOf(c); o[6] != "New actor “zaïd”" {
		t.Errorf("offered %q", o)
	}
	s.press("Ctrl+Return")
	s.took("create Zaïd 📌", "create zaïd")
}

// A slot of one value is done with when its new actor is made, by either key; one of several
// waits for more.
func TestNewActorLeadsBack(t *testing.T) {
	for _, k := range []any{fyne.KeyReturn, "Ctrl+Return"} {
		d := newDesk()
		s, c := cardOf(t, d, bare(d, "Claim"))
		c.FocusFeature("claimant")
		s.write("Zaïd 📌")
		s.press("Ctrl+Return")
		s.took("create Zaïd 📌")
		s, c = cardOf(t, d, bare(d, "Actor"))
		c.FocusFeature("entity")
		s.write("حزب 𐐀")
		s.press(k)
		s.took("create حزب 𐐀", "done")
	}
}

// The chip of an actor shows what kind of actor it is, also when it was read from a mention.
func TestChipShowsTheKind(t *testing.T) {
	d := newDesk()
	v := annotate.Value{Type: annotate.TypeEntity, Ref: d.entities[0].ID}
	v.Mention = d.annotations[9].ID
	if got, want := valueIcon(d, v).Name(), icons.Person.Resource().Name(); got != want {
		t.Errorf("the chip shows %s, not %s", got, want)
	}
	if v.Ref = annotate.NewID(); valueIcon(d, v).Name() != icons.Warning.Resource().Name() {
		t.Error("nobody looks like somebody")
	}
}

// An actor that is named nearby is read from there, the chip says so, and the mention can
// be gone to; one and the same actor is not set twice.
func TestValueRemembersItsMention(t *testing.T) {
	d := newDesk()
	s, c := cardOf(t, d, bare(d, "Claim"))
	mention := d.annotations[9] // Karim Dabbagh
	karim := d.entities[0]
	d.likely = []EntityOffer{{Entity: karim, Note: "4 words away", Mention: mention.ID}}
	c.FocusFeature("claimant")
	if o := optionsOf(c); o[0] != "Karim Dabbagh 4 words away" {
		t.Errorf("offered %q", o)
	}
	s.press(fyne.KeyDown, fyne.KeyReturn)
	v := d.Annotation(c.ID()).Values("claimant")
	if len(v) != 1 || v[0].Mention != mention.ID {
		t.Fatalf("set %+v", v)
	}
	p := c.focusedSlot().body.(*picker)
	if tip := p.chips[0].ToolTip(); !strings.Contains(tip, "Karim Dabbagh") || !strings.Contains(tip, "Shift+F4") {
		t.Errorf("the chip says %q", tip)
	}
	s.shifted(fyne.KeyF4)
	p.chips[0].Tapped(&fyne.PointEvent{Position: fyne.NewPos(4, 4)})
	s.press(' ') // nothing is marked: nothing is taken
	s.took("set claimant [Karim Dabbagh]", "go Karim Dabbagh", "go Karim Dabbagh")
}

// F4 has a mention pointed at: one that names its actor is taken at once, of another one
// the words are typed, and what is chosen by them is read from there.
func TestPickAMention(t *testing.T) {
	d := newDesk()
	linked := d.mark("Actor", 3000, "der Vorsitzende ü", actors("entity", d.entities[0].ID))
	s, c := cardOf(t, d, bare(d, "Claim"))
	c.FocusFeature("claimant")
	s.press(fyne.KeyF4)
	if !c.Picking() {
		t.Fatal("the card does not wait")
	}
	c.Picked(linked.ID)
	bareMention := d.annotations[12] // the union
	s.press(fyne.KeyF4)
	c.Picked(bareMention.ID)
	if got := c.focusedSlot().body.(*picker).editor.Text(); got != bareMention.Quote.Exact {
		t.Errorf("typed %q", got)
	}
	s.press(fyne.KeyReturn)
	v := d.Annotation(c.ID()).Values("claimant")
	if len(v) != 2 || v[0].Mention != linked.ID || v[1].Mention != bareMention.ID || v[1].Ref != d.entities[1].ID {
		t.Errorf("set %+v", v)
	}
	if c.PickFor("stance", linked.ID) || c.PickFor("claimant", d.annotations[0].ID) {
		t.Error("a slot takes what is no value of it")
	}
	s.press(fyne.KeyF4)
	c.Picked(d.annotations[0].ID) // a claim
	if last := d.log[len(d.log)-1]; !strings.HasPrefix(last, "say That is no mention") {
		t.Errorf("said %q", last)
	}
}

// A name that is also somebody else's is not taken by leaving the slot.
func TestAmbiguousIsNotTakenSilently(t *testing.T) {
	d := newDesk()
	s, c := cardOf(t, d, bare(d, "Actor"))
	d.likely = []EntityOffer{{Entity: d.entities[2], Note: "called so", Also: "also City Council"}}
	c.FocusFeature("entity")
	if o := optionsOf(c); o[0] != "Transitional Council also City Council · called so" {
		t.Errorf("offered %q", o)
	}
	s.press(fyne.KeyTab)
	s.took()
	d.likely[0] = EntityOffer{Entity: d.entities[2], Note: "called so", Likely: true}
	c.FocusFeature("entity")
	s.press(fyne.KeyReturn) // the one that is called so, and back
	s.took("set entity [Transitional Council]", "done")
}

// Letters of an Arabic keyboard choose stances and find tags by where their keys are.
func TestKeysByPlace(t *testing.T) {
	d := newDesk()
	s, c := cardOf(t, d, bare(d, "Claim"))
	c.Latin = func(r rune, _ bool) rune {
		return map[rune]rune{'ش': 'a', 'ؤ': 'c', 'ي': 'd', 'ث': 'e', 'ة': 'm', 'ز': '.'}[r]
	}
	c.FocusFeature("stance")
	s.press('ش', 'ز')
	c.FocusFeature("kind")
	s.write("يثة")
	s.press(fyne.KeyTab)
	s.write("ثؤ")
	s.press(fyne.KeyEscape)
	c.FocusFeature("claimant")
	s.write("كريم") // a name is what it is
	s.press(fyne.KeyTab)
	s.took("set stance [against]", "same stance", "set kind [demand]", "set claimant [Karim Dabbagh]")
}

// A retired tag is not offered, but shown where it is set.
func TestRetiredTags(t *testing.T) {
	d := newDesk()
	for _, set := range []annotate.TagsetID{"category", "stance", "kind"} {
		tags := d.schema.Tagset(set).Tags
		for i := range tags {
			tags[i].Retired = tags[i].ID == "201" || tags[i].ID == "against" || tags[i].ID == "demand"
		}
	}
	s, c := cardOf(t, d, 0) // has 201 and against
	c.FocusFeature("category")
	p := c.focusedSlot().body.(*picker)
	if p.chips[0].Text != "201 Port access (retired)" {
		t.Errorf("the chip says %q", p.chips[0].Text)
	}
	c.FocusFeature("stance")
	a := c.focusedSlot().body.(*answers)
	if len(a.values) != 5 || a.segments.Chosen() != 1 {
		t.Errorf("%d answers, number %d", len(a.values), a.segments.Chosen())
	}
	s.press('f')
	if len(a.values) != 4 || a.segments.Chosen() != 0 {
		t.Errorf("%d answers, number %d", len(a.values), a.segments.Chosen())
	}
	s.press('m', 'a')
	c.FocusFeature("kind")
	s.write("demand")
	s.press(fyne.KeyTab)
	c.FocusFeature("category")
	s.press(fyne.KeyBackspace)
	s.write("201")
	s.press(fyne.KeyReturn, fyne.KeyEscape)
	s.took("set stance [favor]", "set stance [mixed]", "say “demand” is kept as typed: nothing is called so", "set category []", "say “201” is kept as typed: nothing is called so", "done")
}

// Relations stand at both ends with their way and the other's words; Enter goes there,
// Delete unlinks, and their features are slots.
func TestRelationsInTheCard(t *testing.T) {
	d := newDesk()
	d.schema.Relations[1].Features = []annotate.Feature{{ID: "why", Name: "Why", Types: []annotate.FeatureType{annotate.TypeText}}}
	for i, end := range []int{3, 2} {
		d.relations[0] = &annotate.Relation{ID: d.relations[0].ID, Type: d.relations[0].Type, From: d.relations[0].From, To: d.relations[0].To}
		s, c := cardOf(t, d, end)
		if !c.relations.Visible() || c.relations.Text() != "Relations 1" {
			t.Errorf("head %q", c.relations.Text())
		}
		row := c.slots[len(c.slots)-2]
		row.focus()
		l, ok := row.body.(*linked)
		if !ok || row.label.Text() != "Attacks" || l.arrow.Text() != []string{"→", "←"}[i] {
			t.Fatalf("row %q %T", row.label.Text(), row.body)
		}
		other := quoteOf(d.annotations[[]int{2, 3}[i]])
		if l.whole.Text() != "“"+other+"”" {
			t.Errorf("the other end: %q", l.whole.Text())
		}
		s.press(fyne.KeyReturn, fyne.KeyDelete, fyne.KeyTab)
		s.write("ü حزب 📌")
		s.press(fyne.KeyTab)
		s.took("go "+other, "unlink", "relation why 1")
	}
}

// A relation's feature that takes annotations is pointed at in the text, by F4 or its row.
func TestRelationFeatureIsPointedAt(t *testing.T) {
	d := newDesk()
	d.schema.Relations[1].Features = []annotate.Feature{{ID: "source", Name: "Quelle ü", Types: []annotate.FeatureType{annotate.TypeAnnotation}}}
	s, c := cardOf(t, d, 3)
	row := c.slots[len(c.slots)-1]
	row.focus()
	if p, ok := row.body.(*picker); !ok || p.offers[len(p.offers)-1].option.Key != "F4" {
		t.Fatalf("%T offers no pointing", row.body)
	}
	s.press(fyne.KeyF4)
	if !c.Picking() || !c.Takes(row.id(), d.annotations[0].ID) {
		t.Fatal("the slot does not wait for an annotation")
	}
	c.Picked(d.annotations[0].ID)
	s.took("pick "+string(row.id()), "pick end", "relation source 1")
	if v := valuesOf(d.relations[0], "source"); len(v) != 1 || v[0].Ref != d.annotations[0].ID {
		t.Errorf("it has %+v", v)
	}
}

// What is to be looked at again says why, and what new ones begin with is said; both can
// be ended where they stand.
func TestNotices(t *testing.T) {
	d := newDesk()
	d.annotations[0].Recheck = "tag 201 was divided"
	d.defaults = "kind demand"
	s, c := cardOf(t, d, 0)
	if got := c.recheck.words.Text(); got != "Look at this again: tag 201 was divided" || !c.recheck.Visible() {
		t.Errorf("said %q", got)
	}
	if got := c.defaults.words.Text(); got != "Each new claim begins with kind demand" {
		t.Errorf("said %q", got)
	}
	if y := c.slots[0].Position().Y; y < c.recheck.Size().Height+c.defaults.Size().Height {
		t.Errorf("the slots begin at %v, over the notices", y)
	}
	c.recheck.button.Tapped(nil)
	c.defaults.button.Tapped(nil)
	s.took("rechecked", "forget Claim")
	c.Display(annotate.ID{})
	if got := c.empty.begin.Text(); !strings.HasPrefix(got, "Each new claim begins with kind demand\n") {
		t.Errorf("without an annotation: %q", got)
	}
	d.defaults = ""
	c.Display(d.annotations[1].ID)
	if c.recheck.Visible() || c.defaults.Visible() {
		t.Error("a notice stays without its reason")
	}
}

// An annotation of the whole document has a card like others.
func TestWholeDocumentInTheCard(t *testing.T) {
	d := newDesk()
	a := d.mark("Stance", 0, "x")
	a.Fragments, a.Quote.Exact = nil, ""
	s, c := cardOf(t, d, len(d.annotations)-1)
	if c.quote.Text() != "the whole document" {
		t.Errorf("it is about %q", c.quote.Text())
	}
	c.FocusFeature("value")
	s.press('a')
	s.took("set value [against]")
}
