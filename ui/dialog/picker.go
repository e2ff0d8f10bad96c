package dialog

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"parley/assets/icons"
	"parley/ui/control"
	"parley/ui/theme"
)

// picker is the card that asks what is to be opened where the desktop has none: a line for a
// path, and below it what there is in the folder that is written there. Enter takes what the
// line says; the arrows and the mouse write into it.
type picker struct {
	filter  Filter
	folders bool // a folder is wanted
	done    func(path string)

	sheet  *Sheet
	input  *control.Input
	list   *control.Options
	hint   *control.Label
	folder string  // that is listed
	all    []entry // in it
	rows   []entry // of them, that begin with what is written
	moved  bool    // the line says what the list's row is

	pressed string // the path of the row that was clicked last
}

const (
	pickerWidth = float32(620)
	pickerRows  = 12
)

// up is the row that leads to the folder above.
const up = ".."

// pick asks for a file, or for a folder, that is there.
func pick(w fyne.Window, title, folder string, f Filter, folders bool, done func(path string)) *picker {
	p := &picker{filter: f, folders: folders, done: done, hint: control.NewLabel(" ", control.Quiet)}
	label, hint := "File", "the whole path of the file"
	if folders {
		label, hint = "Folder", "the whole path of the folder"
	}
	p.input = control.NewInput(hint)
	p.input.OnChanged = func(string) { p.look() }
	p.input.OnEnter = func(string) { p.enter() }
	p.input.OnEscape = func() { p.sheet.Close() }
	p.input.OnKey = p.key
	p.list = control.NewOptions()
	p.list.Most = pickerRows
	p.list.OnMove = p.write
	p.list.OnChoose = func(i int) { p.press(i) }
	cancel := control.NewButton("Cancel", func() { p.sheet.Close() })
	cancel.Key = "Esc"
	cancel.Refresh()
	rows := &fyne.Container{Layout: tall(pickerRows*theme.TreeRowHeight + 8), Objects: []fyne.CanvasObject{p.list}}
	p.sheet = Open(w, Column(theme.GroupGap, control.NewLabel(title, control.Style{Size: theme.TitleSize, Bold: true}),
		Labelled(label, p.input), rows, p.hint, End(nil, cancel, control.NewPrimaryButton("Open", "↵", p.enter))),
		Options{Width: pickerWidth, Pad: 20, Scrim: true, Stays: true, Focus: p.input})
	p.goTo(start(folder))
	return p
}

// start is folder, or where there is none the person's own.
func start(folder string) string {
	if info, err := os.Stat(folder); err == nil && info.IsDir() {
		return folder
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return string(filepath.Separator)
	}
	return home
}

// goTo lists a folder.
func (p *picker) goTo(folder string) {
	p.input.SetText(inside(filepath.Clean(folder)))
	p.look()
}

// look shows what there is of what the line says.
func (p *picker) look() {
	p.moved = false
	dir, name := filepath.Split(p.path())
	var err error
	if dir != p.folder {
		p.folder = dir
		p.all, err = entries(dir, p.filter, p.folders)
	}
	p.rows = beginning(p.all, name)
	row := 0
	if name == "" {
		row = -1
		if filepath.Dir(filepath.Clean(dir)) != filepath.Clean(dir) {
			p.rows = append([]entry{{up, true}}, p.rows...)
		}
	}
	p.say(p.about(err), false)
	p.show(row)
}

// about is what stands below the list: why it is empty, or how folders are taken.
func (p *picker) about(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "There is no folder “" + filepath.Clean(p.folder) + "”."
	case err != nil:
		return "What is in “" + filepath.Clean(p.folder) + "” cannot be listed."
	case p.folders:
		return "↵ takes the folder that the line says; “" + string(filepath.Separator) + "” goes into it."
	case len(p.filter.Endings) > 0:
		return "Listed are folders, and files that end in " + strings.Join(p.filter.Endings, " or ") + "."
	}
	return " "
}

func (p *picker) say(s string, problem bool) {
	style := control.Hint
	if problem {
		style = control.Quiet.In(theme.Warn)
	}
	p.hint.Set(s, style)
	p.sheet.Fit()
}

// show shows the rows, with one of them as what Enter completes; -1: none.
func (p *picker) show(row int) {
	list := make([]control.Option, 0, len(p.rows)+1)
	for _, e := range p.rows {
		o := control.Option{Text: e.name, Icon: icons.File.Resource()}
		if e.folder {
			o.Icon = icons.Folder.Resource()
		}
		if e.name == up {
			o.Text, o.Icon = "The folder above", icons.Up.Resource()
		}
		list = append(list, o)
	}
	if len(p.rows) == 0 {
		row = -1
		list = append(list, control.Option{Text: "Nothing begins so", Pale: true})
	}
	p.list.Set(list, row)
}

// key is of the list when it moves in it; → goes into the folder that it is at.
func (p *picker) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown:
		if p.list.Key(e.Name); !p.moved {
			p.write(p.list.Current()) // which was the only row
		}
		return true
	case fyne.KeyRight:
		if i := p.list.Current(); p.moved && i >= 0 && p.rows[i].folder {
			p.goTo(p.at(i))
			return true
		}
	}
	return false
}

// at is the path of a row.
func (p *picker) at(i int) string { return filepath.Join(p.folder, p.rows[i].name) }

// write has the line say what row i is.
func (p *picker) write(i int) {
	if i < 0 || i >= len(p.rows) {
		return
	}
	p.moved = true
	p.input.SetText(p.at(i))
	p.say(p.about(nil), false)
}

// press is a click: the first one writes, the second one takes a file or goes into a folder.
func (p *picker) press(i int) {
	switch {
	case i >= len(p.rows):
	case p.pressed != p.at(i):
		p.pressed = p.at(i)
	case p.rows[i].folder:
		p.goTo(p.at(i))
	default:
		p.enter()
		return
	}
	p.input.Focus()
}

// enter takes what the line says. What is not there is completed to the row that begins so.
func (p *picker) enter() {
	path := p.path()
	info, err := os.Stat(path)
	i := p.list.Current()
	switch {
	case err != nil && i >= 0 && p.rows[i].folder:
		p.goTo(p.at(i))
	case err != nil && i >= 0:
		p.take(p.at(i))
	case err != nil:
		p.say(missing(path, err), true)
	case info.IsDir() && !p.folders:
		p.goTo(path)
	case !info.IsDir() && p.folders:
		p.say("“"+filepath.Base(path)+"” is a file. Name a folder.", true)
	default:
		p.take(filepath.Clean(path))
	}
}

func (p *picker) take(path string) {
	p.sheet.Close()
	p.done(path)
}

// missing says why nothing can be opened at path.
func missing(path string, err error) string {
	dir, name := filepath.Split(filepath.Clean(path))
	if !errors.Is(err, fs.ErrNotExist) {
		return "“" + name + "” cannot be opened."
	}
	if _, err := os.Stat(dir); err != nil {
		return "There is no folder “" + filepath.Clean(dir) + "”."
	}
	return "There is no “" + name + "” in “" + filepath.Base(dir) + "”."
}

// path is what the line says, whole; it ends in a separator where the line does.
func (p *picker) path() string {
	path := atHome(strings.TrimSpace(p.input.Text()))
	if !filepath.IsAbs(path) {
		path = filepath.Join(p.folder, path) + path[len(strings.TrimSuffix(path, string(filepath.Separator))):]
	}
	return path
}
