package query

import (
	"iter"

	"parley/annotate"
	"parley/annotate/text"
)

// Len is the number of annotations in the project.
func (x *Index) Len() int { return x.terms.all.size }

// Count is the number of annotations that every term is true of. Of one term it is known;
// of several it costs in proportion to what the rarest of them is true of.
func (x *Index) Count(terms ...Term) int {
	switch len(terms) {
	case 0:
		return x.Len()
	case 1:
		return x.one(terms[0])
	}
	n := 0
	for range x.each(terms) {
		n++
	}
	return n
}

func (x *Index) one(t Term) int {
	switch t.kind {
	case isDocument:
		if n, ok := x.known(t.id); ok {
			return int(x.documents.at(n).count)
		}
		return 0
	case isEntity:
		if e := x.terms.entities[t.id]; e != nil {
			return e.uses
		}
		return 0
	}
	var some [1]*list
	for _, l := range x.terms.found(some[:0], t) {
		return l.size
	}
	return 0
}

// Places yields the annotations that every term is true of in reading order.
func (x *Index) Places(terms ...Term) iter.Seq[Place] {
	return func(yield func(Place) bool) {
		for n := range x.each(terms) {
			if !yield(x.place(n)) {
				return
			}
		}
	}
}

// each yields the rows that every term is true of.
func (x *Index) each(terms []Term) iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		w := x.walk(terms)
		n, ok := w.from(position{})
		for ok && yield(n) {
			n, ok = w.behind(n)
		}
	}
}

// Next is the first annotation that every term is true of and that begins behind o in a
// document, or stands in a later document; false when there is none. Behind the zero
// document's offset -1 stands everything: so a search begins again at the top.
func (x *Index) Next(document annotate.ID, o text.Offset, terms ...Term) (Place, bool) {
	return x.first(from(document, o+1), terms)
}

// Previous is the last annotation that every term is true of and that begins before o in a
// document, or is about the whole of it, or stands in an earlier document; false when there
// is none.
func (x *Index) Previous(document annotate.ID, o text.Offset, terms ...Term) (Place, bool) {
	return x.last(from(document, o), terms)
}

// After is the annotation behind p that every term is true of; false when there is none.
// At p itself there need not be one any more.
func (x *Index) After(p Place, terms ...Term) (Place, bool) {
	at := p.position()
	at.behind = true
	return x.first(at, terms)
}

// Before is the annotation before p that every term is true of; false when there is none.
// At p itself there need not be one any more.
func (x *Index) Before(p Place, terms ...Term) (Place, bool) { return x.last(p.position(), terms) }

// Last is the last annotation of the project that every term is true of; false when there
// is none.
func (x *Index) Last(terms ...Term) (Place, bool) { return x.last(closing(lastID), terms) }

func (x *Index) first(p position, terms []Term) (Place, bool) {
	n, ok := x.walk(terms).from(p)
	if !ok {
		return Place{}, false
	}
	return x.place(n), true
}

func (x *Index) last(p position, terms []Term) (Place, bool) {
	n, ok := x.walk(terms).before(p)
	if !ok {
		return Place{}, false
	}
	return x.place(n), true
}

func (x *Index) place(n uint32) Place {
	r := x.rows.at(n)
	return Place{
		Document: x.documents.at(r.document).id, Annotation: r.id,
		Span: text.Span{Start: text.Offset(r.start), End: text.Offset(r.end)},
	}
}
