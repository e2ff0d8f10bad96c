package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"parley/annotate"
	"parley/assets/icons"
	"parley/ui/control"
	"parley/ui/theme"
)

// documentHead stands above the text: title, author · outlet · date · language, the state,
// and the ways to the documents beside it. 54 high.
type documentHead struct {
	widget.BaseWidget
	window *Workbench
	ground *canvas.Rectangle
	line   *canvas.Rectangle
	title  *control.Label
	about  *control.Label
	filter *control.Chip // how much a filter lets pass; hidden without one
	state  *control.Button
	up     *control.IconButton
	down   *control.IconButton
	find   *control.IconButton
	text   *control.IconButton
	indent float32 // of the text's left edge, which title and text share
}

func newDocumentHead(w *Workbench) *documentHead {
	h := &documentHead{window: w, ground: canvas.NewRectangle(nil), line: canvas.NewRectangle(nil), indent: 34}
	h.title = control.NewLabel("", control.Style{Size: theme.TitleSize, Bold: true})
	h.about = control.NewLabel("", control.Hint)
	h.filter = control.NewChip("", icons.Filter.Resource(), func() { w.clearFilter() })
	h.filter.OnTapped = func() { w.askFilter() }
	h.filter.Hide()
	h.state = control.NewButton("New", func() { w.stateMenu() })
	h.state.Menu = true
	h.up = control.NewIconButton(icons.Up.Resource(), "Previous document, Alt+↑", func() { w.stepDocument(-1) })
	h.down = control.NewIconButton(icons.Down.Resource(), "Next document, Alt+↓", func() { w.stepDocument(1) })
	h.find = control.NewIconButton(icons.Search.Resource(), "Find in this text", func() { w.table.byID["find.open"].do() })
	h.text = control.NewIconButton(icons.Type.Resource(), "Size and face of the text", func() { w.textMenu() })
	h.ExtendBaseWidget(h)
	return h
}

// showCaps says the keys that lead to the documents beside this one.
func (h *documentHead) showCaps() {
	h.up.SetToolTip(withKey("Previous document", h.window.keyOf("document.previous")))
	h.down.SetToolTip(withKey("Next document", h.window.keyOf("document.next")))
	h.find.SetToolTip(withKey("Find in this text", h.window.keyOf("find.open")))
	h.window.finder.bar.showCaps()
}

// withKey is a tooltip that ends with a key, if there is one.
func withKey(tip, key string) string {
	if key == "" {
		return tip
	}
	return tip + ", " + key
}

// show fills the head from a document; nil empties it.
func (h *documentHead) show(d *annotate.Document, s annotate.State) {
	title, about := "", ""
	if d != nil {
		title, about = d.Title, headLine(d)
		h.indent = h.window.view.Room()
		if rightToLeft(d.Language, d.Direction) {
			h.indent = 14 // the text begins at the other side
		}
	}
	h.title.SetText(title)
	h.about.SetText(about)
	h.state.Text, h.state.Mark = stateLabel(s), control.StateMark(s)
	h.state.Refresh()
	for _, o := range []fyne.CanvasObject{h.state, h.up, h.down, h.find, h.text} {
		if d == nil {
			o.Hide()
		} else {
			o.Show()
		}
	}
	h.Refresh()
}

// showFilter says how much a filter lets pass; with nothing to say there is none.
func (h *documentHead) showFilter(text string) {
	if h.filter.Text == text {
		return
	}
	h.filter.Text = text
	if text == "" {
		h.filter.Hide()
	} else {
		h.filter.Show()
	}
	h.filter.Refresh()
	h.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (h *documentHead) CreateRenderer() fyne.WidgetRenderer {
	return &pieces{
		objects: []fyne.CanvasObject{h.ground, h.line, h.title, h.about, h.filter, h.state, h.up, h.down, h.find, h.text},
		min:     func() fyne.Size { return fyne.NewSize(300, theme.DocumentHead) },
		arrange: h.arrange,
		repaint: func() {
			h.ground.FillColor, h.line.FillColor = theme.Color(theme.Paper), theme.Color(theme.Line)
		},
	}
}

func (h *documentHead) arrange(s fyne.Size) {
	set(h.ground, 0, 0, s.Width, s.Height)
	set(h.line, 0, s.Height-1, s.Width, 1)
	x := s.Width - 10
	for _, b := range []*control.IconButton{h.text, h.find, h.down, h.up} {
		x -= theme.InputHeight
		middle(b, x, s.Height)
		x -= theme.Grid
	}
	x -= h.state.MinSize().Width
	middle(h.state, x, s.Height)
	if h.filter.Visible() {
		x -= h.filter.MinSize().Width + theme.RowGap
		middle(h.filter, x, s.Height)
	}
	room := max(0, x-h.indent-theme.GroupGap)
	set(h.title, h.indent, 8, room, h.title.MinSize().Height)
	set(h.about, h.indent, 29, room, h.about.MinSize().Height)
}

// stateMenu offers the states of the open document.
func (w *Workbench) stateMenu() {
	var rows []control.MenuRow
	for _, id := range []string{"document.new", "document.inprogress", "document.done"} {
		a := w.table.byID[id]
		row := rowOf(a)
		row.Text, row.Mark = stateLabel(map[string]annotate.State{"document.new": annotate.New, "document.inprogress": annotate.InProgress, "document.done": annotate.Done}[id]), a.Mark
		rows = append(rows, row)
	}
	w.openPopup(w.below(w.head.state), rows, nil).Hold(w.head.state.Text)
}

// textMenu offers size, face and direction of the text, and the colours.
func (w *Workbench) textMenu() {
	w.openPopup(w.below(w.head.text), w.menuRows(menuDef{ids: []string{"view.larger", "view.smaller", "-", "view.serif", "view.sans", "-", "view.direction.*", "-", "view.light", "view.dark", "view.system"}}), nil)
}

// below is the place in the window under o's lower left corner.
func (w *Workbench) below(o fyne.CanvasObject) fyne.Position {
	return w.app.Driver().AbsolutePositionForObject(o).AddXY(0, o.Size().Height+2)
}
