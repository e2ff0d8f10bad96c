package panel

import (
	"fmt"

	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/assets/icons"
	"parley/ui/control"
	"parley/ui/theme"
)

// RailWidth is the width of a [Rail].
const RailWidth float32 = 44

// railRow is the height of a row of the rail.
const railRow float32 = 34

// Rail is the list of documents for narrow windows: their states only, one below the
// other. It follows the [Documents] it was made of, filter included.
type Rail struct {
	part
	OnList func() // the list is wanted: its icon or F9 was pressed

	documents *Documents
	list      *control.List
	open      *control.IconButton
	line      *control.Separator
	status    *control.Label
	key       *control.KeyCap
	ground    *control.Block
}

// Rail is the list's narrow form; there is one.
func (d *Documents) Rail() *Rail {
	if d.rail != nil {
		return d.rail
	}
	r := &Rail{documents: d, line: control.NewSeparator(), status: control.NewLabel("", control.Note), key: control.NewKeyCap("F9")}
	r.open = control.NewIconButton(icons.File.Resource(), "Documents, F9", func() {
		if r.OnList != nil {
			r.OnList()
		}
	})
	r.list = control.NewList(railRow, func() fyne.CanvasObject { return newRailRow() }, func(o fyne.CanvasObject, i int, _ control.RowState) {
		row, ok := o.(*railRowPart)
		if h, there := d.row(i); ok && there {
			row.fill(h.State)
		}
	})
	r.list.OnSelect = func(i int) {
		d.list.Select(i, true)
		d.openRow(i)
	}
	r.list.OnKey = d.key
	r.ground = control.NewBlock(theme.Panel)
	r.children = []fyne.CanvasObject{r.ground, r.open, r.list, r.line, r.status, r.key}
	r.arrange, r.min = r.layOut, func() fyne.Size { return fyne.NewSize(RailWidth, 160) }
	r.ExtendBaseWidget(r)
	d.rail = r
	r.reload()
	r.showDone()
	return r
}

func (r *Rail) layOut(s fyne.Size) {
	const foot = float32(54)
	place(r.ground, 0, 0, s.Width, s.Height)
	centre(r.open, (s.Width-theme.InputHeight)/2, 0, theme.PanelHead)
	place(r.list, 0, theme.PanelHead, s.Width, s.Height-foot-theme.PanelHead)
	place(r.line, 0, s.Height-foot, s.Width, 1)
	centre(r.status, (s.Width-r.status.MinSize().Width)/2, s.Height-foot+4, 22)
	centre(r.key, (s.Width-r.key.MinSize().Width)/2, s.Height-foot+28, 22)
}

func (r *Rail) reload() {
	r.list.SetCount(r.documents.count())
	r.list.Select(r.documents.find(r.documents.open), true)
}

func (r *Rail) refresh(id annotate.ID) {
	if i := r.documents.find(id); i >= 0 {
		r.list.RefreshRow(i)
	}
}

func (r *Rail) showDone() {
	r.status.SetText(fmt.Sprintf("%d/%d", r.documents.done, len(r.documents.states)))
	r.layOut(r.Size())
}

type railRowPart struct {
	part
	glyph *control.Glyph
}

func newRailRow() *railRowPart {
	r := &railRowPart{glyph: control.NewGlyph(control.StateNew, 14, theme.Text2)}
	r.children = []fyne.CanvasObject{r.glyph}
	r.min = func() fyne.Size { return fyne.NewSize(RailWidth, railRow) }
	r.arrange = func(s fyne.Size) { centre(r.glyph, (s.Width-14)/2, 0, s.Height) }
	r.ExtendBaseWidget(r)
	return r
}

func (r *railRowPart) fill(s annotate.State) {
	colour := theme.Text2
	if s != annotate.New {
		colour = theme.Accent
	}
	r.glyph.Set(control.StateMark(s), colour)
}
