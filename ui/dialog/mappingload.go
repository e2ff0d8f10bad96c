package dialog

import (
	"maps"
	"slices"

	"parley/annotate"
	"parley/annotate/codec"
)

// set takes a mapping over, one from a file too: what it does not say is proposed, and what
// it says of parts that are not here is left aside. It gives the number of these.
func (m *mapping) set(now codec.Mapping) (aside int) {
	m.now = codec.Propose(m.from, m.to)
	m.fold()
	for _, l := range now.Layers {
		at := slices.IndexFunc(m.now.Layers, func(o codec.LayerMapping) bool { return o.From == l.From })
		to := m.to.Layer(l.To)
		if at < 0 || l.To != "" && to == nil {
			aside++
			continue
		}
		next := codec.ProposeLayer(m.from, m.to, l.From, l.To)
		next.Out = l.Out
		for _, s := range l.Set {
			if to == nil || to.Feature(s.Feature) == nil || !m.hasTag(to.Feature(s.Feature), s.Tag) {
				aside++
				continue
			}
			next.Set = append(next.Set, s)
		}
		m.now.Layers[at] = next
		aside += m.setFeatures(mappedAt{part: at, feature: -1}, l.Features)
	}
	for _, r := range now.Relations {
		at := slices.IndexFunc(m.now.Relations, func(o codec.RelationMapping) bool { return o.From == r.From })
		if at < 0 || r.To != "" && m.to.Relation(r.To) == nil {
			aside++
			continue
		}
		m.now.Relations[at] = codec.ProposeRelation(m.from, m.to, r.From, r.To)
		m.now.Relations[at].Out = r.Out
		aside += m.setFeatures(mappedAt{relation: true, part: at, feature: -1}, r.Features)
	}
	return aside
}

func (m *mapping) hasTag(f *annotate.Feature, id annotate.TagID) bool {
	set := m.to.Tagset(f.Tagset)
	return set != nil && set.Tag(id) != nil
}

// fold folds everything.
func (m *mapping) fold() {
	m.folded = map[mappedAt]bool{}
	for _, at := range m.parts() {
		m.folded[at] = true
		for f := range m.features(at) {
			m.folded[mappedAt{relation: at.relation, part: at.part, feature: f}] = true
		}
	}
}

// setFeatures takes over what a mapping says of the features of a part.
func (m *mapping) setFeatures(at mappedAt, list []codec.FeatureMapping) (aside int) {
	for _, f := range list {
		at.feature = slices.IndexFunc(m.features(at), func(o annotate.Feature) bool { return o.ID == f.From })
		gone := f.To != "" && !slices.ContainsFunc(m.there(at), func(o annotate.Feature) bool { return o.ID == f.To })
		if at.feature < 0 || gone {
			aside++
			continue
		}
		m.sendFeature(at, target{id: string(f.To), out: f.Out})
		aside += m.setValues(at, f)
	}
	return aside
}

// setValues takes over what a mapping says of the values of a feature; if it says anything,
// no other is proposed. Words need not be there: a mapping may be for several files.
func (m *mapping) setValues(at mappedAt, f codec.FeatureMapping) (aside int) {
	there, _ := m.tagged(at)
	tags, named := m.tags(at), slices.Concat(slices.Sorted(maps.Keys(f.Tags)), f.AsText, f.TagsOut)
	if len(named) > 0 {
		maps.DeleteFunc(m.featureMap(at).Tags, func(v, _ annotate.TagID) bool { return !slices.Contains(named, v) })
	}
	for _, v := range named {
		to := target{id: string(f.Tags[v]), text: slices.Contains(f.AsText, v), out: slices.Contains(f.TagsOut, v)}
		switch {
		case tags != nil && tags.Tag(v) == nil, there == nil, to.id != "" && !m.hasTag(there, annotate.TagID(to.id)), to.text && !there.Takes(annotate.TypeText):
			aside++
		default:
			at.value = v
			m.sendValue(at, to)
		}
	}
	return aside
}
