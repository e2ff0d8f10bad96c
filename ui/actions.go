package ui

import (
	"fmt"
	"strings"

	"parley/annotate"
	"parley/assets/icons"
	"parley/ui/control"
	"parley/ui/settings"
	"parley/ui/theme"
)

// The heads under which the palette and the overview of keys list actions.
const (
	onAnnotation = "On this annotation"
	inText       = "In the text"
	onDocument   = "Documents"
	onProject    = "Project"
	onView       = "View"
	onHelp       = "Help"
)

// actions are all commands, in the order in which the palette shows them. Those of the
// layers come from the schema in force.
func (w *Workbench) actions() []*Action {
	var all []*Action
	for _, list := range [][]*Action{w.markActions(), w.stanceActions(), w.annotationActions(), w.editActions(), w.documentActions(), w.projectActions(), w.viewActions(), w.helpActions()} {
		all = append(all, list...)
	}
	return all
}

// needs are the conditions that actions have in common.
func (w *Workbench) needsProject() (bool, string) {
	return w.project != nil, "needs an open project"
}

func (w *Workbench) needsWriting() (bool, string) {
	if w.project != nil && w.project.copied {
		return false, "this is a copy, for looking only"
	}
	return w.needsProject()
}

func (w *Workbench) needsDocument() (bool, string) {
	if ok, why := w.needsProject(); !ok {
		return false, why
	}
	return w.doc != nil, "needs an open document"
}

func (w *Workbench) needsText() (bool, string) {
	if ok, why := w.needsWriting(); !ok {
		return false, why
	}
	return w.needsDocument()
}

func (w *Workbench) needsAnnotation() (bool, string) {
	if ok, why := w.needsText(); !ok {
		return false, why
	}
	return w.active() != nil, "needs an annotation: press n first"
}

// markActions are one for each layer, with the layer's digit.
func (w *Workbench) markActions() (list []*Action) {
	if w.project == nil {
		return nil
	}
	for _, l := range w.project.session.Schema().Layers {
		list = append(list, &Action{
			ID: "mark." + string(l.ID), Name: "Mark " + lowerFirst(l.Name), Group: inText, Key: l.Key, Slot: l.Colour,
			Note: w.targetNote, Enabled: w.needsText, Run: func() { w.mark(l.ID) },
		})
	}
	return append(list, &Action{
		ID: "mark.again", Name: "Repeat last mark", Group: inText, Key: ".", Icon: icons.Copy.Resource(),
		Note:    func() string { return w.layerName(w.last.layer) },
		Enabled: w.canRepeat, Run: w.markAgain,
	})
}

func (w *Workbench) targetNote() string {
	if w.doc != nil && !w.view.Selection().Empty() {
		return "on the selection"
	}
	return "at the caret’s sentence"
}

func (w *Workbench) canRepeat() (bool, string) {
	if ok, why := w.needsText(); !ok {
		return false, why
	}
	same := w.last.project == w.project.session.Project().ID && w.project.session.Schema().Layer(w.last.layer) != nil
	return same, "nothing was marked yet: press a layer’s digit first"
}

func (w *Workbench) layerName(id annotate.LayerID) string {
	if w.project != nil {
		if l := w.project.session.Schema().Layer(id); l != nil {
			return l.Name
		}
	}
	return string(id)
}

// stanceActions set the stance of the active annotation, from its layer's schema.
func (w *Workbench) stanceActions() (list []*Action) {
	if w.project == nil {
		return nil
	}
	seen := map[annotate.TagID]bool{}
	schema := w.project.session.Schema()
	for i := range schema.Layers {
		k := lookOf(schema, &schema.Layers[i], i)
		if k.stance == "" {
			continue
		}
		for _, t := range schema.Tagset(schema.Layers[i].Feature(k.stance).Tagset).Tags {
			if !seen[t.ID] {
				seen[t.ID] = true
				list = append(list, w.stanceAction(t))
			}
		}
	}
	if len(list) == 0 {
		return nil
	}
	return append(list, &Action{ID: "stance.clear", Name: "Clear stance", Group: onAnnotation, Mark: control.Unset,
		Note: func() string { return "back to unset" }, Enabled: w.needsStance, Run: func() { w.setStance("") }})
}

func (w *Workbench) stanceAction(t annotate.Tag) *Action {
	return &Action{
		ID: "stance." + string(t.ID), Name: "Set stance to " + t.Name, Group: onAnnotation, Mark: control.StanceMark(t.ID),
		Note: func() string { return w.layerName(w.active().Layer) + " card" }, Enabled: w.needsStance, Run: func() { w.setStance(t.ID) },
	}
}

// stanceFeature is the feature of the active annotation that says a stance; empty: none.
func (w *Workbench) stanceFeature() annotate.FeatureID {
	if a := w.active(); a != nil {
		return w.doc.marks.looks[a.Layer].stance
	}
	return ""
}

