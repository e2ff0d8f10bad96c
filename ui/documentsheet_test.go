package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"parley/annotate"
)

// retype puts words in the place of what the focused input says.
func (b *bench) retype(words string) {
	b.t.Helper()
	f, ok := b.window.Canvas().Focused().(interface {
		SetText(string)
		SelectAll()
	})
	if !ok {
		b.t.Fatalf("%T has the keyboard", b.window.Canvas().Focused())
	}
	f.SelectAll()
	b.typed(words)
}

// TestDocumentSheet: F2, what is written line by line, the author as an actor that is made
// at once, Enter: one step, which one undo takes back.
func TestDocumentSheet(t *testing.T) {
	b := newBench(t)
	b.enterNow()
	before := *b.doc.page.Document()
	b.key(fyne.KeyF2)
	if !b.covered() {
		t.Fatal("F2 opens nothing")
	}
	b.retype("Über den Hafen e\u0301 📌")
	b.window.Canvas().FocusNext()
	b.retype("ليلى حداد")
	b.window.Canvas().FocusNext()
	b.key(fyne.KeyDown) // offers the author
	b.key(fyne.KeyReturn)
	b.window.Canvas().FocusNext()
	b.retype("The Coast Courier")
	b.window.Canvas().FocusNext()
	b.retype("mar 2025")
	b.key(fyne.KeyReturn)
	d := b.doc.page.Document()
	e := b.project.session.Entity(d.AuthorEntity)
	if b.covered() || d.Title != "Über den Hafen e\u0301 📌" || d.Author != "ليلى حداد" || d.Outlet != "The Coast Courier" || d.Date != (annotate.Date{Year: 2025, Month: 3}) {
		t.Fatalf("covered %t, saved %+v", b.covered(), d)
	}
	if e == nil || e.Name != "ليلى حداد" {
		t.Fatalf("the author is %+v", e)
	}
	if got := b.head.title.Text(); got != d.Title {
		t.Errorf("the head says %q", got)
	}
	if label := b.table.byID["edit.undo"].Label(); !strings.HasPrefix(label, "Undo edit document") {
		t.Errorf("%q", label)
	}
	b.undo()
	all, _ := b.project.session.Entities()
	if now := b.doc.page.Document(); now.Title != before.Title || now.Author != before.Author || !now.AuthorEntity.IsZero() || len(all) != 0 {
		t.Errorf("undone: %+v, %d actors", now, len(all))
	}
	b.redo()
	if b.doc.page.Document().AuthorEntity != e.ID {
		t.Error("done again, the author is not the actor")
	}
}

// TestDocumentSheetFinds: an actor is found by an alias, in any script; a name that is
// written out needs no choice; half a name is not kept.
func TestDocumentSheetFinds(t *testing.T) {
	b := newBench(t)
	b.enterNow()
	cs, e, err := b.editor().AddEntity("Layla Haddad", "person", annotate.Alias{Name: "ليلى حداد"})
	if !b.apply(cs, err) {
		t.Fatal("no actor")
	}
	s := b.openDocumentSheet(b.doc.page.Document())
	b.window.Canvas().Focus(s.actor.input)
	b.typed("ليل")
	if len(s.actor.offers) != 2 || s.actor.offers[0].value.Ref != e.ID || !s.actor.offers[1].fresh {
		t.Fatalf("offered %+v", s.actor.offers)
	}
	b.key(fyne.KeyEscape) // closes the list only
	b.key(fyne.KeyReturn)
	if !b.covered() || !strings.HasPrefix(s.problem.Text(), "Actor:") || b.window.Canvas().Focused() != fyne.Focusable(s.actor.input) {
		t.Fatalf("half a name is kept: %q", s.problem.Text())
	}
	b.retype("layla haddad")
	b.key(fyne.KeyEscape)
	b.window.Canvas().Focus(s.outlet)
	b.key(fyne.KeyReturn)
	if b.doc.page.Document().AuthorEntity != e.ID {
		t.Fatal("a name written out is not the actor")
	}
	s = b.openDocumentSheet(b.doc.page.Document())
	if s.actor.input.Text() != "Layla Haddad" {
		t.Errorf("the actor is shown as %q", s.actor.input.Text())
	}
	b.window.Canvas().Focus(s.actor.input)
	s.actor.input.SelectAll()
	b.key(fyne.KeyBackspace)
	b.key(fyne.KeyReturn)
	if !b.doc.page.Document().AuthorEntity.IsZero() {
		t.Error("emptied, it is the actor still")
	}
}

// TestDocumentSheetRefuses: what cannot be kept says why, and nothing is saved; fields of
// the project, direction and note are kept; what is as it was is no step.
func TestDocumentSheetRefuses(t *testing.T) {
	b := newBench(t)
	b.enterNow()
	next := *b.project.session.Schema()
	next.Fields = []string{"Genre", "نوع"}
	cs, err := b.editor().SetSchema(next)
	b.apply(cs, err)
	s := b.openDocumentSheet(b.doc.page.Document())
	s.title.SetText(" ")
	s.save()
	if !strings.HasPrefix(s.problem.Text(), "Title:") || !b.covered() {
		t.Errorf("said %q", s.problem.Text())
	}
	s.title.SetText("T")
	s.date.SetText("Thursday")
	s.save()
	if !strings.HasPrefix(s.problem.Text(), "Date:") || b.window.Canvas().Focused() != fyne.Focusable(s.date) {
		t.Errorf("said %q", s.problem.Text())
	}
	s.date.SetText("")
	s.fields[1].SetText("مقال")
	s.note.SetText("read twice\n👩‍👩‍👧")
	s.direct(annotate.RightToLeft)
	s.save()
	d := b.doc.page.Document()
	if want := []annotate.Field{{Name: "نوع", Value: "مقال"}}; !slices.Equal(d.Custom, want) || d.Direction != annotate.RightToLeft || d.Note != "read twice\n👩‍👩‍👧" {
		t.Fatalf("saved %+v", d)
	}
	label := b.table.byID["edit.undo"].Label()
	b.openDocumentSheet(d).save()
	if got := b.table.byID["edit.undo"].Label(); got != label || b.covered() {
		t.Errorf("nothing altered is a step: %q", got)
	}
	lines := b.aboutLines(d)
	if len(lines) != 3 || !strings.Contains(lines[0][1], "SHA-256 ") || !strings.Contains(lines[2][1], "Lina Haddad · new") {
		t.Errorf("%q", lines)
	}
}

// TestDocumentSheetOfManyFields: what a window has no room for is scrolled to with Tab, and
// the buttons stay in sight.
func TestDocumentSheetOfManyFields(t *testing.T) {
	b := newBench(t)
	b.enterNow()
	b.window.Resize(fyne.NewSize(1280, 800))
	d := b.doc.page.Document()
	next := *d
	for i := range 40 {
		next.Custom = append(next.Custom, annotate.Field{Name: fmt.Sprintf("Feld ü %d", i), Value: "قيمة"})
	}
	b.apply(b.editor().Join("Edit document", annotate.ChangeSet{Changes: []annotate.Change{annotate.Update(d, &next)}}), nil)
	s := b.openDocumentSheet(b.doc.page.Document())
	if h := sheetTop + 2*sheetPad + s.scroll.Size().Height + 90; h > 800 {
		t.Errorf("the sheet is %.0f high", h)
	}
	for range 60 {
		b.window.Canvas().FocusNext()
		if b.window.Canvas().Focused() == fyne.Focusable(s.note) {
			break
		}
	}
	if s.scroll.Offset() == 0 {
		t.Error("the note has the keyboard, and is not in sight")
	}
}
