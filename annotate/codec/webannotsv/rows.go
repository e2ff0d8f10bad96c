package webannotsv

import (
	"cmp"
	"slices"
)

// place tells rows.
type place struct{ sentence, token, piece int }

func (u *unit) place() place { return place{u.sentence, u.token, u.piece} }

func (a place) compare(b place) int {
	return cmp.Or(cmp.Compare(a.sentence, b.sentence), cmp.Compare(a.token, b.token), cmp.Compare(a.piece, b.piece))
}

// rows finds rows by their numbers. Those that come in their order, as they do in almost all
// files, cost little.
type rows struct {
	list []*unit         // as long as they are in order
	by   map[place]*unit // all of them, when they are not
}

// add takes in a row that is not there.
func (r *rows) add(u *unit) {
	switch n := len(r.list); {
	case r.by != nil:
		r.by[u.place()] = u
	case n == 0 || r.list[n-1].place().compare(u.place()) < 0:
		r.list = append(r.list, u)
	default:
		r.by = map[place]*unit{u.place(): u}
		for _, o := range r.list {
			r.by[o.place()] = o
		}
	}
}

// at is the row of that place; nil when there is none.
func (r *rows) at(k place) *unit {
	n := len(r.list)
	if r.by != nil || n == 0 {
		return r.by[k]
	}
	if r.list[n-1].place().compare(k) < 0 { // as every row is that is new
		return nil
	}
	if i, is := slices.BinarySearchFunc(r.list, k, func(u *unit, k place) int { return u.place().compare(k) }); is {
		return r.list[i]
	}
	return nil
}
