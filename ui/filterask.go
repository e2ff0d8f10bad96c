package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"parley/assets/icons"
	"parley/ui/control"
	"parley/ui/dialog"
)

// filterCard lists what annotations can be asked for, under an input that narrows the
// list. Enter asks for a row or takes it back; the text behind follows at once.
type filterCard struct {
	window *Workbench
	sheet  *dialog.Sheet
	input  *control.Input
	count  *control.Label
	list   *control.Options
	all    []offer
	rows   []filterRow
}

// filterRow is a line of the card: a criterion, or what can be done with the filter.
type filterRow struct {
	option control.Option
	run    func()
}

// askFilter opens the card.
func (w *Workbench) askFilter() {
	if ok, why := w.needsDocument(); !ok {
		w.status.say("Filter annotations: " + why)
		return
	}
	c := &filterCard{window: w, input: control.NewInput("Show only annotations of …"), count: control.NewLabel("", control.Hint), list: control.NewOptions(), all: w.offers()}
	c.input.Bare = true
	c.input.SetIcon(icons.Filter.Resource())
	c.input.OnChanged = func(string) { c.fill(0) }
	c.input.OnEnter = func(string) { c.take(c.list.Current()) }
	c.input.OnEscape = func() { c.sheet.Close() }
	c.input.OnKey = func(e *fyne.KeyEvent) bool {
		switch e.Name {
		case fyne.KeyDown, fyne.KeyUp, fyne.KeyPageDown, fyne.KeyPageUp:
			return c.list.Key(e.Name)
		}
		return false
	}
	c.list.Most = filterRows
	c.list.OnChoose = c.take
	c.fill(0)
	c.sheet = dialog.Open(w.window, c.layout(), dialog.Options{Width: filterWidth, Top: paletteTop, Pad: 1, Focus: c.input})
}

const (
	filterWidth = float32(520)
	filterRows  = 14
	filterMost  = 200 // rows that can be scrolled through
)

func (c *filterCard) layout() fyne.CanvasObject {
	head := container.New(bar{44, 12}, c.input, c.count)
	foot := container.New(bar{36, 16}, control.NewKeyHints(
		control.KeyHint{Key: "↑", Does: ""}, control.KeyHint{Key: "↓", Does: "choose"},
		control.KeyHint{Key: "↵", Does: "add or take away"}, control.KeyHint{Key: "Esc", Does: "close"}), control.NewLabel("", control.Hint))
	return container.NewBorder(container.NewBorder(nil, rule(), nil, nil, head), foot, nil, nil, container.NewPadded(c.list))
}

// fill shows the rows that what is typed leaves, with row at in hand.
func (c *filterCard) fill(at int) {
	f := &c.window.project.filter
	c.rows = c.rows[:0]
	query := c.input.Text()
	for _, o := range c.chosenFirst() {
		if _, _, ok := match(o.aspect+" "+o.name, query); ok && len(c.rows) < filterMost {
			c.rows = append(c.rows, filterRow{
				control.Option{Code: o.aspect, Text: o.name, Match: strings.TrimSpace(query), Note: grouped(o.count), Mark: stanceMark(o.stance), Chosen: f.index(o.key) >= 0},
				func() { c.window.toggleCriterion(o.criterion) },
			})
		}
	}
	if len(c.rows) == 0 {
		c.rows = append(c.rows, filterRow{control.Option{Text: "No annotation of this document is like that", Pale: true}, nil})
	}
	if f.on() {
		c.rows = append(c.rows,
			filterRow{control.Option{Text: c.window.hideTitle(), Apart: true}, func() { c.window.setFilterHides(!f.hide) }},
			filterRow{control.Option{Text: "Clear filter"}, c.window.clearFilter})
	}
	options := make([]control.Option, len(c.rows))
	for i := range c.rows {
		options[i] = c.rows[i].option
	}
	c.list.Set(options, min(max(0, at), len(options)-1))
	c.count.SetText(grouped(c.window.doc.marks.passing) + " of " + grouped(c.window.doc.page.Count()) + " annotations")
	if c.sheet != nil {
		c.sheet.Fit()
	}
}

// chosenFirst are the criteria that are asked for, also those that no annotation of this
// document meets, and then all others.
func (c *filterCard) chosenFirst() []offer {
	var list []offer
	known := map[criterionKey]offer{}
	for _, o := range c.all {
		known[o.key] = o
	}
	for _, k := range c.window.project.filter.criteria {
		o, ok := known[k.key]
		if !ok {
			o = offer{criterion: k}
		}
		delete(known, k.key)
		list = append(list, o)
	}
	for _, o := range c.all {
		if _, ok := known[o.key]; ok {
			list = append(list, o)
		}
	}
	return list
}

// take runs row i; the list stays, with the hand near what was taken.
func (c *filterCard) take(i int) {
	if i < 0 || i >= len(c.rows) || c.rows[i].run == nil {
		return
	}
	key, text := c.rows[i].option.Code, c.rows[i].option.Text
	c.rows[i].run()
	c.fill(i)
	for k, r := range c.rows {
		if r.option.Code == key && r.option.Text == text {
			c.list.Set(c.list.Options(), k)
		}
	}
}
