package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"parley/annotate"
)

// TestMarkWhole: W and a layer's key mark the whole document; the strip shows it, n and N
// come to it first, the card edits it, Delete and undo work on it.
func TestMarkWhole(t *testing.T) {
	b, list := linkBench(t)
	b.focusText()
	b.typed("W")
	if !b.covered() {
		t.Fatal("no layer is asked for")
	}
	b.typed("1")
	whole := b.active()
	if whole == nil || len(whole.Fragments) != 0 || whole.Layer != "Claim" || !b.strip.shown || len(b.strip.marks) != 1 {
		t.Fatalf("marked %+v, strip %t", whole, b.strip.shown)
	}
	if b.card.ID() != whole.ID || b.window.Canvas().Focused() != fyne.Focusable(b.view) {
		t.Error("the card does not show it, or the text has not the keyboard")
	}
	b.shortcut(&desktop.CustomShortcut{KeyName: "1", Modifier: fyne.KeyModifierAlt})
	if v := b.active().Values("stance"); len(v) != 1 || v[0].Tag != "favor" {
		t.Errorf("its stance is %v", v)
	}
	b.typed("n")
	if b.activeID() != list[0].ID {
		t.Fatal("n does not go on to the first in the text")
	}
	b.typed("N")
	if b.activeID() != whole.ID {
		t.Fatal("N does not come back to it")
	}
	b.key(fyne.KeyEscape)
	if !b.activeID().IsZero() {
		t.Fatal("Escape leaves it active")
	}
	b.typed("n")
	if b.activeID() != whole.ID {
		t.Fatal("from the top n does not come to it first")
	}
	b.step(true)
	b.step(false)
	b.key(fyne.KeyDelete)
	if b.strip.shown || len(b.annotationsNow()) != 3 {
		t.Fatal("it is not deleted")
	}
	b.undo()
	if !b.strip.shown || b.activeID() != whole.ID {
		t.Error("undo does not bring it back")
	}
	b.pressWhole(whole.ID)
	b.undo()
	b.undo()
	if b.strip.shown {
		t.Error("undone, the strip stays")
	}
}

// TestLinkWhole: an annotation of the whole document can be an end; it bears the first
// number.
func TestLinkWhole(t *testing.T) {
	b, list := linkBench(t, annotate.RelationType{ID: "supports", Name: "Supports"})
	b.markWhole("Claim")
	whole := b.activeID()
	b.choose(list[2].ID, true)
	b.typed("l")
	if b.numberOf(whole) != "1" {
		t.Fatalf("its number is %q", b.numberOf(whole))
	}
	b.typed("N")
	b.typed("N")
	b.typed("N")
	if b.activeID() != whole || b.card.ID() != list[2].ID {
		t.Fatal("N does not come to it")
	}
	b.typed("1")
	if links := relationsOf(b); len(links) != 1 || links[0].To != whole {
		t.Fatalf("linked %+v", links)
	}
}

// TestFlags: a key puts a flag up and down; that no claim is here is contradicted by one's
// own claims, not by mentions.
func TestFlags(t *testing.T) {
	b, _ := linkBench(t)
	b.shortcut(&desktop.CustomShortcut{KeyName: "D", Modifier: fyne.KeyModifierAlt})
	b.shortcut(&desktop.CustomShortcut{KeyName: "N", Modifier: fyne.KeyModifierAlt})
	if got := b.flags(); got != annotate.Difficult|annotate.NoClaims || len(b.strip.flags) != 2 {
		t.Fatalf("flags %v, %d shown", got.Words(), len(b.strip.flags))
	}
	if got := b.status.passing.Text(); got != "No claims here, but 2 claims are marked" || b.strip.against.Text() != "but 2 claims are marked" {
		t.Errorf("said %q, shown %q", got, b.strip.against.Text())
	}
	for _, a := range b.annotationsNow() {
		if a.Layer == "Claim" {
			b.choose(a.ID, true)
			b.remove()
		}
	}
	if b.strip.against.Text() != "" {
		t.Errorf("without claims it says %q", b.strip.against.Text())
	}
	b.undo()
	if got := b.strip.against.Text(); got != "but 1 claim is marked" {
		t.Errorf("it says %q", got)
	}
	if !b.table.byID["document.flag.difficult"].Checked() {
		t.Error("the menu does not show it")
	}
	b.shortcut(&desktop.CustomShortcut{KeyName: "D", Modifier: fyne.KeyModifierAlt})
	if b.flags().Has(annotate.Difficult) {
		t.Error("the flag is not taken down")
	}
	b.undo()
	if !b.flags().Has(annotate.Difficult) || !strings.Contains(flagWords(b.flags()), "difficult, no claims") {
		t.Errorf("flags %q", flagWords(b.flags()))
	}
	if b.state() != annotate.InProgress {
		t.Errorf("the state is %s", b.state())
	}
	if i, _ := b.documents().Find(b.doc.id); !b.documents().At(i).Flags.Has(annotate.Difficult) {
		t.Error("the row of the document has no flag")
	}
}

// TestTableFollowsFilter: a filter narrows the table and the strip as it does the text.
func TestTableFollowsFilter(t *testing.T) {
	b, _ := linkBench(t)
	b.markWhole("Claim")
	at := slices.IndexFunc(b.offers(), func(o offer) bool { return o.aspect == "Layer" && o.name == "Actor" })
	b.toggleCriterion(b.offers()[at].criterion)
	if first, n := b.annotations.Next(annotate.ID{}, 1), b.annotations.Shown(); first.IsZero() || n != 1 {
		t.Fatalf("%d rows pass", n)
	}
	b.setFilterHides(true)
	if b.strip.shown {
		t.Error("what is hidden stands over the text")
	}
	b.clearFilter()
	if n := b.annotations.Shown(); n != 4 || !b.strip.shown {
		t.Errorf("without a filter %d rows, strip %t", n, b.strip.shown)
	}
}

// TestFlaggedAreShown: a command fills in the filter of the list.
func TestFlaggedAreShown(t *testing.T) {
	b := newBench(t)
	b.enterNow()
	b.toggleFlag(annotate.Discuss)
	if row := b.documents().At(0); !row.Flags.Has(annotate.Discuss) {
		t.Fatalf("the row has the flags %v", row.Flags.Words())
	}
	b.table.byID["document.flagged.discuss"].Run()
	if b.list.Next(1) {
		t.Error("a document without the flag is listed")
	}
	b.list.SetFilter("")
	if !b.list.Next(1) {
		t.Error("without a filter there is no other document")
	}
}
