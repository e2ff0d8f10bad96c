package textlayout

import (
	"parley/annotate/text"
)

// Hit is what a point on the paper means.
type Hit struct {
	Offset   text.Offset // where a caret goes: the nearest border of a grapheme
	Cell     text.Span   // the grapheme under the point; empty beside the line
	Trailing bool        // Offset is the end of Cell, seen from there: see [Line.CaretX]
}

// Hit finds what is at x, in device pixels from the left of the text column, and height y.
func (l *Layout) Hit(x float32, y int) Hit {
	l.Line(l.LineAt(y), &l.line)
	return l.line.Hit(x)
}

// Hit finds what is at x on the line; beside the text, its nearer end.
func (ln *Line) Hit(x float32) Hit {
	if ln.Text.Empty() || x < ln.Left || x >= ln.Right {
		o := ln.Text.End
		if x < ln.Left != ln.RightToLeft || ln.Text.Empty() {
			o = ln.Text.Start
		}
		return Hit{Offset: o, Cell: text.Span{Start: o, End: o}, Trailing: o > ln.Text.Start}
	}
	lo, hi := 0, len(ln.Runs)-1
	for lo < hi { // the last run that begins at or before x
		if mid := (lo + hi + 1) / 2; ln.Runs[mid].X <= x {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	return ln.Runs[lo].hit(x, ln.Size)
}

func (r *Run) hit(x, size float32) Hit {
	if r.Span.Empty() || r.word.is(tabulator) {
		h := Hit{Offset: r.Span.Start, Cell: r.Span, Trailing: r.Level&1 == 0 == (x >= r.X+r.Width/2)}
		if h.Trailing {
			h.Offset = r.Span.End
		}
		return h
	}
	k := r.cell(unit((x - r.Origin) * refUnits / size))
	a, b := r.word.stops[k], r.word.stops[k+1]
	h := Hit{Cell: text.Span{Start: r.offset(a.off), End: r.offset(b.off)}}
	mid := r.Origin + float32(a.x+b.x)/2*size/refUnits
	h.Trailing = r.word.is(rightToLeft) == (x < mid)
	h.Offset = h.Cell.Start
	if h.Trailing {
		h.Offset = h.Cell.End
	}
	return h
}

func (r *Run) offset(off uint16) text.Offset {
	return r.Span.Start + text.Offset(int(off)-int(r.from))
}

// cell is the grapheme of the run's word that holds u.
func (r *Run) cell(u unit) int {
	w := r.word
	lo, hi := w.stopAt(int(r.from), false), w.stopAt(int(r.to), true)-1
	for lo < hi { // the first whose end lies beyond u
		mid := (lo + hi) / 2
		end := w.stops[mid+1].x
		if w.is(rightToLeft) && end <= u || !w.is(rightToLeft) && end > u {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	return lo
}

// CaretX is where a caret at o stands on the line. Where the direction turns, one offset
// has two places: that before the character at o, or, if trailing is set, that after
// the character before o. An offset that the line does not hold gives its nearer end.
func (ln *Line) CaretX(o text.Offset, trailing bool) float32 {
	if len(ln.Runs) == 0 {
		return ln.Left
	}
	best := -1
	for i := range ln.Runs {
		s := ln.Runs[i].Span
		if s.Empty() {
			continue
		}
		if trailing && s.Start < o && o <= s.End || !trailing && s.Contains(o) {
			best = i
			break
		}
		if s.Touches(text.Span{Start: o, End: o}) {
			best = i
		}
	}
	if best < 0 {
		if (o <= ln.Span.Start) != ln.RightToLeft {
			return ln.Left
		}
		return ln.Right
	}
	return ln.Runs[best].x(o, false, ln.Size)
}

// Beside is where a caret at o, seen as [Line.CaretX] says, goes by one grapheme to the
// right, or left, as the eye sees it. ok is false at the line's end, its last blanks
// not counted.
func (ln *Line) Beside(o text.Offset, trailing, right bool) (next text.Offset, after, ok bool) {
	const reach = 0.5 // device pixels: into the next cell
	probe := ln.CaretX(o, trailing) - reach
	if right {
		probe += 2 * reach
	}
	h := ln.Hit(probe)
	if h.Cell.Empty() || h.Cell.Start >= ln.Text.End {
		return o, trailing, false
	}
	if start, end := ln.CaretX(h.Cell.Start, false), ln.CaretX(h.Cell.End, true); (end > start) == right {
		return h.Cell.End, true, true
	}
	return h.Cell.Start, false, true
}

// x is where offset o stands in the run; inside a grapheme its start, or its end if up.
func (r *Run) x(o text.Offset, up bool, size float32) float32 {
	if r.word.is(tabulator) {
		if (o > r.Span.Start) == (r.Level&1 == 0) {
			return r.X + r.Width
		}
		return r.X
	}
	return r.Origin + float32(r.word.at(int(r.from)+int(o-r.Span.Start), up))*size/refUnits
}

// inkExtent is the run without the blanks that end the line.
func (r *Run) inkExtent(ln *Line) (from, to float32) {
	if r.Span.End <= ln.Text.End || r.Span.Empty() {
		return r.X, r.X + r.Width
	}
	x := r.x(ln.Text.End, true, ln.Size)
	if r.Level&1 == 1 {
		return x, r.X + r.Width
	}
	return r.X, x
}

// Extent is a stretch of a line, in device pixels from the left of the text column.
type Extent struct{ X0, X1 float32 }

// Extents appends to buf where the characters of s stand on the line, from left to
// right: several stretches where directions mix, none over the blanks at the line's
// end. A grapheme of which s has a part is covered whole.
func (ln *Line) Extents(s text.Span, buf []Extent) []Extent {
	first := len(buf)
	s = s.Intersect(ln.Text)
	if s.Empty() {
		return buf
	}
	for i := range ln.Runs {
		r := &ln.Runs[i]
		if r.Span.Empty() || !s.Overlaps(r.Span) {
			continue
		}
		part := s.Intersect(r.Span)
		a, b := r.x(part.Start, false, ln.Size), r.x(part.End, true, ln.Size)
		if a > b {
			a, b = b, a
		}
		if n := len(buf); n > first && a-buf[n-1].X1 < 0.1 {
			buf[n-1].X1 = max(buf[n-1].X1, b)
		} else {
			buf = append(buf, Extent{a, b})
		}
	}
	return buf
}
