package session

import (
	"slices"

	"parley/annotate"
)

// list is the project's documents with their whole heads, in the order of import.
type list struct {
	rows []*annotate.Summary // by document ID
	byID map[annotate.ID]*annotate.Summary
}

// Rows are the documents as lists show them. They are the session's, which keeps them up
// to date.
func (s *Session) Rows() *Rows { return s.rows }

// Documents are the documents with their whole heads in the order of import, read when
// they are first asked for and kept since: some 500 bytes each. Whoever needs no more than
// a list shows asks for [Session.Rows]. The slice is the session's: it is not to be
// changed, nor kept across changes. Heads that cannot be read any more are left out.
func (s *Session) Documents() []*annotate.Summary {
	if s.documents == nil {
		s.arrive() // or what is read now would be counted again
		s.documents = readList(s.store, s.me)
	}
	return s.documents.rows
}

func readList(r Reader, annotator annotate.ID) *list {
	l := &list{byID: map[annotate.ID]*annotate.Summary{}}
	for row, err := range r.Summaries(annotator) {
		if err != nil {
			break
		}
		l.rows = append(l.rows, &row)
		l.byID[row.ID] = &row
	}
	return l
}

// Summary finds a document with its whole head; nil when there is none. It is the one
// among Documents if those were asked for, and otherwise read now and nobody's to keep
// up to date.
func (s *Session) Summary(id annotate.ID) *annotate.Summary {
	if s.documents != nil {
		return s.documents.byID[id]
	}
	i, ok := s.rows.Find(id)
	if !ok {
		return nil
	}
	d, err := s.store.Document(id)
	if err != nil {
		return nil
	}
	h := s.rows.At(i)
	return &annotate.Summary{Document: d, State: h.State, Flags: h.Flags, Annotations: h.Annotations}
}

func (l *list) remember(c annotate.Change, me annotate.ID) {
	key := c.Key()
	row := l.byID[key.Document]
	switch key.Kind {
	case annotate.KindDocument:
		l.replace(row, c)
	case annotate.KindProgress:
		if p, ok := c.New.(*annotate.Progress); row != nil && key.Annotator == me {
			row.State, row.Flags = annotate.New, 0
			if ok {
				row.State, row.Flags = p.State, p.Flags
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
