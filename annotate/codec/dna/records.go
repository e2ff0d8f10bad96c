package dna

import (
	"context"
	"iter"
	"sync"

	"parley/annotate"
)

// record is what the database has of a document, as it stands there.
type record struct {
	id                  int64
	head                annotate.Document // title, author, outlet, note
	body, section, kind string
	date, coder         int64
	statements          []*statement
	links               []link // of version 2
	err                 error  // why it cannot be read
}

// statement is one of a document.
type statement struct {
	id, kind, coder int64
	start, stop     int64
	of              *record
	data            []datum
	annotation      *annotate.Annotation // nil: it was refused
}

// datum is the value of a variable.
type datum struct {
	variable int64
	words    string
}

// link is one between two statements.
type link struct {
	from, to *statement // to: nil when it leads out of the document
	id       int64      // of to
}

// stands reports whether l is between two annotations of one document.
func (l link) stands() bool { return l.from.annotation != nil && l.to != nil && l.to.annotation != nil }

// A part is documents that are read together: an answer for many costs less than one for
// each, and no more of them than these are in memory.
const (
	partDocuments = 32
	partBytes     = 1 << 20
)

// parts are the numbers of the documents, in order, cut into those that are read together.
func (c *collection) parts(ctx context.Context) (parts [][]int64, err error) {
	var ids []int64
	var bytes int64
	flush := func() {
		if len(ids) > 0 {
			parts = append(parts, ids)
		}
		ids, bytes = nil, 0
	}
	last, begun := int64(0), false
	err = c.base.each(ctx, `SELECT ID, COALESCE(OCTET_LENGTH(Text), 0) FROM DOCUMENTS ORDER BY ID`, nil, func(r row) error {
		var id, size int64
		if err := r.numbers(&id, &size); err != nil || begun && id == last {
			return err
		}
		if bytes+size > partBytes || len(ids) == partDocuments {
			flush()
		}
		last, begun = id, true
		ids, bytes = append(ids, id), bytes+size
		return nil
	})
	flush()
	return parts, err
}

// records reads the documents of parts, in another goroutine and one part in advance. The
// database is that goroutine's until the loop has ended.
func (c *collection) records(ctx context.Context, parts [][]int64) iter.Seq[*record] {
	return func(yield func(*record) bool) {
		ctx, stop := context.WithCancel(ctx)
		var reading sync.WaitGroup
		defer reading.Wait()
		defer stop()
		next := make(chan []*record)
		reading.Go(func() {
			defer close(next)
			for _, ids := range parts {
				select {
				case next <- c.part(ctx, ids):
				case <-ctx.Done():
					return
				}
			}
		})
		for list := range next {
			for _, r := range list {
				if ctx.Err() != nil || !yield(r) {
					return
				}
			}
		}
	}
}

// part reads documents together, or each by itself when that fails, so that only those that
// cannot be read are missing.
func (c *collection) part(ctx context.Context, ids []int64) (list []*record) {
	list, err := c.load(ctx, ids)
	if err == nil {
		return list
	}
	if len(ids) == 1 || ctx.Err() != nil {
		for _, r := range list {
			r.err = err
		}
		return list
	}
	list = nil
	for _, id := range ids {
		list = append(list, c.part(ctx, []int64{id})...)
	}
	return list
}

// load is the records of ids, which are in order and all that there are between the first
// and the last. They come even with an error.
func (c *collection) load(ctx context.Context, ids []int64) (list []*record, err error) {
	p := &part{collection: c, args: []any{ids[0], ids[len(ids)-1]}, documents: map[int64]*record{}, statements: map[int64]*statement{}}
	for _, id := range ids {
		r := &record{id: id}
		list, p.documents[id] = append(list, r), r
	}
	for _, step := range []func(context.Context) error{p.readDocuments, p.readStatements, p.readData, p.readLinks} {
		if err := step(ctx); err != nil {
			return list, err
		}
	}
	return list, nil
}

