package record

import "parley/annotate"

// Lend makes d lend what it reads from now on: annotations, relations and progress, with
// all in them but their strings, are overwritten by what is read after the next Lend.
func (d *Decoder) Lend() {
	d.lends = true
	d.lent.annotations.used, d.lent.relations.used, d.lent.progress.used = 0, 0, 0
	d.lent.features.used, d.lent.values.used, d.lent.spans.used = 0, 0, 0
}

// slab hands out memory part by part.
type slab[T any] struct {
	list []T
	used int
}

// take is n zero values: from the slab where they are lent, otherwise for good.
func (s *slab[T]) take(n int, lent bool) []T {
	if !lent {
		return make([]T, n)
	}
	if n > len(s.list)-s.used {
		// What was handed out stays where it is, with whoever has it.
		s.list, s.used = make([]T, max(n, 2*len(s.list), 64)), 0
	}
	part := s.list[s.used : s.used+n : s.used+n]
	s.used += n
	clear(part)
	return part
}

func (d *Decoder) blank(key annotate.Key) annotate.Record {
	if !d.lends {
		return blank(key)
	}
	switch key.Kind {
	case annotate.KindProgress:
		p := &d.lent.progress.take(1, true)[0]
		p.Document, p.Annotator = key.Document, key.Annotator
		return p
	case annotate.KindAnnotation:
		a := &d.lent.annotations.take(1, true)[0]
		a.ID, a.Document, a.Annotator = key.ID, key.Document, key.Annotator
		return a
	case annotate.KindRelation:
		r := &d.lent.relations.take(1, true)[0]
		r.ID, r.Document, r.Annotator = key.ID, key.Document, key.Annotator
		return r
	}
	return blank(key)
}
