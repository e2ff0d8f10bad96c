package ui

import (
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"parley/assets/icons"
	"parley/ui/control"
	"parley/ui/dialog"
	"parley/ui/settings"
	"parley/ui/theme"
)

// startPage is what the window shows without a project: at the very first start the form
// of a first project, later the recent ones.
type startPage struct {
	widget.BaseWidget
	window  *Workbench
	ground  *ground
	content fyne.CanvasObject
	rows    []*recentRow
	at      int // the recent project under the hand
	form    *dialog.ProjectForm
}

func newStartPage(w *Workbench) *startPage {
	p := &startPage{window: w, ground: newGround(theme.Panel, fyne.NewSize(1, 1)), content: gap(1)}
	p.ExtendBaseWidget(p)
	return p
}

// reload builds the page anew from what is remembered.
func (p *startPage) reload() {
	p.rows, p.at, p.form = nil, 0, nil
	if len(p.window.Settings.Now().Recent) == 0 {
		p.content = p.first()
	} else {
		p.content = p.usual()
	}
	p.Refresh()
}

// focus gives the form of a first project the keyboard, if it is there.
func (p *startPage) focus() {
	if p.form != nil {
		p.form.Focus()
	}
}

// key moves among the recent projects.
func (p *startPage) key(e *fyne.KeyEvent) {
	if len(p.rows) == 0 {
		return
	}
	switch e.Name {
	case fyne.KeyDown:
		p.hold(min(p.at+1, len(p.rows)-1))
	case fyne.KeyUp:
		p.hold(max(p.at-1, 0))
	case fyne.KeyReturn, fyne.KeyEnter:
		p.rows[p.at].open()
	case fyne.KeyDelete:
		p.window.remember(func(s *settings.Settings) { s.Forget(p.rows[p.at].project.Path) })
		p.reload()
	}
}

func (p *startPage) hold(i int) {
	was := p.at
	p.at = i
	p.rows[was].Refresh()
	p.rows[i].Refresh()
}

// brand is the program's name with its two marks.
func brand() fyne.CanvasObject {
	logo := canvas.NewImageFromResource(icons.App())
	logo.FillMode = canvas.ImageFillContain
	logo.SetMinSize(fyne.NewSquareSize(44))
	name := control.NewLabel("Parley", control.Style{Size: theme.HeadingSize, Bold: true})
	what := control.NewLabel("Mark who claims what, and who stands where.", control.Quiet)
	return dialog.Row(14, logo, container.NewCenter(dialog.Column(-2, name, what)))
}

// first is the page of the very first start.
func (p *startPage) first() fyne.CanvasObject {
	const width = 560
	w := p.window
	p.form = dialog.NewProjectForm(w.window, w.blankProject(), func(n dialog.NewProject) { w.create(n, nil) })
	form := card(22, dialog.Column(theme.GroupGap, control.NewLabel("Start your first project", control.Style{Size: theme.TitleSize, Bold: true}), p.form.Content()))
	links := dialog.Row(theme.RowGap, p.link("project.sample", "Open the sample"), p.link("project.open", "Open…"), p.link("project.restore", "Restore…"))
	drop := dashed(74, width, []string{"Or drop texts here: a folder, plain text, Markdown or HTML.", "They are copied into a new project; the originals stay as they are."})
	return sized2(width, dialog.Column(20, brand(), form, links, drop))
}

func (p *startPage) link(id, name string) fyne.CanvasObject {
	a := p.window.table.byID[id]
	if a == nil {
		return gap(1)
	}
	b := control.NewButton(name, func() { a.do() })
	b.Role, b.Key, b.Icon = control.Silent, a.Key, a.Icon
	b.Refresh()
	return b
}

// usual is the page of every later start.
func (p *startPage) usual() fyne.CanvasObject {
	const left, right, between = 340, 660, 40
	start := dialog.Column(theme.RowGap, p.head("Start", ""))
	for _, t := range []struct{ id, about string }{
		{"project.new", "a name, a place, a schema"}, {"project.open", "a .parley file"},
		{"project.sample", "texts, marked and coded"}, {"project.restore", "from a checked snapshot"},
	} {
		start.Add(p.tile(t.id, t.about))
	}
	start.Add(gap(8))
	start.Add(dashed(64, left, []string{"Drop a project or a folder of texts anywhere in", "this window."}))
	recent := dialog.Column(theme.RowGap, p.head("Recent projects", "↑ ↓ choose   ↵ open   Del remove from list"), p.recentList(), gap(4), p.snapshotRow())
	return dialog.Column(36, brand(), dialog.Row(between, container.NewVBox(sized2(left, start)), container.NewVBox(sized2(right, recent))))
}

func (p *startPage) head(title, keys string) fyne.CanvasObject {
	return container.New(bar{26, 0}, control.NewLabel(title, control.Bold), control.NewLabel(keys, control.Quiet))
}

// CreateRenderer implements fyne.Widget.
func (p *startPage) CreateRenderer() fyne.WidgetRenderer { return &startRenderer{p} }

type startRenderer struct{ *startPage }

func (r *startRenderer) Destroy()           {}
func (r *startRenderer) MinSize() fyne.Size { return fyne.Size{} }
func (r *startRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.content}
}

func (r *startRenderer) Refresh() {
	r.Layout(r.Size())
	r.ground.Refresh()
	r.content.Refresh()
	canvas.Refresh(r.startPage)
}

// Layout implements fyne.WidgetRenderer.
func (r *startRenderer) Layout(s fyne.Size) {
	set(r.ground, 0, 0, s.Width, s.Height)
	m := r.content.MinSize()
	set(r.content, max(0, (s.Width-m.Width)/2), max(0, (s.Height-m.Height)*0.5), min(m.Width, s.Width), min(m.Height, s.Height))
}

// place says where a project is, as people do: the last two folders, and what disk.
func placeOf(path string) string {
	dir := filepath.Dir(path)
	where := "On this computer"
	if home, err := os.UserHomeDir(); err == nil && strings.HasPrefix(dir, home) {
		dir = strings.TrimPrefix(dir, home)
	} else if strings.HasPrefix(dir, "/media") || strings.HasPrefix(dir, "/run/media") || strings.HasPrefix(dir, "/Volumes") {
		where = "Removable disk"
	}
	if last := filepath.Base(dir); last != "." && last != string(filepath.Separator) && last != "" {
		return where + " › " + last
	}
	return where
}

// nameOf is a project's name in its own script.
func nameOf(r settings.Recent, colour fyne.ThemeColorName) fyne.CanvasObject {
	name := r.Name
	if name == "" {
		name = strings.TrimSuffix(filepath.Base(r.Path), Extension)
	}
	return control.NewLabel(name, control.Bold.In(colour))
}
