package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"parley/annotate"
	"parley/ui/control"
	"parley/ui/dialog"
	"parley/ui/theme"
)

// overviewColumns are the groups of the overview of keys, column by column. A group that
// is not named comes last.
var overviewColumns = [][]string{
	{onMoving, onView},
	{inText, onSelecting},
	{onAnnotation, onDocument},
	{onProject, onHelp},
}

// leastColumn is the width of a column of the overview in which no key is cut.
const leastColumn = float32(250)

// overviewOf are the columns that a width has room for: the last one takes what is over.
func overviewOf(width, between float32) [][]string {
	columns := slices.Clone(overviewColumns)
	for len(columns) > 1 && (width-between*float32(len(columns)-1))/float32(len(columns)) < leastColumn {
		n := len(columns)
		columns = append(columns[:n-2], slices.Concat(columns[n-2], columns[n-1]))
	}
	return columns
}

// groupPlace is where a group comes in a list of all.
func groupPlace(group string) int {
	n := 0
	for _, column := range overviewColumns {
		for _, g := range column {
			if g == group {
				return n
			}
			n++
		}
	}
	return n
}

// alwaysKeys are those that cannot be others.
var alwaysKeys = []control.KeyHint{
	{Key: "Esc", Does: "Outward, one step at a time"}, {Key: "Alt+drag", Does: "One more fragment"}, {Key: "↵", Does: "Take what is offered"},
}

// overviewLine is a line of the overview: what keys do.
type overviewLine struct {
	name string
	keys []string
}

// overviewLines are the keys of a group: of two actions that are each other's opposites in
// one line, with the first key of each, and what moves also with its other key.
func overviewLines(all []*Action, group string) (lines []overviewLine) {
	at := map[string]int{}
	for _, a := range all {
		if a.Group != group || a.Key == "" {
			continue
		}
		i, known := at[a.Pair]
		if a.Pair == "" || !known {
			name := strings.TrimSuffix(a.Label(), "…")
			if a.Pair != "" {
				at[a.Pair], name = len(lines), a.Pair
			}
			lines = append(lines, overviewLine{name: name})
			i = len(lines) - 1
		}
		lines[i].keys = append(lines[i].keys, a.Key)
	}
	return lines
}

// showOverview lists all keys, from the actions, in columns; what does not fit scrolls,
// with room beside it for the bar.
func (w *Workbench) showOverview() {
	const pad, between, lineHeight, beside = 24, 26, 22, 12
	size := w.window.Canvas().Size()
	width := min(size.Width-48, 1216)
	columns := overviewOf(width-2*pad-beside, between)
	column := (width - 2*pad - beside - between*float32(len(columns)-1)) / float32(len(columns))
	row := dialog.Row(between)
	for i, groups := range columns {
		c := w.overviewColumn(groups, i == len(columns)-1, column, lineHeight)
		row.Add(container.NewVBox(sized2(column, c)))
	}
	scroll := container.NewVScroll(row)
	scroll.SetMinSize(fyne.NewSize(width-2*pad, min(row.MinSize().Height, size.Height-140)))
	title := container.New(bar{30, 0}, control.NewLabel("All keys", control.Style{Size: theme.TitleSize, Bold: true}),
		control.NewKeyHints(slices.DeleteFunc([]control.KeyHint{{Key: w.keyOf("help.preferences"), Does: "change keys"}, {Key: "Esc", Does: "close"}},
			func(h control.KeyHint) bool { return h.Key == "" })...))
	var sheet *dialog.Sheet
	sheet = dialog.Open(w.window, dialog.Column(8, title, scroll), dialog.Options{Width: width, Pad: pad, Scrim: true, OnKey: func(e *fyne.KeyEvent) bool {
		by := map[fyne.KeyName]float32{fyne.KeyDown: -lineHeight, fyne.KeyUp: lineHeight, fyne.KeyPageDown: -10 * lineHeight, fyne.KeyPageUp: 10 * lineHeight}[e.Name]
		if by != 0 {
			scroll.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, by)})
		}
		return by != 0
	}, OnShortcut: func(s fyne.Shortcut) {
		if k, ok := keyOf(s); ok && w.table.byKey[k] != nil && w.table.byKey[k].ID == "help.preferences" {
			sheet.Close()
			w.changeKeys()
		}
	}})
}

// overviewColumn is a column; the last one has the groups that no column names.
func (w *Workbench) overviewColumn(groups []string, last bool, width, lineHeight float32) *fyne.Container {
	groups = slices.Clone(groups)
	if last {
		for _, a := range w.table.all {
			if groupPlace(a.Group) == groupPlace("") && !slices.Contains(groups, a.Group) {
				groups = append(groups, a.Group)
			}
		}
	}
	c := dialog.Column(0)
	for k, g := range groups {
		lines := overviewLines(w.table.all, g)
		if len(lines) == 0 {
			continue
		}
		if k > 0 {
			c.Add(gap(10))
		}
		c.Add(container.New(bar{lineHeight, 0}, control.NewLabel(g, control.Bold), gap(1)))
		for _, l := range lines {
			c.Add(keyLine(width, lineHeight, l))
		}
		if g == onAnnotation {
			for _, h := range cardKeys {
				c.Add(keyLine(width, lineHeight, overviewLine{h.Does, []string{h.Key}}))
			}
		}
		if g == onHelp {
			for _, h := range alwaysKeys {
				c.Add(keyLine(width, lineHeight, overviewLine{h.Does, []string{h.Key}}))
			}
		}
	}
	return c
}

func keyLine(width, height float32, l overviewLine) fyne.CanvasObject {
	caps := dialog.Row(theme.Grid)
	for _, k := range l.keys {
		caps.Add(control.NewKeyCap(k))
	}
	return container.NewStack(newGround(theme.Clear, fyne.NewSize(width, height)), container.New(bar{height, 0}, control.NewLabel(l.name, control.Quiet), caps))
}

// aliases are names with commas between.
func aliases(s string) (list []annotate.Alias) {
	for _, name := range strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == '،' || r == ';' }) {
		if name = strings.TrimSpace(name); name != "" {
			list = append(list, annotate.Alias{Name: name})
		}
	}
	return list
}
