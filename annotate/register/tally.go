package register

import (
	"iter"
	"slices"

	"parley/annotate"
	"parley/annotate/query"
	"parley/annotate/session"
)

// Count is how often an entity is named.
type Count struct {
	Mentions   int // annotations that are a mention of it
	Statements int // other annotations that name it, in whatever slots
	Relations  int
	Documents  int // whose author it is, or in which it speaks
}

// Total is the number of records that name the entity.
func (c Count) Total() int { return c.Mentions + c.Statements + c.Relations + c.Documents }

// IsMention reports whether the annotations of a layer are mentions: the layer has one
// feature that takes entities, which takes one and nothing else.
func IsMention(l *annotate.Layer) bool {
	n, one := 0, false
	for i := range l.Features {
		if f := &l.Features[i]; f.Takes(annotate.TypeEntity) {
			n, one = n+1, len(f.Types) == 1 && !f.Multi
		}
	}
	return n == 1 && one
}

// Tally counts what names each entity. It belongs to one goroutine.
type Tally struct {
	counts   map[annotate.ID]Count
	mentions map[annotate.LayerID]bool
	few      []annotate.ID // scratch
}

// NewTally makes the tally of a project without annotations.
func NewTally(s *annotate.Schema) *Tally {
	t := &Tally{counts: map[annotate.ID]Count{}, mentions: map[annotate.LayerID]bool{}}
	for i := range s.Layers {
		t.mentions[s.Layers[i].ID] = IsMention(&s.Layers[i])
	}
	return t
}

// Of is how often an entity is named.
func (t *Tally) Of(id annotate.ID) Count { return t.counts[id] }

// Apply brings t up to date with a change that was applied to the project. Another schema
// may make mentions of other layers; then the tally has to be made again.
func (t *Tally) Apply(cs *annotate.ChangeSet) {
	for _, c := range cs.Changes {
		t.count(c.Old, -1)
		t.count(c.New, 1)
	}
}

// count adds what r names, each entity once.
func (t *Tally) count(r annotate.Record, by int) {
	if r == nil || r.Key().Kind == annotate.KindEntity {
		return
	}
	t.few = t.few[:0]
	for id := range annotate.Entities(r) {
		if slices.Contains(t.few, id) {
			continue
		}
		t.few = append(t.few, id)
		c := t.counts[id]
		switch r := r.(type) {
		case *annotate.Annotation:
			if t.mentions[r.Layer] {
				c.Mentions += by
			} else {
				c.Statements += by
			}
		case *annotate.Relation:
			c.Relations += by
		case *annotate.Document:
			c.Documents += by
		}
		if t.counts[id] = c; c == (Count{}) {
			delete(t.counts, id)
		}
	}
}

// Read makes the tally of what r reads, by one scan of all heads, annotations and relations.
func Read(r session.Reader, s *annotate.Schema) (*Tally, error) {
	t := NewTally(s)
	all, ok := r.(interface {
		query.Scanner
		AllRelations() iter.Seq2[*annotate.Relation, error]
	})
	if !ok {
		return t, t.documents(r)
	}
	for d, err := range r.Summaries(annotate.ID{}) {
		if err != nil {
			return nil, err
		}
		t.count(d.Document, 1)
	}
	annotations := all.AllAnnotations
	if l, ok := r.(query.Lender); ok {
		annotations = l.LendAnnotations
	}
	for a, err := range annotations() {
		if err != nil {
			return nil, err
		}
		t.count(a, 1)
	}
	for l, err := range all.AllRelations() {
		if err != nil {
			return nil, err
		}
		t.count(l, 1)
	}
	return t, nil
}

// documents counts document by document.
func (t *Tally) documents(r session.Reader) error {
	for d, err := range r.Summaries(annotate.ID{}) {
		if err != nil {
			return err
		}
		t.count(d.Document, 1)
		annotations, err := r.Annotations(d.ID)
		if err != nil {
			return err
		}
		relations, err := r.Relations(d.ID)
		if err != nil {
			return err
		}
		for _, a := range annotations {
			t.count(a, 1)
		}
		for _, l := range relations {
			t.count(l, 1)
		}
	}
	return nil
}

// Unused are the entities that nothing names: no annotation, no relation, no document as its
// author or one who speaks, and no other entity as its parent or in an affiliation. They stand in the order of entities.
func Unused(entities []*annotate.Entity, t *Tally) (out []*annotate.Entity) {
	named := map[annotate.ID]bool{}
	for _, n := range entities {
		for id := range annotate.Entities(n) {
			named[id] = named[id] || id != n.ID
		}
	}
	for _, n := range entities {
		if !named[n.ID] && t.Of(n.ID).Total() == 0 {
			out = append(out, n)
		}
	}
	return out
}
