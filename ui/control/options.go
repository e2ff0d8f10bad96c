package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"parley/ui/theme"
)

// Option is a row of [Options].
type Option struct {
	Text   string
	Code   string // before the text, in muted
	Match  string // the part of Text that is shown bold, in any case; empty: none
	Note   string // after the text, in muted: "4 words away"
	Must   bool   // Note is shown even where the text must be cut for it
	Icon   fyne.Resource
	Mark   Mark // drawn in the icon's place: a box, a chevron, a stance
	Depth  int  // levels of indent
	Key    string
	Apart  bool // with a line above: what is not one of the values, as "Create"
	Folded Mark // FoldedMark, UnfoldedMark, or NoMark when there is nothing below
	Pale   bool // in muted: nothing to choose
	Chosen bool // ticked at its end
	Swatch int  // before the text, a slot of the palette; 0: none
}

// Options is a framed list of what can be chosen: a type-ahead list or a tree, with
// rows of 24. It never takes the keyboard; its holder hands it keys.
type Options struct {
	widget.BaseWidget
	OnChoose func(i int) // pressed, or Enter
	OnFold   func(i int) // the chevron of row i was pressed, or → and ←
	OnMove   func(i int) // row i is the one that Enter would take
	Most     int         // rows to show before it scrolls; 8 when 0

	options []Option
	list    *List
	frame   *canvas.Rectangle
}

// NewOptions makes an empty one.
func NewOptions() *Options {
	o := &Options{frame: canvas.NewRectangle(nil)}
	o.frame.CornerRadius = theme.InputRadius
	o.list = NewList(theme.TreeRowHeight, func() fyne.CanvasObject { return newOptionRow() }, o.bind)
	o.list.Passive, o.list.NoBar = true, true
	o.list.OnSelect = func(i int) {
		if o.OnMove != nil {
			o.OnMove(i)
		}
	}
	o.list.OnPressed = o.pressed
	o.ExtendBaseWidget(o)
	return o
}

// Set shows options with row i as the one that Enter takes; -1: none.
func (o *Options) Set(options []Option, i int) {
	grew := len(options) != len(o.options)
	o.options = options
	o.list.SetCount(len(options))
	o.list.Select(i, true)
	if grew {
		o.Refresh()
	}
}

// Options are what is shown.
func (o *Options) Options() []Option { return o.options }

// Current is the row that Enter takes; -1: none.
func (o *Options) Current() int { return o.list.Selected() }

// Key moves or chooses, and says whether the key meant anything.
func (o *Options) Key(k fyne.KeyName) bool {
	i := o.Current()
	switch k {
	case fyne.KeyReturn, fyne.KeyEnter:
		if i < 0 {
			return false
		}
		o.choose(i)
		return true
	case fyne.KeyHome, fyne.KeyEnd:
		return false // of the text that is typed
	case fyne.KeyRight, fyne.KeyLeft:
		want := FoldedMark
		if k == fyne.KeyLeft {
			want = UnfoldedMark
		}
		if i < 0 || o.options[i].Folded != want {
			return false
		}
		o.fold(i)
		return true
	}
	return o.list.Key(k)
}

func (o *Options) choose(i int) {
	if o.OnChoose != nil {
		o.OnChoose(i)
	}
}

func (o *Options) fold(i int) {
	if o.OnFold != nil {
		o.OnFold(i)
	}
}

func (o *Options) pressed(i int, x float32) {
	opt := o.options[i]
	if opt.Folded != NoMark && x < indentOf(opt)+20 {
		o.fold(i)
		return
	}
	o.choose(i)
}

func (o *Options) bind(row fyne.CanvasObject, i int, s RowState) {
	if r, ok := row.(*optionRow); ok && i < len(o.options) {
		r.fill(o.options[i], s.Selected)
	}
}

// CreateRenderer implements fyne.Widget.
func (o *Options) CreateRenderer() fyne.WidgetRenderer {
	const edge = 4
	d := &drawing{
		objects: []fyne.CanvasObject{o.frame, o.list},
		min: func() fyne.Size {
			most := o.Most
			if most == 0 {
				most = 8
			}
			return fyne.NewSize(80, float32(min(most, max(1, len(o.options))))*theme.TreeRowHeight+2*edge)
		},
		layout: func(s fyne.Size) {
			place(o.frame, 0, 0, s.Width, s.Height)
			place(o.list, 1, edge, s.Width-2, s.Height-2*edge)
		},
	}
	d.refresh = func() {
		paintRect(o.frame, theme.Raised, theme.Line, theme.BorderWidth)
		o.list.Refresh()
	}
	d.refresh()
	return d
}
