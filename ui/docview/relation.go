package docview

import (
	"iter"
	"slices"

	"parley/annotate/text"
)

// Relating is a [Source] whose marks are related. Relations are drawn in the gutter
// beside the text, those of which an end is on screen. One whose ends are both off screen
// is left out although it would pass through: it says nothing of what is in view, it would
// cross the labels and the words of those that do, and to find it a view would have to ask
// for more than begins on screen. The list of relations leads to it.
type Relating interface {
	// Relations yields the relations of which one mark or both begin in s, each once and
	// always in the same order. It should cost what it yields: it is asked whenever the
	// view moves.
	Relations(s text.Span) iter.Seq[Relation]
	// RelationsOf yields those that a mark is an end of, always in the same order.
	RelationsOf(mark ID) iter.Seq[Relation]
}

// Relation leads from one mark to another.
type Relation struct {
	ID       ID
	From, To ID     // marks
	Type     string // its name as people read it
}

// other is the end that is not id.
func (r *Relation) other(id ID) ID {
	if r.From == id {
		return r.To
	}
	return r.From
}

// trail is the walk from a mark to those that it is related to, one after the other.
type trail struct {
	origin ID
	at     ID // where it has come to
}

// Follow goes from the active mark to one that it is related to and tells OnActivated. Again, it goes
// on to the next that the same mark is related to, and after the last back to that mark;
// backwards the other way round. It reports whether the active mark is related to any.
func (v *View) Follow(backwards bool) bool {
	t := &v.curves.trail
	if v.marking.active == (ID{}) || t.at != v.marking.active {
		*t = trail{v.marking.active, v.marking.active}
	}
	stops := v.partners(t.origin)
	if len(stops) == 0 {
		return false
	}
	stops = append([]ID{t.origin}, stops...)
	i := max(0, slices.Index(stops, t.at)) + step(!backwards, 1)
	t.at = stops[(i+len(stops))%len(stops)]
	v.arrive(t.at)
	return true
}

// Trail says where the last Follow led: the stop's number and how many there are; 0 is the mark
// that the walk began at.
func (v *View) Trail() (n, of int) {
	stops := v.partners(v.curves.trail.origin)
	return slices.Index(stops, v.curves.trail.at) + 1, len(stops)
}

// partners are the marks that id is related to, in the order of the text.
func (v *View) partners(id ID) (list []ID) {
	src, ok := v.source.(Relating)
	if !ok || id == (ID{}) {
		return nil
	}
	for r := range src.RelationsOf(id) {
		if other := r.other(id); other != id && v.shows(other) && !slices.Contains(list, other) {
			list = append(list, other)
		}
	}
	slices.SortStableFunc(list, v.compareMarks)
	return list
}

// shows tells whether a mark is there and not hidden.
func (v *View) shows(id ID) bool {
	m, ok := v.mark(id)
	return ok && !m.Style.Hidden
}

func (v *View) compareMarks(a, b ID) int {
	p, _ := v.mark(a)
	q, _ := v.mark(b)
	return p.Hull().Compare(q.Hull())
}

// arrive makes a mark the active one, shows it and tells so.
func (v *View) arrive(id ID) {
	before, caret := v.Selection(), v.cursor.caret
	v.Activate(id, true)
	v.settled(before, caret)
	if v.OnActivated != nil {
		v.OnActivated(id)
	}
}

// InvalidateRelations says that relations came, went or changed.
func (v *View) InvalidateRelations() {
	v.logFrame()
	v.curves.refresh()
	v.setDirty()
}
