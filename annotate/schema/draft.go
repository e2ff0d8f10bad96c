package schema

import (
	"errors"
	"fmt"
	"reflect"
	"slices"

	"parley/annotate"
)

// Draft is a schema in force and what is to take its place. It is a value that never
// changes: every method that edits gives another one. Make it with [Begin].
type Draft struct {
	base, next  *annotate.Schema // never altered
	resolutions []Resolution     // never altered
}

// Begin is a draft in which nothing is different yet. The schema stays the caller's and
// must not change while drafts of it are used.
func Begin(base *annotate.Schema) Draft { return Draft{base: base, next: base} }

// Base is the schema in force, which the draft began with. It is not to be changed.
func (d Draft) Base() *annotate.Schema { return d.base }

// Schema is the schema as the draft has it, still with Base's version. It is not to be changed.
func (d Draft) Schema() *annotate.Schema { return d.next }

// Changed reports whether anything would be done: the schema differs, or values are to move.
func (d Draft) Changed() bool {
	return len(d.resolutions) > 0 || !reflect.DeepEqual(normal(d.base), normal(d.next))
}

// Diff is how the draft differs from the schema in force.
func (d Draft) Diff() Diff { return Compare(d.base, d.next) }

// Replace puts a whole other schema in the draft's, as one read from a file. What has the
// same ID is the same part. Resolutions are dropped.
func (d Draft) Replace(next *annotate.Schema) (Draft, error) {
	if err := errors.Join(next.Check(), annotate.CheckText(next)); err != nil {
		return d, fmt.Errorf("schema %s: %w", next.Name, err)
	}
	n := clone(next)
	n.Version = d.base.Version
	return Draft{base: d.base, next: n}, nil
}

// Rename gives the schema another name.
func (d Draft) Rename(name string) (Draft, error) {
	return d.with(func(s *annotate.Schema) error { return rename(&s.Name, name, "schema") })
}

// SetFields says the names of the project's own document metadata. Documents keep what
// they say under a name that is gone.
func (d Draft) SetFields(names ...string) (Draft, error) {
	return d.with(func(s *annotate.Schema) error {
		s.Fields = nil
		for _, n := range names {
			var name string
			if err := rename(&name, n, "field"); err != nil {
				return err
			}
			if slices.Contains(s.Fields, name) {
				return fmt.Errorf("field %s is there twice; leave one out: %w", name, annotate.ErrInvalid)
			}
			s.Fields = append(s.Fields, name)
		}
		return nil
	})
}

// with is d with its schema altered: a copy, checked.
func (d Draft) with(alter func(*annotate.Schema) error) (Draft, error) {
	next := clone(d.next)
	if err := alter(next); err != nil {
		return d, err
	}
	if err := errors.Join(next.Check(), annotate.CheckText(next)); err != nil {
		return d, err
	}
	return Draft{base: d.base, next: next, resolutions: d.resolutions}, nil
}

// clone copies s as deep as it goes.
func clone(s *annotate.Schema) *annotate.Schema {
	next := *s
	next.Fields = slices.Clone(s.Fields)
	next.Layers = slices.Clone(s.Layers)
	for i := range next.Layers {
		next.Layers[i].Features = cloneFeatures(next.Layers[i].Features)
	}
	next.Tagsets = slices.Clone(s.Tagsets)
	for i := range next.Tagsets {
		next.Tagsets[i].Tags = slices.Clone(next.Tagsets[i].Tags)
		for k := range next.Tagsets[i].Tags {
			g := &next.Tagsets[i].Tags[k]
			g.Examples, g.Counter = slices.Clone(g.Examples), slices.Clone(g.Counter)
		}
	}
	next.Relations = slices.Clone(s.Relations)
	for i := range next.Relations {
		r := &next.Relations[i]
		r.From, r.To, r.Features = slices.Clone(r.From), slices.Clone(r.To), cloneFeatures(r.Features)
	}
	return &next
}

func cloneFeatures(list []annotate.Feature) []annotate.Feature {
	list = slices.Clone(list)
	for i := range list {
		list[i].Types = slices.Clone(list[i].Types)
	}
	return list
}

// normal is s without its version, and nil for every list that is empty.
func normal(s *annotate.Schema) *annotate.Schema {
	n := clone(s)
	n.Version = 0
	n.Fields, n.Layers, n.Tagsets, n.Relations = some(n.Fields), some(n.Layers), some(n.Tagsets), some(n.Relations)
	for i := range n.Layers {
		n.Layers[i].Features = some(n.Layers[i].Features)
	}
	for i := range n.Tagsets {
		n.Tagsets[i].Tags = some(n.Tagsets[i].Tags)
		for k := range n.Tagsets[i].Tags {
			g := &n.Tagsets[i].Tags[k]
			g.Examples, g.Counter = some(g.Examples), some(g.Counter)
		}
	}
	for i := range n.Relations {
		r := &n.Relations[i]
		r.From, r.To, r.Features = some(r.From), some(r.To), some(r.Features)
	}
	return n
}

func some[T any](list []T) []T {
	if len(list) == 0 {
		return nil
	}
	return list
}