func (w *Workbench) needsStance() (bool, string) {
	if ok, why := w.needsAnnotation(); !ok {
		return false, why
	}
	return w.stanceFeature() != "", "this layer has no stance"
}

func (w *Workbench) setStance(t annotate.TagID) {
	var values []annotate.Value
	if t != "" {
		values = []annotate.Value{{Type: annotate.TypeTag, Tag: t}}
	}
	cs, err := w.editor().SetFeature(w.doc.page, w.active().ID, w.stanceFeature(), values...)
	w.apply(cs, err)
}

func (w *Workbench) annotationActions() []*Action {
	return []*Action{
		{ID: "annotation.next", Name: "Next annotation", Group: inText, Key: "n", Icon: icons.Down.Resource(), Enabled: w.needsDocument, Run: func() { w.step(true) }},
		{ID: "annotation.previous", Name: "Previous annotation", Group: inText, Key: "N", Icon: icons.Up.Resource(), Enabled: w.needsDocument, Run: func() { w.step(false) }},
		{ID: "annotation.card", Name: "Fill in the card", Group: onAnnotation, Key: "Tab", Icon: icons.List.Resource(), Enabled: w.needsAnnotation, Run: w.focusCard},
		{ID: "annotation.definition", Name: "Show the tag’s definition", Group: onAnnotation, Key: "F1", Icon: icons.Tag.Resource(), Enabled: w.needsAnnotation, Run: w.showDefinition},
		{ID: "annotation.delete", Name: "Delete annotation", Group: onAnnotation, Key: "Del", Icon: icons.Trash.Resource(), Enabled: w.needsAnnotation, Run: w.remove},
	}
}

func (w *Workbench) editActions() []*Action {
	return []*Action{
		{ID: "edit.undo", Title: func() string { return w.stepTitle("Undo", false) }, Group: onProject, Key: "Ctrl+Z", Icon: icons.Undo.Resource(), Enabled: func() (bool, string) { return w.canStep(false) }, Run: w.undo},
		{ID: "edit.redo", Title: func() string { return w.stepTitle("Redo", true) }, Group: onProject, Key: "Ctrl+Y", Also: []string{"Ctrl+Shift+Z"}, Icon: icons.Redo.Resource(), Enabled: func() (bool, string) { return w.canStep(true) }, Run: w.redo},
	}
}

// stepTitle is “Undo mark claim”: the verb and what it would take back.
func (w *Workbench) stepTitle(verb string, forward bool) string {
	if label, ok := w.nextStep(forward); ok {
		return verb + " " + lowerFirst(label)
	}
	return verb
}

func (w *Workbench) nextStep(forward bool) (string, bool) {
	if w.project == nil {
		return "", false
	}
	if forward {
		return w.project.session.CanRedo()
	}
	return w.project.session.CanUndo()
}

func (w *Workbench) canStep(forward bool) (bool, string) {
	if ok, why := w.needsWriting(); !ok {
		return false, why
	}
	if _, ok := w.nextStep(forward); ok {
		return true, ""
	}
	return false, map[bool]string{false: "nothing was done yet", true: "nothing was undone"}[forward]
}

func (w *Workbench) documentActions() []*Action {
	list := []*Action{
		{ID: "document.next", Name: "Next document", Group: onDocument, Key: "Alt+↓", Icon: icons.Down.Resource(), Enabled: w.needsDocument, Run: func() { w.stepDocument(1) }},
		{ID: "document.previous", Name: "Previous document", Group: onDocument, Key: "Alt+↑", Icon: icons.Up.Resource(), Enabled: w.needsDocument, Run: func() { w.stepDocument(-1) }},
		{ID: "document.filter", Name: "Filter documents", Group: onDocument, Key: "Ctrl+P", Icon: icons.Search.Resource(), Enabled: w.needsProject, Run: w.focusFilter},
		{ID: "document.goto", Name: "Go to document…", Group: onDocument, Key: "Ctrl+G", Icon: icons.File.Resource(), Enabled: w.needsDocument, Run: func() { w.openPalette(":") }},
	}
	for _, s := range []struct {
		state annotate.State
		key   string
	}{{annotate.New, ""}, {annotate.InProgress, ""}, {annotate.Done, "Ctrl+↵"}} {
		list = append(list, &Action{
			ID: "document." + strings.ReplaceAll(s.state.String(), " ", ""), Name: "Set document " + s.state.String(), Group: onDocument, Key: s.key,
			Mark: control.StateMark(s.state), Enabled: w.needsText, Checked: func() bool { return w.doc != nil && w.state() == s.state }, Run: func() { w.setState(s.state) },
		})
	}
	return append(list,
		&Action{ID: "document.edit", Name: "Edit document…", Group: onDocument, Key: "Ctrl+D", Icon: icons.Note.Resource(), Enabled: w.needsText, Run: w.editDocument},
		&Action{ID: "document.delete", Name: "Delete document", Group: onDocument, Icon: icons.Trash.Resource(), Enabled: w.needsText, Run: w.deleteDocument},
	)
}

