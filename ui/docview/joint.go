package docview

import (
	"cmp"
	"slices"

	"parley/annotate/text"
)

// joint is a relation whose ends are known.
type joint struct {
	Relation
	from, to anchored
	dimmed   bool
}

// anchored is where a relation's end is: at a height of the view, or off it.
type anchored struct{ y, off int }

// joints are the relations with an end on screen.
func (v *View) joints() (list []joint) {
	src, ok := v.source.(Relating)
	rows := v.page.rows
	if !ok || len(rows) == 0 {
		return nil
	}
	seen := text.Span{Start: rows[0].line.Span.Start, End: rows[len(rows)-1].line.Span.End}
	for r := range src.Relations(seen) {
		from, ok := v.mark(r.From)
		to, ok2 := v.mark(r.To)
		if !ok || !ok2 || from.Style.Hidden || to.Style.Hidden || r.From == r.To {
			continue
		}
		j := joint{Relation: r, from: v.anchorOf(&from), to: v.anchorOf(&to), dimmed: from.Style.Dimmed || to.Style.Dimmed}
		if j.from.off == 0 || j.to.off == 0 {
			list = append(list, j)
		}
	}
	return list
}

// anchorOf is where a relation ends at a mark: beside its label, or where that would be.
func (v *View) anchorOf(m *Mark) anchored {
	rows, o := v.page.rows, m.Fragments[0].Start
	i, _ := slices.BinarySearchFunc(rows, o, func(r *row, o text.Offset) int { return cmp.Compare(r.line.Span.End, o+1) })
	if i == len(rows) {
		return anchored{off: 1}
	}
	r := rows[i]
	if r.line.Span.Start > o {
		if i > 0 {
			return anchored{y: v.viewY(r.line.Top)} // on a blank line between two rows
		}
		return anchored{off: -1}
	}
	tags := v.tagsOf(r)
	at := slices.Index(tags, m.ID)
	if at < 0 {
		at = min(len(tags), labelsEach-1)
	}
	y := v.viewY(r.line.Top) + v.tagTop() + at*v.px(labelPitch) + v.px(labelPitch)/2
	switch {
	case y < 0:
		return anchored{off: -1}
	case y > v.page.columns.height:
		return anchored{off: 1}
	}
	return anchored{y: y}
}

// tagsOf are the labels of a row. They are remembered until the row is painted anew.
func (v *View) tagsOf(r *row) []ID {
	if r.tags == nil {
		r.tags = []ID{}
		for _, t := range v.tags(&r.line, v.marksIn(r.line.Span, nil)) {
			r.tags = append(r.tags, t.mark.ID)
		}
	}
	return r.tags
}
