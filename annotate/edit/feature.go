package edit

import (
	"fmt"
	"slices"
	"strings"

	"parley/annotate"
)

// SetFeature gives feature f of an annotation these values in place of those it has;
// no value unsets it.
func (e Editor) SetFeature(p Page, id annotate.ID, f annotate.FeatureID, values ...annotate.Value) (annotate.ChangeSet, error) {
	old := p.Annotation(id)
	if old == nil {
		return annotate.ChangeSet{}, fmt.Errorf("annotation %s: %w", id, annotate.ErrNotFound)
	}
	l := e.Schema.Layer(old.Layer)
	if l == nil {
		return annotate.ChangeSet{}, fmt.Errorf("layer %q: %w", old.Layer, annotate.ErrNotFound)
	}
	name := strings.ToLower(string(f))
	if feature := l.Feature(f); feature != nil {
		name = strings.ToLower(feature.Name)
	}
	verb := "Set " + name + " of"
	if len(values) == 0 {
		verb = "Clear " + name + " of"
	}
	return e.change(p, id, verb, func(a *annotate.Annotation) error {
		if slices.Equal(a.Values(f), values) {
			return fmt.Errorf("%s is the same: %w", name, annotate.ErrNothing)
		}
		features, err := e.with(p, l.Features, a.Features, annotate.FeatureValue{Feature: f, Values: values})
		a.Features = features
		return err
	})
}

// with is list, in the order of features, with fv in place of what it says of that feature.
func (e Editor) with(p Page, features []annotate.Feature, list []annotate.FeatureValue, fv annotate.FeatureValue) ([]annotate.FeatureValue, error) {
	if err := e.check(p, features, fv); err != nil {
		return nil, err
	}
	return annotate.SetValues(list, features, fv.Feature, fv.Values...), nil
}

func (e Editor) check(p Page, features []annotate.Feature, fv annotate.FeatureValue) error {
	i := slices.IndexFunc(features, func(f annotate.Feature) bool { return f.ID == fv.Feature })
	if i < 0 {
		return fmt.Errorf("feature %q: %w", fv.Feature, annotate.ErrNotFound)
	}
	f := &features[i]
	if len(fv.Values) > 1 && !f.Multi {
		return fmt.Errorf("%s takes one value, not %d: %w", f.Name, len(fv.Values), annotate.ErrInvalid)
	}
	for k, v := range fv.Values {
		if slices.Contains(fv.Values[:k], v) {
			return fmt.Errorf("%s has the same value twice: %w", f.Name, annotate.ErrInvalid)
		}
		if err := e.Schema.CheckValue(f, v); err != nil {
			return err
		}
		if v.Type == annotate.TypeAnnotation && p.Annotation(v.Ref) == nil {
			return fmt.Errorf("%s: annotation %s: %w", f.Name, v.Ref, annotate.ErrNotFound)
		}
		if !v.Mention.IsZero() && p.Annotation(v.Mention) == nil {
			return fmt.Errorf("%s: mention %s: %w", f.Name, v.Mention, annotate.ErrNotFound)
		}
	}
	return nil
}
