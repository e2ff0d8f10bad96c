package dialog

import (
	"fmt"

	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/annotate/codec"
)

// target is where a part goes.
func (m *mapping) target(at mappedAt) target {
	switch {
	case at.value != "":
		return m.valueTarget(at)
	case at.feature >= 0:
		if f := m.featureMap(at); f != nil {
			return target{id: string(f.To), out: f.Out}
		}
		return target{}
	case at.relation:
		r := m.now.Relations[at.part]
		return target{id: string(r.To), out: r.Out}
	}
	l := m.now.Layers[at.part]
	return target{id: string(l.To), out: l.Out}
}

// featureMap is the mapping of a feature; nil when there is none.
func (m *mapping) featureMap(at mappedAt) *codec.FeatureMapping {
	list := *m.maps(at)
	for i := range list {
		if list[i].From == m.features(at)[at.feature].ID {
			return &list[i]
		}
	}
	return nil
}

// send has a part go elsewhere. What of its features is alike goes along.
func (m *mapping) send(at mappedAt, to target) {
	switch {
	case at.value != "":
		m.sendValue(at, to)
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
	if now := m.featureMap(at); now != nil {
		*now = next
	} else {
		*m.maps(at) = append(*m.maps(at), next)
	}
	m.folded[at] = true
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
	case at.value != "":
		return m.valuePlaces(at)
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
	now, separated := m.target(at), false
	for i, p := range m.places(at) {
		if p.id == "" && i > 0 && !separated {
			items, separated = append(items, fyne.NewMenuItemSeparator()), true
		}
		items = append(items, item(p.name, p.target == now, func() {
			m.send(at, p.target)
			chosen()
		}))
	}
	return items
}
