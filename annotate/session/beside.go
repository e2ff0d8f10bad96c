package session

import (
	"context"
	"fmt"

	"parley/annotate"
)

// SideWriter is a Store that can be written to beside its owner.
type SideWriter interface {
	// CommitBeside is Commit for a large change on a goroutine of its own: meanwhile the
	// owner goes on reading the store, which has what was there before, and commits nothing.
	// progress, which may be nil, is told on that goroutine how many changes are done. When
	// ctx ends before all is durable nothing is changed, and the error is annotate.ErrCanceled.
	CommitBeside(ctx context.Context, cs *annotate.ChangeSet, progress func(done, total int)) (uint64, error)
}

// Beside says how a large change is carried out beside its session: another goroutine makes
// it durable, and then the session's own shows it. So nobody waits, and the road is the same.
type Beside struct {
	Context  context.Context       // its end stops the writing, as long as nothing is durable
	Post     func(func())          // has what it is given called later on the session's goroutine, as fyne.Do does
	Progress func(done, total int) // told on the other goroutine; may be nil
	Done     func(error)           // told on the session's goroutine, once, after the observers
}

// writing is a change on its way to the disk.
type writing struct {
	cs      *annotate.ChangeSet
	number  uint64
	err     error
	written chan struct{} // closed when it is durable, or will not be
	landed  bool
}

// ApplyBeside is [Session.Apply] for a change of very many records. It returns at once. What
// is wanted of the session meanwhile is answered as before the change; the next change
// waits until this one is there. A store that is no [SideWriter] is written to at once.
func (s *Session) ApplyBeside(cs annotate.ChangeSet, b Beside) {
	_, err := s.loadHistory()
	s.beside(b, func(Reader) (*annotate.ChangeSet, error) {
		if err == nil && len(cs.Changes) == 0 {
			err = fmt.Errorf("%s: %w", cs.Label, annotate.ErrNothing)
		}
		return &cs, err
	})
}

// UndoBeside is [Session.Undo] of a step of very many records, as [Session.ApplyBeside] is
// Apply: the step is read from the log elsewhere as well.
func (s *Session) UndoBeside(b Beside) { s.reverseBeside(undoing, b) }

// RedoBeside is [Session.Redo] in the same way.
func (s *Session) RedoBeside(b Beside) { s.reverseBeside(redoing, b) }

func (s *Session) reverseBeside(r reversal, b Beside) {
	s.arrive()
	step, err := s.stepOf(r)
	s.beside(b, func(from Reader) (*annotate.ChangeSet, error) {
		if err != nil {
			return nil, err
		}
		back, err := s.inverse(from, r, step)
		return &back, err
	})
}

// beside has made's change, of what a Reader of this moment gives it, written elsewhere.
func (s *Session) beside(b Beside, made func(Reader) (*annotate.ChangeSet, error)) {
	s.arrive()
	store, able := s.store.(SideWriter)
	if !able {
		cs, err := made(s.store)
		if err == nil {
			_, err = s.commit(cs)
		}
		b.Done(err)
		return
	}
	view, end, err := s.store.View()
	if err != nil {
		b.Done(err)
		return
	}
	w := &writing{written: make(chan struct{})}
	s.writing = w
	go func() {
		w.cs, w.err = made(view)
		end()
		if w.err == nil {
			w.number, w.err = store.CommitBeside(b.Context, w.cs, b.Progress)
		}
		close(w.written)
		b.Post(func() {
			s.land(w)
			b.Done(w.err)
		})
	}()
}

// land shows what was written, unless that was done by [Session.arrive].
func (s *Session) land(w *writing) {
	if w.landed {
		return
	}
	w.landed = true
	if s.writing == w {
		s.writing = nil
	}
	if w.err == nil {
		s.show(w.number, w.cs)
	}
}

// arrive waits for what is on its way to the disk, if something is, and shows it: what
// comes next stands on that.
func (s *Session) arrive() {
	if w := s.writing; w != nil {
		<-w.written
		s.land(w)
	}
}
