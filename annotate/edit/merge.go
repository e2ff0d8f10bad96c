package edit

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"parley/annotate"
)

// Outcome says what an edit of entities did to the rest of the project.
type Outcome struct {
	Entity      *annotate.Entity // as it is after; nil when it is gone
	Annotations int              // that name another entity now, or none, and so
	Relations   int
	Documents   int      // by their authors or who speaks in them
	Actors      int      // by their parents or affiliations
	Lost        []string // what could not be kept, as "HTS: country SY"
}

// Merge makes one entity of several: keep has all their names as aliases, and whatever
// named another of them names keep. What keep does not say itself, its kind, say, it takes
// from the first other that does; what others say otherwise is in Outcome.Lost. When keep
// would stand above itself, its parent is the first that others have and that does not.
func (e Editor) Merge(r Register, keep annotate.ID, others ...annotate.ID) (annotate.ChangeSet, Outcome, error) {
	m := merger{register: r, into: map[annotate.ID]annotate.ID{}}
	if err := m.choose(keep, others); err != nil {
		return annotate.ChangeSet{}, Outcome{}, err
	}
	cs := e.set(m.label())
	kept := m.union()
	kept.Modified = cs.Time
	w := rewriting{Outcome: Outcome{Entity: kept, Lost: m.lost}, cs: &cs, to: func(id annotate.ID, _ *annotate.Value) annotate.ID { return m.to(id) }}
	cs.Changes = append(cs.Changes, annotate.Update(m.keep, kept))
	for _, o := range m.others {
		cs.Changes = append(cs.Changes, annotate.Delete(o))
	}
	if err := w.all(r, m.others, append(m.others, m.keep)); err != nil {
		return annotate.ChangeSet{}, Outcome{}, err
	}
	return cs, w.Outcome, nil
}

type merger struct {
	register Register
	keep     *annotate.Entity
	others   []*annotate.Entity
	into     map[annotate.ID]annotate.ID
	lost     []string
}

func (m *merger) choose(keep annotate.ID, others []annotate.ID) (err error) {
	if m.keep, err = find(m.register, keep); err != nil {
		return err
	}
	for _, id := range others {
		o, err := find(m.register, id)
		switch {
		case err != nil:
			return err
		case id == keep:
			return fmt.Errorf("%s cannot be merged into itself: %w", o.Name, annotate.ErrInvalid)
		case m.into[id].IsZero():
			m.into[id] = keep
			m.others = append(m.others, o)
		}
	}
	if len(m.others) == 0 {
		return fmt.Errorf("merge %s with nobody: %w", m.keep.Name, annotate.ErrNothing)
	}
	return nil
}

func (m *merger) label() string {
	if len(m.others) == 1 {
		return "Merge " + m.others[0].Name + " into " + m.keep.Name
	}
	return fmt.Sprintf("Merge %d actors into %s", len(m.others), m.keep.Name)
}

// to is what is named in place of id.
func (m *merger) to(id annotate.ID) annotate.ID {
	if into, ok := m.into[id]; ok {
		return into
	}
	return id
}

// union is the entity that is kept, with what the others bring.
func (m *merger) union() *annotate.Entity {
	next := copyOf(m.keep)
	for _, o := range m.others {
		next.Aliases = withAlias(next, next.Aliases, annotate.Alias{Name: o.Name, Exact: o.Exact})
		for _, a := range o.Aliases {
			next.Aliases = withAlias(next, next.Aliases, a)
		}
		next.Affiliations, next.Apart = append(next.Affiliations, o.Affiliations...), append(next.Apart, o.Apart...)
		m.fill(o, "kind", &next.Kind, o.Kind)
		m.fill(o, "side", &next.Side, o.Side)
		m.fill(o, "country", &next.Country, o.Country)
		m.fill(o, "external ID", &next.ExternalID, o.ExternalID)
		m.fillNote(next, o)
		if next.Colour == 0 {
			next.Colour = o.Colour
		}
	}
	next.Affiliations, next.Apart = m.affiliations(next), m.apart(next)
	m.parent(next)
	return next
}

func (m *merger) fill(from *annotate.Entity, what string, to *string, value string) {
	switch {
	case *to == "":
		*to = value
	case value != "" && value != *to:
		m.lost = append(m.lost, fmt.Sprintf("%s: %s %s", from.Name, what, value))
	}
}