// part is what is read together.
type part struct {
	*collection
	args       []any // the first document and the last
	documents  map[int64]*record
	statements map[int64]*statement
}

func (p *part) readDocuments(ctx context.Context) error {
	query := `SELECT ID, COALESCE(CAST(Date AS INTEGER), 0), COALESCE(CAST(Coder AS INTEGER), 0), CAST(Title AS TEXT), CAST(Text AS TEXT), CAST(Author AS TEXT),
		CAST(Source AS TEXT), CAST(Section AS TEXT), CAST(Notes AS TEXT), CAST(Type AS TEXT) FROM DOCUMENTS WHERE ID BETWEEN ? AND ?`
	return p.base.each(ctx, query, p.args, func(r row) error {
		var id, date, coder int64
		if err := r.numbers(&id, &date, &coder); err != nil {
			return err
		}
		if d := p.documents[id]; d != nil {
			d.date, d.coder, d.body, d.section, d.kind = date, coder, r.words(4), r.words(7), r.words(9)
			d.head = annotate.Document{Title: r.words(3), Author: r.words(5), Outlet: r.words(6), Note: r.words(8)}
		}
		return nil
	})
}

func (p *part) readStatements(ctx context.Context) error {
	query := `SELECT ID, COALESCE(CAST(StatementTypeId AS INTEGER), 0), COALESCE(CAST(Start AS INTEGER), -1), COALESCE(CAST(Stop AS INTEGER), -1), COALESCE(CAST(Coder AS INTEGER), 0),
		DocumentId FROM STATEMENTS WHERE DocumentId BETWEEN ? AND ? ORDER BY DocumentId, ID`
	return p.base.each(ctx, query, p.args, func(r row) error {
		s := &statement{}
		if err := r.numbers(&s.id, &s.kind, &s.start, &s.stop, &s.coder); err != nil {
			return err
		}
		if id, ok := r[5].(int64); ok {
			s.of = p.documents[id]
		}
		if s.of != nil {
			s.of.statements, p.statements[s.id] = append(s.of.statements, s), s
		}
		return nil
	})
}

func (p *part) readData(ctx context.Context) error {
	for _, t := range []string{"DATABOOLEAN", "DATAINTEGER", "DATASHORTTEXT", "DATALONGTEXT"} {
		named := t == "DATASHORTTEXT" && !p.old
		value := "d.Value"
		if named {
			value = "d.Entity"
		}
		query := `SELECT d.StatementId, d.VariableId, ` + value + ` FROM STATEMENTS s CROSS JOIN ` + t + ` d ON d.StatementId = s.ID WHERE s.DocumentId BETWEEN ? AND ?`
		err := p.base.each(ctx, query, p.args, func(r row) error {
			var id, variable int64
			if err := r.numbers(&id, &variable); err != nil {
				return err
			}
			words, there := "", true
			if named {
				entity, _ := r[2].(int64)
				words, there = p.names[entity]
			} else {
				words = r.words(2)
			}
			if s := p.statements[id]; s != nil && there {
				s.data = append(s.data, datum{variable, words})
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// readLinks reads what version 2 has between statements.
func (p *part) readLinks(ctx context.Context) error {
	if len(p.schema.Relations) == 0 {
		return nil
	}
	query := `SELECT l.SourceId, l.TargetId FROM STATEMENTS s JOIN STATEMENTLINKS l ON l.SourceId = s.ID WHERE s.DocumentId BETWEEN ? AND ? ORDER BY l.ID`
	return p.base.each(ctx, query, p.args, func(r row) error {
		var from, to int64
		if err := r.numbers(&from, &to); err != nil {
			return err
		}
		s := p.statements[from]
		if s == nil {
			return nil
		}
		target := p.statements[to]
		if target != nil && target.of != s.of {
			target = nil
		}
		s.of.links = append(s.of.links, link{s, target, to})
		return nil
	})
}
