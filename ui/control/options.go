package control

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"parley/ui/textline"
	"parley/ui/theme"
)

// Option is a row of [Options].
type Option struct {
	Text   string
	Code   string // before the text, in muted
	Match  string // the part of Text that is shown bold, in any case; empty: none
	Note   string // after the text, in muted: "4 words away"
	Icon   fyne.Resource
	Mark   Mark // drawn in the icon's place: a box, a chevron, a stance
	Depth  int  // levels of indent
	Key    string
	Apart  bool // with a line above: what is not one of the values, as "Create"
	Folded Mark // FoldedMark, UnfoldedMark, or NoMark when there is nothing below
	Pale   bool // in muted: nothing to choose
	Chosen bool // ticked at its end
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

// optionRow is the drawing of an option.
type optionRow struct {
	widget.BaseWidget
	option  Option
	line    *canvas.Rectangle
	chevron *Glyph
	mark    *Glyph
	tick    *Glyph
	icon    *icon
	code    *Label
	text    *Rich
	note    *Label
	key     *KeyCap
}

func newOptionRow() *optionRow {
	r := &optionRow{
		line: canvas.NewRectangle(nil), chevron: NewGlyph(NoMark, 12, theme.Muted), mark: NewGlyph(NoMark, 14, theme.Text), tick: NewGlyph(Tick, 12, theme.Accent),
		icon: newIcon(nil), code: NewLabel("", Hint), text: NewRich(), note: NewLabel("", Note), key: NewKeyCap(""),
	}
	r.ExtendBaseWidget(r)
	return r
}

func (r *optionRow) fill(o Option, current bool) {
	r.option = o
	line := fyne.ThemeColorName("")
	if o.Apart {
		line = theme.Line
	}
	paintRect(r.line, line, "", 0)
	r.chevron.Set(o.Folded, theme.Muted)
	show(r.chevron, o.Folded != NoMark)
	r.mark.Set(o.Mark, theme.Text)
	show(r.mark, o.Mark != NoMark)
	show(r.tick, o.Chosen)
	r.icon.set(o.Icon, theme.Muted)
	r.code.SetText(o.Code)
	style := Small
	if o.Pale {
		style = Hint
	}
	r.text.Set(o.Text, o.Match, style)
	r.note.SetText(o.Note)
	key := o.Key
	if current && key == "" {
		key = "↵"
	}
	r.key.SetKey(key)
	r.arrange(r.Size())
}

func indentOf(o Option) float32 { return theme.RowGap + float32(o.Depth)*14 }

func (r *optionRow) arrange(s fyne.Size) {
	if s.Width <= 0 {
		return
	}
	place(r.line, 0, 0, s.Width, 1)
	x := indentOf(r.option)
	for _, o := range []fyne.CanvasObject{r.chevron, r.mark, r.icon.Image} {
		if o.Visible() {
			x += centre(o, x, s.Height) + 6
		}
	}
	if r.option.Code != "" {
		x += max(26, centre(r.code, x, s.Height)+6)
	}
	end := s.Width - theme.RowGap
	if r.key.Visible() {
		end -= r.key.MinSize().Width
		centre(r.key, end, s.Height)
		end -= 4
	}
	if r.option.Chosen {
		end -= r.tick.MinSize().Width
		centre(r.tick, end, s.Height)
		end -= 6
	}
	note := float32(0)
	if r.option.Note != "" {
		note = r.note.MinSize().Width + 6
	}
	w := min(r.text.MinSize().Width, max(0, end-x-note))
	place(r.text, x, (s.Height-r.text.MinSize().Height)/2, w, r.text.MinSize().Height)
	centre(r.note, x+w+6, s.Height)
	show(r.note, note > 0)
}

// CreateRenderer implements fyne.Widget.
func (r *optionRow) CreateRenderer() fyne.WidgetRenderer {
	d := &drawing{
		objects: []fyne.CanvasObject{r.line, r.chevron, r.mark, r.tick, r.icon.Image, r.code, r.text, r.note, r.key},
		layout:  r.arrange,
	}
	d.refresh = func() {
		for _, o := range d.objects[1:] {
			o.Refresh()
		}
	}
	return d
}

// Rich is a [Label] of which one part is bold: where typed letters were found.
type Rich struct {
	widget.BaseWidget
	text, match string
	style       Style
	line        *textline.Label
	dark        bool
}

// NewRich makes an empty one.
func NewRich() *Rich {
	r := &Rich{line: textline.New(Painter(), "")}
	r.line.Natural = true
	r.ExtendBaseWidget(r)
	return r
}

// Set shows text in style, with the first place where match stands in it, in any case,
// in bold.
func (r *Rich) Set(text, match string, style Style) {
	style = style.whole()
	if r.text == text && r.match == match && r.style == style {
		return
	}
	r.text, r.match, r.style = text, match, style
	r.paint()
}

func (r *Rich) paint() {
	r.dark = theme.IsDark()
	before, hit, after := cutFold(r.text, r.match)
	r.line.TextSize, r.line.Color = r.style.Size, theme.Color(r.style.Colour)
	var spans []textline.Span
	for i, part := range [...]string{before, hit, after} {
		if part != "" {
			spans = append(spans, textline.Span{Text: part, Bold: i == 1})
		}
	}
	r.line.SetSpans(spans...)
	r.line.Refresh()
}

// cutFold cuts text at the first place where match stands in any case.
func cutFold(text, match string) (before, hit, after string) {
	if match == "" {
		return text, "", ""
	}
	for i := range text {
		if end := i + len(match); end <= len(text) && strings.EqualFold(text[i:end], match) {
			return text[:i], text[i:end], text[end:]
		}
	}
	return text, "", ""
}

// CreateRenderer implements fyne.Widget.
func (r *Rich) CreateRenderer() fyne.WidgetRenderer {
	return &drawing{
		objects: []fyne.CanvasObject{r.line},
		min:     func() fyne.Size { return r.line.MinSize() },
		layout:  func(s fyne.Size) { place(r.line, 0, 0, s.Width, s.Height) },
		refresh: func() {
			if r.dark != theme.IsDark() {
				r.paint()
			}
		},
	}
}
