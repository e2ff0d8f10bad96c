package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/ui/control"
)

// TestRegisterMatching: by keys alone it is said how a name is found; Space ticks, Enter keeps.
func TestRegisterMatching(t *testing.T) {
	x := newRegisterBench(t)
	s := x.project.session
	x.r.view.Reveal(x.karim)
	x.r.view.EditActor()
	for range 8 {
		x.press("↓")
	}
	x.press("↵")
	if _, ok := x.r.win.Canvas().Focused().(*control.Check); !ok {
		t.Fatalf("%T has the keyboard", x.r.win.Canvas().Focused())
	}
	x.r.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	x.press("↵")
	if got := s.Entity(x.karim).Exact; got != annotate.ExactCase {
		t.Errorf("what counts of it is %v", got)
	}
	x.press("Ctrl+Z")
	if got := s.Entity(x.karim).Exact; got != 0 {
		t.Errorf("after one undo %v", got)
	}
}
