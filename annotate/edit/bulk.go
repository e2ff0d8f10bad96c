package edit

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"parley/annotate"
)

// Bulk is one thing that is done to many annotations. Its page is asked for one document
// after another, and what it gives for each is put together by [Editor.JoinBulk] as one
// step: undone at once, however many documents it is about.
type Bulk struct {
	verb string // "Set stance of", as the menu says it before "5 annotations"
	run  func(Editor, Page, *annotate.Annotation) (annotate.ChangeSet, error)
	all  func(Editor, Page, []annotate.ID) (annotate.ChangeSet, error) // instead of run
}

// Named is b under another name, as "Set stance to against in": what stands before
// "5 annotations" in the menu behind "Undo".
func (b Bulk) Named(verb string) Bulk {
	b.verb = verb
	return b
}

// SetValues gives a feature of every annotation these values in place of those it has; no
// value unsets it. Annotations of layers without that feature are left as they are.
func (e Editor) SetValues(f annotate.FeatureID, values ...annotate.Value) Bulk {
	verb := "Set "
	if len(values) == 0 {
		verb = "Clear "
	}
	return Bulk{verb: verb + e.featureName(f) + " of", run: func(e Editor, p Page, a *annotate.Annotation) (annotate.ChangeSet, error) {
		if l := e.Schema.Layer(a.Layer); l == nil || l.Feature(f) == nil {
			return annotate.ChangeSet{}, errUntouched
		}
		return e.SetFeature(p, a.ID, f, values...)
	}}
}

// Recode puts the tag to in the place of the tag from, wherever an annotation has it among
// the values of features of that tagset.
func (e Editor) Recode(set annotate.TagsetID, from, to annotate.TagID) Bulk {
	verb := "Recode " + e.tagName(set, from) + " as " + e.tagName(set, to) + " in"
	return Bulk{verb: verb, run: func(e Editor, p Page, a *annotate.Annotation) (annotate.ChangeSet, error) {
		return e.recode(p, a, set, from, to)
	}}
}

// MoveTo moves every annotation to a layer, as [Editor.Retag] does.
func (e Editor) MoveTo(layer annotate.LayerID) Bulk {
	return Bulk{verb: "Make " + e.layerName(layer) + " of", run: func(e Editor, p Page, a *annotate.Annotation) (annotate.ChangeSet, error) {
		return e.Retag(p, a.ID, layer)
	}}
}

// DeleteThem deletes every annotation, as [Editor.Delete] does.
func (e Editor) DeleteThem() Bulk {
	return Bulk{verb: "Delete", all: func(e Editor, p Page, ids []annotate.ID) (annotate.ChangeSet, error) { return e.Delete(p, ids...) }}
}

// errUntouched is an annotation that a bulk change leaves as it is.
var errUntouched = fmt.Errorf("it is left as it is: %w", annotate.ErrNothing)

// Bulk does b to annotations of a page and says how many it alters. Those that are gone,
// or that it leaves as they are, are passed over; annotate.ErrNothing when that is all.
func (e Editor) Bulk(p Page, b Bulk, ids []annotate.ID) (annotate.ChangeSet, int, error) {
	there := slices.DeleteFunc(slices.Clone(ids), func(id annotate.ID) bool { return p.Annotation(id) == nil })
	if len(there) == 0 {
		return annotate.ChangeSet{}, 0, errUntouched
	}
	if b.all != nil {
		cs, err := b.all(e, p, there)
		return cs, len(there), err
	}
	var sets []annotate.ChangeSet
	for _, id := range there {
		cs, err := b.run(e, p, p.Annotation(id))
		switch {
		case err == nil:
			sets = append(sets, cs)
		case !errors.Is(err, annotate.ErrNothing):
			return annotate.ChangeSet{}, 0, fmt.Errorf("%q: %w", p.Document().Title, err)
		}
	}
	if len(sets) == 0 {
		return annotate.ChangeSet{}, 0, errUntouched
	}
	return e.JoinBulk(b, len(sets), sets...), len(sets), nil
}

// JoinBulk makes one ChangeSet of those that [Editor.Bulk] made in several documents; n is
// how many annotations are altered in all. What two of them delete is deleted once.
func (e Editor) JoinBulk(b Bulk, n int, sets ...annotate.ChangeSet) annotate.ChangeSet {
	cs := e.Join(b.verb+" "+counted(n, "annotation"), sets...)
	gone := map[annotate.Key]bool{}
	cs.Changes = slices.DeleteFunc(cs.Changes, func(c annotate.Change) bool {
		if c.New != nil {
			return false
		}
		again := gone[c.Key()]
		gone[c.Key()] = true
		return again
	})
	return cs
}

// recode alters the features of one annotation that have the tag.
func (e Editor) recode(p Page, a *annotate.Annotation, set annotate.TagsetID, from, to annotate.TagID) (annotate.ChangeSet, error) {
	l := e.Schema.Layer(a.Layer)
	if l == nil || from == to {
		return annotate.ChangeSet{}, errUntouched
	}
	return e.change(p, a.ID, "Recode", func(next *annotate.Annotation) (err error) {
		touched := false
		for i := range l.Features {
			f := &l.Features[i]
			values, has := recoded(a.Values(f.ID), from, to)
			if !has || f.Tagset != set {
				continue
			}
			touched = true
			if next.Features, err = e.with(p, l.Features, next.Features, annotate.FeatureValue{Feature: f.ID, Values: values}); err != nil {
				return err
			}
		}
		if !touched {
			return errUntouched
		}
		return nil
	})
}

// recoded is values with to in the place of from, each once.
func recoded(values []annotate.Value, from, to annotate.TagID) (out []annotate.Value, has bool) {
	for _, v := range values {
		if v.Type == annotate.TypeTag && v.Tag == from {
			v.Tag, has = to, true
		}
		if !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	return out, has
}

// featureName is the name of the first feature with an ID.
func (e Editor) featureName(id annotate.FeatureID) string {
	for i := range e.Schema.Layers {
		if f := e.Schema.Layers[i].Feature(id); f != nil {
			return strings.ToLower(f.Name)
		}
	}
	return string(id)
}

func (e Editor) tagName(set annotate.TagsetID, id annotate.TagID) string {
	if s := e.Schema.Tagset(set); s != nil {
		if t := s.Tag(id); t != nil {
			return t.Label()
		}
	}
	return string(id)
}
