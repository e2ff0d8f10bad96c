package docview

import (
	"bytes"
	"iter"

	"parley/annotate/index"
	"parley/annotate/text"
)

// lanes remembers on which lane each mark is drawn: the same on all lines and for as
// long as the document is shown, whatever is marked around it.
type lanes struct {
	of *index.Lanes[ID]
}

func compareIDs(a, b ID) int { return bytes.Compare(a[:], b[:]) }

func newLanes() lanes {
	return lanes{index.NewLanes(compareIDs)}
}

// has tells whether a mark has a lane, for the hull that it has now.
func (l *lanes) has(m *Mark) bool {
	hull, ok := l.of.Hull(m.ID)
	return ok && hull == m.Hull()
}

// lane is the lane of a mark, index.Beyond for none.
func (l *lanes) lane(id ID) int {
	if lane, ok := l.of.Lane(id); ok {
		return lane
	}
	return index.Beyond
}

// seat gives each of marks a lane: those that come together, the shortest first.
func (l *lanes) seat(marks []Mark) {
	entries := make([]index.Entry[ID], len(marks))
	for i := range marks {
		entries[i] = index.Entry[ID]{Span: marks[i].Hull(), Key: marks[i].ID}
	}
	l.of.Place(entries)
}

// move gives a mark whose hull is another the lane it had, if that is free there.
func (l *lanes) move(id ID, hull text.Span) {
	l.of.Resize(index.Entry[ID]{Span: hull, Key: id})
}

// settle makes the lanes within s true again after marks there came, went or moved;
// marks are those that are there now, hidden ones too: they keep their lanes. It gives
// the span whose drawing may have changed.
func (l *lanes) settle(s text.Span, marks iter.Seq[Mark]) text.Span {
	here, moved := map[ID]bool{}, []index.Entry[ID](nil)
	for m := range marks {
		here[m.ID] = true
		if hull, ok := l.of.Hull(m.ID); ok && hull != m.Hull() {
			moved = append(moved, index.Entry[ID]{Span: m.Hull(), Key: m.ID})
		}
	}
	changed, gone := s, []index.Entry[ID](nil)
	for e := range l.of.Overlapping(s) {
		if !here[e.Key] {
			gone = append(gone, e)
		}
	}
	for _, e := range gone {
		changed = changed.Hull(e.Span).Hull(l.waiting(e.Span))
		l.of.Remove(e.Key)
	}
	for _, e := range moved {
		before, ok := l.of.Hull(e.Key)
		if !ok { // it was waiting for what has gone, and is seated when it is painted
			changed = changed.Hull(e.Span)
			continue
		}
		changed = changed.Hull(before).Hull(e.Span).Hull(l.waiting(before))
		l.move(e.Key, e.Span)
	}
	return changed
}

// waiting is the hull of s and of all marks along it that have no lane: they may get one
// when s is free.
func (l *lanes) waiting(s text.Span) text.Span {
	all := s
	for e := range l.of.Overlapping(s) {
		if l.lane(e.Key) == index.Beyond {
			all = all.Hull(e.Span)
		}
	}
	return all
}
