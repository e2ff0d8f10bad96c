package docview

import (
	"cmp"
	"slices"
	"strconv"

	"parley/ui/textlayout"
)

// Sizes of the margin, in Fyne's pixels.
const (
	labelSize  = 12
	noteSize   = 11 // paragraph numbers, “+n”
	labelPitch = 16 // from label to label
	labelsEach = 2  // labels on a line; the rest is counted
	barHeight  = 14
	barThick   = 3
	barRoom    = 9 // from the bar's left edge to the name
	glyphSide  = 10
	glyphRoom  = 5 // between the name and the glyph
)

// tag is a label at its place: device pixels, in the line's picture.
type tag struct {
	mark     Mark
	label    Label
	word     *word
	x0, x1   int
	y        int
	leftOver int // how many more marks of the line have a label; of the last tag only
}

// tags are the labels of a line: those of marks whose first fragment begins on it, the
// active one first, then by their order.
func (v *View) tags(ln *textlayout.Line, marks []Mark) []tag {
	n, seen := min(labelsEach, max(1, (v.page.metrics.LineHeight-v.tagTop())/v.px(labelPitch))), 0
	var best []tag
	for i := range marks {
		m := &marks[i]
		if m.Style.Dimmed || !ln.Span.Contains(m.Fragments[0].Start) {
			continue
		}
		if l, ok := v.source.Label(m.ID); ok {
			if m.Style.Suggested {
				l.Who, l.Stance, l.Name = "", NoStance, l.Name+"? suggested" // what it says is not said yet
			}
			seen++
			at := len(best)
			for at > 0 && v.labelledBefore(m, l, &best[at-1]) {
				at--
			}
			if at < n {
				best = slices.Insert(best[:min(len(best), n-1)], at, tag{mark: *m, label: l})
			}
		}
	}
	for i := range best {
		if i == len(best)-1 {
			best[i].leftOver = seen - len(best)
		}
		v.settleTag(&best[i], i)
	}
	return best
}

// labelledBefore tells whether m with its label comes before t in the margin.
func (v *View) labelledBefore(m *Mark, l Label, t *tag) bool {
	if m.ID == v.marking.active || t.mark.ID == v.marking.active {
		return m.ID == v.marking.active
	}
	return cmp.Or(cmp.Compare(l.Order, t.label.Order), m.Hull().Compare(t.mark.Hull())) < 0
}

// settleTag gives tag i of a line its place: the name is cut so that bar, glyph and count fit.
func (v *View) settleTag(t *tag, i int) {
	c := v.page.columns
	room := c.margin - v.px(barRoom) - v.px(6)
	if t.label.Stance != NoStance {
		room -= v.px(glyphRoom + glyphSide)
	}
	if t.leftOver > 0 {
		room -= v.px(5) + v.count(t).width
	}
	start, end := t.label.parts()
	t.word = v.fittedTo(start, end, labelSize, max(0, room))
	t.y = v.tagTop() + i*v.px(labelPitch)
	width := v.px(barRoom) + t.word.width
	if t.label.Stance != NoStance {
		width += v.px(glyphRoom + glyphSide)
	}
	t.x0 = c.labels - c.paint
	if c.mirrored {
		t.x0 = c.labels + c.margin - c.paint - width
	}
	t.x1 = t.x0 + width
}

// tagTop is where the first label of a line begins: beside larger letters it goes down
// with their baseline.
func (v *View) tagTop() int {
	return v.px(1) + max(0, v.page.metrics.Baseline-v.px(17))
}

func (v *View) count(t *tag) *word {
	return v.word("+"+strconv.Itoa(t.leftOver), noteSize, textlayout.Sans)
}

// labels paints the line's part of the margin. In a mirrored document the bar is at the
// right, nearest to the text, and the rest goes to the left from there.
func (p *linePainting) labels(marks []Mark) {
	for _, t := range p.tags(p.line, marks) {
		sl := p.colours.slot(t.mark.Style.Slot)
		mirrored := p.page.columns.mirrored
		if t.mark.ID == p.marking.active || t.mark.ID == p.View.pull.over {
			x0, x1 := t.x0, t.x1+p.px(5)
			if mirrored {
				x0, x1 = t.x0-p.px(5), t.x1
			}
			p.plate(x0, t.y, x1, t.y+p.px(labelPitch), p.px(3), sl.tint)
		}
		bar, name, glyph := t.x0, t.x0+p.px(barRoom), t.x1-p.px(glyphSide)
		if mirrored {
			bar, glyph, name = t.x1-p.px(barThick), t.x1-p.px(barRoom+glyphSide), t.x0
		}
		p.bar(bar, t.y+p.px(1), t.y+p.px(1+barHeight), p.px(barThick), sl.texture, t.mark.Style.Suggested, sl.mark)
		base := t.y + p.px(12)
		p.write(t.word, name, base, sl.label)
		p.paint.glyphs.draw(p.surface, t.label.Stance, glyph, t.y+p.px(3), p.px(glyphSide), p.colours.text2)
		if t.leftOver > 0 {
			more, x := p.count(&t), t.x1+p.px(5)
			if mirrored {
				x = t.x0 - p.px(5) - more.width
			}
			p.write(more, x, base, p.colours.muted)
		}
	}
}
