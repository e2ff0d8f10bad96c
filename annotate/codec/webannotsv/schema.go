package webannotsv

import (
	"errors"
	"slices"
	"strings"

	"parley/annotate"
	"parley/annotate/codec/uima"
)

var errNoEnd = errors.New("what it leads to, or where it comes from, is not there")

// schemaOf collects the layers of files.
type schemaOf struct {
	schema annotate.Schema
	bases  map[annotate.RelationTypeID][2]string // types of both ends; "" for any
}

func (s *schemaOf) add(t *table) {
	for _, l := range t.layers {
		switch l.kind {
		case spans:
			s.layer(l)
			for i, c := range l.columns {
				if c.use == role {
					s.relation(l.name+":"+c.name, uima.Short(l.name)+":"+c.name, []annotate.FeatureID{roleName}, l.name, l.columns[min(i+1, len(l.columns)-1)].name)
				}
			}
		case chains:
			s.layer(l)
			s.relation(l.name+":"+next, uima.Short(l.name)+":"+next, nil, l.name, l.name)
		case relations:
			if uima.IsToken(l.base()) {
				s.layer(&layer{name: l.base()})
			}
			s.relation(l.name, uima.Short(l.name), l.features(), l.base(), l.base())
		}
	}
}

func (l *layer) features() (list []annotate.FeatureID) {
	for _, c := range l.columns {
		if id := c.feature(); id != "" {
			list = append(list, id)
		}
	}
	return list
}

func (s *schemaOf) layer(l *layer) {
	id := annotate.LayerID(l.name)
	if s.schema.Layer(id) == nil {
		s.schema.Layers = append(s.schema.Layers, annotate.Layer{ID: id, Name: l.name})
	}
	own := s.schema.Layer(id)
	own.Features = withFeatures(own.Features, l.features())
}

func (s *schemaOf) relation(id, name string, features []annotate.FeatureID, from, to string) {
	kind := annotate.RelationTypeID(id)
	if s.schema.Relation(kind) == nil {
		s.schema.Relations = append(s.schema.Relations, annotate.RelationType{ID: kind, Name: name})
		s.bases[kind] = [2]string{from, to}
	}
	own := s.schema.Relation(kind)
	own.Features = withFeatures(own.Features, features)
	if s.bases[kind] != [2]string{from, to} {
		s.bases[kind] = [2]string{}
	}
}

func withFeatures(list []annotate.Feature, ids []annotate.FeatureID) []annotate.Feature {
	for _, id := range ids {
		if !slices.ContainsFunc(list, func(f annotate.Feature) bool { return f.ID == id }) {
			list = append(list, annotate.Feature{ID: id, Name: string(id), Types: []annotate.FeatureType{annotate.TypeText}})
		}
	}
	return list
}

// done is the schema, with short names where they are free and ends that are layers.
func (s *schemaOf) done() annotate.Schema {
	taken := map[string]int{}
	for _, l := range s.schema.Layers {
		taken[strings.ToLower(uima.Short(l.Name))]++
	}
	for i := range s.schema.Layers {
		if l := &s.schema.Layers[i]; taken[strings.ToLower(uima.Short(l.Name))] == 1 && uima.Short(l.Name) != "" {
			l.Name = uima.Short(l.Name)
		}
	}
	names := map[string]int{}
	for _, r := range s.schema.Relations {
		names[strings.ToLower(r.Name)]++
	}
	for i := range s.schema.Relations {
		r := &s.schema.Relations[i]
		if names[strings.ToLower(r.Name)] > 1 {
			r.Name = string(r.ID)
		}
		from, to := annotate.LayerID(s.bases[r.ID][0]), annotate.LayerID(s.bases[r.ID][1])
		if s.schema.Layer(from) != nil {
			r.From = []annotate.LayerID{from}
		}
		if s.schema.Layer(to) != nil {
			r.To = []annotate.LayerID{to}
		}
	}
	return s.schema
}
