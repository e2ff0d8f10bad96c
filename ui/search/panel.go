package search

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"parley/assets/icons"
	"parley/ui/control"
	"parley/ui/theme"
)

// Panel is the search of a project. Its fields report what a person does; all may be nil.
type Panel struct {
	widget.BaseWidget
	OnQuery   func(text string, o Options) // the question has changed
	OnEnter   func(text string)            // Enter in the field: it is meant so
	OnOpen    func(i int)                  // a row is to be shown in its text
	OnSelect  func(i int)                  // a row was selected
	OnTick    func(i int)                  // a row's box was pressed
	OnTickAll func()
	OnSort    func(Order, bool)
	OnEscape  func() // out of the panel, or what is being done is to be stopped
	OnClose   func()
	OnRecent  func() // earlier questions are wanted, under Field
	OnLayer   func() // another layer is wanted, under Layer
	OnActor   func()
	OnMark    func() // the ticked hits are to be marked
	OnChange  func() // the ticked statements are to be changed, under Change
	OnExport  func()
	OnRune    func(r rune) // letters in the list that it has no use for

	Field  *control.Input
	Layer  *control.Button
	Actor  *control.Button
	Change *control.Button
	List   *control.List

	source                Source
	options               Options
	state                 State
	ground, line, under   *canvas.Rectangle
	statements            *control.Check
	pattern, exact, words *control.Check
	recent, close         *control.IconButton
	box                   *control.IconButton
	summary, as, named    *control.Label
	mark, export          *control.Button
	heads                 [2]*control.Button // document, date
	context, hit, note    *control.Label
	empty, next           *control.Label
	hitWidth              float32
	measured              int    // rows that it was made of
	first                 string // of them
}

// New makes a panel over a source, without a question.
func New(s Source) *Panel {
	p := &Panel{source: s, ground: canvas.NewRectangle(nil), line: canvas.NewRectangle(nil), under: canvas.NewRectangle(nil), hitWidth: leastHit}
	p.Field = control.NewInput(textsHint)
	p.Field.SetIcon(icons.Search.Resource())
	p.Field.OnChanged = func(s string) { p.asked() }
	p.Field.OnEnter = func(s string) { call1(p.OnEnter, s) }
	p.Field.OnEscape = func() { call(p.OnEscape) }
	p.Field.OnKey = p.fieldKey
	p.makeChoices()
	p.makeWork()
	p.makeList()
	p.ExtendBaseWidget(p)
	return p
}

// The hints say what can be written.
const (
	textsHint      = "Find in all texts"
	statementsHint = "actor:HTS stance:against category:201 date:2018"
)

func (p *Panel) makeChoices() {
	check := func(name, tip string, set func(*Options, bool)) *control.Check {
		return control.NewCheck(name, tip, func(on bool) {
			set(&p.options, on)
			p.SetOptions(p.options)
			p.asked()
			p.Field.Focus()
		})
	}
	p.statements = check("Statements", "By what stands in their slots, as actor:HTS stance:against", func(o *Options, on bool) { o.Statements = on })
	p.pattern = check("Pattern .*", "A regular expression, as colou?r", func(o *Options, on bool) { o.Pattern = on })
	p.exact = check("Exact", "Capitals, accents and the forms of Arabic letters count", func(o *Options, on bool) { o.Exact = on })
	p.words = check("Whole words", "Not within a longer word", func(o *Options, on bool) { o.Words = on })
	p.recent = control.NewIconButton(icons.Down.Resource(), "Earlier questions, ↓", func() { call(p.OnRecent) })
	p.close = control.NewIconButton(icons.Close.Resource(), "Close, Esc", func() { call(p.OnClose) })
	p.recent.Mute, p.close.Mute = true, true
}

