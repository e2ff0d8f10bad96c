package register

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"parley/ui/control"
	"parley/ui/theme"
)

// sidebar is what the table can be limited to: the lists, and the kinds of actors.
type sidebar struct {
	part
	choose func(sideEntry)
	list   *control.List
	foot   *control.Passage
	rows   []sideEntry
	ground *control.Block
	line   *control.Separator
}

// sideEntry is a row: a list, a head, or a kind.
type sideEntry struct {
	text  string
	count string
	warn  bool // the count asks for a decision
	list  List
	kind  string
	of    bool // a kind
	head  bool // only words, under a line
}

func newSidebar(choose func(sideEntry)) *sidebar {
	s := &sidebar{choose: choose, foot: control.NewPassage(false, theme.LabelSize, 17, 0, theme.Muted), ground: control.NewBlock(theme.Panel), line: control.NewSeparator()}
	s.list = control.NewList(theme.RowHeight, func() fyne.CanvasObject { return newSideRow() }, func(o fyne.CanvasObject, i int, st control.RowState) {
		if r, ok := o.(*sideRow); ok && i < len(s.rows) {
			r.fill(&s.rows[i])
		}
	})
	s.list.OnSelect = func(i int) {
		if i < len(s.rows) && !s.rows[i].head {
			s.choose(s.rows[i])
		}
	}
	s.children = []fyne.CanvasObject{s.ground, s.list, s.foot, s.line}
	s.min = func() fyne.Size { return fyne.NewSize(160, 200) }
	s.arrange = func(z fyne.Size) {
		place(s.ground, 0, 0, z.Width, z.Height)
		tall := s.foot.Tall(z.Width - 28)
		place(s.list, 0, 6, z.Width-1, z.Height-tall-34)
		place(s.foot, 14, z.Height-tall-12, z.Width-28, tall)
		place(s.line, z.Width-1, 0, 1, z.Height)
	}
	s.ExtendBaseWidget(s)
	return s
}

// show fills the rows and selects what the model is limited to.
func (s *sidebar) show(m *model) {
	f, at := m.source.Findings(), 0
	count := func(n int, known bool) string {
		if !known {
			return "…"
		}
		return control.Grouped(n)
	}
	unlinked := m.source.Unlinked()
	s.rows = append(s.rows[:0],
		sideEntry{text: "All actors", count: control.Grouped(m.actors), list: All},
		sideEntry{text: "Mentions without an actor", count: count(unlinked, m.source.Counted()), warn: unlinked > 0, list: Unlinked},
		sideEntry{text: "Possibly the same", count: count(len(f.Same), f.Known || len(f.Same) > 0), warn: len(f.Same) > 0, list: Same},
		sideEntry{text: "Ambiguous aliases", count: count(len(f.Ambiguous), f.Known || len(f.Ambiguous) > 0), warn: len(f.Ambiguous) > 0, list: Ambiguous},
		sideEntry{text: "Unused", count: count(len(f.Unused), f.Known || len(f.Unused) > 0), list: Unused},
	)
	if !m.limited {
		at = int(m.list)
	}
	if len(m.kinds) > 0 {
		s.rows = append(s.rows, sideEntry{text: "Kind", head: true})
	}
	for _, k := range m.kinds {
		name := k.kind
		if name == "" {
			name = "unset"
		}
		if m.limited && m.kind == k.kind {
			at = len(s.rows)
		}
		s.rows = append(s.rows, sideEntry{text: name, count: control.Grouped(k.n), kind: k.kind, of: true})
	}
	s.list.SetCount(len(s.rows))
	s.list.Select(at, false)
	words := counted(m.actors, "actor", "actors") + ", " + counted(m.names, "alias", "aliases")
	if d := m.source.Documents(); d > 0 {
		words += ", matched in " + counted(d, "document", "documents")
	}
	s.foot.SetText(words + ".")
	s.arrange(s.Size())
}

// sideRow draws an entry.
type sideRow struct {
	widget.BaseWidget
	name, count *control.Label
	pill        *control.Block
	rule        *control.Separator
	warn, head  bool
}

func newSideRow() *sideRow {
	r := &sideRow{name: control.NewLabel("", control.Body), count: control.NewLabel("", control.Quiet), pill: control.NewBlock(theme.WarnPale), rule: control.NewSeparator()}
	r.pill.SetRadius(theme.ChipRadius)
	r.ExtendBaseWidget(r)
	return r
}

func (r *sideRow) fill(e *sideEntry) {
	style := control.Body
	if e.head || e.kind == "" && e.of {
		style = control.Quiet
	}
	r.name.Set(e.text, style)
	number := control.Quiet
	if r.warn = e.warn; e.warn {
		number = number.In(theme.Warn)
	}
	r.count.Set(e.count, number)
	show(r.pill, e.warn && strings.Trim(e.count, "0…") != "")
	show(r.rule, e.head)
	r.head = e.head
	r.layOut(r.Size())
}

func (r *sideRow) layOut(s fyne.Size) {
	if s.Width <= 0 {
		return
	}
	const pad = 14
	w := r.count.MinSize().Width
	end := s.Width - pad
	if r.warn {
		end = s.Width - pad - 6
		place(r.pill, end-w-6, (s.Height-20)/2, w+12, 20)
	}
	middle(r.count, end-w, 0, s.Height)
	y := float32(0)
	if r.head {
		y = 6
	}
	line(r.name, pad, y, end-w-pad-10, s.Height)
	place(r.rule, pad, 5, s.Width-2*pad, 1)
}

// CreateRenderer implements fyne.Widget.
func (r *sideRow) CreateRenderer() fyne.WidgetRenderer {
	return &rowRenderer{[]fyne.CanvasObject{r.pill, r.name, r.count, r.rule}, r.layOut}
}

// rowRenderer draws a row's parts.
type rowRenderer struct {
	objects []fyne.CanvasObject
	layout  func(fyne.Size)
}

func (r *rowRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *rowRenderer) Destroy()                     {}
func (r *rowRenderer) MinSize() fyne.Size           { return fyne.Size{} }
func (r *rowRenderer) Layout(s fyne.Size)           { r.layout(s) }
func (r *rowRenderer) Refresh() {
	for _, o := range r.objects {
		o.Refresh()
	}
}
