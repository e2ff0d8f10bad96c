package annotate

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// CheckValue reports why v cannot stand in f, wrapping [ErrInvalid], or nil. It does not
// know which entities and annotations exist.
func (s *Schema) CheckValue(f *Feature, v Value) error {
	if !f.Takes(v.Type) {
		return fmt.Errorf("%s takes no %s: %w", f.Name, v.Type, ErrInvalid)
	}
	isNaN := v.Type == TypeNumber && math.IsNaN(v.Number) // equal to nothing
	if v != v.only() && !isNaN {
		return fmt.Errorf("%s: a %s with more than its value: %w", f.Name, v.Type, ErrInvalid)
	}
	switch v.Type {
	case TypeTag:
		set := s.Tagset(f.Tagset)
		if set == nil || set.Tag(v.Tag) == nil {
			return fmt.Errorf("%s has no tag %q: %w", f.Name, v.Tag, ErrInvalid)
		}
	case TypeNumber:
		if math.IsNaN(v.Number) || math.IsInf(v.Number, 0) {
			return fmt.Errorf("%s: %v is not a number to record: %w", f.Name, v.Number, ErrInvalid)
		}
	case TypeText:
		if strings.TrimSpace(v.Text) == "" {
			return fmt.Errorf("%s: an empty text is not a value, unset it: %w", f.Name, ErrInvalid)
		}
	case TypeDate:
		if v.Date.IsZero() {
			return fmt.Errorf("%s: an empty date is not a value, unset it: %w", f.Name, ErrInvalid)
		}
	case TypeEntity, TypeAnnotation:
		if v.Ref.IsZero() {
			return fmt.Errorf("%s names nothing: %w", f.Name, ErrInvalid)
		}
	}
	return nil
}

// CheckAnnotation reports the first thing about a for which the schema has no place: its
// layer, a feature, a value; nil when it has one for all.
func (s *Schema) CheckAnnotation(a *Annotation) error {
	l := s.Layer(a.Layer)
	if l == nil {
		return fmt.Errorf("there is no layer %q: %w", a.Layer, ErrInvalid)
	}
	return s.checkValues(l.Features, a.Features)
}

// CheckRelation is [Schema.CheckAnnotation] for relations.
func (s *Schema) CheckRelation(r *Relation) error {
	t := s.Relation(r.Type)
	if t == nil {
		return fmt.Errorf("there is no relation type %q: %w", r.Type, ErrInvalid)
	}
	return s.checkValues(t.Features, r.Features)
}

func (s *Schema) checkValues(features []Feature, list []FeatureValue) error {
	for _, fv := range list {
		f := find(features, func(f *Feature) bool { return f.ID == fv.Feature })
		if f == nil {
			return fmt.Errorf("there is no feature %q: %w", fv.Feature, ErrInvalid)
		}
		if len(fv.Values) > 1 && !f.Multi {
			return fmt.Errorf("%s takes one value, not %d: %w", f.Name, len(fv.Values), ErrInvalid)
		}
		for _, v := range fv.Values {
			if err := s.CheckValue(f, v); err != nil {
				return err
			}
		}
	}
	return nil
}

// only is v with nothing but what its type uses.
func (v Value) only() Value {
	switch v.Type {
	case TypeText:
		return Value{Type: v.Type, Text: v.Text}
	case TypeNumber:
		return Value{Type: v.Type, Number: v.Number}
	case TypeBoolean:
		return Value{Type: v.Type, Bool: v.Bool}
	case TypeDate:
		return Value{Type: v.Type, Date: v.Date}
	case TypeTag:
		return Value{Type: v.Type, Tag: v.Tag}
	case TypeEntity:
		return Value{Type: v.Type, Ref: v.Ref, Mention: v.Mention}
	case TypeAnnotation:
		return Value{Type: v.Type, Ref: v.Ref}
	}
	return Value{Type: v.Type}
}

