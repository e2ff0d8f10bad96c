package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
)

// dropped takes files and folders that were dropped on the window: a project is opened,
// all else is imported. While a card asks something it must be answered first.
func (w *Workbench) dropped(_ fyne.Position, uris []fyne.URI) {
	var paths []string
	for _, u := range uris {
		if u.Scheme() == "file" {
			paths = append(paths, u.Path())
		}
	}
	switch i := slices.IndexFunc(paths, isProject); {
	case len(paths) == 0:
		w.status.say("Only files and folders of this computer can be dropped here")
	case w.busy || w.covered():
		w.status.say("Answer what is asked first, then drop again")
	case i >= 0:
		w.Open(paths[i])
	default:
		w.importPaths(paths)
	}
}

func isProject(path string) bool { return strings.HasSuffix(strings.ToLower(path), Extension) }
