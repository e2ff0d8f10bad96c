package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"parley/annotate"
	"parley/ui/control"
	"parley/ui/dialog"
	"parley/ui/panel"
	"parley/ui/theme"
)

// documentSheet is what is said of a document, to be edited: its head, the project's own
// fields, and below, to be read only, where it came from and how far everybody is with it.
// Enter in any line saves all of it as one step.
type documentSheet struct {
	window    *Workbench
	document  *annotate.Document
	sheet     *dialog.Sheet
	title     *control.Input
	author    *control.Input
	actor     *lookup
	outlet    *control.Input
	date      *control.Input
	url       *control.Input
	language  *control.Input
	direction *control.Button
	chosen    annotate.Direction
	names     []string // of the project's own fields
	fields    []*control.Input
	note      *control.Input
	problem   *control.Label
	body      *fyne.Container // all lines between the heading and the buttons
	scroll    *control.Scroller
}

const (
	sheetWidth = float32(860)
	sheetPad   = float32(22)
	sheetTop   = float32(64) // it stays there when the list of actors comes and goes
	sheetRow   = float32(8)
)

// openDocumentSheet shows the sheet of a document.
func (w *Workbench) openDocumentSheet(d *annotate.Document) *documentSheet {
	s := &documentSheet{window: w, document: d, problem: control.NewLabel("", control.Quiet.In(theme.Warn))}
	s.fill()
	s.sheet = dialog.Open(w.window, s.content(), dialog.Options{Width: sheetWidth, Top: sheetTop, Pad: sheetPad, Scrim: true, Stays: true, Focus: s.title, OnClosed: func() { w.soon(w.focusText) }})
	s.title.SelectAll()
	return s
}

// fill makes the lines and writes what the document says.
func (s *documentSheet) fill() {
	w, d := s.window, s.document
	line := func(hint, text string) *control.Input {
		i := control.NewInput(hint)
		i.SetText(text)
		return s.listen(i)
	}
	s.title, s.author = line("", d.Title), line("as the text names them", d.Author)
	s.actor = newLookup("who that is in the register", func(q string) []candidate { return w.entitiesFound(q, s.author.Text) })
	s.actor.fit, s.actor.submit = s.refit, s.save
	s.listen(s.actor.input)
	s.actor.set(w.entityNow(d.AuthorEntity))
	s.outlet, s.url = line("where it was published", d.Outlet), line("", d.URL)
	s.date = line("14 March 2025, 2025-03 or 2025", longDate(d.Date))
	s.date.OnChanged = func(string) { s.sayPrecision() }
	s.language = line("en, ar, de …", d.Language)
	s.language.OnChanged = func(t string) { s.language.SetNote(languages[strings.ToLower(strings.TrimSpace(t))]) }
	s.language.OnChanged(d.Language)
	s.chosen = d.Direction
	s.direction = control.NewMenuButton("", s.directions)
	s.direction.Wide = true
	s.direct(d.Direction)
	s.names = fieldNames(w.project.session.Schema(), d)
	for _, name := range s.names {
		s.fields = append(s.fields, line("", fieldOf(d, name)))
	}
	s.note = control.NewTextInput("", 2)
	s.note.SetText(d.Note)
	s.listen(s.note)
	s.sayPrecision()
}

// listen gives an input the keys of the sheet: Enter saves, Escape closes, and whoever gets
// the keyboard takes the list of actors away.
func (s *documentSheet) listen(i *control.Input) *control.Input {
	if i.OnEnter == nil {
		i.OnEnter = func(string) { s.save() }
	}
	i.OnEscape = s.close
	i.OnFocus = func(has bool) {
		if has && s.actor != nil && i != s.actor.input {
			s.actor.settle()
		}
		if has {
			s.reveal(i)
		}
	}
	return i
}

// close closes the list of actors if it is open, else the sheet.
func (s *documentSheet) close() {
	if s.actor.list.Visible() {
		s.actor.show(false)
		return
	}
	s.sheet.Close()
}

