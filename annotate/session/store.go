package session

import (
	"iter"
	"time"

	"parley/annotate"
)

// Reader reads a project as it was at one moment. Records that it returns are the
// caller's to keep and nobody's to change. Every error names the record it is about;
// what is not there is annotate.ErrNotFound, what cannot be read annotate.ErrDamaged.
type Reader interface {
	Project() (*annotate.Project, error)
	Schema() (*annotate.Schema, error)
	// SchemaVersions are all schemas that were ever in force, the newest first; that in
	// force is among them.
	SchemaVersions() ([]*annotate.SchemaVersion, error)
	// Annotators in the order in which they came.
	Annotators() ([]*annotate.Annotator, error)
	// Entities in the order of their IDs.
	Entities() iter.Seq2[*annotate.Entity, error]
	// Summaries of all documents in the order of their IDs, that is, of import, with the
	// state that annotator gave each. It costs in proportion to the heads and reads no text
	// and no annotation.
	Summaries(annotator annotate.ID) iter.Seq2[annotate.Summary, error]
	Document(annotate.ID) (*annotate.Document, error)
	Body(document annotate.ID) (string, error)
	// Progress of every annotator with one document.
	Progress(document annotate.ID) ([]*annotate.Progress, error)
	// Annotations of one document, by annotator and then ID.
	Annotations(document annotate.ID) ([]*annotate.Annotation, error)
	// Relations of one document, by annotator and then ID.
	Relations(document annotate.ID) ([]*annotate.Relation, error)
	// Originals are the files that a document came from, by ID; of the zero ID those of whole
	// collections. Whoever lists, opens or edits documents has no use for them.
	Originals(document annotate.ID) ([]*annotate.Original, error)
	// DocumentWithText finds the document whose text has this SHA-256; the zero ID when there is none.
	DocumentWithText(sha256 [32]byte) (annotate.ID, error)
	// EntityUses counts what names an entity: the values in annotations and relations, and
	// the authors and turns of documents.
	EntityUses(entity annotate.ID) (int, error)
	// History lists what was done, the newest first.
	History() iter.Seq2[Entry, error]
	// ChangeSet is number n of the history, whole. For a bulk entry that later changes ran
	// over it is annotate.ErrConflict: its records can no longer be told.
	ChangeSet(n uint64) (*annotate.ChangeSet, error)
}

// Entry is a line of the history.
type Entry struct {
	Number    uint64 // 1 is the first; no number is used twice
	Label     string
	Annotator annotate.ID
	Time      time.Time
	Cause     annotate.Cause
	Of        uint64
	Changes   int
}

// Store keeps a project. Its methods are called by one goroutine, but for what View gives.
// It knows nothing of who watches.
type Store interface {
	Reader
	// Commit applies cs whole, durably, and says its number in the history. Every Old is
	// compared with what is there: annotate.ErrConflict when it is something else, and then
	// nothing is changed. A full disk is annotate.ErrFull, a store that was opened for
	// reading annotate.ErrReadOnly; the store goes on working after either.
	Commit(cs *annotate.ChangeSet) (uint64, error)
	// View gives a Reader of this moment that another goroutine may use, and the function
	// that ends it, which must be called soon: the file cannot shrink until then.
	View() (Reader, func(), error)
	Close() error
}
