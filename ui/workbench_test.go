package ui

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"parley/annotate"
	"parley/annotate/intake"
	"parley/annotate/text"
)

// TestMarkByDigit: the text has the keyboard from the moment it is shown, and a digit
// marks the sentence at the caret, or what is selected.
func TestMarkByDigit(t *testing.T) {
	b := newBench(t)
	b.enterNow()
	b.typed("1")
	list := b.annotationsNow()
	if len(list) != 1 || list[0].Layer != "Claim" || !strings.HasSuffix(list[0].Quote.Exact, "closed.") {
		t.Fatalf("marked %+v", list)
	}
	if b.active() != list[0] || b.card.ID() != list[0].ID {
		t.Error("the new annotation is not the one in hand")
	}
	start := text.Offset(strings.Index(nasty, "👩‍👩‍👧"))
	b.view.Select(text.Span{Start: start, End: start + text.Offset(len("👩‍👩‍👧"))})
	b.typed("3")
	b.key(fyne.KeyEscape) // nobody is said to be meant
	if got := b.active(); got == nil || got.Layer != "Actor" || got.Quote.Exact != "👩‍👩‍👧" {
		t.Errorf("marked %+v", got)
	}
	if got := b.status.state.Text(); got != "Saved" {
		t.Errorf("the status bar says %q", got)
	}
	if row := b.project.session.Summary(b.doc.id); row.State != annotate.InProgress || row.Annotations != 2 {
		t.Errorf("the document's row: %s, %d annotations", row.State, row.Annotations)
	}
}

// TestAgainAndDelete: “.” repeats the last layer, Delete removes the active one.
func TestAgainAndDelete(t *testing.T) {
	b := newBench(t)
	b.enterNow()
	if ok, why := b.table.byID["mark.again"].Can(); ok || why == "" {
		t.Error("something can be repeated before anything was done")
	}
	b.typed("3")
	b.key(fyne.KeyEscape) // nobody is said to be meant
	b.view.Select(text.Span{Start: 4, End: 11})
	b.typed(".")
	b.key(fyne.KeyEscape)
	if n := len(b.annotationsNow()); n != 2 || b.active().Layer != "Actor" || b.active().Quote.Exact != "Müller" {
		t.Fatalf("%d annotations, active %+v", n, b.active())
	}
	b.key(fyne.KeyDelete)
	if n := len(b.annotationsNow()); n != 1 || b.active() != nil || !b.card.ID().IsZero() {
		t.Errorf("after Delete: %d annotations, active %+v", n, b.active())
	}
}

