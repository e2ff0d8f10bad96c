package ui

import "parley/assets/icons"

// searchActions are those of the search in all documents.
func (w *Workbench) searchActions() []*Action {
	s := w.searching
	step := func(by int) func() { return func() { s.step(by) } }
	return []*Action{
		{ID: "search.open", Name: "Search the project…", Words: "find look texts statements concordance slots recode everywhere", Group: onProject, Key: "Ctrl+Shift+F", Icon: icons.Search.Resource(), Enabled: w.needsProject, Run: s.begin},
		{ID: "search.next", Name: "Next hit in the project", Words: "search concordance again", Pair: "Hit in the project", Group: onProject, Key: "Ctrl+F3", Icon: icons.Down.Resource(), Enabled: w.needsFound, Run: step(1)},
		{ID: "search.previous", Name: "Previous hit in the project", Words: "search concordance back", Pair: "Hit in the project", Group: onProject, Key: "Ctrl+Shift+F3", Icon: icons.Up.Resource(), Enabled: w.needsFound, Run: step(-1)},
	}
}

func (w *Workbench) needsFound() (bool, string) {
	if ok, why := w.needsProject(); !ok {
		return false, why
	}
	return w.searching.open && len(w.searching.rows) > 0, "nothing was found in the project" + w.byKey(": ", "search.open", "searches")
}
