package ui

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"sync/atomic"
	"testing"

	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/codec/doccano"
)

// TestImportCoversWindows: while a collection comes in nothing can be done in another window,
// as a stop takes back what was done last.
func TestImportCoversWindows(t *testing.T) {
	x := newCrowdBench(t, 1, 2)
	f, opened := doccano.Format(), atomic.Int32{}
	f.Open = func(s codec.Source, o codec.OpenOptions) (codec.Collection, error) {
		c, err := doccano.Format().Open(s, o)
		if n := opened.Add(1); err == nil && n == 2 {
			return halting{c}, nil
		}
		return c, err
	}
	x.Formats = []codec.Format{f}
	path := filepath.Join(t.TempDir(), "in ü", "Häfen.jsonl")
	write(t, path, foreignLines)
	cs, _, err := x.editor().AddEntity("نقابة 𐐀", "")
	if !x.apply(cs, err) {
		t.Fatal(err)
	}
	before := x.project.session.NextUndo().Number
	x.Import(path)
	x.until("the review", func() bool { return x.topSheet() != nil && !x.topSheet().Busy() })
	if _, register := x.covered(); register {
		t.Error("a review covers the register")
	}
	x.topSheet().Key(&fyne.KeyEvent{Name: fyne.KeyReturn})
	x.until("the import", func() bool { return opened.Load() == 2 && x.topSheet() != nil && x.topSheet().Busy() })
	if main, register := x.covered(); !main || !register {
		t.Errorf("covered: the main window %v, the register %v", main, register)
	}
	x.topSheet().Key(&fyne.KeyEvent{Name: fyne.KeyEscape})
	x.until("the end", x.free)
	if now := x.project.session.NextUndo().Number; now != before {
		t.Errorf("the next undo is step %d, want %d", now, before)
	}
}

// TestOpeningStopped: a format that reads all of a file before it knows what there is stops at
// once, whatever it makes of that.
func TestOpeningStopped(t *testing.T) {
	b, path := foreignBench(t)
	f, opening := doccano.Format(), make(chan struct{})
	f.Open = func(s codec.Source, o codec.OpenOptions) (codec.Collection, error) {
		close(opening)
		for { // as through a very large file
			if _, err := s.Read(s.Only(), 1<<20); err != nil {
				return doccano.Format().Open(s, o)
			}
		}
	}
	b.Formats = []codec.Format{f}
	b.Import(path)
	b.until("the opening", func() bool {
		select {
		case <-opening:
			return b.covered()
		default:
			return false
		}
	})
	b.topSheet().Key(&fyne.KeyEvent{Name: fyne.KeyEscape})
	b.until("the end", func() bool { return !b.covered() })
	if got := b.status.passing.Text(); got != "Import of “Häfen.jsonl” stopped; nothing was added" {
		t.Errorf("said %q", got)
	}
}

// TestTakingBack: what is there of an import is counted, not what was stopped on its way, and
// a stop says how much of it is still to be taken back.
func TestTakingBack(t *testing.T) {
	x := newCrowdBench(t, 1, 1)
	before := x.project.session.NextUndo().Number
	parts, told := 0, []string{}
	ctx, cancel := context.WithCancel(context.Background())
	apply, undo := x.road().applying(ctx, &parts), x.road().takingBack(&parts, func(s step) { told = append(told, s.at) })
	done := make(chan []error)
	first, _, _ := x.editor().AddEntity("Müller 📌", "")
	second, _, _ := x.editor().AddEntity("الميناء", "")
	third, _, _ := x.editor().AddEntity("e\u0301 𐐀", "")
	go func() {
		errs := []error{apply(first), apply(second)}
		cancel()
		done <- append(errs, apply(third), undo(), undo())
	}()
	var errs []error
	x.until("all of it", func() bool {
		select {
		case errs = <-done:
			return true
		default:
			return false
		}
	})
	if stop := errs[2]; !errors.Is(stop, annotate.ErrCanceled) || errors.Join(slices.Delete(errs, 2, 3)...) != nil {
		t.Errorf("%v, the stopped one %v", errs, stop)
	}
	want := []string{"Taking back what came in: 2 parts left", "Taking back what came in: 1 part left"}
	if !slices.Equal(told, want) || x.project.session.NextUndo().Number != before {
		t.Errorf("told %q; the next undo is step %d, want %d", told, x.project.session.NextUndo().Number, before)
	}
}
