package dialog

import (
	"parley/annotate"
	"parley/annotate/codec"
)

// mapping is what of a collection goes where in the project, as a tree that is asked and
// changed row by row: layers and relation types, their features below them, and below these
// their values, where the feature there has tags.
type mapping struct {
	from, to *annotate.Schema
	survey   *codec.Survey
	now      codec.Mapping
	folded   map[mappedAt]bool // those that are not in it are unfolded; set to true at first
}

// mappedAt is a part of a mapping: a layer or a relation type, a feature of one, or a value
// of that.
type mappedAt struct {
	relation bool
	part     int            // of the mapping's layers or relations
	feature  int            // of its features in the file's schema; -1: the part itself
	value    annotate.TagID // as the mapping calls it; empty: the feature itself
}

// target is where a part goes.
type target struct {
	id   string
	out  bool // stays out
	text bool // of a value: comes as text; with none of the three it is added to the project
}

func newMapping(from, to *annotate.Schema, now codec.Mapping, s *codec.Survey) *mapping {
	m := &mapping{from: from, to: to, survey: s}
	m.set(now)
	return m
}

// rows are the parts in sight.
func (m *mapping) rows() (rows []mappedAt) {
	var add func(mappedAt)
	add = func(at mappedAt) {
		rows = append(rows, at)
		for _, below := range m.below(at) {
			if !m.folded[at] {
				add(below)
			}
		}
	}
	for _, at := range m.parts() {
		add(at)
	}
	return rows
}

// parts are the layers and relation types.
func (m *mapping) parts() (list []mappedAt) {
	for i := range m.now.Layers {
		list = append(list, mappedAt{part: i, feature: -1})
	}
	for i := range m.now.Relations {
		list = append(list, mappedAt{relation: true, part: i, feature: -1})
	}
	return list
}

// below are the features of a part, or the values of a feature; none of what stays out.
func (m *mapping) below(at mappedAt) (list []mappedAt) {
	switch {
	case at.value != "" || m.target(at).out:
	case at.feature < 0:
		for f := range m.features(at) {
			list = append(list, mappedAt{relation: at.relation, part: at.part, feature: f})
		}
	default:
		for _, v := range m.values(at) {
			at.value = v
			list = append(list, at)
		}
	}
	return list
}

// canUnfold reports whether there is anything below a row.
func (m *mapping) canUnfold(at mappedAt) bool { return len(m.below(at)) > 0 }

// above is the row that one is below; false of a layer or relation type.
func (at mappedAt) above() (mappedAt, bool) {
	switch {
	case at.value != "":
		at.value = ""
		return at, true
	case at.feature >= 0:
		at.feature = -1
		return at, true
	}
	return at, false
}

// features are those of the file's part.
func (m *mapping) features(at mappedAt) []annotate.Feature {
	if at.relation {
		if r := m.from.Relation(m.now.Relations[at.part].From); r != nil {
			return r.Features
		}
	} else if l := m.from.Layer(m.now.Layers[at.part].From); l != nil {
		return l.Features
	}
	return nil
}

// there are the features of what the part goes to.
func (m *mapping) there(at mappedAt) []annotate.Feature {
	if at.relation {
		if r := m.to.Relation(m.now.Relations[at.part].To); r != nil {
			return r.Features
		}
	} else if l := m.to.Layer(m.now.Layers[at.part].To); l != nil {
		return l.Features
	}
	return nil
}

// maps are the mappings of features of a part.
func (m *mapping) maps(at mappedAt) *[]codec.FeatureMapping {
	if at.relation {
		return &m.now.Relations[at.part].Features
	}
	return &m.now.Layers[at.part].Features
}

// name is what the file calls a part.
func (m *mapping) name(at mappedAt) string {
	switch {
	case at.value != "":
		return m.valueName(at)
	case at.feature >= 0:
		return m.features(at)[at.feature].Name
	case at.relation:
		if r := m.from.Relation(m.now.Relations[at.part].From); r != nil {
			return r.Name
		}
		return string(m.now.Relations[at.part].From)
	}
	if l := m.from.Layer(m.now.Layers[at.part].From); l != nil {
		return l.Name
	}
	return string(m.now.Layers[at.part].From)
}

// counted is how much there is of a layer or relation type and its values; nil: nothing.
func (m *mapping) counted(at mappedAt) *codec.Count {
	if at.relation {
		return m.survey.Types[m.now.Relations[at.part].From]
	}
	return m.survey.Layers[m.now.Layers[at.part].From]
}

// count says how much there is of a part: "12 annotations", "12 values, 2 of them new".
func (m *mapping) count(at mappedAt) string {
	c, n := m.counted(at), 0
	switch {
	case at.value != "":
		return counted(m.said(at), "time")
	case at.feature >= 0:
		if c != nil {
			n = c.Values[m.features(at)[at.feature].ID]
		}
		return counted(n, "value") + m.unmapped(at)
	case c != nil:
		n = c.Records
	}
	if at.relation {
		return counted(n, "relation")
	}
	return counted(n, "annotation")
}
