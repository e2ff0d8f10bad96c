package session

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"parley/annotate"
)

// Locate tells the session where to look first for what names an entity: in the documents
// that where gives, as query.Index does. Without, [Session.Naming] reads the whole project.
// What where leaves out is found all the same, only later.
func (s *Session) Locate(where func(entity annotate.ID) iter.Seq[annotate.ID]) { s.where = where }

// Naming implements edit.Register. It reads no further than to the last of the places that
// the store has counted: first where [Session.Locate] says, then the heads of documents, and
// then what is recorded in each.
func (s *Session) Naming(entities ...annotate.ID) iter.Seq2[annotate.Record, error] {
	return func(yield func(annotate.Record, error) bool) {
		n := naming{reader: s.store, first: s.likely(entities), all: s.marked(), yield: yield}
		n.begin(entities)
	}
}

// Actors is the register as it is in view, a Reader of this moment, for an edit on another
// goroutine. It must be told now which entities the edit will look for, as it is now that
// [Session.Locate] is asked.
func (s *Session) Actors(view Reader, entities ...annotate.ID) (*Actors, error) {
	all, err := s.Entities()
	if err != nil {
		return nil, err
	}
	return &Actors{view: view, list: all, first: slices.Collect(s.likely(entities)), all: slices.Collect(s.marked())}, nil
}

// likely are the documents in which entities are looked for first. One may come again.
func (s *Session) likely(entities []annotate.ID) iter.Seq[annotate.ID] {
	return func(yield func(annotate.ID) bool) {
		if s.where == nil {
			return
		}
		for _, id := range entities {
			for d := range s.where(id) {
				if i, there := s.rows.Find(d); there && s.rows.At(i).Annotations > 0 && !yield(d) {
					return
				}
			}
		}
	}
}

// marked are the documents with annotations; in others there is no relation either.
func (s *Session) marked() iter.Seq[annotate.ID] {
	return func(yield func(annotate.ID) bool) {
		for _, d := range s.rows.All() {
			if d.Annotations > 0 && !yield(d.ID) {
				return
			}
		}
	}
}

// Actors implements edit.Register beside a session; see [Session.Actors].
type Actors struct {
	ctx        context.Context // nil: nobody stops it
	progress   func(done, total int)
	view       Reader
	list       []*annotate.Entity
	byID       map[annotate.ID]*annotate.Entity // nil until it is asked for
	first, all []annotate.ID                    // documents
}

// Watch has Naming tell progress how many of the places that name somebody are found, and
// give annotate.ErrCanceled when ctx ends. It returns a.
func (a *Actors) Watch(ctx context.Context, progress func(done, total int)) *Actors {
	a.ctx, a.progress = ctx, progress
	return a
}

// Entity implements edit.Register.
func (a *Actors) Entity(id annotate.ID) *annotate.Entity {
	if a.byID == nil {
		a.byID = make(map[annotate.ID]*annotate.Entity, len(a.list))
		for _, e := range a.list {
			a.byID[e.ID] = e
		}
	}
	return a.byID[id]
}

// Entities implements edit.Register.
func (a *Actors) Entities() ([]*annotate.Entity, error) { return a.list, nil }

// Naming implements edit.Register.
func (a *Actors) Naming(entities ...annotate.ID) iter.Seq2[annotate.Record, error] {
	return func(yield func(annotate.Record, error) bool) {
		n := naming{ctx: a.ctx, progress: a.progress, reader: a.view, first: slices.Values(a.first), all: slices.Values(a.all), yield: yield}
		n.begin(entities)
	}
}

// naming looks through a project for what names entities.
type naming struct {
	ctx        context.Context // nil: nobody stops it
	progress   func(done, total int)
	reader     Reader
	first, all iter.Seq[annotate.ID] // documents to look at
	entities   map[annotate.ID]bool
	seen       map[annotate.ID]bool // documents
	total      int                  // how often they are named
	left       int                  // of these where nobody has looked yet
	yield      func(annotate.Record, error) bool
	stopped    bool
}

func (n *naming) begin(entities []annotate.ID) {
	n.entities, n.seen = map[annotate.ID]bool{}, map[annotate.ID]bool{}
	if err := n.run(entities); err != nil {
		n.yield(nil, fmt.Errorf("look for what names actors: %w", err))
	}
}

func (n *naming) run(entities []annotate.ID) error {
	for _, id := range entities {
		if n.entities[id] {
			continue
		}
		n.entities[id] = true
		uses, err := n.reader.EntityUses(id)
		if err != nil {
			return err
		}
		n.total += uses
	}
	n.left = n.total
	if err := n.documents(n.first); err != nil {
		return err
	}
	if err := n.heads(); err != nil {
		return err
	}
	return n.documents(n.all)
}

func (n *naming) done() bool { return n.left <= 0 || n.stopped }

func (n *naming) canceled() error {
	if n.ctx != nil && n.ctx.Err() != nil {
		return annotate.ErrCanceled
	}
	return nil
}

// heads goes through the heads of all documents, for their authors and who speaks in them.
func (n *naming) heads() error {
	if n.done() {
		return nil
	}
	for d, err := range n.reader.Summaries(annotate.ID{}) {
		if err == nil {
			err = n.canceled()
		}
		if err != nil {
			return err
		}
		if n.record(d.Document); n.done() {
			return nil
		}
	}
	return nil
}

// documents goes through documents, those that were not seen, until all is found.
func (n *naming) documents(list iter.Seq[annotate.ID]) error {
	for id := range list {
		if n.done() {
			return nil
		}
		if n.seen[id] {
			continue
		}
		n.seen[id] = true
		if err := n.document(id); err != nil {
			return err
		}
		if n.progress != nil {
			n.progress(n.total-n.left, n.total)
		}
	}
	return nil
}

// document goes through one document.
func (n *naming) document(id annotate.ID) error {
	if err := n.canceled(); err != nil {
		return err
	}
	annotations, err := n.reader.Annotations(id)
	if err != nil {
		return err
	}
	for _, a := range annotations {
		n.record(a)
	}
	if n.done() {
		return nil
	}
	relations, err := n.reader.Relations(id)
	if err != nil {
		return err
	}
	for _, r := range relations {
		n.record(r)
	}
	return nil
}

func (n *naming) record(r annotate.Record) {
	found := 0
	for id := range annotate.Entities(r) {
		if n.entities[id] {
			found++
		}
	}
	if found > 0 && !n.stopped {
		n.left -= found
		n.stopped = !n.yield(r, nil)
	}
}
