package docview

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"parley/annotate/text"
)

// MouseIn implements desktop.Hoverable.
func (v *View) MouseIn(e *desktop.MouseEvent) { v.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable: the mark under the pointer gets an outline at
// once and is told to the owner when the pointer has rested on it.
func (v *View) MouseMoved(e *desktop.MouseEvent) {
	if v.page.layout == nil || v.press.doing != idle {
		return
	}
	v.press.over = e.PointEvent
	v.point(e.Position)
	v.hover(v.under(e.Position), e.AbsolutePosition)
	v.hoverCurve(v.curveUnder(e.Position), e.AbsolutePosition)
	v.hoverTurn(e.Position, e.AbsolutePosition)
}

// hoverAgain finds what is under the pointer after the text has moved under it. Only a
// pointer that moves itself asks to be told, so nothing is told here.
func (v *View) hoverAgain() {
	if at := v.press.over; !at.Position.IsZero() && v.press.doing == idle {
		v.hover(v.under(at.Position), at.AbsolutePosition)
		v.hoverCurve(v.curveUnder(at.Position), at.AbsolutePosition)
		v.hoverTurn(at.Position, at.AbsolutePosition)
		v.quiet()
	}
}

// quiet takes back what was told of the mark under the pointer, until the pointer comes to
// another: who presses a key or a button is not asking.
func (v *View) quiet() {
	v.curves.quiet()
	v.quietTurn()
	v.marking.waiting.stop()
	if v.marking.told != (ID{}) {
		v.tellHover(ID{}, fyne.Position{})
	}
}

// MouseOut implements desktop.Hoverable.
func (v *View) MouseOut() {
	v.press.cursor, v.press.over = desktop.DefaultCursor, fyne.PointEvent{}
	v.hover(ID{}, fyne.Position{})
	v.hoverCurve(nil, fyne.Position{})
	v.naming.over = text.Span{}
	v.quietTurn()
}

// Cursor implements desktop.Cursorable.
func (v *View) Cursor() desktop.Cursor {
	if v.press.cursor == nil {
		return desktop.TextCursor
	}
	return v.press.cursor
}

// point chooses the pointer's shape.
func (v *View) point(at fyne.Position) {
	x := at.X * v.page.scale
	switch _, near := v.borderAt(at); {
	case x >= float32(v.page.columns.ruler):
		v.press.cursor = desktop.DefaultCursor
	case near:
		v.press.cursor = desktop.HResizeCursor
	case v.tagAt(at) != ID{}, v.curveUnder(at) != nil:
		v.press.cursor = desktop.PointerCursor
	default:
		v.press.cursor = desktop.TextCursor
		if _, named := v.turnAt(at); named {
			v.press.cursor = desktop.PointerCursor
		}
	}
}

// under is the mark that the pointer is on: of a label or the shortest at the character.
func (v *View) under(at fyne.Position) ID {
	if id := v.tagAt(at); id != (ID{}) {
		return id
	}
	t := v.hit(at)
	if t.beside {
		return ID{}
	}
	if marks := v.marksAt(t.Cell); len(marks) > 0 {
		return marks[0].ID
	}
	return ID{}
}

// curveUnder is the curve that the pointer is on; a label comes before it.
func (v *View) curveUnder(at fyne.Position) *curve {
	if len(v.curves.shown) == 0 || v.tagAt(at) != (ID{}) {
		return nil
	}
	return v.curveAt(at)
}

func (v *View) hover(id ID, at fyne.Position) {
	m := &v.marking
	if id == m.hovered {
		return
	}
	before := m.hovered
	m.hovered = id
	for _, id := range []ID{before, id} {
		if mark, ok := v.mark(id); ok {
			v.repaintSpan(mark.Hull())
		}
	}
	v.setDirty()
	v.quiet()
	if id != (ID{}) {
		m.waiting.set(v.clock, hoverTime, func() { v.tellHover(id, at) })
	}
}

func (v *View) tellHover(id ID, at fyne.Position) {
	v.marking.told = id
	if v.OnHover != nil {
		v.OnHover(id, at)
	}
}
