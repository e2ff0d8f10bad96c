package bolt

import (
	"bytes"
	"iter"

	"parley/annotate"
)

// Summaries walks the heads, the counts and the progress side by side, as all three
// are in the order of documents.
func (r *reader) Summaries(annotator annotate.ID) iter.Seq2[annotate.Summary, error] {
	head := func(k, v []byte) (*annotate.Document, error) {
		return decode[*annotate.Document](&r.decoder, annotate.KindDocument, k, v)
	}
	return summaries(r, annotator, head, func(s annotate.Summary) annotate.Summary { return s })
}

// Headings implements session.Headliner: every head is read whole, into the same memory.
func (r *reader) Headings(annotator annotate.ID) iter.Seq2[annotate.Heading, error] {
	d := &annotate.Document{}
	head := func(k, v []byte) (*annotate.Document, error) {
		key, ok := parseKey(annotate.KindDocument, k)
		if !ok {
			return decode[*annotate.Document](&r.decoder, annotate.KindDocument, k, v) // which says what is wrong
		}
		*d = annotate.Document{ID: key.Document}
		if err := r.decoder.Into(d, v); err != nil {
			return nil, wrap("document "+key.Document.String(), err)
		}
		return d, nil
	}
	return summaries(r, annotator, head, func(s annotate.Summary) annotate.Heading { return s.Heading() })
}

func summaries[T any](r *reader, annotator annotate.ID, head func(k, v []byte) (*annotate.Document, error), as func(annotate.Summary) T) iter.Seq2[T, error] {
	return batches(r, func(s source, from []byte, rows []T) ([]T, []byte, error) {
		counts, states := follow(s, inCounts, from), follow(s, inProgress, from)
		for k, v := range scan(s, inDocuments, from) {
			if len(rows) == batch {
				return rows, bytes.Clone(k), nil
			}
			d, err := head(k, v)
			if err != nil {
				if r.lenient {
					continue
				}
				return rows, nil, err
			}
			row := annotate.Summary{Document: d}
			if _, v := counts.find(k, nil); v != nil {
				row.Annotations = tally(v)
			}
			if k, v := states.find(k, annotator[:]); k != nil {
				row.State, row.Flags = r.progress(k, v)
			}
			rows = append(rows, as(row))
		}
		return rows, nil, nil
	})
}

// find is the last of the entries that begin with prefix and end in suffix; nil when there
// is none.
func (f *follower) find(prefix, suffix []byte) (key, value []byte) {
	for k, v := range f.at(prefix) {
		if bytes.HasSuffix(k, suffix) {
			key, value = k, v
		}
	}
	return key, value
}

// progress is what a progress record says; New when it cannot be read.
func (r *reader) progress(k, v []byte) (annotate.State, annotate.Flags) {
	p, err := decode[*annotate.Progress](&r.decoder, annotate.KindProgress, k, v)
	if err != nil {
		return annotate.New, 0
	}
	return p.State, p.Flags
}
