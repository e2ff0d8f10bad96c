package ui

import (
	"parley/annotate/turn"
)

// speakerNames are the names of the open project's actors, by which speakers are known.
func (w *Workbench) speakerNames() turn.Register {
	all, err := w.project.session.Entities()
	if err != nil {
		return nil // an import without them is better than none
	}
	return turn.NewRegister(all)
}
