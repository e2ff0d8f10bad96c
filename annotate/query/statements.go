package query

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"parley/annotate"
	"parley/annotate/session"
)

// Statement is an answer to a question.
type Statement struct {
	*annotate.Annotation
	Head *annotate.Document // nil unless the question asks for it
}

// Statements yields the annotations that a question is true of, in reading order, from the
// documents that are given, which are in their order. It reads them one by one on the
// goroutine that ranges, and keeps none. Documents that were deleted are passed over. An
// error is the last it yields: annotate.ErrCanceled when ctx ends, others are the reader's.
// Now and then progress is told how many documents are done; it may be nil.
func Statements(ctx context.Context, r session.Reader, documents []annotate.ID, q *Question, progress func(documents int)) iter.Seq2[Statement, error] {
	return func(yield func(Statement, error) bool) {
		for i, id := range documents {
			list, head, err := answers(r, id, q)
			if ctx.Err() != nil {
				err = annotate.ErrCanceled
			}
			if err != nil {
				yield(Statement{}, fmt.Errorf("look through the statements: %w", err))
				return
			}
			for _, a := range list {
				if !yield(Statement{a, head}, nil) {
					return
				}
			}
			if progress != nil && (i%64 == 63 || i == len(documents)-1) {
				progress(i + 1)
			}
		}
	}
}

// answers are those in one document, in the order of reading.
func answers(r session.Reader, document annotate.ID, q *Question) (list []*annotate.Annotation, head *annotate.Document, err error) {
	all, err := r.Annotations(document)
	if err != nil || len(all) == 0 || !q.may(document) {
		return nil, nil, err
	}
	if q.NeedsHead() {
		if head, err = r.Document(document); err != nil {
			if isGone(err) {
				err = nil
			}
			return nil, nil, err
		}
	}
	for _, a := range all {
		if q.Holds(a, head) {
			list = append(list, a)
		}
	}
	slices.SortFunc(list, annotate.ComparePlace)
	return list, head, nil
}
