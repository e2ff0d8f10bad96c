package session

import (
	"fmt"
	"slices"

	"parley/annotate"
)

// keep is how many steps can be undone. The log has them all.
const keep = 1000

// history is what can be undone and what can be done again, the next one last. Each
// entry is the number in the log whose inverse is to be applied. It is rebuilt from the
// log, and so survives a restart.
type history struct{ done, undone []Entry }

func (h *history) add(e Entry) {
	switch e.Cause {
	case annotate.Intended:
		h.done, h.undone = append(h.done, e), nil
	case annotate.Undoing:
		h.done, h.undone = drop(h.done, e.Of), append(h.undone, e)
	case annotate.Redoing:
		h.undone, h.done = drop(h.undone, e.Of), append(h.done, e)
	}
	if len(h.done) > 2*keep {
		h.done = slices.Clone(h.done[len(h.done)-keep:])
	}
}

func drop(list []Entry, number uint64) []Entry {
	return slices.DeleteFunc(list, func(e Entry) bool { return e.Number == number })
}

func (s *Session) loadHistory() (*history, error) {
	if s.history != nil {
		return s.history, nil
	}
	var newest []Entry
	for e, err := range s.store.History() {
		if err != nil {
			return nil, fmt.Errorf("read history: %w", err)
		}
		if newest = append(newest, e); len(newest) == 2*keep {
			break
		}
	}
	h := &history{}
	for _, e := range slices.Backward(newest) {
		h.add(e)
	}
	s.history = h
	return h, nil
}

// reversal is a way back or forth through the history.
type reversal struct {
	verb  string
	cause annotate.Cause
	of    func(*history) []Entry // the next one last
}

var (
	undoing = reversal{"undo", annotate.Undoing, func(h *history) []Entry { return h.done }}
	redoing = reversal{"redo", annotate.Redoing, func(h *history) []Entry { return h.undone }}
)

// CanUndo is the label of what [Session.Undo] would take back; false when there is nothing.
func (s *Session) CanUndo() (string, bool) { return s.canReverse(undoing) }

// CanRedo is the label of what [Session.Redo] would do again; false when there is nothing.
func (s *Session) CanRedo() (string, bool) { return s.canReverse(redoing) }

func (s *Session) canReverse(r reversal) (string, bool) {
	step, err := s.stepOf(r)
	return step.Label, err == nil
}

// NextUndo is the step that [Session.Undo] would take back, NextRedo the one that
// [Session.Redo] would do again: the zero Entry when there is none. Its Changes say whether
// it is one for [Session.UndoBeside].
func (s *Session) NextUndo() Entry { e, _ := s.stepOf(undoing); return e }

// NextRedo is like [Session.NextUndo].
func (s *Session) NextRedo() Entry { e, _ := s.stepOf(redoing); return e }

// stepOf is the next step; annotate.ErrNothing when there is none.
func (s *Session) stepOf(r reversal) (Entry, error) {
	h, err := s.loadHistory()
	if err != nil {
		return Entry{}, err
	}
	steps := r.of(h)
	if len(steps) == 0 {
		return Entry{}, fmt.Errorf("%s: %w", r.verb, annotate.ErrNothing)
	}
	return steps[len(steps)-1], nil
}

// Undo takes back the last step and says its label. It is refused with
// annotate.ErrConflict when somebody changed the same records since, and with
// annotate.ErrNothing when there is no step.
func (s *Session) Undo() (string, error) { return s.reverse(undoing) }

// Redo does the last undone step again; its errors are those of [Session.Undo].
func (s *Session) Redo() (string, error) { return s.reverse(redoing) }

func (s *Session) reverse(r reversal) (string, error) {
	s.arrive()
	step, err := s.stepOf(r)
	if err != nil {
		return "", err
	}
	back, err := s.inverse(s.store, r, step)
	if err != nil {
		return "", err
	}
	if _, err := s.commit(&back); err != nil {
		return "", fmt.Errorf("%s %q: %w", r.verb, step.Label, err)
	}
	return step.Label, nil
}

// inverse is what takes a step of the log back. It may be made on any goroutine that from
// may be used by.
func (s *Session) inverse(from Reader, r reversal, step Entry) (annotate.ChangeSet, error) {
	was, err := from.ChangeSet(step.Number)
	if err != nil {
		return annotate.ChangeSet{}, fmt.Errorf("%s %q: %w", r.verb, step.Label, err)
	}
	return annotate.ChangeSet{
		Label: step.Label, Annotator: s.me, Time: annotate.Instant(s.origin.Now()),
		Cause: r.cause, Of: step.Number, Changes: was.Inverse(),
	}, nil
}

// History lists what was done, the newest first, as the log has it.
func (s *Session) History() func(func(Entry, error) bool) { return s.store.History() }
