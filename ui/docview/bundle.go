package docview

import (
	"cmp"
	"maps"
	"slices"
)

// bundle makes curves of relations: those that leave the view by one edge are one, and
// so are three or more at one place.
func (v *View) bundle(all []joint) (list []curve) {
	ends := map[int]int{} // how many relations a place has
	var inside []joint
	for side := -1; side <= 1; side += 2 {
		out := slices.Collect(func(yield func(joint) bool) {
			for _, j := range all {
				if (j.from.off == side || j.to.off == side) && !yield(j) {
					return
				}
			}
		})
		if len(out) > 0 {
			y := 0
			if side > 0 {
				y = v.page.columns.height
			}
			list = append(list, gathered(y, side, out))
		}
	}
	for _, j := range all {
		if j.from.off == 0 && j.to.off == 0 {
			inside = append(inside, j)
			ends[j.from.y]++
			ends[j.to.y]++
		}
	}
	hubs := slices.SortedFunc(maps.Keys(ends), func(a, b int) int { return cmp.Or(cmp.Compare(ends[b], ends[a]), cmp.Compare(a, b)) })
	for _, y := range hubs {
		at := func(j joint) bool { return j.from.y == y || j.to.y == y }
		var here []joint
		for _, j := range inside {
			if at(j) {
				here = append(here, j)
			}
		}
		if len(here) >= bundled {
			list = append(list, gathered(y, 0, here))
			inside = slices.DeleteFunc(inside, at)
		}
	}
	for _, j := range inside {
		list = append(list, gathered(j.from.y, 0, []joint{j}))
	}
	return list
}

// gathered is the curve of relations that come together at a place.
func gathered(hub, edge int, all []joint) curve {
	c := curve{hub: hub, edge: edge, dimmed: true}
	for _, j := range all {
		c.relations = append(c.relations, j.Relation)
		c.dimmed = c.dimmed && j.dimmed
		atFrom := edge == 0 && j.from.y == hub || edge != 0 && j.from.off != 0
		t := tip{y: j.from.y, out: true}
		if atFrom {
			t = tip{y: j.to.y, into: true}
		}
		c.into, c.out = c.into || !atFrom, c.out || atFrom
		i, found := slices.BinarySearchFunc(c.tips, t.y, func(t tip, y int) int { return cmp.Compare(t.y, y) })
		if found {
			c.tips[i].into, c.tips[i].out = c.tips[i].into || t.into, c.tips[i].out || t.out
		} else {
			c.tips = slices.Insert(c.tips, i, t)
		}
	}
	return c
}

// extent is from where to where a curve reaches.
func (c *curve) extent() (top, bottom int) {
	return min(c.hub, c.tips[0].y), max(c.hub, c.tips[len(c.tips)-1].y)
}

// level lets curves that run beside each other bulge differently: the longest most.
func (v *View) level(list []curve) {
	length := func(c *curve) int { top, bottom := c.extent(); return bottom - top }
	slices.SortStableFunc(list, func(a, b curve) int { return cmp.Compare(length(&b), length(&a)) })
	for i := range list {
		var taken [curveLevels]bool
		top, bottom := list[i].extent()
		for k := range i {
			if t, b := list[k].extent(); t < bottom && top < b {
				taken[list[k].level] = true
			}
		}
		for list[i].level < curveLevels-1 && taken[list[i].level] {
			list[i].level++
		}
	}
}
