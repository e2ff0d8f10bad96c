package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"parley/annotate/search"
	"parley/assets/icons"
	"parley/ui/control"
	"parley/ui/theme"
)

// findBar is the line above the text in which one writes what to look for. Nothing that is
// typed in it marks anything.
type findBar struct {
	widget.BaseWidget
	finder  *finder
	ground  *canvas.Rectangle
	line    *canvas.Rectangle
	between *canvas.Rectangle
	input   *control.Input
	up      *control.IconButton
	down    *control.IconButton
	matches *control.Check // case
	folds   *control.Check // accents
	pattern *control.Check
	words   *control.Check
	all     *control.Button
	close   *control.IconButton
	typing  bool // the input has the keyboard
}

// findBarHeight is that of the bar; inputWidth that of its input where there is room.
const (
	findBarHeight = float32(46)
	findWidth     = float32(280)
	leastFind     = float32(200) // words and “68,856 of 68,868” behind them
)

// finding reports whether the bar is above the text.
func (w *Workbench) finding() bool { return w.finder.open && w.doc != nil }

func newFindBar(f *finder) *findBar {
	b := &findBar{finder: f, ground: canvas.NewRectangle(nil), line: canvas.NewRectangle(nil), between: canvas.NewRectangle(nil)}
	b.input = control.NewInput("Find in this text")
	b.input.SetIcon(icons.Search.Resource())
	b.input.OnChanged, b.input.OnEscape, b.input.OnKey = f.typed, f.window.leaveFind, b.key
	b.input.OnEnter = func(string) { f.step(!shiftHeld(b.input.Shifted())) }
	b.input.OnFocus = func(yes bool) { b.typing = yes }
	b.up = control.NewIconButton(icons.Up.Resource(), "Previous hit", b.then(func() { f.step(false) }))
	b.down = control.NewIconButton(icons.Down.Resource(), "Next hit", b.then(func() { f.step(true) }))
	b.matches = control.NewCheck("Match case", "", func(on bool) { b.then(func() { f.set(folding(search.Case, !on)) })() })
	b.folds = control.NewCheck("Fold accents", "", func(on bool) { b.then(func() { f.set(folding(search.Marks|search.Arabic, on)) })() })
	b.pattern = control.NewCheck("Pattern .*", "", func(on bool) { b.then(func() { f.set(func(q *search.Query) { q.Pattern = on }) })() })
	b.words = control.NewCheck("Whole words", "", func(on bool) { b.then(func() { f.set(func(q *search.Query) { q.Words = on }) })() })
	b.all = control.NewButton("Mark all…", func() { f.window.markHits() })
	b.all.Mute = true
	b.close = control.NewIconButton(icons.Close.Resource(), "Close, Esc", f.window.leaveFind)
	for _, o := range []*control.IconButton{b.up, b.down, b.close} {
		o.Mute = true
	}
	b.ExtendBaseWidget(b)
	return b
}

// showCaps says the keys that do the same.
func (b *findBar) showCaps() {
	w := b.finder.window
	for _, t := range []struct {
		o       interface{ SetToolTip(string) }
		tip, id string
	}{
		{b.up, "Previous hit", "find.previous"}, {b.down, "Next hit", "find.next"},
		{b.matches, "Capitals are not small letters", "find.case"}, {b.folds, "é is e, and the forms of an Arabic letter are one", "find.accents"},
		{b.pattern, "A regular expression, as colou?r", "find.pattern"}, {b.words, "Not within a longer word", "find.words"},
	} {
		t.o.SetToolTip(withKey(t.tip, w.keyOf(t.id)))
	}
	b.all.Key = w.keyOf("find.mark")
	b.all.Refresh()
}

// then has the input take the keyboard again after something was pressed.
func (b *findBar) then(do func()) func() {
	return func() {
		b.finder.window.window.Canvas().Focus(b.input)
		do()
	}
}

func folding(f search.Fold, on bool) func(*search.Query) {
	return func(q *search.Query) {
		q.Fold &^= f
		if on {
			q.Fold |= f
		}
	}
}

// fill shows what is looked for.
func (b *findBar) fill() {
	q := b.finder.query
	if b.input.Text() != q.Text {
		b.input.SetText(q.Text)
	}
	b.matches.Set(q.Fold&search.Case == 0)
	b.folds.Set(q.Fold&search.Marks != 0)
	b.pattern.Set(q.Pattern)
	b.words.Set(q.Words)
}

// focus gives the input the keyboard, also before it was drawn for the first time.
func (b *findBar) focus() {
	b.finder.window.window.Canvas().Focus(b.input)
	b.input.SelectAll()
}

