package session

import (
	"fmt"
	"iter"

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
		n := naming{session: s, entities: map[annotate.ID]bool{}, seen: map[annotate.ID]bool{}, yield: yield}
		if err := n.run(entities); err != nil {
			yield(nil, fmt.Errorf("look for what names actors: %w", err))
		}
	}
}

type naming struct {
	session  *Session
	entities map[annotate.ID]bool
	seen     map[annotate.ID]bool // documents
	left     int                  // how often they are named where nobody has looked yet
	yield    func(annotate.Record, error) bool
	stopped  bool
}

func (n *naming) run(entities []annotate.ID) error {
	for _, id := range entities {
		if n.entities[id] {
			continue
		}
		n.entities[id] = true
		uses, err := n.session.store.EntityUses(id)
		if err != nil {
			return err
		}
		n.left += uses
	}
	if n.session.where != nil {
		for _, id := range entities {
			for d := range n.session.where(id) {
				if err := n.document(d); err != nil {
					return err
				}
			}
		}
	}
	if err := n.heads(); err != nil {
		return err
	}
	for _, d := range n.session.rows.All() {
		if n.done() {
			break
		}
		if err := n.document(d.ID); err != nil {
			return err
		}
	}
	return nil
}

func (n *naming) done() bool { return n.left <= 0 || n.stopped }

// heads goes through the heads of all documents, for their authors and who speaks in them.
func (n *naming) heads() error {
	if n.done() {
		return nil
	}
	for d, err := range n.session.store.Summaries(annotate.ID{}) {
		if err != nil {
			return err
		}
		if n.record(d.Document); n.done() {
			return nil
		}
	}
	return nil
}

// document goes through one document, unless it was seen.
func (n *naming) document(id annotate.ID) error {
	if n.done() || n.seen[id] {
		return nil
	}
	n.seen[id] = true
	i, there := n.session.rows.Find(id)
	if !there || n.session.rows.At(i).Annotations == 0 { // and then there is no relation either
		return nil
	}
	annotations, err := n.session.store.Annotations(id)
	if err != nil {
		return err
	}
	for _, a := range annotations {
		n.record(a)
	}
	if n.done() {
		return nil
	}
	relations, err := n.session.store.Relations(id)
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
