package ui

import (
	"runtime"
	"strings"

	"fyne.io/fyne/v2"

	"parley/ui/control"
)

// menuDef is a menu: its title and the actions in it. A "-" is a line, and an ID that
// ends in "*" stands for all actions whose IDs begin so.
type menuDef struct {
	title string
	ids   []string
}

var menus = []menuDef{
	{"File", []string{"project.new", "project.open", "project.sample", "project.restore", "-", "project.import", "project.folder", "project.export", "-", "project.close", "project.quit"}},
	{"Edit", []string{"edit.undo", "edit.redo", "-", "text.copy", "-", "find.*", "-", "search.*", "-", "annotation.delete"}},
	{"Document", []string{"document.next", "document.previous", "document.filter", "document.goto", "document.place", "-", "document.new", "document.inprogress", "document.done", "-", "document.mark", "document.flag.*", "-", "document.flagged.*", "-", "turn.*", "-", "document.edit", "document.delete"}},
	{"Annotation", []string{"mark.*", "-", "annotation.next", "annotation.previous", "text.choose-mark", "text.describe", "text.context-menu", "-", "annotation.card", "annotation.same", "annotation.clone", "annotation.defaults", "annotation.rechecked", "annotation.incomplete", "annotation.link", "relation.edit", "relation.next", "relation.previous", "annotation.definition", "-", "stance.*"}},
	{"Select", []string{"text.select-*", "-", "text.grow", "text.shrink", "text.other-end", "text.add-fragment", "-", "text.end-*", "-", "text.start-*"}},
	{"Go", []string{"text.character-*", "text.word-*", "text.sentence-*", "text.line-*", "text.paragraph-*", "text.page-*", "text.text-*", "-", "text.hit-*", "-", "text.walk-sentences", "text.scroll-*"}},
	{"Marks", []string{"view.layer.*", "-", "filter.*", "-", "view.colour.*"}},
	{"Actors", []string{"actor.register", "project.actor", "-", "actor.find", "actor.next", "-", "mention.*", "name.*"}},
	{"View", []string{"view.documents", "view.annotations", "view.layers", "-", "view.larger", "view.smaller", "view.serif", "view.sans", "-", "view.direction.*", "-", "view.light", "view.dark", "view.system", "-", "view.steady"}},
	{"Tools", []string{"project.codebook", "project.recheck", "-", "help.commands", "help.preferences"}},
	{"Help", []string{"help.keys", "help.menu", "help.about"}},
}

// members are the actions of a menu, nil for a line.
func (m menuDef) members(t *table) (list []*Action) {
	for _, id := range m.ids {
		prefix, all := strings.CutSuffix(id, "*")
		switch {
		case id == "-":
			if len(list) > 0 && list[len(list)-1] != nil {
				list = append(list, nil)
			}
		case all:
			for _, a := range t.all {
				if strings.HasPrefix(a.ID, prefix) {
					list = append(list, a)
				}
			}
		case t.byID[id] != nil:
			list = append(list, t.byID[id])
		}
	}
	if n := len(list); n > 0 && list[n-1] == nil {
		list = list[:n-1]
	}
	return list
}

// menuRows are a menu's lines as they are now.
func (w *Workbench) menuRows(m menuDef) (rows []control.MenuRow) {
	for _, a := range m.members(w.table) {
		if a == nil {
			rows = append(rows, control.MenuRow{Separator: true})
			continue
		}
		rows = append(rows, rowOf(a))
	}
	return rows
}

// nativeMenu gives a Mac the menus where a Mac has them, at the top of the screen.
func (w *Workbench) nativeMenu() {
	if runtime.GOOS != "darwin" {
		return
	}
	var list []*fyne.Menu
	for _, m := range menus {
		var items []*fyne.MenuItem
		for _, a := range m.members(w.table) {
			items = append(items, nativeItem(a))
		}
		list = append(list, fyne.NewMenu(m.title, items...))
	}
	w.window.SetMainMenu(fyne.NewMainMenu(list...))
}

func nativeItem(a *Action) *fyne.MenuItem {
	if a == nil {
		return fyne.NewMenuItemSeparator()
	}
	item := fyne.NewMenuItem(a.Label(), func() { a.do() })
	if k, ok := parseKey(a.Key); ok {
		item.Shortcut = k.shortcut()
	}
	return item
}
