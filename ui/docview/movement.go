package docview

import (
	"parley/annotate/text"
	"parley/ui/textlayout"
)

// goTo puts the caret at o, extending the selection or not, and shows it.
func (v *View) goTo(o text.Offset, trailing, extend bool) {
	before, caret := v.Selection(), v.cursor.caret
	anchor := o
	if extend {
		anchor = v.cursor.anchor
	}
	v.moveCaret(anchor, o, trailing)
	v.revealCaret()
	v.settled(before, caret)
}

func (v *View) revealCaret() { v.reveal(text.Span{Start: v.cursor.caret, End: v.cursor.caret}) }

// goSideways answers Left and Right: to the neighbouring grapheme as the eye sees it, or
// by words, where forward is to the left in a paragraph that is read from the right. A
// selection that is not extended collapses to the side that the key points at.
func (v *View) goSideways(right, far, extend bool) {
	line := &v.paint.line
	v.caretLine(line)
	forward := right != line.RightToLeft
	sel := v.Selection()
	switch {
	case far && forward:
		v.goTo(v.outOfBlank(v.text.NextWord(v.cursor.caret), true), true, extend)
	case far:
		v.goTo(v.outOfBlank(v.text.PrevWord(v.cursor.caret), false), false, extend)
	case !sel.Empty() && !extend && forward:
		v.goTo(sel.End, true, false)
	case !sel.Empty() && !extend:
		v.goTo(sel.Start, false, false)
	default:
		o, trailing := v.beside(line, right)
		v.goTo(o, trailing, extend)
	}
}

// beside is the place next to the caret on a line, or on the line before or after.
func (v *View) beside(line *textlayout.Line, right bool) (o text.Offset, trailing bool) {
	if o, trailing, ok := line.Beside(v.cursor.caret, v.cursor.trailing, right); ok {
		return o, trailing
	}
	return v.acrossLines(line, right != line.RightToLeft)
}

// acrossLines is the start of the next line, or the end of the one before. From a blank
// at a line's end it goes grapheme by grapheme.
func (v *View) acrossLines(line *textlayout.Line, forward bool) (o text.Offset, trailing bool) {
	caret := v.cursor.caret
	if !forward {
		o = v.outOfBlank(v.text.PrevGrapheme(min(caret, line.Span.Start)), false)
		if caret > line.Text.End { // among the blanks at the end
			o = v.text.PrevGrapheme(caret)
		}
		return o, false
	}
	if line.Span.End >= v.text.Len() && line.Last {
		return v.text.NextGrapheme(caret), true
	}
	return v.outOfBlank(max(line.Span.End, v.text.NextGrapheme(caret)), true), false
}

// outOfBlank is o, or, on a blank line, the next place on a line with text in a direction;
// where there is none, the nearest in the other.
func (v *View) outOfBlank(o text.Offset, forward bool) text.Offset {
	var line textlayout.Line
	l := v.page.layout
	i := l.LineOf(o)
	if l.Line(i, &line); !line.Blank {
		return o
	}
	for range 2 {
		if v.skipBlank(i, step(forward, 1), &line) {
			if forward {
				return line.Text.Start
			}
			return line.Text.End
		}
		forward = !forward
	}
	return o
}

// goLines moves the caret up or down by n lines with text, at the x it strives for.
func (v *View) goLines(n int, extend bool) {
	line := &v.paint.line
	v.caretLine(line)
	goal := v.cursor.goal
	if !v.cursor.aiming {
		goal = line.CaretX(v.cursor.caret, v.cursor.trailing)
	}
	moved := false
	for range max(n, -n) {
		if !v.skipBlank(line.Index, step(n > 0, 1), line) {
			break
		}
		moved = true
	}
	h := line.Hit(goal)
	o, trailing := h.Offset, h.Trailing
	if !moved { // there is no such line: to the end of this one
		if o, trailing = line.Text.Start, false; n > 0 {
			o, trailing = line.Text.End, true
		}
	}
	v.goTo(o, trailing, extend)
	v.cursor.goal, v.cursor.aiming = goal, true
}

// goPage moves view and caret by what is on screen, less a line.
func (v *View) goPage(down, extend bool) {
	p := &v.page
	n := max(1, p.columns.height/p.metrics.LineHeight-1)
	goal, aiming := v.cursor.goal, v.cursor.aiming
	line := &v.paint.line
	v.caretLine(line)
	if !aiming {
		goal = line.CaretX(v.cursor.caret, v.cursor.trailing)
	}
	distance := step(down, n*p.metrics.LineHeight)
	y := line.Top + distance
	v.scrollBy(float64(distance))
	v.textLine(max(0, min(y, p.layout.Height()-1)), line)
	h := line.Hit(goal)
	v.goTo(h.Offset, h.Trailing, extend)
	v.cursor.goal, v.cursor.aiming = goal, true
}

// goEnd moves the caret to the start or the end of its line, or of the text.
func (v *View) goEnd(end, far, extend bool) {
	line := &v.paint.line
	v.caretLine(line)
	switch {
	case far && end:
		v.goTo(v.text.Len(), true, extend)
	case far:
		v.goTo(0, false, extend)
	case end:
		v.goTo(line.Text.End, true, extend)
	default:
		v.goTo(line.Text.Start, false, extend)
	}
}

// goParagraph moves the caret to where a paragraph begins.
func (v *View) goParagraph(down, extend bool) {
	o := v.text.PrevParagraph(v.cursor.caret)
	if down {
		o = v.text.NextParagraph(v.cursor.caret)
	}
	v.goTo(o, false, extend)
}
