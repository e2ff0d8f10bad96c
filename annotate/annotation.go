package annotate

import (
	"slices"
	"time"

	"parley/annotate/text"
)

// Annotation marks fragments of one document in one layer, by one annotator, with values.
type Annotation struct {
	ID        ID
	Document  ID
	Layer     LayerID
	Annotator ID
	Fragments []text.Span // in text order, not empty, apart; none: about the whole document
	Quote     text.Quote  // of the fragments; checked on every load and import
	Features  []FeatureValue
	Note      string
	Origin    string // how it came to be: "hand", "import", "suggestion"
	Schema    int    // version of the schema it was last edited under
	Recheck   string // why it should be looked at again, as "tag 201 was divided"; empty: no need
	Created   time.Time
	Modified  time.Time
}

// The origins that Parley writes.
const (
	ByHand   = "hand"
	ByImport = "import"
)

// Span is the smallest span over all fragments; empty at 0 for a document-level annotation.
func (a *Annotation) Span() text.Span {
	if len(a.Fragments) == 0 {
		return text.Span{}
	}
	return text.Span{Start: a.Fragments[0].Start, End: a.Fragments[len(a.Fragments)-1].End}
}

// Values are the values of feature f; nil when it is unset.
func (a *Annotation) Values(f FeatureID) []Value { return values(a.Features, f) }

// Relation is a typed, directed link between two annotations of one document.
type Relation struct {
	ID        ID
	Document  ID
	Type      RelationTypeID
	From, To  ID // annotations
	Annotator ID
	Features  []FeatureValue
	Note      string
	Origin    string
	Created   time.Time
	Modified  time.Time
}

// FeatureValue holds the values of one feature: at least one, as unset is absence.
// A list of them is ordered as the layer orders its features.
type FeatureValue struct {
	Feature FeatureID
	Values  []Value
}

func values(list []FeatureValue, f FeatureID) []Value {
	for _, fv := range list {
		if fv.Feature == f {
			return fv.Values
		}
	}
	return nil
}

// SetValues is list with these values of f in place of those it has; none unsets it. It
// comes in the order of features, and holds no other's. list is not altered.
func SetValues(list []FeatureValue, features []Feature, f FeatureID, set ...Value) (out []FeatureValue) {
	for i := range features {
		v := values(list, features[i].ID)
		if features[i].ID == f {
			v = slices.Clone(set)
		}
		if len(v) > 0 {
			out = append(out, FeatureValue{Feature: features[i].ID, Values: v})
		}
	}
	return out
}

// Value is one value; Type says which of the other fields holds it.
type Value struct {
	Type    FeatureType
	Text    string  // TypeText
	Number  float64 // TypeNumber; finite
	Bool    bool    // TypeBoolean
	Date    Date    // TypeDate
	Tag     TagID   // TypeTag; of the feature's tagset
	Ref     ID      // TypeEntity, TypeAnnotation
	Mention ID      // TypeEntity: the annotation it was read from, or zero
}
