package ui

import (
	"fmt"
	"strconv"

	"parley/assets/icons"
	"parley/ui/settings"
	"parley/ui/theme"
)

func (w *Workbench) viewActions() []*Action {
	fold := func(id, name, key, what string) *Action {
		return &Action{ID: id, Name: name, Words: "panel hide fold sidebar", Group: onView, Key: key, Icon: icons.Panel.Resource(), Enabled: w.needsProject,
			Checked: func() bool { return w.frame.shows(what) }, Run: func() { w.fold(what) }}
	}
	list := []*Action{
		fold("view.documents", "Show documents", "F9", documentsPanel),
		fold("view.annotations", "Show annotations", "F8", annotationsPanel),
		fold("view.layers", "Show layers and card", "F7", rightPanel),
		{ID: "view.larger", Name: "Larger text", Words: "size zoom in bigger font scale", Pair: "Size of the text", Group: onView, Key: "Ctrl++", Also: []string{"Ctrl+=", "Ctrl+Shift+=", "Ctrl+Shift++"}, Icon: icons.Type.Resource(), Run: func() { w.scaleText(1) }},
		{ID: "view.smaller", Name: "Smaller text", Words: "size zoom out font scale", Pair: "Size of the text", Group: onView, Key: "Ctrl+−", Icon: icons.Type.Resource(), Run: func() { w.scaleText(-1) }},
		{ID: "view.serif", Name: "Text in serif", Words: "font face typeface Gentium", Group: onView, Icon: icons.Type.Resource(), Checked: func() bool { return !w.Settings.Now().Sans }, Run: func() { w.setText(func(s *settings.Settings) { s.Sans = false }) }},
		{ID: "view.sans", Name: "Text in sans", Words: "font face typeface Noto", Group: onView, Icon: icons.Type.Resource(), Checked: func() bool { return w.Settings.Now().Sans }, Run: func() { w.setText(func(s *settings.Settings) { s.Sans = true }) }},
	}
	list = append(list, &Action{ID: "view.steady", Name: "Reduce motion", Group: onView, Icon: icons.Light.Resource(), Note: func() string { return "the caret does not blink" },
		Checked: func() bool { return w.Settings.Now().Steady }, Run: func() { w.setText(func(s *settings.Settings) { s.Steady = !s.Steady }) }})
	for _, m := range []struct {
		mode theme.Mode
		name string
	}{{theme.Light, "Light colours"}, {theme.Dark, "Dark colours"}, {theme.System, "Colours as the desktop"}} {
		list = append(list, &Action{ID: "view." + m.mode.String(), Name: m.name, Words: "color theme mode appearance night day", Group: onView, Icon: icons.Light.Resource(),
			Checked: func() bool { return w.mode() == m.mode }, Run: func() { w.setTheme(m.mode) }})
	}
	return list
}

// layerActions hide and show the marks of each layer, with Ctrl and a digit.
func (w *Workbench) layerActions() (list []*Action) {
	if w.project == nil {
		return nil
	}
	for i, l := range w.project.session.Schema().Layers {
		key := ""
		if i < 9 {
			key = "Ctrl+" + strconv.Itoa(i+1)
		}
		list = append(list, &Action{
			ID: "view.layer." + string(l.ID), Name: "Show marks of " + lowerFirst(l.Name), Words: "hide layer eye toggle visible", Group: onView, Key: key, Slot: l.Colour,
			Enabled: w.needsDocument, Checked: func() bool { return !w.project.hidden[l.ID] }, Run: func() { w.toggleLayer(l.ID) },
		})
	}
	return list
}

func (w *Workbench) scaleText(by int) {
	w.setText(func(s *settings.Settings) { s.TextSize += by })
	w.status.say(fmt.Sprintf("Text size %d", w.Settings.Now().TextSize))
}

func (w *Workbench) setTheme(m theme.Mode) {
	w.remember(func(s *settings.Settings) { s.Theme = m.String() })
	w.applyTheme()
	w.refreshAll()
	for _, o := range w.frame.away() { // Fyne repaints what is on screen only
		o.Refresh()
	}
}

func (w *Workbench) helpActions() []*Action {
	return []*Action{
		{ID: "help.commands", Name: "All commands…", Words: "palette search actions", Group: onHelp, Key: "Ctrl+K", Icon: icons.Search.Resource(), Run: func() { w.openPalette("") }},
		{ID: "help.keys", Name: "All keys", Words: "shortcuts keyboard cheat sheet help", Group: onHelp, Key: "?", Icon: icons.Keys.Resource(), Run: w.showOverview},
		{ID: "help.preferences", Name: "Keys…", Words: "shortcuts keyboard preferences settings change bind customise profile", Group: onHelp, Key: "Ctrl+,", Icon: icons.Keys.Resource(), Run: w.changeKeys},
		{ID: "help.menu", Name: "Open the menu", Group: onHelp, Key: "F10", Icon: icons.List.Resource(), Run: func() { w.menu.show(0) }},
		{ID: "help.about", Name: "About Parley", Group: onHelp, Icon: icons.Quote.Resource(), Run: w.about},
	}
}
