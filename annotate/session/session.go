package session

import (
	"fmt"
	"iter"
	"strings"
	"time"
	"unicode/utf8"

	"parley/annotate"
	"parley/annotate/edit"
)

// Session is an open project, the annotator who works in it, and what was read of it.
type Session struct {
	store      Store
	origin     Origin
	project    *annotate.Project
	schema     *annotate.Schema
	last       int // highest number of a schema; 0 until it is asked for
	annotators []*annotate.Annotator
	me         annotate.ID
	rows       *Rows
	documents  *list     // nil until they are asked for
	register   *register // nil until it is asked for
	pages      map[annotate.ID]*Page
	history    *history // nil until it is asked for
	observers  []*observer
	untold     []Event  // the first is being told
	writing    *writing // a large change on its way to the disk; nil: none
	where      func(entity annotate.ID) iter.Seq[annotate.ID]
}

// Origin is where a session's new times and IDs come from.
type Origin struct {
	Now   func() time.Time
	NewID func() annotate.ID
}

// System is the machine's clock and random source.
var System = Origin{Now: time.Now, NewID: annotate.NewID}

// Event tells an observer what was done, after it is on disk and in memory.
type Event struct {
	Number    uint64
	ChangeSet *annotate.ChangeSet
}

type observer struct{ tell func(Event) }

// Open begins a session of the annotator called name, who joins the project if it does
// not know them; an empty name takes the project's first annotator. The session closes
// the store with itself. A project opened for reading lets an unknown annotator look.
func Open(store Store, name string, origin Origin) (*Session, error) {
	s := &Session{store: store, origin: origin, pages: map[annotate.ID]*Page{}}
	if err := s.read(); err != nil {
		return nil, err
	}
	if err := s.join(name); err != nil {
		return nil, err
	}
	rows, err := readRows(store, s.me)
	s.rows = rows
	return s, err
}

func (s *Session) read() (err error) {
	if s.project, err = s.store.Project(); err != nil {
		return err
	}
	if s.schema, err = s.store.Schema(); err != nil {
		return err
	}
	s.annotators, err = s.store.Annotators()
	return err
}

// join finds the annotator or makes them, which is upkeep and no part of the history.
func (s *Session) join(name string) error {
	name = strings.TrimSpace(name)
	if a := s.AnnotatorNamed(name); a != nil {
		s.me = a.ID
		return nil
	}
	if name == "" && len(s.annotators) > 0 {
		s.me = s.annotators[0].ID
		return nil
	}
	if name == "" {
		name = "Annotator"
	}
	a := &annotate.Annotator{ID: s.origin.NewID(), Name: name, Initials: Initials(name), Created: annotate.Instant(s.origin.Now())}
	cs := annotate.ChangeSet{Label: "Join as " + name, Annotator: a.ID, Time: a.Created, Cause: annotate.Upkeep, Changes: []annotate.Change{annotate.Create(a)}}
	_, err := s.store.Commit(&cs)
	if err != nil && !isReadOnly(err) {
		return err
	}
	s.annotators, s.me = append(s.annotators, a), a.ID
	return nil
}

// Initials are the first letters of the first and the last word of name, in capitals.
func Initials(name string) string {
	words := strings.Fields(name)
	if len(words) == 0 {
		return ""
	}
	first := func(w string) string { r, _ := utf8.DecodeRuneInString(w); return strings.ToUpper(string(r)) }
	if len(words) == 1 {
		return first(words[0])
	}
	return first(words[0]) + first(words[len(words)-1])
}

// Project is the project's own record.
func (s *Session) Project() *annotate.Project { return s.project }

// Schema is the schema in force.
func (s *Session) Schema() *annotate.Schema { return s.schema }

// Annotators in the order in which they came.
func (s *Session) Annotators() []*annotate.Annotator { return s.annotators }

// Me is the annotator who works in this session.
func (s *Session) Me() *annotate.Annotator { return s.Annotator(s.me) }

// Annotator finds an annotator by ID; nil when there is none.
func (s *Session) Annotator(id annotate.ID) *annotate.Annotator {
	for _, a := range s.annotators {
		if a.ID == id {
			return a
		}
	}
	return nil
}

// AnnotatorNamed finds an annotator by name in any case; nil when there is none.
func (s *Session) AnnotatorNamed(name string) *annotate.Annotator {
	for _, a := range s.annotators {
		if strings.EqualFold(a.Name, name) {
			return a
		}
	}
	return nil
}

// Editor makes ChangeSets for this session's annotator under the schema in force.
func (s *Session) Editor() edit.Editor {
	return edit.Editor{Annotator: s.me, Schema: s.schema, LastSchema: s.lastSchema, Now: s.origin.Now, NewID: s.origin.NewID}
}

// lastSchema is the highest number that a schema of the project ever had.
func (s *Session) lastSchema() (int, error) {
	if s.last > 0 {
		return s.last, nil
	}
	list, err := s.store.SchemaVersions()
	if err != nil {
		return 0, fmt.Errorf("versions of the schema: %w", err)
	}
	s.last = s.schema.Version
	if len(list) > 0 {
		s.last = max(s.last, list[0].Schema.Version)
	}
	return s.last, nil
}

// View gives a Reader of this moment for another goroutine; see [Store].
func (s *Session) View() (Reader, func(), error) { return s.store.View() }

// Reader reads the newest state. It is for the session's own goroutine; a View is for
// others, and for long work: but while one is open the file grows with every change.
func (s *Session) Reader() Reader { return s.store }

// Observe has tell called after every change, in the order of the changes, until stop is
// called. It may call the session; what it changes is told after what it was told of.
func (s *Session) Observe(tell func(Event)) (stop func()) {
	o := &observer{tell}
	s.observers = append(s.observers, o)
	return func() { o.tell = nil }
}

// Close ends the session and closes its store, after what is on its way to the disk.
func (s *Session) Close() error {
	if s.writing != nil {
		<-s.writing.written
		s.writing.landed = true
	}
	if err := s.store.Close(); err != nil {
		return fmt.Errorf("close project %s: %w", s.project.Name, err)
	}
	return nil
}
