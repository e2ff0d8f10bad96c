package session

import (
	"errors"
	"fmt"
	"slices"

	"parley/annotate"
)

// Apply makes cs durable, then visible. When it fails nothing has changed, on disk or
// in memory; the errors are those of Store.Commit, and annotate.ErrNothing for an empty one.
func (s *Session) Apply(cs annotate.ChangeSet) error {
	if len(cs.Changes) == 0 {
		return fmt.Errorf("%s: %w", cs.Label, annotate.ErrNothing)
	}
	s.arrive()
	if _, err := s.loadHistory(); err != nil {
		return err
	}
	_, err := s.commit(&cs)
	return err
}

func (s *Session) commit(cs *annotate.ChangeSet) (uint64, error) {
	n, err := s.store.Commit(cs)
	if err == nil {
		s.show(n, cs)
	}
	return n, err
}

// show takes over what is durable: into memory, into the history, and to the observers.
func (s *Session) show(n uint64, cs *annotate.ChangeSet) {
	for _, c := range cs.Changes {
		s.remember(c)
	}
	s.history.add(Entry{Number: n, Label: cs.Label, Annotator: cs.Annotator, Time: cs.Time, Cause: cs.Cause, Of: cs.Of, Changes: len(cs.Changes)})
	s.tell(Event{n, cs})
}

// tell tells every observer of e. An observer that changes something has its event wait
// until all were told of this one: so each is told in the order of the changes.
func (s *Session) tell(e Event) {
	s.untold = append(s.untold, e)
	if len(s.untold) > 1 {
		return
	}
	for ; len(s.untold) > 0; s.untold = s.untold[1:] {
		s.observers = slices.DeleteFunc(s.observers, func(o *observer) bool { return o.tell == nil })
		for _, o := range slices.Clone(s.observers) {
			if o.tell != nil {
				o.tell(s.untold[0])
			}
		}
	}
}

// remember brings what was read of the project up to date with one change.
func (s *Session) remember(c annotate.Change) {
	key := c.Key()
	page := s.pages[key.Document]
	switch key.Kind {
	case annotate.KindProject:
		s.project, _ = c.New.(*annotate.Project)
	case annotate.KindSchema:
		s.schema, _ = c.New.(*annotate.Schema)
	case annotate.KindSchemaVersion:
		s.last = 0
	case annotate.KindAnnotator:
		s.annotators = replaced(s.annotators, c)
		s.stay()
	case annotate.KindEntity:
		if s.register != nil {
			s.register.remember(c)
		}
	default:
		s.rows.remember(c, s.me)
		if s.documents != nil {
			s.documents.remember(c, s.me)
		}
		if page != nil {
			page.remember(c)
		}
	}
}

func replaced(list []*annotate.Annotator, c annotate.Change) []*annotate.Annotator {
	list = slices.DeleteFunc(slices.Clone(list), func(a *annotate.Annotator) bool { return a.ID == c.Key().ID })
	if a, ok := c.New.(*annotate.Annotator); ok {
		list = append(list, a)
	}
	slices.SortFunc(list, func(a, b *annotate.Annotator) int { return a.ID.Compare(b.ID) })
	return list
}

// stay makes the first annotator the session's own when a dataset that was read into an
// empty project has taken the place of the one who opened it.
func (s *Session) stay() {
	if s.Me() == nil && len(s.annotators) > 0 {
		s.me = s.annotators[0].ID
	}
}

func isReadOnly(err error) bool { return errors.Is(err, annotate.ErrReadOnly) }
