package ui

import (
	"path/filepath"

	"parley/ui/dialog"
)

// restoreAsk shows the snapshots of the open project, of the one under the hand, or of
// one that is chosen.
func (w *Workbench) restoreAsk() {
	recent := w.Settings.Now().Recent
	switch {
	case w.project != nil:
		w.showSnapshots(w.project.path)
	case len(recent) > 0:
		w.showSnapshots(recent[min(w.start.at, len(recent)-1)].Path)
	default:
		dialog.OpenFile(w.window, "Restore which project?", w.blankProject().Folder, projectFiles, w.showSnapshots)
	}
}

// showSnapshots offers the snapshots of a project; one click puts one in its place.
func (w *Workbench) showSnapshots(path string) {
	name := filepath.Base(path)
	list, err := w.Projects.Snapshots(path)
	if err != nil {
		w.tell("The snapshots of “"+name+"” cannot be read", err)
		return
	}
	if len(list) == 0 {
		dialog.Tell(w.window, dialog.Message{Happened: "“" + name + "” has no snapshots yet.", Next: "One is made each time the project is opened."})
		return
	}
	var options []dialog.Option
	for _, s := range list {
		options = append(options, dialog.Option{Text: ago(s.Time, w.Origin.Now()) + s.Time.Local().Format(" · 15:04:05"), Note: sized(s.Size)})
	}
	dialog.Choose(w.window, "Snapshots of “"+name+"”", "Each one was opened and checked after it was written. The project as it is now stays beside it under another name.", "Restore", options, func(i int) {
		w.restore(path, list[i])
	})
}

func (w *Workbench) restore(path string, s Snapshot) {
	if w.project != nil && w.project.path == path {
		w.leaveProject()
	}
	w.work("Restoring", func() (func(), error) {
		kept, err := w.Projects.Restore(path, s)
		return func() {
			if kept != "" {
				w.greeting = "Restored. What was there before is kept as " + filepath.Base(kept)
			}
			w.Open(path)
		}, err
	}, "The snapshot was not restored")
}
