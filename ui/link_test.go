package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/annotate/edit"
	"parley/annotate/text"
)

// linkBench has three annotations, an Actor, a Claim and a Claim in the order of the text,
// and a schema with these relations.
func linkBench(t *testing.T, relations ...annotate.RelationType) (*bench, []*annotate.Annotation) {
	t.Helper()
	b := newBench(t)
	b.enterNow()
	s := schema()
	s.Relations, s.Version = relations, 2
	e := edit.Editor{Schema: s, Now: b.Origin.Now, NewID: b.Origin.NewID}
	cs := e.Join("Edit schema", annotate.ChangeSet{Changes: []annotate.Change{annotate.Update(b.project.session.Schema(), s)}})
	if !b.apply(cs, nil) {
		t.Fatal("the schema was refused")
	}
	for _, m := range []struct{ words, key string }{{"Müller", "3"}, {"stays closed", "1"}, {"الميناء", "1"}} {
		at := text.Offset(strings.Index(nasty, m.words))
		b.view.Select(text.Span{Start: at, End: at + text.Offset(len(m.words))})
		b.typed(m.key)
		if m.key == "3" {
			b.key(fyne.KeyEscape) // nobody is said to be meant
		}
	}
	return b, b.annotationsNow()
}

func relationsOf(b *bench) (list []*annotate.Relation) {
	for r := range b.doc.page.Relations() {
		list = append(list, r)
	}
	return list
}

// TestLinkByKeys: l, then n or N to the other end and Enter; the type is asked where
// several are allowed; undo is named; Delete in the list of relations takes it away.
func TestLinkByKeys(t *testing.T) {
	b, list := linkBench(t, annotate.RelationType{ID: "supports", Name: "Supports"}, annotate.RelationType{ID: "attacks", Name: "Attacks", From: []annotate.LayerID{"Claim"}, To: []annotate.LayerID{"Claim"}})
	b.choose(list[2].ID, true)
	b.typed("l")
	if !b.picks() || !strings.Contains(b.status.passing.Text(), "Esc calls it off") {
		t.Fatalf("nothing is asked: %q", b.status.passing.Text())
	}
	b.typed("N")
	if !b.picks() || b.card.ID() != list[2].ID {
		t.Fatal("walking to the other end has ended the choice, or taken the card along")
	}
	b.key(fyne.KeyReturn)
	if !b.covered() {
		t.Fatal("of two types none is asked for")
	}
	b.key(fyne.KeyDown)
	b.key(fyne.KeyReturn)
	links := relationsOf(b)
	if len(links) != 1 || links[0].Type != "attacks" || links[0].From != list[2].ID || links[0].To != list[1].ID {
		t.Fatalf("linked %+v", links)
	}
	if b.active().ID != list[2].ID || b.window.Canvas().Focused() != fyne.Focusable(b.view) {
		t.Error("the hand is not back at the first end")
	}
	if got := b.table.byID["edit.undo"].Label(); got != "Undo link attacks" {
		t.Errorf("%q", got)
	}
	b.undo()
	if len(relationsOf(b)) != 0 {
		t.Error("undo leaves it")
	}
	b.redo()
	b.annotations.OnUnlink(relationsOf(b)[0].ID)
	if got := b.table.byID["edit.undo"].Label(); len(relationsOf(b)) != 0 || got != "Undo unlink attacks" {
		t.Errorf("%d relations, %q", len(relationsOf(b)), got)
	}
}

// TestLinkByClick: the only type that is allowed is not asked for.
func TestLinkByClick(t *testing.T) {
	b, list := linkBench(t, annotate.RelationType{ID: "says", Name: "Says", From: []annotate.LayerID{"Actor"}, To: []annotate.LayerID{"Claim"}})
	b.choose(list[0].ID, true)
	b.typed("l")
	b.activated(docviewID(annotate.ID{})) // a click beside every mark calls it off
	if b.picks() || b.active().ID != list[0].ID {
		t.Fatal("a click on bare text does not call it off")
	}
	b.typed("l")
	b.activated(docviewID(list[2].ID))
	if links := relationsOf(b); b.covered() || len(links) != 1 || links[0].From != list[0].ID || links[0].To != list[2].ID {
		t.Fatalf("linked %+v", links)
	}
}

