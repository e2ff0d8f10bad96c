package docview

import (
	"fyne.io/fyne/v2"

	"parley/annotate/text"
)

// Speaking is a [Source] whose text is spoken by several: whose turn it is stands before
// the line on which the turn begins, below the paragraph's number.
type Speaking interface {
	// Speaks reports whether there is any turn: then there is room for names before the text.
	Speaks() bool
	// Speaker is who begins to speak in s, the last one of several; false when nobody does.
	// It is asked for each line that is painted.
	Speaker(s text.Span) (name string, ok bool)
}

// Sizes of the names before the text, in Fyne's pixels.
const (
	speakerPad   = 72 // the room before a text that is spoken
	speakerRoom  = 5  // between the name and the edge of the picture
	speakerRaise = 4  // of a name below a number, from the line's lower edge
)

// padNow is the room before the text.
func (v *View) padNow() float32 {
	pad := v.page.padLines
	if s, ok := v.source.(Speaking); ok && s.Speaks() {
		pad = max(pad, speakerPad)
	}
	return pad
}

// Room is how much is before a text that fills the view, in Fyne's pixels: for numbers, and
// for names where it is spoken.
func (v *View) Room() float32 { return v.page.pad }

// InvalidateTurns shows other turns: they have changed. The text stays where it is.
func (v *View) InvalidateTurns() {
	v.page.pad = v.padNow()
	v.fit()
	for _, r := range v.page.rows {
		v.paintRow(r)
	}
	v.update()
}

// speaker writes who begins to speak on the line.
func (p *linePainting) speaker() {
	s, ok := p.source.(Speaking)
	if !ok {
		return
	}
	name, ok := s.Speaker(p.line.Span)
	if !ok || name == "" {
		return
	}
	c := p.page.columns
	word := p.fitted(name, noteSize, max(0, int(p.page.pad*p.page.scale)-p.px(numberGap+speakerRoom)))
	x := p.x - p.px(numberGap) - word.width
	if c.mirrored {
		x = p.x + c.measure + p.px(numberGap)
	}
	y := p.page.metrics.Baseline - p.unit
	if p.line.First && p.line.Paragraph > 0 {
		y = p.page.metrics.LineHeight - p.px(speakerRaise)
	}
	p.write(word, x, y, p.colours.text2)
}

// naming is what the pointer is told of the names before the text.
type naming struct {
	over    text.Span // the line of the name under the pointer; empty: none
	told    bool      // OnTurn spoke of it
	waiting timer
}

// turnAt is the line on which the turn begins whose name stands at a position, or beside it
// in the room before the text; false where none does.
func (v *View) turnAt(at fyne.Position) (text.Span, bool) {
	s, ok := v.source.(Speaking)
	if !ok || v.page.layout == nil || !s.Speaks() {
		return text.Span{}, false
	}
	p, c := &v.page, v.page.columns
	x, y := int(at.X*p.scale), int(at.Y*p.scale)
	from, to := c.text-int(p.pad*p.scale), c.text-v.px(numberGap)/2
	if c.mirrored {
		from, to = c.text+c.measure+v.px(numberGap)/2, c.text+c.measure+int(p.pad*p.scale)
	}
	if x < from || x >= to {
		return text.Span{}, false
	}
	for _, r := range p.rows {
		if top := v.viewY(r.line.Top); y >= top && y < top+r.line.Height {
			if name, ok := s.Speaker(r.line.Span); ok && name != "" {
				return r.line.Span, true
			}
			break
		}
	}
	return text.Span{}, false
}

// hoverTurn tells of the name under the pointer when that has rested on it.
func (v *View) hoverTurn(position, at fyne.Position) {
	n := &v.naming
	line, _ := v.turnAt(position)
	if line == n.over {
		return
	}
	n.over = line
	v.quietTurn()
	if !line.Empty() {
		n.waiting.set(v.clock, hoverTime, func() { v.tellTurn(line, at) })
	}
}

func (v *View) tellTurn(line text.Span, at fyne.Position) {
	v.naming.told = !line.Empty()
	if v.OnTurn != nil {
		v.OnTurn(line, at)
	}
}

// quietTurn takes back what was told of a name.
func (v *View) quietTurn() {
	v.naming.waiting.stop()
	if v.naming.told {
		v.tellTurn(text.Span{}, fyne.Position{})
	}
}

// pressTurn tells of the name that was pressed, when the pointer is still on it.
func (v *View) pressTurn() {
	if line, ok := v.turnAt(v.press.pointer); ok && line == v.press.origin && v.OnTurnChosen != nil {
		v.OnTurnChosen(line)
	}
}

// BelowCaret is the place in the window below the caret's line, for a menu about it.
func (v *View) BelowCaret() fyne.Position {
	if v.page.layout == nil {
		return fyne.Position{}
	}
	v.revealCaret()
	return v.belowCaret()
}
