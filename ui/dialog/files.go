package dialog

import (
	"errors"
	"path/filepath"

	"fyne.io/fyne/v2"
	"github.com/ncruces/zenity"
)

// Filter names a kind of files and their endings, as ".parley".
type Filter struct {
	Name    string
	Endings []string
}

// The desktop's own dialogs know its folders, its networks and the way it sorts; they
// run in a process of their own and so must not block the window. Where there are none,
// cards of our own do: a line to write in, for opening with what there is in the folder below.
// Fyne's have no such line, and for saving they would make the file empty before anything is
// written to it.

// OpenFile asks for one file.
func OpenFile(w fyne.Window, title, folder string, f Filter, done func(path string)) {
	native(func() ([]string, error) {
		path, err := zenity.SelectFile(options(w, title, inside(folder), f)...)
		return []string{path}, err
	}, first(done), func() { pick(w, title, folder, f, false, done) })
}

// OpenFiles asks for any number of files. Our own card, where it must serve, gives one.
func OpenFiles(w fyne.Window, title, folder string, done func(paths []string)) {
	native(func() ([]string, error) {
		return zenity.SelectFileMultiple(options(w, title, inside(folder), Filter{})...)
	}, done, func() {
		pick(w, title, folder, Filter{}, false, func(path string) { done([]string{path}) })
	})
}

// OpenFolder asks for a folder.
func OpenFolder(w fyne.Window, title, folder string, done func(path string)) {
	native(func() ([]string, error) {
		path, err := zenity.SelectFile(append(options(w, title, inside(folder), Filter{}), zenity.Directory())...)
		return []string{path}, err
	}, first(done), func() { pick(w, title, folder, Filter{}, true, done) })
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
	if folder == "" || folder[len(folder)-1] == filepath.Separator {
		return folder
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