// TestLinkRefused: what cannot be linked says why, and Escape changes nothing.
func TestLinkRefused(t *testing.T) {
	b, list := linkBench(t, annotate.RelationType{ID: "says", Name: "Says", From: []annotate.LayerID{"Actor"}, To: []annotate.LayerID{"Claim"}})
	b.view.Activate(docviewID(annotate.ID{}), false)
	b.typed("l")
	if got := b.status.passing.Text(); b.picks() || got != "Link: needs an annotation; press n first" {
		t.Errorf("said %q", got)
	}
	b.choose(list[0].ID, true)
	b.typed("l")
	b.typed("n")
	b.key(fyne.KeyEscape)
	if b.picks() || b.active().ID != list[0].ID || len(relationsOf(b)) != 0 {
		t.Errorf("after Escape: %t, active %+v", b.picks(), b.active())
	}
	b.typed("l")
	b.key(fyne.KeyReturn) // the hand is still on the first end
	if !b.picks() {
		t.Error("an annotation was linked to itself")
	}
}

// TestLinkByNumber: three keys make a relation. Only what it may lead to has a number; a
// number that another one begins with waits for Enter.
func TestLinkByNumber(t *testing.T) {
	b, list := linkBench(t, annotate.RelationType{ID: "supports", Name: "Supports", From: []annotate.LayerID{"Claim"}, To: []annotate.LayerID{"Claim"}},
		annotate.RelationType{ID: "attacks", Name: "Attacks", From: []annotate.LayerID{"Claim"}, To: []annotate.LayerID{"Claim"}})
	b.choose(list[1].ID, true)
	b.typed("l")
	if id, ok := b.view.Numbered(1); !ok || annotate.ID(id) != list[2].ID || b.view.Numbers() != 1 {
		t.Fatalf("%d numbers, the first is %v", b.view.Numbers(), id)
	}
	if m, _ := b.doc.marks.Mark(docviewID(list[0].ID)); !m.Style.Dimmed {
		t.Error("an actor, which it may not lead to, is not dimmed")
	}
	b.typed("7")
	if got := b.status.passing.Text(); !b.picks() || !strings.Contains(got, "has the number 7") {
		t.Fatalf("said %q", got)
	}
	b.typed("1a")
	links := relationsOf(b)
	if len(links) != 1 || links[0].Type != "attacks" || links[0].From != list[1].ID || links[0].To != list[2].ID {
		t.Fatalf("linked %+v", links)
	}
	if m, _ := b.doc.marks.Mark(docviewID(list[0].ID)); m.Style.Dimmed || b.view.Numbers() > 0 {
		t.Error("the choice is over and something is dimmed or numbered still")
	}
	b.typed("l1") // attacks is there already, so supports is the only type
	if links = relationsOf(b); b.covered() || len(links) != 2 {
		t.Fatalf("%d relations, covered %t", len(links), b.covered())
	}
	b.typed("lx1") // the other way round both are possible again
	if !b.covered() {
		t.Fatal("turned round, no type is asked for")
	}
	b.typed("x") // and round again: there is none left that way
	b.typed("s")
	if links = relationsOf(b); len(links) != 3 {
		t.Fatalf("%d relations", len(links))
	}
	turned := links[slices.IndexFunc(links, func(r *annotate.Relation) bool { return r.From == list[2].ID })]
	if turned.Type != "supports" || turned.To != list[1].ID || b.active().ID != list[1].ID {
		t.Errorf("turned round it is %+v", turned)
	}
	b.undo()
	b.undo()
	b.undo()
	if len(relationsOf(b)) != 0 {
		t.Error("three steps do not take three relations back")
	}
}

