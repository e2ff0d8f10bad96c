package ui

import (
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
	"parley/annotate/session"
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
	switch {
	case w.project == nil:
		blank := w.blankProject()
		blank.Name = folderName(paths)
		dialog.AskProject(w.window, "New project for these texts", blank, func(n dialog.NewProject) {
			w.create(n, func() { w.importPaths(paths) })
		})
	case w.project.copied:
		w.tell("", annotate.ErrReadOnly)
	default:
		w.collect(paths, dialog.Intake{})
	}
}

// folderName is the name of the folder when it is the only thing that comes in: it is
// likely what the texts are about.
func folderName(paths []string) string {
	if len(paths) == 1 {
		if info, err := os.Stat(paths[0]); err == nil && info.IsDir() {
			return filepath.Base(paths[0])
		}
	}
	return ""
}

// collect reads files as the options of an intake say.
func (w *Workbench) collect(paths []string, in dialog.Intake) {
	view, end, err := w.project.session.View()
	if err != nil {
		w.tell("The import did not begin", err)
		return
	}
	names := w.speakerNames()
	var found []foreign
	w.progress("Reading documents", func(ctx context.Context, tell func(step)) error {
		texts := paths
		if in.Options.Format == intake.Auto {
			found, texts = recognise(ctx, w.Formats, paths, func(path string) { tell(step{0, 1, filepath.Base(path)}) })
		}
		var err error
		in.Found, err = intake.Collect(ctx, intake.Request{
			Paths: texts, Options: in.Options, Names: names,
			Known: func(sum [32]byte) bool {
				id, err := view.DocumentWithText(sum)
				return err == nil && !id.IsZero()
			},
			Progress: func(p intake.Progress) { tell(step{p.Done, p.Total, filepath.Base(p.Path)}) },
		})
		return err
	}, func(err error) {
		end()
		w.collected(paths, in, found, err)
	})
}

func (w *Workbench) collected(paths []string, in dialog.Intake, found []foreign, err error) {
	switch {
	case errors.Is(err, annotate.ErrCanceled):
		w.status.say("Import stopped; nothing was added")
		return
	case err != nil:
		w.tell("The import did not begin", err)
		return
	}
	shown, straight := w.ownToShow(in.Found.Datasets)
	rest := func() {
		w.importForeign(slices.Concat(found, shown), func() { w.importDatasets(straight, func() {}) })
	}
	asked := in.Options != intake.Options{}
	if len(in.Found.Drafts)+len(in.Found.Refused) == 0 && len(in.Found.Datasets)+len(found) > 0 && !asked {
		rest()
		return
	}
	in.Reread = func(o intake.Options, edited dialog.Edited) {
		w.collect(paths, dialog.Intake{Options: o, Edited: edited})
	}
	if len(found) > 0 {
		in.Leave = func() { w.importForeign(found, func() {}) }
	}
	for _, f := range found {
		in.Next = append(in.Next, filepath.Base(f.path)+" ("+f.readings[0].format.Title+")")
	}
	in.Done = func(drafts []intake.Draft) {
		w.addDrafts(drafts, rest)
	}
	dialog.Review(w.window, in)
}

// longSave is from how many bytes of text on saving takes long enough to be told of.
const longSave = 8 << 20

// addDrafts brings documents in as one step, opens the first of them, and goes on with then.
func (w *Workbench) addDrafts(drafts []intake.Draft, then func()) {
	if w.project == nil || len(drafts) == 0 {
		then()
		return
	}
	size := 0
	list := make([]edit.Draft, 0, len(drafts))
	for _, d := range drafts {
		list, size = append(list, d.Draft), size+len(d.Text)
	}
	cs, heads := w.editor().AddDocuments(list...)
	added := func() {
		if len(heads) > 0 {
			w.openDocument(heads[0].ID)
			w.status.say(counted(len(heads), "document") + " imported")
		}
		then()
	}
	if size < longSave {
		w.applyThen(cs, nil, added)
		return
	}
	w.road().long("Saving "+counted(len(drafts), "document")+", "+sized(int64(size))+" of text", func(context.Context, func(step)) (annotate.ChangeSet, error) { return cs, nil }, added)
}

// failure is a file that did not come in, and why.
type failure struct {
	name string
	err  error
}

// importDatasets takes in what Parley itself exported, one after the other, with a bar and
// Stop. What was applied of one that is stopped is taken back. What did not come in is told
// once, at the end. Then it goes on with then.
func (w *Workbench) importDatasets(paths []string, then func(), failed ...failure) {
	if w.project == nil || len(paths) == 0 {
		if w.project != nil && w.doc == nil {
			w.openLast()
		}
		if len(failed) > 0 {
			w.tell(notImported(failed))
		}
		then()
		return
	}
	view, end, err := w.project.session.View()
	if err != nil {
		w.tell("The import did not begin", err)
		return
	}
	title := "Importing " + cut(filepath.Base(paths[0]), 40)
	uncover := w.road().cover(title)
	var report *parley.Report
	w.progress(title, func(ctx context.Context, tell func(step)) error {
		var err error
		report, err = w.readDataset(ctx, paths[0], view, tell)
		return err
	}, func(err error) {
		end()
		uncover()
		if err != nil && !stopped(err) {
			failed = append(failed, failure{filepath.Base(paths[0]), err})
		} else {
			w.datasetRead(paths[0], report, err)
		}
		w.importDatasets(paths[1:], then, failed...)
	})
}

// mostFailures is how many files a message names.
const mostFailures = 6

// notImported says what did not come in: a file by its name, several by their number.
func notImported(failed []failure) (doing string, err error) {
	if len(failed) == 1 {
		return "“" + failed[0].name + "” was not imported", failed[0].err
	}
	for _, f := range failed[:min(len(failed), mostFailures)] {
		err = errors.Join(err, fmt.Errorf("%s: %w", f.name, f.err))
	}
	if more := len(failed) - mostFailures; more > 0 {
		err = errors.Join(err, fmt.Errorf("and %s more", grouped(more)))
	}
	return counted(len(failed), "dataset") + " were not imported", err
}

// readDataset reads on its own goroutine; what it applies, it applies on Fyne's.
func (w *Workbench) readDataset(ctx context.Context, path string, into session.Reader, tell func(step)) (*parley.Report, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	s, parts := w.project.session, 0
	return parley.Read(f, parley.ReadOptions{
		Into: into, Annotator: s.Me().ID, Now: w.Origin.Now,
		Apply: w.road().applying(ctx, &parts),
		Undo:  w.road().takingBack(&parts, tell),
		Progress: func(done, total int64) error {
			if ctx.Err() != nil {
				return annotate.ErrCanceled
			}
			tell(step{int(done >> 10), int(total>>10) + 1, ""})
			return nil
		},
	})
}

func (w *Workbench) datasetRead(path string, report *parley.Report, err error) {
	name := filepath.Base(path)
	if stopped(err) {
		w.status.say("Import stopped; nothing was added")
		return
	}
	w.status.saved()
	said := fmt.Sprintf("%s imported: %s, %s", name, counted(report.Documents, "document"), counted(report.Annotations, "annotation"))
	if n := report.Refused.Total; n > 0 {
		said += fmt.Sprintf("; %s refused", counted(n, "record"))
	}
	w.status.say(said)
}
