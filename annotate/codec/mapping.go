package codec

import (
	"slices"
	"strings"
	"unicode"

	"parley/annotate"
)

// Mapping says which part of a project's schema stands for which part of a collection's.
// What is mapped to nothing stays out, and is told, or gets a place of its own where
// [ImportOptions].Extend asks for that, unless it says that it stays out. It is JSON as it
// stands.
type Mapping struct {
	Layers    []LayerMapping    `json:"layers"`
	Relations []RelationMapping `json:"relations"`
}

// LayerMapping is one layer's. Several layers may go to one: then Set tells them apart.
type LayerMapping struct {
	From     annotate.LayerID `json:"from"`
	To       annotate.LayerID `json:"to"`            // empty: stays out, or is added
	Out      bool             `json:"out,omitempty"` // stays out whatever Extend says
	Set      []Setting        `json:"set,omitempty"`
	Features []FeatureMapping `json:"features"`
}

// Setting is a tag that each annotation of the layer gets.
type Setting struct {
	Feature annotate.FeatureID `json:"feature"`
	Tag     annotate.TagID     `json:"tag"`
}

// FeatureMapping is one feature's.
type FeatureMapping struct {
	From annotate.FeatureID `json:"from"`
	To   annotate.FeatureID `json:"to"`            // empty: stays out, or is added
	Out  bool               `json:"out,omitempty"` // as a layer's
	// Tags are what values become: by the tag of the file, or, where it has none, by the words.
	// A tag that is in none of the three becomes what its name says, or is added.
	Tags    map[annotate.TagID]annotate.TagID `json:"tags,omitempty"`
	AsText  []annotate.TagID                  `json:"asText,omitempty"`  // that become their names, where To takes text
	TagsOut []annotate.TagID                  `json:"tagsOut,omitempty"` // that stay out whatever Extend says
}

// RelationMapping is one relation type's.
type RelationMapping struct {
	From     annotate.RelationTypeID `json:"from"`
	To       annotate.RelationTypeID `json:"to"`            // empty: stays out, or is added
	Out      bool                    `json:"out,omitempty"` // as a layer's
	Features []FeatureMapping        `json:"features"`
}

// Layer is the mapping of a layer; nil when there is none.
func (m *Mapping) Layer(id annotate.LayerID) *LayerMapping {
	if i := slices.IndexFunc(m.Layers, func(l LayerMapping) bool { return l.From == id }); i >= 0 {
		return &m.Layers[i]
	}
	return nil
}

// Relation is the mapping of a relation type; nil when there is none.
func (m *Mapping) Relation(id annotate.RelationTypeID) *RelationMapping {
	if i := slices.IndexFunc(m.Relations, func(r RelationMapping) bool { return r.From == id }); i >= 0 {
		return &m.Relations[i]
	}
	return nil
}

// Identity maps every part of a schema to itself.
func Identity(s *annotate.Schema) Mapping { return Propose(s, s) }

// Propose maps by name: parts whose IDs, names, codes or labels are alike but for case,
// blanks and signs; and then, of layers and relation types that were found so, by kind:
// features that have most of their tags in common. What finds nothing is mapped to nothing.
func Propose(from, to *annotate.Schema) (m Mapping) {
	for i := range from.Layers {
		l, target := &from.Layers[i], annotate.LayerID("")
		if t := alike(to.Layers, layerNames, layerNames(l)); t != nil {
			target = t.ID
		}
		m.Layers = append(m.Layers, ProposeLayer(from, to, l.ID, target))
	}
	for i := range from.Relations {
		r, target := &from.Relations[i], annotate.RelationTypeID("")
		if t := alike(to.Relations, relationNames, relationNames(r)); t != nil {
			target = t.ID
		}
		m.Relations = append(m.Relations, ProposeRelation(from, to, r.ID, target))
	}
	return m
}