// refit takes in that the list of actors came or went.
func (s *documentSheet) refit() {
	if s.sheet == nil {
		return
	}
	s.sheet.Fit()
	s.scroll.Fit()
	if s.actor.list.Visible() {
		s.reveal(s.actor.box)
	}
}

// reveal brings a line into sight, when the project has more fields than the window is high.
func (s *documentSheet) reveal(o fyne.CanvasObject) {
	if s.sheet == nil || s.body == nil {
		return
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject
	y := at(o).Y - at(s.body).Y
	s.scroll.Reveal(y-sheetRow, y+o.Size().Height+sheetRow)
}

// sayPrecision says beside the date how precise it is as written.
func (s *documentSheet) sayPrecision() {
	d, err := readDate(s.date.Text())
	note := ""
	if err == nil && !d.IsZero() {
		note = map[annotate.Precision]string{annotate.Year: "year", annotate.Month: "month", annotate.Day: "day"}[d.Precision()]
	}
	s.date.SetNote(note)
}

// readDate reads a date as it is typed; nothing is no date.
func readDate(s string) (annotate.Date, error) {
	if strings.TrimSpace(s) == "" {
		return annotate.Date{}, nil
	}
	return panel.ReadDate(s)
}

// directionNames say how a document is read.
var directionNames = []string{annotate.AutoDirection: "each paragraph by its letters", annotate.LeftToRight: "left to right", annotate.RightToLeft: "right to left"}

func (s *documentSheet) direct(d annotate.Direction) {
	s.chosen = d
	s.direction.Text = directionNames[min(int(d), len(directionNames)-1)]
	s.direction.Refresh()
}

func (s *documentSheet) directions() (items []*fyne.MenuItem) {
	for i, name := range directionNames {
		item := fyne.NewMenuItem(name, func() { s.direct(annotate.Direction(i)) })
		item.Checked = s.chosen == annotate.Direction(i)
		items = append(items, item)
	}
	return items
}

// fieldNames are the project's own fields, then those that only this document has.
func fieldNames(schema *annotate.Schema, d *annotate.Document) []string {
	names := slices.Clone(schema.Fields)
	for _, f := range d.Custom {
		if !slices.Contains(names, f.Name) {
			names = append(names, f.Name)
		}
	}
	return names
}

func fieldOf(d *annotate.Document, name string) string {
	for _, f := range d.Custom {
		if f.Name == name {
			return f.Value
		}
	}
	return ""
}

// content lays the sheet out: the title over two columns, the project's own fields in the
// shorter one, the note under both.
func (s *documentSheet) content() fyne.CanvasObject {
	left := dialog.Column(sheetRow, dialog.Labelled("Author", s.author), dialog.Labelled("Actor", s.actor.box), dialog.Labelled("Outlet", s.outlet), dialog.Labelled("Date", s.date))
	right := dialog.Column(sheetRow, dialog.Labelled("Language", s.language), dialog.Labelled("Direction", s.direction), dialog.Labelled("Address", s.url))
	for i, name := range s.names {
		column := right
		if i%2 == 1 {
			column = left
		}
		column.Add(dialog.Labelled(name, s.fields[i]))
	}
	cancel := control.NewButton("Cancel", func() { s.sheet.Close() })
	cancel.Key = "Esc"
	cancel.Refresh()
	about := dialog.Column(2)
	for _, line := range s.window.aboutLines(s.document) {
		about.Add(container.New(sayings{}, control.NewLabel(line[0], control.Quiet), control.NewLabel(line[1], control.Hint)))
	}
	s.body = dialog.Column(theme.GroupGap, dialog.Labelled("Title", s.title), container.New(halves{24}, left, right), dialog.Labelled("Note", s.note), about)
	s.scroll = control.NewScroller(s.body)
	return dialog.Column(theme.GroupGap,
		control.NewLabel("Document", control.Style{Size: theme.TitleSize, Bold: true}), container.New(sheetRoom{s}, s.scroll),
		dialog.End(s.problem, cancel, control.NewPrimaryButton("Save changes", "↵", s.save)))
}

// sheetRoom gives the lines of a sheet the height that they need, as far as the window has
// it beside the heading and the buttons.
type sheetRoom struct{ of *documentSheet }

// sheetFrame is what stands over and under the lines, with what is left free below.
const sheetFrame = sheetTop + 2*sheetPad + 20 + 30 + 2*theme.GroupGap + 16

// MinSize implements fyne.Layout.
func (r sheetRoom) MinSize([]fyne.CanvasObject) fyne.Size {
	m := r.of.body.MinSize()
	return fyne.NewSize(m.Width, min(m.Height, max(200, r.of.window.window.Canvas().Size().Height-sheetFrame)))
}

// Layout implements fyne.Layout.
func (sheetRoom) Layout(o []fyne.CanvasObject, size fyne.Size) {
	set(o[0], 0, 0, size.Width, size.Height)
}

// sayings sets a label and what it says in one line, as [dialog.Labelled] does an input.
type sayings struct{}

// MinSize implements fyne.Layout.
func (sayings) MinSize(o []fyne.CanvasObject) fyne.Size { return fyne.NewSize(200, theme.ChipHeight) }

// Layout implements fyne.Layout.
func (sayings) Layout(o []fyne.CanvasObject, s fyne.Size) {
	const label = theme.SlotLabelWidth + theme.GroupGap
	for i, x := range []float32{0, label} {
		h := o[i].MinSize().Height
		set(o[i], x, (s.Height-h)/2, []float32{label, s.Width - label}[i], h)
	}
}

// halves sets two objects side by side, each in half the width.
type halves struct{ gap float32 }

// MinSize implements fyne.Layout.
func (h halves) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(2*max(a.Width, b.Width)+h.gap, max(a.Height, b.Height))
}

