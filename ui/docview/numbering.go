package docview

import (
	"strconv"

	"parley/ui/textlayout"
)

// numbering gives marks numbers while one of them is to be chosen: those at which a walk
// from mark to mark stops, in the order in which they come on screen. A number stays with
// its mark as long as the choice lasts, so that what was read can be typed, and the marks
// in sight have the shortest numbers there are.
type numbering struct {
	on    bool
	first int        // the number of the first
	marks []ID       // by number, from first on
	of    map[ID]int // their numbers
}

// SetNumbering begins to show a number at each mark on screen that can be stepped to, from
// first on, or ends that. What can be stepped to is the source's to say, by its styles.
func (v *View) SetNumbering(on bool, first int) {
	if v.numbers = (numbering{}); on {
		v.numbers = numbering{on: true, first: first, of: map[ID]int{}}
		v.number()
	}
	for _, r := range v.page.rows {
		v.paintRow(r)
	}
	v.setDirty()
}

// Numbered is the mark that bears a number; false when none does.
func (v *View) Numbered(n int) (ID, bool) {
	if i := n - v.numbers.first; i >= 0 && i < len(v.numbers.marks) {
		return v.numbers.marks[i], true
	}
	return ID{}, false
}

// Numbers is the highest number that a mark bears; one less than the first when none does.
func (v *View) Numbers() int { return v.numbers.first + len(v.numbers.marks) - 1 }

// number gives the marks that have come on screen their numbers.
func (v *View) number() {
	n := &v.numbers
	for _, r := range v.page.rows {
		v.paint.marks = v.marksIn(r.line.Span, v.paint.marks[:0])
		for i := range v.paint.marks {
			m := &v.paint.marks[i]
			if _, has := n.of[m.ID]; has || !m.Style.plain() || !r.line.Span.Contains(m.Fragments[0].Start) {
				continue
			}
			n.of[m.ID] = n.first + len(n.marks)
			n.marks = append(n.marks, m.ID)
			v.paintRow(r)
		}
	}
}

// Sizes of a number's plate: it stands on the lanes, under the letters.
const (
	plateHeight = 13
	platePad    = 3
	plateSize   = 11
)

// numbered paints the numbers of the marks that begin on the line, each at its start; of
// several that begin at one place one beside the other.
func (p *linePainting) numbered(marks []Mark) {
	end := map[bool]int{} // how far plates reach, by the direction they go on in
	for i := len(marks) - 1; i >= 0; i-- {
		m := &marks[i]
		n, has := p.numbers.of[m.ID]
		o := m.Fragments[0].Start
		if !has || !p.line.Span.Contains(o) {
			continue
		}
		back := p.fromRight(o)
		w := p.word(strconv.Itoa(n), plateSize, textlayout.Sans)
		width := w.width + 2*p.px(platePad)
		x := p.x + int(round(p.line.CaretX(o, false)))
		if back {
			x -= width
			if last, taken := end[back]; taken && x+width > last && x < last+2*width {
				x = last - width - p.unit
			}
			end[back] = x
		} else {
			if last, taken := end[back]; taken && x < last && x > last-2*width {
				x = last + p.unit
			}
			end[back] = x + width
		}
		low := p.page.metrics.LineHeight
		p.plate(x, low-p.px(plateHeight), x+width, low, p.px(3), p.colours.accent)
		p.write(w, x+p.px(platePad), low-p.px(2)-p.unit, p.colours.paper)
	}
}
