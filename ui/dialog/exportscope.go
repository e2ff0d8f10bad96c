package dialog

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"parley/ui/control"
)

// scope are the menus of what is written.
func (f *exportForm) scope() fyne.CanvasObject {
	column := Column(6)
	var documents *control.Button
	documents = wide(control.NewMenuButton(f.Documents[0], func() (items []*fyne.MenuItem) {
		for i, name := range f.Documents {
			items = append(items, item(name, i == f.choice.Documents, func() {
				f.choice.Documents = i
				rename(documents, name)
				f.changed()
			}))
		}
		return items
	}))
	column.Add(Labelled("Documents", documents))
	column.Add(Labelled("States", some("All states", f.States, &f.choice.States, f.changed)))
	column.Add(Labelled("Layers", some("All layers", f.Layers, &f.choice.Layers, f.changed)))
	column.Add(Labelled("Annotators", some("All annotators", f.People, &f.choice.People, f.changed)))
	return column
}

func rename(b *control.Button, text string) {
	b.Text = text
	b.Refresh()
}

// some is a menu of which any number can be chosen; none is all.
func some[K comparable](all string, of []Choosable[K], chosen *[]K, changed func()) *control.Button {
	var b *control.Button
	set := func(list []K) {
		*chosen = list
		rename(b, names(all, of, list))
		changed()
	}
	b = control.NewMenuButton(all, func() (items []*fyne.MenuItem) {
		items = append(items, item(all, len(*chosen) == 0, func() { set(nil) }), fyne.NewMenuItemSeparator())
		for _, c := range of {
			toggle := fyne.NewMenuItem(c.Name, func() { set(toggled(*chosen, c.ID, len(of))) })
			toggle.Checked = slices.Contains(*chosen, c.ID)
			items = append(items, toggle)
		}
		return items
	})
	return wide(b)
}

// toggled is list with or without id; all of them are none left out.
func toggled[K comparable](list []K, id K, all int) []K {
	if i := slices.Index(list, id); i >= 0 {
		return slices.Delete(slices.Clone(list), i, i+1)
	}
	if list = append(slices.Clone(list), id); len(list) == all {
		return nil
	}
	return list
}

func names[K comparable](all string, of []Choosable[K], chosen []K) string {
	var list []string
	for _, c := range of {
		if slices.Contains(chosen, c.ID) {
			list = append(list, c.Name)
		}
	}
	if len(list) == 0 {
		return all
	}
	return strings.Join(list, ", ")
}
