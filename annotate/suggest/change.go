package suggest

import (
	"maps"
	"slices"

	"parley/annotate"
)

// Delta is what a change of the register means for what was found.
type Delta struct {
	came  []needle // are to be looked for
	gone  []needle // nobody has any more
	meant bool     // a name has other bearers
}

// Empty reports whether nothing is found otherwise than before.
func (d *Delta) Empty() bool { return len(d.came)+len(d.gone) == 0 && !d.meant }

// mostSince is how many names may have changed until all sets are made anew.
const mostSince = 500

// With is n after changes of the register, and what that means; changes of anything but
// entities mean nothing. It costs in proportion to what changed since the sets were made.
func (n *Names) With(changes ...annotate.Change) (*Names, Delta) {
	next := &Names{base: n.base, extra: n.extra, first: n.first, since: maps.Clone(n.since)}
	if next.since == nil {
		next.since = map[needle][]annotate.ID{}
	}
	touched := map[needle][]annotate.ID{} // and who had them
	for _, c := range changes {
		next.take(c, touched)
	}
	var d Delta
	for k, before := range touched {
		switch now := next.of(k); {
		case len(before) == 0 && len(now) > 0:
			d.came = append(d.came, k)
		case len(before) > 0 && len(now) == 0:
			d.gone = append(d.gone, k)
		case !slices.Equal(before, now):
			d.meant = true
		}
	}
	if d.Empty() {
		return n, d
	}
	next.settle(d.came)
	return next, d
}

// take takes one change of an entity over.
func (n *Names) take(c annotate.Change, touched map[needle][]annotate.ID) {
	old, _ := c.Old.(*annotate.Entity)
	made, _ := c.New.(*annotate.Entity)
	var before, after []needle
	var id annotate.ID
	if old != nil {
		before, id = needlesOf(old), old.ID
	}
	if made != nil {
		after, id = needlesOf(made), made.ID
	}
	alter := func(k needle, with func([]annotate.ID, annotate.ID) []annotate.ID) {
		ids := n.of(k)
		if _, known := touched[k]; !known {
			touched[k] = ids
		}
		n.since[k] = with(ids, id)
	}
	for _, k := range before {
		if !slices.Contains(after, k) {
			alter(k, withoutID)
		}
	}
	for _, k := range after {
		if !slices.Contains(before, k) {
			alter(k, withID)
		}
	}
}

// settle has the sets find the names that came. A name that was there once is in a set
// still: it is found, and had nobody.
func (n *Names) settle(came []needle) {
	if len(n.since) > mostSince {
		all := maps.Clone(n.first)
		for k, ids := range n.since {
			if all[k] = ids; len(ids) == 0 {
				delete(all, k)
			}
		}
		n.first, n.since, n.extra, n.base = all, map[needle][]annotate.ID{}, nil, setsOf(maps.Keys(all))
		return
	}
	if len(came) == 0 {
		return
	}
	fresh := map[needle]bool{}
	for k := range n.since {
		if _, there := n.first[k]; !there {
			fresh[k] = true
		}
	}
	n.extra = setsOf(maps.Keys(fresh))
}
