package dialog

import (
	"fmt"
	"maps"
	"slices"

	"parley/annotate"
)

// tagged are the tags that the feature has to which that at a row goes; nil when it has none.
func (m *mapping) tagged(at mappedAt) (*annotate.Feature, *annotate.Tagset) {
	now := m.featureMap(at)
	if now == nil || now.To == "" {
		return nil, nil
	}
	there := m.there(at)
	i := slices.IndexFunc(there, func(f annotate.Feature) bool { return f.ID == now.To })
	if i < 0 || !there[i].Takes(annotate.TypeTag) {
		return nil, nil
	}
	return &there[i], m.to.Tagset(there[i].Tagset)
}

// tags are those that the feature at a row has in the file; nil: it has words.
func (m *mapping) tags(at mappedAt) *annotate.Tagset {
	return m.from.Tagset(m.features(at)[at.feature].Tagset)
}

// values are those of a feature that can be mapped one by one: its tags, or, where it has
// none and that there takes no text, the words that were found.
func (m *mapping) values(at mappedAt) (list []annotate.TagID) {
	there, set := m.tagged(at)
	if set == nil {
		return nil
	}
	if tags := m.tags(at); tags != nil {
		for _, g := range tags.Tags {
			list = append(list, g.ID)
		}
		return list
	}
	c, f := m.counted(at), &m.features(at)[at.feature]
	if c == nil || there.Takes(annotate.TypeText) || there.Takes(f.Types[0]) {
		return nil
	}
	return slices.Sorted(maps.Keys(c.Said[f.ID]))
}

// valueName is what the file calls a value.
func (m *mapping) valueName(at mappedAt) string {
	if set := m.tags(at); set != nil {
		if g := set.Tag(at.value); g != nil {
			return g.Label()
		}
	}
	return string(at.value)
}

// said is how often a value is there.
func (m *mapping) said(at mappedAt) int {
	if c := m.counted(at); c != nil {
		return c.Said[m.features(at)[at.feature].ID][at.value]
	}
	return 0
}

// unmapped says how many values of a feature have no tag in the project: ", 2 of them new".
func (m *mapping) unmapped(at mappedAt) string {
	fresh, without := 0, 0
	for _, at := range m.below(at) {
		switch t := m.target(at); {
		case t.out && m.tags(at) == nil:
			without++
		case t == target{}:
			fresh++
		}
	}
	switch {
	case fresh > 0:
		return ", " + counted(fresh, "new tag")
	case without > 0:
		return ", " + grouped(without) + " without a tag"
	}
	return ""
}

// valueTarget is where a value goes. Words for which there is no tag stay out, as nothing
// says what tag they would make.
func (m *mapping) valueTarget(at mappedAt) target {
	now := m.featureMap(at)
	if now == nil {
		return target{}
	}
	words := m.tags(at) == nil
	switch to := now.Tags[at.value]; {
	case slices.Contains(now.TagsOut, at.value):
		return target{out: true}
	case to != "":
		return target{id: string(to)}
	case slices.Contains(now.AsText, at.value):
		return target{text: true}
	case words:
		if _, set := m.tagged(at); set != nil {
			if g := set.TagNamed(string(at.value)); g != nil {
				return target{id: string(g.ID)}
			}
		}
	}
	return target{out: words}
}

// sendValue has a value go elsewhere.
func (m *mapping) sendValue(at mappedAt, to target) {
	now := m.featureMap(at)
	if now == nil {
		return
	}
	isIt := func(v annotate.TagID) bool { return v == at.value }
	now.AsText, now.TagsOut = slices.DeleteFunc(slices.Clone(now.AsText), isIt), slices.DeleteFunc(slices.Clone(now.TagsOut), isIt)
	if now.Tags = maps.Clone(now.Tags); now.Tags == nil {
		now.Tags = map[annotate.TagID]annotate.TagID{}
	}
	delete(now.Tags, at.value)
	switch {
	case to.out:
		now.TagsOut = append(now.TagsOut, at.value)
	case to.text:
		now.AsText = append(now.AsText, at.value)
	case to.id != "":
		now.Tags[at.value] = annotate.TagID(to.id)
	}
}

// valuePlaces are all that a value can become: a tag that the project has, a new one, its
// name as text, nothing.
func (m *mapping) valuePlaces(at mappedAt) (list []place) {
	there, set := m.tagged(at)
	if set == nil {
		return nil
	}
	now := m.target(at).id
	for i := range set.Tags {
		if g := &set.Tags[i]; !g.Retired || string(g.ID) == now {
			list = append(list, place{target{id: string(g.ID)}, g.Label(), 0})
		}
	}
	if m.tags(at) != nil {
		list = append(list, place{target{}, fmt.Sprintf("New tag “\u2068%s\u2069”", m.name(at)), 0})
		if there.Takes(annotate.TypeText) {
			list = append(list, place{target{text: true}, fmt.Sprintf("The text “\u2068%s\u2069”", m.name(at)), 0})
		}
	}
	return append(list, place{target{out: true}, "Leave out", 0})
}
