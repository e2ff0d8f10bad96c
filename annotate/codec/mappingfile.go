package codec

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
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
		if err := (checking{from, to, "layer " + string(l.From)}).features(l.Features, source.Features, target.Features); err != nil {
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
		if err := (checking{from, to, "relation type " + string(r.From)}).features(r.Features, source.Features, target.Features); err != nil {
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

// checking is of the features of one part.
type checking struct {
	from, to *annotate.Schema
	of       string
}

func (c checking) features(list []FeatureMapping, from, to []annotate.Feature) error {
	for _, f := range list {
		source, target := featureOf(from, f.From), featureOf(to, f.To)
		switch {
		case source == nil:
			return missing("what is read", fmt.Sprintf("feature %q of %s", f.From, c.of))
		case f.To != "" && target == nil:
			return missing("the project", fmt.Sprintf("feature %q, to which that of %s goes", f.To, c.of))
		case target == nil:
			continue
		}
		if err := c.tags(f, source, target); err != nil {
			return err
		}
	}
	return nil
}

// tags wants the tags of both sides to be there. Where the file has no tags, they are words.
func (c checking) tags(f FeatureMapping, source, target *annotate.Feature) error {
	from, to := c.from.Tagset(source.Tagset), c.to.Tagset(target.Tagset)
	for _, g := range slices.Concat(slices.Sorted(maps.Keys(f.Tags)), f.AsText, f.TagsOut) {
		if id := f.Tags[g]; id != "" && (to == nil || to.Tag(id) == nil) {
			return missing("the project", fmt.Sprintf("tag %q of feature %q", id, f.To))
		}
		if from != nil && from.Tag(g) == nil {
			return missing("what is read", fmt.Sprintf("tag %q of feature %q of %s", g, f.From, c.of))
		}
	}
	if len(f.AsText) > 0 && !target.Takes(annotate.TypeText) {
		return fmt.Errorf("mapping: feature %q takes no text, as which tag %q of %s comes: %w", f.To, f.AsText[0], c.of, annotate.ErrInvalid)
	}
	return nil
}

func featureOf(list []annotate.Feature, id annotate.FeatureID) *annotate.Feature {
	if i := slices.IndexFunc(list, func(f annotate.Feature) bool { return f.ID == id }); i >= 0 {
		return &list[i]
	}
	return nil
}

func hasFeature(list []annotate.Feature, id annotate.FeatureID) bool {
	return featureOf(list, id) != nil
}

func missing(who, what string) error {
	return fmt.Errorf("mapping: %s has no %s: %w", who, what, annotate.ErrNotFound)
}
