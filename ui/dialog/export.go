package dialog

import (
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/ui/control"
	"parley/ui/theme"
)

// Export is what [AskExport] offers and whom it tells.
type Export struct {
	Formats   []ExportFormat
	Documents []string // what can be written, all of them first: "All 12 documents"
	Layers    []Choosable[annotate.LayerID]
	People    []Choosable[annotate.ID]
	States    []Choosable[annotate.State]
	Path      string // without ending

	// Preview is told what is asked for whenever that changes, and tells what would not be
	// carried by the function it gets, on Fyne's goroutine. Stop ends it.
	Preview func(choice ExportChoice, tell func(ExportPreview)) (stop func())
	// Browse asks for a place by the desktop's own dialog; nil: there is none.
	Browse func(path string, f ExportFormat, done func(string))
	Done   func(ExportChoice)
}

// ExportFormat is a format that can be written.
type ExportFormat struct {
	Name    string // as the command line has it: "jsonl"
	Title   string // "doccano JSONL"
	About   string // what it can carry, in a sentence
	Endings []string
	Folder  bool // several files in a folder, or an archive of them
	// Shapes are the ways in which it can be written, the usual one first; empty: one.
	Shapes []string
}

// Choosable is one of several of which a person takes some.
type Choosable[K comparable] struct {
	ID   K
	Name string
}

// ExportChoice is what a person asked for. What is empty leaves nothing out.
type ExportChoice struct {
	Format    int // of the formats
	Shape     int // of the format's; 0: the usual one
	Documents int // of what can be written
	Layers    []annotate.LayerID
	People    []annotate.ID
	States    []annotate.State
	Path      string
}

// ExportPreview is what is known of an export before it is done.
type ExportPreview struct {
	Head  string // "3 documents, 12 annotations. Not everything can be carried:"
	Lines []string
}

// exportForm is the card.
type exportForm struct {
	Export
	window  fyne.Window
	sheet   *Sheet
	choice  ExportChoice
	format  *control.Button
	shape   *control.Button
	shapes  fyne.CanvasObject // the shape with its label
	about   [2]*control.Label
	path    *control.Input
	head    *control.Label
	list    *control.List
	lines   []string // of the preview, as wide as the card
	hint    *control.Label
	write   *control.Button
	stop    func()
	warned  string
	told    bool // the hint says why nothing is written
	columns *fyne.Container
}

// aboutWidth is how wide the lines are that say what a format can carry.
const aboutWidth = float32(500)

// previewLines is how many lines of a preview are in sight, previewWidth how wide they are.
const (
	previewLines = 4
	previewWidth = float32(570)
	previewLine  = float32(20)
)

// AskExport asks for format, scope and place. Enter in the place writes; where something is
// there already it takes a second Enter.
func AskExport(w fyne.Window, e Export) {
	const width, pad = 640, 20
	f := &exportForm{Export: e, window: w, stop: func() {}}
	f.build()
	f.sheet = Open(w, f.columns, Options{Width: width, Pad: pad, Scrim: true, Stays: true, Focus: f.path, OnClosed: func() { f.stop() }, OnKey: func(k *fyne.KeyEvent) bool {
		if k.Name == fyne.KeyReturn || k.Name == fyne.KeyEnter {
			f.submit()
			return true
		}
		return false
	}})
	f.path.SelectAll()
	f.changed()
}

func (f *exportForm) build() {
	f.head, f.hint = control.NewLabel("", control.Body), control.NewLabel(" ", control.Quiet)
	for i := range f.about {
		f.about[i] = control.NewLabel("", control.Hint)
	}
	f.path = control.NewInput("the whole path")
	f.path.SetText(f.Path + f.ending())
	f.path.OnEnter = func(string) { f.submit() }
	f.path.OnEscape = func() { f.sheet.Close() }
	f.path.OnChanged = func(string) { f.unwarn() }
	f.format = wide(control.NewMenuButton("", f.formatItems))
	f.shape = wide(control.NewMenuButton("", f.shapeItems))
	f.shapes = Labelled("Written as", f.shape)
	f.write = control.NewPrimaryButton("Export", "↵", f.submit)
	cancel := control.NewButton("Cancel", func() { f.sheet.Close() })
	cancel.Key = "Esc"
	cancel.Refresh()
	place := fyne.CanvasObject(f.path)
	if f.Browse != nil {
		place = besideInput(f.path, control.NewButton("Choose…", f.browse))
	}
	f.list = control.NewList(previewLine, func() fyne.CanvasObject { return control.NewLabel("", control.Quiet) }, func(o fyne.CanvasObject, i int, _ control.RowState) {
		if l, ok := o.(*control.Label); ok && i < len(f.lines) {
			l.SetText(f.lines[i])
		}
	})
	f.list.Rows, f.list.NoBar = previewLines, true
	f.list.OnKey = func(e *fyne.KeyEvent) { control.PassKey(f.list, e) } // Enter is the card's
	preview := Column(4, f.head, f.list)
	f.columns = Column(10, control.NewLabel("Export", control.Style{Size: theme.TitleSize, Bold: true}),
		Labelled("Format", Column(2, f.format, narrow(Column(0, f.about[0], f.about[1])))), f.shapes, f.scope(), Labelled("Place", place),
		narrow(preview), f.hint, End(nil, cancel, f.write))
	f.showFormat()
}

