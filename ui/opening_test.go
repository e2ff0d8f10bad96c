package ui

import (
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2/test"

	"parley/annotate"
	"parley/annotate/session"
	"parley/ui/settings"
)

// slow is a world of files that gives a project when it is let.
type slow struct {
	*files
	let chan struct{}
}

func (s slow) Open(path string) (session.Store, error) {
	<-s.let
	return s.files.Open(path)
}

// began is a window that a program made while it read a project.
func began(t *testing.T, f slow, path string) *bench {
	t.Helper()
	app := test.NewTempApp(t)
	o := Options{Projects: f, Settings: settings.Open(filepath.Join(t.TempDir(), "settings.json")), Origin: session.System, Version: "test"}
	o.Opening = Begin(o, path)
	b := &bench{New(app, o), t, f.files, make(chan func(), 100)}
	b.post = func(f func()) { b.posted <- f }
	b.soon = b.post
	t.Cleanup(b.Close)
	return b
}

// TestReadBeforeTheWindow: a project that is read in time is in the first picture.
func TestReadBeforeTheWindow(t *testing.T) {
	f := slow{newBench(t).files, make(chan struct{})}
	b := began(t, f, projectPath)
	close(f.let)
	told := 0
	b.Settled = func() { told++ }
	b.enterRead()
	if b.project == nil || b.doc == nil || b.frame.page != nil || b.window.Title() != "Harbour talks – Parley" {
		t.Fatalf("%+v, window %q", b.project, b.window.Title())
	}
	b.Started()
	b.until("the index", func() bool { return b.index() != nil })
	if told != 1 {
		t.Errorf("settled %d times", told)
	}
}

// TestReadAfterTheWindow: one that takes longer comes when it comes, and meanwhile the
// window is there and is not the start page.
func TestReadAfterTheWindow(t *testing.T) {
	f := slow{newBench(t).files, make(chan struct{})}
	b := began(t, f, projectPath)
	b.enterRead()
	b.Started()
	if b.project != nil || b.frame.page != b.blank || b.status.passing.Text() != "Opening Harbour…" {
		t.Fatalf("shows %T, says %q", b.frame.page, b.status.passing.Text())
	}
	close(f.let)
	b.until("the project", func() bool { return b.project != nil })
	if b.doc == nil || b.frame.page != nil || b.status.state.Text() != "Saved" {
		t.Errorf("shows %T, says %q", b.frame.page, b.status.state.Text())
	}
}

// TestOpeningRefused: what cannot be opened leaves the start page and a card that says why.
func TestOpeningRefused(t *testing.T) {
	for _, err := range []error{annotate.ErrInUse, annotate.ErrDamaged, annotate.ErrNewer, annotate.ErrReadOnly, annotate.ErrNotFound} {
		for _, late := range []bool{false, true} {
			f := slow{newBench(t).files, make(chan struct{})}
			f.fail = err
			b := began(t, f, projectPath)
			if !late {
				close(f.let)
			}
			b.enterRead()
			b.Started()
			if late {
				close(f.let)
			}
			b.until("a card", func() bool { return b.topSheet() != nil })
			if b.project != nil || b.frame.page != b.start {
				t.Errorf("%v, late %t: shows %T", err, late, b.frame.page)
			}
		}
	}
}
