package query_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"

	"parley/annotate"
	"parley/annotate/annotatetest"
	"parley/annotate/query"
	"parley/annotate/session"
	"parley/annotate/text"
)

// heads is a Reader that must be asked document by document.
type heads struct {
	session.Reader
	model model
	fail  error // when the second document is read
}

func (shelf) Schema() (*annotate.Schema, error)     { return annotatetest.Schema(), nil }
func (heads) Schema() (*annotate.Schema, error)     { return annotatetest.Schema(), nil }
func (backwards) Schema() (*annotate.Schema, error) { return annotatetest.Schema(), nil }
func (many) Schema() (*annotate.Schema, error)      { return annotatetest.Schema(), nil }

func (shelf) Relations(annotate.ID) ([]*annotate.Relation, error)     { return nil, nil }
func (heads) Relations(annotate.ID) ([]*annotate.Relation, error)     { return nil, nil }
func (backwards) Relations(annotate.ID) ([]*annotate.Relation, error) { return nil, nil }
func (many) Relations(annotate.ID) ([]*annotate.Relation, error)      { return nil, nil }

func (h heads) Summaries(annotate.ID) iter.Seq2[annotate.Summary, error] {
	return func(yield func(annotate.Summary, error) bool) {
		counts := map[annotate.ID]int{}
		for _, a := range h.model {
			counts[a.Document]++
		}
		for i := range documents + 1 { // the last has nothing
			d := documentID(i)
			if !yield(annotate.Summary{Document: &annotate.Document{ID: d}, Annotations: counts[d]}, nil) {
				return
			}
		}
	}
}

func (h heads) Annotations(d annotate.ID) (list []*annotate.Annotation, err error) {
	if d == documentID(1) && h.fail != nil {
		return nil, h.fail
	}
	for _, a := range h.model.sorted() {
		if a.Document == d {
			list = append(list, a)
		}
	}
	return list, nil
}

func some(n int) model {
	m, rnd, next := model{}, rand.New(rand.NewPCG(3, 4)), annotatetest.IDs()
	for range n {
		a := makeOne(rnd, next())
		m[a.ID] = a
	}
	return m
}

func TestBuildDocumentByDocument(t *testing.T) {
	m := some(300)
	told := 0
	x, err := query.Build(context.Background(), heads{model: m}, func(n int) { told = n })
	if err != nil || told != 300 {
		t.Fatal(told, err)
	}
	agree(t, "document by document", m, x)
	damaged := fmt.Errorf("annotation: %w", annotate.ErrDamaged)
	if x, err := query.Build(context.Background(), heads{model: m, fail: damaged}, nil); x != nil || !errors.Is(err, annotate.ErrDamaged) {
		t.Error(x, err)
	}
}

// backwards gives documents in an order of its own, and one of them twice.
type backwards struct {
	session.Reader
	list []*annotate.Annotation
}

func (b backwards) AllAnnotations() iter.Seq2[*annotate.Annotation, error] {
	return func(yield func(*annotate.Annotation, error) bool) {
		for _, a := range slices.Backward(b.list) {
			if !yield(a, nil) {
				return
			}
		}
	}
}

func TestBuildInAnyOrder(t *testing.T) {
	m := some(300)
	list := m.sorted()
	slices.Reverse(list[:5])
	x, err := query.Build(context.Background(), backwards{list: append(list[5:], list[:5]...)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := x.Sound(); err != nil {
		t.Fatal(err)
	}
	agree(t, "backwards", m, x)
}

// many is a Reader of as many claims as it says: ten a document, three tags each, and two
// entities in more than a third of them, as published claims have.
type many struct {
	session.Reader
	n        int
	prefault *bool
}

func (m many) Prefault() error {
	if m.prefault != nil {
		*m.prefault = true
	}
	return nil
}

func (m many) AllAnnotations() iter.Seq2[*annotate.Annotation, error] {
	return func(yield func(*annotate.Annotation, error) bool) {
		rnd := rand.New(rand.NewPCG(5, 6))
		for i := range m.n {
			if !yield(claim(rnd, i), nil) {
				return
			}
		}
	}
}

var (
	stances    = []annotate.TagID{"favor", "against", "mixed", "none", "unclear"}
	categories = []annotate.TagID{"101", "102", "103", "201", "202", "203", "301", "302", "401", "402", "501", "502"}
)

// claim is the i-th claim; of 2,000 entities the first are named most.
func claim(rnd *rand.Rand, i int) *annotate.Annotation {
	tag := func(f annotate.FeatureID, from []annotate.TagID) annotate.FeatureValue {
		return annotate.FeatureValue{Feature: f, Values: []annotate.Value{{Type: annotate.TypeTag, Tag: from[rnd.IntN(len(from))]}}}
	}
	who := func() annotate.Value {
		return annotate.Value{Type: annotate.TypeEntity, Ref: annotatetest.ID(uint64(1 + rnd.IntN(1+rnd.IntN(2000))))}
	}
	start := text.Offset(i % 10 * 150)
	a := &annotate.Annotation{
		ID: annotatetest.ID(uint64(10_000 + i)), Document: annotatetest.ID(uint64(1 + i/10)), Layer: "claim", Annotator: annotator(i / 10 % 3),
		Fragments: []text.Span{{Start: start, End: start + 60}},
		Features:  []annotate.FeatureValue{tag("kind", stances), tag("category", categories), tag("stance", stances), {Feature: "claimant", Values: []annotate.Value{who()}}},
	}
	if rnd.IntN(100) < 37 {
		a.Features = append(a.Features, annotate.FeatureValue{Feature: "target", Values: []annotate.Value{who()}})
	}
	return a
}

// TestSize keeps a claim within 64 bytes, the lists it is in, the documents and
// everything else included.
func TestSize(t *testing.T) {
	if query.RowSize > 32 {
		t.Errorf("a row alone takes %d bytes", query.RowSize)
	}
	if testing.Short() {
		t.Skip("a million annotations are not short")
	}
	const n = 1_000_000
	heap := func() uint64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	before := heap()
	x, err := query.Build(context.Background(), many{n: n}, nil)
	if err != nil || x.Len() != n {
		t.Fatal(err)
	}
	each := float64(heap()-before) / n
	t.Logf("%.1f bytes an annotation", each)
	if each > 64 {
		t.Errorf("an annotation takes %.1f bytes", each)
	}
	p, _ := x.Last()
	if steps := x.Steps(query.Place{Document: annotatetest.ID(40_000)}); steps > 30 {
		t.Errorf("it takes %d comparisons to find a place", steps)
	}
	if steps := x.Steps(p); steps > 13 {
		t.Errorf("it takes %d comparisons to find the last place", steps)
	}
}

func TestBuildIsStopped(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	faulted, told := false, 0
	x, err := query.Build(ctx, many{n: 100_000, prefault: &faulted}, func(n int) {
		told = n
		cancel()
	})
	if x != nil || !errors.Is(err, annotate.ErrCanceled) || !faulted || told == 0 || told > 10_000 {
		t.Errorf("%v after %d, brought into memory %v", err, told, faulted)
	}
}
