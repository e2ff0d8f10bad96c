package ui

import (
	"parley/assets/icons"
	"parley/ui/codebook"
)

// codebookActions open the window of the schema.
func (w *Workbench) codebookActions() []*Action {
	return []*Action{
		{ID: "project.codebook", Name: "Codebook and schema…", Words: "layers features tagsets tags categories edit definition versions", Group: onProject, Key: "Ctrl+Shift+E", Icon: icons.Tag.Resource(), Enabled: w.needsProject,
			Run: func() { w.openCodebook(codebook.Place{}) }},
		{ID: "project.recheck", Name: "To be rechecked…", Words: "work list codebook check again", Group: onProject, Icon: icons.Check.Resource(), Enabled: w.needsProject,
			Run: func() { w.openCodebook(codebook.Place{Section: codebook.InRecheck}) }},
	}
}
