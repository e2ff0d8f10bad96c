package ui

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"runtime/debug"
	"slices"
	"syscall"

	"parley/annotate"
	"parley/annotate/codec/parley"
	"parley/ui/dialog"
)

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
	total := w.project.session.Rows().Len()
	var report *parley.Report
	w.progress("Exporting the dataset", func(ctx context.Context, tell func(step)) error {
		defer sparing()()
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
		tidy()
		w.exported(path, report, err)
	})
}

// often is the garbage, in percent of what is in use, that an export lets gather: it makes
// several times as much of it as there is in use.
const often = 20

// sparing has work that makes much garbage take little memory, until end is called.
func sparing() (end func()) {
	before := debug.SetGCPercent(often)
	return func() { debug.SetGCPercent(before) }
}

func (w *Workbench) exported(path string, report *parley.Report, err error) {
	name := filepath.Base(path)
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, annotate.ErrCanceled):
		w.status.say("Export stopped; “" + name + "” was not touched")
	case err != nil:
		dialog.Tell(w.window, notExported(name, filepath.Dir(path), err))
	default:
		m := dialog.Message{
			Happened: "Exported " + counted(report.Documents, "document") + " with " + counted(report.Annotations, "annotation") + ".",
			Safe:     "They are in " + path,
		}
		if n := report.Refused.Total; n > 0 {
			m.Next = counted(n, "record") + " could not be carried and " + map[bool]string{true: "is", false: "are"}[n == 1] + " left out."
		}
		dialog.Tell(w.window, m)
		w.status.say("Exported to " + path)
	}
}

// notExported tells why there is no dataset. The project is never at risk.
func notExported(name, folder string, err error) dialog.Message {
	m := dialog.Message{Happened: "The dataset was not exported.", Safe: "The project is as it was, and “" + name + "” was not touched.", Next: "Try again, or choose another place.", Detail: err.Error()}
	switch {
	case errors.Is(err, annotate.ErrFull):
		m.Happened, m.Next = "The dataset was not exported: the disk is full.", "Free some space, or choose another disk; then press Ctrl+E again."
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		m.Happened, m.Next = "The dataset was not exported: the folder cannot be written to.", "Choose another folder than “"+filepath.Base(folder)+"”; press Ctrl+E again."
	case errors.Is(err, fs.ErrNotExist):
		m.Happened, m.Next = "The dataset was not exported: the folder is not there.", "Choose another folder; press Ctrl+E again."
	}
	return m
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
