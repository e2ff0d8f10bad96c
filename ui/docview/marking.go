package docview

import (
	"cmp"
	"slices"

	"parley/annotate/text"
)

// marking is what the view itself knows about marks: which is active, which the pointer
// is on, what is being dragged, and where lanes are.
type marking struct {
	active   ID
	hovered  ID
	jumped   ID   // was jumped to just now: a thicker outline for a moment
	stepping bool // n or N is being told
	live     Mark // the mark whose border is being dragged, as it would be; zero ID for none
	lanes    lanes
	waiting  timer // until a hover is told
	jumping  timer
	told     ID // of whom OnHover spoke last
}

func (m *marking) stop() {
	m.waiting.stop()
	m.jumping.stop()
}

// marksIn appends the marks that touch s, hidden ones left out, as they are to be drawn:
// a mark whose border is being dragged as it would be.
func (v *View) marksIn(s text.Span, to []Mark) []Mark {
	live := &v.marking.live
	for m := range v.source.Marks(s) {
		if !m.Style.Hidden && len(m.Fragments) > 0 && m.ID != live.ID {
			to = append(to, m)
		}
	}
	if live.ID != (ID{}) && live.Hull().Overlaps(s) {
		to = append(to, *live)
	}
	return to
}

// mark finds a mark as it is to be drawn.
func (v *View) mark(id ID) (Mark, bool) {
	if id == (ID{}) {
		return Mark{}, false
	}
	if id == v.marking.live.ID {
		return v.marking.live, true
	}
	m, ok := v.source.Mark(id)
	return m, ok && len(m.Fragments) > 0
}

// laneReach bounds, to each side of a line, where marks are looked for that get their
// lanes together.
const laneReach = 4 << 10

// seat gives lanes to those of marks that have none: together with all others of their
// paragraph, so that where the reader came from makes no difference.
func (v *View) seat(line text.Span, marks []Mark) {
	seated := true
	for i := range marks {
		seated = seated && (v.marking.lanes.has(&marks[i]) || marks[i].ID == v.marking.live.ID)
	}
	if seated {
		return
	}
	fresh := v.paint.fresh[:0]
	for _, m := range v.marksIn(v.around(line), v.paint.around[:0]) {
		if !v.marking.lanes.has(&m) {
			fresh = append(fresh, m)
		}
	}
	v.paint.fresh = fresh
	v.marking.lanes.seat(fresh)
}

// around is the source line around s, as far as laneReach.
func (v *View) around(s text.Span) text.Span {
	str := v.text.String()
	for low := max(0, s.Start-laneReach); s.Start > low && str[s.Start-1] != '\n'; {
		s.Start--
	}
	for high := min(v.text.Len(), s.End+laneReach); s.End < high && str[s.End-1] != '\n'; {
		s.End++
	}
	return s
}

// marksAt are the marks whose fragments hold the character at o, the shortest first; of
// equal ones that with the lower slot.
func (v *View) marksAt(cell text.Span) []Mark {
	if cell.Empty() {
		return nil
	}
	all := v.marksIn(cell, nil)
	all = slices.DeleteFunc(all, func(m Mark) bool {
		return !slices.ContainsFunc(m.Fragments, func(f text.Span) bool { return f.Overlaps(cell) })
	})
	slices.SortStableFunc(all, func(a, b Mark) int {
		return cmp.Or(cmp.Compare(a.Hull().Len(), b.Hull().Len()), cmp.Compare(a.Style.Slot, b.Style.Slot))
	})
	return all
}

// Invalidate says that marks within s came, went, moved or changed their looks: s is the
// hull of what they were and of what they are. Only lines that touch it are painted.
func (v *View) Invalidate(s text.Span) {
	v.logFrame()
	changed := v.marking.lanes.settle(s, v.source.Marks(s))
	v.ruler.reload(s)
	if _, ok := v.mark(v.marking.active); !ok {
		v.marking.active = ID{}
	}
	if _, ok := v.mark(v.marking.hovered); !ok {
		v.marking.hovered = ID{}
	}
	v.repaintSpan(changed)
	v.curves.refresh()
	v.ruler.repaint()
	v.setDirty()
}

