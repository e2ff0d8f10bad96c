package docview

import (
	"image"
	"slices"
	"strconv"

	"parley/ui/textlayout"
)

// lettered gives each curve its word where there is room for it between text, labels and
// the words of longer ones.
func (v *View) lettered(list []curve) {
	var taken []image.Rectangle
	for i := range list {
		c := &list[i]
		name := c.relations[0].Type
		if n := len(c.relations); n >= bundled {
			name = strconv.Itoa(n)
		} else if n == 2 && c.relations[1].Type != name {
			name = ""
		}
		if top, bottom := c.extent(); name != "" && bottom-top >= v.px(wordLeast) {
			if box := v.writeOn(c, name, taken); !box.Empty() {
				taken = append(taken, box)
			}
		}
	}
}

// writeOn writes the word of a curve at its middle or, where it has no room there, above
// or below it; it is cut only if it is too wide everywhere. The answer is empty when
// there is no room at all.
func (v *View) writeOn(c *curve, name string, taken []image.Rectangle) image.Rectangle {
	top, bottom := c.extent()
	half := v.px(8)
	for _, whole := range []bool{true, false} {
		for _, off := range []int{0, v.px(17), -v.px(17), v.px(34), -v.px(34)} {
			y := (top+bottom)/2 + off
			if y < top+half || y > bottom-half {
				continue
			}
			box, w := v.wordBox(c, name, y, whole)
			if w == nil || slices.ContainsFunc(taken, box.Overlaps) {
				continue
			}
			c.word, c.at = w, image.Pt(box.Min.X+v.px(wordPad), box.Min.Y+v.px(12))
			return box
		}
	}
	return image.Rectangle{}
}

// wordBox is where the word of a curve has room at a height, whole or cut; nil when it
// has none.
func (v *View) wordBox(c *curve, name string, y int, whole bool) (image.Rectangle, *word) {
	y0, y1 := y-v.px(8), y+v.px(8)
	left, right := v.between(y0, y1)
	pad := v.px(wordPad)
	w := v.word(name, noteSize, textlayout.Sans)
	if room := right - left - 2*pad; w.width > room {
		if whole || room < v.px(24) {
			return image.Rectangle{}, nil
		}
		w = v.fitted(name, noteSize, room)
	}
	x := v.curveX(c) - w.width/2 - pad
	x = max(left, min(x, right-w.width-2*pad))
	return image.Rect(x, y0, x+w.width+2*pad, y1), w
}

// between is what is free between text and labels from one height to another.
func (v *View) between(y0, y1 int) (left, right int) {
	c := &v.page.columns
	apart := v.px(4)
	left, right = c.text+c.measure-v.px(gutterWidth), c.labels+c.margin
	if c.mirrored {
		left, right = c.labels, c.text+v.px(gutterWidth)
	}
	for _, r := range v.page.rows {
		top := v.viewY(r.line.Top)
		if top >= y1 || top+v.page.metrics.LineHeight <= y0 {
			continue
		}
		if c.mirrored {
			right = min(right, c.text+int(r.line.Left)-apart)
		} else {
			left = max(left, c.text+int(r.line.Right)+apart)
		}
		if len(v.tagsOf(r)) == 0 {
			continue
		}
		if foot, _ := v.foot(); c.mirrored { // what ends there stays free
			left = max(left, foot+v.px(arrowLength))
		} else {
			right = min(right, foot-v.px(arrowLength))
		}
	}
	return left, right
}
