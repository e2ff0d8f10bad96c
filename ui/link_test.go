package ui

import (
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
	b.typedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	b.typedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
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
	b.choose(list[1].ID, true)
	b.typed("l")
	if got := b.status.passing.Text(); b.picks() || got != "Link: the schema has no relation that begins at this layer" {
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
