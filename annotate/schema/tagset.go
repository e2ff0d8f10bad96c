package schema

import (
	"fmt"
	"slices"
	"strings"

	"parley/annotate"
)

func tagsetNames(t annotate.Tagset) (id, name string) { return string(t.ID), t.Name }

// AddTagset makes an empty tagset at the end.
func (d Draft) AddTagset(name string) (Draft, annotate.TagsetID, error) {
	var id annotate.TagsetID
	next, err := d.with(func(s *annotate.Schema) error {
		var t annotate.Tagset
		if err := rename(&t.Name, name, "tagset"); err != nil {
			return err
		}
		if err := nameTaken(s.Tagsets, -1, t.Name, tagsetNames, "tagset"); err != nil {
			return err
		}
		t.ID = annotate.TagsetID(identify(t.Name, "tagset", true, taken(both(tagsetNames), s.Tagsets, d.base.Tagsets)))
		id = t.ID
		s.Tagsets = append(s.Tagsets, t)
		return nil
	})
	return next, id, err
}

// RenameTagset gives a tagset another name.
func (d Draft) RenameTagset(id annotate.TagsetID, name string) (Draft, error) {
	return d.with(func(s *annotate.Schema) error {
		i := tagsetAt(s, id)
		if i < 0 {
			return missing("tagset", string(id))
		}
		if err := rename(&s.Tagsets[i].Name, name, "tagset"); err != nil {
			return err
		}
		return nameTaken(s.Tagsets, i, s.Tagsets[i].Name, tagsetNames, "tagset")
	})
}

// MoveTagset puts a tagset at a place, counted from 0; -1 is the end.
func (d Draft) MoveTagset(id annotate.TagsetID, to int) (Draft, error) {
	return d.with(func(s *annotate.Schema) error {
		i := tagsetAt(s, id)
		if i < 0 {
			return missing("tagset", string(id))
		}
		move(s.Tagsets, i, to)
		return nil
	})
}

// DeleteTagset takes a tagset away that no feature uses; the refusal names those that do.
func (d Draft) DeleteTagset(id annotate.TagsetID) (Draft, error) {
	return d.with(func(s *annotate.Schema) error {
		i := tagsetAt(s, id)
		if i < 0 {
			return missing("tagset", string(id))
		}
		if users := Users(s, id); len(users) > 0 {
			var names []string
			for _, u := range users {
				names = append(names, u.Name(s)+" of "+Part{Owner: u.Owner}.Name(s))
			}
			return fmt.Errorf("%s is the tagset of %s; give them another, or delete them first: %w", s.Tagsets[i].Name, strings.Join(names, ", "), annotate.ErrInvalid)
		}
		s.Tagsets = slices.Delete(s.Tagsets, i, i+1)
		return nil
	})
}

// Users are the features of s that take tags of a tagset, in their order.
func Users(s *annotate.Schema, set annotate.TagsetID) (list []Part) {
	for _, o := range owners(s) {
		for _, f := range o.Features(s) {
			if f.Takes(annotate.TypeTag) && f.Tagset == set {
				list = append(list, FeaturePart(o, f.ID))
			}
		}
	}
	return list
}

// owners are what has features: the layers, then the relation types.
func owners(s *annotate.Schema) (list []Owner) {
	for _, l := range s.Layers {
		list = append(list, OfLayer(l.ID))
	}
	for _, r := range s.Relations {
		list = append(list, OfRelation(r.ID))
	}
	return list
}

func tagsetAt(s *annotate.Schema, id annotate.TagsetID) int {
	return slices.IndexFunc(s.Tagsets, func(t annotate.Tagset) bool { return t.ID == id })
}
