package codec

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"parley/annotate"
)

// ReadMapping reads a mapping as JSON. A member that none has is an error, as a mapping is
// written by hand.
func ReadMapping(r io.Reader) (m Mapping, err error) {
	d := json.NewDecoder(r)
	d.DisallowUnknownFields()
	if err := d.Decode(&m); err != nil {
		return Mapping{}, fmt.Errorf("read mapping: %w", err)
	}
	if _, err := d.Token(); err != io.EOF {
		return Mapping{}, fmt.Errorf("read mapping: there is more after its end: %w", annotate.ErrInvalid)
	}
	return m, nil
}

// Fits reports whether any layer or relation type goes somewhere.
func (m *Mapping) Fits() bool {
	return slices.ContainsFunc(m.Layers, func(l LayerMapping) bool { return l.To != "" }) ||
		slices.ContainsFunc(m.Relations, func(r RelationMapping) bool { return r.To != "" })
}

// Check wants everything that m names to be there: what it maps in from, a collection's
// schema, and what that goes to in to, a project's.
func (m *Mapping) Check(from, to *annotate.Schema) error {
	for _, l := range m.Layers {
		source, target := from.Layer(l.From), to.Layer(l.To)
		if err := bothThere("layer", string(l.From), string(l.To), source != nil, target != nil); err != nil {
			return err
		}
		if target == nil {
			continue
		}
		if err := checkFeatures("layer "+string(l.From), l.Features, source.Features, target.Features); err != nil {
			return err
		}
		for _, s := range l.Set {
			if !hasFeature(target.Features, s.Feature) {
				return missing("the project", fmt.Sprintf("feature %q of layer %q", s.Feature, l.To))
			}
		}
	}
	for _, r := range m.Relations {
		source, target := from.Relation(r.From), to.Relation(r.To)
		if err := bothThere("relation type", string(r.From), string(r.To), source != nil, target != nil); err != nil {
			return err
		}
		if target == nil {
			continue
		}
		if err := checkFeatures("relation type "+string(r.From), r.Features, source.Features, target.Features); err != nil {
			return err
		}
	}
	return nil
}

func bothThere(noun, from, to string, source, target bool) error {
	switch {
	case !source:
		return missing("what is read", fmt.Sprintf("%s %q", noun, from))
	case to != "" && !target:
		return missing("the project", fmt.Sprintf("%s %q", noun, to))
	}
	return nil
}

func checkFeatures(of string, list []FeatureMapping, from, to []annotate.Feature) error {
	for _, f := range list {
		switch {
		case !hasFeature(from, f.From):
			return missing("what is read", fmt.Sprintf("feature %q of %s", f.From, of))
		case f.To != "" && !hasFeature(to, f.To):
			return missing("the project", fmt.Sprintf("feature %q, to which that of %s goes", f.To, of))
		}
	}
	return nil
}

func hasFeature(list []annotate.Feature, id annotate.FeatureID) bool {
	return slices.ContainsFunc(list, func(f annotate.Feature) bool { return f.ID == id })
}

func missing(who, what string) error {
	return fmt.Errorf("mapping: %s has no %s: %w", who, what, annotate.ErrNotFound)
}
