package docview

import (
	"slices"

	"fyne.io/fyne/v2"

	"parley/annotate/text"
)

// grip is a border of the active mark: the start or the end of one of its fragments.
type grip struct {
	fragment int
	end      bool
}

// gripReach is how near, in Fyne's pixels, the pointer takes hold of a border.
const gripReach = 4

// borderAt finds the border of the active mark at a position.
func (v *View) borderAt(at fyne.Position) (grip, bool) {
	p := &v.page
	m, ok := v.mark(v.marking.active)
	if !ok || p.layout == nil {
		return grip{}, false
	}
	x, y := at.X*p.scale-float32(p.columns.text), int(at.Y*p.scale)
	for _, r := range p.rows {
		top := v.viewY(r.line.Top)
		if y < top || y >= top+p.metrics.LineHeight {
			continue
		}
		for i, f := range m.Fragments {
			near := func(o text.Offset, trailing bool) bool {
				return abs(r.line.CaretX(o, trailing)-x) <= gripReach*p.scale
			}
			if r.line.Span.Contains(f.Start) && near(f.Start, false) {
				return grip{i, false}, true
			}
			if f.End > r.line.Span.Start && f.End <= r.line.Span.End && near(min(f.End, r.line.Text.End), true) {
				return grip{i, true}, true
			}
		}
	}
	return grip{}, false
}

// grab takes hold of the border at a position, if there is one.
func (v *View) grab(at fyne.Position) bool {
	g, ok := v.borderAt(at)
	if !ok {
		return false
	}
	m, _ := v.mark(v.marking.active)
	v.press.grabbed = g
	v.marking.live = Mark{ID: m.ID, Fragments: slices.Clone(m.Fragments), Style: m.Style}
	return true
}

// drawBorder moves the border that is held to t: to a word's border, with Alt to any.
func (v *View) drawBorder(t target) {
	g, live := v.press.grabbed, &v.marking.live
	o := t.Offset
	if !v.free() {
		o = v.wordBorder(o, g.end)
	}
	v.setBorder(live.Fragments, g, o)
}

// wordBorder is the end (or the start) of the word that o is in.
func (v *View) wordBorder(o text.Offset, end bool) text.Offset {
	s := v.text.SnapWords(text.Span{Start: o, End: o})
	if end {
		return s.End
	}
	return s.Start
}

// setBorder moves a border of the live mark, if that leaves its fragments in order,
// apart and not empty, and paints the lines that change.
func (v *View) setBorder(fragments []text.Span, g grip, o text.Offset) bool {
	next, ok := v.moved(fragments, g, o)
	if !ok {
		return false
	}
	before := v.marking.live.Hull().Hull(fragments[g.fragment])
	copy(v.marking.live.Fragments, next)
	after := v.marking.live.Hull()
	v.marking.lanes.move(v.marking.live.ID, after)
	v.repaintSpan(before.Hull(after))
	v.curves.refresh()
	v.setDirty()
	return true
}

// moved gives the fragments with one border at o; false when nothing changes or they
// would not be in order, apart and whole.
func (v *View) moved(fragments []text.Span, g grip, o text.Offset) ([]text.Span, bool) {
	next := slices.Clone(fragments)
	f := &next[g.fragment]
	if g.end {
		if limit := v.text.Len(); g.fragment+1 < len(next) {
			o = min(o, next[g.fragment+1].Start-1)
		} else {
			o = min(o, limit)
		}
		o = max(o, v.text.NextGrapheme(f.Start))
		f.End = v.text.SnapGrapheme(text.Span{Start: o, End: o}).End
	} else {
		if g.fragment > 0 {
			o = max(o, next[g.fragment-1].End+1)
		}
		o = min(max(0, o), v.text.PrevGrapheme(f.End))
		f.Start = v.text.SnapGrapheme(text.Span{Start: o, End: o}).Start
	}
	apart := (g.fragment == 0 || next[g.fragment-1].End <= f.Start) &&
		(g.fragment+1 == len(next) || f.End <= next[g.fragment+1].Start)
	return next, apart && !f.Empty() && *f != fragments[g.fragment]
}

// letGo ends the dragging of a border and reports what came of it.
func (v *View) letGo() {
	live := v.marking.live
	v.marking.live = Mark{}
	was, ok := v.source.Mark(live.ID)
	if !ok {
		return
	}
	v.marking.lanes.move(live.ID, was.Hull())
	v.repaintSpan(live.Hull().Hull(was.Hull()))
	if slices.Equal(was.Fragments, live.Fragments) {
		if !v.press.moved {
			v.press.doing = selecting
			v.take(v.press.pointer, 0)
			v.release()
		}
		return
	}
	if v.OnResized != nil {
		v.OnResized(live.ID, live.Fragments)
	}
}

// nudge moves a border of the active mark by a unit, or of the selection when there is one
// or no mark is active. Of a mark in several fragments it is the one that holds the caret,
// or else the first for a start and the last for an end. It reports whether it could.
func (v *View) nudge(u unit, end, forward bool) bool {
	m, ok := v.mark(v.marking.active)
	if !ok || !v.Selection().Empty() {
		return v.nudgeSelection(u, end, forward)
	}
	g := grip{end: end}
	if end {
		g.fragment = len(m.Fragments) - 1
	}
	for i, f := range m.Fragments {
		if f.Touches(text.Span{Start: v.cursor.caret, End: v.cursor.caret}) {
			g.fragment = i
		}
	}
	f := m.Fragments[g.fragment]
	o := u.border(v.text, edge(f, end), end, forward)
	next, ok := v.moved(m.Fragments, g, o)
	if !ok || !v.within(f, end, o) || v.OnResized == nil {
		return false
	}
	v.reveal(text.Span{Start: o, End: o})
	v.OnResized(m.ID, next)
	return true
}

func (v *View) nudgeSelection(u unit, end, forward bool) bool {
	s := v.Selection()
	if s.Empty() {
		return false
	}
	o := u.border(v.text, edge(s, end), end, forward)
	next, ok := v.moved([]text.Span{s}, grip{end: end}, o)
	if !ok || !v.within(s, end, o) {
		return false
	}
	v.choiceOf(next[0])
	return true
}

func edge(s text.Span, end bool) text.Offset {
	if end {
		return s.End
	}
	return s.Start
}

// within tells whether a border of s may go to o: not onto the other one, or past it.
func (v *View) within(s text.Span, end bool, o text.Offset) bool {
	return end && o > s.Start || !end && o < s.End
}
