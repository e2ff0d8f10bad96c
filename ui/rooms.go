package ui

import (
	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/ui/control"
	"parley/ui/docview"
	"parley/ui/panel"
	"parley/ui/settings"
	"parley/ui/textlayout"
)

// rooms are the parts of the window that show a project.
type rooms struct {
	view        *docview.View
	head        *documentHead
	strip       *strip
	list        *panel.Documents
	rail        *panel.Rail
	layers      *panel.Layers
	card        *panel.Card
	annotations *panel.Annotations
	finder      *finder
	occurrences *occurrences
	searching   *searching
	naming      *naming
}

// The names under which panels are folded and their sizes remembered.
const (
	documentsPanel   = "documents"
	rightPanel       = "layers"
	annotationsPanel = "annotations"
)

func newRooms(w *Workbench) *rooms {
	r := &rooms{view: docview.New(control.Painter()), head: newDocumentHead(w), strip: newStrip(w)}
	w.rooms = r
	r.list = panel.NewDocuments(source{w})
	r.list.OnOpen, r.list.OnAdd, r.list.OnLeave = w.openDocument, w.importAsk, w.leaveList
	r.rail = r.list.Rail()
	r.rail.OnList = w.overlayList
	r.layers = panel.NewLayers(source{w})
	r.layers.OnToggle, r.layers.OnMark = w.toggleLayer, w.mark
	w.listenToFilter(r.layers)
	r.card = newCard(w)
	r.annotations = newAnnotations(w)
	r.finder, r.occurrences, r.naming = newFinder(w), newOccurrences(w), newNaming(w)
	r.searching = newSearching(w)
	w.listenToView()
	return r
}

// listenToView takes what the document view reports.
func (w *Workbench) listenToView() {
	v := w.view
	v.OnSelected = w.selected
	v.OnCaret = w.caretMoved
	v.OnActivated = w.activated
	v.OnResized = w.resized
	v.OnHover = w.hovered
	v.OnHit = w.finder.stood
	v.OnStep, v.OnPull, v.OnPulled = w.stepWhole, w.pulls, w.pulled
	v.OnRelations = w.hoveredRelations
	v.OnTurn, v.OnTurnChosen = w.hoveredTurn, w.turnChosen
	v.OnMenu = w.contextMenu
	v.OnRune = func(r rune) bool { return w.picks() && w.pickRune(r) || w.press(key{char: r}) }
	v.OnKey = w.viewKey
	v.OnShortcut = w.typedShortcut
	v.OnStuck, v.OnWalk = w.wasStuck, w.walked
	v.FrameLog = w.FrameLog
}

// viewKey takes a key that the document view has no use for.
func (w *Workbench) viewKey(name fyne.KeyName, m fyne.KeyModifier) bool {
	switch {
	case m == 0 && w.picks() && w.pickKey(name):
	case name == fyne.KeyTab && w.canPress(key{name: name, modifier: m}):
		w.press(key{name: name, modifier: m})
	case name == fyne.KeyTab && m == fyne.KeyModifierShift:
		w.window.Canvas().FocusPrevious()
	case name == fyne.KeyTab:
		w.window.Canvas().FocusNext()
	case name == fyne.KeyEscape && w.closeDefinition():
	case name == fyne.KeyEscape && (w.finder.open || w.occurrences.open):
		w.leaveFind()
	case name == fyne.KeyEscape && w.searching.open:
		w.searching.hide()
	case name == fyne.KeyEscape && w.doc != nil && !w.doc.about.IsZero():
		w.choose(annotate.ID{}, false)
	default:
		return w.press(key{name: name, modifier: m})
	}
	return true
}

// applyText sets face and size of the text as the settings say.
func (w *Workbench) applyText() {
	s := w.Settings.Now()
	o := w.view.Options()
	o.Size, o.Style = float32(s.TextSize), textlayout.Serif
	if s.Sans {
		o.Style = textlayout.Sans
		o.Size -= sansLess
	}
	o.Steady = s.Steady
	if w.doc != nil {
		o.Direction = directions[w.doc.page.Document().Direction]
	}
	w.view.SetOptions(o)
}

// sansLess is how much smaller the sans face is set: its letters are larger.
const sansLess = 2

func (w *Workbench) setText(change func(*settings.Settings)) {
	w.remember(change)
	w.applyText()
}
