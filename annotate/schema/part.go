package schema

import (
	"parley/annotate"
)

// Owner has features: a layer or a relation type. It is comparable.
type Owner struct {
	Layer    annotate.LayerID // empty: Relation
	Relation annotate.RelationTypeID
}

// OfLayer is a layer as an owner of features.
func OfLayer(id annotate.LayerID) Owner { return Owner{Layer: id} }

// OfRelation is a relation type as an owner of features.
func OfRelation(id annotate.RelationTypeID) Owner { return Owner{Relation: id} }

// Features are the owner's features in s; nil when s has no such owner. They are s's own.
func (o Owner) Features(s *annotate.Schema) []annotate.Feature {
	if p := o.list(s); p != nil {
		return *p
	}
	return nil
}

func (o Owner) list(s *annotate.Schema) *[]annotate.Feature {
	if o.Layer != "" {
		if l := s.Layer(o.Layer); l != nil {
			return &l.Features
		}
		return nil
	}
	if r := s.Relation(o.Relation); r != nil {
		return &r.Features
	}
	return nil
}

// Feature finds a feature of the owner in s; nil when there is none.
func (o Owner) Feature(s *annotate.Schema, id annotate.FeatureID) *annotate.Feature {
	list := o.Features(s)
	for i := range list {
		if list[i].ID == id {
			return &list[i]
		}
	}
	return nil
}

// Part names a part of a schema: a layer, a relation type, a feature of one of them, a
// tagset, a tag; the zero Part is the schema itself. A tag with an owner and a feature is
// the tag as a value of that feature alone. It is comparable.
type Part struct {
	Owner
	Feature annotate.FeatureID
	Tagset  annotate.TagsetID
	Tag     annotate.TagID
}

// LayerPart names a layer.
func LayerPart(id annotate.LayerID) Part { return Part{Owner: OfLayer(id)} }

// RelationPart names a relation type.
func RelationPart(id annotate.RelationTypeID) Part { return Part{Owner: OfRelation(id)} }

// FeaturePart names a feature.
func FeaturePart(o Owner, f annotate.FeatureID) Part { return Part{Owner: o, Feature: f} }

// TagsetPart names a tagset.
func TagsetPart(id annotate.TagsetID) Part { return Part{Tagset: id} }

// TagPart names a tag, wherever it is a value.
func TagPart(set annotate.TagsetID, tag annotate.TagID) Part { return Part{Tagset: set, Tag: tag} }

// Noun is what kind of part it is, as people read it: "layer", "feature", "tag" …
func (p Part) Noun() string {
	switch {
	case p.Tag != "":
		return "tag"
	case p.Feature != "":
		return "feature"
	case p.Tagset != "":
		return "tagset"
	case p.Layer != "":
		return "layer"
	case p.Relation != "":
		return "relation type"
	}
	return "schema"
}

// Name is what s calls the part, its ID when s has no such part.
func (p Part) Name(s *annotate.Schema) string {
	switch {
	case p.Tag != "":
		if set := s.Tagset(p.Tagset); set != nil {
			if g := set.Tag(p.Tag); g != nil {
				return g.Label()
			}
		}
		return string(p.Tag)
	case p.Feature != "":
		if f := p.Owner.Feature(s, p.Feature); f != nil {
			return f.Name
		}
		return string(p.Feature)
	case p.Tagset != "":
		if set := s.Tagset(p.Tagset); set != nil {
			return set.Name
		}
		return string(p.Tagset)
	case p.Layer != "":
		if l := s.Layer(p.Layer); l != nil {
			return l.Name
		}
		return string(p.Layer)
	case p.Relation != "":
		if r := s.Relation(p.Relation); r != nil {
			return r.Name
		}
		return string(p.Relation)
	}
	return s.Name
}

// Title is the part with what it belongs to: "tag 201 Port access of Category", "feature
// Stance of Claim", "layer Actor".
func (p Part) Title(s *annotate.Schema) string {
	title := p.Noun() + " " + p.Name(s)
	switch {
	case p.Tag != "" && p.Feature != "":
		return title + " in " + FeaturePart(p.Owner, p.Feature).Name(s) + " of " + Part{Owner: p.Owner}.Name(s)
	case p.Tag != "":
		return title + " of " + TagsetPart(p.Tagset).Name(s)
	case p.Feature != "":
		return title + " of " + Part{Owner: p.Owner}.Name(s)
	}
	return title
}
