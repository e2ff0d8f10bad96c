package query

// walk goes through the rows that every one of its terms is true of.
type walk struct {
	x         *Index
	terms     []union
	low, high position // what is asked for stands between
	bounded   bool     // by one document
	empty     bool     // two documents were asked for
}

// union goes through the rows of one term.
type union []finger

// finger is a place in a list. It moves forward only.
type finger struct {
	*list
	spot
}

func (x *Index) walk(terms []Term) *walk {
	w := &walk{x: x}
	for _, t := range terms {
		if t.kind == isDocument {
			w.within(t)
		} else if t.kind != isAny {
			w.add(t)
		}
	}
	if len(w.terms) == 0 {
		w.add(Term{})
	}
	return w
}

func (w *walk) within(t Term) {
	w.empty = w.empty || w.bounded && w.low.document != t.id
	w.low, w.high, w.bounded = opening(t.id), closing(t.id), true
}

// add keeps the term with the fewest lists and rows in front: it leads.
func (w *walk) add(t Term) {
	var u union
	var some [8]*list
	for _, l := range w.x.terms.found(some[:0], t) {
		u = append(u, finger{list: l})
	}
	w.terms = append(w.terms, u)
	if last := len(w.terms) - 1; u.size() < w.terms[0].size() {
		w.terms[0], w.terms[last] = w.terms[last], w.terms[0]
	}
}

func (u union) size() (n int) {
	for _, f := range u {
		n += f.list.size
	}
	return n
}

// from is the first row at p or behind it; false when there is none. It must be asked
// for positions that do not fall.
func (w *walk) from(p position) (uint32, bool) {
	if w.bounded && p.compare(w.low) < 0 {
		p = w.low
	}
	n, at, ok := w.agree(p, false)
	return n, ok && (!w.bounded || at.compare(w.high) < 0)
}

// before is the last row before p; false when there is none.
func (w *walk) before(p position) (uint32, bool) {
	if w.bounded && p.compare(w.high) > 0 {
		p = w.high
	}
	n, at, ok := w.agree(p, true)
	return n, ok && (!w.bounded || at.compare(w.low) > 0)
}

// agree asks one term after the other, each from where the one before it stands, until all
// stand at one row. back says in which direction.
func (w *walk) agree(p position, back bool) (n uint32, at position, ok bool) {
	for i, agreed := 0, 0; ; i = (i + 1) % len(w.terms) {
		var m uint32
		if back {
			m, ok = w.terms[i].before(w.x, p)
		} else {
			m, ok = w.terms[i].from(w.x, p)
		}
		if !ok || w.empty {
			return 0, p, false
		}
		if agreed > 0 && m == n {
			agreed++
		} else {
			agreed, n, p = 1, m, w.x.position(m)
			p.behind = back
		}
		if agreed == len(w.terms) {
			return n, p, true
		}
	}
}

// behind is the row that follows n, which the walk gave last; false when there is none.
func (w *walk) behind(n uint32) (uint32, bool) {
	if len(w.terms) == 1 && len(w.terms[0]) == 1 && !w.bounded {
		f := &w.terms[0][0]
		f.spot = f.next(f.spot)
		return f.get(f.spot)
	}
	p := w.x.position(n)
	p.behind = true
	return w.from(p)
}

// from is the first row of u at p or behind it.
func (u union) from(x *Index, p position) (n uint32, ok bool) {
	for i := range u {
		m, there := u[i].seek(x, p)
		if there && (!ok || i > 0 && m != n && x.position(m).compare(x.position(n)) < 0) {
			n, ok = m, true
		}
	}
	return n, ok
}

// before is the last row of u before p.
func (u union) before(x *Index, p position) (n uint32, ok bool) {
	for _, f := range u {
		m, there := f.prev(f.search(x.before(p)))
		if there && (!ok || x.position(m).compare(x.position(n)) > 0) {
			n, ok = m, true
		}
	}
	return n, ok
}

// seek moves f to the first row at p or behind it: by no step or by one if that does.
func (f *finger) seek(x *Index, p position) (uint32, bool) {
	for range 2 {
		if n, ok := f.get(f.spot); !ok || x.position(n).compare(p) >= 0 {
			return n, ok
		}
		f.spot = f.next(f.spot)
	}
	f.spot = f.searchFrom(f.spot, x.before(p))
	return f.get(f.spot)
}
