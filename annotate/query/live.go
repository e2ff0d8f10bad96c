package query

import (
	"context"

	"parley/annotate/session"
)

// Live is an index that follows a session. It belongs to the session's goroutine.
type Live struct {
	session  *session.Session
	post     func(func())
	ready    func()
	index    *Index
	err      error
	stop     func()          // stops observing
	cancel   func()          // stops building
	building int             // number of the build whose result counts
	missed   []session.Event // while it is being built
	changes  int             // in missed
}

// manyChanges is how many may wait for the end of a build. Rather than hold more, and
// then keep the owner waiting while they are applied, it reads the project again.
const manyChanges = 10_000

// manyAtOnce is from how many changes in one step on they are taken into the index on
// another goroutine: each costs some microseconds.
const manyAtOnce = 2000

// rebuilding is how many times quicker an annotation is read than changed in the index.
const rebuilding = 4

// Follow builds the index of a session's project on another goroutine and keeps it up to
// date. It returns at once. When the index can be asked, or cannot be built, ready is
// called; again, when other features have become required and it was built anew, and after
// a step of very many changes, which it follows on another goroutine too. post has what it is
// given called later on the session's goroutine, as fyne.Do does.
//
// The join is without a gap and without a seam: from the moment at which the view is taken
// every change is also kept, and the log's number at that moment says which of them the
// view had already.
func Follow(s *session.Session, post func(func()), ready func()) *Live {
	l := &Live{session: s, post: post, ready: ready}
	l.stop = s.Observe(l.told)
	l.build()
	return l
}

// Index is the index; nil before it is ready, while it follows a step of very many changes,
// after [Live.Close], and when it could not be built.
func (l *Live) Index() *Index { return l.index }

// Err says why there will be no index; nil otherwise. It wraps annotate.ErrDamaged when an
// annotation cannot be read.
func (l *Live) Err() error { return l.err }

// Close ends the following and the building. It does not wait, and ready will not be
// called any more.
func (l *Live) Close() {
	l.stop()
	l.cancel()
	l.building++
	l.index, l.missed = nil, nil
}

// build begins to read the project as it is now.
func (l *Live) build() {
	l.building++
	l.missed, l.changes = nil, 0
	ctx, cancel := context.WithCancel(context.Background())
	l.cancel = cancel
	number := l.building
	r, end, err := l.session.View()
	if err != nil {
		l.post(func() { l.join(number, built{err: err}) })
		return
	}
	go func() {
		defer cancel()
		b := read(ctx, r)
		end()
		l.post(func() { l.join(number, b) })
	}()
}

// built is an index and the number of the last change that is in it.
type built struct {
	index *Index
	last  uint64
	err   error
}

func read(ctx context.Context, r session.Reader) built {
	var b built
	for e, err := range r.History() {
		b.last, b.err = e.Number, err
		break
	}
	if b.err == nil {
		b.index, b.err = Build(ctx, r, nil)
	}
	return b
}

// told is told of a change on the session's goroutine.
func (l *Live) told(e session.Event) {
	if l.index != nil && len(e.ChangeSet.Changes) > manyAtOnce {
		l.catchUp(e)
		return
	}
	if l.index != nil {
		l.index.Apply(e.ChangeSet)
		if l.index.outdated(e.ChangeSet) {
			l.index = nil
			l.build()
		}
		return
	}
	l.missed = append(l.missed, e)
	if l.changes += len(e.ChangeSet.Changes); l.changes > manyChanges {
		l.cancel()
		l.build()
	}
}

// catchUp has the index follow a step of very many changes elsewhere: by these, or, where
// they are a large part of the project, by reading it again.
func (l *Live) catchUp(e session.Event) {
	x := l.index
	l.index = nil
	if len(e.ChangeSet.Changes)*rebuilding > x.Len() || x.outdated(e.ChangeSet) {
		l.build()
		return
	}
	l.building++
	l.missed, l.changes = nil, 0
	l.cancel = func() {} // it does not take long
	number := l.building
	go func() {
		x.Apply(e.ChangeSet)
		l.post(func() { l.join(number, built{index: x, last: e.Number}) })
	}()
}

// join brings what was built up to date, on the session's goroutine.
func (l *Live) join(number int, b built) {
	if number != l.building {
		return
	}
	l.index, l.err = b.index, b.err
	outdated := false
	if b.err != nil {
		l.stop()
	} else {
		for _, e := range l.missed {
			if e.Number > b.last {
				b.index.Apply(e.ChangeSet)
				outdated = outdated || b.index.outdated(e.ChangeSet)
			}
		}
	}
	if outdated {
		l.index = nil
		l.build()
		return
	}
	l.missed = nil
	l.ready()
}
