package annotate

import (
	"fmt"
	"strings"
	"time"

	"parley/annotate/text"
)

// Document is the head of a text: everything but the text itself, which never
// changes and is kept apart as a [Body].
type Document struct {
	ID           ID
	Title        string
	Author       string // as the text names them
	AuthorEntity ID     // the author as an actor of the register; zero: none is named
	Outlet       string
	Date         Date
	URL          string
	Language     string // BCP 47, as "en" or "ar"; empty when unknown
	Direction    Direction
	Turns        []Turn  // who speaks from where on, in text order; none: nothing is known of it
	Custom       []Field // the project's own metadata, ordered by name
	Note         string
	Source       Source
	SHA256       [32]byte // of the text's UTF-8 bytes
	Size         int      // of the text, in bytes
	Words        int      // by UAX #29, for lists and the status bar
	Created      time.Time
	Modified     time.Time // of this head
}

// Source is where a document came from.
type Source struct {
	Name     string   // the file's name, without its folders
	SHA256   [32]byte // of the original bytes
	Encoding string   // IANA name of the encoding it was read in
	Format   string   // text, markdown, html, parley, …
}

// Turn is where somebody begins to speak, as in an interview. It lasts until the next
// one, or to the end of the text.
type Turn struct {
	Start   text.Offset
	Speaker string // as the text names them, "GL"; empty: nobody speaks from here on
	Entity  ID     // who that is; zero: not known
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
	Flags     Flags
	Modified  time.Time
}

// Flags are what an annotator says of a whole document beside the state of the work.
type Flags uint8

// The flags.
const (
	Difficult Flags = 1 << iota
	Discuss         // to be talked over with the others
	NoClaims        // it has been read, and there is no claim in it
)

var flagNames = [...]string{"difficult", "discuss", "no claims"}

// Has reports whether every flag of o is up.
func (f Flags) Has(o Flags) bool { return f&o == o }

// Words are the names in files of the flags that are up, in their order.
func (f Flags) Words() (words []string) {
	for i, name := range flagNames {
		if f.Has(1 << i) {
			words = append(words, name)
		}
	}
	return words
}

// ParseFlag reads one of [Flags.Words].
func ParseFlag(word string) (Flags, error) {
	for i, name := range flagNames {
		if name == word {
			return 1 << i, nil
		}
	}
	return 0, fmt.Errorf("flag %q: want one of %s: %w", word, strings.Join(flagNames[:], ", "), ErrInvalid)
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
	Flags       Flags // likewise
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
	Flags       Flags // likewise
	Annotations int   // of every annotator
}

// Heading is what a list shows of s.
func (s *Summary) Heading() Heading {
	return Heading{s.ID, s.Title, s.Author, s.Outlet, s.Date, s.State, s.Flags, s.Annotations}
}