// ProposeLayer maps a layer of from to one of to, and its features by name. What is in
// neither is mapped to nothing.
func ProposeLayer(from, to *annotate.Schema, layer, target annotate.LayerID) LayerMapping {
	m := LayerMapping{From: layer, Features: []FeatureMapping{}}
	if l, t := from.Layer(layer), to.Layer(target); l != nil && t != nil {
		m.To, m.Features = target, proposeFeatures(from, to, l.Features, t.Features)
	}
	return m
}

// ProposeRelation is [ProposeLayer] for a relation type.
func ProposeRelation(from, to *annotate.Schema, kind, target annotate.RelationTypeID) RelationMapping {
	m := RelationMapping{From: kind, Features: []FeatureMapping{}}
	if r, t := from.Relation(kind), to.Relation(target); r != nil && t != nil {
		m.To, m.Features = target, proposeFeatures(from, to, r.Features, t.Features)
	}
	return m
}

// ProposeTags maps the tags that a feature has in from to those that one has in to, by
// name; nil when one of them has no tagset.
func ProposeTags(from, to *annotate.Schema, feature, target *annotate.Feature) map[annotate.TagID]annotate.TagID {
	return proposeTags(from.Tagset(feature.Tagset), to.Tagset(target.Tagset))
}

func proposeFeatures(from, to *annotate.Schema, list, there []annotate.Feature) []FeatureMapping {
	out := []FeatureMapping{}
	for i := range list {
		f := &list[i]
		fm := FeatureMapping{From: f.ID}
		if t := alike(there, featureNames, featureNames(f)); t != nil {
			fm.To = t.ID
			fm.Tags = proposeTags(from.Tagset(f.Tagset), to.Tagset(t.Tagset))
		}
		out = append(out, fm)
	}
	proposeByTags(from, to, list, there, out)
	return out
}

// proposeByTags maps features that found nothing by name to the one feature that nothing
// goes to and that has at least half of their tags, and no fewer than two.
func proposeByTags(from, to *annotate.Schema, list, there []annotate.Feature, maps []FeatureMapping) {
	for i := range maps {
		if maps[i].To != "" {
			continue
		}
		best, single := FeatureMapping{}, false
		for k := range there {
			t := &there[k]
			if slices.ContainsFunc(maps, func(m FeatureMapping) bool { return m.To == t.ID }) {
				continue
			}
			tags := proposeTags(from.Tagset(list[i].Tagset), to.Tagset(t.Tagset))
			if n := len(tags); n >= max(2, len(best.Tags)) && 2*n >= len(from.Tagset(list[i].Tagset).Tags) {
				single = n > len(best.Tags)
				best = FeatureMapping{From: list[i].ID, To: t.ID, Tags: tags}
			}
		}
		if single {
			maps[i] = best
		}
	}
}

func proposeTags(from, to *annotate.Tagset) map[annotate.TagID]annotate.TagID {
	if from == nil || to == nil {
		return nil
	}
	tags := map[annotate.TagID]annotate.TagID{}
	for i := range from.Tags {
		if t := alike(to.Tags, tagNames, tagNames(&from.Tags[i])); t != nil {
			tags[from.Tags[i].ID] = t.ID
		}
	}
	return tags
}

func layerNames(l *annotate.Layer) []string           { return []string{string(l.ID), l.Name} }
func relationNames(r *annotate.RelationType) []string { return []string{string(r.ID), r.Name} }
func featureNames(f *annotate.Feature) []string       { return []string{string(f.ID), f.Name} }
func tagNames(g *annotate.Tag) []string               { return []string{string(g.ID), g.Name, g.Label(), g.Code} }

// alike is the first of list that has one of the wanted names, the names tried in their
// order; nil when none has.
func alike[T any](list []T, names func(*T) []string, wanted []string) *T {
	for _, w := range wanted {
		if w = plain(w); w == "" {
			continue
		}
		for i := range list {
			if slices.ContainsFunc(names(&list[i]), func(n string) bool { return plain(n) == w }) {
				return &list[i]
			}
		}
	}
	return nil
}

// plain is a name without case, blanks and signs.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}
