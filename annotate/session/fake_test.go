package session_test

import (
	"fmt"
	"iter"
	"slices"

	"parley/annotate"
	"parley/annotate/annotatetest"
	"parley/annotate/session"
)

// shelf is a project in memory that outlives its sessions; stores open it. It counts what
// was read of it.
type shelf struct {
	records annotatetest.Records
	log     []annotate.ChangeSet
	full    bool // refuses every commit
	locked  bool // is open for reading only
	reads   int  // of bodies
}

func newShelf() *shelf {
	s := &shelf{records: annotatetest.Records{}}
	s.put(&annotate.Project{ID: annotatetest.ID(1000), Name: "Test"}, annotatetest.Schema())
	return s
}

func (s *shelf) put(records ...annotate.Record) {
	for _, r := range records {
		s.records[r.Key()] = r
	}
}

func (s *shelf) Commit(cs *annotate.ChangeSet) (uint64, error) {
	switch {
	case s.full:
		return 0, fmt.Errorf("commit %q: %w", cs.Label, annotate.ErrFull)
	case s.locked:
		return 0, fmt.Errorf("commit %q: %w", cs.Label, annotate.ErrReadOnly)
	}
	if err := s.records.Apply(cs.Changes...); err != nil {
		return 0, err
	}
	s.log = append(s.log, *cs)
	return uint64(len(s.log)), nil
}

func (s *shelf) Close() error                          { return nil }
func (s *shelf) View() (session.Reader, func(), error) { return s, func() {}, nil }
func (s *shelf) Project() (*annotate.Project, error) {
	return get[*annotate.Project](s, &annotate.Project{})
}
func (s *shelf) Schema() (*annotate.Schema, error) {
	return get[*annotate.Schema](s, &annotate.Schema{})
}
func (s *shelf) SchemaVersions() ([]*annotate.SchemaVersion, error) {
	list := all[*annotate.SchemaVersion](s, annotate.ID{})
	slices.Reverse(list)
	return list, nil
}
func (s *shelf) Originals(id annotate.ID) ([]*annotate.Original, error) {
	return all[*annotate.Original](s, id), nil
}
func (s *shelf) EntityUses(annotate.ID) (int, error) { return 0, nil }
func (s *shelf) Annotators() ([]*annotate.Annotator, error) {
	return all[*annotate.Annotator](s, annotate.ID{}), nil
}

func (s *shelf) Document(id annotate.ID) (*annotate.Document, error) {
	return get[*annotate.Document](s, &annotate.Document{ID: id})
}

func (s *shelf) Body(id annotate.ID) (string, error) {
	s.reads++
	b, err := get[*annotate.Body](s, &annotate.Body{Document: id})
	if err != nil {
		return "", err
	}
	return b.Text, nil
}

func (s *shelf) Progress(id annotate.ID) ([]*annotate.Progress, error) {
	return all[*annotate.Progress](s, id), nil
}

func (s *shelf) Annotations(id annotate.ID) ([]*annotate.Annotation, error) {
	return all[*annotate.Annotation](s, id), nil
}

func (s *shelf) Relations(id annotate.ID) ([]*annotate.Relation, error) {
	return all[*annotate.Relation](s, id), nil
}

func (s *shelf) DocumentWithText([32]byte) (annotate.ID, error) { return annotate.ID{}, nil }

func (s *shelf) Entities() iter.Seq2[*annotate.Entity, error] {
	return func(yield func(*annotate.Entity, error) bool) {
		for _, e := range all[*annotate.Entity](s, annotate.ID{}) {
			if !yield(e, nil) {
				return
			}
		}
	}
}

func (s *shelf) Summaries(me annotate.ID) iter.Seq2[annotate.Summary, error] {
	return func(yield func(annotate.Summary, error) bool) {
		for _, d := range all[*annotate.Document](s, annotate.ID{}) {
			row := annotate.Summary{Document: d, Annotations: len(all[*annotate.Annotation](s, d.ID))}
			if p, err := get[*annotate.Progress](s, &annotate.Progress{Document: d.ID, Annotator: me}); err == nil {
				row.State, row.Flags = p.State, p.Flags
			}
			if !yield(row, nil) {
				return
			}
		}
	}
}

func (s *shelf) History() iter.Seq2[session.Entry, error] {
	return func(yield func(session.Entry, error) bool) {
		for i, cs := range slices.Backward(s.log) {
			e := session.Entry{Number: uint64(i + 1), Label: cs.Label, Annotator: cs.Annotator, Time: cs.Time, Cause: cs.Cause, Of: cs.Of, Changes: len(cs.Changes)}
			if !yield(e, nil) {
				return
			}
		}
	}
}

func (s *shelf) ChangeSet(n uint64) (*annotate.ChangeSet, error) {
	if n < 1 || n > uint64(len(s.log)) {
		return nil, fmt.Errorf("change %d: %w", n, annotate.ErrNotFound)
	}
	return &s.log[n-1], nil
}

func get[T annotate.Record](s *shelf, like annotate.Record) (none T, err error) {
	if r, ok := s.records[like.Key()].(T); ok {
		return r, nil
	}
	return none, fmt.Errorf("%s: %w", like.Key().Kind, annotate.ErrNotFound)
}

// all are the records of T, of one document or, with the zero ID, of all, by their keys.
func all[T annotate.Record](s *shelf, document annotate.ID) (list []T) {
	for k, r := range s.records {
		if v, ok := r.(T); ok && (document.IsZero() || k.Document == document) {
			list = append(list, v)
		}
	}
	slices.SortFunc(list, func(a, b T) int { return a.Key().Compare(b.Key()) })
	return list
}
