package parley

import (
	"parley/annotate"
	"parley/annotate/text"
)

// Rows writes single records exactly as they stand in a dataset, for lists that scripts read.
type Rows struct{ e encoder }

// NewRows writes records of a project with this schema; entities gives the names of those
// that values name.
func NewRows(schema *annotate.Schema, entities []*annotate.Entity) *Rows {
	names := make(map[annotate.ID][]byte, len(entities))
	for _, n := range entities {
		names[n.ID] = appendString(nil, n.Name)
	}
	return &Rows{encoder{schema: schema, names: names, report: &Report{}}}
}

// Annotation adds a, of a document with text t, to b as a JSON object.
func (r *Rows) Annotation(b []byte, a *annotate.Annotation, t *text.Text) []byte {
	r.e.b = b
	r.e.annotation(a, &counter{s: t.String()})
	return r.e.b
}

// Document adds the head of a document to b as a JSON object: the dataset's members
// without its text, its turns and what is recorded in it, then its state, its flags and how
// many annotations it has.
func (r *Rows) Document(b []byte, d *annotate.Summary) []byte {
	r.e.b = b
	r.e.id(`{"id":`, d.ID)
	r.e.str(`,"title":`, d.Title)
	r.e.metadata(d.Document)
	r.e.str(`,"state":`, d.State.String())
	r.e.flags(d.Flags)
	r.e.text(`,"annotations":`)
	r.e.int(d.Annotations)
	r.e.text("}")
	return r.e.b
}

// SchemaVersion adds v to b as a JSON object.
func (r *Rows) SchemaVersion(b []byte, v *annotate.SchemaVersion) []byte {
	r.e.b = b
	_ = r.e.version(v) // names and numbers always can be JSON
	return r.e.b
}

// Entity adds n to b as a JSON object.
func (r *Rows) Entity(b []byte, n *annotate.Entity) []byte {
	r.e.b = b
	r.e.entity(n)
	return r.e.b
}

// Relation adds l to b as a JSON object.
func (r *Rows) Relation(b []byte, l *annotate.Relation) []byte {
	r.e.b = b
	r.e.relation(l)
	return r.e.b
}