// Layout implements fyne.Layout.
func (h halves) Layout(o []fyne.CanvasObject, s fyne.Size) {
	half := (s.Width - h.gap) / 2
	set(o[0], 0, 0, half, s.Height)
	set(o[1], half+h.gap, 0, half, s.Height)
}

// save keeps what is written, as one step, if all of it can be kept.
func (s *documentSheet) save() {
	head, problem := s.read()
	if problem != "" {
		s.problem.SetText(problem)
		s.sheet.Fit()
		return
	}
	w := s.window
	var sets []annotate.ChangeSet
	if f := s.actor.chosen; f.fresh {
		made, entity, err := w.editor().AddEntity(f.name, "")
		if err != nil {
			s.problem.SetText("Actor: " + err.Error())
			return
		}
		sets, head.AuthorEntity = append(sets, made), entity.ID
	}
	s.sheet.Close()
	cs, err := w.editor().EditDocument(s.document, func(n *annotate.Document) { *n = head })
	if len(sets) > 0 && err == nil {
		cs = w.editor().Join(cs.Label, append(sets, cs)...)
	}
	w.apply(cs, err)
}

// read is the head as it is written; problem says what cannot be kept, whose line has the
// keyboard then.
func (s *documentSheet) read() (n annotate.Document, problem string) {
	focus := func(i *control.Input, problem string) (annotate.Document, string) {
		s.window.window.Canvas().Focus(i)
		return annotate.Document{}, problem
	}
	n = *s.document
	n.Title, n.Author, n.Outlet = strings.TrimSpace(s.title.Text()), strings.TrimSpace(s.author.Text()), strings.TrimSpace(s.outlet.Text())
	n.URL, n.Language, n.Direction, n.Note = strings.TrimSpace(s.url.Text()), strings.TrimSpace(s.language.Text()), s.chosen, s.note.Text()
	if n.Title == "" {
		return focus(s.title, "Title: a document needs one")
	}
	var err error
	if n.Date, err = readDate(s.date.Text()); err != nil {
		return focus(s.date, "Date: "+err.Error())
	}
	if !s.actor.settle() {
		return focus(s.actor.input, "Actor: choose one with ↓ and ↵, or make it a new one")
	}
	n.AuthorEntity, n.Custom = s.actor.chosen.value.Ref, nil
	for i, name := range s.names {
		if text := strings.TrimSpace(s.fields[i].Text()); text != "" {
			n.Custom = append(n.Custom, annotate.Field{Name: name, Value: text})
		}
	}
	return n, ""
}