// fillNote puts notes one below the other; a note is prose, and two can both be true.
func (m *merger) fillNote(next, from *annotate.Entity) {
	if from.Note != "" && !strings.Contains(next.Note, from.Note) {
		next.Note = strings.TrimPrefix(next.Note+"\n"+from.Note, "\n")
	}
}

func (m *merger) affiliations(n *annotate.Entity) (out []annotate.Affiliation) {
	for _, a := range n.Affiliations {
		was := m.register.Entity(a.Entity)
		a.Entity = m.to(a.Entity)
		switch {
		case a.Entity == n.ID && was != nil:
			m.lost = append(m.lost, "affiliation with "+was.Name)
		case !slices.Contains(out, a):
			out = append(out, a)
		}
	}
	return out
}

// apart are those whom n or one that goes into it was kept apart from, and who are not in it now.
func (m *merger) apart(n *annotate.Entity) (out []annotate.ID) {
	for _, id := range n.Apart {
		if id = m.to(id); id != n.ID && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

// parent gives n the first parent of those merged that is not below it.
func (m *merger) parent(n *annotate.Entity) {
	n.Parent = annotate.ID{}
	for _, o := range append([]*annotate.Entity{m.keep}, m.others...) {
		p := m.to(o.Parent)
		switch {
		case p.IsZero() || p == n.ID || p == n.Parent:
		case !n.Parent.IsZero() || above(n.ID, p, m.entity):
			m.lost = append(m.lost, o.Name+": part of "+name(m.register, o.Parent))
		default:
			n.Parent = p
		}
	}
}

// entity finds entities as they will be, but for the one that is kept.
func (m *merger) entity(id annotate.ID) *annotate.Entity {
	n := m.register.Entity(id)
	if n == nil {
		return nil
	}
	next := *n
	next.Parent = m.to(n.Parent)
	return &next
}

// rewriting has records name other entities.
type rewriting struct {
	Outcome
	cs *annotate.ChangeSet
	to func(annotate.ID, *annotate.Value) annotate.ID
}

// all rewrites whatever names one of entities, but for those in done, and puts the
// changes in order.
func (w *rewriting) all(r Register, entities, done []*annotate.Entity) error {
	ids := make([]annotate.ID, len(entities))
	for i, n := range entities {
		ids[i] = n.ID
	}
	for rec, err := range r.Naming(ids...) {
		if err != nil {
			return err
		}
		w.record(rec)
	}
	others, err := r.Entities()
	if err != nil {
		return err
	}
	for _, n := range others {
		if !slices.ContainsFunc(done, func(o *annotate.Entity) bool { return o.ID == n.ID }) {
			w.record(n)
		}
	}
	sortChanges(w.cs.Changes)
	return nil
}

// record adds the change of r, if there is one, and counts it.
func (w *rewriting) record(r annotate.Record) {
	next := annotate.Renamed(r, w.to)
	if next == r {
		return
	}
	switch n := next.(type) {
	case *annotate.Annotation:
		n.Modified = w.cs.Time
		w.Annotations++
	case *annotate.Relation:
		n.Modified = w.cs.Time
		w.Relations++
	case *annotate.Document:
		n.Modified = w.cs.Time
		w.Documents++
	case *annotate.Entity:
		n.Modified = w.cs.Time
		if rewritesNames(r, w.to) {
			w.Actors++
		}
	}
	w.cs.Changes = append(w.cs.Changes, annotate.Update(r, next))
}

// rewritesNames reports whether r names anybody who becomes another; to be kept apart from
// them is not to name them.
func rewritesNames(r annotate.Record, to func(annotate.ID, *annotate.Value) annotate.ID) bool {
	for id := range annotate.Entities(r) {
		if to(id, nil) != id {
			return true
		}
	}
	return false
}

// String is "3 annotations, 1 relation, 2 documents, 2 actors", without what there is none of.
func (o Outcome) String() string {
	var parts []string
	for _, p := range []struct {
		n    int
		noun string
	}{{o.Annotations, "annotation"}, {o.Relations, "relation"}, {o.Documents, "document"}, {o.Actors, "actor"}} {
		if p.n > 0 {
			parts = append(parts, counted(p.n, p.noun))
		}
	}
	return strings.Join(parts, ", ")
}

// counted is "1 annotation" or "20,000 annotations".
func counted(n int, noun string) string {
	digits := strconv.Itoa(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	if n == 1 {
		return digits + " " + noun
	}
	return digits + " " + noun + "s"
}
