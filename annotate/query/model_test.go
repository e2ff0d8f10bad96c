package query_test

import (
	"iter"
	"math/rand/v2"
	"slices"

	"parley/annotate"
	"parley/annotate/annotatetest"
	"parley/annotate/query"
	"parley/annotate/session"
	"parley/annotate/text"
)

// model is a project's annotations, and answers by looking at each of them.
type model map[annotate.ID]*annotate.Annotation

func (m model) apply(cs *annotate.ChangeSet) {
	for _, c := range cs.Changes {
		if a, ok := c.New.(*annotate.Annotation); ok {
			m[a.ID] = a
		} else if c.Key().Kind == annotate.KindAnnotation {
			delete(m, c.Key().ID)
		}
	}
}

// sorted are all in reading order.
func (m model) sorted() (list []*annotate.Annotation) {
	for _, a := range m {
		list = append(list, a)
	}
	slices.SortFunc(list, func(a, b *annotate.Annotation) int {
		if c := a.Document.Compare(b.Document); c != 0 {
			return c
		}
		return annotate.ComparePlace(a, b)
	})
	return list
}

// question is a term and what it means.
type question struct {
	query.Term
	is func(*annotate.Annotation) bool
}

func has(a *annotate.Annotation, layer annotate.LayerID, f annotate.FeatureID, v annotate.Value) bool {
	return a.Layer == layer && slices.Contains(a.Values(f), v)
}

// The small world in which annotations of the tests live, so that everything happens often.
var (
	layers   = []annotate.LayerID{"Claim", "Actor", "Ü📌"}
	tags     = []annotate.TagID{"favor", "against", "هيئة"}
	features = []annotate.FeatureID{"stance", "claimant", "target"}
)

const (
	annotators = 3
	entities   = 5
	documents  = 6
)

func annotator(i int) annotate.ID  { return annotatetest.ID(uint64(100 + i)) }
func entity(i int) annotate.ID     { return annotatetest.ID(uint64(200 + i)) }
func documentID(i int) annotate.ID { return annotatetest.ID(uint64(300 + i)) }

func questions() (list []question) {
	ask := func(t query.Term, is func(*annotate.Annotation) bool) { list = append(list, question{t, is}) }
	ask(query.Term{}, func(*annotate.Annotation) bool { return true })
	for _, l := range append(layers, "none") {
		ask(query.Layer(l), func(a *annotate.Annotation) bool { return a.Layer == l })
		ask(query.Unnamed(l), func(a *annotate.Annotation) bool {
			for range annotate.Entities(a) {
				return false
			}
			return a.Layer == l
		})
		for _, f := range append(features, "none") {
			for _, t := range append(tags, "none") {
				ask(query.Tag(l, f, t), func(a *annotate.Annotation) bool {
					return has(a, l, f, annotate.Value{Type: annotate.TypeTag, Tag: t})
				})
			}
			for e := range entities + 1 {
				ask(query.Slot(l, f, entity(e)), func(a *annotate.Annotation) bool {
					return has(a, l, f, annotate.Value{Type: annotate.TypeEntity, Ref: entity(e)})
				})
			}
		}
	}
	for i := range annotators + 1 {
		ask(query.Annotator(annotator(i)), func(a *annotate.Annotation) bool { return a.Annotator == annotator(i) })
	}
	for i := range documents + 1 {
		ask(query.Document(documentID(i)), func(a *annotate.Annotation) bool { return a.Document == documentID(i) })
	}
	for e := range entities + 1 {
		ask(query.Entity(entity(e)), func(a *annotate.Annotation) bool { return names(a, entity(e)) })
	}
	return list
}

func names(a *annotate.Annotation, e annotate.ID) bool {
	for _, f := range a.Features {
		if slices.Contains(f.Values, annotate.Value{Type: annotate.TypeEntity, Ref: e}) {
			return true
		}
	}
	return false
}

// makeOne makes a random annotation.
func makeOne(rnd *rand.Rand, id annotate.ID) *annotate.Annotation {
	a := &annotate.Annotation{ID: id, Document: documentID(rnd.IntN(documents)), Annotator: annotator(rnd.IntN(annotators))}
	place(rnd, a)
	fill(rnd, a)
	return a
}

func place(rnd *rand.Rand, a *annotate.Annotation) {
	a.Fragments = nil
	at := text.Offset(rnd.IntN(8))
	for range rnd.IntN(3) {
		end := at + 1 + text.Offset(rnd.IntN(3))
		a.Fragments = append(a.Fragments, text.Span{Start: at, End: end})
		at = end + 1
	}
}

func fill(rnd *rand.Rand, a *annotate.Annotation) {
	a.Layer, a.Features = layers[rnd.IntN(len(layers))], nil
	for _, f := range features {
		fv := annotate.FeatureValue{Feature: f}
		for range rnd.IntN(4) {
			v := annotate.Value{Type: annotate.TypeText, Text: "e\u0301 👨‍👩‍👧"}
			switch rnd.IntN(5) {
			case 0, 1:
				v = annotate.Value{Type: annotate.TypeTag, Tag: tags[rnd.IntN(len(tags))]}
			case 2, 3:
				v = annotate.Value{Type: annotate.TypeEntity, Ref: entity(rnd.IntN(entities))}
			}
			fv.Values = append(fv.Values, v) // the same may be there twice
		}
		if len(fv.Values) > 0 {
			a.Features = append(a.Features, fv)
		}
	}
}

// shelf is a Reader of a model, in the order of keys.
type shelf struct {
	session.Reader // nil: nothing else is asked for
	model
}

func (s shelf) AllAnnotations() iter.Seq2[*annotate.Annotation, error] {
	return func(yield func(*annotate.Annotation, error) bool) {
		list := s.sorted()
		slices.SortFunc(list, func(a, b *annotate.Annotation) int { return a.Key().Compare(b.Key()) })
		for _, a := range list {
			if !yield(a, nil) {
				return
			}
		}
	}
}
