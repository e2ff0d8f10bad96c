package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"parley/ui/control"
	"parley/ui/dialog"
	"parley/ui/panel"
	"parley/ui/settings"
	"parley/ui/theme"
)

// frame lays the window out: menu, then the start page or the rooms of the project with
// handles between them, then the status bar. What is folded is remembered; on a narrow
// window the documents shrink to a rail.
type frame struct {
	widget.BaseWidget
	window  *Workbench
	page    fyne.CanvasObject // instead of the rooms; nil: the rooms
	paper   *ground
	left    *handle
	right   *handle
	bottom  *handle
	hover   *hover
	empty   fyne.CanvasObject  // instead of a text
	imports [2]*control.KeyCap // in empty
	overlay bool               // the list of documents lies over the text, for a moment

	definition *definition // of a tag, beside the text
}

func newFrame(w *Workbench) *frame {
	f := &frame{window: w, paper: newGround(theme.Paper, fyne.NewSize(1, 1)), hover: newHover()}
	f.imports = [2]*control.KeyCap{control.NewKeyCap("Ctrl+I"), control.NewKeyCap("Ctrl+Shift+I")}
	f.empty = noDocument(f.imports)
	f.definition = newDefinition(w)
	f.left = newHandle(false, func(d float32) { f.drag(documentsPanel, d) })
	f.right = newHandle(false, func(d float32) { f.drag(rightPanel, -d) })
	f.bottom = newHandle(true, func(d float32) { f.drag(annotationsPanel, -d) })
	f.ExtendBaseWidget(f)
	return f
}

// noDocument says what is absent and what the next step is.
func noDocument(keys [2]*control.KeyCap) fyne.CanvasObject {
	return container.NewCenter(dialog.Column(theme.RowGap,
		container.NewCenter(control.NewLabel("No document is open", control.Bold)),
		container.NewCenter(control.NewLabel("Drop texts or a folder of texts here, or import them.", control.Quiet)),
		container.NewCenter(dialog.Row(theme.RowGap, keys[0], control.NewLabel("documents", control.Hint), keys[1], control.NewLabel("a folder", control.Hint)))))
}

// showCaps shows the keys that import, where there is no text.
func (f *frame) showCaps() {
	f.imports[0].SetKey(f.window.keyOf("project.import"))
	f.imports[1].SetKey(f.window.keyOf("project.folder"))
}

// show puts a page in the place of the rooms; nil shows the rooms.
func (f *frame) show(page fyne.CanvasObject) {
	f.page, f.overlay = page, false
	f.Refresh()
}

// The widths from which the layout changes.
const (
	narrow = 1367 // below it the documents are a rail
	wide   = 1800
)

// span is the range in which a panel's size can be dragged, and its size by itself.
type span struct{ least, most, size float32 }

// room is what a panel may have in a window of this size.
func (f *frame) room(what string, window fyne.Size) span {
	switch what {
	case documentsPanel:
		if window.Width >= wide {
			return span{180, 480, 288}
		}
		return span{180, 420, 244}
	case rightPanel:
		switch {
		case window.Width >= wide:
			return span{300, 520, 384}
		case window.Width < narrow:
			return span{300, 400, 328}
		}
		return span{300, 460, 336}
	}
	rows := map[bool]float32{true: 6, false: 5}[window.Width >= wide]
	if window.Height < 820 {
		rows = 3
	}
	return span{theme.PanelHead + theme.TableHead + theme.RowHeight, window.Height / 2, 34 + theme.TableHead + rows*theme.RowHeight + 1}
}

// sizeOf is a panel's width or height: as it was dragged, or as the window suggests.
func (f *frame) sizeOf(what string, window fyne.Size) float32 {
	r := f.room(what, window)
	if s := f.window.Settings.Now().Sizes[what]; s > 0 {
		return min(max(s, r.least), r.most)
	}
	return r.size
}

func (f *frame) drag(what string, by float32) {
	r, now := f.room(what, f.Size()), f.sizeOf(what, f.Size())
	f.window.remember(func(s *settings.Settings) { s.Sizes[what] = min(max(now+by, r.least), r.most) })
	f.Refresh()
}

