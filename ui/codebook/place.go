package codebook

import "parley/annotate"

// Section is a part of the left column.
type Section uint8

// The sections, in their order.
const (
	InLayers Section = iota
	InTagsets
	InRelations
	InFields
	InVersions
	InRecheck
)

// Place is where one stands in the editor: what is chosen at the left, and what in the middle.
type Place struct {
	Section Section
	Of      string // ID of the layer, tagset or relation type; empty in the others
	Part    string // ID of the feature or tag, or a field's name; empty: the whole is meant
}

// whole is the place without its part.
func (p Place) whole() Place { return Place{Section: p.Section, Of: p.Of} }

// layer is the layer that p is in; nil elsewhere.
func (p Place) layer(s *annotate.Schema) *annotate.Layer {
	if s == nil || p.Section != InLayers {
		return nil
	}
	return s.Layer(annotate.LayerID(p.Of))
}

// relation is the relation type that p is in; nil elsewhere.
func (p Place) relation(s *annotate.Schema) *annotate.RelationType {
	if s == nil || p.Section != InRelations {
		return nil
	}
	return s.Relation(annotate.RelationTypeID(p.Of))
}

// tagset is the tagset that p is in; nil elsewhere.
func (p Place) tagset(s *annotate.Schema) *annotate.Tagset {
	if s == nil || p.Section != InTagsets {
		return nil
	}
	return s.Tagset(annotate.TagsetID(p.Of))
}

// tag is the tag that p names; nil when it names none.
func (p Place) tag(s *annotate.Schema) *annotate.Tag {
	if set := p.tagset(s); set != nil {
		return set.Tag(annotate.TagID(p.Part))
	}
	return nil
}

// features are those of the layer or relation type that p is in; nil elsewhere.
func (p Place) features(s *annotate.Schema) []annotate.Feature {
	if l := p.layer(s); l != nil {
		return l.Features
	}
	if r := p.relation(s); r != nil {
		return r.Features
	}
	return nil
}

// feature is the feature that p names; nil when it names none.
func (p Place) feature(s *annotate.Schema) *annotate.Feature {
	list := p.features(s)
	for i := range list {
		if string(list[i].ID) == p.Part {
			return &list[i]
		}
	}
	return nil
}

// exists reports whether what p names is in the schema.
func (p Place) exists(s *annotate.Schema) bool {
	switch p.Section {
	case InLayers:
		return p.layer(s) != nil && (p.Part == "" || p.feature(s) != nil)
	case InRelations:
		return p.relation(s) != nil && (p.Part == "" || p.feature(s) != nil)
	case InTagsets:
		return p.tagset(s) != nil && (p.Part == "" || p.tag(s) != nil)
	}
	return true
}
