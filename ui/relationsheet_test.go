package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"parley/annotate"
)

// relationBench is a bench with a relation whose type has features of all kinds.
func relationBench(t *testing.T) (*bench, *annotate.Relation) {
	t.Helper()
	b, list := linkBench(t, annotate.RelationType{ID: "supports", Name: "Supports", Features: []annotate.Feature{
		{ID: "how", Name: "How", Types: []annotate.FeatureType{annotate.TypeTag}, Tagset: "stance"},
		{ID: "who", Name: "Who", Types: []annotate.FeatureType{annotate.TypeEntity}, Multi: true},
		{ID: "when", Name: "When", Types: []annotate.FeatureType{annotate.TypeDate}},
		{ID: "words", Name: "Words", Types: []annotate.FeatureType{annotate.TypeText}, Multi: true},
		{ID: "sure", Name: "Sure", Types: []annotate.FeatureType{annotate.TypeBoolean}},
		{ID: "weight", Name: "Weight", Types: []annotate.FeatureType{annotate.TypeNumber}},
	}})
	cs, r, err := b.editor().Link(b.doc.page, "supports", list[1].ID, list[2].ID)
	if !b.apply(cs, err) {
		t.Fatal("not linked")
	}
	b.choose(list[1].ID, true)
	b.focusText()
	return b, r
}

// TestRelationSheet: E, values of every kind by keys, Enter: one step, one undo.
func TestRelationSheet(t *testing.T) {
	b, r := relationBench(t)
	b.typed("E")
	if !b.covered() {
		t.Fatal("E opens nothing")
	}
	next := func(words string) {
		b.typed(words)
		b.key(fyne.KeyReturn)
		b.window.Canvas().FocusNext()
	}
	next("aga")
	b.typed("نقابة الميناء")
	b.key(fyne.KeyReturn) // a new actor
	next("Müller")
	next("mar 2025")
	b.typed("e\u0301 📌")
	b.key(fyne.KeyReturn)
	next("𐐀")
	next("y")
	next("0.5")
	b.typed("see the end") // in the note
	b.shortcut(&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierShortcutDefault})
	now := b.doc.page.Relation(r.ID)
	if b.covered() || len(now.Features) != 6 || now.Note != "see the end" {
		t.Fatalf("covered %t, saved %+v", b.covered(), now)
	}
	for i, want := range []int{1, 2, 1, 2, 1, 1} {
		if len(now.Features[i].Values) != want {
			t.Errorf("%s has %v", now.Features[i].Feature, now.Features[i].Values)
		}
	}
	if all, _ := b.project.session.Entities(); len(all) != 2 || now.Features[0].Values[0].Tag != "against" || now.Features[2].Values[0].Date.String() != "2025-03" {
		t.Errorf("%d actors, %+v", len(all), now.Features)
	}
	if got := b.table.byID["edit.undo"].Label(); got != "Undo edit supports" {
		t.Errorf("%q", got)
	}
	b.undo()
	if all, _ := b.project.session.Entities(); len(b.doc.page.Relation(r.ID).Features) != 0 || len(all) != 0 {
		t.Error("one undo does not take all back")
	}
	b.redo()
	s := b.editRelation(r.ID)
	b.window.Canvas().Focus(s.slots[1].lookup.input)
	b.key(fyne.KeyBackspace) // takes the last actor away
	b.window.Canvas().Focus(s.note)
	s.save()
	if now := b.doc.page.Relation(r.ID); len(now.Features[1].Values) != 1 || len(now.Features) != 6 {
		t.Errorf("saved %+v", now.Features)
	}
	label := b.table.byID["edit.undo"].Label()
	b.editRelation(r.ID).save()
	if got := b.table.byID["edit.undo"].Label(); got != label || b.covered() {
		t.Error("nothing altered is a step")
	}
}

// TestRelationSheetRefuses: what is no value is said, and nothing is kept.
func TestRelationSheetRefuses(t *testing.T) {
	b, r := relationBench(t)
	b.annotations.OnEditRelation(r.ID)
	b.window.Canvas().FocusNext()
	b.window.Canvas().FocusNext()
	b.typed("Thursday")
	b.key(fyne.KeyReturn)
	if !b.covered() || len(b.doc.page.Relation(r.ID).Features) != 0 {
		t.Fatal("no date is kept as one")
	}
	b.key(fyne.KeyEscape)
	if b.covered() {
		t.Error("Escape does not close it")
	}
}

// TestRelationSheetByTab: what is written is kept when Tab goes on while its list is open,
// and the keyboard is in the next line then.
func TestRelationSheetByTab(t *testing.T) {
	b, r := relationBench(t)
	s := b.editRelation(r.ID)
	words := s.slots[3]
	b.window.Canvas().Focus(words.lookup.input)
	b.typed("e\u0301 📌 المجلس")
	if !words.lookup.list.Visible() {
		t.Fatal("nothing is offered")
	}
	b.window.Canvas().FocusNext()
	if got := b.window.Canvas().Focused(); got != fyne.Focusable(s.slots[4].lookup.input) {
		t.Fatalf("%T has the keyboard", got)
	}
	b.window.Canvas().Focus(s.slots[5].lookup.input)
	b.typed("0.5")
	b.window.Canvas().FocusNext()
	b.typed("a note")
	if s.slots[5].lookup.list.Visible() {
		t.Error("the list stays open over the note")
	}
	b.shortcut(&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierShortcutDefault})
	if now := b.doc.page.Relation(r.ID); b.covered() || len(now.Features) != 2 || now.Note != "a note" {
		t.Errorf("covered %t, saved %+v", b.covered(), now)
	}
}
