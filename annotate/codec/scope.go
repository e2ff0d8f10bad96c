package codec

import (
	"iter"
	"slices"

	"parley/annotate"
	"parley/annotate/session"
)

// Scope is the part of a project that is written. What is empty or nil leaves nothing out.
type Scope struct {
	Documents  []annotate.ID
	Layers     []annotate.LayerID
	Annotators []annotate.ID // whose annotations, relations and progress
	States     []annotate.State
	By         annotate.ID // whose states count
}

// All reports whether s leaves nothing out.
func (s Scope) All() bool {
	return len(s.Documents)+len(s.Layers)+len(s.Annotators)+len(s.States) == 0
}

// Of is the part of r that s says, as a Reader, for every format to write.
func (s Scope) Of(r session.Reader) session.Reader {
	if s.All() {
		return r
	}
	return scoped{r, s}
}

type scoped struct {
	session.Reader
	scope Scope
}

func has[T comparable](list []T, v T) bool { return len(list) == 0 || slices.Contains(list, v) }

// Summaries implements session.Reader.
func (r scoped) Summaries(annotator annotate.ID) iter.Seq2[annotate.Summary, error] {
	by := annotator
	if len(r.scope.States) > 0 {
		by = r.scope.By
	}
	return func(yield func(annotate.Summary, error) bool) {
		for d, err := range r.Reader.Summaries(by) {
			if err == nil && (!has(r.scope.Documents, d.ID) || !has(r.scope.States, d.State)) {
				continue
			}
			if !yield(d, err) {
				return
			}
		}
	}
}

// Annotations implements session.Reader. Values that name annotations which are left out
// are left out too, as nobody could follow them.
func (r scoped) Annotations(document annotate.ID) ([]*annotate.Annotation, error) {
	list, err := r.Reader.Annotations(document)
	out := map[annotate.ID]bool{}
	list = slices.DeleteFunc(slices.Clone(list), func(a *annotate.Annotation) bool {
		out[a.ID] = !has(r.scope.Layers, a.Layer) || !has(r.scope.Annotators, a.Annotator)
		return out[a.ID]
	})
	for i, a := range list {
		if names(a.Features, out) {
			next := *a
			next.Features = without(copied(a.Features), out)
			list[i] = &next
		}
	}
	return list, err
}

// names reports whether a value names one of out.
func names(list []annotate.FeatureValue, out map[annotate.ID]bool) bool {
	for _, fv := range list {
		if slices.ContainsFunc(fv.Values, func(v annotate.Value) bool {
			return v.Type == annotate.TypeAnnotation && out[v.Ref] || out[v.Mention]
		}) {
			return true
		}
	}
	return false
}

// Relations implements session.Reader. A relation without one of its ends is left out.
func (r scoped) Relations(document annotate.ID) ([]*annotate.Relation, error) {
	list, err := r.Reader.Relations(document)
	if err != nil || len(list) == 0 {
		return list, err
	}
	there := map[annotate.ID]bool{}
	annotations, err := r.Annotations(document)
	for _, a := range annotations {
		there[a.ID] = true
	}
	return slices.DeleteFunc(slices.Clone(list), func(l *annotate.Relation) bool {
		return !has(r.scope.Annotators, l.Annotator) || !there[l.From] || !there[l.To]
	}), err
}

// Progress implements session.Reader.
func (r scoped) Progress(document annotate.ID) ([]*annotate.Progress, error) {
	list, err := r.Reader.Progress(document)
	return slices.DeleteFunc(slices.Clone(list), func(p *annotate.Progress) bool { return !has(r.scope.Annotators, p.Annotator) }), err
}
