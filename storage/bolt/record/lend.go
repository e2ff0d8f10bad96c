package record

import (
	"strings"

	"parley/annotate"
)

// memory says from where a Decoder takes what records are made of.
type memory uint8

const (
	single   memory = iota // each for itself
	gathered               // many side by side, for good
	lent                   // many side by side, until the next Lend
)

// Lend makes d lend what it reads from now on: annotations, relations and progress, with
// all in them but their strings, are overwritten by what is read after the next Lend.
// Strings share pieces of memory, as those of Gather.
func (d *Decoder) Lend() {
	d.memory = lent
	d.lent.annotations.used, d.lent.relations.used, d.lent.progress.used = 0, 0, 0
	d.lent.features.used, d.lent.values.used, d.lent.spans.used = 0, 0, 0
}

// Gather makes d read annotations and relations into pieces of memory that some dozens of
// them share, which is quick for who reads very many. They are the reader's own; but who
// keeps one keeps its neighbours' memory too.
func (d *Decoder) Gather() { d.memory = gathered }

// slab hands out memory part by part.
type slab[T any] struct {
	list []T
	used int
}

// piece is how many annotations share memory, at most.
const piece = 32

// take is n zero values.
func (s *slab[T]) take(n int, from memory) []T {
	if from == single {
		return make([]T, n)
	}
	if n > len(s.list)-s.used {
		s.renew(n, from)
	}
	part := s.list[s.used : s.used+n : s.used+n]
	s.used += n
	if from == lent {
		clear(part)
	}
	return part
}

// renew makes room for n values. What was handed out stays where it is, with whoever has it.
func (s *slab[T]) renew(n int, from memory) {
	size := max(n, piece)
	if from == lent {
		size = max(size, 2*len(s.list))
	}
	s.list, s.used = make([]T, size), 0
}

// begin is an empty list to append values to, of which nobody knows yet how many.
func (s *slab[T]) begin(from memory) []T {
	if from != single && s.used == len(s.list) {
		s.renew(4*piece, from)
	}
	return s.list[s.used:s.used]
}

// keep is the list that begin gave, when all is in it.
func (s *slab[T]) keep(list []T, from memory) []T {
	n := len(list)
	switch {
	case from == single:
		s.list = list[:0] // to append to again
		return append(make([]T, 0, n), list...)
	case n > len(s.list)-s.used: // it moved, and takes what it moved to
		s.list, s.used = list[:cap(list)], n
	default:
		s.used += n
	}
	return list[:n:n]
}

// textSlab gives strings that share memory.
type textSlab struct{ open *strings.Builder }

func (t *textSlab) keep(b []byte, from memory) string {
	if from == single || len(b) > textPiece/4 {
		return string(b)
	}
	if t.open == nil || t.open.Cap()-t.open.Len() < len(b) {
		t.open = new(strings.Builder)
		t.open.Grow(textPiece)
	}
	at := t.open.Len()
	t.open.Write(b)
	return t.open.String()[at:]
}

// textPiece is how many bytes of strings share memory.
const textPiece = 4 << 10

func (d *Decoder) blank(key annotate.Key) annotate.Record {
	if d.memory == single {
		return blank(key)
	}
	switch key.Kind {
	case annotate.KindProgress:
		p := &d.lent.progress.take(1, d.memory)[0]
		p.Document, p.Annotator = key.Document, key.Annotator
		return p
	case annotate.KindAnnotation:
		a := &d.lent.annotations.take(1, d.memory)[0]
		a.ID, a.Document, a.Annotator = key.ID, key.Document, key.Annotator
		return a
	case annotate.KindRelation:
		r := &d.lent.relations.take(1, d.memory)[0]
		r.ID, r.Document, r.Annotator = key.ID, key.Document, key.Annotator
		return r
	}
	return blank(key)
}
