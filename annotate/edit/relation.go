package edit

import (
	"fmt"
	"slices"
	"strings"

	"parley/annotate"
)

// Link makes a relation from one annotation to another of the same document.
func (e Editor) Link(p Page, typ annotate.RelationTypeID, from, to annotate.ID) (annotate.ChangeSet, *annotate.Relation, error) {
	if err := e.CanLink(p, typ, from, to); err != nil {
		return annotate.ChangeSet{}, nil, err
	}
	now := e.now()
	r := &annotate.Relation{
		ID: e.NewID(), Document: p.Document().ID, Type: typ, From: from, To: to, Annotator: e.Annotator,
		Origin: annotate.ByHand, Created: now, Modified: now,
	}
	return e.set("Link "+e.relationName(typ), annotate.Create(r)), r, nil
}

// CanLink says why [Editor.Link] would refuse, or nil: so that only ends are offered that
// the type allows. annotate.ErrNothing says that they are linked so already.
func (e Editor) CanLink(p Page, typ annotate.RelationTypeID, from, to annotate.ID) error {
	t := e.Schema.Relation(typ)
	if t == nil {
		return fmt.Errorf("relation type %q: %w", typ, annotate.ErrNotFound)
	}
	if from == to {
		return fmt.Errorf("an annotation cannot be linked to itself: %w", annotate.ErrInvalid)
	}
	if err := e.checkEnd(p, t.Name+" leads from no", t.From, from); err != nil {
		return err
	}
	if err := e.checkEnd(p, t.Name+" leads to no", t.To, to); err != nil {
		return err
	}
	for o := range p.Relations() {
		if o.Type == typ && o.From == from && o.To == to && o.Annotator == e.Annotator {
			return fmt.Errorf("they are linked so: %w", annotate.ErrNothing)
		}
	}
	return nil
}

func (e Editor) checkEnd(p Page, refusal string, allowed []annotate.LayerID, id annotate.ID) error {
	a := p.Annotation(id)
	if a == nil {
		return fmt.Errorf("annotation %s: %w", id, annotate.ErrNotFound)
	}
	if joins(allowed, a.Layer) {
		return nil
	}
	names := make([]string, len(allowed))
	for i, l := range allowed {
		names[i] = e.layerName(l)
	}
	return fmt.Errorf("%s %s, only %s: %w", refusal, e.layerName(a.Layer), strings.Join(names, " or "), annotate.ErrInvalid)
}

// SetRelationFeature gives feature f of a relation these values in place of those it has;
// no value unsets it.
func (e Editor) SetRelationFeature(p Page, r *annotate.Relation, f annotate.FeatureID, values ...annotate.Value) (annotate.ChangeSet, error) {
	t := e.Schema.Relation(r.Type)
	if t == nil {
		return annotate.ChangeSet{}, fmt.Errorf("relation type %q: %w", r.Type, annotate.ErrNotFound)
	}
	i := slices.IndexFunc(r.Features, func(fv annotate.FeatureValue) bool { return fv.Feature == f })
	if i < 0 && len(values) == 0 || i >= 0 && slices.Equal(r.Features[i].Values, values) {
		return annotate.ChangeSet{}, fmt.Errorf("%s is the same: %w", f, annotate.ErrNothing)
	}
	features, err := e.with(p, t.Features, r.Features, annotate.FeatureValue{Feature: f, Values: values})
	if err != nil {
		return annotate.ChangeSet{}, err
	}
	next := *r
	next.Features, next.Modified = features, e.now()
	return e.set("Set "+strings.ToLower(string(f))+" of "+e.relationName(r.Type), annotate.Update(r, &next)), nil
}

// Unlink removes a relation.
func (e Editor) Unlink(r *annotate.Relation) annotate.ChangeSet {
	return e.set("Unlink "+e.relationName(r.Type), annotate.Delete(r))
}

// relationName is the type's name as labels have it.
func (e Editor) relationName(id annotate.RelationTypeID) string {
	if t := e.Schema.Relation(id); t != nil {
		return strings.ToLower(t.Name)
	}
	return string(id)
}
