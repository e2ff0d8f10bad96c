package codec

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"parley/annotate"
)

// Extend is to with a place for everything of from that m leaves out: layers, features,
// tags and relation types are added as the files have them, but for what m says is Out. It
// gives the mapping that uses them. Neither to nor m is altered.
func Extend(to, from *annotate.Schema, m Mapping) (*annotate.Schema, Mapping) {
	x := extender{to: *to, from: from}
	x.to.Layers, x.to.Tagsets, x.to.Relations = slices.Clone(to.Layers), slices.Clone(to.Tagsets), slices.Clone(to.Relations)
	var out Mapping
	for _, l := range from.Layers {
		out.Layers = append(out.Layers, x.layer(l, m.Layer(l.ID)))
	}
	for _, r := range from.Relations {
		out.Relations = append(out.Relations, x.relation(r, m.Relation(r.ID)))
	}
	for i := len(to.Relations); i < len(x.to.Relations); i++ { // those that were added
		r := &x.to.Relations[i]
		r.From, r.To = ends(r.From, out), ends(r.To, out)
	}
	return &x.to, out
}

// ends are the layers to which the layers of from go.
func ends(list []annotate.LayerID, m Mapping) (out []annotate.LayerID) {
	for _, id := range list {
		if l := m.Layer(id); l != nil && l.To != "" && !slices.Contains(out, l.To) {
			out = append(out, l.To)
		}
	}
	return out
}

type extender struct {
	to   annotate.Schema
	from *annotate.Schema
}

func (x *extender) layer(l annotate.Layer, m *LayerMapping) LayerMapping {
	if m != nil && m.Out {
		return LayerMapping{From: l.ID, Out: true, Features: []FeatureMapping{}}
	}
	if m != nil && m.To != "" {
		next := *m
		if i := slices.IndexFunc(x.to.Layers, func(o annotate.Layer) bool { return o.ID == m.To }); i >= 0 {
			x.to.Layers[i].Features, next.Features = x.features(x.to.Layers[i].Features, l.Features, m.Features)
		}
		return next
	}
	made := l
	made.ID = annotate.LayerID(x.free(string(l.ID), func(s string) bool { return x.to.LayerNamed(s) == nil }))
	made.Name = x.free(l.Name, func(s string) bool { return x.to.LayerNamed(s) == nil })
	if l.Key != "" && slices.ContainsFunc(x.to.Layers, func(o annotate.Layer) bool { return o.Key == l.Key }) {
		made.Key = ""
	}
	if made.Key == "" {
		made.Key = x.freeKey()
	}
	if made.Colour == 0 {
		made.Colour = len(x.to.Layers)%8 + 1
	}
	next := LayerMapping{From: l.ID, To: made.ID}
	var out []FeatureMapping
	if m != nil {
		out = onlyOut(m.Features)
	}
	made.Features, next.Features = x.features(nil, l.Features, out)
	x.to.Layers = append(x.to.Layers, made)
	return next
}

func (x *extender) freeKey() string {
	for k := '1'; k <= '9'; k++ {
		if !slices.ContainsFunc(x.to.Layers, func(o annotate.Layer) bool { return o.Key == string(k) }) {
			return string(k)
		}
	}
	return ""
}

func (x *extender) relation(r annotate.RelationType, m *RelationMapping) RelationMapping {
	if m != nil && m.Out {
		return RelationMapping{From: r.ID, Out: true, Features: []FeatureMapping{}}
	}
	if m != nil && m.To != "" {
		next := *m
		if i := slices.IndexFunc(x.to.Relations, func(o annotate.RelationType) bool { return o.ID == m.To }); i >= 0 {
			x.to.Relations[i].Features, next.Features = x.features(x.to.Relations[i].Features, r.Features, m.Features)
		}
		return next
	}
	made := r
	made.ID = annotate.RelationTypeID(x.free(string(r.ID), func(s string) bool { return x.to.RelationNamed(s) == nil }))
	made.Name = x.free(r.Name, func(s string) bool { return x.to.RelationNamed(s) == nil })
	next := RelationMapping{From: r.ID, To: made.ID}
	var out []FeatureMapping
	if m != nil {
		out = onlyOut(m.Features)
	}
	made.Features, next.Features = x.features(nil, r.Features, out)
	x.to.Relations = append(x.to.Relations, made)
	return next
}