// rail reports whether the documents are a rail: the window is narrow, or it is chosen.
func (f *frame) rail() bool {
	return f.Size().Width < narrow || f.window.Settings.Now().Folded[documentsPanel]
}

// shows reports whether a panel is unfolded.
func (f *frame) shows(what string) bool {
	if what == documentsPanel {
		return !f.rail() || f.overlay
	}
	if what == annotationsPanel && f.Size().Height < 700 {
		return f.window.Settings.Now().Folded[what+" low"]
	}
	return !f.window.Settings.Now().Folded[what]
}

// away are the parts of the window that are not on screen now and may come back.
func (f *frame) away() (list []fyne.CanvasObject) {
	w := f.window
	shown := (&frameRenderer{f}).Objects()
	for _, o := range []fyne.CanvasObject{f.paper, w.head, w.strip, w.view, f.empty, w.rail, w.annotations, w.finder.bar, w.occurrences.panel, w.searching.panel, f.bottom, w.layers, w.card, f.right, w.list, f.left, f.hover, f.definition, w.start} {
		if !slices.Contains(shown, o) {
			list = append(list, o)
		}
	}
	return list
}

// fold folds a panel or unfolds it. In a narrow window the documents come and go over the text.
func (w *Workbench) fold(what string) {
	f := w.frame
	if what == documentsPanel && f.Size().Width < narrow {
		w.overlayList()
		return
	}
	if what == annotationsPanel && f.Size().Height < 700 {
		what += " low" // folded by itself there, so what is remembered is that it is not
	}
	w.remember(func(s *settings.Settings) { s.Folded[what] = !s.Folded[what] })
	f.Refresh()
	w.focusText()
}

// overlayList lays the list of documents over the text, or takes it away.
func (w *Workbench) overlayList() {
	f := w.frame
	if f.Size().Width >= narrow {
		w.remember(func(s *settings.Settings) { s.Folded[documentsPanel] = false })
		f.Refresh()
		return
	}
	f.overlay = !f.overlay
	f.Refresh()
	if f.overlay {
		w.list.FocusList()
	} else {
		w.focusText()
	}
}

// leaveList goes from the list of documents back to the text, over which it may lie.
func (w *Workbench) leaveList() {
	if w.frame.overlay {
		w.overlayList()
		return
	}
	w.focusText()
}

// focusFilter gives the filter of the documents the keyboard; a folded list unfolds.
func (w *Workbench) focusFilter() {
	if !w.frame.shows(documentsPanel) {
		w.overlayList()
	}
	w.list.FocusFilter()
}

// CreateRenderer implements fyne.Widget.
func (f *frame) CreateRenderer() fyne.WidgetRenderer { return &frameRenderer{f} }

type frameRenderer struct{ *frame }

func (r *frameRenderer) Destroy()           {}
func (r *frameRenderer) MinSize() fyne.Size { return fyne.NewSize(leastWidth, leastHeight) }

func (r *frameRenderer) Objects() []fyne.CanvasObject {
	w := r.window
	if r.page != nil {
		return []fyne.CanvasObject{r.page, w.menu, w.status}
	}
	list := []fyne.CanvasObject{r.paper, w.head, w.view, w.menu, w.status}
	if w.doc == nil {
		list[2] = r.empty
	}
	if r.rail() {
		list = append(list, w.rail)
	}
	if w.finding() {
		list = append(list, w.finder.bar)
	}
	if w.strip.shown {
		list = append(list, w.strip)
	}
	if w.occurrences.open {
		list = append(list, w.occurrences.panel)
	} else if w.searching.open {
		list = append(list, w.searching.panel)
	} else if r.shows(annotationsPanel) {
		list = append(list, w.annotations, r.bottom)
	}
	if r.shows(rightPanel) {
		list = append(list, w.layers, w.card, r.right)
	}
	if r.shows(documentsPanel) {
		list = append(list, w.list, r.left)
	}
	if r.definition.open && w.doc != nil {
		list = append(list, r.definition)
	}
	return append(list, r.hover)
}

