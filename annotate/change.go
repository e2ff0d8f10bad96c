package annotate

import "time"

// ChangeSet is everything that one intent alters, as a list of Old → New. It is applied
// whole or not at all, and in order.
type ChangeSet struct {
	Label     string // what was done, as in the menu after "Undo": "Mark claim"
	Annotator ID     // who did it
	Time      time.Time
	Cause     Cause
	Of        uint64 // for an undo or a redo: number in the log of what it undoes or does again
	Changes   []Change
}

// Cause says why a ChangeSet was made.
type Cause uint8

// The causes. Only [Intended] ones can be undone.
const (
	Intended Cause = iota
	Undoing        // takes back number Of
	Redoing        // takes back the undoing of number Of
	Upkeep         // made by the program, as the first annotator of a project; not in the history
)

var causeNames = [...]string{Intended: "intended", Undoing: "undo", Redoing: "redo", Upkeep: "upkeep"}

// String is the cause's name in files.
func (c Cause) String() string { return causeNames[min(c, Upkeep)] }

// Change replaces Old by New, two states of one record. A nil Old makes a record, a nil New deletes it.
type Change struct{ Old, New Record }

// Record is one of *Project, *Schema, *SchemaVersion, *Annotator, *Document, *Original,
// *Body, *Progress, *Annotation, *Relation, *Entity.
type Record interface {
	// Key tells which record this is.
	Key() Key
}

// Kind is a kind of record.
type Kind uint8

// The kinds, in the order in which a project is written: what is named stands before what names it.
const (
	KindProject Kind = iota
	KindSchema
	KindSchemaVersion
	KindAnnotator
	KindEntity
	KindDocument
	KindOriginal
	KindBody
	KindProgress
	KindAnnotation
	KindRelation
)

var kindNames = [...]string{"project", "schema", "schema version", "annotator", "entity", "document", "original", "text", "progress", "annotation", "relation"}

// String is the kind's name in files.
func (k Kind) String() string { return kindNames[min(k, KindRelation)] }

// Lasts reports whether records of the kind are only ever added, and never changed.
func (k Kind) Lasts() bool { return k == KindBody || k == KindOriginal }

// Key names a record in its project. Keys are comparable.
type Key struct {
	Kind      Kind
	Document  ID // of what belongs to a document
	Annotator ID // of what an annotator made in it
	ID        ID
}

// Key implements [Record]; there is one project in a store.
func (p *Project) Key() Key { return Key{Kind: KindProject} }

// Key implements [Record]; there is one schema in a project.
func (s *Schema) Key() Key { return Key{Kind: KindSchema} }

// Key implements [Record].
func (a *Annotator) Key() Key { return Key{Kind: KindAnnotator, ID: a.ID} }

// Key implements [Record].
func (e *Entity) Key() Key { return Key{Kind: KindEntity, ID: e.ID} }

// Key implements [Record].
func (d *Document) Key() Key { return Key{Kind: KindDocument, Document: d.ID} }

// Key implements [Record].
func (b *Body) Key() Key { return Key{Kind: KindBody, Document: b.Document} }

// Key implements [Record].
func (p *Progress) Key() Key {
	return Key{Kind: KindProgress, Document: p.Document, Annotator: p.Annotator}
}

// Key implements [Record].
func (a *Annotation) Key() Key {
	return Key{Kind: KindAnnotation, Document: a.Document, Annotator: a.Annotator, ID: a.ID}
}

// Key implements [Record].
func (r *Relation) Key() Key {
	return Key{Kind: KindRelation, Document: r.Document, Annotator: r.Annotator, ID: r.ID}
}

// Key is the key of the record that c changes.
func (c Change) Key() Key {
	if c.New != nil {
		return c.New.Key()
	}
	return c.Old.Key()
}

// Inverse is the change that takes c back.
func (c Change) Inverse() Change { return Change{Old: c.New, New: c.Old} }

// Inverse is the list that takes cs back: each change inverted, the last first. Bodies and
// originals stay where they are, so that undoing an import can itself be undone, and so do
// the versions of the schema that cs added.
func (cs *ChangeSet) Inverse() []Change {
	back := make([]Change, 0, len(cs.Changes))
	for i := len(cs.Changes) - 1; i >= 0; i-- {
		if !cs.Changes[i].stays() {
			back = append(back, cs.Changes[i].Inverse())
		}
	}
	return back
}

// stays reports whether c is never taken back.
func (c Change) stays() bool {
	kind := c.Key().Kind
	return kind.Lasts() || kind == KindSchemaVersion && c.Old == nil
}

// Create is the change that makes r.
func Create(r Record) Change { return Change{New: r} }

// Update is the change from old to next, two states of one record.
func Update(old, next Record) Change { return Change{Old: old, New: next} }

// Delete is the change that removes r.
func Delete(r Record) Change { return Change{Old: r} }
