package query

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"parley/annotate"
	"parley/annotate/session"
)

// Scanner is a Reader that gives the annotations of all documents in one go: document
// after document, in the order of their IDs or not. An error is the last it gives.
type Scanner interface {
	AllAnnotations() iter.Seq2[*annotate.Annotation, error]
}

// Lender is a [Scanner] that makes less garbage for who keeps none of the annotations: each is
// valid until the next is asked for, its strings for good.
type Lender interface {
	LendAnnotations() iter.Seq2[*annotate.Annotation, error]
}

// Prefaulter is a Reader that can bring what a scan will read into memory, faster than the
// scan would.
type Prefaulter interface{ Prefault() error }

// Build makes the index of what r reads, by one scan of all annotations: at once where r
// is a [Scanner], and document by document otherwise. Now and then, and at the end,
// progress is told on this goroutine how many annotations are done; it may be nil. When
// ctx ends the error is annotate.ErrCanceled; others are the reader's.
func Build(ctx context.Context, r session.Reader, progress func(annotations int)) (*Index, error) {
	if p, ok := r.(Prefaulter); ok && ctx.Err() == nil {
		_ = p.Prefault() // which only saves time
	}
	s, err := r.Schema()
	if err != nil {
		return nil, fmt.Errorf("index annotations: %w", err)
	}
	b := builder{x: New()}
	b.x.terms.required = requiredBy(s)
	for a, err := range annotations(r) {
		if err != nil {
			return nil, fmt.Errorf("index annotations: %w", err)
		}
		if b.done%turn == 0 {
			if ctx.Err() != nil {
				return nil, fmt.Errorf("index annotations: %w", annotate.ErrCanceled)
			}
			if progress != nil && b.done > 0 {
				progress(b.done)
			}
		}
		b.add(a)
	}
	b.finish()
	if err := b.x.linkAll(r); err != nil {
		return nil, err
	}
	for l := range b.x.terms.each() {
		l.trim()
	}
	if progress != nil {
		progress(b.done)
	}
	return b.x, nil
}

// turn is after how many annotations the builder looks up.
const turn = 2048

func annotations(r session.Reader) iter.Seq2[*annotate.Annotation, error] {
	if l, ok := r.(Lender); ok {
		return l.LendAnnotations()
	}
	if s, ok := r.(Scanner); ok {
		return s.AllAnnotations()
	}
	return func(yield func(*annotate.Annotation, error) bool) {
		for d, err := range r.Summaries(annotate.ID{}) {
			var list []*annotate.Annotation
			if err == nil && d.Annotations > 0 {
				list, err = r.Annotations(d.ID)
			}
			if err != nil {
				yield(nil, err)
				return
			}
			for _, a := range list {
				if !yield(a, nil) {
					return
				}
			}
		}
	}
}

// builder makes an index from annotations that come document after document. It holds
// back one document, to sort it; after that every row is behind those before it.
type builder struct {
	x     *Index
	done  int
	held  []held
	lists []*list // of what is held
	in    annotate.ID
	last  annotate.ID // the document before
}

type held struct {
	position
	from, to int // of lists
}

func (b *builder) add(a *annotate.Annotation) {
	if a.Document != b.in {
		b.finish()
		b.in = a.Document
	}
	from := len(b.lists)
	b.lists = b.x.terms.lists(b.lists, a)
	b.x.terms.tally(a, 1)
	b.held = append(b.held, held{positionOf(a), from, len(b.lists)})
	b.done++
}

// finish brings what is held into the index.
func (b *builder) finish() {
	if len(b.held) == 0 {
		return
	}
	x := b.x
	d := x.number(b.in)
	inOrder := x.Len() == 0 || b.last.Compare(b.in) < 0
	slices.SortFunc(b.held, func(a, b held) int { return a.within(b.position) })
	for _, h := range b.held {
		lists := b.lists[h.from:h.to]
		n := x.rows.add(row{id: h.id, document: d, start: h.start, end: h.end})
		x.count(lists, 1)
		if inOrder {
			x.append(n, lists)
		} else {
			x.enter(n, lists, nil)
		}
	}
	x.documents.at(d).count += uint32(len(b.held))
	if inOrder {
		b.last = b.in
	}
	b.held, b.lists = b.held[:0], b.lists[:0]
}

// append puts row n, which is behind all others, into lists.
func (x *Index) append(n uint32, lists []*list) {
	for _, l := range lists {
		if is, ok := l.prev(spot{chunk: len(l.chunks)}); !ok || is != n {
			l.append(n)
		}
	}
}
