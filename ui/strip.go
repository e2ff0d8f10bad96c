package ui

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"parley/annotate"
	"parley/ui/control"
	"parley/ui/docview"
	"parley/ui/theme"
)

// strip is the line between the head of a document and its text: the annotations of the
// whole document, as the margin shows those of the text, and the annotator's flags. With
// nothing to say it takes no room. 30 high.
type strip struct {
	widget.BaseWidget
	window       *Workbench
	ground, line *canvas.Rectangle
	title        *control.Label
	marks        []*stripMark
	flags        []*control.Chip
	against      *control.Label // what contradicts a flag
	more         *control.Label // how many had no room
	objects      []fyne.CanvasObject
	shown        bool
}

const stripHeight = float32(30)

func newStrip(w *Workbench) *strip {
	s := &strip{window: w, ground: canvas.NewRectangle(nil), line: canvas.NewRectangle(nil),
		title: control.NewLabel("Whole document", control.Hint), against: control.NewLabel("", control.Quiet.In(theme.Warn)), more: control.NewLabel("", control.Hint)}
	s.ExtendBaseWidget(s)
	return s
}

// reload shows what is said of the open document now.
func (s *strip) reload() {
	w, was := s.window, s.shown
	s.marks, s.flags = nil, nil
	s.against.SetText("")
	if w.doc != nil {
		for i, id := range w.doc.marks.about {
			if a := w.doc.page.Annotation(id); a != nil && !w.doc.marks.style(a).Hidden {
				s.marks = append(s.marks, newStripMark(w, a, i))
			}
		}
		s.fillFlags()
	}
	s.shown = len(s.marks)+len(s.flags) > 0
	if !s.shown && !was {
		return
	}
	s.objects = []fyne.CanvasObject{s.ground, s.line, s.title, s.against, s.more}
	for _, m := range s.marks {
		s.objects = append(s.objects, m)
	}
	for _, f := range s.flags {
		s.objects = append(s.objects, f)
	}
	if s.shown != was {
		w.frame.Refresh()
	}
	s.Refresh()
}

func (s *strip) fillFlags() {
	up := s.window.flags()
	for _, n := range flagNames {
		if !up.Has(n.flag) {
			continue
		}
		c := control.NewChip(n.name, n.icon.Resource(), func() { s.window.toggleFlag(n.flag) })
		c.SetToolTip("You have flagged this document: " + lowerFirst(n.name))
		s.flags = append(s.flags, c)
	}
	if why := s.window.contradiction(); why != "" {
		s.against.SetText("but " + why)
	}
}

// CreateRenderer implements fyne.Widget.
func (s *strip) CreateRenderer() fyne.WidgetRenderer { return &stripRenderer{s} }

type stripRenderer struct{ *strip }

func (r *stripRenderer) Destroy()                     {}
func (r *stripRenderer) MinSize() fyne.Size           { return fyne.NewSize(300, stripHeight) }
func (r *stripRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *stripRenderer) Refresh() {
	r.ground.FillColor, r.line.FillColor = theme.Color(theme.Paper), theme.Color(theme.Line)
	for _, o := range r.objects {
		o.Refresh()
	}
	r.Layout(r.Size())
	canvas.Refresh(r.strip)
}

// Layout implements fyne.WidgetRenderer: what is said of the text begins where the title
// does, flags follow.
func (r *stripRenderer) Layout(s fyne.Size) {
	set(r.ground, 0, 0, s.Width, s.Height)
	set(r.line, 0, s.Height-1, s.Width, 1)
	x, end := r.window.head.indent, s.Width-theme.PanelPadding
	for _, f := range r.flags {
		end -= f.MinSize().Width + theme.ChipGap
	}
	if w := r.against.MinSize().Width; r.against.Text() != "" {
		end -= w + theme.RowGap
	}
	if r.title.Show(); len(r.marks) == 0 {
		r.title.Hide()
	} else {
		x += middle(r.title, x, s.Height) + theme.GroupGap
	}
	left := 0
	for i, m := range r.marks {
		width := m.MinSize().Width
		if m.Show(); left > 0 || i > 0 && x+width > end-30 {
			left++
			m.Hide()
			continue
		}
		set(m, x, (s.Height-theme.ChipHeight)/2, min(width, max(40, end-x)), theme.ChipHeight)
		x += width + theme.RowGap
	}
	if r.more.SetText(""); left > 0 {
		r.more.SetText("+" + strconv.Itoa(left))
	}
	x += middle(r.more, x, s.Height)
	if len(r.marks) > 0 {
		x += theme.RowGap
	}
	for _, f := range r.flags {
		x += middle(f, x, s.Height) + theme.ChipGap
	}
	middle(r.against, x+theme.Grid, s.Height)
}

