package ui

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"parley/annotate"
	"parley/annotate/codec/parley"
	"parley/annotate/edit"
	"parley/annotate/intake"
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

// exportAsk writes the project as a dataset: one JSON document, or JSONL by the ending.
func (w *Workbench) exportAsk() {
	p := w.project
	name := filepath.Join(w.importPlace(), p.session.Project().Name+".json")
	dialog.SaveFile(w.window, "Export dataset", name, dialog.Filter{Name: "Dataset (JSON, JSONL)", Endings: []string{".json", ".jsonl"}}, func(path string) {
		if !slices.Contains([]string{".json", ".jsonl"}, filepath.Ext(path)) {
			path += ".json"
		}
		w.Export(path)
	})
}

// Export writes the open project as a dataset to path, elsewhere, with a bar and Stop.
func (w *Workbench) Export(path string) {
	if w.project == nil {
		return
	}
	view, end, err := w.project.session.View()
	if err != nil {
		w.tell("The dataset was not exported", err)
		return
	}
	total := len(w.project.session.Documents())
	var report *parley.Report
	w.progress("Exporting the dataset", func(ctx context.Context, tell func(step)) error {
		var err error
		report, err = parley.WriteFile(path, view, parley.Options{
			Lines: filepath.Ext(path) == ".jsonl",
			Progress: func(n int) error {
				tell(step{n, total, ""})
				return ctx.Err()
			},
		})
		return err
	}, func(err error) {
		end()
		w.exported(path, report, err)
	})
}

func (w *Workbench) exported(path string, report *parley.Report, err error) {
	switch {
	case errors.Is(err, context.Canceled):
		w.status.say("Export stopped; " + filepath.Base(path) + " was not touched")
	case err != nil:
		w.tell("The dataset was not exported", err)
	default:
		said := fmt.Sprintf("Exported to %s: %s, %s", filepath.Base(path), counted(report.Documents, "document"), counted(report.Annotations, "annotation"))
		if n := report.Refused.Total; n > 0 {
			said += fmt.Sprintf("; %s left out", counted(n, "record"))
		}
		w.status.say(said)
	}
}

// salvage exports what can be read of a damaged project.
func (w *Workbench) salvage(path, name string) {
	to := filepath.Join(filepath.Dir(path), name+" (readable).json")
	dialog.SaveFile(w.window, "Export what is readable", to, dialog.Filter{Name: "Dataset (JSON)", Endings: []string{".json"}}, func(to string) {
		var said string
		w.work("Reading what can be read", func() (func(), error) {
			reader, summary, end, err := w.Projects.Salvage(path)
			if err != nil {
				return nil, err
			}
			defer end()
			said = summary
			_, err = parley.WriteFile(to, reader, parley.Options{Salvage: true})
			return func() {
				dialog.Tell(w.window, dialog.Message{Happened: "Exported to “" + filepath.Base(to) + "”.", Safe: said, Next: "The damaged project was not changed."})
			}, err
		}, "What is readable was not exported")
	})
}

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

// editDocument asks for what is said of the open document. Its text stays as it is.
func (w *Workbench) editDocument() {
	d := w.doc.page.Document()
	dialog.AskLines(w.window, "Edit document", "Save changes", []dialog.Line{
		{Label: "Title", Text: d.Title, Check: func(s string) error {
			if s == "" {
				return errors.New("a document needs a title")
			}
			return nil
		}},
		{Label: "Author", Text: d.Author}, {Label: "Outlet", Text: d.Outlet},
		{Label: "Date", Text: d.Date.String(), Hint: "2025-03-14, 2025-03 or 2025", Check: func(s string) error { _, err := annotate.ParseDate(s); return err }},
		{Label: "Language", Text: d.Language, Hint: "en, ar, de …"}, {Label: "Address", Text: d.URL, Hint: "where it was published"},
		{Label: "Note", Text: d.Note, Lines: 3},
	}, func(t []string) {
		date, err := annotate.ParseDate(t[3])
		if err != nil {
			return // was checked
		}
		cs, err := w.editor().EditDocument(d, func(n *annotate.Document) {
			n.Title, n.Author, n.Outlet, n.Date, n.Language, n.URL, n.Note = t[0], t[1], t[2], date, t[4], t[5], t[6]
		})
		w.apply(cs, err)
	})
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
		w.status.say("“" + cut(title, 40) + "” deleted; Ctrl+Z brings it back")
	}
}

func (w *Workbench) about() { dialog.About(w.window, w.Version) }
