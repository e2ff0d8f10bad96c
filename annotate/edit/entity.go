package edit

import (
	"fmt"
	"iter"
	"reflect"
	"slices"
	"strings"

	"parley/annotate"
)

// Register is what an edit of entities needs to know of the whole project.
type Register interface {
	// Entity finds an entity; nil when there is none.
	Entity(annotate.ID) *annotate.Entity
	// Entities are all entities. The slice is not changed.
	Entities() ([]*annotate.Entity, error)
	// Naming yields every annotation and relation that names one of entities, and every
	// document that does by its author or a turn, once, in no particular order. An error is
	// the last it gives.
	Naming(entities ...annotate.ID) iter.Seq2[annotate.Record, error]
}

// AddEntity makes an entity.
func (e Editor) AddEntity(name, kind string, aliases ...annotate.Alias) (annotate.ChangeSet, *annotate.Entity, error) {
	now := e.now()
	n := &annotate.Entity{ID: e.NewID(), Name: strings.TrimSpace(name), Kind: strings.TrimSpace(kind), Aliases: slices.Clone(aliases), Created: now, Modified: now}
	if err := tidy(n); err != nil {
		return annotate.ChangeSet{}, nil, err
	}
	return e.set("Add actor "+n.Name, annotate.Create(n)), n, nil
}

// EditEntity alters a copy of an entity. What it names must be in the register, and its
// parents must not lead back to it.
func (e Editor) EditEntity(r Register, id annotate.ID, alter func(*annotate.Entity)) (annotate.ChangeSet, error) {
	old, err := find(r, id)
	if err != nil {
		return annotate.ChangeSet{}, err
	}
	next := copyOf(old)
	alter(next)
	next.ID, next.Created, next.Modified = old.ID, old.Created, old.Modified
	if err := tidy(next); err != nil {
		return annotate.ChangeSet{}, err
	}
	if err := checkNamed(r, next); err != nil {
		return annotate.ChangeSet{}, err
	}
	if sameEntity(old, next) {
		return annotate.ChangeSet{}, fmt.Errorf("the actor says so already: %w", annotate.ErrNothing)
	}
	next.Modified = e.now()
	return e.set("Edit actor "+next.Name, annotate.Update(old, next)), nil
}

// SetParent makes an entity part of another one; the zero ID makes it part of none.
func (e Editor) SetParent(r Register, id, parent annotate.ID) (annotate.ChangeSet, error) {
	cs, err := e.EditEntity(r, id, func(n *annotate.Entity) { n.Parent = parent })
	if err == nil {
		cs.Label = "Set parent of " + r.Entity(id).Name
	}
	return cs, err
}

// KeepApart says of two entities that they are not the same, so that they are not proposed
// again; or, with apart false, takes that back. It is said at the one with the smaller ID.
func (e Editor) KeepApart(r Register, a, b annotate.ID, apart bool) (annotate.ChangeSet, error) {
	if b.Compare(a) < 0 {
		a, b = b, a
	}
	first, err := find(r, a)
	if err != nil {
		return annotate.ChangeSet{}, err
	}
	second, err := find(r, b)
	if err != nil {
		return annotate.ChangeSet{}, err
	}
	if annotate.KeptApart(first, second) == apart {
		return annotate.ChangeSet{}, fmt.Errorf("the actors say so already: %w", annotate.ErrNothing)
	}
	if apart {
		cs, err := e.EditEntity(r, a, func(n *annotate.Entity) { n.Apart = append(n.Apart, b) })
		cs.Label = "Keep " + first.Name + " and " + second.Name + " apart"
		return cs, err
	}
	cs := e.set("No longer keep " + first.Name + " and " + second.Name + " apart")
	for _, n := range []*annotate.Entity{first, second} {
		next := copyOf(n)
		next.Apart = slices.DeleteFunc(next.Apart, func(id annotate.ID) bool { return id == a || id == b })
		if len(next.Apart) < len(n.Apart) {
			next.Modified = cs.Time
			cs.Changes = append(cs.Changes, annotate.Update(n, next))
		}
	}
	return cs, nil
}