func (p *Panel) makeWork() {
	p.summary, p.as, p.named = control.NewLabel("", control.Hint), control.NewLabel("as", control.Quiet), control.NewLabel("actor", control.Quiet)
	p.Layer = control.NewButton("", func() { call(p.OnLayer) })
	p.Actor = control.NewButton("", func() { call(p.OnActor) })
	p.Change = control.NewButton("Change", func() { call(p.OnChange) })
	p.Layer.Menu, p.Actor.Menu, p.Change.Menu = true, true, true
	p.mark = control.NewPrimaryButton("Mark 0", "m", func() { call(p.OnMark) })
	p.export = control.NewButton("Export…", func() { call(p.OnExport) })
	p.export.Key, p.Change.Key, p.Actor.Key = "e", "c", "n"
	p.box = control.NewIconButton(nil, "Tick all or none, a", func() { call(p.OnTickAll) })
	p.box.Mark = control.BoxOff
	for _, b := range []*control.Button{p.Layer, p.Actor, p.Change, p.mark, p.export} {
		b.Mute = true
	}
	p.box.Mute = true
}

func (p *Panel) makeList() {
	for i, o := range []Order{ByTitle, ByDate} {
		p.heads[i] = control.NewButton([]string{"Document", "Date"}[i], func() { p.sort(o) })
		p.heads[i].Role, p.heads[i].Mute, p.heads[i].Small = control.Silent, true, true
	}
	p.context, p.hit, p.note = control.NewLabel("Context", control.Hint), control.NewLabel("Hit", control.Hint), control.NewLabel("", control.Hint)
	p.empty, p.next = control.NewLabel("", control.Bold), control.NewLabel("", control.Quiet)
	p.List = control.NewList(theme.RowHeight, func() fyne.CanvasObject { return newRow(p) }, func(o fyne.CanvasObject, i int, s control.RowState) {
		if r, ok := o.(*row); ok && i < p.source.Count() {
			r.fill(p.source.Row(i), s.Selected)
		}
	})
	p.List.OnSelect = func(i int) { call1(p.OnSelect, i) }
	p.List.OnActivate = func(i int) { call1(p.OnOpen, i) }
	p.List.OnRune = p.typed
	p.List.OnKey = p.key
	p.List.OnPressed = func(i int, x float32) {
		if x < boxColumn {
			call1(p.OnTick, i)
		}
	}
}

// sort sorts by a column, by it backwards, and then as the documents came.
func (p *Panel) sort(o Order) {
	switch {
	case p.state.Order != o:
		call2(p.OnSort, o, false)
	case !p.state.Descending:
		call2(p.OnSort, o, true)
	default:
		call2(p.OnSort, ByDocument, false)
	}
}

// fieldKey: ↓ goes down to the hits or, in an empty field, to earlier questions.
func (p *Panel) fieldKey(e *fyne.KeyEvent) bool {
	switch {
	case e.Name != fyne.KeyDown:
		return false
	case p.Field.Text() == "":
		call(p.OnRecent)
	case p.source.Count() > 0:
		p.FocusList()
	}
	return true
}

// typed: Space ticks, a ticks all or none, m marks, n says whom the marks name, c changes,
// e exports, / goes to the field.
func (p *Panel) typed(r rune) {
	switch {
	case r == ' ':
		call1(p.OnTick, p.List.Selected())
	case r == 'a':
		call(p.OnTickAll)
	case r == 'm' && !p.options.Statements && !p.mark.Disabled():
		call(p.OnMark)
	case r == 'c' && p.options.Statements && !p.Change.Disabled():
		call(p.OnChange)
	case r == 'n' && p.Actor.Visible():
		call(p.OnActor)
	case r == 'e' && !p.export.Disabled():
		call(p.OnExport)
	case r == '/':
		p.Focus()
	default:
		call1(p.OnRune, r)
	}
}

func (p *Panel) key(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyEscape:
		call(p.OnEscape)
	case fyne.KeySpace: // comes as a letter
	default:
		control.PassFunction(p.List, e)
	}
}

func (p *Panel) asked() { call2(p.OnQuery, p.Field.Text(), p.options) }

// Options are what the boxes say.
func (p *Panel) Options() Options { return p.options }

