package bolt

import (
	"bytes"
	"cmp"
	"slices"
)

// put is a value laid over what a bucket has under a key.
type put struct {
	in    bucket
	key   []byte
	value []byte
	gone  bool // there is no value any more
}

// layer is a row of puts in the order of buckets and keys, at most one a key.
type layer []put

func (l layer) find(b bucket, key []byte) (int, bool) {
	return slices.BinarySearchFunc(l, key, func(p put, key []byte) int {
		if c := cmp.Compare(p.in, b); c != 0 {
			return c
		}
		return bytes.Compare(p.key, key)
	})
}

// of is the part that lies over bucket b.
func (l layer) of(b bucket) layer {
	from, _ := l.find(b, nil)
	to, _ := l.find(b+1, nil)
	return l[from:to]
}

// set lays p over what is there. Its key and value must not change from then on.
func (l *layer) set(p put) {
	at, found := l.find(p.in, p.key)
	if found {
		(*l)[at] = p
		return
	}
	*l = slices.Insert(*l, at, p)
}

// layered is a source with a layer over it.
type layered struct {
	under source
	over  layer
}

func (s *layered) get(b bucket, key []byte) []byte {
	if len(s.over) > 0 {
		if at, found := s.over.find(b, key); found {
			return s.over[at].value
		}
	}
	return s.under.get(b, key)
}

func (s *layered) cursor(b bucket) cursor {
	if over := s.over.of(b); len(over) > 0 {
		return &merged{over: over, c: s.under.cursor(b)}
	}
	return s.under.cursor(b)
}

// merged walks a bucket and what lies over it side by side.
type merged struct {
	over layer
	c    cursor
	k, v []byte // where c stands
	at   int    // the next of over
}

func (m *merged) Seek(from []byte) (key, value []byte) {
	m.k, m.v = m.c.Seek(from)
	m.at, _ = m.over.find(m.over[0].in, from)
	return m.Next()
}

func (m *merged) Next() (key, value []byte) {
	for m.at < len(m.over) {
		p := &m.over[m.at]
		order := -1
		if m.k != nil {
			order = bytes.Compare(p.key, m.k)
		}
		if order > 0 {
			break
		}
		if order == 0 {
			m.k, m.v = m.c.Next()
		}
		if m.at++; !p.gone {
			return p.key, p.value
		}
	}
	key, value = m.k, m.v
	if m.k != nil {
		m.k, m.v = m.c.Next()
	}
	return key, value
}

// Last leaves the cursor nowhere. Where the last keys are gone, it walks all that is left.
func (m *merged) Last() (key, value []byte) {
	last := &m.over[len(m.over)-1]
	k, v := m.c.Last()
	switch order := bytes.Compare(last.key, k); {
	case order >= 0 && !last.gone:
		return last.key, last.value
	case order < 0:
		if at, found := m.over.find(last.in, k); !found {
			return k, v
		} else if p := &m.over[at]; !p.gone {
			return p.key, p.value
		}
	}
	for k, v := m.Seek(nil); k != nil; k, v = m.Next() {
		key, value = k, v
	}
	return key, value
}
