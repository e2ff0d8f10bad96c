package session

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"parley/annotate"
)

// register is the project's entities, read when they are first asked for.
type register struct {
	byID   map[annotate.ID]*annotate.Entity
	sorted []*annotate.Entity // by name; nil after a change
}

func (s *Session) entities() (*register, error) {
	if s.register != nil {
		return s.register, nil
	}
	r := &register{byID: map[annotate.ID]*annotate.Entity{}}
	for e, err := range s.store.Entities() {
		if err != nil {
			return nil, fmt.Errorf("read entities: %w", err)
		}
		r.byID[e.ID] = e
	}
	s.register = r
	return r, nil
}

// Entity finds an entity by ID; nil when there is none or it cannot be read.
func (s *Session) Entity(id annotate.ID) *annotate.Entity {
	r, err := s.entities()
	if err != nil {
		return nil
	}
	return r.byID[id]
}

// Entities are all entities by name. The slice is not to be changed.
func (s *Session) Entities() ([]*annotate.Entity, error) {
	r, err := s.entities()
	if err != nil {
		return nil, err
	}
	if r.sorted == nil {
		r.sorted = make([]*annotate.Entity, 0, len(r.byID))
		for _, e := range r.byID {
			r.sorted = append(r.sorted, e)
		}
		slices.SortFunc(r.sorted, func(a, b *annotate.Entity) int {
			return cmp.Or(cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), a.ID.Compare(b.ID))
		})
	}
	return r.sorted, nil
}

// EntityNamed finds the entity with this name or alias in any case: annotate.ErrNotFound,
// or annotate.ErrAmbiguous when there are several and none has it as its canonical name alone.
func (s *Session) EntityNamed(name string) (*annotate.Entity, error) {
	all, err := s.Entities()
	if err != nil {
		return nil, err
	}
	var byName, byAlias []*annotate.Entity
	for _, e := range all {
		switch {
		case strings.EqualFold(e.Name, name):
			byName = append(byName, e)
		case slices.ContainsFunc(e.Aliases, func(a annotate.Alias) bool { return strings.EqualFold(a.Name, name) }):
			byAlias = append(byAlias, e)
		}
	}
	switch {
	case len(byName) == 1:
		return byName[0], nil
	case len(byName)+len(byAlias) == 0:
		return nil, fmt.Errorf("entity %q: %w", name, annotate.ErrNotFound)
	case len(byName) == 0 && len(byAlias) == 1:
		return byAlias[0], nil
	}
	return nil, fmt.Errorf("entity %q: %w", name, annotate.ErrAmbiguous)
}

func (r *register) remember(c annotate.Change) {
	put(r.byID, c.Key().ID, c.New)
	r.sorted = nil
}
