package edit

import (
	"fmt"
	"slices"
	"strings"

	"parley/annotate"
)

// Part is what [Editor.Split] takes out of an entity.
type Part struct {
	Name    string   // of the new entity; it may be one of the old one's aliases
	Kind    string   // of the new entity; empty: as the old one's
	Aliases []string // of the old entity, as they stand there, that go
	// Takes says of an annotation or a relation that names the old entity, and of the value
	// that does, whether it goes; nil: none does.
	Takes func(annotate.Record, *annotate.Value) bool
}

// TakesMentions is a [Part]'s Takes by annotations: all values of these go, and those
// elsewhere that were read from one of these.
func TakesMentions(mentions ...annotate.ID) func(annotate.Record, *annotate.Value) bool {
	gone := make(map[annotate.ID]bool, len(mentions))
	for _, id := range mentions {
		gone[id] = true
	}
	delete(gone, annotate.ID{}) // which is the mention of a value that has none
	return func(r annotate.Record, v *annotate.Value) bool {
		return gone[r.Key().ID] || gone[v.Mention]
	}
}

// Split makes two entities of one: some names and some of what names it go to a new one.
// Of a document its author goes, and whoever speaks in it, when the text calls them by a
// name that goes. Nothing stays that says both; parents and affiliations remain the old one's,
// and the two are kept apart.
func (e Editor) Split(r Register, id annotate.ID, p Part) (annotate.ChangeSet, Outcome, error) {
	old, err := find(r, id)
	if err != nil {
		return annotate.ChangeSet{}, Outcome{}, err
	}
	rest, made, err := p.divide(old)
	if err != nil {
		return annotate.ChangeSet{}, Outcome{}, err
	}
	cs := e.set("Split " + made.Name + " from " + old.Name)
	made.ID, made.Created, made.Modified = e.NewID(), cs.Time, cs.Time
	made.Apart = []annotate.ID{id}
	cs.Changes = append(cs.Changes, annotate.Create(made))
	if !sameEntity(old, rest) {
		rest.Modified = cs.Time
		cs.Changes = append(cs.Changes, annotate.Update(old, rest))
	}
	w := rewriting{Outcome: Outcome{Entity: made}, cs: &cs}
	for rec, err := range r.Naming(id) {
		if err != nil {
			return annotate.ChangeSet{}, Outcome{}, err
		}
		if d, ok := rec.(*annotate.Document); ok {
			w.divided(d, id, made)
			continue
		}
		w.to = func(n annotate.ID, v *annotate.Value) annotate.ID {
			if n == id && p.Takes != nil && p.Takes(rec, v) {
				return made.ID
			}
			return n
		}
		w.record(rec)
	}
	sortChanges(cs.Changes)
	return cs, w.Outcome, nil
}

// divided has d name made where its own words say a name of made and it named the entity from.
func (w *rewriting) divided(d *annotate.Document, from annotate.ID, made *annotate.Entity) {
	next, changed := *d, false
	take := func(words string, id *annotate.ID) {
		bears := func(name string) bool { return strings.EqualFold(name, strings.TrimSpace(words)) }
		if *id == from && slices.ContainsFunc(made.Names(), bears) {
			*id, changed = made.ID, true
		}
	}
	take(d.Author, &next.AuthorEntity)
	next.Turns = slices.Clone(d.Turns)
	for i := range next.Turns {
		take(d.Turns[i].Speaker, &next.Turns[i].Entity)
	}
	if changed {
		next.Modified = w.cs.Time
		w.Documents++
		w.cs.Changes = append(w.cs.Changes, annotate.Update(d, &next))
	}
}

// Check says whether [Editor.Split] can make p of an entity, with the same error.
func (p Part) Check(old *annotate.Entity) error {
	_, _, err := p.divide(old)
	return err
}

// divide is old without what goes, and the new entity.
func (p Part) divide(old *annotate.Entity) (rest, made *annotate.Entity, err error) {
	rest, made = copyOf(old), &annotate.Entity{Name: strings.TrimSpace(p.Name), Kind: p.Kind}
	if made.Name == old.Name {
		return nil, nil, fmt.Errorf("%s keeps its name; the new actor needs another: %w", old.Name, annotate.ErrInvalid)
	}
	if made.Kind == "" {
		made.Kind = old.Kind
	}
	for _, name := range p.Aliases {
		if !slices.ContainsFunc(old.Aliases, func(a annotate.Alias) bool { return a.Name == name }) {
			return nil, nil, fmt.Errorf("%s has no alias %q: %w", old.Name, name, annotate.ErrNotFound)
		}
	}
	rest.Aliases = nil
	for _, a := range old.Aliases {
		switch {
		case a.Name == made.Name:
			if made.Exact |= a.Exact; a.Language != "" {
				made.Aliases = append(made.Aliases, a)
			}
		case slices.Contains(p.Aliases, a.Name):
			made.Aliases = append(made.Aliases, a)
		default:
			rest.Aliases = append(rest.Aliases, a)
		}
	}
	return rest, made, tidy(made)
}
