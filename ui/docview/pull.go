package docview

import (
	"image"

	"fyne.io/fyne/v2"
)

// pull is a line that is being drawn from a label of the margin to another one, by the
// pointer: an elastic curve follows it. The owner says whether it may begin, dims what it
// must not lead to, and is told where it was let go.
type pull struct {
	from  ID // whose label was pressed; the zero ID: none
	begun bool
	over  ID // the mark at whose label the pointer is, if the line may end there
}

// grasp is told that a label was pressed.
func (v *View) grasp(id ID) {
	v.press.doing, v.pull = pulling, pull{from: id}
	v.activate(id)
}

// pullTo follows the pointer. It begins the line when the pointer has left the press's
// place, and gives up when the owner does not want one.
func (v *View) pullTo(at fyne.Position) {
	l := &v.pull
	if !l.begun {
		if p := &v.press; abs(at.X-p.at.X) <= clickReach && abs(at.Y-p.at.Y) <= clickReach {
			return
		}
		if v.OnPull == nil || !v.OnPull(l.from) {
			v.press.doing, *l = idle, pull{}
			return
		}
		l.begun = true
	}
	over := v.tagAt(at)
	if m, ok := v.mark(over); !ok || over == l.from || !m.Style.plain() {
		over = ID{}
	}
	l.over = over
	v.hover(over, at)
	v.marking.waiting.stop() // who draws a line is not asking
	v.curves.refresh()
	v.setDirty()
}

// letPull ends the line where it is, or with called off nowhere.
func (v *View) letPull(off bool) {
	l := v.pull
	v.pull = pull{}
	if v.press.doing == pulling {
		v.press.doing = idle
	}
	if !l.begun {
		return
	}
	if off {
		l.over = ID{}
	}
	v.hover(ID{}, fyne.Position{})
	v.curves.refresh()
	v.setDirty()
	if v.OnPulled != nil {
		v.OnPulled(l.from, l.over)
	}
}

// elastic is the curve of the line that is being drawn; false when none is. It ends at the
// label that it may end at, or else at the pointer.
func (v *View) elastic() (curve, bool) {
	m, ok := v.mark(v.pull.from)
	if !v.pull.begun || !ok {
		return curve{}, false
	}
	c := curve{hub: v.heightOf(&m), out: true, relations: []Relation{{From: m.ID}}}
	if to, ok := v.mark(v.pull.over); ok {
		c.relations[0].To = to.ID
		c.tips = []tip{{y: v.heightOf(&to), into: true}}
		return c, true
	}
	at := v.press.pointer
	c.loose = &image.Point{X: int(at.X * v.page.scale), Y: int(at.Y * v.page.scale)}
	c.tips = []tip{{y: c.loose.Y}}
	return c, true
}

// heightOf is where beside its label a mark's lines end; off screen it is the view's edge.
func (v *View) heightOf(m *Mark) int {
	a := v.anchorOf(m)
	switch {
	case a.off < 0:
		return 0
	case a.off > 0:
		return v.page.columns.height
	}
	return a.y
}
