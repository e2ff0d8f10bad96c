package query

import (
	"iter"
	"maps"

	"parley/annotate"
)

// vocabulary is every term that annotations are found by, with the list of its rows.
// Layers and features are few and found by looking along; the others by a map.
type vocabulary struct {
	all        list
	incomplete list
	recheck    list
	required   required
	layers     []*layer
	annotators map[annotate.ID]*list
	entities   map[annotate.ID]*entity
}

type layer struct {
	id       annotate.LayerID
	list     list
	unnamed  list // of those that name nobody
	features []*feature
}

type feature struct {
	id    annotate.FeatureID
	used  int // annotations with a value of it
	tags  map[annotate.TagID]*list
	slots map[annotate.ID]*list // by entity
}

// entity counts the annotations that name it once each, however many of its slots do.
type entity struct {
	uses  int
	turn  uint64 // in which it was counted last
	slots []slot
}

type slot struct {
	layer   *layer
	feature *feature
	list    *list
}

func newVocabulary() vocabulary {
	return vocabulary{annotators: map[annotate.ID]*list{}, entities: map[annotate.ID]*entity{}}
}

// lists appends to to the lists that a belongs in, making those that are not there. A
// value that is there twice may give its list twice.
func (v *vocabulary) lists(to []*list, a *annotate.Annotation) []*list {
	l := v.layer(a.Layer)
	to = append(to, &v.all, &l.list, v.annotator(a.Annotator))
	if v.required.lacked(a) {
		to = append(to, &v.incomplete)
	}
	if a.Recheck != "" {
		to = append(to, &v.recheck)
	}
	if namesNobody(a) {
		to = append(to, &l.unnamed)
	}
	for i := range a.Features {
		fv := &a.Features[i]
		var f *feature
		for j := range fv.Values {
			value := &fv.Values[j]
			if value.Type != annotate.TypeTag && value.Type != annotate.TypeEntity {
				continue
			}
			if f == nil {
				f = l.feature(fv.Feature)
			}
			if value.Type == annotate.TypeTag {
				to = append(to, f.tag(value.Tag))
			} else {
				to = append(to, v.slot(l, f, value.Ref))
			}
		}
	}
	return to
}

func (v *vocabulary) layer(id annotate.LayerID) *layer {
	if l := v.findLayer(id); l != nil {
		return l
	}
	l := &layer{id: id}
	v.layers = append(v.layers, l)
	return l
}

func (v *vocabulary) findLayer(id annotate.LayerID) *layer {
	for _, l := range v.layers {
		if l.id == id {
			return l
		}
	}
	return nil
}

func (v *vocabulary) annotator(id annotate.ID) *list {
	l := v.annotators[id]
	if l == nil {
		l = &list{}
		v.annotators[id] = l
	}
	return l
}

func (l *layer) feature(id annotate.FeatureID) *feature {
	if f := l.findFeature(id); f != nil {
		return f
	}
	f := &feature{id: id, tags: map[annotate.TagID]*list{}, slots: map[annotate.ID]*list{}}
	l.features = append(l.features, f)
	return f
}

// findFeature may be asked of no layer.
func (l *layer) findFeature(id annotate.FeatureID) *feature {
	if l == nil {
		return nil
	}
	for _, f := range l.features {
		if f.id == id {
			return f
		}
	}
	return nil
}

func (f *feature) tag(id annotate.TagID) *list {
	l := f.tags[id]
	if l == nil {
		l = &list{}
		f.tags[id] = l
	}
	return l
}

func (v *vocabulary) slot(l *layer, f *feature, id annotate.ID) *list {
	if s := f.slots[id]; s != nil {
		return s
	}
	e := v.entities[id]
	if e == nil {
		e = &entity{}
		v.entities[id] = e
	}
	s := &list{entity: e}
	f.slots[id] = s
	e.slots = append(e.slots, slot{l, f, s})
	return s
}

// found appends to to the lists whose union the term is true of.
func (v *vocabulary) found(to []*list, t Term) []*list {
	var l *list
	switch t.kind {
	case isLayer:
		if y := v.findLayer(t.layer); y != nil {
			l = &y.list
		}
	case isUnnamed:
		if y := v.findLayer(t.layer); y != nil {
			l = &y.unnamed
		}
	case isAnnotator:
		l = v.annotators[t.id]
	case isIncomplete:
		l = &v.incomplete
	case isRecheck:
		l = &v.recheck
	case isTag:
		if f := v.findLayer(t.layer).findFeature(t.feature); f != nil {
			l = f.tags[t.tag]
		}
	case isSlot:
		if f := v.findLayer(t.layer).findFeature(t.feature); f != nil {
			l = f.slots[t.id]
		}
	case isEntity:
		if e := v.entities[t.id]; e != nil {
			for _, s := range e.slots {
				to = append(to, s.list)
			}
		}
	default:
		l = &v.all
	}
	if l != nil {
		to = append(to, l)
	}
	return to
}

// each yields every list.
func (v *vocabulary) each() iter.Seq[*list] {
	return func(yield func(*list) bool) {
		ok := yield(&v.all) && yield(&v.incomplete) && yield(&v.recheck)
		under := func(lists iter.Seq[*list]) {
			for l := range lists {
				ok = ok && yield(l)
			}
		}
		under(maps.Values(v.annotators))
		for _, l := range v.layers {
			ok = ok && yield(&l.list) && yield(&l.unnamed)
			for _, f := range l.features {
				under(maps.Values(f.tags))
				under(maps.Values(f.slots))
			}
		}
	}
}
