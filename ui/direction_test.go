package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"parley/annotate"
	"parley/ui/textlayout"
)

// The direction is the document's: a key turns it, the text follows, undo takes it back,
// and it is there again when the document is opened anew.
func TestTextDirection(t *testing.T) {
	b := newBench(t)
	b.enterNow()
	key := &desktop.CustomShortcut{KeyName: fyne.KeyX, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}
	is := func(when string, said annotate.Direction, shown textlayout.Direction) {
		t.Helper()
		if got := b.doc.page.Document().Direction; got != said || b.view.Options().Direction != shown {
			t.Errorf("%s: the document says %v, the text is laid out as %d; want %v, %d", when, got, b.view.Options().Direction, said, shown)
		}
		for _, r := range readings {
			if a := b.table.byID["view.direction."+r.id]; a.Checked() != (r.direction == said) {
				t.Errorf("%s: %q is checked: %v", when, a.Name, a.Checked())
			}
		}
	}
	is("at first", annotate.AutoDirection, textlayout.Auto)
	b.shortcut(key)
	is("after the key", annotate.LeftToRight, textlayout.LeftToRight)
	b.shortcut(key)
	is("after the key again", annotate.RightToLeft, textlayout.RightToLeft)
	first := b.doc.id
	b.stepDocument(1)
	if b.doc.id == first {
		t.Fatal("there is no other document")
	}
	is("in another document", annotate.AutoDirection, textlayout.Auto)
	b.openDocument(first)
	is("opened again", annotate.RightToLeft, textlayout.RightToLeft)
	b.undo()
	is("undone", annotate.LeftToRight, textlayout.LeftToRight)
	if !b.table.byID["view.direction.auto"].do() {
		t.Error("the menu's line cannot run")
	}
	is("by the menu", annotate.AutoDirection, textlayout.Auto)
}