// Restyle says that any marks may look otherwise than before, but that none came, went or
// moved. When others are hidden than before, lanes are given anew, so that what is shown
// uses the room that what is hidden does not need.
func (v *View) Restyle(hiding bool) {
	v.logFrame()
	if hiding {
		v.marking.lanes = newLanes()
	}
	for _, r := range v.page.rows {
		v.paintRow(r)
	}
	v.ruler.load()
	v.ruler.repaint()
	v.curves.refresh()
	v.setDirty()
}

// Active is the mark that was chosen; the zero ID for none.
func (v *View) Active() ID { return v.marking.active }

// Activate chooses a mark, or none with the zero ID; reveal scrolls it into view and puts
// the caret at its start. Nothing is reported.
func (v *View) Activate(id ID, reveal bool) {
	m, ok := v.mark(id)
	if !ok {
		id = ID{}
	}
	v.setActive(id)
	if !ok || !reveal {
		return
	}
	v.moveCaret(m.Fragments[0].Start, m.Fragments[0].Start, false)
	v.reveal(m.Hull())
	v.standOut(m)
}

// standOut lets the outline of a mark that was jumped to be thicker for a moment, unless
// motion is reduced.
func (v *View) standOut(m Mark) {
	v.marking.jumping.stop()
	v.marking.jumped = ID{}
	if v.clock == nil || v.options.Steady {
		return
	}
	v.marking.jumped = m.ID
	v.repaintSpan(m.Hull())
	v.marking.jumping.set(v.clock, jumpTime, func() {
		v.marking.jumped = ID{}
		v.repaintSpan(m.Hull())
	})
}

func (v *View) setActive(id ID) {
	if id == v.marking.active {
		return
	}
	before := v.marking.active
	v.marking.active = id
	for _, id := range []ID{before, id} {
		if m, ok := v.mark(id); ok {
			v.repaintSpan(m.Hull())
		}
	}
	v.curves.refresh()
	v.ruler.repaint()
	v.refreshSentence()
}

// activate chooses a mark and reports it.
func (v *View) activate(id ID) {
	if id == v.marking.active {
		return
	}
	v.setActive(id)
	if v.OnActivated != nil {
		v.OnActivated(id)
	}
}

// next goes to the mark after (or, backwards, before) the active one or the caret, in
// the order of the text. It reports whether there was one.
func (v *View) next(backwards bool) bool {
	if v.OnStep != nil && v.OnStep(backwards) {
		return true
	}
	m, ok := v.neighbour(backwards)
	if !ok {
		return false
	}
	before, caret := v.Selection(), v.cursor.caret
	v.Activate(m.ID, true)
	v.settled(before, caret)
	if v.OnActivated != nil {
		v.marking.stepping = true
		v.OnActivated(m.ID)
		v.marking.stepping = false
	}
	return true
}

// Stepping reports, while OnActivated is told, that the mark was come to by n or N and
// not pointed at.
func (v *View) Stepping() bool { return v.marking.stepping }

// neighbour finds the mark that next goes to.
func (v *View) neighbour(backwards bool) (Mark, bool) {
	here := text.Span{Start: v.cursor.caret, End: v.cursor.caret}
	active, chosen := v.mark(v.marking.active)
	if chosen {
		here = active.Hull()
	} else if !backwards {
		here.End = v.text.Len() // of those that start at the caret, the first
		here.Start--
	}
	if !backwards {
		past := false // the active one, among marks of one hull
		for m := range v.source.Marks(text.Span{Start: max(0, here.Start), End: v.text.Len()}) {
			c := m.Hull().Compare(here)
			if m.Style.plain() && len(m.Fragments) > 0 && (c > 0 || c == 0 && past) {
				return m, true
			}
			past = past || chosen && m.ID == active.ID
		}
		return Mark{}, false
	}
	return v.before(here, active.ID)
}

// before finds the last mark before here, looking back in growing steps.
func (v *View) before(here text.Span, active ID) (found Mark, ok bool) {
	for step := text.Offset(512); ; step *= 4 {
		from := max(0, here.Start-step)
		past := false
		for m := range v.source.Marks(text.Span{Start: from, End: min(v.text.Len(), here.Start+1)}) {
			c := m.Hull().Compare(here)
			past = past || m.ID == active
			if !m.Style.plain() || len(m.Fragments) == 0 || c > 0 || c == 0 && (past || active == ID{}) {
				continue
			}
			if m.Hull().Start >= from || from == 0 {
				found, ok = m, true
			}
		}
		if ok || from == 0 {
			return found, ok
		}
	}
}
