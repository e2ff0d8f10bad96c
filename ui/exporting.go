package ui

import (
	"errors"
	"io/fs"
	"path/filepath"
	"runtime/debug"
	"syscall"

	"parley/annotate"
	"parley/annotate/codec/parley"
	"parley/ui/dialog"
)

// often is the garbage, in percent of what is in use, that an export lets gather: it makes
// several times as much of it as there is in use.
const often = 20

// sparing has work that makes much garbage take little memory, until end is called.
func sparing() (end func()) {
	before := debug.SetGCPercent(often)
	return func() { debug.SetGCPercent(before) }
}

// notExported tells why there is no dataset. The project is never at risk.
func notExported(name, folder string, err error) dialog.Message {
	m := dialog.Message{Happened: "The project was not exported.", Safe: "The project is as it was, and “" + name + "” was not touched.", Next: "Try again, or choose another place.", Detail: err.Error()}
	switch {
	case errors.Is(err, annotate.ErrFull):
		m.Happened, m.Next = "The project was not exported: the disk is full.", "Free some space, or choose another disk; then press Ctrl+E again."
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		m.Happened, m.Next = "The project was not exported: the folder cannot be written to.", "Choose another folder than “"+filepath.Base(folder)+"”; press Ctrl+E again."
	case errors.Is(err, fs.ErrNotExist):
		m.Happened, m.Next = "The project was not exported: the folder is not there.", "Choose another folder; press Ctrl+E again."
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
