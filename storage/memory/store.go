// Package memory is a store that forgets: a project for tests and for previews, with
// the behaviour of a project file and nothing on disk.
//
// One rule: it passes the suite of package storagetest, as every store does.
//
//	store := memory.New(&annotate.Project{ID: annotate.NewID(), Name: "Test"}, schema)
//	s, err := session.Open(store, "Lina Haddad", session.System)
package memory

import (
	"fmt"
	"maps"
	"slices"

	"parley/annotate"
	"parley/annotate/session"
)

// Store keeps a project in memory. It implements session.Store.
type Store struct{ state }

// state is a Reader of one moment.
type state struct {
	records map[annotate.Key]annotate.Record
	log     []annotate.ChangeSet
}

var _ session.Store = (*Store)(nil)

// New makes a project with p and s in it.
func New(p *annotate.Project, s *annotate.Schema) *Store {
	v := &annotate.SchemaVersion{Schema: *s, Since: p.Created}
	return &Store{state{records: map[annotate.Key]annotate.Record{p.Key(): p, s.Key(): s, v.Key(): v}}}
}

// Close implements session.Store; there is nothing to close.
func (s *Store) Close() error { return nil }

// View implements session.Store.
func (s *Store) View() (session.Reader, func(), error) {
	v := &state{records: maps.Clone(s.records), log: slices.Clone(s.log)}
	return v, func() {}, nil
}

// Commit implements session.Store.
func (s *Store) Commit(cs *annotate.ChangeSet) (uint64, error) {
	if len(cs.Changes) == 0 {
		return 0, fmt.Errorf("%s: %w", cs.Label, annotate.ErrNothing)
	}
	if err := s.apply(cs.Changes); err != nil {
		return 0, fmt.Errorf("%s: %w", cs.Label, err)
	}
	kept := *cs
	kept.Changes = slices.Clone(cs.Changes)
	s.log = append(s.log, kept)
	return uint64(len(s.log)), nil
}

// apply makes all changes or none.
func (s *Store) apply(changes []annotate.Change) (err error) {
	was := make([]annotate.Record, 0, len(changes))
	defer func() {
		if err == nil {
			return
		}
		for i, r := range slices.Backward(was) {
			put(s.records, changes[i].Key(), r)
		}
	}()
	for _, c := range changes {
		if err := allow(s.records, c); err != nil {
			return err
		}
		was = append(was, s.records[c.Key()])
		put(s.records, c.Key(), c.New)
	}
	for _, c := range changes {
		if err := check(s.records, c.Key()); err != nil {
			return err
		}
	}
	return nil
}

// put makes r the record of key; nil is none.
func put(records map[annotate.Key]annotate.Record, key annotate.Key, r annotate.Record) {
	if r == nil {
		delete(records, key)
		return
	}
	records[key] = r
}

func allow(records map[annotate.Key]annotate.Record, c annotate.Change) error {
	if (c.Old == nil && c.New == nil) || (c.Old != nil && c.New != nil && c.Old.Key() != c.New.Key()) {
		return fmt.Errorf("a change of no record, or of two: %w", annotate.ErrInvalid)
	}
	key := c.Key()
	if key.Kind.Lasts() && c.Old != nil {
		return fmt.Errorf("the %s of document %s never changes: %w", key.Kind, key.Document, annotate.ErrInvalid)
	}
	if c.New != nil {
		if err := annotate.CheckText(c.New); err != nil {
			return err
		}
	}
	is, there := records[key]
	if key.Kind.Lasts() && there && same(is, c.New) {
		return nil
	}
	if there != (c.Old != nil) || (there && !same(is, c.Old)) {
		return fmt.Errorf("%s %v: %w", key.Kind, key.ID, annotate.ErrConflict)
	}
	return nil
}

// check wants that a document has its text, that what is recorded in a document has the
// document, and that a deleted one leaves nothing behind.
func check(records map[annotate.Key]annotate.Record, key annotate.Key) error {
	head, there := records[annotate.Key{Kind: annotate.KindDocument, Document: key.Document}].(*annotate.Document)
	switch _, is := records[key]; {
	case key.Kind == annotate.KindDocument && there:
		body, ok := records[annotate.Key{Kind: annotate.KindBody, Document: key.Document}].(*annotate.Body)
		if !ok || len(body.Text) != head.Size {
			return fmt.Errorf("document %s without its text: %w", key.Document, annotate.ErrInvalid)
		}
	case key.Kind == annotate.KindDocument:
		for k := range records {
			if k.Document == key.Document && k.Kind > annotate.KindBody {
				return fmt.Errorf("document %s still has %s: %w", key.Document, k.Kind, annotate.ErrInvalid)
			}
		}
	case key.Kind > annotate.KindBody && is && !there:
		return fmt.Errorf("document %s: %w", key.Document, annotate.ErrNotFound)
	}
	return nil
}
