package ui

import (
	"bytes"
	"os"

	"parley/annotate/codec/parley"
	"parley/assets"
	"parley/ui/dialog"
)

// blankProject is what the form of a new project begins with.
func (w *Workbench) blankProject() dialog.BlankProject {
	folder := w.Settings.Now().Folder
	if _, err := os.Stat(folder); folder == "" || err != nil {
		folder = w.Projects.Folder()
	}
	b := dialog.BlankProject{Folder: folder, Extension: Extension, Annotator: w.annotatorName()}
	for _, name := range assets.TemplateNames() {
		data, err := assets.Template(name)
		if err != nil {
			continue // cannot be: the name is theirs
		}
		if t, err := parley.ReadTemplate(bytes.NewReader(data)); err == nil {
			b.Templates = append(b.Templates, dialog.Template{Description: t.Description, Schema: t.Schema})
		}
	}
	return b
}

// NewProject asks for a new project.
func (w *Workbench) NewProject() {
	dialog.AskProject(w.window, "New project", w.blankProject(), func(n dialog.NewProject) { w.create(n, nil) })
}

// projectFiles are what can be opened.
var projectFiles = dialog.Filter{Name: "Parley projects", Endings: []string{Extension}}

func (w *Workbench) openAsk() {
	dialog.OpenFile(w.window, "Open a project", w.blankProject().Folder, projectFiles, w.Open)
}

func (w *Workbench) leaveProject() {
	w.closeProject()
	w.showStart()
}

func (w *Workbench) about() { dialog.About(w.window, w.Version) }
