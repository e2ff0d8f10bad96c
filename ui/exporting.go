package ui

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"

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
