package ui

import (
	"errors"

	"parley/annotate"
	"parley/ui/dialog"
)

// newActor asks for an actor's name and kind.
func (w *Workbench) newActor() {
	dialog.AskLines(w.window, "New actor", "Add actor", []dialog.Line{
		{Label: "Name", Hint: "as the project calls them", Check: func(s string) error {
			if s == "" {
				return errors.New("an actor needs a name")
			}
			return nil
		}},
		{Label: "Also written", Hint: "other spellings, with commas between"},
		{Label: "Kind", Hint: "person, organisation, country …"},
	}, func(texts []string) {
		cs, _, err := w.editor().AddEntity(texts[0], texts[2], aliases(texts[1])...)
		w.apply(cs, err)
	})
}

// editDocument asks for what is said of the open document. Its text stays as it is.
func (w *Workbench) editDocument() {
	d := w.doc.page.Document()
	dialog.AskLines(w.window, "Edit document", "Save changes", []dialog.Line{
		{Label: "Title", Text: d.Title, Check: func(s string) error {
			if s == "" {
				return errors.New("a document needs a title")
			}
			return nil
		}},
		{Label: "Author", Text: d.Author}, {Label: "Outlet", Text: d.Outlet},
		{Label: "Date", Text: d.Date.String(), Hint: "2025-03-14, 2025-03 or 2025", Check: func(s string) error { _, err := annotate.ParseDate(s); return err }},
		{Label: "Language", Text: d.Language, Hint: "en, ar, de …"}, {Label: "Address", Text: d.URL, Hint: "where it was published"},
		{Label: "Note", Text: d.Note, Lines: 3},
	}, func(t []string) {
		date, err := annotate.ParseDate(t[3])
		if err != nil {
			return // was checked
		}
		cs, err := w.editor().EditDocument(d, func(n *annotate.Document) {
			n.Title, n.Author, n.Outlet, n.Date, n.Language, n.URL, n.Note = t[0], t[1], t[2], date, t[4], t[5], t[6]
		})
		w.apply(cs, err)
	})
}

// deleteDocument takes the open document out, with all that is recorded in it. Undo
// brings it back.
func (w *Workbench) deleteDocument() {
	page := w.doc.page
	var progress []*annotate.Progress
	for _, a := range w.project.session.Annotators() {
		if g := page.Progress(a.ID); g != nil {
			progress = append(progress, g)
		}
	}
	title := page.Document().Title
	if w.apply(w.editor().DeleteDocument(page, progress...), nil) {
		w.status.say("“" + cut(title, 40) + "” deleted" + w.byKey("; ", "edit.undo", "brings it back"))
	}
}
