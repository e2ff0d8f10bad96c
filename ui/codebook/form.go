package codebook

import (
	"fyne.io/fyne/v2"

	"parley/ui/control"
	"parley/ui/theme"
)

// form is the column in which what is chosen is written: a title with what can be done,
// then rows of a label and a field. A field reports when it is finished: a line on Enter
// or when it is left, a choice at once.
type form struct {
	part
	editor *Editor
	ground *control.Block
	title  *control.Label
	line   *control.Separator
	bottom *control.Separator
	hints  fyne.CanvasObject
	body   *part
	scroll *control.Scroller
	rows   []*formRow
	at     Place
	kind   formKind
}

// formKind tells forms apart that have other rows; of one kind the rows stay.
type formKind uint8

const (
	noForm formKind = iota
	layerForm
	featureForm
	tagForm
	tagsetForm
	relationForm
	fieldForm
	versionForm
	recheckForm
)

// field is what a row holds.
type field interface {
	fyne.CanvasObject
	// update shows what the schema says now; what is being written stays.
	update()
	// leave reports what is written, if that is finished with.
	leave()
	// first is what takes the keyboard; nil: nothing does.
	first() fyne.Focusable
	// tall is its height in a width.
	tall(width float32) float32
}

// formRow is a label and a field at its right, or below it when it is wide.
type formRow struct {
	part
	label *control.Label
	field field
	wide  bool
	apart bool // begins a group
	line  *control.Separator
}

func newForm(e *Editor) *form {
	f := &form{editor: e, ground: control.NewBlock(theme.Panel), title: control.NewLabel("", control.Bold), line: control.NewSeparator(), bottom: control.NewSeparator(), body: &part{}}
	f.hints = control.NewKeyHints(control.KeyHint{Key: "Tab", Does: "next"}, control.KeyHint{Key: "F2", Does: "name"}, control.KeyHint{Key: "Esc", Does: "back"})
	f.body.arrange = f.layBody
	f.body.min = func() fyne.Size { return fyne.NewSize(200, f.tall(f.body.Size().Width)) }
	f.body.ExtendBaseWidget(f.body)
	f.scroll = control.NewScroller(f.body)
	f.children = []fyne.CanvasObject{f.ground, f.title, f.line, f.scroll, f.bottom, f.hints}
	f.arrange = f.layOut
	f.ExtendBaseWidget(f)
	return f
}

const formFoot = float32(34)

func (f *form) layOut(s fyne.Size) {
	place(f.ground, 0, 0, s.Width, s.Height)
	place(f.line, 0, 0, 1, s.Height)
	fill(f.title, theme.PanelPadding+1, s.Width-theme.PanelPadding, 0, middleHead)
	place(f.scroll, 1, middleHead, s.Width-1, s.Height-middleHead-formFoot)
	place(f.bottom, 0, s.Height-formFoot, s.Width, 1)
	fill(f.hints, theme.PanelPadding, s.Width-theme.PanelPadding, s.Height-formFoot+1, formFoot-1)
}

// labelWidth is the room of a label; the field begins behind it.
const labelWidth = float32(88)

func (f *form) tall(width float32) float32 {
	y := float32(0)
	for _, r := range f.rows {
		y += r.tall(width)
	}
	return y + 16
}

func (f *form) layBody(s fyne.Size) {
	y := float32(0)
	for _, r := range f.rows {
		h := r.tall(s.Width)
		place(r, 0, y, s.Width, h)
		y += h
	}
}

func newFormRow(label string, x field) *formRow {
	r := &formRow{label: control.NewLabel(label, control.Quiet), field: x, line: control.NewSeparator()}
	r.line.Hide()
	r.children = []fyne.CanvasObject{r.line, r.label, r.field}
	r.arrange = r.layOut
	r.ExtendBaseWidget(r)
	return r
}

func (r *formRow) inside(width float32) float32 {
	if r.wide {
		return width - 2*theme.PanelPadding
	}
	return width - 2*theme.PanelPadding - labelWidth
}

func (r *formRow) top() float32 {
	if r.apart {
		return 14
	}
	return 3
}

func (r *formRow) tall(width float32) float32 {
	h := r.field.tall(r.inside(width)) + r.top() + 3
	if r.wide && r.label.Text() != "" {
		h += 24
	}
	return h
}

func (r *formRow) layOut(s fyne.Size) {
	y := r.top()
	place(r.line, 0, 5, s.Width, 1)
	h := r.field.tall(r.inside(s.Width))
	if r.wide {
		if r.label.Text() != "" {
			fill(r.label, theme.PanelPadding, s.Width-theme.PanelPadding, y, 24)
			y += 24
		}
		place(r.field, theme.PanelPadding, y, r.inside(s.Width), h)
		return
	}
	fill(r.label, theme.PanelPadding, theme.PanelPadding+labelWidth-6, y, min(h, theme.InputHeight))
	place(r.field, theme.PanelPadding+labelWidth, y, r.inside(s.Width), h)
}

// show shows the form of what p names. Of one kind the fields stay and show something
// else, so that the keyboard stays where it was.
func (f *form) show(p Place) {
	kind, title := f.of(p)
	moved := p != f.at
	if moved || kind != f.kind {
		f.finish()
	}
	f.at = p
	if kind != f.kind {
		f.kind = kind
		f.rebuild()
	}
	f.title.SetText(title)
	for _, r := range f.rows {
		r.field.update()
	}
	if moved {
		f.scroll.ScrollTo(0)
	}
	f.refit()
}

// refit gives every row its height anew.
func (f *form) refit() {
	f.layOut(f.Size())
	f.body.Resize(fyne.NewSize(f.scroll.Size().Width, f.body.Size().Height))
	f.scroll.Fit()
	f.layBody(f.body.Size())
}

func (f *form) rebuild() {
	f.rows = nil
	f.build()
	f.body.children = nil
	for _, r := range f.rows {
		f.body.children = append(f.body.children, r)
	}
	f.body.Refresh()
}

// finish reports what is written and not yet reported.
func (f *form) finish() {
	for _, r := range f.rows {
		r.field.leave()
	}
}

// add adds a row.
func (f *form) add(label string, x field) *formRow {
	r := newFormRow(label, x)
	f.rows = append(f.rows, r)
	return r
}

// wider puts a row's field below its label.
func (r *formRow) wider() *formRow { r.wide = true; return r }

// begins has a row begin a group, below a line.
func (r *formRow) begins() *formRow {
	r.apart = true
	r.line.Show()
	return r
}

// focus gives the keyboard to the first field that takes it.
func (f *form) focus() {
	for _, r := range f.rows {
		if x := r.field.first(); x != nil {
			f.give(r, x)
			return
		}
	}
}

// focusOn gives the keyboard to the field of a label, with its text selected.
func (f *form) focusOn(label string) {
	for _, r := range f.rows {
		if x := r.field.first(); x != nil && r.label.Text() == label {
			f.give(r, x)
			if i, ok := x.(*control.Input); ok {
				i.SelectAll()
			}
			return
		}
	}
	f.focus()
}

func (f *form) give(r *formRow, x fyne.Focusable) {
	f.scroll.Reveal(r.Position().Y, r.Position().Y+r.Size().Height)
	if o, ok := x.(fyne.CanvasObject); ok {
		focus(o)
	}
}
