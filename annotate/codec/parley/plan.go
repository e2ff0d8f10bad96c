package parley

import (
	"time"

	"parley/annotate"
	"parley/annotate/text"
)

// plan is what reading a document needs to know of the rest of the file. Several
// goroutines read it.
type plan struct {
	schema     *annotate.Schema
	layers     map[string]*slots
	types      map[string]*slots
	annotators map[annotate.ID]annotate.ID // as in the file → as in the project
	entities   map[annotate.ID]string      // names as in the file
	unit       text.Unit
	lines      bool
	numbers    map[int]int // of schemas, as in the file → as in the project; nil: they are the same
	inForce    int         // in the project, for schemas that are not in numbers
	now        time.Time
}

// slots are the features of a layer or of a relation type.
type slots struct {
	name     string // the ID
	features []annotate.Feature
	byID     map[string]*slot
}

type slot struct {
	feature *annotate.Feature
	tags    map[string]annotate.TagID
}

func newPlan(s *annotate.Schema) *plan {
	p := &plan{
		schema: s, layers: map[string]*slots{}, types: map[string]*slots{},
		annotators: map[annotate.ID]annotate.ID{}, entities: map[annotate.ID]string{},
	}
	for i := range s.Layers {
		p.layers[string(s.Layers[i].ID)] = newSlots(s, string(s.Layers[i].ID), s.Layers[i].Features)
	}
	for i := range s.Relations {
		p.types[string(s.Relations[i].ID)] = newSlots(s, string(s.Relations[i].ID), s.Relations[i].Features)
	}
	return p
}

func newSlots(s *annotate.Schema, name string, features []annotate.Feature) *slots {
	out := &slots{name: name, features: features, byID: map[string]*slot{}}
	for i := range features {
		f := &features[i]
		at := &slot{feature: f, tags: map[string]annotate.TagID{}}
		if set := s.Tagset(f.Tagset); set != nil && f.Takes(annotate.TypeTag) {
			for _, g := range set.Tags {
				at.tags[string(g.ID)] = g.ID
			}
		}
		out.byID[string(f.ID)] = at
	}
	return out
}

// reorder has values come in the order of another schema, which has all features of this one.
func (p *plan) reorder(s *annotate.Schema) {
	for id, l := range p.layers {
		l.features = s.Layer(annotate.LayerID(id)).Features
	}
	for id, t := range p.types {
		t.features = s.Relation(annotate.RelationTypeID(id)).Features
	}
}
