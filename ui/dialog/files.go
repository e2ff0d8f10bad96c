package dialog

import (
	"errors"
	"path/filepath"

	"fyne.io/fyne/v2"
	fynedialog "fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
	"github.com/ncruces/zenity"
)

// Filter names a kind of files and their endings, as ".parley".
type Filter struct {
	Name    string
	Endings []string
}

// The desktop's own dialogs know its folders, its networks and the way it sorts; they
// run in a process of their own and so must not block the window. Where there are none,
// Fyne's does for opening, and a line to write in for saving: Fyne's would make the file
// empty before anything is written to it.

// OpenFile asks for one file.
func OpenFile(w fyne.Window, title, folder string, f Filter, done func(path string)) {
	native(func() ([]string, error) {
		path, err := zenity.SelectFile(options(w, title, inside(folder), f)...)
		return []string{path}, err
	}, first(done), func() {
		d := fynedialog.NewFileOpen(func(r fyne.URIReadCloser, err error) {
			if err == nil && r != nil {
				r.Close()
				done(r.URI().Path())
			}
		}, w)
		fallBack(w, d, folder, f)
		d.Show()
	})
}

// OpenFiles asks for any number of files. Fyne's dialog, where it must serve, gives one.
func OpenFiles(w fyne.Window, title, folder string, done func(paths []string)) {
	native(func() ([]string, error) {
		return zenity.SelectFileMultiple(options(w, title, inside(folder), Filter{})...)
	}, done, func() {
		d := fynedialog.NewFileOpen(func(r fyne.URIReadCloser, err error) {
			if err == nil && r != nil {
				r.Close()
				done([]string{r.URI().Path()})
			}
		}, w)
		fallBack(w, d, folder, Filter{})
		d.Show()
	})
}

// OpenFolder asks for a folder.
func OpenFolder(w fyne.Window, title, folder string, done func(path string)) {
	native(func() ([]string, error) {
		path, err := zenity.SelectFile(append(options(w, title, inside(folder), Filter{}), zenity.Directory())...)
		return []string{path}, err
	}, first(done), func() {
		d := fynedialog.NewFolderOpen(func(u fyne.ListableURI, err error) {
			if err == nil && u != nil {
				done(u.Path())
			}
		}, w)
		fallBack(w, d, folder, Filter{})
		d.Show()
	})
}

// SaveFile asks for a name to write to, and again before what has that name is replaced.
func SaveFile(w fyne.Window, title, path string, f Filter, done func(path string)) {
	native(func() ([]string, error) {
		path, err := zenity.SelectFileSave(append(options(w, title, path, f), zenity.ConfirmOverwrite())...)
		return []string{path}, err
	}, first(done), func() { askPath(w, title, path, f, done) })
}

// native runs the desktop's dialog elsewhere; without one, instead runs here.
func native(ask func() ([]string, error), done func([]string), instead func()) {
	if !zenity.IsAvailable() {
		instead()
		return
	}
	go func() {
		paths, err := ask()
		fyne.Do(func() {
			switch {
			case err == nil:
				done(paths)
			case !errors.Is(err, zenity.ErrCanceled):
				instead()
			}
		})
	}()
}

func first(done func(string)) func([]string) {
	return func(paths []string) { done(paths[0]) }
}

// inside is folder as zenity wants one to look into: with a separator at its end.
func inside(folder string) string {
	if folder == "" {
		return ""
	}
	return folder + string(filepath.Separator)
}

func options(_ fyne.Window, title, path string, f Filter) []zenity.Option {
	list := []zenity.Option{zenity.Title(title)}
	if path != "" {
		list = append(list, zenity.Filename(path))
	}
	if len(f.Endings) > 0 {
		patterns := make([]string, 0, len(f.Endings))
		for _, e := range f.Endings {
			patterns = append(patterns, "*"+e)
		}
		list = append(list, zenity.FileFilters{{Name: f.Name, Patterns: patterns, CaseFold: true}})
	}
	return list
}

// fyneDialog is what Fyne's three file dialogs have in common.
type fyneDialog interface {
	SetLocation(fyne.ListableURI)
	SetFilter(storage.FileFilter)
	Resize(fyne.Size)
}

func fallBack(w fyne.Window, d fyneDialog, folder string, f Filter) {
	if len(f.Endings) > 0 {
		d.SetFilter(storage.NewExtensionFileFilter(f.Endings))
	}
	if l, err := storage.ListerForURI(storage.NewFileURI(folder)); folder != "" && err == nil {
		d.SetLocation(l)
	}
	d.Resize(w.Canvas().Size().SubtractWidthHeight(120, 120))
}
