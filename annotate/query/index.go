package query

import (
	"slices"

	"parley/annotate"
)

// Index knows where annotations stand and what they are found by. Make one with [New],
// [Build] or [Follow]. It belongs to one goroutine, or may be read by several as long as
// none changes it; it must not change while it is being ranged over.
type Index struct {
	rows      pages[row]
	free      []uint32 // rows that are unused
	documents pages[document]
	byID      list   // numbers of documents, by ID
	latest    uint32 // number of the document that was asked for last
	terms     vocabulary
	links     map[annotate.RelationTypeID]*links
	turn      uint64
	was, is   []*list // scratch
}

// New makes the index of a project without annotations.
func New() *Index {
	return &Index{terms: newVocabulary(), links: map[annotate.RelationTypeID]*links{}}
}

// Apply brings x up to date with a change that was applied to the project. Changes must
// come in their order, and each once. It costs some comparisons for each annotation that
// is changed, and for each of its values; nothing is kept of cs.
func (x *Index) Apply(cs *annotate.ChangeSet) {
	for _, c := range cs.Changes {
		old, _ := c.Old.(*annotate.Annotation)
		next, _ := c.New.(*annotate.Annotation)
		if old != nil || next != nil {
			x.change(old, next)
		}
		if r, ok := c.Old.(*annotate.Relation); ok && r != nil {
			x.link(r, -1)
		}
		if r, ok := c.New.(*annotate.Relation); ok && r != nil {
			x.link(r, 1)
		}
	}
}

func (x *Index) change(old, next *annotate.Annotation) {
	x.was, x.is = x.was[:0], x.is[:0]
	n, there := uint32(0), false
	if old != nil {
		n, there = x.find(old)
	}
	if there {
		x.was = x.terms.lists(x.was, old)
		x.terms.tally(old, -1)
	}
	if next != nil {
		x.is = x.terms.lists(x.is, next)
		x.terms.tally(next, 1)
	}
	switch {
	case there && next != nil && positionOf(old) == positionOf(next):
		x.count(x.was, -1)
		x.leave(n, x.was, x.is)
		x.count(x.is, 1)
		x.enter(n, x.is, x.was)
		return
	case there:
		x.count(x.was, -1)
		x.leave(n, x.was, nil)
		x.release(n)
	}
	if next != nil {
		x.count(x.is, 1)
		x.enter(x.alloc(next), x.is, nil)
	}
}

// find is the number of a's row.
func (x *Index) find(a *annotate.Annotation) (uint32, bool) {
	p := positionOf(a)
	n, ok := x.terms.all.get(x.terms.all.search(x.before(p)))
	return n, ok && x.rows.at(n).id == a.ID && x.position(n) == p
}

// before tells which rows stand before p.
func (x *Index) before(p position) func(uint32) bool {
	return func(n uint32) bool { return x.position(n).compare(p) < 0 }
}

func (x *Index) position(n uint32) position {
	r := x.rows.at(n)
	return position{document: x.documents.at(r.document).id, start: r.start, end: r.end, id: r.id}
}

// leave takes row n out of every list but those that are kept.
func (x *Index) leave(n uint32, lists, kept []*list) {
	before := x.before(x.position(n))
	for _, l := range lists {
		if !slices.Contains(kept, l) {
			l.remove(n, before)
		}
	}
}

// enter puts row n into every list but those where it is already.
func (x *Index) enter(n uint32, lists, already []*list) {
	before := x.before(x.position(n))
	for _, l := range lists {
		if !slices.Contains(already, l) {
			l.insert(n, before)
		}
	}
}

// count adds one annotation of lists, or takes it away, to what each of its entities counts.
func (x *Index) count(lists []*list, by int) {
	x.turn++
	for _, l := range lists {
		if e := l.entity; e != nil && e.turn != x.turn {
			e.turn = x.turn
			e.uses += by
		}
	}
}

// alloc makes a row of a, in no list yet.
func (x *Index) alloc(a *annotate.Annotation) uint32 {
	r := x.row(a)
	x.documents.at(r.document).count++
	if last := len(x.free) - 1; last >= 0 {
		n := x.free[last]
		x.free = x.free[:last]
		*x.rows.at(n) = r
		return n
	}
	return x.rows.add(r)
}

func (x *Index) row(a *annotate.Annotation) row {
	s := a.Span()
	return row{id: a.ID, document: x.number(a.Document), start: offset(s.Start), end: offset(s.End)}
}

// release gives back row n, which is in no list any more.
func (x *Index) release(n uint32) {
	x.documents.at(x.rows.at(n).document).count--
	*x.rows.at(n) = row{}
	x.free = append(x.free, n)
}

// number is the number of a document, which it keeps for ever.
func (x *Index) number(id annotate.ID) uint32 {
	if n, ok := x.known(id); ok {
		return n
	}
	n := x.documents.add(document{id: id})
	x.byID.insert(n, func(o uint32) bool { return x.documents.at(o).id.Compare(id) < 0 })
	x.latest = n
	return n
}

// known is the number of a document; false when it never had an annotation.
func (x *Index) known(id annotate.ID) (uint32, bool) {
	if x.latest < x.documents.size && x.documents.at(x.latest).id == id {
		return x.latest, true
	}
	n, ok := x.byID.get(x.byID.search(func(o uint32) bool { return x.documents.at(o).id.Compare(id) < 0 }))
	return n, ok && x.documents.at(n).id == id
}
