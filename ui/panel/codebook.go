package panel

import (
	"parley/annotate"
	"parley/ui/control"
)

// codebook shows a tagset that is a tree: which branches are open, and for a query the
// tags that have it, with what they stand under.
type codebook struct {
	set      *annotate.Tagset
	open     map[annotate.TagID]bool // branches opened or closed by hand
	children map[annotate.TagID]bool // tags that have some
	depth    map[annotate.TagID]int
}

func newCodebook(set *annotate.Tagset) *codebook {
	c := &codebook{set: set, open: map[annotate.TagID]bool{}, children: map[annotate.TagID]bool{}, depth: map[annotate.TagID]int{}}
	for _, g := range set.Tags {
		if g.Parent != "" {
			c.children[g.Parent] = true
			c.depth[g.ID] = c.depth[g.Parent] + 1
		}
	}
	return c
}

// fold opens or closes the branch of g, which is shown open or not.
func (c *codebook) fold(g annotate.TagID, open bool) { c.open[g] = !open }

// forget lets the branches be open as the query and the values want.
func (c *codebook) forget() { clear(c.open) }

// offers are the rows to show. chosen tags are in sight at all times.
func (c *codebook) offers(p *picker, query string) (list []offer, best int) {
	shown, under := c.wanted(p, query)
	best, bestRank := -1, 0
	for _, g := range c.set.Tags {
		if !shown[g.ID] {
			continue
		}
		v := annotate.Value{Type: annotate.TypeTag, Tag: g.ID}
		rank := 0
		if query != "" {
			rank = 2 * rankTag(g, query)
			if !c.children[g.ID] {
				rank++
			}
			if p.has(v) {
				rank = min(rank, 1)
			}
		}
		if rank > max(bestRank, 1) {
			best, bestRank = len(list), rank
		}
		o := control.Option{Text: g.Name, Code: g.Code, Match: query, Depth: c.depth[g.ID], Mark: p.boxed(v), Chosen: !p.slot.feature.Multi && p.has(v)}
		if c.children[g.ID] {
			o.Folded = control.FoldedMark
			if under[g.ID] {
				o.Folded = control.UnfoldedMark
			}
			if !p.has(v) {
				o.Mark = control.NoMark
			}
		}
		list = append(list, offer{option: o, value: v, tag: g, weak: !beginsWord(query, g.Code, g.Name)})
	}
	return list, best
}

// wanted are the tags to show, and the branches that are open.
func (c *codebook) wanted(p *picker, query string) (shown, open map[annotate.TagID]bool) {
	shown, open = map[annotate.TagID]bool{}, map[annotate.TagID]bool{}
	for i := len(c.set.Tags) - 1; i >= 0; i-- { // children before their parents
		g := c.set.Tags[i]
		chosen := p.has(annotate.Value{Type: annotate.TypeTag, Tag: g.ID})
		if query != "" && rankTag(g, query) > 0 && !g.Retired || chosen {
			shown[g.ID] = true
		}
		if shown[g.ID] && g.Parent != "" {
			shown[g.Parent], open[g.Parent] = true, true
		}
	}
	for _, g := range c.set.Tags {
		if by, ok := c.open[g.ID]; ok {
			open[g.ID] = by
		}
		switch {
		case g.Retired: // is shown where it is set, and where what is under it is
		case g.Parent == "":
			shown[g.ID] = shown[g.ID] || query == ""
		case !open[g.Parent] || !shown[g.Parent]:
			delete(shown, g.ID)
		case query == "" || c.open[g.Parent]:
			shown[g.ID] = true
		}
	}
	return shown, open
}
