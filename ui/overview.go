package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"parley/annotate"
	"parley/ui/control"
	"parley/ui/dialog"
	"parley/ui/theme"
)

// viewKeys are those that the document view knows by itself.
var viewKeys = []control.KeyHint{
	{Key: "← → ↑ ↓", Does: "Move the caret; with Shift select"}, {Key: "Ctrl+← →", Does: "By words"},
	{Key: "w", Does: "Select the word; again one more"}, {Key: "s", Does: "Select the sentence; again one more"}, {Key: "p", Does: "Select the paragraph; again one more"},
	{Key: "[ ]", Does: "Move the end of the active annotation"}, {Key: "{ }", Does: "Move its start"}, {Key: "Esc", Does: "Outward, one step at a time"},
}

// showOverview lists all keys, from the actions and the text's own, in three columns.
func (w *Workbench) showOverview() {
	const width, pad, between = 960, 24, 32
	column := (width - 2*pad - 2*between) / float32(3)
	columns := []*fyne.Container{dialog.Column(2), dialog.Column(2), dialog.Column(2)}
	place := map[string]int{inText: 0, onAnnotation: 1, onDocument: 1, onProject: 2, onView: 2, onHelp: 2}
	groups := []string{inText, onAnnotation, onDocument, onProject, onView, onHelp}
	for _, g := range groups {
		into := columns[place[g]]
		if len(into.Objects) > 0 {
			into.Add(gap(8))
		}
		into.Add(control.NewLabel(g, control.Bold))
		for _, a := range w.table.all {
			if a.Group == g && a.Key != "" {
				into.Add(keyLine(column, strings.TrimSuffix(a.Label(), "…"), a.Key))
			}
		}
		if g == inText {
			for _, h := range viewKeys {
				into.Add(keyLine(column, h.Does, h.Key))
			}
		}
	}
	title := container.New(bar{30, 0}, control.NewLabel("All keys", control.Style{Size: theme.TitleSize, Bold: true}), control.NewKeyHints(control.KeyHint{Key: "Esc", Does: "close"}))
	row := dialog.Row(between)
	for _, c := range columns {
		row.Add(container.NewVBox(sized2(column, c)))
	}
	dialog.Open(w.window, dialog.Column(8, title, row), dialog.Options{Width: width, Pad: pad, Scrim: true})
}

func keyLine(width float32, name, key string) fyne.CanvasObject {
	return container.NewStack(newGround(theme.Clear, fyne.NewSize(width, 24)), container.New(bar{24, 0}, control.NewLabel(name, control.Quiet), control.NewKeyCap(key)))
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
