package control

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// TestCheck: Space and a press tick it, which is reported; letters go nowhere.
func TestCheck(t *testing.T) {
	test.NewTempApp(t)
	var told []bool
	c := NewCheck("Whole words", "", func(on bool) { told = append(told, on) })
	w := test.NewTempWindow(t, c)
	passed := false
	w.Canvas().SetOnTypedRune(func(rune) { passed = true })
	w.Canvas().Focus(c)
	c.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	test.Tap(c)
	c.TypedRune('3')
	if len(told) != 2 || !told[0] || told[1] || c.On() || passed {
		t.Errorf("told %v, on %v, passed %v", told, c.On(), passed)
	}
	c.Set(true)
	if !c.On() || len(told) != 2 {
		t.Error("it was set, and said so")
	}
	b := NewButton("Mark all…", nil)
	b.Mute = true
	b.TypedRune('3')
	if passed {
		t.Error("a mute button passes letters on")
	}
}
