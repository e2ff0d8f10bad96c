package codec

import (
	"context"
	"iter"

	"parley/annotate"
	"parley/annotate/session"
	"parley/annotate/text"
)

// Format is a way in which documents and annotations are written down.
type Format struct {
	Name       string    // as --format takes it: "brat"
	Title      string    // for people: "brat standoff"
	Extensions []string  // of its files, with the dot; the usual one first
	Folder     bool      // a collection is several files in a folder
	Unit       text.Unit // that positions are counted in
	Carries    Carries

	// Detect says how likely it is that a source is of this format, by what is in it. It reads
	// little.
	Detect func(Source) Guess
	// Open looks at a source. The error says why it is none of this format, or cannot be read
	// at all; what is wrong with single documents and records is told when these are read.
	// Nil: the format is only written.
	Open func(Source, OpenOptions) (Collection, error)
	// Write writes what r has. Nil: the format is only read.
	Write func(ctx context.Context, r session.Reader, to Target, o WriteOptions) (*Report, error)
}

// Guess is how likely a source is of a format.
type Guess struct {
	Likelihood int    // percent: 0 it is not, 100 it says so itself
	Why        string // "each line is a JSON object with text and label"
}

// OpenOptions say how a source is to be read.
type OpenOptions struct {
	Unit      *text.Unit         // that positions are counted in; nil: the format's, or what the quotes say
	NewID     func() annotate.ID // nil: annotate.NewID
	Annotator annotate.ID        // whose are annotations that the files give to nobody
	// Into is the project that the source is read for, where a format needs its texts or its
	// schema to understand a file that has neither; nil: none.
	Into session.Reader
}

// ID is a new ID.
func (o OpenOptions) ID() annotate.ID {
	if o.NewID != nil {
		return o.NewID()
	}
	return annotate.NewID()
}

// WriteOptions say how a project is to be written.
type WriteOptions struct {
	Unit     *text.Unit // nil: the format's
	Progress func(documents int) error
}

// Did tells that so many documents are written; the error stops the writing.
func (o WriteOptions) Did(documents int) error {
	if o.Progress == nil {
		return nil
	}
	return o.Progress(documents)
}

// Collection is what a source holds, in Parley's nouns. It belongs to one goroutine.
type Collection interface {
	// Schema has a place for everything in the collection, made from its files.
	Schema() *annotate.Schema
	// Annotators are those whom the files name, with new IDs.
	Annotators() []*annotate.Annotator
	// Entities are those whom the files name, with new IDs.
	Entities() []*annotate.Entity
	// Documents yields the documents in their order, one at a time, and may be called again.
	// What cannot be read is told to report; the error is one that ends the reading.
	Documents(ctx context.Context, report *Report) iter.Seq2[*Document, error]
	Close() error
}

// Document is a document with all that is recorded in it. What it holds is the receiver's.
type Document struct {
	Head        annotate.Document // Size, Words, SHA256 and times are made at the import
	Text        *text.Text
	Annotations []*annotate.Annotation // quotes are made at the import
	Relations   []*annotate.Relation
	Progress    []*annotate.Progress
	Place       string // where in the source it stands: "a/b.ann", "line 12"
	// Originals are kept with it, for the format to write back what our nouns cannot hold. Their
	// ID and document are given at the import.
	Originals []*annotate.Original
	// Aside is what is kept in its place when it stays out because a document before it in the
	// collection has the same text: all of its files. May be nil.
	Aside func() []*annotate.Original
	// There says that the document, with Head.ID, is one of [OpenOptions].Into: only what is
	// recorded in it comes in, less what has the ID of something that is there.
	There bool
}

// Keeper is a Collection that has originals. With them the import keeps the mapping, as
// [MappingName].
type Keeper interface {
	// Originals are the files that are about no single document, and the ID of the collection,
	// which those of documents name too.
	Originals() (collection annotate.ID, files []*annotate.Original)
}

// MappingName is the name of the original that is a [Mapping], as JSON: that under which its
// collection came in.
const MappingName = "parley-mapping.json"
