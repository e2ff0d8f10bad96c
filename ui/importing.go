package ui

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"parley/annotate"
	"parley/annotate/codec/parley"
	"parley/annotate/edit"
	"parley/annotate/intake"
	"parley/ui/dialog"
)

func (w *Workbench) importAsk() {
	dialog.OpenFiles(w.window, "Import documents", w.importPlace(), w.importPaths)
}

func (w *Workbench) importFolder() {
	dialog.OpenFolder(w.window, "Import a folder of documents", w.importPlace(), func(path string) { w.importPaths([]string{path}) })
}

func (w *Workbench) importPlace() string {
	if w.project != nil {
		return filepath.Dir(w.project.path)
	}
	return w.Projects.Folder()
}

// Import brings in texts, files or folders, after a person has looked at what they are.
func (w *Workbench) Import(paths ...string) { w.importPaths(paths) }

// importPaths reads files and folders elsewhere, shows what came of them, and adds what a
// person agrees to, in one step. Without a project it asks for a new one first.
func (w *Workbench) importPaths(paths []string) {
	if w.project == nil {
		dialog.AskProject(w.window, "New project for these texts", w.blankProject(), func(n dialog.NewProject) {
			w.create(n, func() { w.importPaths(paths) })
		})
		return
	}
	if w.project.copied {
		w.tell("", annotate.ErrReadOnly)
		return
	}
	view, end, err := w.project.session.View()
	if err != nil {
		w.tell("The import did not begin", err)
		return
	}
	var found intake.Result
	w.progress("Reading documents", func(ctx context.Context, tell func(step)) error {
		var err error
		found, err = intake.Collect(ctx, intake.Request{
			Paths: paths,
			Known: func(sum [32]byte) bool {
				id, err := view.DocumentWithText(sum)
				return err == nil && !id.IsZero()
			},
			Progress: func(p intake.Progress) { tell(step{p.Done, p.Total, filepath.Base(p.Path)}) },
		})
		return err
	}, func(err error) {
		end()
		w.collected(found, err)
	})
}

func (w *Workbench) collected(found intake.Result, err error) {
	switch {
	case errors.Is(err, annotate.ErrCanceled):
		w.status.say("Import stopped; nothing was added")
		return
	case err != nil:
		w.tell("The import did not begin", err)
		return
	}
	if len(found.Drafts) == 0 && len(found.Datasets) > 0 {
		w.importDatasets(found.Datasets)
		return
	}
	dialog.Review(w.window, found, func(drafts []intake.Draft) {
		w.addDrafts(drafts)
		w.importDatasets(found.Datasets)
	})
}

// addDrafts brings documents in as one step, and opens the first of them.
func (w *Workbench) addDrafts(drafts []intake.Draft) {
	if w.project == nil || len(drafts) == 0 {
		return
	}
	list := make([]edit.Draft, 0, len(drafts))
	for _, d := range drafts {
		list = append(list, d.Draft)
	}
	cs, heads := w.editor().AddDocuments(list...)
	if w.apply(cs, nil) && len(heads) > 0 {
		w.openDocument(heads[0].ID)
		w.status.say(counted(len(heads), "document") + " imported")
	}
}

// importDatasets takes in what Parley itself exported, one after the other.
func (w *Workbench) importDatasets(paths []string) {
	if w.project == nil {
		return
	}
	s := w.project.session
	for _, path := range paths {
		f, err := os.Open(path)
		if err != nil {
			w.tell("“"+filepath.Base(path)+"” was not imported", err)
			continue
		}
		report, err := parley.Read(f, parley.ReadOptions{Into: w.project.store, Apply: s.Apply, Annotator: s.Me().ID, Now: w.Origin.Now,
			Undo: func() error { _, err := s.Undo(); return err }})
		f.Close()
		if err != nil {
			w.tell("“"+filepath.Base(path)+"” was not imported", err)
			continue
		}
		w.status.saved()
		w.status.say(fmt.Sprintf("%s imported: %s, %s", filepath.Base(path), counted(report.Documents, "document"), counted(report.Annotations, "annotation")))
	}
	if w.doc == nil {
		w.openLast()
	}
}
