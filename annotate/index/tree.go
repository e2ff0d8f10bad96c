package index

import (
	"cmp"
	"math"

	"parley/annotate/text"
)

const (
	minOffset = text.Offset(math.MinInt)
	maxOffset = text.Offset(math.MaxInt)
)

func (x *Index[K]) order(a, b Entry[K]) int {
	if c := a.Span.Compare(b.Span); c != 0 {
		return c
	}
	return x.compare(a.Key, b.Key)
}

func (x *Index[K]) has(e Entry[K]) bool {
	found, ok := x.first(func(other Entry[K]) bool { return x.order(other, e) >= 0 })
	return ok && x.order(found, e) == 0
}

// first is the first entry for which behind holds, as it does for all that follow it.
func (x *Index[K]) first(behind func(Entry[K]) bool) (e Entry[K], ok bool) {
	for n := x.root; n != 0; {
		at := &x.nodes[n]
		if behind(at.Entry) {
			e, ok = at.Entry, true
			n = at.left
		} else {
			n = at.right
		}
	}
	return e, ok
}

// lastBefore is the last entry for which behind does not hold.
func (x *Index[K]) lastBefore(behind func(Entry[K]) bool) (e Entry[K], ok bool) {
	for n := x.root; n != 0; {
		at := &x.nodes[n]
		if behind(at.Entry) {
			n = at.left
		} else {
			e, ok = at.Entry, true
			n = at.right
		}
	}
	return e, ok
}

// alloc makes a node of e, with a weight that depends only on how many came before it.
func (x *Index[K]) alloc(e Entry[K]) int32 {
	x.size++
	x.seed += 0x9E3779B97F4A7C15
	made := node[K]{Entry: e, last: e.Span.End, weight: scatter(x.seed)}
	if n := x.free; n != 0 {
		x.free = x.nodes[n].left
		x.nodes[n] = made
		return n
	}
	x.nodes = append(x.nodes, made)
	return int32(len(x.nodes) - 1)
}

// scatter spreads the bits of z evenly: the finaliser of SplitMix64.
func scatter(z uint64) uint32 {
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return uint32(z >> 32)
}

// update brings n's greatest end up to date with its children.
func (x *Index[K]) update(n int32) {
	x.steps++
	at := &x.nodes[n]
	at.last = at.Span.End
	for _, child := range [...]int32{at.left, at.right} {
		if child != 0 {
			at.last = max(at.last, x.nodes[child].last)
		}
	}
}

// insert puts the node made below n and gives the new top.
func (x *Index[K]) insert(n, made int32) int32 {
	if n == 0 {
		return made
	}
	if x.order(x.nodes[made].Entry, x.nodes[n].Entry) < 0 {
		child := x.insert(x.nodes[n].left, made)
		x.nodes[n].left = child
		if x.nodes[child].weight > x.nodes[n].weight {
			x.nodes[n].left, x.nodes[child].right = x.nodes[child].right, n
			n, child = child, n
			x.update(child)
		}
	} else {
		child := x.insert(x.nodes[n].right, made)
		x.nodes[n].right = child
		if x.nodes[child].weight > x.nodes[n].weight {
			x.nodes[n].right, x.nodes[child].left = x.nodes[child].left, n
			n, child = child, n
			x.update(child)
		}
	}
	x.update(n)
	return n
}

// delete takes e, which is there, from below n and gives the new top.
func (x *Index[K]) delete(n int32, e Entry[K]) int32 {
	switch c := x.order(e, x.nodes[n].Entry); {
	case c == 0:
		top := x.merge(x.nodes[n].left, x.nodes[n].right)
		x.nodes[n] = node[K]{left: x.free}
		x.free = n
		x.size--
		return top
	case c < 0:
		x.nodes[n].left = x.delete(x.nodes[n].left, e)
	default:
		x.nodes[n].right = x.delete(x.nodes[n].right, e)
	}
	x.update(n)
	return n
}

// merge joins two trees, all of a before all of b.
func (x *Index[K]) merge(a, b int32) int32 {
	if a == 0 || b == 0 {
		return cmp.Or(a, b)
	}
	top := a
	if x.nodes[a].weight > x.nodes[b].weight {
		x.nodes[a].right = x.merge(x.nodes[a].right, b)
	} else {
		top = b
		x.nodes[b].left = x.merge(a, x.nodes[b].left)
	}
	x.update(top)
	return top
}