// state is how far the annotator is with the open document.
func (w *Workbench) state() annotate.State {
	if row := w.project.session.Summary(w.doc.id); row != nil {
		return row.State
	}
	return annotate.New
}

func (w *Workbench) projectActions() []*Action {
	return []*Action{
		{ID: "project.new", Name: "New project…", Group: onProject, Key: "Ctrl+Shift+N", Icon: icons.Plus.Resource(), Run: w.NewProject},
		{ID: "project.open", Name: "Open project…", Group: onProject, Key: "Ctrl+O", Icon: icons.Folder.Resource(), Run: w.openAsk},
		{ID: "project.sample", Name: "Open the sample", Group: onProject, Key: "Ctrl+Shift+O", Icon: icons.Text.Resource(), Run: w.OpenSample},
		{ID: "project.import", Name: "Import documents…", Group: onProject, Key: "Ctrl+I", Icon: icons.Import.Resource(), Enabled: w.needsWriting, Run: w.importAsk},
		{ID: "project.folder", Name: "Import a folder…", Group: onProject, Key: "Ctrl+Shift+I", Icon: icons.Folder.Resource(), Enabled: w.needsWriting, Run: w.importFolder},
		{ID: "project.export", Name: "Export dataset…", Group: onProject, Key: "Ctrl+E", Icon: icons.Export.Resource(), Enabled: w.needsProject, Run: w.exportAsk},
		{ID: "project.actor", Name: "New actor…", Group: onProject, Key: "Ctrl+Shift+A", Icon: icons.Person.Resource(), Enabled: w.needsWriting, Run: w.newActor},
		{ID: "project.restore", Name: "Restore a snapshot…", Group: onProject, Key: "Ctrl+Shift+R", Icon: icons.Clock.Resource(), Run: w.restoreAsk},
		{ID: "project.close", Name: "Close project", Group: onProject, Key: "Ctrl+W", Icon: icons.Close.Resource(), Enabled: w.needsProject, Run: w.leaveProject},
		{ID: "project.quit", Name: "Quit", Group: onProject, Key: "Ctrl+Q", Icon: icons.Close.Resource(), Run: w.Close},
	}
}

func (w *Workbench) viewActions() []*Action {
	fold := func(id, name, key, what string) *Action {
		return &Action{ID: id, Name: name, Group: onView, Key: key, Icon: icons.Panel.Resource(), Enabled: w.needsProject,
			Checked: func() bool { return w.frame.shows(what) }, Run: func() { w.fold(what) }}
	}
	list := []*Action{
		fold("view.documents", "Show documents", "F9", documentsPanel),
		fold("view.annotations", "Show annotations", "F8", annotationsPanel),
		fold("view.layers", "Show layers and card", "F7", rightPanel),
		{ID: "view.larger", Name: "Larger text", Group: onView, Key: "Ctrl++", Also: []string{"Ctrl+=", "Ctrl+Shift+=", "Ctrl+Shift++"}, Icon: icons.Type.Resource(), Run: func() { w.scaleText(1) }},
		{ID: "view.smaller", Name: "Smaller text", Group: onView, Key: "Ctrl+−", Icon: icons.Type.Resource(), Run: func() { w.scaleText(-1) }},
		{ID: "view.serif", Name: "Text in serif", Group: onView, Icon: icons.Type.Resource(), Checked: func() bool { return !w.Settings.Now().Sans }, Run: func() { w.setText(func(s *settings.Settings) { s.Sans = false }) }},
		{ID: "view.sans", Name: "Text in sans", Group: onView, Icon: icons.Type.Resource(), Checked: func() bool { return w.Settings.Now().Sans }, Run: func() { w.setText(func(s *settings.Settings) { s.Sans = true }) }},
	}
	for _, m := range []struct {
		mode theme.Mode
		name string
	}{{theme.Light, "Light colours"}, {theme.Dark, "Dark colours"}, {theme.System, "Colours as the desktop"}} {
		list = append(list, &Action{ID: "view." + m.mode.String(), Name: m.name, Group: onView, Icon: icons.Light.Resource(),
			Checked: func() bool { return w.mode() == m.mode }, Run: func() { w.setTheme(m.mode) }})
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
}

func (w *Workbench) helpActions() []*Action {
	return []*Action{
		{ID: "help.commands", Name: "All commands…", Group: onHelp, Key: "Ctrl+K", Icon: icons.Search.Resource(), Run: func() { w.openPalette("") }},
		{ID: "help.keys", Name: "All keys", Group: onHelp, Key: "?", Icon: icons.Keys.Resource(), Run: w.showOverview},
		{ID: "help.menu", Name: "Open the menu", Group: onHelp, Key: "F10", Icon: icons.List.Resource(), Run: func() { w.menu.show(0) }},
		{ID: "help.about", Name: "About Parley", Group: onHelp, Icon: icons.Quote.Resource(), Run: w.about},
	}
}