// narrow has a column of labels take the width there is.
func narrow(o fyne.CanvasObject) fyne.CanvasObject {
	return &fyne.Container{Layout: cutting{}, Objects: []fyne.CanvasObject{o}}
}

func wide(b *control.Button) *control.Button {
	b.Wide = true
	b.Refresh()
	return b
}

func (f *exportForm) now() ExportFormat { return f.Formats[f.choice.Format] }

func (f *exportForm) ending() string {
	if n := f.now(); !n.Folder && len(n.Endings) > 0 {
		return n.Endings[0]
	}
	return ""
}

func (f *exportForm) formatItems() (items []*fyne.MenuItem) {
	for i, x := range f.Formats {
		items = append(items, item(x.Title, i == f.choice.Format, func() { f.take(i) }))
	}
	return items
}

// take writes in another format from now on; the place keeps its name.
func (f *exportForm) take(i int) {
	path := f.path.Text()
	for _, e := range f.now().Endings {
		if rest, ok := strings.CutSuffix(path, e); ok && e != "" {
			path = rest
			break
		}
	}
	f.choice.Format, f.choice.Shape = i, 0
	f.path.SetText(path + f.ending())
	f.unwarn()
	f.showFormat()
	f.changed()
}

func (f *exportForm) showFormat() {
	rename(f.format, f.now().Title)
	lines := append(wrap(f.now().About, control.Hint, aboutWidth), "")
	for i, l := range f.about {
		if l.SetText(lines[i]); lines[i] == "" {
			l.Hide()
		} else {
			l.Show()
		}
	}
	if f.now().Shapes == nil {
		f.shapes.Hide()
	} else {
		rename(f.shape, f.now().Shapes[f.choice.Shape])
		f.shapes.Show()
	}
	if f.sheet != nil {
		f.sheet.Fit()
	}
}

func (f *exportForm) shapeItems() (items []*fyne.MenuItem) {
	for i, name := range f.now().Shapes {
		items = append(items, item(name, i == f.choice.Shape, func() {
			f.choice.Shape = i
			f.showFormat()
			f.changed()
		}))
	}
	return items
}

func (f *exportForm) unwarn() {
	f.warned = ""
	if f.write.Text != "Export" {
		rename(f.write, "Export")
	}
	f.told = false
	f.more()
}

// more says that there is more of the preview than is in sight.
func (f *exportForm) more() {
	text := " "
	if n := len(f.lines) - previewLines; n > 0 {
		text = counted(n, "line") + " more: Tab, then ↓"
	}
	if !f.told {
		f.hint.Set(text, control.Hint)
	}
}

// changed asks what would not be carried now.
func (f *exportForm) changed() {
	f.stop()
	f.show(ExportPreview{Head: "Looking at what can be carried…"})
	current := true
	end := f.Preview(f.choice, func(p ExportPreview) {
		if current {
			f.show(p)
		}
	})
	f.stop = func() {
		current = false
		end()
	}
}

func (f *exportForm) show(p ExportPreview) {
	f.head.SetText(p.Head)
	f.lines = nil
	for _, line := range p.Lines {
		for i, part := range wrap(line, control.Quiet, previewWidth) {
			f.lines = append(f.lines, map[bool]string{true: "– ", false: "\u2002 "}[i == 0]+part)
		}
	}
	f.list.Select(-1, false)
	f.list.SetCount(len(f.lines))
	f.list.ScrollTo(0)
	f.more()
}

func (f *exportForm) browse() {
	f.Browse(f.path.Text(), f.now(), func(path string) {
		f.path.SetText(path)
		f.warned = f.target() // the desktop asked already
		f.window.Canvas().Focus(f.path)
	})
}

// target is the path as it will be written.
func (f *exportForm) target() string {
	if f.now().Folder {
		return withEnding(f.path.Text(), Filter{})
	}
	return withEnding(f.path.Text(), Filter{Endings: f.endings()})
}

// endings are those that say what is written: the first formats are told by theirs.
func (f *exportForm) endings() []string {
	list := slices.Clone(f.now().Endings)
	if f.choice.Format < datasetFormats {
		for _, d := range f.Formats[:min(datasetFormats, len(f.Formats))] {
			list = append(list, d.Endings...)
		}
	}
	return list
}

// datasetFormats is how many formats, from the first on, are Parley's own: of these the
// ending of the place decides.
const datasetFormats = 2

func (f *exportForm) submit() {
	path := f.target()
	problem, exists := f.problem(path)
	if problem == "" && exists && f.warned != path {
		f.warned = path
		problem = "“" + filepath.Base(path) + "” is there already. Press Enter again to replace it."
		rename(f.write, "Replace")
	}
	if problem != "" {
		f.told = true
		f.hint.Set(problem, control.Quiet.In(theme.Warn))
		f.sheet.Fit()
		return
	}
	c := f.choice
	c.Path = path
	if c.Format < datasetFormats {
		for i, d := range f.Formats[:min(datasetFormats, len(f.Formats))] {
			if slices.Contains(d.Endings, strings.ToLower(filepath.Ext(path))) {
				c.Format = i
			}
		}
	}
	f.sheet.Close()
	f.Done(c)
}

// problem says why nothing can be written to path, and whether something would be replaced.
func (f *exportForm) problem(path string) (problem string, exists bool) {
	if f.now().Folder && !strings.EqualFold(filepath.Ext(path), ".zip") {
		return folderProblem(path), false
	}
	return saveProblem(path)
}
