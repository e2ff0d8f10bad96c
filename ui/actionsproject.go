package ui

import (
	"parley/assets/icons"
)

func (w *Workbench) editActions() []*Action {
	return []*Action{
		{ID: "edit.undo", Title: func() string { return w.stepTitle("Undo", false) }, Words: "back revert take", Group: onProject, Key: "Ctrl+Z", Icon: icons.Undo.Resource(), Enabled: func() (bool, string) { return w.canStep(false) }, Run: w.undo},
		{ID: "edit.redo", Title: func() string { return w.stepTitle("Redo", true) }, Words: "again forward repeat", Group: onProject, Key: "Ctrl+Y", Also: []string{"Ctrl+Shift+Z"}, Icon: icons.Redo.Resource(), Enabled: func() (bool, string) { return w.canStep(true) }, Run: w.redo},
	}
}

// stepTitle is “Undo mark claim”: the verb and what it would take back.
func (w *Workbench) stepTitle(verb string, forward bool) string {
	if label, ok := w.nextStep(forward); ok {
		return verb + " " + lowerFirst(label)
	}
	return verb
}

func (w *Workbench) nextStep(forward bool) (string, bool) {
	if w.project == nil {
		return "", false
	}
	if forward {
		return w.project.session.CanRedo()
	}
	return w.project.session.CanUndo()
}

func (w *Workbench) canStep(forward bool) (bool, string) {
	if ok, why := w.needsWriting(); !ok {
		return false, why
	}
	if _, ok := w.nextStep(forward); ok {
		return true, ""
	}
	return false, map[bool]string{false: "nothing was done yet", true: "nothing was undone"}[forward]
}

func (w *Workbench) projectActions() []*Action {
	return []*Action{
		{ID: "project.new", Name: "New project…", Words: "create", Group: onProject, Key: "Ctrl+Shift+N", Icon: icons.Plus.Resource(), Run: w.NewProject},
		{ID: "project.open", Name: "Open project…", Words: "file load", Group: onProject, Key: "Ctrl+O", Icon: icons.Folder.Resource(), Run: w.openAsk},
		{ID: "project.sample", Name: "Open the sample", Words: "example demo tutorial", Group: onProject, Key: "Ctrl+Shift+O", Icon: icons.Text.Resource(), Run: w.OpenSample},
		{ID: "project.import", Name: "Import documents…", Words: "add texts files load", Group: onProject, Key: "Ctrl+I", Icon: icons.Import.Resource(), Enabled: w.needsWriting, Run: w.importAsk},
		{ID: "project.folder", Name: "Import a folder…", Words: "add texts files load directory", Group: onProject, Key: "Ctrl+Shift+I", Icon: icons.Folder.Resource(), Enabled: w.needsWriting, Run: w.importFolder},
		{ID: "project.export", Name: "Export…", Words: "save json dataset data write doccano brat csv", Group: onProject, Key: "Ctrl+E", Icon: icons.Export.Resource(), Enabled: w.needsProject, Run: w.exportAsk},
		{ID: "project.actor", Name: "New actor…", Words: "entity person organisation add create", Group: onProject, Key: "Ctrl+Shift+A", Icon: icons.Person.Resource(), Enabled: w.needsWriting, Run: w.newActor},
		{ID: "project.restore", Name: "Restore a snapshot…", Words: "backup recover history", Group: onProject, Key: "Ctrl+Shift+R", Icon: icons.Clock.Resource(), Run: w.restoreAsk},
		{ID: "project.close", Name: "Close project", Words: "leave", Group: onProject, Key: "Ctrl+W", Icon: icons.Close.Resource(), Enabled: w.needsProject, Run: w.leaveProject},
		{ID: "project.quit", Name: "Quit", Words: "exit leave close program", Group: onProject, Key: "Ctrl+Q", Icon: icons.Close.Resource(), Run: w.Close},
	}
}
