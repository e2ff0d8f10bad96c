package codebook

import (
	"errors"
	"strings"

	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/annotate/schema"
	"parley/assets/icons"
	"parley/ui/control"
	"parley/ui/theme"
)

// Editor is the whole of the window but its status bar: a head and three columns. What it
// reports is carried out by its holder, who then calls Reload.
type Editor struct {
	part
	OnChange    func(schema.Draft)               // a finished edit; what it touches is for the holder to ask
	OnMerge     func(Place)                      // what p names is to go into another: ask which
	OnUses      func(Place)                      // what has a tag is to have another, or to be rechecked
	OnExample   func() (annotate.Example, bool)  // what is selected in the text; false when nothing is
	OnJump      func(document, mark annotate.ID) // show it in the text
	OnExampleAt func(annotate.Example)           // show where an example stands
	OnRechecked func(document, mark annotate.ID) // it was looked at again
	OnImport    func()                           // a schema is to be read from a file
	OnExport    func()                           // and written to one
	OnMoved     func(Place)                      // one stands somewhere else
	OnSay       func(string)                     // a sentence for the status bar
	Writable    func() bool                      // nil: always

	source Source
	at     Place

	head    *control.Block
	line    *control.Separator
	title   *control.Label
	in, out *control.Button
	left    *left
	middle  *middle
	form    *form
}

// New makes an editor that shows the first layer. Reload fills it.
func New(source Source) *Editor {
	e := &Editor{source: source, head: control.NewBlock(theme.Window), line: control.NewSeparator(),
		title: control.NewLabel("Codebook and schema", control.Style{Size: theme.TitleSize, Bold: true})}
	e.in = control.NewButton("Import…", func() { call(e.OnImport) })
	e.in.Icon, e.in.Key = icons.Import.Resource(), "Ctrl+I"
	e.out = control.NewButton("Export…", func() { call(e.OnExport) })
	e.out.Icon, e.out.Key = icons.Export.Resource(), "Ctrl+E"
	e.in.Refresh()
	e.out.Refresh()
	e.left, e.middle, e.form = newLeft(e), newMiddle(e), newForm(e)
	e.children = []fyne.CanvasObject{e.head, e.title, e.in, e.out, e.line, e.left, e.middle, e.form}
	e.arrange, e.min = e.layOut, func() fyne.Size { return fyne.NewSize(900, 500) }
	e.ExtendBaseWidget(e)
	e.start()
	return e
}

// start stands at the first thing there is.
func (e *Editor) start() {
	e.at = Place{Section: InVersions}
	if s := e.source.Schema(); s != nil && len(s.Layers) > 0 {
		e.at = Place{Section: InLayers, Of: string(s.Layers[0].ID)}
	}
}

const editorHead = float32(48)

func (e *Editor) layOut(s fyne.Size) {
	place(e.head, 0, 0, s.Width, editorHead)
	fill(e.title, theme.PanelPadding+2, s.Width/2, 0, editorHead)
	end := s.Width - theme.PanelPadding
	for _, b := range []*control.Button{e.out, e.in} {
		end -= b.MinSize().Width
		centre(b, end, 0, editorHead)
		end -= 8
	}
	place(e.line, 0, editorHead-1, s.Width, 1)
	l, r := float32(220), float32(336)
	if s.Width >= 1367 {
		l, r = 240, 368
	}
	h := s.Height - editorHead
	place(e.left, 0, editorHead, l, h)
	place(e.middle, l, editorHead, s.Width-l-r, h)
	place(e.form, s.Width-r, editorHead, r, h)
}

// At is where one stands.
func (e *Editor) At() Place { return e.at }

// Go stands at p, as if it had been chosen.
func (e *Editor) Go(p Place) {
	if p.exists(e.source.Schema()) {
		e.form.finish()
		e.at = p
		e.Reload()
	}
}

// Reload draws everything anew: the schema, its versions or what is recorded has changed.
// Where one stands stays, if it is still there; or else what it was in.
func (e *Editor) Reload() {
	s := e.source.Schema()
	if s == nil {
		return
	}
	row := -1
	if !e.at.exists(s) {
		row = e.middle.list().Selected()
		e.at = e.at.whole()
	}
	if !e.at.exists(s) {
		e.start()
	}
	e.show()
	e.left.fill(e.at)
	if next, ok := e.middle.placeAt(row); ok && e.at.Part == "" {
		e.goTo(next)
	}
}

// Finish reports what is being written, as the window is about to be closed.
func (e *Editor) Finish() { e.form.finish() }

// show shows middle and form of where one stands.
func (e *Editor) show() {
	e.middle.show(e.at)
	e.form.show(e.at)
	e.setEnabled(e.in, e.writable())
	if e.OnMoved != nil {
		e.OnMoved(e.at)
	}
}

func (e *Editor) setEnabled(b *control.Button, yes bool) {
	if yes {
		b.Enable()
	} else {
		b.Disable()
	}
}

// goTo stands at p after what was being written is reported. p stays what is chosen even
// when that brought rows of other places.
func (e *Editor) goTo(p Place) {
	if p == e.at {
		return
	}
	e.form.finish()
	if !p.exists(e.source.Schema()) {
		e.Reload()
		return
	}
	moved := p.whole() != e.at.whole()
	e.at = p
	if moved {
		e.left.list.Select(e.left.find(p), true)
	}
	e.show()
}

func (e *Editor) writable() bool { return e.Writable == nil || e.Writable() }

func (e *Editor) say(words string) {
	if e.OnSay != nil && words != "" {
		e.OnSay(words)
	}
}

// change reports an edit of the schema in force. One that cannot be is told in the status
// bar, and everything is shown as it is.
func (e *Editor) change(edit func(schema.Draft) (schema.Draft, error)) bool {
	s := e.source.Schema()
	if s == nil || !e.writable() {
		return false
	}
	d, err := edit(schema.Begin(s))
	if err != nil {
		e.say(sentence(err))
		e.Reload()
		return false
	}
	if !d.Changed() {
		return false
	}
	if e.OnChange != nil {
		e.OnChange(d)
	}
	return true
}

// sentence is an error's own words, with a capital and a full stop and without what it is.
func sentence(err error) string {
	s := err.Error()
	if errors.Is(err, annotate.ErrInvalid) {
		s = strings.TrimSuffix(s, ": "+annotate.ErrInvalid.Error())
	}
	if s == "" {
		return ""
	}
	return strings.ToUpper(s[:1]) + s[1:] + "."
}
