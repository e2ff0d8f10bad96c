package dialog

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"parley/annotate"
	"parley/ui/control"
	"parley/ui/theme"
)

// Template is a schema that a project can begin with.
type Template struct {
	Description string
	Schema      *annotate.Schema
}

// NewProject is what a person wants of a project that is to be made.
type NewProject struct {
	Name      string
	Path      string
	Schema    *annotate.Schema
	Annotator string
}

// BlankProject is what a form begins with.
type BlankProject struct {
	Folder    string // where projects go
	Extension string // ".parley"
	Name      string // empty: none is proposed
	Annotator string
	Templates []Template // at least one, the usual one first
}

// ProjectForm asks for a name, a place, a schema and the annotator's name. Enter in any
// of its lines creates.
type ProjectForm struct {
	content   fyne.CanvasObject
	window    fyne.Window
	blank     BlankProject
	name      *control.Input
	place     *control.Input
	placed    bool // by hand: the name does not change it any more
	schema    *control.Button
	chosen    int
	annotator *control.Input
	create    *control.Button
	hint      *control.Label
	done      func(NewProject)
}

// NewProjectForm makes the form; done is told what a person wants, once it can be.
func NewProjectForm(w fyne.Window, blank BlankProject, done func(NewProject)) *ProjectForm {
	f := &ProjectForm{window: w, blank: blank, done: done,
		name: control.NewInput("what the texts are about"), place: control.NewInput(""), annotator: control.NewInput("as it should stand beside your annotations")}
	f.name.SetText(blank.Name)
	f.annotator.SetText(blank.Annotator)
	f.schema = control.NewMenuButton("", f.templates)
	f.schema.Wide = true
	f.create = control.NewPrimaryButton("Create project", "↵", f.submit)
	f.hint = control.NewLabel("One file on your disk. No account, nothing is sent anywhere.", control.Quiet)
	choose := control.NewButton("Choose…", f.choose)
	for _, i := range []*control.Input{f.name, f.place, f.annotator} {
		i.OnEnter = func(string) { f.submit() }
	}
	f.name.OnChanged = func(string) { f.follow(); f.check() }
	f.place.OnChanged = func(string) { f.placed = true; f.check() }
	f.content = Column(10,
		Labelled("Name", f.name),
		Labelled("Place", container.NewBorder(nil, nil, nil, Row(8, Column(0), choose), f.place)),
		Labelled("Schema", f.schema),
		Labelled("Your name", f.annotator),
		End(f.hint, f.create))
	f.choose2(0)
	f.follow()
	f.check()
	return f
}

// Content is the form as it is drawn.
func (f *ProjectForm) Content() fyne.CanvasObject { return f.content }

// Focus gives the first line the keyboard.
func (f *ProjectForm) Focus() { f.window.Canvas().Focus(f.name) }

func (f *ProjectForm) templates() (items []*fyne.MenuItem) {
	for i, t := range f.blank.Templates {
		item := fyne.NewMenuItem(t.Schema.Name+" – "+t.about(), func() { f.choose2(i) })
		item.Checked = i == f.chosen
		items = append(items, item)
	}
	return items
}

// about is what a template holds: "Claim, Stance, Actor · 26 tags".
func (t Template) about() string {
	var layers []string
	for _, l := range t.Schema.Layers {
		layers = append(layers, l.Name)
	}
	tags := 0
	for _, s := range t.Schema.Tagsets {
		tags += len(s.Tags)
	}
	about := strings.Join(layers, ", ")
	if tags > 0 {
		about += fmt.Sprintf(" · %d tags", tags)
	}
	return about
}

func (f *ProjectForm) choose2(i int) {
	if i >= len(f.blank.Templates) {
		return
	}
	f.chosen = i
	t := f.blank.Templates[i]
	f.schema.Text, f.schema.Note = t.Schema.Name, t.about()
	f.schema.Refresh()
}

// follow writes the place that the name suggests, until a person wrote another.
func (f *ProjectForm) follow() {
	if f.placed {
		return
	}
	name := fileName(f.name.Text())
	if name == "" {
		name = "New project"
	}
	f.place.SetText(filepath.Join(f.blank.Folder, name+f.blank.Extension))
}

// fileName is name as a file can be called on every system.
func fileName(name string) string {
	clean := strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`/\:*?"<>|`, r) {
			return ' '
		}
		return r
	}, name)
	return strings.Trim(strings.Join(strings.Fields(clean), " "), ". ")
}

// problem says why the project cannot be made yet; empty when it can.
func (f *ProjectForm) problem() string {
	path := f.path()
	switch {
	case strings.TrimSpace(f.name.Text()) == "":
		return "Give the project a name."
	case filepath.Base(path) == f.blank.Extension:
		return "Give the file a name."
	}
	if _, err := os.Stat(path); err == nil {
		return "There is a file of that name already. Choose another name or place."
	}
	return ""
}

func (f *ProjectForm) check() {
	problem := f.problem()
	f.hint.Set("One file on your disk. No account, nothing is sent anywhere.", control.Quiet)
	if problem != "" && f.name.Text() != "" {
		f.hint.Set(problem, control.Quiet.In(theme.Warn))
	}
	f.hint.Refresh()
}

func (f *ProjectForm) path() string {
	path := strings.TrimSpace(f.place.Text())
	if !strings.EqualFold(filepath.Ext(path), f.blank.Extension) {
		path += f.blank.Extension
	}
	return path
}

func (f *ProjectForm) choose() {
	SaveFile(f.window, "Where should the project be?", f.path(), Filter{"Parley projects", []string{f.blank.Extension}}, func(path string) {
		f.placed = true
		f.place.SetText(path)
		if f.name.Text() == "" {
			f.name.SetText(strings.TrimSuffix(filepath.Base(path), f.blank.Extension))
		}
		f.check()
	})
}

func (f *ProjectForm) submit() {
	if problem := f.problem(); problem != "" {
		f.hint.Set(problem, control.Quiet.In(theme.Warn))
		f.Focus()
		return
	}
	f.done(NewProject{
		Name: strings.TrimSpace(f.name.Text()), Path: f.path(),
		Schema: f.blank.Templates[f.chosen].Schema, Annotator: strings.TrimSpace(f.annotator.Text()),
	})
}

// AskProject shows the form in a card.
func AskProject(w fyne.Window, title string, blank BlankProject, done func(NewProject)) {
	const width = 560
	var sheet *Sheet
	form := NewProjectForm(w, blank, func(n NewProject) {
		sheet.Close()
		done(n)
	})
	escape(func() { sheet.Close() }, form.name, form.place, form.annotator)
	content := Column(theme.GroupGap, control.NewLabel(title, control.Style{Size: theme.TitleSize, Bold: true}), form.content)
	sheet = Open(w, content, Options{Width: width, Pad: 22, Scrim: true, Stays: true, Focus: form.name})
}

// escape has Escape in any of the inputs do f.
func escape(f func(), inputs ...*control.Input) {
	for _, i := range inputs {
		i.OnEscape = f
	}
}
