package schema

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"

	"parley/annotate"
)

// lender is a [Source] that lends all annotations, document after document: each is valid
// until the next is asked for.
type lender interface {
	LendAnnotations() iter.Seq2[*annotate.Annotation, error]
}

// prefaulter is a [Source] that can bring what will be read into memory, faster than
// reading would.
type prefaulter interface{ Prefault() error }

// alone reports whether no annotation has to know of another one, nor of a relation: then
// they can be read in one go.
func (r *Recoding) alone() bool {
	if !r.idle {
		return false
	}
	for _, o := range r.layers {
		for _, s := range o.features {
			if s.next == nil || s.takesNoMore(annotate.TypeAnnotation) || s.oneOnly && s.next.Takes(annotate.TypeAnnotation) {
				return false
			}
		}
	}
	return true
}

// scan is Run over annotations that are lent; of those that change it keeps copies.
func (r *Recoding) scan(ctx context.Context, src lender, total int, progress func(done, total int)) error {
	if p, ok := src.(prefaulter); ok {
		_ = p.Prefault() // which only saves time
	}
	p := page{Recoding: r, lent: true}
	done := 0
	for a, err := range src.LendAnnotations() {
		if err != nil {
			return fmt.Errorf("look for what the schema touches: %w", err)
		}
		if done%turn == 0 {
			if ctx.Err() != nil {
				return fmt.Errorf("look for what the schema touches: %w", annotate.ErrCanceled)
			}
			if progress != nil {
				progress(done, total)
			}
		}
		if err := p.annotation(a); err != nil {
			return err
		}
		done++
	}
	if progress != nil {
		progress(done, total)
	}
	return nil
}

// turn is after how many annotations a scan looks up.
const turn = 4096

// kept is a copy of a lent annotation that shares no memory with it.
func (r *Recoding) kept(a *annotate.Annotation) *annotate.Annotation {
	next := *a
	next.Layer, next.Origin = intern(r, a.Layer), intern(r, a.Origin)
	next.Fragments = slices.Clone(a.Fragments)
	next.Quote.Exact, next.Quote.Prefix, next.Quote.Suffix = strings.Clone(a.Quote.Exact), strings.Clone(a.Quote.Prefix), strings.Clone(a.Quote.Suffix)
	next.Note, next.Recheck = strings.Clone(a.Note), strings.Clone(a.Recheck)
	next.Features = r.keptFeatures(a.Features)
	return &next
}

func (r *Recoding) keptFeatures(list []annotate.FeatureValue) []annotate.FeatureValue {
	if list == nil {
		return nil
	}
	out := make([]annotate.FeatureValue, len(list))
	for i, fv := range list {
		out[i] = annotate.FeatureValue{Feature: intern(r, fv.Feature), Values: slices.Clone(fv.Values)}
		for k := range out[i].Values {
			v := &out[i].Values[k]
			v.Text, v.Tag = strings.Clone(v.Text), intern(r, v.Tag)
		}
	}
	return out
}

// intern is s as it was met first: a few words are in all annotations.
func intern[S ~string](r *Recoding, s S) S {
	if r.words == nil {
		r.words = map[string]string{}
	}
	w, ok := r.words[string(s)]
	if !ok {
		w = strings.Clone(string(s))
		r.words[w] = w
	}
	return S(w)
}
