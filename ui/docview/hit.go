package docview

import (
	"fyne.io/fyne/v2"

	"parley/ui/textlayout"
)

// target is what a point means.
type target struct {
	textlayout.Hit
	beside bool // left or right of the text, or above or below it
}

// hit finds the text at a position in the view. Between two paragraphs it is the end of
// the upper or the start of the lower, whichever is nearer.
func (v *View) hit(at fyne.Position) target {
	p, line := &v.page, &v.paint.line
	if p.layout == nil {
		return target{beside: true}
	}
	x := at.X*p.scale - float32(p.columns.text)
	y := v.paperY(int(at.Y * p.scale))
	v.textLine(y, line)
	t := target{Hit: line.Hit(x)}
	t.beside = x < line.Left || x >= line.Right || y < line.Top || y >= line.Top+line.Height
	return t
}

// textLine fills line with the line with text that is nearest to height y.
func (v *View) textLine(y int, line *textlayout.Line) {
	l := v.page.layout
	i := l.LineAt(y)
	l.Line(i, line)
	if !line.Blank {
		return
	}
	middle := line.Top + line.Height/2
	step := 1
	if y < middle {
		step = -1
	}
	if !v.skipBlank(i, step, line) {
		v.skipBlank(i, -step, line)
	}
}

// skipBlank fills line with the nearest with text from i in a direction; false when there
// is none, and line is then what it was.
func (v *View) skipBlank(i, step int, line *textlayout.Line) bool {
	l := v.page.layout
	if i += step; i < 0 || i >= l.Lines() {
		return false
	}
	var next textlayout.Line
	if l.Line(i, &next); next.Blank {
		o := v.text.NextParagraph(next.Span.Start)
		if step < 0 {
			o = v.text.LineAt(v.text.PrevParagraph(next.Span.Start)).End
		}
		l.Line(l.LineOf(o), &next)
	}
	if next.Blank || (next.Index > i) != (step > 0) && next.Index != i {
		return false
	}
	*line = next
	return true
}

// tagAt is the mark of the margin label at a position, the zero ID for none.
func (v *View) tagAt(at fyne.Position) ID {
	p := &v.page
	x, y := int(at.X*p.scale)-p.columns.paint, int(at.Y*p.scale)
	if inText := x + p.columns.paint - p.columns.text; inText >= 0 && inText < p.columns.measure {
		return ID{}
	}
	for _, r := range p.rows {
		top := v.viewY(r.line.Top)
		if y < top || y >= top+r.line.Height {
			continue
		}
		v.paint.marks = v.marksIn(r.line.Span, v.paint.marks[:0])
		for _, t := range v.tags(&r.line, v.paint.marks) {
			if x >= t.x0 && x < t.x1 && y-top >= t.y && y-top < t.y+v.px(labelPitch) {
				return t.mark.ID
			}
		}
	}
	return ID{}
}
