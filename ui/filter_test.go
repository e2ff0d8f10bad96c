package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/annotate/text"
	"parley/ui/docview"
)

// filterBench has a claim against, an actor and a claim without a stance.
func filterBench(t *testing.T) (*bench, []*annotate.Annotation) {
	b, list := linkBench(t)
	b.choose(list[1].ID, true)
	b.table.byID["stance.against"].do()
	b.view.Activate(docview.ID{}, false)
	return b, b.annotationsNow()
}

func (b *bench) styles() (list []docview.Style) {
	for m := range b.doc.marks.Marks(b.doc.page.Text().All()) {
		list = append(list, m.Style)
	}
	return list
}

// offered finds a criterion.
func (b *bench) offered(aspect, name string) criterion {
	b.t.Helper()
	for _, o := range b.offers() {
		if o.aspect == aspect && o.name == name {
			return o.criterion
		}
	}
	b.t.Fatalf("%s %s is not offered", aspect, name)
	return criterion{}
}

// TestFilterDimsAndHides: what does not meet it is dimmed, then hidden; n passes it by;
// what is left is counted; criteria of one aspect are alternatives.
func TestFilterDimsAndHides(t *testing.T) {
	b, list := filterBench(t)
	b.toggleCriterion(b.offered("Layer", "Claim"))
	if s := b.styles(); !s[0].Dimmed || s[1].Dimmed || s[2].Dimmed || b.doc.marks.passing != 2 {
		t.Fatalf("claims only: %+v, %d pass", s, b.doc.marks.passing)
	}
	if !b.head.filter.Visible() || b.head.filter.Text != "2 of 3" || b.status.passing.Text() != "2 annotations shown, 1 dimmed" {
		t.Errorf("said %q and %q", b.head.filter.Text, b.status.passing.Text())
	}
	b.typed("H")
	if s := b.styles(); !s[0].Hidden || s[0].Dimmed || s[1].Hidden {
		t.Errorf("hidden: %+v", s)
	}
	b.toggleCriterion(b.offered("Stance", "against"))
	if s := b.styles(); !s[0].Hidden || s[1].Hidden || !s[2].Hidden {
		t.Errorf("claims against: %+v", s)
	}
	b.toggleCriterion(b.offered("Stance", "unset"))
	if b.doc.marks.passing != 2 {
		t.Errorf("against or unset: %d pass", b.doc.marks.passing)
	}
	b.toggleCriterion(b.offered("Layer", "Actor"))
	if b.doc.marks.passing != 2 {
		t.Errorf("an actor has a stance: %d pass", b.doc.marks.passing)
	}
	if id, ok := b.doc.marks.next(annotate.ID{}, -1, true); !ok || id != list[1].ID {
		t.Error("next stops at what is hidden")
	}
	b.view.Select(text.Span{})
	b.typed("n")
	if a := b.active(); a == nil || a.ID != list[1].ID {
		t.Errorf("n stops at %+v", a)
	}
	at := text.Offset(strings.Index(nasty, "third"))
	b.view.Select(text.Span{Start: at, End: at + 5})
	b.typed("1")
	if b.head.filter.Text != "3 of 4" {
		t.Errorf("after one more claim: %q", b.head.filter.Text)
	}
	b.undo()
	b.typed("F")
	if b.head.filter.Visible() || b.project.filter.on() || b.doc.marks.passing != 3 {
		t.Errorf("after clearing: %+v", b.styles())
	}
}

// TestFilterByKeys: f, some letters and Enter; Enter again takes it back; the card stays.
func TestFilterByKeys(t *testing.T) {
	b, _ := filterBench(t)
	b.typed("f")
	if !b.covered() {
		t.Fatal("f opens nothing")
	}
	b.typed("against")
	b.key(fyne.KeyReturn)
	if f := b.project.filter; len(f.criteria) != 1 || f.criteria[0].String() != "Stance: against" || !b.covered() {
		t.Fatalf("asked for %+v", f.criteria)
	}
	b.key(fyne.KeyReturn)
	if b.project.filter.on() {
		t.Error("Enter does not take it back")
	}
	b.key(fyne.KeyReturn)
	b.key(fyne.KeyEscape)
	if b.covered() || b.window.Canvas().Focused() != fyne.Focusable(b.view) {
		t.Error("the keyboard is not back in the text")
	}
	if ok, why := b.table.byID["filter.clear"].Can(); !ok {
		t.Error(why)
	}
	b.stepDocument(1)
	if b.doc.marks.passing != 0 || b.head.filter.Text != "0 of 0" {
		t.Errorf("in the next document: %d pass, %q", b.doc.marks.passing, b.head.filter.Text)
	}
}

// TestColoursStandForStances: marks, legend and settings follow; an annotation that
// changes its stance changes its colour and the counts.
func TestColoursStandForStances(t *testing.T) {
	b, list := filterBench(t)
	b.table.byID["view.colour.stance"].do()
	slots := func() (s []int) {
		for _, st := range b.styles() {
			s = append(s, st.Slot)
		}
		return s
	}
	if s := slots(); s[0] != stanceSlots[docview.NoStance] || s[1] != stanceSlots[docview.Against] || s[2] != stanceSlots[docview.UnsetStance] {
		t.Errorf("slots %v", s)
	}
	legend := func() string {
		var names []string
		for _, r := range b.doc.marks.legend() {
			names = append(names, r.Name+" "+grouped(r.Count))
		}
		return strings.Join(names, ", ")
	}
	if got := legend(); got != "against 1, unset 1, no stance 1" {
		t.Errorf("the legend says %s", got)
	}
	b.choose(list[2].ID, true)
	b.table.byID["stance.favor"].do()
	if got := legend(); got != "favor 1, against 1, no stance 1" {
		t.Errorf("after a change the legend says %s", got)
	}
	b.filterByLegend(1)
	if b.doc.marks.passing != 1 || b.project.filter.criteria[0].name != "against" {
		t.Errorf("the legend asks for %+v", b.project.filter.criteria)
	}
	b.stepDocument(1)
	if b.Settings.Now().ColourBy != "stance" || b.doc.marks.colours.mode != byStance {
		t.Error("it is not remembered")
	}
	b.table.byID["view.colour.layer"].do()
	if b.doc.marks.legend() != nil || b.doc.marks.colours.mode != byLayer {
		t.Error("layers do not come back")
	}
}

// TestColoursOfActorsStay: who has a colour keeps it when others are named more often.
func TestColoursOfActorsStay(t *testing.T) {
	b, list := filterBench(t)
	name := func(at int, actor string) annotate.ID {
		e := &annotate.Entity{ID: b.Origin.NewID(), Name: actor}
		cs := b.editor().Join("Name "+actor, annotate.ChangeSet{Changes: []annotate.Change{annotate.Create(e)}})
		b.apply(cs, nil)
		set, err := b.editor().SetFeature(b.doc.page, list[at].ID, "claimant", annotate.Value{Type: annotate.TypeEntity, Ref: e.ID})
		if !b.apply(set, err) {
			t.Fatal(err)
		}
		return e.ID
	}
	first := name(1, "Müller 📌")
	b.setColourMode(byActor)
	before := b.styles()
	second := name(2, "سلمى")
	if got := b.doc.marks.colours.slotOf(category{id: first}); got != 1 || before[1].Slot != 1 {
		t.Errorf("the first actor has slot %d", got)
	}
	if got := b.doc.marks.colours.slotOf(category{id: second}); got != 2 || b.styles()[0].Slot != noneSlot {
		t.Errorf("the second actor has slot %d", got)
	}
}
