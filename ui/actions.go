package ui

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
	for _, list := range [][]*Action{w.markActions(), w.stanceActions(), w.annotationActions(), w.cardActions(), w.relationActions(), w.editActions(), w.findActions(), w.mentionActions(), w.turnActions(), w.searchActions(), w.documentActions(), w.wholeActions(), w.projectActions(), w.codebookActions(), w.actorActions(), w.registerOpening(), w.viewActions(), w.layerActions(), w.filterActions(), w.colourActions(), w.directionActions(), w.helpActions(), w.textActions()} {
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
	return w.active() != nil, "needs an annotation" + w.byKey("; press ", "annotation.next", "first")
}
