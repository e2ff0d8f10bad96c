package query_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"parley/annotate"
	"parley/annotate/annotatetest"
	"parley/annotate/edit"
	"parley/annotate/query"
	"parley/annotate/session"
	"parley/annotate/text"
	"parley/storage/memory"
)

// desk is a session at work, whose goroutine is the test's.
type desk struct {
	*session.Session
	t     *testing.T
	store *gate
	posts chan func()
	rnd   *rand.Rand
}

// gate is a store whose views wait until they are let through, when they are told to.
type gate struct {
	session.Store
	wait  chan struct{} // nil: nobody waits
	views int
	fail  error
}

func (g *gate) View() (session.Reader, func(), error) {
	if g.fail != nil {
		return nil, nil, g.fail
	}
	g.views++
	r, end, err := g.Store.View()
	return slow{r, g.wait}, end, err
}

type slow struct {
	session.Reader
	wait chan struct{}
}

func (s slow) Prefault() error {
	if s.wait != nil {
		<-s.wait
	}
	return nil
}

func newDesk(t *testing.T) *desk {
	from := session.Origin{Now: annotatetest.Clock(), NewID: annotatetest.IDs()}
	store := &gate{Store: memory.New(&annotate.Project{ID: from.NewID(), Name: "Übung"}, annotatetest.Schema())}
	s, err := session.Open(store, "Lina Haddad", from)
	if err != nil {
		t.Fatal(err)
	}
	return &desk{Session: s, t: t, store: store, posts: make(chan func(), 100), rnd: rand.New(rand.NewPCG(8, 9))}
}

func (d *desk) post(fn func()) { d.posts <- fn }

// run does what was posted, until it is so.
func (d *desk) run(until func() bool) {
	d.t.Helper()
	for late := time.After(20 * time.Second); !until(); {
		select {
		case fn := <-d.posts:
			fn()
		case <-late:
			d.t.Fatal("nothing was posted")
		}
	}
}

func (d *desk) do(cs annotate.ChangeSet, err error) {
	d.t.Helper()
	if err == nil {
		err = d.Apply(cs)
	}
	if err != nil && !errors.Is(err, annotate.ErrNothing) {
		d.t.Fatal(err)
	}
}

func (d *desk) add(title string) {
	body := annotatetest.Sample + title
	cs, _ := d.Editor().AddDocuments(edit.Draft{Head: annotate.Document{Title: title, Size: len(body)}, Text: body})
	d.do(cs, nil)
}

func (d *desk) page() *session.Page {
	rows := d.Documents()
	p, err := d.Page(rows[d.rnd.IntN(len(rows))].ID)
	if err != nil {
		d.t.Fatal(err)
	}
	return p
}

func (d *desk) mark() {
	entity := annotate.Value{Type: annotate.TypeEntity, Ref: entity(d.rnd.IntN(entities))}
	at := text.Offset(len("Zürich: "))
	cs, _, err := d.Editor().Mark(d.page(), "Claim", []text.Span{{Start: at, End: at + 3}}, annotate.FeatureValue{Feature: "claimant", Values: []annotate.Value{entity}})
	d.do(cs, err)
}

// work does something or other.
func (d *desk) work() {
	switch d.rnd.IntN(12) {
	case 0:
		d.add(fmt.Sprint("Nr. ", d.rnd.Int()))
	case 1, 2:
		if _, err := d.Undo(); err != nil && !errors.Is(err, annotate.ErrNothing) {
			d.t.Fatal(err)
		}
	case 3:
		if _, err := d.Redo(); err != nil && !errors.Is(err, annotate.ErrNothing) {
			d.t.Fatal(err)
		}
	case 4:
		if len(d.Documents()) > 3 {
			p := d.page()
			var states []*annotate.Progress
			if g := p.Progress(d.Me().ID); g != nil {
				states = append(states, g)
			}
			d.do(d.Editor().DeleteDocument(p, states...), nil)
		}
	default:
		if len(d.Documents()) == 0 {
			d.add("again")
		}
		d.mark()
	}
}

// agrees compares the index with what the project says now.
func (d *desk) agrees(x *query.Index) {
	d.t.Helper()
	m := model{}
	for _, row := range d.Documents() {
		p, err := d.Page(row.ID)
		if err != nil {
			d.t.Fatal(err)
		}
		for a := range p.Annotations() {
			m[a.ID] = a
		}
	}
	if err := x.Sound(); err != nil {
		d.t.Fatal(err)
	}
	agree(d.t, "live", m, x)
}

