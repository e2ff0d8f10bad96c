package schema

import (
	"context"
	"fmt"
	"iter"
	"strings"

	"parley/annotate"
)

// Source is what is read of a project; every session.Reader is one.
type Source interface {
	// Summaries of all documents, in the order of their IDs.
	Summaries(annotator annotate.ID) iter.Seq2[annotate.Summary, error]
	// Annotations of one document. They are the caller's to keep.
	Annotations(document annotate.ID) ([]*annotate.Annotation, error)
	// Relations of one document. They are the caller's to keep.
	Relations(document annotate.ID) ([]*annotate.Relation, error)
}

// Touch is how much an effect touches.
type Touch struct {
	Effect      Effect
	Annotations int // each counted once, however many of its values are touched
	Relations   int
	Values      int
}

// None reports whether nothing is touched.
func (t Touch) None() bool { return t.Annotations == 0 && t.Relations == 0 }

// String is "42 annotations, 1 relation"; "nothing" when there is none.
func (t Touch) String() string {
	var parts []string
	for _, p := range []struct {
		n    int
		noun string
	}{{t.Annotations, "annotation"}, {t.Relations, "relation"}} {
		if p.n > 0 {
			parts = append(parts, plural(p.n, p.noun))
		}
	}
	if len(parts) == 0 {
		return "nothing"
	}
	return strings.Join(parts, ", ")
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// Counter knows without reading how many annotations there are; *query.Index does.
type Counter interface {
	// CountLayer is the number of annotations of a layer.
	CountLayer(annotate.LayerID) int
	// CountTagged is the number of annotations of a layer that have a tag among the values
	// of any of features.
	CountTagged(l annotate.LayerID, t annotate.TagID, features ...annotate.FeatureID) int
}

// Known is how much the effects of a draft touch as far as c can tell, in the order of
// [Draft.Effects], and the effects that [Count] has to be asked for.
func Known(c Counter, d Draft) (known []Touch, unknown []Effect) {
	for _, e := range d.Effects() {
		if t, ok := d.known(c, e); ok {
			known = append(known, t)
		} else {
			unknown = append(unknown, e)
		}
	}
	return known, unknown
}

func (d Draft) known(c Counter, e Effect) (Touch, bool) {
	t := Touch{Effect: e}
	switch e.Kind {
	case LayerChanged, LayerRemoved:
		t.Annotations = c.CountLayer(e.Part.Layer)
		return t, e.Kind == LayerChanged || t.None()
	case TagRemoved, TagChanged:
		slots := []Part{{Owner: e.Part.Owner, Feature: e.Part.Feature}}
		if e.Part.Feature == "" {
			slots = d.users(e.Part.Tagset)
		}
		features := map[annotate.LayerID][]annotate.FeatureID{}
		for _, p := range slots {
			if p.Layer == "" {
				return t, false
			}
			features[p.Layer] = append(features[p.Layer], p.Feature)
		}
		for l, list := range features {
			t.Annotations += c.CountTagged(l, e.Part.Tag, list...)
		}
		t.Values = t.Annotations
		return t, true
	}
	return t, false
}

// Count reads all annotations and relations within reach, and says how much each effect of the draft
// touches, in the order of [Draft.Effects]. It changes nothing and may run on any goroutine
// that src may be used by. progress, which may be nil, is told on that goroutine how many
// annotations are done, and of how many. When ctx ends the error is annotate.ErrCanceled.
func Count(ctx context.Context, src Source, d Draft, within Reach, progress func(done, total int)) ([]Touch, error) {
	r := NewRecoding(d).Within(within)
	if err := r.Run(ctx, src, progress, nil); err != nil {
		return nil, err
	}
	return r.Touches(), nil
}