// Check reports the first thing that makes s unusable, wrapping [ErrInvalid]: an empty or
// repeated name, a tagset that is not there, a tag before its parent, a key used twice.
func (s *Schema) Check() error {
	if err := unique("layer", s.Layers, func(l Layer) []string { return []string{string(l.ID), l.Name} }); err != nil {
		return err
	}
	if err := unique("tagset", s.Tagsets, func(t Tagset) []string { return []string{string(t.ID), t.Name} }); err != nil {
		return err
	}
	if err := unique("relation type", s.Relations, func(r RelationType) []string { return []string{string(r.ID), r.Name} }); err != nil {
		return err
	}
	for i := range s.Tagsets {
		if err := s.Tagsets[i].check(); err != nil {
			return err
		}
	}
	for i := range s.Layers {
		if err := s.checkLayer(i); err != nil {
			return err
		}
	}
	for i := range s.Relations {
		if err := s.checkRelation(&s.Relations[i]); err != nil {
			return err
		}
	}
	return nil
}

func (s *Schema) checkLayer(i int) error {
	l := &s.Layers[i]
	if l.Key != "" && (len(l.Key) != 1 || l.Key[0] < '1' || l.Key[0] > '9') {
		return fmt.Errorf("layer %s: key %q: want a digit from 1 to 9: %w", l.Name, l.Key, ErrInvalid)
	}
	for _, o := range s.Layers[:i] {
		if l.Key != "" && l.Key == o.Key {
			return fmt.Errorf("layers %s and %s: both have key %s: %w", o.Name, l.Name, l.Key, ErrInvalid)
		}
	}
	return s.checkFeatures("layer "+l.Name, l.Features)
}

func (s *Schema) checkRelation(r *RelationType) error {
	for _, id := range slices.Concat(r.From, r.To) {
		if s.Layer(id) == nil {
			return fmt.Errorf("relation type %s: layer %q: %w", r.Name, id, ErrInvalid)
		}
	}
	return s.checkFeatures("relation type "+r.Name, r.Features)
}

func (s *Schema) checkFeatures(where string, list []Feature) error {
	if err := unique(where+": feature", list, func(f Feature) []string { return []string{string(f.ID), f.Name} }); err != nil {
		return err
	}
	for _, f := range list {
		if len(f.Types) == 0 {
			return fmt.Errorf("%s: feature %s takes no type of value: %w", where, f.Name, ErrInvalid)
		}
		for i, t := range f.Types {
			if t > TypeAnnotation || slices.Contains(f.Types[:i], t) {
				return fmt.Errorf("%s: feature %s: type %s is unknown or there twice: %w", where, f.Name, t, ErrInvalid)
			}
		}
		if f.Takes(TypeTag) && s.Tagset(f.Tagset) == nil {
			return fmt.Errorf("%s: feature %s: tagset %q: %w", where, f.Name, f.Tagset, ErrInvalid)
		}
	}
	return nil
}

func (t *Tagset) check() error {
	seen := make(map[TagID]bool, len(t.Tags))
	for _, g := range t.Tags {
		switch {
		case g.ID == "" || g.Name == "":
			return fmt.Errorf("tagset %s: a tag has no name: %w", t.Name, ErrInvalid)
		case seen[g.ID]:
			return fmt.Errorf("tagset %s: tag %q is there twice: %w", t.Name, g.ID, ErrInvalid)
		case g.Parent != "" && !seen[g.Parent]:
			return fmt.Errorf("tagset %s: tag %q stands before its parent %q: %w", t.Name, g.ID, g.Parent, ErrInvalid)
		}
		seen[g.ID] = true
	}
	return nil
}

// unique wants every name to be there, and to be nobody else's in any case.
func unique[T any](what string, list []T, names func(T) []string) error {
	owner := make(map[string]int)
	for i, part := range list {
		for _, n := range names(part) {
			if strings.TrimSpace(n) == "" {
				return fmt.Errorf("%s %d has no name: %w", what, i+1, ErrInvalid)
			}
			folded := strings.ToLower(n)
			if o, ok := owner[folded]; ok && o != i {
				return fmt.Errorf("%s %q is there twice: %w", what, n, ErrInvalid)
			}
			owner[folded] = i
		}
	}
	return nil
}
