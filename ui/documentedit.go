package ui

import (
	"encoding/hex"
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

// editDocument shows what is said of the open document, to be edited. Its text stays as it is.
func (w *Workbench) editDocument() { w.openDocumentSheet(w.doc.page.Document()) }

// aboutLines are what can be read of a document and not edited: where its text came from,
// and how far each annotator is with it; each with its label.
func (w *Workbench) aboutLines(d *annotate.Document) (lines [][2]string) {
	source := dotted(d.Source.Name, d.Source.Format, d.Source.Encoding, "SHA-256 "+hex.EncodeToString(d.SHA256[:])[:12])
	lines = append(lines, [2]string{"Source", source},
		[2]string{"Text", dotted(counted(d.Words, "word"), sized(int64(d.Size)), "added "+d.Created.Format("2 January 2006"))})
	label := "Annotators"
	for _, a := range w.project.session.Annotators() {
		state, flags := annotate.New, annotate.Flags(0)
		if g := w.doc.page.Progress(a.ID); g != nil {
			state, flags = g.State, g.Flags
		} else if a.ID != w.project.session.Me().ID {
			continue // who has not begun is not named
		}
		lines = append(lines, [2]string{label, dotted(a.Name, state.String(), flagWords(flags))})
		label = ""
	}
	return lines
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