// TestUndoIsNamed: the menu says what would be undone, and undo and redo do it.
func TestUndoIsNamed(t *testing.T) {
	b := newBench(t)
	b.enterNow()
	undo, redo := b.table.byID["edit.undo"], b.table.byID["edit.redo"]
	b.typed("1")
	b.table.byID["stance.against"].do()
	for _, want := range []string{"Undo set stance of claim", "Undo mark claim"} {
		if got := undo.Label(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
		b.shortcut(&fyne.ShortcutUndo{})
	}
	if n := len(b.annotationsNow()); n != 0 {
		t.Errorf("%d annotations after undoing all", n)
	}
	if got := redo.Label(); got != "Redo mark claim" {
		t.Errorf("%q", got)
	}
	b.shortcut(&fyne.ShortcutRedo{})
	b.shortcut(&desktop.CustomShortcut{KeyName: fyne.KeyZ, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift})
	if a := b.active(); a == nil || len(a.Values("stance")) != 1 {
		t.Errorf("after redoing all: %+v", a)
	}
}

// TestUndoElsewhere: what is undone out of sight is said with its document.
func TestUndoElsewhere(t *testing.T) {
	b := newBench(t)
	b.enterNow()
	title := b.doc.page.Document().Title
	b.typed("1")
	b.shortcut(&desktop.CustomShortcut{KeyName: fyne.KeyDown, Modifier: fyne.KeyModifierAlt})
	b.shortcut(&fyne.ShortcutUndo{})
	if got, want := b.status.passing.Text(), "Undone in “"+title+"”: mark claim"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestPaletteRunsAnAction: typed words find it, Enter runs it, and the keyboard is back
// in the text.
func TestPaletteRunsAnAction(t *testing.T) {
	b := newBench(t)
	b.enterNow()
	b.shortcut(&desktop.CustomShortcut{KeyName: fyne.KeyK, Modifier: fyne.KeyModifierShortcutDefault})
	if !b.covered() {
		t.Fatal("Ctrl+K opened nothing")
	}
	b.typed("act mark")
	b.key(fyne.KeyReturn)
	if b.covered() {
		t.Fatal("the palette stays")
	}
	if a := b.active(); a == nil || a.Layer != "Actor" {
		t.Errorf("the palette marked %+v", a)
	}
	b.key(fyne.KeyEscape) // nobody is said to be meant
	if b.window.Canvas().Focused() != fyne.Focusable(b.view) {
		t.Error("the keyboard is not back in the text")
	}
}

// TestPaletteSaysWhy: what cannot run is listed with the reason, after what can.
func TestPaletteSaysWhy(t *testing.T) {
	b := newBench(t)
	b.enterNow()
	hits := actionHits(b.table.all, "delete")
	i := slices.IndexFunc(hits, func(h hit) bool { return h.note == "needs an annotation; press n first" })
	if i < 0 || !hits[i].disabled {
		t.Fatalf("no reason is given: %+v", hits)
	}
	var bold string
	for _, p := range hits[i].parts {
		if p.bold {
			bold += p.text
		}
	}
	if bold != "Delete" {
		t.Errorf("bold is %q", bold)
	}
}

// TestNextAndDocuments: n walks the annotations, Alt+↓ the documents, and each document
// is found where it was left.
func TestNextAndDocuments(t *testing.T) {
	b := newBench(t)
	b.enterNow()
	first := b.doc.id
	b.typed("1")
	b.view.Select(text.Span{Start: text.Offset(strings.Index(nasty, "third")), End: text.Offset(strings.Index(nasty, "third") + 5)})
	b.typed("3")
	b.key(fyne.KeyEscape) // nobody is said to be meant
	last := b.active().ID
	b.typed("N")
	if b.active().ID == last {
		t.Error("N stays")
	}
	b.typed("n")
	if b.active().ID != last {
		t.Error("n does not come back")
	}
	down := &desktop.CustomShortcut{KeyName: fyne.KeyDown, Modifier: fyne.KeyModifierAlt}
	b.shortcut(down)
	if b.doc.id == first {
		t.Fatal("Alt+↓ stays in the document")
	}
	b.typed("1")
	if got := b.active().Quote.Exact; got != "رفض المجلس مطالب النقابة." {
		t.Errorf("marked %q", got)
	}
	b.shortcut(&desktop.CustomShortcut{KeyName: fyne.KeyUp, Modifier: fyne.KeyModifierAlt})
	if b.doc.id != first || b.view.Caret() == 0 {
		t.Errorf("back at %v, caret %d", b.doc.id, b.view.Caret())
	}
}

// TestNotSaved: when the disk refuses, the bar says so, nothing is shown as done, and
// work goes on afterwards.
func TestNotSaved(t *testing.T) {
	b := newBench(t)
	b.enterNow()
	store := b.files.store[projectPath]
	store.commit = fmt.Errorf("commit: %w", annotate.ErrFull)
	b.typed("1")
	if got := b.status.state.Text(); got != "Not saved" {
		t.Errorf("the status bar says %q", got)
	}
	if n := len(b.annotationsNow()); n != 0 || !b.covered() {
		t.Errorf("%d annotations, told %t", n, b.covered())
	}
	b.topSheet().Close()
	store.commit = nil
	b.typed("1")
	if got := b.status.state.Text(); got != "Saved" || len(b.annotationsNow()) != 1 {
		t.Errorf("afterwards %q with %d annotations", got, len(b.annotationsNow()))
	}
}

// TestState: Ctrl+Enter says done, and the head shows it.
func TestState(t *testing.T) {
	b := newBench(t)
	b.enterNow()
	b.shortcut(&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierShortcutDefault})
	if b.state() != annotate.Done || b.head.state.Text != "Done" {
		t.Errorf("state %s, head %q", b.state(), b.head.state.Text)
	}
}

// TestRefused: each way in which a project cannot be opened is told and offers what can
// be done; the window stays usable.
func TestRefused(t *testing.T) {
	for _, err := range []error{annotate.ErrInUse, annotate.ErrReadOnly, annotate.ErrDamaged, annotate.ErrNewer, annotate.ErrNotFound, errors.New("odd")} {
		b := newBench(t)
		b.refused(projectPath, "Harbour", fmt.Errorf("open: %w", err))
		b.until("what is told of "+err.Error(), b.covered)
	}
}

// TestPlaceIsRemembered: closing and opening again leads to the same document.
func TestPlaceIsRemembered(t *testing.T) {
	b := newBench(t)
	b.enterNow()
	b.stepDocument(1)
	second := b.doc.id
	b.leaveProject()
	if b.project != nil || b.frame.page == nil {
		t.Fatal("the project is not closed")
	}
	if r := b.Settings.Now().Recent; len(r) != 1 || r[0].Documents != 2 || r[0].Name != "Harbour talks" {
		t.Errorf("remembered %+v", r)
	}
	b.enterNow()
	if b.doc.id != second {
		t.Error("another document is shown")
	}
}

// TestHiddenLayer: the eye hides marks, and n passes them by.
func TestHiddenLayer(t *testing.T) {
	b := newBench(t)
	b.enterNow()
	b.typed("1")
	b.toggleLayer("Claim")
	for m := range b.doc.marks.Marks(b.doc.page.Text().All()) {
		if !m.Style.Hidden {
			t.Error("a mark of a hidden layer is shown")
		}
	}
	if _, ok := b.doc.marks.next(annotate.ID{}, 0, true); ok {
		t.Error("n finds a hidden one")
	}
}

// TestCopyIsForLooking: in a copy a digit marks nothing and says why.
func TestCopyIsForLooking(t *testing.T) {
	b := newBench(t)
	b.enter(projectPath, b.files.store[projectPath], true)
	b.typed("1")
	if n := len(b.annotationsNow()); n != 0 {
		t.Errorf("%d annotations in a copy", n)
	}
	if got := b.status.passing.Text(); got != "Mark claim: this is a copy, for looking only" {
		t.Errorf("said %q", got)
	}
	if len(b.Settings.Now().Recent) != 0 {
		t.Error("the copy is among the recent projects")
	}
}

// TestImport: what a person agrees to comes in as one step that can be undone, and the
// first of it is shown.
func TestImport(t *testing.T) {
	b := newBench(t)
	b.enterNow()
	d, err := intake.Read("harbour ü.txt", []byte("A harbour\r\nBy Nadia Farouk, 14 March 2025\r\n\r\nThe quay is closed 📌.\r\n"), intake.Options{})
	if err != nil {
		t.Fatal(err)
	}
	b.addDrafts([]intake.Draft{d}, func() {})
	if n := b.documents().Len(); n != 3 || b.doc.page.Document().Author != "Nadia Farouk" {
		t.Fatalf("%d documents, shown %+v", n, b.doc.page.Document())
	}
	b.undo()
	if n := b.documents().Len(); n != 2 || b.doc == nil {
		t.Errorf("after undo %d documents, shown %v", n, b.doc)
	}
}

// TestDamageFoundBySnapshot: what the check of the first snapshot finds ends the writing.
func TestDamageFoundBySnapshot(t *testing.T) {
	b := newBench(t)
	b.files.torn = fmt.Errorf("page 7: %w", annotate.ErrDamaged)
	b.enter(projectPath, b.files.store[projectPath], false)
	b.until("the project to be closed", func() bool { return b.project == nil })
	if got := b.window.Title(); got != "Parley" {
		t.Errorf("the window is still called %q", got)
	}
}

// TestTimerOnItsWay: what fired before the timer was set again does nothing, so that no
// sentence in the status bar is wiped away by the end of the one before.
func TestTimerOnItsWay(t *testing.T) {
	var timed timer
	ran := 0
	first := timed.unless(func() { ran++ })
	timed.stop()
	first()
	timed.unless(func() { ran += 10 })()
	if ran != 10 {
		t.Errorf("ran %d", ran)
	}
}