func find(r Register, id annotate.ID) (*annotate.Entity, error) {
	if n := r.Entity(id); n != nil {
		return n, nil
	}
	return nil, fmt.Errorf("actor %s: %w", id, annotate.ErrNotFound)
}

func copyOf(n *annotate.Entity) *annotate.Entity {
	next := *n
	next.Aliases, next.Affiliations, next.Apart = slices.Clone(n.Aliases), slices.Clone(n.Affiliations), slices.Clone(n.Apart)
	return &next
}

func sameEntity(a, b *annotate.Entity) bool {
	x, y := copyOf(a), copyOf(b)
	for _, n := range []*annotate.Entity{x, y} {
		if len(n.Aliases) == 0 {
			n.Aliases = nil
		}
		if len(n.Affiliations) == 0 {
			n.Affiliations = nil
		}
		if len(n.Apart) == 0 {
			n.Apart = nil
		}
	}
	return reflect.DeepEqual(x, y)
}

// tidy takes blanks off the names of n, leaves out aliases that say nothing new, and
// refuses what no entity may be.
func tidy(n *annotate.Entity) error {
	n.Name = strings.TrimSpace(n.Name)
	var aliases []annotate.Alias
	for _, a := range n.Aliases {
		a.Name, a.Language = strings.TrimSpace(a.Name), strings.TrimSpace(a.Language)
		aliases = withAlias(n, aliases, a)
	}
	n.Aliases = aliases
	return n.Check()
}

// withAlias is list with a, unless one of list or the name of n says the same. A language
// makes another alias of it only where both say one.
func withAlias(n *annotate.Entity, list []annotate.Alias, a annotate.Alias) []annotate.Alias {
	if a.Name == n.Name && a.Language == "" && a.Exact == n.Exact {
		return list
	}
	for i, o := range list {
		if o.Name != a.Name || o.Exact != a.Exact {
			continue
		}
		if o.Language == "" {
			list[i].Language = a.Language
		}
		if a.Language == "" || list[i].Language == a.Language {
			return list
		}
	}
	return append(list, a)
}

// checkNamed wants what n names to be there, and n not to be above itself.
func checkNamed(r Register, n *annotate.Entity) error {
	for _, a := range n.Affiliations {
		if r.Entity(a.Entity) == nil {
			return fmt.Errorf("%s: affiliation with actor %s: %w", n.Name, a.Entity, annotate.ErrNotFound)
		}
	}
	for _, id := range n.Apart {
		if r.Entity(id) == nil {
			return fmt.Errorf("%s: kept apart from actor %s: %w", n.Name, id, annotate.ErrNotFound)
		}
	}
	switch {
	case !n.Parent.IsZero() && r.Entity(n.Parent) == nil:
		return fmt.Errorf("%s: parent %s: %w", n.Name, n.Parent, annotate.ErrNotFound)
	case above(n.ID, n.Parent, r.Entity):
		return fmt.Errorf("%s cannot be part of %s, which is part of it: %w", n.Name, name(r, n.Parent), annotate.ErrInvalid)
	}
	return nil
}

func name(r Register, id annotate.ID) string {
	if n := r.Entity(id); n != nil {
		return n.Name
	}
	return "actor " + id.String()
}

// above reports whether id is at parent or above it. A register that has a circle already
// ends the search.
func above(id, parent annotate.ID, entity func(annotate.ID) *annotate.Entity) bool {
	seen := map[annotate.ID]bool{}
	for at := parent; !at.IsZero() && !seen[at]; {
		if at == id {
			return true
		}
		seen[at] = true
		n := entity(at)
		if n == nil {
			return false
		}
		at = n.Parent
	}
	return false
}
