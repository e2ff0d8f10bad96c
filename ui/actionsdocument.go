package ui

import (
	"strings"

	"parley/annotate"
	"parley/assets/icons"
	"parley/ui/control"
)

func (w *Workbench) documentActions() []*Action {
	list := []*Action{
		{ID: "document.next", Name: "Next document", Pair: "Document", Words: "text file open", Group: onDocument, Key: "Alt+↓", Icon: icons.Down.Resource(), Enabled: w.needsDocument, Run: func() { w.stepDocument(1) }},
		{ID: "document.previous", Name: "Previous document", Pair: "Document", Words: "text file open back", Group: onDocument, Key: "Alt+↑", Icon: icons.Up.Resource(), Enabled: w.needsDocument, Run: func() { w.stepDocument(-1) }},
		{ID: "document.filter", Name: "Filter documents", Words: "search find list title author", Group: onDocument, Key: "Ctrl+P", Icon: icons.Search.Resource(), Enabled: w.needsProject, Run: w.focusFilter},
		{ID: "document.place", Name: "Go to paragraph…", Words: "jump place ruler percent scroll line number", Group: onDocument, Key: "g", Icon: icons.Text.Resource(), Enabled: w.needsDocument, Run: w.goToPlace},
		{ID: "document.goto", Name: "Go to document…", Words: "open jump title", Group: onDocument, Key: "Ctrl+G", Icon: icons.File.Resource(), Enabled: w.needsDocument, Run: func() { w.openPalette(":") }},
	}
	for _, s := range []struct {
		state annotate.State
		key   string
	}{{annotate.New, ""}, {annotate.InProgress, ""}, {annotate.Done, "Ctrl+↵"}} {
		list = append(list, &Action{
			ID: "document." + strings.ReplaceAll(s.state.String(), " ", ""), Name: "Set document " + s.state.String(), Group: onDocument, Key: s.key,
			Mark: control.StateMark(s.state), Enabled: w.needsText, Checked: func() bool { return w.doc != nil && w.state() == s.state }, Run: func() { w.setState(s.state) },
		})
	}
	return append(list,
		&Action{ID: "document.edit", Name: "Document sheet…", Words: "edit title author date metadata rename properties fields source", Group: onDocument, Key: "F2", Also: []string{"Ctrl+D"}, Icon: icons.Note.Resource(), Enabled: w.needsText, Run: w.editDocument},
		&Action{ID: "document.delete", Name: "Delete document", Words: "remove erase", Group: onDocument, Icon: icons.Trash.Resource(), Enabled: w.needsText, Run: w.deleteDocument},
	)
}

// state is how far the annotator is with the open document.
func (w *Workbench) state() annotate.State {
	rows := w.documents()
	if i, ok := rows.Find(w.doc.id); ok {
		return rows.At(i).State
	}
	return annotate.New
}
