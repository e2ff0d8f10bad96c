package codebook

import (
	"time"

	"parley/annotate"
)

// Source is what the editor shows. Every answer is cheap: it is asked while rows are drawn.
type Source interface {
	// Schema is the schema in force; nil while no project is open.
	Schema() *annotate.Schema
	// Uses is how many annotations are of the layer, or have the feature or the tag, that a
	// place names, and how many relations are of the relation type; -1 while that is not known yet.
	Uses(Place) int
	// Kept is how many versions there are.
	Kept() int
	// Versions are those that the schema had, the newest first, the one in force among them.
	Versions() []Version
	// Version is the schema of a number; nil when it is not known.
	Version(number int) *annotate.Schema
	// Marked are the annotations that are to be looked at again, in the order of documents.
	Marked() []Marked
	// Example is where an example stands, as "Closed port"; empty when it is in no document.
	Example(annotate.Example) string
}

// Version is a schema that was in force.
type Version struct {
	Number int
	Since  time.Time // zero: not known
	By     string    // who made it; empty: not known
	Label  string    // what was done, as "Rename tag"; empty: not known
}

// Marked is an annotation that is to be looked at again.
type Marked struct {
	Document, Annotation annotate.ID
	Title                string // of the document
	Quote                string
	Why                  string
	Slot                 int // of the layer's colour
}