func (r *frameRenderer) Refresh() {
	r.Layout(r.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
	canvas.Refresh(r.frame)
}

// Layout implements fyne.WidgetRenderer.
func (r *frameRenderer) Layout(s fyne.Size) {
	w := r.window
	set(w.menu, 0, 0, s.Width, theme.MenuHeight)
	set(w.status, 0, s.Height-theme.StatusHeight, s.Width, theme.StatusHeight)
	top, bottom := theme.MenuHeight, s.Height-theme.StatusHeight
	if r.page != nil {
		set(r.page, 0, top, s.Width, bottom-top)
		return
	}
	left, right := r.sides(s, top, bottom)
	switch {
	case w.occurrences.open:
		h := min(w.occurrences.panel.tall(), (bottom-top)/2)
		set(w.occurrences.panel, left, bottom-h, right-left, h)
		bottom -= h
	case w.searching.open:
		h := min(w.searching.panel.Tall(), (bottom-top)/2)
		set(w.searching.panel, left, bottom-h, right-left, h)
		bottom -= h
	case r.shows(annotationsPanel):
		h := min(r.sizeOf(annotationsPanel, s), (bottom-top)/2)
		set(w.annotations, left, bottom-h, right-left, h)
		set(r.bottom, left, bottom-h-2, right-left, theme.SplitWidth)
		bottom -= h
	}
	set(r.paper, left, top, right-left, bottom-top)
	set(w.head, left, top, right-left, theme.DocumentHead)
	under := top + theme.DocumentHead
	if w.finding() {
		set(w.finder.bar, left, under, right-left, findBarHeight)
		under += findBarHeight
	}
	if w.strip.shown {
		set(w.strip, left, under, right-left, stripHeight)
		under += stripHeight
	}
	set(w.view, left, under, right-left, bottom-under)
	r.definition.lay(left, right, under, s.Height-theme.StatusHeight)
	set(r.empty, left, top+theme.DocumentHead, right-left, bottom-top-theme.DocumentHead)
}

// sides places the panels at the left and the right and says where the middle is.
func (r *frameRenderer) sides(s fyne.Size, top, bottom float32) (left, right float32) {
	w := r.window
	right = s.Width
	if r.rail() {
		left = panel.RailWidth
		set(w.rail, 0, top, left, bottom-top)
	}
	if r.shows(documentsPanel) {
		width, at := r.sizeOf(documentsPanel, s), float32(0)
		if r.rail() {
			at = panel.RailWidth
		} else {
			left = width
		}
		set(w.list, at, top, width, bottom-top)
		set(r.left, at+width-2, top, theme.SplitWidth, bottom-top)
	}
	if r.shows(rightPanel) {
		width := r.sizeOf(rightPanel, s)
		right -= width
		h := w.layers.MinSize().Height
		set(w.layers, right, top, width, h)
		set(w.card, right, top+h, width, bottom-top-h)
		set(r.right, right-2, top, theme.SplitWidth, bottom-top)
	}
	return left, right
}

// handle is what a border between two panels is dragged by: 5 wide, drawn as one line.
type handle struct {
	widget.BaseWidget
	flat bool // between upper and lower
	drag func(by float32)
	line *canvas.Rectangle
}

func newHandle(flat bool, drag func(float32)) *handle {
	h := &handle{flat: flat, drag: drag, line: canvas.NewRectangle(nil)}
	h.ExtendBaseWidget(h)
	return h
}

// Dragged implements fyne.Draggable.
func (h *handle) Dragged(e *fyne.DragEvent) {
	if h.flat {
		h.drag(e.Dragged.DY)
		return
	}
	h.drag(e.Dragged.DX)
}

// DragEnd implements fyne.Draggable.
func (h *handle) DragEnd() {}

// Cursor implements desktop.Cursorable.
func (h *handle) Cursor() desktop.Cursor {
	if h.flat {
		return desktop.VResizeCursor
	}
	return desktop.HResizeCursor
}

// CreateRenderer implements fyne.Widget.
func (h *handle) CreateRenderer() fyne.WidgetRenderer {
	return &pieces{
		objects: []fyne.CanvasObject{h.line},
		arrange: func(s fyne.Size) {
			if h.flat {
				set(h.line, 0, 2, s.Width, 1)
				return
			}
			set(h.line, 2, 0, 1, s.Height)
		},
		repaint: func() { h.line.FillColor = theme.Color(theme.Line) },
	}
}