// onlyOut are the features that stay out of a layer or relation type that is added.
func onlyOut(list []FeatureMapping) (out []FeatureMapping) {
	for _, f := range list {
		if f.Out {
			out = append(out, f)
		}
	}
	return out
}

// features adds to there what list has and maps leaves out.
func (x *extender) features(there, list []annotate.Feature, maps []FeatureMapping) ([]annotate.Feature, []FeatureMapping) {
	there = slices.Clone(there)
	out := []FeatureMapping{}
	for _, f := range list {
		i := slices.IndexFunc(maps, func(m FeatureMapping) bool { return m.From == f.ID })
		if i >= 0 && maps[i].Out {
			out = append(out, FeatureMapping{From: f.ID, Out: true})
			continue
		}
		if i >= 0 && maps[i].To != "" {
			out = append(out, x.tags(f, maps[i], there))
			continue
		}
		made := f
		isFree := func(s string) bool {
			return !slices.ContainsFunc(there, func(o annotate.Feature) bool { return string(o.ID) == s || o.Name == s })
		}
		made.ID = annotate.FeatureID(x.free(string(f.ID), isFree))
		made.Name = x.free(f.Name, isFree)
		next := FeatureMapping{From: f.ID, To: made.ID}
		if set := x.from.Tagset(f.Tagset); set != nil {
			made.Tagset, next.Tags = x.tagset(*set)
		}
		there, out = append(there, made), append(out, next)
	}
	return there, out
}

// tags adds the tags of f that m leaves out to the tagset of the feature that f goes to.
func (x *extender) tags(f annotate.Feature, m FeatureMapping, there []annotate.Feature) FeatureMapping {
	set := x.from.Tagset(f.Tagset)
	to := slices.IndexFunc(there, func(o annotate.Feature) bool { return o.ID == m.To })
	if set == nil || to < 0 {
		return m
	}
	at := slices.IndexFunc(x.to.Tagsets, func(o annotate.Tagset) bool { return o.ID == there[to].Tagset })
	if at < 0 {
		return m
	}
	m.Tags = maps.Clone(m.Tags)
	if m.Tags == nil {
		m.Tags = map[annotate.TagID]annotate.TagID{}
	}
	tags := slices.Clone(x.to.Tagsets[at].Tags)
	for _, g := range set.Tags {
		if m.Tags[g.ID] != "" || slices.Contains(m.AsText, g.ID) || slices.Contains(m.TagsOut, g.ID) {
			continue
		}
		made := g
		made.ID = annotate.TagID(x.free(string(g.ID), func(s string) bool {
			return !slices.ContainsFunc(tags, func(o annotate.Tag) bool { return string(o.ID) == s })
		}))
		made.Parent = m.Tags[g.Parent]
		m.Tags[g.ID] = made.ID
		tags = append(tags, made)
	}
	x.to.Tagsets[at].Tags = tags
	return m
}

// tagset takes a whole tagset over; one that is there already and says the same is shared.
func (x *extender) tagset(set annotate.Tagset) (annotate.TagsetID, map[annotate.TagID]annotate.TagID) {
	same := map[annotate.TagID]annotate.TagID{}
	for _, g := range set.Tags {
		same[g.ID] = g.ID
	}
	if t := x.to.Tagset(set.ID); t != nil && slices.EqualFunc(t.Tags, set.Tags, func(a, b annotate.Tag) bool { return a.ID == b.ID && a.Name == b.Name }) {
		return set.ID, same
	}
	isFree := func(s string) bool {
		return !slices.ContainsFunc(x.to.Tagsets, func(o annotate.Tagset) bool { return string(o.ID) == s || o.Name == s })
	}
	made := set
	made.ID = annotate.TagsetID(x.free(string(set.ID), isFree))
	made.Name = x.free(set.Name, isFree)
	x.to.Tagsets = append(x.to.Tagsets, made)
	return made.ID, same
}

// free is name, or name with a number behind it that makes it free.
func (x *extender) free(name string, isFree func(string) bool) string {
	for n := 2; ; n++ {
		if isFree(name) {
			return name
		}
		name = fmt.Sprintf("%s %d", strings.TrimSuffix(name, fmt.Sprintf(" %d", n-1)), n)
	}
}
