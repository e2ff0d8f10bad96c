package main

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"parley/annotate"
	"parley/annotate/session"
)

// parseValues reads --set FEATURE=VALUE arguments for a layer. Entities that are not there
// are made when create is set: made holds the ChangeSets that do it.
func parseValues(s *session.Session, page *session.Page, layer *annotate.Layer, set []string, create bool) (values []annotate.FeatureValue, made []annotate.ChangeSet, err error) {
	p := valueParser{session: s, page: page, create: create, fresh: map[string]annotate.ID{}}
	for _, arg := range set {
		name, word, ok := strings.Cut(arg, "=")
		if !ok {
			return nil, nil, usagef("--set %q: want FEATURE=VALUE", arg)
		}
		f := layer.FeatureNamed(strings.TrimSpace(name))
		if f == nil {
			return nil, nil, fmt.Errorf("--set %q: layer %s has no feature %q: it has %s", arg, layer.Name, name, featureNames(layer))
		}
		v, err := p.value(f, strings.TrimSpace(word))
		if err != nil {
			return nil, nil, fmt.Errorf("--set %q: %w", arg, err)
		}
		i := slices.IndexFunc(values, func(fv annotate.FeatureValue) bool { return fv.Feature == f.ID })
		if i < 0 {
			i, values = len(values), append(values, annotate.FeatureValue{Feature: f.ID})
		}
		values[i].Values = append(values[i].Values, v)
	}
	return values, p.made, nil
}

type valueParser struct {
	session *session.Session
	page    *session.Page
	create  bool
	made    []annotate.ChangeSet
	fresh   map[string]annotate.ID // entities made by this command, by folded name
}

// value tries the feature's types in turn; a prefix such as "tag:" says which.
func (p *valueParser) value(f *annotate.Feature, word string) (annotate.Value, error) {
	if prefix, rest, ok := strings.Cut(word, ":"); ok {
		if t, err := annotate.ParseFeatureType(prefix); err == nil && f.Takes(t) {
			return p.typed(f, t, strings.TrimSpace(rest), p.create)
		}
	}
	// Words that may be a text are no reason to make an entity, unless they say that they name one.
	create := p.create && !f.Takes(annotate.TypeText)
	var last error
	for _, t := range byStrictness(f.Types) {
		v, err := p.typed(f, t, word, create)
		if err == nil {
			return v, nil
		}
		if last == nil || errors.Is(err, annotate.ErrAmbiguous) {
			last = err
		}
	}
	return annotate.Value{}, last
}

// byStrictness puts types that refuse most words first, and text, which takes any, last.
func byStrictness(types []annotate.FeatureType) []annotate.FeatureType {
	order := []annotate.FeatureType{annotate.TypeAnnotation, annotate.TypeDate, annotate.TypeNumber, annotate.TypeBoolean, annotate.TypeTag, annotate.TypeEntity, annotate.TypeText}
	return slices.DeleteFunc(order, func(t annotate.FeatureType) bool { return !slices.Contains(types, t) })
}

func (p *valueParser) typed(f *annotate.Feature, t annotate.FeatureType, word string, create bool) (v annotate.Value, err error) {
	v.Type = t
	switch t {
	case annotate.TypeText:
		v.Text = word
	case annotate.TypeNumber:
		if v.Number, err = strconv.ParseFloat(word, 64); err != nil {
			return v, fmt.Errorf("%q is no number", word)
		}
	case annotate.TypeBoolean:
		if v.Bool, err = strconv.ParseBool(word); err != nil {
			return v, fmt.Errorf("%q is neither true nor false", word)
		}
	case annotate.TypeDate:
		v.Date, err = annotate.ParseDate(word)
	case annotate.TypeTag:
		v.Tag, err = p.tag(f, word)
	case annotate.TypeEntity:
		v.Ref, err = p.entity(word, create)
	case annotate.TypeAnnotation:
		v.Ref, err = annotate.ParseID(word)
	}
	if err != nil {
		return v, err
	}
	return v, p.session.Schema().CheckValue(f, v)
}

func (p *valueParser) tag(f *annotate.Feature, word string) (annotate.TagID, error) {
	set := p.session.Schema().Tagset(f.Tagset)
	if set == nil {
		return "", fmt.Errorf("tagset %q: %w", f.Tagset, annotate.ErrNotFound)
	}
	tag := set.TagNamed(word)
	if tag == nil {
		return "", fmt.Errorf("%s has no tag %q: it has %s", f.Name, word, tagNames(set))
	}
	return tag.ID, nil
}

func (p *valueParser) entity(word string, create bool) (annotate.ID, error) {
	if id, err := annotate.ParseID(word); err == nil {
		if p.session.Entity(id) == nil {
			return id, fmt.Errorf("entity %s: %w", word, annotate.ErrNotFound)
		}
		return id, nil
	}
	if id, ok := p.fresh[strings.ToLower(word)]; ok {
		return id, nil
	}
	e, err := p.session.EntityNamed(word)
	if err == nil {
		return e.ID, nil
	}
	switch {
	case !errors.Is(err, annotate.ErrNotFound):
		return annotate.ID{}, fmt.Errorf("%w; name it by its ID", err)
	case !create:
		return annotate.ID{}, fmt.Errorf("%w; --create makes it", err)
	}
	cs, e, err := p.session.Editor().AddEntity(word, "")
	if err != nil {
		return annotate.ID{}, err
	}
	p.made, p.fresh[strings.ToLower(word)] = append(p.made, cs), e.ID
	return e.ID, nil
}

// tagNames are the tags of a set that is short, and the way to those of a long one.
func tagNames(set *annotate.Tagset) string {
	if len(set.Tags) > 12 {
		return fmt.Sprintf("%d, which 'parleyctl schema show' lists", len(set.Tags))
	}
	var names []string
	for _, t := range set.Tags {
		names = append(names, t.Name)
	}
	return strings.Join(names, ", ")
}

func featureNames(l *annotate.Layer) string {
	var names []string
	for _, f := range l.Features {
		names = append(names, f.Name)
	}
	return strings.Join(names, ", ")
}
