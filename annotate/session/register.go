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
	sorted []*annotate.Entity // by name; nil after many changes
	moved  int                // changes since somebody asked for sorted
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
	r.moved = 0
	if r.sorted == nil {
		r.sorted = make([]*annotate.Entity, 0, len(r.byID))
		for _, e := range r.byID {
			r.sorted = append(r.sorted, e)
		}
		slices.SortFunc(r.sorted, byName)
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

func byName(a, b *annotate.Entity) int {
	return cmp.Or(cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), a.ID.Compare(b.ID))
}

// remember takes a change over. The list by name is made anew, of what was, as somebody may
// hold it: to sort fifty thousand names for one that changed takes a tenth of a second.
func (r *register) remember(c annotate.Change) {
	old := r.byID[c.Key().ID]
	put(r.byID, c.Key().ID, c.New)
	if r.moved++; r.sorted == nil || r.moved > fewMoves {
		r.sorted = nil
		return
	}
	next := make([]*annotate.Entity, 0, len(r.sorted)+1)
	if at, ok := slices.BinarySearchFunc(r.sorted, old, byNameOrNil); ok {
		next = append(append(next, r.sorted[:at]...), r.sorted[at+1:]...)
	} else {
		next = append(next, r.sorted...)
	}
	if n := r.byID[c.Key().ID]; n != nil {
		at, _ := slices.BinarySearchFunc(next, n, byName)
		next = slices.Insert(next, at, n)
	}
	r.sorted = next
}

// fewMoves is up to how many changes are worth being put in their places one by one.
const fewMoves = 16

// byNameOrNil is byName for somebody who may not have been there.
func byNameOrNil(a, b *annotate.Entity) int {
	if b == nil {
		return 1
	}
	return byName(a, b)
}