// TestLinkTurnedAtOnce: where no relation begins at a layer, one that ends there is made.
func TestLinkTurnedAtOnce(t *testing.T) {
	b, list := linkBench(t, annotate.RelationType{ID: "says", Name: "Says", From: []annotate.LayerID{"Actor"}, To: []annotate.LayerID{"Claim"}})
	b.choose(list[1].ID, true)
	b.typed("l")
	b.activated(docviewID(list[2].ID)) // a claim, which says nothing
	if got := b.status.passing.Text(); !b.picks() || got != "No relation leads from claim to claim" {
		t.Fatalf("said %q", got)
	}
	b.typed("n") // there is none behind: the only one is before
	b.typed("N")
	b.key(fyne.KeyReturn)
	if links := relationsOf(b); len(links) != 1 || links[0].From != list[0].ID || links[0].To != list[1].ID {
		t.Fatalf("linked %+v", links)
	}
}

// TestLinkByDrag: a line from label to label; its type is asked for, Escape makes none.
func TestLinkByDrag(t *testing.T) {
	b, list := linkBench(t, annotate.RelationType{ID: "supports", Name: "Supports"}, annotate.RelationType{ID: "attacks", Name: "Attacks"})
	from, to := docviewID(list[1].ID), docviewID(list[2].ID)
	if !b.pulls(from) || b.doc.marks.choosing == nil {
		t.Fatal("no line may begin")
	}
	b.pulled(from, docviewID(annotate.ID{}))
	if b.doc.marks.choosing != nil || b.covered() || len(relationsOf(b)) != 0 {
		t.Fatal("called off, it is not over")
	}
	b.pulls(from)
	b.pulled(from, to)
	if !b.covered() {
		t.Fatal("the type is not asked for")
	}
	b.key(fyne.KeyEscape)
	b.pulls(from)
	b.pulled(from, to)
	b.typed("a")
	if links := relationsOf(b); len(links) != 1 || links[0].Type != "attacks" || b.window.Canvas().Focused() != fyne.Focusable(b.view) {
		t.Fatalf("linked %+v", links)
	}
	b.undo()
	if len(relationsOf(b)) != 0 {
		t.Error("undo leaves it")
	}
}

// TestDeleteAsks: an annotation with relations goes with them, when asked, and all comes
// back in one step.
func TestDeleteAsks(t *testing.T) {
	b, list := linkBench(t, annotate.RelationType{ID: "supports", Name: "Supports"})
	for _, to := range []int{0, 2} {
		cs, _, err := b.editor().Link(b.doc.page, "supports", list[1].ID, list[to].ID)
		b.apply(cs, err)
	}
	b.choose(list[1].ID, true)
	b.key(fyne.KeyDelete)
	if !b.covered() || b.doc.page.Annotation(list[1].ID) == nil {
		t.Fatal("it goes unasked")
	}
	b.typedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if b.doc.page.Annotation(list[1].ID) == nil {
		t.Fatal("Escape deletes")
	}
	b.focusText()
	b.key(fyne.KeyDelete)
	b.typedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if b.doc.page.Annotation(list[1].ID) != nil || len(relationsOf(b)) != 0 {
		t.Fatal("it is not deleted with its relations")
	}
	b.undo()
	if b.doc.page.Annotation(list[1].ID) == nil || len(relationsOf(b)) != 2 {
		t.Error("one undo does not bring all back")
	}
	b.removeAll(list[0].ID, list[2].ID)
	b.typedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if n := len(b.annotationsNow()); n != 1 || len(relationsOf(b)) != 0 {
		t.Errorf("%d annotations, %d relations", n, len(relationsOf(b)))
	}
	b.undo()
	if n := len(b.annotationsNow()); n != 3 || len(relationsOf(b)) != 2 {
		t.Errorf("undone: %d annotations, %d relations", n, len(relationsOf(b)))
	}
	b.choose(list[0].ID, true)
	b.unlink(relationsOf(b)[0].ID)
	b.unlink(relationsOf(b)[0].ID)
	if b.focusText(); len(relationsOf(b)) == 0 {
		b.key(fyne.KeyDelete)
	}
	if b.covered() || len(b.annotationsNow()) != 2 {
		t.Error("one without relations is asked for")
	}
}
