package dialog

import (
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"

	"github.com/ncruces/zenity"

	"parley/ui/theme"
)

// folderProblem says why no folder can be written at path; empty when it seems possible.
func folderProblem(path string) string {
	if problem, exists := saveProblem(path); !exists {
		return problem
	}
	list, err := os.ReadDir(path)
	switch {
	case err != nil:
		return "“" + filepath.Base(path) + "” is a file. Give the folder another name, or one that ends in .zip."
	case len(list) > 0:
		return "“" + filepath.Base(path) + "” is not empty. Name a new folder, or a file that ends in .zip."
	}
	return ""
}

// Browser asks for places by the desktop's own dialog; nil where there is none.
func Browser(w fyne.Window) func(path string, f ExportFormat, done func(string)) {
	if !zenity.IsAvailable() {
		return nil
	}
	return func(path string, f ExportFormat, done func(string)) {
		filter := Filter{Name: f.Title, Endings: f.Endings}
		if f.Folder {
			filter = Filter{}
		}
		SaveFile(w, "Export to", path, filter, done)
	}
}

// besideInput puts a button at the right of an input.
func besideInput(input, button fyne.CanvasObject) fyne.CanvasObject {
	return &fyne.Container{Layout: besideLayout{}, Objects: []fyne.CanvasObject{input, button}}
}

type besideLayout struct{}

// MinSize implements fyne.Layout.
func (besideLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(200, max(o[0].MinSize().Height, o[1].MinSize().Height))
}

// Layout implements fyne.Layout.
func (besideLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	w := o[1].MinSize().Width
	o[0].Resize(fyne.NewSize(s.Width-w-theme.RowGap, s.Height))
	o[1].Move(fyne.NewPos(s.Width-w, 0))
	o[1].Resize(fyne.NewSize(w, s.Height))
}
