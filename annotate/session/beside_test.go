package session_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"testing"
	"time"

	"parley/annotate"
	"parley/annotate/annotatetest"
	"parley/annotate/edit"
	"parley/annotate/session"
	"parley/annotate/text"
)

// sideShelf is a shelf that is written to beside its owner, when it is let.
type sideShelf struct {
	*shelf
	let chan error // each writing takes one
}

func (s *sideShelf) CommitBeside(ctx context.Context, cs *annotate.ChangeSet, progress func(done, total int)) (uint64, error) {
	select {
	case err := <-s.let:
		if err != nil {
			return 0, err
		}
	case <-ctx.Done():
		return 0, fmt.Errorf("%s: %w", cs.Label, annotate.ErrCanceled)
	}
	if progress != nil {
		progress(len(cs.Changes), len(cs.Changes))
	}
	return s.Commit(cs)
}

// sideDesk is a session over such a shelf, whose goroutine is the test's.
type sideDesk struct {
	*session.Session
	t     *testing.T
	store *sideShelf
	page  *session.Page
	posts chan func()
	log   []string
}

func newSideDesk(t *testing.T) *sideDesk {
	from := origin()
	d := &sideDesk{t: t, store: &sideShelf{newShelf(), make(chan error, 1)}, posts: make(chan func(), 9)}
	d.Session = open(t, d.store, "Lina Haddad", from)
	cs, heads := d.Editor().AddDocuments(edit.Draft{Head: annotate.Document{Title: "Über HTS"}, Text: annotatetest.Sample})
	apply(t, d.Session, cs, nil)
	d.page = page(t, d.Session, heads[0].ID)
	d.Observe(func(e session.Event) { d.log = append(d.log, fmt.Sprint(e.Number, " ", e.ChangeSet.Label)) })
	return d
}

func (d *sideDesk) beside(ctx context.Context, said string) session.Beside {
	return session.Beside{Context: ctx, Post: func(f func()) { d.posts <- f }, Done: func(err error) {
		d.log = append(d.log, said)
		if err != nil {
			d.log[len(d.log)-1] += ": " + err.Error()
		}
	}}
}

func (d *sideDesk) next() {
	d.t.Helper()
	select {
	case f := <-d.posts:
		f()
	case <-time.After(20 * time.Second):
		d.t.Fatal("nothing was posted")
	}
}

func (d *sideDesk) said(want ...string) {
	d.t.Helper()
	if !slices.Equal(d.log, want) {
		d.t.Errorf("%q\nwant %q", d.log, want)
	}
	d.log = nil
}

func (d *sideDesk) marking() annotate.ChangeSet {
	cs, _, err := d.Editor().Mark(d.page, "Actor", []text.Span{{Start: 0, End: 7}})
	if err != nil {
		d.t.Fatal(err)
	}
	return cs
}

// What is written beside a session is shown when it is durable and not before, and is
// undone and done again as everything is.
func TestBesideIsDurableBeforeShown(t *testing.T) {
	d := newSideDesk(t)
	ctx := context.Background()
	d.ApplyBeside(d.marking(), d.beside(ctx, "applied"))
	if d.page.Count() != 0 || len(d.store.log) != 2 {
		t.Fatal("shown before it is durable")
	}
	d.store.let <- nil
	d.next()
	d.said("3 Mark actor", "applied")
	if step := d.NextUndo(); d.page.Count() != 1 || step.Label != "Mark actor" || step.Changes != 2 {
		t.Fatalf("%d annotations, next %+v", d.page.Count(), step)
	}
	d.store.let <- nil
	d.UndoBeside(d.beside(ctx, "undone"))
	d.next()
	d.said("4 Mark actor", "undone")
	if d.page.Count() != 0 || d.NextRedo().Label != "Mark actor" || d.NextUndo().Label != "Import Über HTS" {
		t.Errorf("%d annotations, next %+v and %+v", d.page.Count(), d.NextUndo(), d.NextRedo())
	}
	d.store.let <- nil
	d.RedoBeside(d.beside(ctx, "redone"))
	d.next()
	d.said("5 Mark actor", "redone")
	d.RedoBeside(d.beside(ctx, "again"))
	d.next()
	d.said("again: redo: nothing to do")
}

