package bolt

import (
	"parley/annotate"
	"parley/annotate/session"
	"parley/storage/bolt/record"
)

var _ session.Lender = (*reader)(nil)

// loan implements session.Loan.
type loan struct {
	from        *reader
	decoder     record.Decoder
	progress    []*annotate.Progress
	annotations []*annotate.Annotation
	relations   []*annotate.Relation
}

// Lend implements session.Lender.
func (r *reader) Lend() session.Loan {
	l := &loan{from: r}
	l.decoder.Lend()
	return l
}

// Read implements session.Loan. All of it is one moment.
func (l *loan) Read(document annotate.ID) (out session.Records, err error) {
	err = l.from.moment(func(s source) (err error) {
		body := s.get(inTexts, document[:])
		if body == nil {
			return wrap("text of document "+document.String(), annotate.ErrNotFound)
		}
		text, err := decode[*annotate.Body](&l.decoder, annotate.KindBody, document[:], body)
		if err != nil {
			return err
		}
		out.Body = text.Text
		if out.Progress, err = lend(l, s, &l.progress, annotate.KindProgress, document); err != nil {
			return err
		}
		if out.Annotations, err = lend(l, s, &l.annotations, annotate.KindAnnotation, document); err != nil {
			return err
		}
		out.Relations, err = lend(l, s, &l.relations, annotate.KindRelation, document)
		return err
	})
	return out, err
}

// lend reads the records of a document behind those that list has already.
func lend[T annotate.Record](l *loan, s source, list *[]T, kind annotate.Kind, document annotate.ID) ([]T, error) {
	start := len(*list)
	for k, v := range within(s, homes[kind], document[:]) {
		rec, err := decode[T](&l.decoder, kind, k, v)
		if err == nil {
			*list = append(*list, rec)
		} else if !l.from.lenient {
			return nil, wrap("read "+homes[kind].String(), err)
		}
	}
	end := len(*list)
	if start == end {
		return nil, nil
	}
	return (*list)[start:end:end], nil
}

// Return implements session.Loan.
func (l *loan) Return() {
	l.decoder.Lend()
	l.progress, l.annotations, l.relations = l.progress[:0], l.annotations[:0], l.relations[:0]
}
