package schema

import (
	"fmt"
	"slices"

	"parley/annotate"
)

func featureNames(f annotate.Feature) (id, name string) { return string(f.ID), f.Name }

// AddFeature makes a feature of a layer or a relation type at a place, counted from 0; -1
// is the end. Of f everything counts but the ID; without a type it takes text.
func (d Draft) AddFeature(o Owner, f annotate.Feature, at int) (Draft, annotate.FeatureID, error) {
	next, err := d.with(func(s *annotate.Schema) error {
		list := o.list(s)
		if list == nil {
			return missing(Part{Owner: o}.Noun(), string(o.Layer)+string(o.Relation))
		}
		f.Types = slices.Clone(f.Types)
		if len(f.Types) == 0 {
			f.Types = []annotate.FeatureType{annotate.TypeText}
		}
		if err := d.fitFeature(s, *list, -1, &f); err != nil {
			return err
		}
		f.ID = annotate.FeatureID(identify(f.Name, "feature", true, taken(both(featureNames), *list, o.Features(d.base))))
		*list = append(*list, f)
		move(*list, len(*list)-1, at)
		return nil
	})
	return next, f.ID, err
}

// EditFeature alters everything of a feature but its ID.
func (d Draft) EditFeature(o Owner, id annotate.FeatureID, alter func(*annotate.Feature)) (Draft, error) {
	return d.with(func(s *annotate.Schema) error {
		list, i, err := featureAt(s, o, id)
		if err != nil {
			return err
		}
		f := (*list)[i]
		f.Types = slices.Clone(f.Types)
		alter(&f)
		f.ID = id
		if err := d.fitFeature(s, *list, i, &f); err != nil {
			return err
		}
		(*list)[i] = f
		return nil
	})
}

// fitFeature tidies f and refuses what cannot be beside list[self]'s neighbours.
func (d Draft) fitFeature(s *annotate.Schema, list []annotate.Feature, self int, f *annotate.Feature) error {
	if err := rename(&f.Name, f.Name, "feature"); err != nil {
		return err
	}
	if err := nameTaken(list, self, f.Name, featureNames, "feature"); err != nil {
		return err
	}
	switch {
	case len(f.Types) == 0:
		return fmt.Errorf("%s takes no kind of value; choose at least one: %w", f.Name, annotate.ErrInvalid)
	case !f.Takes(annotate.TypeTag):
		f.Tagset = ""
	case f.Tagset == "":
		return fmt.Errorf("%s takes tags; choose the tagset they come from: %w", f.Name, annotate.ErrInvalid)
	case s.Tagset(f.Tagset) == nil:
		return fmt.Errorf("%s: there is no tagset %q; choose one that is there: %w", f.Name, f.Tagset, annotate.ErrInvalid)
	}
	return nil
}

// MoveFeature puts a feature at a place among its owner's, counted from 0; -1 is the end.
func (d Draft) MoveFeature(o Owner, id annotate.FeatureID, to int) (Draft, error) {
	return d.with(func(s *annotate.Schema) error {
		list, i, err := featureAt(s, o, id)
		if err == nil {
			move(*list, i, to)
		}
		return err
	})
}

// DeleteFeature takes a feature away.
func (d Draft) DeleteFeature(o Owner, id annotate.FeatureID) (Draft, error) {
	return d.with(func(s *annotate.Schema) error {
		list, i, err := featureAt(s, o, id)
		if err == nil {
			*list = slices.Delete(*list, i, i+1)
		}
		return err
	})
}

// MergeFeature takes a feature away, and its values go to another one of the same owner.
func (d Draft) MergeFeature(o Owner, id, into annotate.FeatureID) (Draft, error) {
	next, err := d.DeleteFeature(o, id)
	if err != nil {
		return d, err
	}
	return next.Resolve(Resolution{Effect: Effect{Kind: FeatureRemoved, Part: FeaturePart(o, id)}, Do: Move, To: FeaturePart(o, into)})
}

func featureAt(s *annotate.Schema, o Owner, id annotate.FeatureID) (*[]annotate.Feature, int, error) {
	list := o.list(s)
	if list == nil {
		return nil, -1, missing(Part{Owner: o}.Noun(), string(o.Layer)+string(o.Relation))
	}
	i := slices.IndexFunc(*list, func(f annotate.Feature) bool { return f.ID == id })
	if i < 0 {
		return nil, -1, missing("feature", string(id))
	}
	return list, i, nil
}