// SetOptions sets the boxes. It reports nothing.
func (p *Panel) SetOptions(o Options) {
	p.options = o
	p.statements.Set(o.Statements)
	p.pattern.Set(o.Pattern)
	p.exact.Set(o.Exact)
	p.words.Set(o.Words)
	p.Field.SetHint(map[bool]string{true: statementsHint, false: textsHint}[o.Statements])
	p.reveal()
	p.arrange(p.Size())
}

// Focus gives the field the keyboard, all of it selected.
func (p *Panel) Focus() {
	p.Field.Focus()
	p.Field.SelectAll()
}

// FocusList gives the hits the keyboard, one of them selected.
func (p *Panel) FocusList() {
	if p.List.Selected() < 0 {
		p.List.Select(0, true)
		call1(p.OnSelect, 0)
	}
	p.List.Focus()
}

// Update shows a state, and the source's rows anew.
func (p *Panel) Update(s State) {
	p.state = s
	p.measure()
	p.List.SetCount(p.source.Count())
	p.summary.SetText(s.Summary)
	if s.Problem != "" {
		p.summary.Set(s.Problem, control.Hint.In(theme.Danger))
	} else {
		p.summary.Set(s.Summary, control.Hint)
	}
	if p.Field.Invalid != (s.Problem != "") {
		p.Field.Invalid = s.Problem != ""
		p.Field.Refresh()
	}
	p.empty.SetText(s.Empty)
	p.next.SetText(s.Next)
	p.reveal()
	p.arrange(p.Size())
	p.List.Refresh()
}

// reveal shows the controls that the options and the state have use for.
func (p *Panel) reveal() {
	s, texts := p.state, !p.options.Statements
	for _, c := range []*control.Check{p.pattern, p.exact, p.words} {
		show(c, texts)
	}
	p.Layer.Text, p.Layer.Slot = s.Layer, s.LayerSlot
	p.Actor.Text = s.Actor
	p.mark.Text = "Mark " + control.Grouped(s.Ticked)
	p.Change.Text = "Change " + control.Grouped(s.Ticked)
	show(p.as, texts)
	show(p.Layer, texts)
	show(p.named, texts && s.Actor != "")
	show(p.Actor, texts && s.Actor != "")
	show(p.mark, texts)
	show(p.Change, !texts)
	able(p.mark, s.Ticked > 0 && !s.Busy && s.CanWrite)
	able(p.Change, s.Ticked > 0 && !s.Busy && s.CanWrite)
	able(p.export, p.source.Count() > 0 && !s.Busy)
	p.box.Mark = control.BoxPart
	if s.Ticked == 0 {
		p.box.Mark = control.BoxOff
	} else if s.Ticked == p.source.Count() {
		p.box.Mark = control.BoxOn
	}
	for i, o := range []Order{ByTitle, ByDate} {
		p.heads[i].Mark = control.NoMark
		if s.Order == o {
			p.heads[i].Mark = map[bool]control.Mark{false: control.SortedUp, true: control.SortedDown}[s.Descending]
		}
		p.heads[i].Refresh()
	}
	p.note.SetText(map[bool]string{true: "", false: "Values"}[texts])
	p.hit.SetText(map[bool]string{true: "Hit", false: "Quote"}[texts])
	show(p.context, texts)
	for _, b := range []fyne.CanvasObject{p.Layer, p.Actor, p.mark, p.Change, p.export, p.box} {
		b.Refresh()
	}
}

func able(b *control.Button, yes bool) {
	if yes {
		b.Enable()
	} else {
		b.Disable()
	}
}

func show(o fyne.CanvasObject, yes bool) {
	switch {
	case yes && !o.Visible():
		o.Show()
	case !yes && o.Visible():
		o.Hide()
	}
}

func call(f func()) {
	if f != nil {
		f()
	}
}

func call1[T any](f func(T), v T) {
	if f != nil {
		f(v)
	}
}

func call2[T, U any](f func(T, U), v T, u U) {
	if f != nil {
		f(v, u)
	}
}
