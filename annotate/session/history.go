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

// CanUndo is the label of what [Session.Undo] would take back; false when there is nothing.
func (s *Session) CanUndo() (string, bool) { return s.next(func(h *history) []Entry { return h.done }) }

// CanRedo is the label of what [Session.Redo] would do again; false when there is nothing.
func (s *Session) CanRedo() (string, bool) {
	return s.next(func(h *history) []Entry { return h.undone })
}

func (s *Session) next(of func(*history) []Entry) (string, bool) {
	h, err := s.loadHistory()
	if err != nil || len(of(h)) == 0 {
		return "", false
	}
	return of(h)[len(of(h))-1].Label, true
}

// Undo takes back the last step and says its label. It is refused with
// annotate.ErrConflict when somebody changed the same records since, and with
// annotate.ErrNothing when there is no step.
func (s *Session) Undo() (string, error) {
	return s.reverse("undo", annotate.Undoing, func(h *history) []Entry { return h.done })
}

// Redo does the last undone step again; its errors are those of [Session.Undo].
func (s *Session) Redo() (string, error) {
	return s.reverse("redo", annotate.Redoing, func(h *history) []Entry { return h.undone })
}

func (s *Session) reverse(verb string, cause annotate.Cause, of func(*history) []Entry) (string, error) {
	h, err := s.loadHistory()
	if err != nil {
		return "", err
	}
	steps := of(h)
	if len(steps) == 0 {
		return "", fmt.Errorf("%s: %w", verb, annotate.ErrNothing)
	}
	step := steps[len(steps)-1]
	was, err := s.store.ChangeSet(step.Number)
	if err != nil {
		return "", fmt.Errorf("%s %q: %w", verb, step.Label, err)
	}
	back := annotate.ChangeSet{
		Label: step.Label, Annotator: s.me, Time: annotate.Instant(s.origin.Now()),
		Cause: cause, Of: step.Number, Changes: was.Inverse(),
	}
	if _, err := s.commit(&back); err != nil {
		return "", fmt.Errorf("%s %q: %w", verb, step.Label, err)
	}
	return step.Label, nil
}

// History lists what was done, the newest first, as the log has it.
func (s *Session) History() func(func(Entry, error) bool) { return s.store.History() }
