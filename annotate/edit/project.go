package edit

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"parley/annotate"
)

// SetSchema puts another schema in force, one version later.
func (e Editor) SetSchema(next annotate.Schema) (annotate.ChangeSet, error) {
	next.Version = e.Schema.Version + 1
	if err := next.Check(); err != nil {
		return annotate.ChangeSet{}, fmt.Errorf("schema %s: %w", next.Name, err)
	}
	return e.set("Change schema", annotate.Update(e.Schema, &next)), nil
}

// AddEntity makes an entity.
func (e Editor) AddEntity(name, kind string, aliases ...annotate.Alias) (annotate.ChangeSet, *annotate.Entity, error) {
	name = strings.TrimSpace(name)
	if name == "" {
		return annotate.ChangeSet{}, nil, fmt.Errorf("an actor needs a name: %w", annotate.ErrInvalid)
	}
	now := e.now()
	n := &annotate.Entity{ID: e.NewID(), Name: name, Kind: kind, Aliases: slices.Clone(aliases), Created: now, Modified: now}
	return e.set("Add actor "+name, annotate.Create(n)), n, nil
}

// EditEntity alters a copy of an entity.
func (e Editor) EditEntity(old *annotate.Entity, alter func(*annotate.Entity)) (annotate.ChangeSet, error) {
	next := *old
	next.Aliases, next.Affiliations = slices.Clone(old.Aliases), slices.Clone(old.Affiliations)
	alter(&next)
	next.ID, next.Created, next.Modified = old.ID, old.Created, old.Modified
	if strings.TrimSpace(next.Name) == "" {
		return annotate.ChangeSet{}, fmt.Errorf("an actor needs a name: %w", annotate.ErrInvalid)
	}
	if reflect.DeepEqual(old, &next) {
		return annotate.ChangeSet{}, fmt.Errorf("the actor says so already: %w", annotate.ErrNothing)
	}
	next.Modified = e.now()
	return e.set("Edit actor "+next.Name, annotate.Update(old, &next)), nil
}

// Link makes a relation from one annotation to another of the same document.
func (e Editor) Link(p Page, typ annotate.RelationTypeID, from, to annotate.ID) (annotate.ChangeSet, *annotate.Relation, error) {
	t := e.Schema.Relation(typ)
	if t == nil {
		return annotate.ChangeSet{}, nil, fmt.Errorf("relation type %q: %w", typ, annotate.ErrNotFound)
	}
	if from == to {
		return annotate.ChangeSet{}, nil, fmt.Errorf("an annotation cannot be linked to itself: %w", annotate.ErrInvalid)
	}
	for _, end := range []struct {
		id    annotate.ID
		allow []annotate.LayerID
	}{{from, t.From}, {to, t.To}} {
		a := p.Annotation(end.id)
		if a == nil {
			return annotate.ChangeSet{}, nil, fmt.Errorf("annotation %s: %w", end.id, annotate.ErrNotFound)
		}
		if !joins(end.allow, a.Layer) {
			return annotate.ChangeSet{}, nil, fmt.Errorf("%s does not join a %s: %w", t.Name, e.layerName(a.Layer), annotate.ErrInvalid)
		}
	}
	now := e.now()
	r := &annotate.Relation{
		ID: e.NewID(), Document: p.Document().ID, Type: typ, From: from, To: to, Annotator: e.Annotator,
		Origin: annotate.ByHand, Created: now, Modified: now,
	}
	for o := range p.Relations() {
		if o.Type == typ && o.From == from && o.To == to && o.Annotator == e.Annotator {
			return annotate.ChangeSet{}, nil, fmt.Errorf("they are linked so: %w", annotate.ErrNothing)
		}
	}
	return e.set("Link "+strings.ToLower(t.Name), annotate.Create(r)), r, nil
}

// Unlink removes a relation.
func (e Editor) Unlink(r *annotate.Relation) annotate.ChangeSet {
	name := string(r.Type)
	if t := e.Schema.Relation(r.Type); t != nil {
		name = t.Name
	}
	return e.set("Unlink "+strings.ToLower(name), annotate.Delete(r))
}
