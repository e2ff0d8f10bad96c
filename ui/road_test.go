package ui

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/annotate/edit"
	"parley/annotate/session"
	"parley/annotate/text"
	"parley/storage/bolt"
	"parley/ui/dialog"
)

// crowdBench is the register over a project file in which one of two actors is named in
// very many places.
type crowdBench struct {
	*Workbench
	t           *testing.T
	r           *registerWindow
	posted      chan func()
	keep, other annotate.ID
}

func newCrowdBench(t *testing.T, documents, each int) *crowdBench {
	path := filepath.Join(t.TempDir(), "crowd.parley")
	x := &crowdBench{Workbench: workWindow(t), t: t, posted: make(chan func(), 1000)}
	x.make(path, documents, each)
	store, err := bolt.Open(path, bolt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	x.post = func(f func()) { x.posted <- f }
	x.soon = x.post
	x.enter(path, store, false)
	x.until("the index", func() bool { return x.index() != nil })
	x.openRegister()
	x.r = x.windows[registerName].content.(*registerWindow)
	x.until("the look over all names", func() bool { return x.r.findings.Known })
	return x
}

// make writes the project: its documents, and in each so many mentions of the other actor.
func (x *crowdBench) make(path string, documents, each int) {
	store, err := bolt.Create(path, &annotate.Project{ID: annotate.NewID(), Name: "Crowd"}, schema())
	if err != nil {
		x.t.Fatal(err)
	}
	s, err := session.Open(store, "Lina Haddad", session.System)
	if err != nil {
		x.t.Fatal(err)
	}
	defer s.Close()
	e := s.Editor()
	kept, keep, _ := e.AddEntity("Müller e\u0301 𐐀", "")
	made, other, _ := e.AddEntity("المجلس 📌", "")
	x.keep, x.other = keep.ID, other.ID
	words := strings.Repeat("Müller 👩‍👩‍👧 ", each)
	all := e.Join("Import", kept, made)
	for range documents {
		cs, heads := e.AddDocuments(edit.Draft{Head: annotate.Document{Title: "Closed port", Size: len(words)}, Text: words})
		all.Changes = append(all.Changes, cs.Changes...)
		for k := range each {
			at := text.Offset(k * len(words) / each)
			all.Changes = append(all.Changes, annotate.Create(&annotate.Annotation{
				ID: annotate.NewID(), Document: heads[0].ID, Annotator: s.Me().ID, Layer: "Actor", Schema: 1,
				Fragments: []text.Span{{Start: at, End: at + 7}}, Quote: text.Quote{Exact: "Müller"},
				Features: []annotate.FeatureValue{{Feature: "entity", Values: []annotate.Value{{Type: annotate.TypeEntity, Ref: x.other}}}},
			}))
		}
	}
	if err := s.Apply(all); err != nil {
		x.t.Fatal(err)
	}
}

func (x *crowdBench) until(what string, done func() bool) {
	x.t.Helper()
	for late := time.After(time.Minute); !done(); {
		select {
		case f := <-x.posted:
			f()
		case <-late:
			x.t.Fatal("waited for", what, "in vain")
		}
	}
}

// covered reports whether a card lies over the main window, and one over the register.
func (x *crowdBench) covered() (main, register bool) {
	return x.topSheet() != nil, dialog.Top(x.r.win.Canvas()) != nil
}

func (x *crowdBench) free() bool {
	main, register := x.covered()
	return !main && !register && x.index() != nil
}

// named is how often each of the two is named, as the disk has it.
func (x *crowdBench) named() [2]int {
	x.t.Helper()
	var n [2]int
	for i, id := range []annotate.ID{x.keep, x.other} {
		uses, err := x.project.session.Reader().EntityUses(id)
		if err != nil {
			x.t.Fatal(err)
		}
		n[i] = uses
	}
	return n
}

// TestManyRecordsAreWrittenBeside: what alters very many records keeps no window waiting:
// every window has a card, and it is one step, undone and done again in the same way.
func TestManyRecordsAreWrittenBeside(t *testing.T) {
	const documents, each = 50, 220
	x := newCrowdBench(t, documents, each)
	all := documents * each
	var told []string
	x.project.session.Observe(func(e session.Event) { told = append(told, e.ChangeSet.Label) })

	x.r.merge(x.keep, x.other)
	if main, register := x.covered(); !main || !register {
		t.Errorf("covered: main window %t, register %t", main, register)
	}
	if x.project.session.Entity(x.other) == nil || len(told) > 0 {
		t.Fatal("the window waited for it")
	}
	x.until("the merge", x.free)
	if got := x.named(); got != [2]int{all, 0} || x.project.session.Entity(x.other) != nil {
		t.Errorf("named %v", got)
	}
	if got, want := x.r.bar.passing.Text(), "Merged into “Müller e\u0301 𐐀”; 11,000 annotations moved"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if u := x.r.Uses(x.keep); u.Mentions != all || !x.r.Counted() {
		t.Errorf("the register counts %+v", u)
	}

	x.undo()
	if x.project.session.Entity(x.other) != nil {
		t.Error("the window waited for the undo")
	}
	x.until("the undo", x.free)
	if got := x.named(); got != [2]int{0, all} {
		t.Errorf("undone: named %v", got)
	}
	x.r.press(keyNamed("Ctrl+Y"))
	x.until("the redo", x.free)
	if got := x.named(); got != [2]int{all, 0} {
		t.Errorf("done again: named %v", got)
	}
	if got, want := x.r.bar.passing.Text(), "Done again: merge المجلس 📌 into Müller e\u0301 𐐀"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if !slices.Equal(told, slices.Repeat([]string{"Merge المجلس 📌 into Müller e\u0301 𐐀"}, 3)) {
		t.Errorf("told %q", told)
	}
}

// TestManyRecordsStopped: Escape on the card leaves everything as it was.
func TestManyRecordsStopped(t *testing.T) {
	x := newCrowdBench(t, 50, 220)
	x.r.deleteAsk(x.other)
	x.until("the question", func() bool { s := dialog.Top(x.r.win.Canvas()); return s != nil && !s.Busy() })
	dialog.Top(x.r.win.Canvas()).Key(&fyne.KeyEvent{Name: fyne.KeyEscape})
	x.r.delete(x.other)
	dialog.Top(x.r.win.Canvas()).Key(&fyne.KeyEvent{Name: fyne.KeyEscape})
	x.until("the end", x.free)
	if got := x.named(); got != [2]int{0, 11_000} || x.project.session.Entity(x.other) == nil {
		t.Errorf("named %v", got)
	}
	if got := x.r.bar.passing.Text(); got != "Stopped: nothing was changed" {
		t.Errorf("%q", got)
	}
	if got := x.r.bar.state.Text(); got != "Saved" {
		t.Errorf("the status bar says %q", got)
	}
}

// TestClosedWhileItIsWritten: the project is closed only when what is on its way to the disk
// is durable.
func TestClosedWhileItIsWritten(t *testing.T) {
	x := newCrowdBench(t, 50, 220)
	path := x.project.path
	cs, _, err := x.editor().Merge(x.project.session, x.keep, x.other)
	if err != nil {
		t.Fatal(err)
	}
	x.project.session.ApplyBeside(cs, session.Beside{Context: t.Context(), Post: x.post, Done: func(error) {}})
	x.Close()
	store, err := bolt.Open(path, bolt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	if n, err := store.EntityUses(x.keep); n != 11_000 || err != nil {
		t.Errorf("named %d times: %v", n, err)
	}
	for len(x.posted) > 0 {
		(<-x.posted)()
	}
}
