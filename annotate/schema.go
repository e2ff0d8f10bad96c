package annotate

import (
	"fmt"
	"slices"
	"strings"
)

// The parts of a schema are named by short strings that are fixed when the part is
// made, usually its first name, while its Name may change: so a renamed layer touches
// no annotation, and files stay legible.
type (
	LayerID        string
	FeatureID      string // unique in its layer or relation type
	TagsetID       string
	TagID          string // unique in its tagset
	RelationTypeID string
)

// Schema says what may be recorded. It is data: edited in the program, kept in the project.
type Schema struct {
	Name      string
	Version   int // a number of its own in the project: see [SchemaVersion]
	Layers    []Layer
	Tagsets   []Tagset
	Relations []RelationType
	Fields    []string // names of the project's custom document metadata
}

// Layer is a kind of annotation.
type Layer struct {
	ID          LayerID
	Name        string
	Description string
	Key         string // the digit that marks with it, "1" to "9"; or empty
	Colour      int    // slot 1–8 of the palette
	Features    []Feature
}

// FeatureType is a kind of value.
type FeatureType uint8

// The feature types.
const (
	TypeText FeatureType = iota
	TypeNumber
	TypeBoolean
	TypeDate
	TypeTag
	TypeEntity
	TypeAnnotation
)

var featureTypeNames = [...]string{"text", "number", "boolean", "date", "tag", "entity", "annotation"}

// String is the type's name in files.
func (t FeatureType) String() string {
	if int(t) < len(featureTypeNames) {
		return featureTypeNames[t]
	}
	return fmt.Sprintf("FeatureType(%d)", uint8(t))
}

// ParseFeatureType finds the type called name.
func ParseFeatureType(name string) (FeatureType, error) {
	if i := slices.Index(featureTypeNames[:], name); i >= 0 {
		return FeatureType(i), nil
	}
	return 0, fmt.Errorf("feature type %q: want one of %s: %w", name, strings.Join(featureTypeNames[:], ", "), ErrInvalid)
}

// Feature is a slot of a layer or a relation type.
type Feature struct {
	ID          FeatureID
	Name        string
	Description string
	Types       []FeatureType // the kinds of value it takes, the usual one first; at least one
	Tagset      TagsetID      // for TypeTag
	Multi       bool          // more than one value
	Required    bool          // unset is shown as missing; it never blocks
}

// Takes reports whether values of type t are allowed.
func (f *Feature) Takes(t FeatureType) bool { return slices.Contains(f.Types, t) }

// Tagset is a list or a tree of tags; a tree is a codebook.
type Tagset struct {
	ID   TagsetID
	Name string
	Tags []Tag // depth first: a parent before its children
}

// Tag is one of the values that a tagset offers.
type Tag struct {
	ID         TagID
	Parent     TagID  // empty at the top
	Code       string // as "201"; may be empty
	Name       string
	Definition string
	Rule       string    // when to choose it, and when not
	Examples   []Example // that belong to it
	Counter    []Example // that seem to, and do not
	Colour     int       // slot 1–8; 0: none
	Retired    bool      // no longer offered; what has it keeps it
}

// Example is words that show what a tag means.
type Example struct {
	Text       string
	Document   ID // where they stand; zero: in no document of the project
	Annotation ID // that has them; zero: none
}

// Label is the tag as people see it: its code, if any, and its name.
func (t *Tag) Label() string {
	if t.Code == "" {
		return t.Name
	}
	return t.Code + " " + t.Name
}

// RelationType is a kind of relation.
type RelationType struct {
	ID          RelationTypeID
	Name        string
	Description string
	From, To    []LayerID // allowed ends; empty: any
	Features    []Feature
}

// Layer finds a layer by ID; nil when there is none.
func (s *Schema) Layer(id LayerID) *Layer {
	return find(s.Layers, func(l *Layer) bool { return l.ID == id })
}

// Tagset finds a tagset by ID; nil when there is none.
func (s *Schema) Tagset(id TagsetID) *Tagset {
	return find(s.Tagsets, func(t *Tagset) bool { return t.ID == id })
}

// Relation finds a relation type by ID; nil when there is none.
func (s *Schema) Relation(id RelationTypeID) *RelationType {
	return find(s.Relations, func(r *RelationType) bool { return r.ID == id })
}

// Feature finds a feature of the layer by ID; nil when there is none.
func (l *Layer) Feature(id FeatureID) *Feature {
	return find(l.Features, func(f *Feature) bool { return f.ID == id })
}

// Tag finds a tag by ID; nil when there is none.
func (t *Tagset) Tag(id TagID) *Tag { return find(t.Tags, func(g *Tag) bool { return g.ID == id }) }

// LayerNamed finds a layer by ID or name in any case, an exact ID first; nil when there is none.
func (s *Schema) LayerNamed(name string) *Layer {
	return named(s.Layers, name, func(l *Layer) []string { return []string{string(l.ID), l.Name} })
}

// RelationNamed finds a relation type by ID or name in any case; nil when there is none.
func (s *Schema) RelationNamed(name string) *RelationType {
	return named(s.Relations, name, func(r *RelationType) []string { return []string{string(r.ID), r.Name} })
}

// FeatureNamed finds a feature by ID or name in any case; nil when there is none.
func (l *Layer) FeatureNamed(name string) *Feature {
	return named(l.Features, name, func(f *Feature) []string { return []string{string(f.ID), f.Name} })
}

// TagNamed finds a tag by ID, name, code or label in any case; nil when there is none.
func (t *Tagset) TagNamed(name string) *Tag {
	return named(t.Tags, name, func(g *Tag) []string { return []string{string(g.ID), g.Name, g.Code, g.Label()} })
}

func find[T any](list []T, is func(*T) bool) *T {
	for i := range list {
		if is(&list[i]) {
			return &list[i]
		}
	}
	return nil
}

// named tries the names in their order, so that an ID wins over another part's name.
func named[T any](list []T, name string, names func(*T) []string) *T {
	if len(list) == 0 || name == "" {
		return nil
	}
	for i := range names(&list[0]) {
		if p := find(list, func(p *T) bool { return strings.EqualFold(names(p)[i], name) }); p != nil {
			return p
		}
	}
	return nil
}