// A change that comes while another is on its way stands on that one, and is told after it.
func TestBesideComesFirst(t *testing.T) {
	d := newSideDesk(t)
	d.ApplyBeside(d.marking(), d.beside(context.Background(), "applied"))
	note := annotate.ChangeSet{Label: "Another", Changes: []annotate.Change{annotate.Create(&annotate.Entity{ID: annotatetest.ID(77), Name: "هيئة"})}}
	d.store.let <- nil
	apply(t, d.Session, note, nil)
	d.said("3 Mark actor", "4 Another")
	d.next()
	d.said("applied")
	d.ApplyBeside(d.marking(), d.beside(context.Background(), "never"))
	d.store.let <- nil
	if err := d.Close(); err != nil {
		t.Error(err)
	}
	d.next()
	if d.said("never"); len(d.store.log) != 5 {
		t.Errorf("%d in the log: closed before it was durable", len(d.store.log))
	}
}

// One that is stopped, or cannot be written, leaves nothing, and the session goes on.
func TestBesideStopped(t *testing.T) {
	d := newSideDesk(t)
	ctx, cancel := context.WithCancel(context.Background())
	d.ApplyBeside(d.marking(), d.beside(ctx, "applied"))
	cancel()
	d.next()
	d.said("applied: Mark actor: stopped before the end")
	d.ApplyBeside(d.marking(), d.beside(context.Background(), "applied"))
	d.store.let <- annotate.ErrFull
	d.next()
	d.said("applied: the disk is full")
	if d.page.Count() != 0 || d.NextUndo().Label != "Import Über HTS" {
		t.Errorf("%d annotations, next %+v", d.page.Count(), d.NextUndo())
	}
	d.ApplyBeside(annotate.ChangeSet{Label: "Empty"}, d.beside(context.Background(), "applied"))
	d.next()
	d.said("applied: Empty: nothing to do")
	apply(t, d.Session, d.marking(), nil)
	d.said("3 Mark actor")
}

// A store that cannot be written to beside its owner is written to at once.
func TestBesideAtOnce(t *testing.T) {
	s, p := started(t, newShelf(), origin(), annotatetest.Sample)
	cs, _, err := s.Editor().Mark(p, "Actor", []text.Span{{Start: 0, End: 7}})
	if err != nil {
		t.Fatal(err)
	}
	var got []error
	b := session.Beside{Context: context.Background(), Done: func(err error) { got = append(got, err) }}
	if s.ApplyBeside(cs, b); p.Count() != 1 {
		t.Error("it is not there")
	}
	if s.UndoBeside(b); p.Count() != 0 || !slices.Equal(got, []error{nil, nil}) {
		t.Error(p.Count(), got)
	}
}

// The register that goes elsewhere gives the same edit as the session does, and stops.
func TestActorsElsewhere(t *testing.T) {
	s, hts, in := crowd(t, 9, 2)
	made, other, err := s.Editor().AddEntity("Hay’at", "")
	apply(t, s, made, err)
	s.Locate(func(annotate.ID) iter.Seq[annotate.ID] { return slices.Values(in[:1]) })
	view, end, err := s.View()
	if err != nil {
		t.Fatal(err)
	}
	defer end()
	all, err := s.Actors(view, hts.ID)
	if err != nil {
		t.Fatal(err)
	}
	var told []int
	all.Watch(context.Background(), func(done, total int) { told = append(told, done, total) })
	_, here, err := s.Editor().Merge(s, other.ID, hts.ID)
	if err != nil {
		t.Fatal(err)
	}
	_, there, err := s.Editor().Merge(all, other.ID, hts.ID)
	if err != nil || there.String() != here.String() || there.String() != "6 annotations" {
		t.Errorf("%s, in the session %s: %v", there, here, err)
	}
	if !slices.Equal(told[:2], []int{2, 6}) || !slices.Equal(told[len(told)-2:], []int{6, 6}) {
		t.Errorf("told %v", told)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, _, err := s.Editor().Merge(all.Watch(ctx, nil), other.ID, hts.ID); !errors.Is(err, annotate.ErrCanceled) {
		t.Errorf("stopped: %v", err)
	}
}
