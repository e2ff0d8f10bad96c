package session

import (
	"fmt"
	"slices"

	"parley/annotate"
)

// list is the project's documents as the list of documents shows them, in the order of import.
type list struct {
	rows []*annotate.Summary // by document ID
	byID map[annotate.ID]*annotate.Summary
}

func (s *Session) list() error {
	l := &list{byID: map[annotate.ID]*annotate.Summary{}}
	for row, err := range s.store.Summaries(s.me) {
		if err != nil {
			return fmt.Errorf("list documents: %w", err)
		}
		l.rows = append(l.rows, &row)
		l.byID[row.ID] = &row
	}
	s.documents = l
	return nil
}

// Documents are the rows of the list of documents in the order of import. The slice is
// the session's: it is not to be changed, nor kept across changes.
func (s *Session) Documents() []*annotate.Summary { return s.documents.rows }

// Summary finds the row of a document; nil when there is none.
func (s *Session) Summary(id annotate.ID) *annotate.Summary { return s.documents.byID[id] }

func (l *list) remember(c annotate.Change, me annotate.ID) {
	key := c.Key()
	row := l.byID[key.Document]
	switch key.Kind {
	case annotate.KindDocument:
		l.replace(row, c)
	case annotate.KindProgress:
		if p, ok := c.New.(*annotate.Progress); row != nil && key.Annotator == me {
			row.State = annotate.New
			if ok {
				row.State = p.State
			}
		}
	case annotate.KindAnnotation:
		if row != nil {
			row.Annotations += exists(c.New) - exists(c.Old)
		}
	}
}

func exists(r annotate.Record) int {
	if r == nil {
		return 0
	}
	return 1
}

// replace keeps the rows in order. A new document is nearly always the last.
func (l *list) replace(row *annotate.Summary, c annotate.Change) {
	id := c.Key().Document
	at, _ := slices.BinarySearchFunc(l.rows, id, func(r *annotate.Summary, id annotate.ID) int { return r.ID.Compare(id) })
	head, ok := c.New.(*annotate.Document)
	switch {
	case !ok && row != nil:
		l.rows = slices.Delete(l.rows, at, at+1)
		delete(l.byID, id)
	case ok && row != nil:
		row.Document = head
	case ok:
		row = &annotate.Summary{Document: head}
		l.rows = slices.Insert(l.rows, at, row)
		l.byID[id] = row
	}
}
