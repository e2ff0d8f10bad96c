package annotate

import (
	"iter"
	"slices"
)

// Entities yields the entities that r names, each as often as it does: in values, of an
// entity its parent and its affiliations, of a document its author and who speaks. To be kept
// apart is not to be named, though [Renamed] follows it. What else names entities one day has to be told
// here and in [Renamed], and then merges, splits and deletions know of it.
func Entities(r Record) iter.Seq[ID] {
	return func(yield func(ID) bool) {
		switch r := r.(type) {
		case *Annotation:
			entitiesIn(r.Features, yield)
		case *Relation:
			entitiesIn(r.Features, yield)
		case *Document:
			if !r.AuthorEntity.IsZero() && !yield(r.AuthorEntity) {
				return
			}
			for _, t := range r.Turns {
				if !t.Entity.IsZero() && !yield(t.Entity) {
					return
				}
			}
		case *Entity:
			if !r.Parent.IsZero() && !yield(r.Parent) {
				return
			}
			for _, a := range r.Affiliations {
				if !yield(a.Entity) {
					return
				}
			}
		}
	}
}

func entitiesIn(list []FeatureValue, yield func(ID) bool) {
	for i := range list {
		for k := range list[i].Values {
			if v := &list[i].Values[k]; v.Type == TypeEntity && !yield(v.Ref) {
				return
			}
		}
	}
}

// Renamed is r naming other entities: where it named one, what to says of it; the zero ID
// unsets. A value is given with the entity; it is nil for a parent, an affiliation, an
// author and a turn. Values and affiliations that become the same become one, and nobody is affiliated with
// themselves. When to changes nothing, it is r itself. r is not altered.
func Renamed(r Record, to func(entity ID, v *Value) ID) Record {
	switch r := r.(type) {
	case *Annotation:
		if list, changed := renamedValues(r.Features, to); changed {
			next := *r
			next.Features = list
			return &next
		}
	case *Relation:
		if list, changed := renamedValues(r.Features, to); changed {
			next := *r
			next.Features = list
			return &next
		}
	case *Entity:
		return r.renamed(to)
	case *Document:
		return r.renamed(to)
	}
	return r
}

func (d *Document) renamed(to func(ID, *Value) ID) *Document {
	next, changed := *d, false
	rename := func(id *ID) {
		if id.IsZero() {
			return
		}
		was := *id
		*id = to(was, nil)
		changed = changed || *id != was
	}
	rename(&next.AuthorEntity)
	next.Turns = slices.Clone(d.Turns)
	for i := range next.Turns {
		rename(&next.Turns[i].Entity)
	}
	if !changed {
		return d
	}
	return &next
}

func (e *Entity) renamed(to func(ID, *Value) ID) *Entity {
	next, changed := *e, false
	if !e.Parent.IsZero() {
		next.Parent = to(e.Parent, nil)
		changed = next.Parent != e.Parent
	}
	next.Affiliations = nil
	for _, a := range e.Affiliations {
		was := a.Entity
		a.Entity = to(was, nil)
		changed = changed || a.Entity != was
		if a.Entity != was && (a.Entity.IsZero() || a.Entity == e.ID || slices.Contains(next.Affiliations, a)) {
			continue
		}
		next.Affiliations = append(next.Affiliations, a)
	}
	if apart, moved := e.apart(to); moved {
		next.Apart, changed = apart, true
	}
	if !changed {
		return e
	}
	return &next
}

// apart are those that e is kept apart from, each once and never e itself.
func (e *Entity) apart(to func(ID, *Value) ID) (out []ID, moved bool) {
	for _, was := range e.Apart {
		id := to(was, nil)
		moved = moved || id != was
		if !id.IsZero() && id != e.ID && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out, moved
}

func renamedValues(list []FeatureValue, to func(ID, *Value) ID) ([]FeatureValue, bool) {
	if !wouldChange(list, to) {
		return list, false
	}
	out := make([]FeatureValue, 0, len(list))
	for _, fv := range list {
		if values := renamedIn(fv.Values, to); len(values) > 0 {
			out = append(out, FeatureValue{Feature: fv.Feature, Values: values})
		}
	}
	if len(out) == 0 {
		out = nil
	}
	return out, true
}

func wouldChange(list []FeatureValue, to func(ID, *Value) ID) bool {
	for i := range list {
		for k := range list[i].Values {
			if v := &list[i].Values[k]; v.Type == TypeEntity && to(v.Ref, v) != v.Ref {
				return true
			}
		}
	}
	return false
}

// renamedIn keeps one of two values that name the same entity now and did not before: the
// one in front, with a mention when either has one.
func renamedIn(values []Value, to func(ID, *Value) ID) []Value {
	out, moved := make([]Value, 0, len(values)), make([]bool, 0, len(values))
	for i := range values {
		v, other := values[i], false
		if v.Type == TypeEntity {
			v.Ref = to(v.Ref, &values[i])
			if v.Ref.IsZero() {
				continue
			}
			other = v.Ref != values[i].Ref
		}
		if k := sameEntity(out, v); k >= 0 && (other || moved[k]) {
			if out[k].Mention.IsZero() {
				out[k].Mention = v.Mention
			}
			continue
		}
		out, moved = append(out, v), append(moved, other)
	}
	return out
}

func sameEntity(list []Value, v Value) int {
	for i := range list {
		if v.Type == TypeEntity && list[i].Type == TypeEntity && list[i].Ref == v.Ref {
			return i
		}
	}
	return -1
}
