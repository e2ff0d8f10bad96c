package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"parley/annotate"
	"parley/annotate/text"
	"parley/annotate/turn"
	"parley/assets/icons"
	"parley/ui/control"
	"parley/ui/dialog"
	"parley/ui/theme"
)

// turnCard is the card in which a speech turn is begun or corrected: an input, and a list
// of what it may become. Enter takes the row in hand; every row is one step.
type turnCard struct {
	window *Workbench
	sheet  *dialog.Sheet
	head   *control.Label
	input  *control.Input
	list   *control.List
	scope  *control.Button
	rows   []turnRow

	at    text.Offset    // where a turn begins, or would
	now   *annotate.Turn // the one that begins there; nil: none does
	count int            // turns of its speaker
	one   bool           // only this turn is meant, and not all of its speaker's
}

// turnRow is something that a turn may become.
type turnRow struct {
	text, note string
	likely     bool // of an actor: they are called as the text calls the speaker
	run        func()
}

const (
	turnCardWidth = float32(560)
	turnCardRows  = 9
)

// speechTurn opens the card for the paragraph at the caret, or the place where the
// selection begins.
func (w *Workbench) speechTurn() {
	c := &turnCard{window: w, head: control.NewLabel("", control.Hint), input: control.NewInput("A speaker’s name, or an actor")}
	c.find()
	c.input.SetIcon(icons.Person.Resource())
	c.input.OnChanged = func(string) { c.fill() }
	c.input.OnKey = c.key
	c.input.OnEnter = func(string) { c.take(c.list.Selected()) }
	c.input.OnEscape = func() { c.sheet.Close() }
	c.list = control.NewList(theme.RowHeight, func() fyne.CanvasObject { return newKeyRow() }, func(o fyne.CanvasObject, i int, s control.RowState) {
		if r, ok := o.(*keyRow); ok && i < len(c.rows) {
			r.fill(c.rows[i].text, c.rows[i].note, false, nil, s.Selected)
		}
	})
	c.list.Rows, c.list.Ground = turnCardRows, theme.Paper
	c.list.OnActivate = c.take
	c.list.OnKey = func(e *fyne.KeyEvent) {
		if !c.key(e) {
			c.input.TypedKey(e)
		}
	}
	c.list.OnRune = func(r rune) { c.input.Focus(); c.input.TypedRune(r) }
	c.scope = control.NewButton("", c.toggle)
	c.scope.Key = "F2"
	title := container.New(bar{30, 0}, dialog.Row(theme.GroupGap, control.NewLabel(c.title(), control.Style{Size: theme.TitleSize, Bold: true}), c.head),
		control.NewKeyHints(control.KeyHint{Key: "↵", Does: "take"}, control.KeyHint{Key: "Esc", Does: "close"}))
	content := []fyne.CanvasObject{title, c.input, c.list}
	if c.count > 1 {
		content = append(content, dialog.End(nil, c.scope))
	}
	c.sheet = dialog.Open(w.window, dialog.Column(10, content...), dialog.Options{Width: turnCardWidth, Pad: 20, Scrim: true, Focus: c.input, OnClosed: w.focusText})
	c.say()
	c.fill()
}

// find sets which turn is meant: the last that begins in the caret's paragraph, or where
// the selection begins.
func (c *turnCard) find() {
	w := c.window
	t, turns, sel := w.doc.page.Text(), w.doc.page.Document().Turns, w.view.Selection()
	within := t.ParagraphAt(w.view.Caret())
	if !sel.Empty() {
		within = text.Span{Start: t.SnapGrapheme(sel).Start, End: t.SnapGrapheme(sel).Start}
	}
	c.at = within.Start
	if i := turn.Index(turns, max(within.Start, within.End)); i >= 0 && turns[i].Start >= within.Start {
		now := turns[i]
		c.at, c.now = now.Start, &now
		for _, s := range turn.Speakers(turns) {
			if now.Speaker != "" && turn.Same(s.Name, now.Speaker) {
				c.count = s.Turns
			}
		}
	}
}

func (c *turnCard) title() string {
	switch {
	case c.now == nil:
		return "Begin a turn"
	case c.now.Speaker == "" && c.now.Entity.IsZero():
		return "Nobody speaks from here"
	}
	return "Turn of " + isolated([]string{cut(c.speaker(), 28)})
}

// speaker is who speaks in the turn, as the text calls them or else by the actor's name.
func (c *turnCard) speaker() string {
	if c.now.Speaker == "" {
		if e := c.window.project.session.Entity(c.now.Entity); e != nil {
			return e.Name
		}
	}
	return c.now.Speaker
}

// say shows how the text goes on, and what is meant: all turns of the speaker, or one.
func (c *turnCard) say() {
	t := c.window.doc.page.Text()
	p := t.ParagraphAt(c.at)
	words := cutWords(t.Slice(t.SnapGrapheme(text.Span{Start: c.at, End: min(p.End, c.at+120)})), 36)
	c.head.SetText("“" + isolated([]string{words}) + "”")
	if c.scope.Text = "All " + counted(c.count, "turn") + " of this speaker"; c.one {
		c.scope.Text = "Only this turn"
	}
	c.scope.Refresh()
}

func (c *turnCard) toggle() {
	if c.count > 1 {
		c.one = !c.one
		c.say()
		c.fill()
		c.sheet.Fit()
		c.input.Focus()
	}
}

func (c *turnCard) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyF2:
		c.toggle()
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown:
		return c.list.Key(e.Name)
	default:
		return false
	}
	return true
}

// fill lists what the turn may become by what is written.
func (c *turnCard) fill() {
	c.rows = c.offers(strings.TrimSpace(c.input.Text()))
	c.list.SetCount(len(c.rows))
	first := min(0, len(c.rows)-1)
	if c.now != nil && c.input.Text() == "" && len(c.rows) > 0 && !c.rows[0].likely {
		first = -1 // nobody is put into the hand whom nothing speaks for
	}
	c.list.Select(first, true)
}

// take does row i and closes the card.
func (c *turnCard) take(i int) {
	if i < 0 || i >= len(c.rows) {
		return
	}
	run := c.rows[i].run
	c.sheet.Close()
	run()
	c.window.focusText()
	c.window.refreshStatus()
}
