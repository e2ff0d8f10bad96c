package schema

import (
	"slices"

	"parley/annotate"
)

func relationNames(r annotate.RelationType) (id, name string) { return string(r.ID), r.Name }

// AddRelation makes a relation type at the end. An empty list of ends allows any layer.
func (d Draft) AddRelation(name string, from, to []annotate.LayerID) (Draft, annotate.RelationTypeID, error) {
	var id annotate.RelationTypeID
	next, err := d.with(func(s *annotate.Schema) error {
		r := annotate.RelationType{From: slices.Clone(from), To: slices.Clone(to)}
		if err := fitRelation(s, -1, name, &r); err != nil {
			return err
		}
		r.ID = annotate.RelationTypeID(identify(r.Name, "relation", true, taken(both(relationNames), s.Relations, d.base.Relations)))
		id = r.ID
		s.Relations = append(s.Relations, r)
		return nil
	})
	return next, id, err
}

// EditRelation alters a relation type's name, description and allowed ends; its ID and its
// features stay whatever alter does.
func (d Draft) EditRelation(id annotate.RelationTypeID, alter func(*annotate.RelationType)) (Draft, error) {
	return d.with(func(s *annotate.Schema) error {
		i := relationAt(s, id)
		if i < 0 {
			return missing("relation type", string(id))
		}
		r := s.Relations[i]
		r.From, r.To = slices.Clone(r.From), slices.Clone(r.To)
		alter(&r)
		r.ID, r.Features = id, s.Relations[i].Features
		if err := fitRelation(s, i, r.Name, &r); err != nil {
			return err
		}
		s.Relations[i] = r
		return nil
	})
}

func fitRelation(s *annotate.Schema, self int, name string, r *annotate.RelationType) error {
	if err := rename(&r.Name, name, "relation type"); err != nil {
		return err
	}
	for _, id := range slices.Concat(r.From, r.To) {
		if s.Layer(id) == nil {
			return missing("layer", string(id))
		}
	}
	r.From, r.To = replaced(r.From, "", ""), replaced(r.To, "", "")
	return nameTaken(s.Relations, self, r.Name, relationNames, "relation type")
}

// MoveRelation puts a relation type at a place, counted from 0; -1 is the end.
func (d Draft) MoveRelation(id annotate.RelationTypeID, to int) (Draft, error) {
	return d.with(func(s *annotate.Schema) error {
		i := relationAt(s, id)
		if i < 0 {
			return missing("relation type", string(id))
		}
		move(s.Relations, i, to)
		return nil
	})
}

// DeleteRelation takes a relation type away.
func (d Draft) DeleteRelation(id annotate.RelationTypeID) (Draft, error) {
	return d.with(func(s *annotate.Schema) error {
		i := relationAt(s, id)
		if i < 0 {
			return missing("relation type", string(id))
		}
		s.Relations = slices.Delete(s.Relations, i, i+1)
		return nil
	})
}

// MergeRelation takes a relation type away, and its relations become of another one.
func (d Draft) MergeRelation(id, into annotate.RelationTypeID) (Draft, error) {
	next, err := d.DeleteRelation(id)
	if err != nil {
		return d, err
	}
	return next.Resolve(Resolution{Effect: Effect{Kind: RelationRemoved, Part: RelationPart(id)}, Do: Move, To: RelationPart(into)})
}

func relationAt(s *annotate.Schema, id annotate.RelationTypeID) int {
	return slices.IndexFunc(s.Relations, func(r annotate.RelationType) bool { return r.ID == id })
}
