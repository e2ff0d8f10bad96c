package annotate

import "time"

// Document is the head of a text: everything but the text itself, which never
// changes and is kept apart as a [Body].
type Document struct {
	ID        ID
	Title     string
	Author    string // as the text names them; entities come in by annotation
	Outlet    string
	Date      Date
	URL       string
	Language  string // BCP 47, as "en" or "ar"; empty when unknown
	Direction Direction
	Custom    []Field // the project's own metadata, ordered by name
	Note      string
	Source    Source
	SHA256    [32]byte // of the text's UTF-8 bytes
	Size      int      // of the text, in bytes
	Words     int      // by UAX #29, for lists and the status bar
	Created   time.Time
	Modified  time.Time // of this head
}

// Source is where a document came from.
type Source struct {
	Name     string   // the file's name, without its folders
	SHA256   [32]byte // of the original bytes
	Encoding string   // IANA name of the encoding it was read in
	Format   string   // text, markdown, html, parley, …
}

// Field is a named value of a document's custom metadata.
type Field struct{ Name, Value string }

// Direction is a document's base direction, when its paragraphs should not decide.
type Direction uint8

// The base directions.
const (
	AutoDirection Direction = iota // each paragraph by its first strong character
	LeftToRight
	RightToLeft
)

var directionNames = [...]string{AutoDirection: "", LeftToRight: "ltr", RightToLeft: "rtl"}

// String is "", "ltr" or "rtl".
func (d Direction) String() string { return directionNames[min(d, RightToLeft)] }

// Body is the text of a document: valid UTF-8 with LF line ends, immutable. A body is
// only ever added; it stays when its document is deleted, so that undo finds it.
type Body struct {
	Document ID
	Text     string
}

// Progress is how far one annotator is with one document. A document without one is [New].
type Progress struct {
	Document  ID
	Annotator ID
	State     State
	Modified  time.Time
}

// State is a document's state for an annotator.
type State uint8

// The states in the order of work.
const (
	New State = iota
	InProgress
	Done
)

var stateNames = [...]string{New: "new", InProgress: "in progress", Done: "done"}

// String is the state's name in files and in the interface.
func (s State) String() string { return stateNames[min(s, Done)] }

// Summary is a row of the list of documents.
type Summary struct {
	*Document
	State       State // of the annotator who asks
	Annotations int   // of every annotator
}

// Heading is what a list shows of a document. It is a value: of a hundred thousand of them
// little more than their letters need be kept.
type Heading struct {
	ID          ID
	Title       string
	Author      string
	Outlet      string
	Date        Date
	State       State // of the annotator who asks
	Annotations int   // of every annotator
}

// Heading is what a list shows of s.
func (s *Summary) Heading() Heading {
	return Heading{s.ID, s.Title, s.Author, s.Outlet, s.Date, s.State, s.Annotations}
}
