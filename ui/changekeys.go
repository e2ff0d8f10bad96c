package ui

import (
	"cmp"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"parley/assets/icons"
	"parley/ui/control"
	"parley/ui/dialog"
	"parley/ui/theme"
)

// keyCard is the card in which keys are changed: all actions with their keys, an input
// that narrows them, and a line that records the key that is pressed next.
type keyCard struct {
	window  *Workbench
	sheet   *dialog.Sheet
	profile *control.Label
	input   *control.Input
	list    *control.List
	record  *recorder
	buttons *fyne.Container
	rows    []*Action
	clashes map[string]string // of two actions with one key, what the other is called
}

const (
	keyCardWidth = float32(800)
	keyCardRows  = 14
)

// changeKeys opens the card.
func (w *Workbench) changeKeys() {
	c := &keyCard{window: w, profile: control.NewLabel("", control.Hint), input: control.NewInput("Filter by name or key")}
	c.input.SetIcon(icons.Search.Resource())
	c.input.OnChanged = func(string) { c.fill("") }
	c.input.OnKey = c.key
	c.input.OnEnter = func(string) { c.begin(false) }
	c.input.OnEscape = func() { c.sheet.Close() }
	c.list = control.NewList(theme.RowHeight, func() fyne.CanvasObject { return newKeyRow() }, c.bind)
	c.list.Rows, c.list.Ground = keyCardRows, theme.Paper
	c.list.OnActivate = func(int) { c.begin(false) }
	c.list.OnKey = func(e *fyne.KeyEvent) {
		if !c.key(e) {
			c.input.TypedKey(e)
		}
	}
	c.list.OnRune = func(r rune) { c.input.Focus(); c.input.TypedRune(r) }
	c.record = newRecorder(c.pressed, c.answered)
	c.buttons = dialog.Row(theme.RowGap)
	title := container.New(bar{30, 0}, dialog.Row(theme.GroupGap, control.NewLabel("Keys", control.Style{Size: theme.TitleSize, Bold: true}), c.profile),
		control.NewKeyHints(control.KeyHint{Key: "Esc", Does: "close"}))
	c.sheet = dialog.Open(w.window, dialog.Column(10, title, c.input, c.list, c.record, dialog.End(nil, c.buttons)),
		dialog.Options{Width: keyCardWidth, Pad: 20, Scrim: true, Stays: true, Focus: c.input, OnClosed: w.focusText})
	c.idle("")
	c.fill("")
}

// fill lists the actions whose name, other words or key have what is written; at is the
// ID of the one to be selected, or else the first.
func (c *keyCard) fill(at string) {
	c.rows, c.clashes = c.rows[:0], clashes(c.window.table.all)
	scores := map[*Action]int{} // smaller for names that are more like what is written
	for _, a := range c.window.table.all {
		if a.InCard {
			continue
		}
		_, score, named := match(a.Label(), c.input.Text())
		if !named {
			score = 1 << 20
		}
		scores[a] = score
		if _, _, ok := match(a.Label()+" "+a.Group+" "+a.Words+" "+strings.Join(a.Keys(), " "), c.input.Text()); ok {
			c.rows = append(c.rows, a)
		}
	}
	slices.SortStableFunc(c.rows, func(a, b *Action) int {
		return cmp.Or(cmp.Compare(scores[a], scores[b]), cmp.Compare(groupPlace(a.Group), groupPlace(b.Group)))
	})
	selected := max(0, slices.IndexFunc(c.rows, func(a *Action) bool { return a.ID == at }))
	if len(c.rows) == 0 {
		selected = -1
	}
	c.list.SetCount(len(c.rows))
	c.list.Select(selected, true)
	c.profile.SetText(c.window.profileName())
}

func (c *keyCard) current() *Action {
	if i := c.list.Selected(); i >= 0 && i < len(c.rows) {
		return c.rows[i]
	}
	return nil
}

func (c *keyCard) bind(o fyne.CanvasObject, i int, s control.RowState) {
	if r, ok := o.(*keyRow); ok && i < len(c.rows) {
		a := c.rows[i]
		note, warn := a.Group, false
		if other := c.clashes[a.ID]; other != "" {
			note, warn = "same key as “"+other+"”", true
		} else if _, changed := c.window.Settings.Now().Keys[a.ID]; changed {
			note += " · changed"
		}
		r.fill(strings.TrimSuffix(a.Label(), "…"), note, warn, a.Keys(), s.Selected)
	}
}

// key does what the keys on the buttons say.
func (c *keyCard) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyInsert:
		c.begin(true)
	case fyne.KeyDelete:
		c.remove()
	case fyne.KeyF5:
		c.reset()
	case fyne.KeyF6:
		c.resetAll()
	case fyne.KeyF7:
		c.importProfile()
	case fyne.KeyF8:
		c.exportProfile()
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown:
		return c.list.Key(e.Name)
	default:
		return false
	}
	return true
}

// idle shows what can be done, with a sentence.
func (c *keyCard) idle(say string) {
	c.record.say(say, false)
	c.show(control.NewButton("Import…", c.importProfile), "F7", control.NewButton("Export…", c.exportProfile), "F8",
		control.NewButton("Reset all", c.resetAll), "F6", control.NewButton("Reset", c.reset), "F5", control.NewButton("Remove", c.remove), "Del",
		control.NewButton("Add", func() { c.begin(true) }), "Ins", control.NewPrimaryButton("Change", "↵", func() { c.begin(false) }), "↵")
	c.input.Focus()
}

// show shows buttons, each followed by its key.
func (c *keyCard) show(pairs ...any) {
	c.buttons.RemoveAll()
	for i := 0; i+1 < len(pairs); i += 2 {
		b, key := pairs[i].(*control.Button), pairs[i+1].(string)
		b.Key = key
		b.Refresh()
		c.buttons.Add(b)
	}
	c.sheet.Fit()
}

// begin records the next key for the selected action: in place of its first, or beside
// those that it has.
func (c *keyCard) begin(adding bool) {
	a := c.current()
	if a == nil {
		return
	}
	ask := "Press the new key of “" + strings.TrimSuffix(a.Label(), "…") + "”."
	if adding {
		ask = "Press one more key for “" + strings.TrimSuffix(a.Label(), "…") + "”."
	}
	c.show(control.NewButton("Leave as it was", func() { c.idle("") }), "Esc")
	c.record.begin(a, adding, ask)
}
