package query

import "parley/annotate"

// Term is a property that an annotation has or has not. Terms are comparable. The zero
// Term is true of every annotation.
type Term struct {
	kind    kind
	layer   annotate.LayerID
	feature annotate.FeatureID
	tag     annotate.TagID
	id      annotate.ID
}

type kind uint8

const (
	isAny kind = iota
	isLayer
	isAnnotator
	isDocument
	isTag
	isSlot
	isEntity
	isIncomplete
	isRecheck
	isUnnamed
)

// Layer is true of the annotations of a layer.
func Layer(id annotate.LayerID) Term { return Term{kind: isLayer, layer: id} }

// Annotator is true of what an annotator made.
func Annotator(id annotate.ID) Term { return Term{kind: isAnnotator, id: id} }

// Document is true of what is in a document.
func Document(id annotate.ID) Term { return Term{kind: isDocument, id: id} }

// Tag is true of the annotations of a layer that have a tag among the values of a feature.
// The tags below it in a codebook are tags of their own.
func Tag(l annotate.LayerID, f annotate.FeatureID, t annotate.TagID) Term {
	return Term{kind: isTag, layer: l, feature: f, tag: t}
}

// Slot is true of the annotations of a layer that name an entity in a feature.
func Slot(l annotate.LayerID, f annotate.FeatureID, entity annotate.ID) Term {
	return Term{kind: isSlot, layer: l, feature: f, id: entity}
}

// Entity is true of the annotations that name an entity, as a mention or in any slot.
// What relations name is not an annotation's.
func Entity(id annotate.ID) Term { return Term{kind: isEntity, id: id} }

// Unnamed is true of the annotations of a layer that name no entity, in whatever slot: of
// a layer of mentions those whose actor is still to be said.
func Unnamed(l annotate.LayerID) Term { return Term{kind: isUnnamed, layer: l} }
