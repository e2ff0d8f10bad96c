package bolt

import (
	"bytes"
	"iter"

	"parley/annotate"
)

// Summaries walks the heads, the counts and the progress side by side, as all three
// are in the order of documents.
func (r *reader) Summaries(annotator annotate.ID) iter.Seq2[annotate.Summary, error] {
	return batches(r, func(s source, from []byte, rows []annotate.Summary) ([]annotate.Summary, []byte, error) {
		counts, states := follow(s, inCounts, from), follow(s, inProgress, from)
		for k, v := range scan(s, inDocuments, from) {
			if len(rows) == batch {
				return rows, bytes.Clone(k), nil
			}
			d, err := decode[*annotate.Document](&r.decoder, annotate.KindDocument, k, v)
			if err != nil {
				if r.lenient {
					continue
				}
				return rows, nil, err
			}
			row := annotate.Summary{Document: d}
			for _, v := range counts.at(k) {
				row.Annotations = tally(v)
			}
			for k, v := range states.at(k) {
				if bytes.HasSuffix(k, annotator[:]) {
					row.State = r.state(k, v)
				}
			}
			rows = append(rows, row)
		}
		return rows, nil, nil
	})
}

// state is what a progress record says; New when it cannot be read.
func (r *reader) state(k, v []byte) annotate.State {
	p, err := decode[*annotate.Progress](&r.decoder, annotate.KindProgress, k, v)
	if err != nil {
		return annotate.New
	}
	return p.State
}
