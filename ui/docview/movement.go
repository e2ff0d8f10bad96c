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

// forward reports whether the right, or the left, is forward in the caret's paragraph.
func (v *View) forward(right bool) bool {
	line := &v.paint.line
	v.caretLine(line)
	return right != line.RightToLeft
}

// goCharacter goes to the neighbouring place as the eye sees it. A selection that is not
// extended collapses to the side that the key points at.
func (v *View) goCharacter(right, extend bool) bool {
	forward := v.forward(right)
	if sel := v.Selection(); !sel.Empty() && !extend {
		o := sel.Start
		if forward {
			o = sel.End
		}
		v.goTo(o, forward, false)
		return true
	}
	line := &v.paint.line
	if !v.cursor.heading.set {
		v.cursor.heading = heading{true, !line.RightToLeft}
	}
	h, before, seen := v.cursor.heading, v.cursor.caret, v.cursor.trailing
	o, trailing := v.beside(line, right)
	v.goTo(o, trailing, extend)
	v.cursor.heading = h
	return o != before || trailing != seen
}

// goWord goes by words, where forward is to the left in a paragraph that is read from the
// right: to the end of the next one, or the start of the one before.
func (v *View) goWord(right, extend bool) bool {
	o := v.text.PrevWord(v.cursor.caret)
	forward := v.forward(right)
	if forward {
		o = v.text.NextWord(v.cursor.caret)
	}
	return v.goToUnit(v.outOfBlank(o, forward), forward, extend)
}

// goToUnit is goTo with a report of whether the caret moved.
func (v *View) goToUnit(o text.Offset, trailing, extend bool) bool {
	before, sel := v.cursor.caret, v.Selection()
	v.goTo(o, trailing, extend)
	return v.cursor.caret != before || v.Selection() != sel
}

// goSentence goes to where the next sentence begins, or the one before; a selection
// reaches to its end.
func (v *View) goSentence(next, extend bool) bool { return v.goUnit(sentences, next, extend) }

// goParagraph is goSentence for paragraphs.
func (v *View) goParagraph(next, extend bool) bool { return v.goUnit(paragraphs, next, extend) }

func (v *View) goUnit(u unit, next, extend bool) bool {
	end := next && extend
	return v.goToUnit(u.border(v.text, v.cursor.caret, end, next), end, extend)
}

// goVertical goes a line up or down, or a sentence while the reader walks.
func (v *View) goVertical(down, extend bool) bool {
	if v.focus.walking {
		return v.walk(down, extend)
	}
	before, sel := v.cursor.caret, v.Selection()
	v.goLines(step(down, 1), extend)
	return v.cursor.caret != before || v.Selection() != sel
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
func (v *View) goPage(down, extend bool) bool {
	p := &v.page
	from, sel := v.cursor.caret, v.Selection()
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
	return v.cursor.caret != from || v.Selection() != sel
}

// goEnd moves the caret to the start or the end of its line, or of the text.
func (v *View) goEnd(end, far, extend bool) bool {
	line := &v.paint.line
	v.caretLine(line)
	switch {
	case far && end:
		return v.goToUnit(v.text.Len(), true, extend)
	case far:
		return v.goToUnit(0, false, extend)
	case end:
		return v.goToUnit(line.Text.End, true, extend)
	}
	return v.goToUnit(line.Text.Start, false, extend)
}

// scrollHalf moves the view by half of what is on screen; the caret stays.
func (v *View) scrollHalf(down bool) bool {
	before := v.page.scroll
	n := max(1, v.page.columns.height/v.page.metrics.LineHeight/2)
	v.scrollBy(float64(step(down, n*v.page.metrics.LineHeight)))
	return v.page.scroll != before
}
