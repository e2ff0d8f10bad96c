package ui

import (
	"strings"
	"testing"

	"parley/annotate"
)

// TestRelationOfTheWhole: a relation that ends at the whole document is listed at both ends,
// in the card, under the pointer and over the text, and r follows it there and back.
func TestRelationOfTheWhole(t *testing.T) {
	b, list := linkBench(t, annotate.RelationType{ID: "supports", Name: "Supports"})
	b.markWhole("Claim")
	whole := b.active()
	if whole == nil || len(whole.Fragments) > 0 {
		t.Fatalf("marked %+v", whole)
	}
	for _, from := range []annotate.ID{list[1].ID, list[2].ID} {
		cs, _, err := b.editor().Link(b.doc.page, "supports", from, whole.ID)
		if !b.apply(cs, err) {
			t.Fatal("not linked")
		}
	}
	if n := len((source{b.Workbench}).RelationsOf(whole.ID)); n != 2 {
		t.Errorf("the card of the whole document lists %d", n)
	}
	if n := len((source{b.Workbench}).RelationsOf(list[1].ID)); n != 1 {
		t.Errorf("the card of the other end lists %d", n)
	}
	if got := strings.Join(b.described(list[2]), "|"); !strings.Contains(got, "Supports → ") || !strings.Contains(got, "the whole document") {
		t.Errorf("the other end is described as %q", got)
	}
	if got := strings.Join(b.described(whole), "|"); strings.Count(got, "Supports ← ") != 2 || !strings.Contains(got, list[1].Quote.Exact) {
		t.Errorf("the whole document is described as %q", got)
	}
	if got := b.strip.marks[0].label.Text(); !strings.HasSuffix(got, " · 2 relations") {
		t.Errorf("the strip says %q", got)
	}
	b.choose(list[2].ID, true)
	b.focusText()
	b.typed("r")
	if b.activeID() != whole.ID || b.card.ID() != whole.ID {
		t.Fatal("r does not lead to the whole document")
	}
	b.typed("r")
	if b.activeID() != list[2].ID {
		t.Fatal("r does not lead back")
	}
	b.choose(whole.ID, true)
	for _, want := range []annotate.ID{list[1].ID, list[2].ID, whole.ID} {
		b.typed("r")
		if b.activeID() != want {
			t.Fatalf("r leads to %v, want %v", b.activeID(), want)
		}
	}
	b.typed("R")
	if b.activeID() != list[2].ID {
		t.Error("R does not go the other way")
	}
	b.undo()
	if got := b.strip.marks[0].label.Text(); !strings.HasSuffix(got, " · 1 relation") {
		t.Errorf("after undo the strip says %q", got)
	}
}
