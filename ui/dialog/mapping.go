package dialog

import (
	"fmt"

	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/annotate/codec"
)

// mapping is what of a collection goes where in the project, as a tree that is asked and
// changed row by row: layers and relation types with their features below them.
type mapping struct {
	from, to *annotate.Schema
	survey   *codec.Survey
	now      codec.Mapping
	folded   map[mappedAt]bool // those that are not in it are unfolded; set to true at first
}

// mappedAt is a part of a mapping: a layer or a relation type, or a feature of one.
type mappedAt struct {
	relation bool
	part     int // of the mapping's layers or relations
	feature  int // of its features in the file's schema; -1: the part itself
}

// target is where a part goes.
type target struct {
	id  string
	out bool // stays out; with neither: it is added to the project
}

func newMapping(from, to *annotate.Schema, now codec.Mapping, s *codec.Survey) *mapping {
	m := &mapping{from: from, to: to, survey: s, folded: map[mappedAt]bool{}}
	m.set(now)
	return m
}

// set takes a mapping over, one from a file too: what it does not say is proposed, and what
// it says of a schema that is not there is left aside.
func (m *mapping) set(now codec.Mapping) {
	proposed := codec.Propose(m.from, m.to)
	for i := range proposed.Layers {
		l := &proposed.Layers[i]
		if known := now.Layer(l.From); known != nil && (known.To == "" || m.to.Layer(known.To) != nil) {
			*l = *known
		}
		m.folded[mappedAt{part: i, feature: -1}] = true
	}
	for i := range proposed.Relations {
		r := &proposed.Relations[i]
		if known := now.Relation(r.From); known != nil && (known.To == "" || m.to.Relation(known.To) != nil) {
			*r = *known
		}
		m.folded[mappedAt{true, i, -1}] = true
	}
	m.now = proposed
}

// rows are the parts in sight.
func (m *mapping) rows() (rows []mappedAt) {
	add := func(at mappedAt) {
		rows = append(rows, at)
		if m.folded[at] || m.target(at).out {
			return
		}
		for f := range m.features(at) {
			rows = append(rows, mappedAt{at.relation, at.part, f})
		}
	}
	for i := range m.now.Layers {
		add(mappedAt{part: i, feature: -1})
	}
	for i := range m.now.Relations {
		add(mappedAt{true, i, -1})
	}
	return rows
}

// canUnfold reports whether there are features below a part.
func (m *mapping) canUnfold(at mappedAt) bool {
	return at.feature < 0 && len(m.features(at)) > 0 && !m.target(at).out
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

// count says how much there is of a part: "12 annotations".
func (m *mapping) count(at mappedAt) string {
	noun, c := "annotation", (*codec.Count)(nil)
	if at.relation {
		noun, c = "relation", m.survey.Types[m.now.Relations[at.part].From]
	} else {
		c = m.survey.Layers[m.now.Layers[at.part].From]
	}
	n := 0
	switch {
	case c != nil && at.feature >= 0:
		n = c.Values[m.features(at)[at.feature].ID]
	case c != nil:
		n = c.Records
	}
	if at.feature >= 0 {
		noun = "value"
	}
	return counted(n, noun)
}

// target is where a part goes.
func (m *mapping) target(at mappedAt) target {
	if at.feature < 0 && at.relation {
		r := m.now.Relations[at.part]
		return target{string(r.To), r.Out}
	}
	if at.feature < 0 {
		l := m.now.Layers[at.part]
		return target{string(l.To), l.Out}
	}
	for _, f := range *m.maps(at) {
		if f.From == m.features(at)[at.feature].ID {
			return target{string(f.To), f.Out}
		}
	}
	return target{}
}

// send has a part go elsewhere. What of its features is alike goes along.
func (m *mapping) send(at mappedAt, to target) {
	switch {
	case at.feature >= 0:
		m.sendFeature(at, to)
	case at.relation:
		r := &m.now.Relations[at.part]
		*r = codec.ProposeRelation(m.from, m.to, r.From, annotate.RelationTypeID(to.id))
		r.Out = to.out
	default:
		l := &m.now.Layers[at.part]
		*l = codec.ProposeLayer(m.from, m.to, l.From, annotate.LayerID(to.id))
		l.Out = to.out
	}
}

func (m *mapping) sendFeature(at mappedAt, to target) {
	f := &m.features(at)[at.feature]
	next := codec.FeatureMapping{From: f.ID, To: annotate.FeatureID(to.id), Out: to.out}
	for _, t := range m.there(at) {
		if string(t.ID) == to.id {
			next.Tags = codec.ProposeTags(m.from, m.to, f, &t)
		}
	}
	list := m.maps(at)
	for i := range *list {
		if (*list)[i].From == f.ID {
			(*list)[i] = next
			return
		}
	}
	*list = append(*list, next)
}

// place is a target as it is shown: its name and the slot of its colour.
type place struct {
	target
	name string
	slot int
}

// placeOf is where a part goes, as it is shown.
func (m *mapping) placeOf(at mappedAt) place {
	now := m.target(at)
	for _, p := range m.places(at) {
		if p.target == now {
			return p
		}
	}
	return place{target: now, name: now.id}
}

// places are all that a part can go to: what the project has, a new one, nothing.
func (m *mapping) places(at mappedAt) (list []place) {
	noun := "layer"
	switch {
	case at.feature >= 0:
		noun = "feature"
		for _, f := range m.there(at) {
			list = append(list, place{target{id: string(f.ID)}, f.Name, 0})
		}
	case at.relation:
		noun = "relation type"
		for _, r := range m.to.Relations {
			list = append(list, place{target{id: string(r.ID)}, r.Name, 0})
		}
	default:
		for _, l := range m.to.Layers {
			list = append(list, place{target{id: string(l.ID)}, l.Name, l.Colour})
		}
	}
	return append(list, place{target{}, fmt.Sprintf("New %s “\u2068%s\u2069”", noun, m.name(at)), 0}, place{target{out: true}, "Leave out", 0})
}

// items are the menu of a part.
func (m *mapping) items(at mappedAt, chosen func()) (items []*fyne.MenuItem) {
	now := m.target(at)
	for i, p := range m.places(at) {
		if p.id == "" && !p.out && i > 0 {
			items = append(items, fyne.NewMenuItemSeparator())
		}
		items = append(items, item(p.name, p.target == now, func() {
			m.send(at, p.target)
			chosen()
		}))
	}
	return items
}