// focused reports whether one types in the bar.
func (b *findBar) focused() bool { return b.typing }

// key takes what is not text: hits are gone through with the arrows and with F3.
func (b *findBar) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyF3:
		b.finder.step(!shiftHeld(b.input.Shifted()))
	case fyne.KeyDown:
		b.finder.step(true)
	case fyne.KeyUp:
		b.finder.step(false)
	default:
		return false
	}
	return true
}

// count says how many hits there are and on which one stands: “3 of 8”.
func (b *findBar) count(at, n int, whole bool) {
	note := grouped(at+1) + " of " + grouped(n)
	switch {
	case b.finder.query.Text == "":
		note = ""
	case n == 0:
		note = "no hits"
	case !whole:
		note = grouped(at+1) + " of …"
	}
	if note != "" {
		note = b.unseen() + note
	}
	b.input.SetNote(note)
}

// choices are the boxes of the bar, in their order.
func (b *findBar) choices() []*control.Check {
	return []*control.Check{b.matches, b.folds, b.pattern, b.words}
}

// unseen names what was chosen by key and has no room for its box: “words · ”.
func (b *findBar) unseen() (s string) {
	q := b.finder.query
	for _, c := range []struct {
		box  *control.Check
		on   bool
		name string
	}{{b.matches, q.Fold&search.Case == 0, "case"}, {b.folds, q.Fold&search.Marks == 0, "accents"}, {b.pattern, q.Pattern, "pattern"}, {b.words, q.Words, "words"}} {
		if c.on && !c.box.Visible() {
			s += c.name + " · "
		}
	}
	return s
}

// wait says that the hits are not known yet.
func (b *findBar) wait() { b.input.SetNote("…") }

// refuse shows that a pattern cannot be read; accept that it can, and says whether that is news.
func (b *findBar) refuse() {
	b.input.SetNote("")
	b.input.Invalid = true
	b.input.Refresh()
}

func (b *findBar) accept() (news bool) {
	news, b.input.Invalid = b.input.Invalid, false
	if news {
		b.input.Refresh()
	}
	return news
}

// CreateRenderer implements fyne.Widget.
func (b *findBar) CreateRenderer() fyne.WidgetRenderer {
	return &pieces{
		objects: []fyne.CanvasObject{b.ground, b.line, b.between, b.input, b.up, b.down, b.matches, b.folds, b.pattern, b.words, b.all, b.close},
		min:     func() fyne.Size { return fyne.NewSize(300, findBarHeight) },
		arrange: b.arrange,
		repaint: func() {
			b.ground.FillColor, b.line.FillColor, b.between.FillColor = theme.Color(theme.Panel), theme.Color(theme.Line), theme.Color(theme.Line)
		},
	}
}

// arrange sets the input as wide as there is room. Where there is none for it, boxes are
// left to their keys, and the input says what is chosen.
func (b *findBar) arrange(s fyne.Size) {
	const gap = theme.RowGap
	h := s.Height - 1
	set(b.ground, 0, 0, s.Width, h)
	set(b.line, 0, h, s.Width, 1)
	end := s.Width - theme.PanelPadding
	for _, o := range []fyne.CanvasObject{b.close, b.all} {
		end -= o.MinSize().Width
		middle(o, end, h)
		end -= gap
	}
	room := b.leaveOut(end - theme.PanelPadding - 2*(theme.InputHeight+gap) - 1 - gap)
	width := max(60, min(findWidth, room))
	x := theme.PanelPadding
	set(b.input, x, (h-theme.InputHeight)/2, width, theme.InputHeight)
	x += width + gap
	for _, o := range []fyne.CanvasObject{b.up, b.down} {
		x += middle(o, x, h) + gap
	}
	set(b.between, x, (h-18)/2, 1, 18)
	x += 1 + gap
	for _, c := range b.choices() {
		if c.Visible() {
			x += middle(c, x, h) + gap
		}
	}
}

// leaveOut shows as many boxes as leave room for the input, and says how much that is.
func (b *findBar) leaveOut(room float32) float32 {
	for _, c := range b.choices() {
		c.Show()
		room -= c.MinSize().Width + theme.RowGap
	}
	for _, c := range []*control.Check{b.words, b.matches, b.pattern, b.folds} {
		if room >= leastFind {
			break
		}
		c.Hide()
		room += c.MinSize().Width + theme.RowGap
	}
	return room
}

// quoted is s in quotation marks, cut to n characters, with a direction of its own.
func quoted(s string, n int) string {
	return "“" + isolated([]string{cut(s, n)}) + "”"
}