// stripMark is an annotation of the whole document in the strip: its layer's swatch, the
// words that a label of the margin has, and the sign of its stance.
type stripMark struct {
	widget.BaseWidget
	row    *control.HoverRow
	plate  *canvas.Rectangle
	cap    *control.KeyCap // the number that chooses it, while one is chosen
	swatch *control.Swatch
	label  *control.Label
	glyph  *control.Glyph
	slot   int
	active bool
}

// stanceGlyphs are the signs of stances, as the margin draws them.
var stanceGlyphs = map[docview.Stance]control.Mark{
	docview.Favor: control.Favor, docview.Against: control.Against, docview.Mixed: control.Mixed,
	docview.None: control.None, docview.Unclear: control.Unclear, docview.UnsetStance: control.Unset,
}

func newStripMark(w *Workbench, a *annotate.Annotation, i int) *stripMark {
	l, ok := w.doc.marks.Label(docviewID(a.ID))
	words, style := l.String(), w.doc.marks.style(a)
	if !ok {
		words = w.layerName(a.Layer)
	}
	if n := len(w.doc.marks.unseen(a.ID)); n > 0 {
		words += " · " + counted(n, "relation")
	}
	colour := theme.Text
	if style.Dimmed {
		colour = theme.Muted
	}
	m := &stripMark{slot: style.Slot, active: w.doc.about == a.ID, plate: canvas.NewRectangle(nil), cap: control.NewKeyCap(w.numberOf(a.ID)), swatch: control.NewSwatch(style.Slot),
		label: control.NewLabel(words, control.Small.In(colour)), glyph: control.NewGlyph(stanceGlyphs[l.Stance], 10, theme.Text2)}
	m.plate.CornerRadius = 3
	m.row = control.NewHoverRow(func() { w.pressWhole(a.ID) })
	m.row.SetToolTip(strings.Join(w.described(a), "\n"))
	m.ExtendBaseWidget(m)
	return m
}

// numberOf is the number that chooses an annotation of the whole document; empty while
// none is chosen.
func (w *Workbench) numberOf(id annotate.ID) string {
	if w.picks() {
		for i, other := range w.doc.picking.whole {
			if other == id {
				return strconv.Itoa(i + 1)
			}
		}
	}
	return ""
}

// pressWhole chooses an annotation of the whole document.
func (w *Workbench) pressWhole(id annotate.ID) {
	if w.picks() {
		w.picked(id)
		return
	}
	w.choose(id, true)
	w.focusText()
}

// CreateRenderer implements fyne.Widget.
func (m *stripMark) CreateRenderer() fyne.WidgetRenderer {
	return &pieces{
		objects: []fyne.CanvasObject{m.plate, m.row, m.cap, m.swatch, m.label, m.glyph},
		min: func() fyne.Size {
			before, after := m.room()
			return fyne.NewSize(before+m.label.MinSize().Width+after, theme.ChipHeight)
		},
		arrange: m.arrange,
		repaint: func() {
			m.plate.FillColor = theme.Color(theme.Clear)
			if m.active {
				m.plate.FillColor = theme.SlotOf(m.slot).Tint
			}
		},
	}
}

const stripGap = float32(6)

// room is what stands before the words, and after them.
func (m *stripMark) room() (before, after float32) {
	before, after = 2*stripGap+m.swatch.MinSize().Width, stripGap
	if m.cap.Key() != "" {
		before += m.cap.MinSize().Width + stripGap
	}
	if m.glyph.Mark() != control.NoMark {
		after += m.glyph.MinSize().Width + stripGap
	}
	return before, after
}

func (m *stripMark) arrange(s fyne.Size) {
	x := stripGap
	if m.cap.Key() != "" {
		x += middle(m.cap, x, s.Height) + stripGap
	}
	middle(m.swatch, x, s.Height)
	before, after := m.room()
	h := m.label.MinSize()
	width := min(h.Width, max(0, s.Width-before-after))
	set(m.label, before, (s.Height-h.Height)/2, width, h.Height)
	middle(m.glyph, before+width+stripGap, s.Height)
	set(m.plate, 0, 0, s.Width, s.Height)
	set(m.row, 0, 0, s.Width, s.Height)
}
