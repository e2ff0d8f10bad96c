package docview

import (
	"slices"

	"parley/annotate/text"
	"parley/ui/textlayout"
)

// A line of mixed directions has more places for a caret than it has borders between
// cells: where the direction turns, what ends on one side and what begins on the other
// are two offsets at one x. A caret that goes sideways stops at both, so that it comes
// through every offset of the line, and each press brings it nearer to the line's end.

// side is one side of a grapheme's cell on a line.
type side struct {
	offset   text.Offset
	trailing bool // the end of the grapheme
	stop     int  // number of the place, from the left; sides that are one place share it
}

// sides appends to buf both sides of every cell of a line's text, from left to right.
func (v *View) sides(line *textlayout.Line, buf []side) []side {
	for i := range line.Runs {
		r := &line.Runs[i]
		first := len(buf)
		for o := v.firstOf(r.Span, line.Text); o < min(r.Span.End, line.Text.End); {
			next := v.text.NextGrapheme(o)
			buf = append(buf, side{offset: o}, side{offset: next, trailing: true})
			o = next
		}
		if r.Level&1 == 1 {
			slices.Reverse(buf[first:])
		}
	}
	for i := range buf {
		switch {
		case i == 0:
		case i%2 == 0 && buf[i].offset == buf[i-1].offset:
			buf[i].stop = buf[i-1].stop
		default:
			buf[i].stop = buf[i-1].stop + 1
		}
	}
	return buf
}

// firstOf is where the first grapheme begins that begins in both a run and the line's text.
func (v *View) firstOf(run, all text.Span) text.Offset {
	o := max(run.Start, all.Start)
	if s := v.text.SnapGrapheme(text.Span{Start: o, End: o}); s.Start < o {
		return s.End // a run that begins inside a grapheme
	}
	return o
}

// sideOf finds the caret among sides: as it is seen, or else at its offset; -1 for nowhere.
func sideOf(sides []side, o text.Offset, trailing bool) int {
	found := -1
	for i, s := range sides {
		if s.offset == o {
			if s.trailing == trailing {
				return i
			}
			found = i
		}
	}
	return found
}

// besideIn is the place next to a caret in sides; false at their end.
func besideIn(sides []side, o text.Offset, trailing, right bool) (side, bool) {
	at := sideOf(sides, o, trailing)
	if at < 0 {
		return side{}, false
	}
	for i := at; i >= 0 && i < len(sides); i += step(right, 1) {
		if sides[i].stop != sides[at].stop {
			return sides[i], true
		}
	}
	return side{}, false
}

// heading says which way Right leads from one paragraph to another. It is settled by the
// direction of the paragraph where a hand begins to go sideways, and kept as long as
// nothing but Left and Right is pressed: so a key that is held passes through paragraphs
// of both directions, and the other one leads back the same way.
type heading struct{ set, rightIsDown bool }

// beside is the place next to the caret on a line, or on another line.
func (v *View) beside(line *textlayout.Line, right bool) (o text.Offset, trailing bool) {
	caret := v.cursor.caret
	forward := right != line.RightToLeft
	switch {
	case line.Blank:
		return v.fromBlank(line, right)
	case caret > line.Text.End && !forward: // among the blanks at the line's end
		return line.Text.End, true
	case caret < line.Text.Start && forward:
		return line.Text.Start, false
	case caret >= line.Text.Start && caret <= line.Text.End:
		v.cursor.sides = v.sides(line, v.cursor.sides[:0])
		if s, ok := besideIn(v.cursor.sides, caret, v.cursor.trailing, right); ok {
			return s.offset, s.trailing
		}
	}
	return v.acrossLines(line, right)
}

// acrossLines is where a caret comes in that leaves a line at its side: within a paragraph
// as the paragraph is read, between two as the heading says. With no line there it stays.
func (v *View) acrossLines(line *textlayout.Line, right bool) (o text.Offset, trailing bool) {
	forward := right != line.RightToLeft
	var to textlayout.Line
	switch {
	case forward && !line.Last:
		v.page.layout.Line(line.Index+1, &to)
	case !forward && !line.First:
		v.page.layout.Line(line.Index-1, &to)
	case !v.nextParagraphLine(line, right, &to):
		return v.cursor.caret, v.cursor.trailing
	}
	return v.entry(&to, right)
}

// nextParagraphLine fills to with the line at which a caret that goes right, or left,
// comes into the paragraph above or below that of line; false when there is none.
func (v *View) nextParagraphLine(line *textlayout.Line, right bool, to *textlayout.Line) bool {
	l := v.page.layout
	here := v.text.LineAt(line.Span.Start)
	down := right == v.cursor.heading.rightIsDown
	edge := here.Start
	if down {
		edge = here.End
	}
	l.Line(l.LineOf(edge), to)
	if !v.skipBlank(to.Index, step(down, 1), to) {
		return false
	}
	there := v.text.LineAt(to.Span.Start)
	edge = there.Start
	if right == to.RightToLeft {
		edge = v.text.ParagraphAt(there.Start).End
	}
	l.Line(l.LineOf(edge), to)
	return true
}

// entry is the outermost place of a line for a caret that comes in going right, or left.
func (v *View) entry(line *textlayout.Line, right bool) (o text.Offset, trailing bool) {
	sides := v.sides(line, v.cursor.sides[:0])
	v.cursor.sides = sides
	if len(sides) == 0 {
		return line.Text.Start, false
	}
	s := sides[0]
	if !right {
		s = sides[len(sides)-1]
	}
	if s.offset == v.cursor.caret { // a word was broken: it was here already, on the other line
		if next, ok := besideIn(sides, s.offset, s.trailing, right); ok {
			s = next
		}
	}
	return s.offset, s.trailing
}

// fromBlank is where a caret on a blank line goes: back to the text before, or on to that
// behind, as the text before is read.
func (v *View) fromBlank(line *textlayout.Line, right bool) (o text.Offset, trailing bool) {
	var to textlayout.Line
	before := v.skipBlank(line.Index, -1, &to)
	forward := right != (before && to.RightToLeft)
	switch {
	case before && !forward:
		return to.Text.End, true
	case forward && v.skipBlank(line.Index, 1, &to):
		return to.Text.Start, false
	}
	return v.cursor.caret, v.cursor.trailing
}
