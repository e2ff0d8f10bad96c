package ui

import (
	"bytes"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"parley/annotate"
	"parley/annotate/codec/parley"
	"parley/annotate/text"
	"parley/assets"
)

// claimBench has the schema of political claims and two actors of the register.
func claimBench(t *testing.T) (b *bench, council, müller *annotate.Entity) {
	t.Helper()
	b = newBench(t)
	b.enterNow()
	data, err := assets.Template(assets.DefaultTemplate)
	if err != nil {
		t.Fatal(err)
	}
	template, err := parley.ReadTemplate(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	template.Schema.Version = 2
	cs := b.editor().Join("Edit schema", annotate.ChangeSet{Changes: []annotate.Change{annotate.Update(b.project.session.Schema(), template.Schema)}})
	if !b.apply(cs, nil) {
		t.Fatal("the schema was refused")
	}
	return b, b.enlist("Harbour Council", "the harbour", "مجلس الميناء"), b.enlist("Jürgen Müller", "Müller")
}

func (b *bench) enlist(name string, aliases ...string) *annotate.Entity {
	b.t.Helper()
	var list []annotate.Alias
	for _, a := range aliases {
		list = append(list, annotate.Alias{Name: a})
	}
	cs, e, err := b.editor().AddEntity(name, "", list...)
	if !b.apply(cs, err) {
		b.t.Fatal("no actor")
	}
	return e
}

// on selects words of the text, which gets the keyboard.
func (b *bench) on(words string) {
	b.t.Helper()
	b.focusText()
	at := text.Offset(strings.Index(nasty, words))
	b.view.Select(text.Span{Start: at, End: at + text.Offset(len(words))})
}

// presses counts what is pressed; words that are typed are not.
type presses struct {
	*bench
	n int
}

func (p *presses) press(keys ...any) {
	for _, k := range keys {
		p.n++
		switch k := k.(type) {
		case rune:
			p.typed(string(k))
		case fyne.KeyName:
			p.key(k)
		}
	}
}

// TestStatementInTheWindow: a claim with one claimant, category, stance and target takes
// at most eight presses beyond typing names, from the text and back to it, and is there.
func TestStatementInTheWindow(t *testing.T) {
	b, council, müller := claimBench(t)
	b.on("the 👩‍👩‍👧 harbour 𐐀 stays closed")
	p := &presses{bench: b}
	p.press('1', fyne.KeyTab)
	b.typed("mül")
	p.press(fyne.KeyTab, fyne.KeyTab) // taken; the kind is passed over
	b.typed("port acc")
	p.press(fyne.KeyTab, 'a', fyne.KeyTab)
	b.typed("harb")
	p.press(fyne.KeyReturn)
	t.Logf("%d key presses beyond typing names", p.n)
	if p.n > 8 {
		t.Errorf("%d presses, want at most 8", p.n)
	}
	if b.window.Canvas().Focused() != fyne.Focusable(b.view) {
		t.Error("the keyboard is not back in the text")
	}
	a := b.active()
	for f, want := range map[annotate.FeatureID]annotate.Value{
		"claimant": {Type: annotate.TypeEntity, Ref: müller.ID}, "target": {Type: annotate.TypeEntity, Ref: council.ID},
		"category": {Type: annotate.TypeTag, Tag: "201"}, "stance": {Type: annotate.TypeTag, Tag: "against"},
	} {
		if v := a.Values(f); len(v) != 1 || v[0] != want {
			t.Errorf("%s: %+v", f, v)
		}
	}
	if len(a.Values("kind")) != 0 {
		t.Error("what nobody set is set")
	}
}

// TestOffersInOrder: who is named nearby with the mention, then who speaks, the author and
// who was used last, each once and with why.
func TestOffersInOrder(t *testing.T) {
	b, council, müller := claimBench(t)
	b.enlist("Nadia Farouk")
	last := b.enlist("𐐀 Union")
	b.on("Müller")
	b.typed("3") // the register knows who is called so, and the card asks at once
	if o := b.cardOffers(""); o[0] != "Jürgen Müller: called so" {
		t.Errorf("a mention is offered %q", o)
	}
	b.key(fyne.KeyReturn) // who is called so
	mention := b.active()
	if v := mention.Values("entity"); len(v) != 1 || v[0].Ref != müller.ID {
		t.Fatalf("the mention names %+v", v)
	}
	for _, o := range (source{b.Workbench}).Entities("") {
		if !o.Mention.IsZero() {
			t.Errorf("a mention is offered %s as read elsewhere", o.Entity.Name)
		}
	}
	next := *b.doc.page.Document()
	next.Author, next.Turns = "nadia farouk", []annotate.Turn{{Speaker: "HC", Entity: council.ID}}
	if !b.apply(b.editor().Join("Edit document", annotate.ChangeSet{Changes: []annotate.Change{annotate.Update(b.doc.page.Document(), &next)}}), nil) {
		t.Fatal("no head")
	}
	b.on("stays closed")
	b.typed("1")
	b.setValues(b.active().ID, "addressee", []annotate.Value{{Type: annotate.TypeEntity, Ref: last.ID}})
	o := b.cardOffers("")
	if len(o) < 4 || !strings.HasPrefix(o[0], "Jürgen Müller: ") || !strings.HasSuffix(o[0], " away") || !strings.Contains(strings.Join(o, "\n"), "Nadia Farouk: author") || !strings.Contains(strings.Join(o, "\n"), "𐐀 Union: used last") {
		t.Errorf("offered %q", o)
	}
	other := next
	other.Author = müller.Name
	b.apply(b.editor().Join("Edit document", annotate.ChangeSet{Changes: []annotate.Change{annotate.Update(b.doc.page.Document(), &other)}}), nil)
	if o := b.cardOffers(""); !strings.HasPrefix(o[0], "Jürgen Müller: author · ") {
		t.Errorf("offered %q", o)
	}
	for i, s := range o {
		for _, other := range o[:i] {
			if strings.SplitN(s, ":", 2)[0] == strings.SplitN(other, ":", 2)[0] {
				t.Errorf("%q is offered twice", s)
			}
		}
	}
	b.key(fyne.KeyTab)
	b.key(fyne.KeyDown)
	b.key(fyne.KeyReturn)
	if v := b.active().Values("claimant"); len(v) != 1 || v[0].Ref != müller.ID || v[0].Mention != mention.ID {
		t.Errorf("claimant %+v", v)
	}
}

// TestStrangerIsProposed: whoever speaks and is in no register is made an actor by the key
// for new ones, and is offered as any other from then on.
func TestStrangerIsProposed(t *testing.T) {
	b, council, _ := claimBench(t)
	b.on("stays closed")
	b.typed("1")
	for _, turn := range []struct {
		turn annotate.Turn
		want string
	}{{annotate.Turn{Speaker: "ليلى"}, "ليلى"}, {annotate.Turn{Speaker: "HC", Entity: council.ID}, ""}, {annotate.Turn{Speaker: council.Name}, ""}, {annotate.Turn{}, ""}} {
		next := *b.doc.page.Document()
		next.Turns = []annotate.Turn{turn.turn}
		b.apply(b.editor().Join("Edit document", annotate.ChangeSet{Changes: []annotate.Change{annotate.Update(b.doc.page.Document(), &next)}}), nil)
		if got := (source{b.Workbench}).Proposal(); got != turn.want {
			t.Errorf("%+v: %q is proposed, not %q", turn.turn, got, turn.want)
		}
	}
}

// offered are the actors that the card offers, each with why.
func (b *bench) cardOffers(query string) (list []string) {
	for _, o := range (source{b.Workbench}).Entities(query) {
		s := o.Entity.Name + ": " + o.Note
		if o.Also != "" {
			s += " (" + o.Also + ")"
		}
		list = append(list, s)
	}
	return list
}

// TestAmbiguousOffers: a name that two have says whose else it is.
func TestAmbiguousOffers(t *testing.T) {
	b, _, _ := claimBench(t)
	b.enlist("Harbour Watch", "The Harbour")
	b.on("stays closed")
	b.typed("1")
	o := strings.Join(b.cardOffers("the harbour"), "\n")
	if !strings.Contains(o, "(also Harbour Watch)") || !strings.Contains(o, "(also Harbour Council)") {
		t.Errorf("offered %q", o)
	}
}

// TestClickOnAMention: a mark that is pressed while a slot for actors has the keyboard is
// what it was read from; undo takes it back in one step.
func TestClickOnAMention(t *testing.T) {
	b, _, müller := claimBench(t)
	b.on("Müller")
	b.typed("3")
	b.key(fyne.KeyEscape) // nobody is said to be meant
	mention := b.active().ID
	b.setValues(mention, "entity", []annotate.Value{{Type: annotate.TypeEntity, Ref: müller.ID}})
	b.on("stays closed")
	b.typed("1")
	claim := b.active().ID
	b.key(fyne.KeyTab)
	b.focusText() // as a press on the text does
	b.view.Activate(docviewID(mention), false)
	b.activated(docviewID(mention))
	if v := b.doc.page.Annotation(claim).Values("claimant"); len(v) != 1 || v[0].Mention != mention || v[0].Ref != müller.ID {
		t.Fatalf("claimant %+v", v)
	}
	if f, ok := b.card.Focused(); !ok || f != "claimant" || b.card.ID() != claim || b.activeID() != claim {
		t.Errorf("the keyboard is in %q %v of %v", f, ok, b.card.ID())
	}
	b.undo()
	if len(b.doc.page.Annotation(claim).Values("claimant")) != 0 {
		t.Error("undo leaves it")
	}
	b.key(fyne.KeyEscape)
	b.choose(mention, false)
	if b.card.ID() != mention {
		t.Error("a mark cannot be chosen any more")
	}
}

// TestDefaults: what new ones begin with is asked for, told, set in the step that marks,
// and ended by the same key; nothing else is ever set.
func TestDefaults(t *testing.T) {
	b, _, müller := claimBench(t)
	alt := func() { b.shortcut(&desktop.CustomShortcut{KeyName: fyne.KeyB, Modifier: fyne.KeyModifierAlt}) }
	b.on("stays closed")
	b.typed("1")
	b.setValues(b.active().ID, "claimant", []annotate.Value{{Type: annotate.TypeEntity, Ref: müller.ID}})
	b.card.FocusFeature("kind")
	b.typed("dem")
	b.key(fyne.KeyTab)
	b.card.FocusFeature("kind")
	alt()
	if got := (source{b.Workbench}).Defaults("Claim"); got != "kind demand" {
		t.Errorf("the card says %q", got)
	}
	b.key(fyne.KeyEscape)
	b.on("they wrote")
	b.typed("1")
	a := b.active()
	if v := a.Values("kind"); len(v) != 1 || v[0].Tag != "demand" || len(a.Features) != 1 {
		t.Errorf("begins with %+v", a.Features)
	}
	if got := b.status.passing.Text(); !strings.Contains(got, "kind demand") {
		t.Errorf("said %q", got)
	}
	b.undo()
	if b.doc.page.Annotation(a.ID) != nil {
		t.Error("the values are a step of their own")
	}
	b.choose(annotate.ID{}, false)
	if got := b.table.byID["annotation.defaults"].Label(); got != "Begin new ones with nothing again" {
		t.Errorf("the key does %q", got)
	}
	alt() // ends it, also without an annotation
	b.on("they wrote")
	b.typed("1")
	if n := len(b.active().Features); n != 0 || (source{b.Workbench}).Defaults("Claim") != "" {
		t.Errorf("%d features after the end of it", n)
	}
}

// TestClone: what one says is said of other words, in one step; the values of another
// document's mentions stay behind.
func TestClone(t *testing.T) {
	b, _, müller := claimBench(t)
	b.on("Müller")
	b.typed("3")
	b.key(fyne.KeyEscape) // nobody is said to be meant
	mention := b.active().ID
	b.on("stays closed")
	b.typed("1")
	b.setValues(b.active().ID, "claimant", []annotate.Value{{Type: annotate.TypeEntity, Ref: müller.ID, Mention: mention}})
	first, before := b.active(), b.doc.page.Count()
	b.on("stays closed")
	b.typed("c")
	if said := b.status.passing.Text(); b.doc.page.Count() != before || !strings.Contains(said, "already") {
		t.Errorf("cloned onto its own words; said %q", said)
	}
	b.on("الميناء ملك للناس")
	b.typed("c")
	a := b.active()
	if a.ID == first.ID || a.Quote.Exact != "الميناء ملك للناس" || len(a.Values("claimant")) != 1 || a.Values("claimant")[0].Mention != mention {
		t.Errorf("cloned %+v", a)
	}
	if got := b.table.byID["edit.undo"].Label(); got != "Undo clone claim" {
		t.Errorf("%q", got)
	}
	b.stepDocument(1)
	b.typed(".")
	if a := b.active(); a == nil || len(a.Values("claimant")) != 1 || !a.Values("claimant")[0].Mention.IsZero() {
		t.Errorf("in another document %+v", a)
	}
}

// TestIncomplete: the index tells what lacks a required value; m goes there and gives its
// slot the keyboard; nothing is blocked meanwhile.
func TestIncomplete(t *testing.T) {
	b, _, _ := claimBench(t)
	b.on("stays closed")
	b.typed("1")
	claim := b.active().ID
	b.until("the index", func() bool { return b.index() != nil })
	if n := b.incomplete(b.doc.id); n != 1 {
		t.Errorf("%d incomplete", n)
	}
	b.stepDocument(1)
	b.typed("m")
	if f, ok := b.card.Focused(); !ok || f != "claimant" || b.card.ID() != claim {
		t.Errorf("in %q %v of %v; said %q", f, ok, b.card.ID(), b.status.passing.Text())
	}
}

// TestRechecked: k says that an annotation was looked at again, and undo that it was not.
func TestRechecked(t *testing.T) {
	b, _, _ := claimBench(t)
	b.on("stays closed")
	b.typed("1")
	id := b.active().ID
	if ok, why := b.table.byID["annotation.rechecked"].Can(); ok || why == "" {
		t.Error("nothing was asked for")
	}
	cs, err := b.editor().SetRecheck(b.doc.page, id, "tag 201 was divided")
	b.apply(cs, err)
	b.typed("k")
	if b.active().Recheck != "" {
		t.Error("it is still to be looked at")
	}
	b.undo()
	if b.active().Recheck == "" {
		t.Error("undo says nothing")
	}
}

// TestQuitUnderACard: Ctrl+Q closes as the button of the frame does, whatever lies over
// the window or has the keyboard.
func TestQuitUnderACard(t *testing.T) {
	quit := &desktop.CustomShortcut{KeyName: fyne.KeyQ, Modifier: fyne.KeyModifierShortcutDefault}
	for name, open := range map[string]func(b *bench){
		"a form": func(b *bench) { b.NewProject() },
		"a slot": func(b *bench) { b.typed("1"); b.key(fyne.KeyTab) },
	} {
		b := newBench(t)
		b.enterNow()
		open(b)
		b.shortcut(quit)
		if !b.closing {
			t.Errorf("under %s nothing happens", name)
		}
	}
}