// What happens before, during and after the build is in the index, each once.
func TestLiveHasNoGapAndNoSeam(t *testing.T) {
	d := newDesk(t)
	d.store.wait = make(chan struct{})
	for i := range 4 {
		d.add(fmt.Sprint(i))
	}
	for range 30 {
		d.work()
	}
	ready := 0
	l := query.Follow(d.Session, d.post, func() { ready++ })
	for range 60 {
		d.work()
	}
	if l.Index() != nil {
		t.Fatal("ready before it was built")
	}
	close(d.store.wait)
	for range 60 {
		d.work()
	}
	d.run(func() bool { return ready > 0 })
	if l.Err() != nil || ready != 1 {
		t.Fatal(l.Err(), ready)
	}
	d.agrees(l.Index())
	for range 120 {
		d.work()
	}
	d.agrees(l.Index())
	l.Close()
	if d.work(); l.Index() != nil {
		t.Error("closed, and there is an index")
	}
}

// Followed from within an observer, a change is on disk that was not yet told of.
func TestLiveBegunWhileOneIsTold(t *testing.T) {
	d := newDesk(t)
	d.add("one")
	var l *query.Live
	ready := false
	d.Observe(func(session.Event) {
		if l == nil {
			d.mark() // told after this one
			l = query.Follow(d.Session, d.post, func() { ready = true })
		}
	})
	d.mark()
	d.run(func() bool { return ready })
	if l.Index().Len() != 2 {
		t.Errorf("%d annotations of 2", l.Index().Len())
	}
	d.agrees(l.Index())
}

// A bulk import during the build is not held, but read.
func TestLiveReadsAgainAfterManyChanges(t *testing.T) {
	d := newDesk(t)
	d.store.wait = make(chan struct{})
	d.add("one")
	ready := 0
	l := query.Follow(d.Session, d.post, func() { ready++ })
	p := d.page()
	cs := annotate.ChangeSet{Label: "Import"}
	for range query.ManyChanges + 1 {
		one, _, err := d.Editor().Mark(p, "Claim", nil)
		if err != nil {
			t.Fatal(err)
		}
		cs.Changes = append(cs.Changes, one.Changes[len(one.Changes)-1])
	}
	d.do(cs, nil)
	d.mark()
	close(d.store.wait)
	d.run(func() bool { return ready > 0 })
	if n := l.Index().Len(); n != len(cs.Changes)+1 || d.store.views != 2 || ready != 1 {
		t.Errorf("%d annotations, read %d times, ready %d times", n, d.store.views, ready)
	}
	if _, err := d.Undo(); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Undo(); err != nil || l.Index() != nil {
		t.Error(err, "so many changes were taken in at once")
	}
	d.run(func() bool { return l.Index() != nil })
	if l.Index().Len() != 0 || l.Index().Sound() != nil {
		t.Error(l.Index().Len(), l.Index().Sound())
	}
}

// A step of many changes is followed elsewhere, by themselves where they are a small part
// of the project, and what comes meanwhile is there as well.
func TestLiveFollowsManyElsewhere(t *testing.T) {
	d := newDesk(t)
	d.add("one")
	ready := 0
	l := query.Follow(d.Session, d.post, func() { ready++ })
	d.run(func() bool { return ready == 1 })
	p := d.page()
	marks := func(n int) (cs annotate.ChangeSet) {
		for range n {
			one, _, err := d.Editor().Mark(p, "Claim", nil)
			if err != nil {
				t.Fatal(err)
			}
			cs.Changes = append(cs.Changes, one.Changes[len(one.Changes)-1])
		}
		return cs
	}
	d.do(marks(10*query.ManyAtOnce), nil) // all of the project: it is read again
	d.run(func() bool { return ready == 2 })
	views := d.store.views
	d.do(marks(query.ManyAtOnce+1), nil)
	if l.Index() != nil {
		t.Fatal("so many changes were taken in at once")
	}
	d.mark()
	d.run(func() bool { return ready == 3 })
	if n := l.Index().Len(); n != 11*query.ManyAtOnce+2 || d.store.views != views {
		t.Errorf("%d annotations, read %d times", n, d.store.views-views)
	}
	if err := l.Index().Sound(); err != nil {
		t.Error(err)
	}
	d.do(marks(query.ManyAtOnce+1), nil)
	if l.Close(); l.Index() != nil {
		t.Error("closed, and there is an index")
	}
	(<-d.posts)()
	if l.Index() != nil || ready != 3 {
		t.Error("ready after the end")
	}
}

func TestLiveClosedWhileItIsBuilt(t *testing.T) {
	d := newDesk(t)
	d.store.wait = make(chan struct{})
	d.add("one")
	l := query.Follow(d.Session, d.post, func() { t.Error("ready after the end") })
	l.Close()
	close(d.store.wait)
	(<-d.posts)()
	d.mark()
	if l.Index() != nil || l.Err() != nil {
		t.Error(l.Index(), l.Err())
	}
}

func TestLiveSaysWhyNot(t *testing.T) {
	d := newDesk(t)
	d.store.fail = fmt.Errorf("view: %w", annotate.ErrDamaged)
	ready := false
	l := query.Follow(d.Session, d.post, func() { ready = true })
	d.run(func() bool { return ready })
	if l.Index() != nil || !errors.Is(l.Err(), annotate.ErrDamaged) {
		t.Error(l.Index(), l.Err())
	}
	d.add("one")
	l.Close()
}
