package docview

import (
	"testing"

	"fyne.io/fyne/v2"

	"parley/ui/textpaint"
)

// Steps that come before the screen is drawn are told together, when it has been; a caret
// that blinks is not told.
func TestFrameLog(t *testing.T) {
	s := longShelf(t, 20_000, 100)
	v, h := show(t, s)
	var told []Frame
	v.FrameLog = func(f Frame) { told = append(told, f) }
	v.update()
	draw := func() {
		if v.page.objects[0] != v.probe.raster {
			t.Fatal("the probe is not the first object")
		}
		v.probe.raster.Generator(1, 1)
		paintStale(v)
		h.pass(0)
	}
	wheel := &fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -40}}
	v.Scrolled(wheel)
	v.Scrolled(wheel)
	if len(told) > 0 {
		t.Fatal("told before it was on screen")
	}
	v.clock = later{h}
	draw()
	if len(told) != 1 || told[0].Painted == 0 || told[0].Update == 0 || told[0].Paint == 0 || told[0].Latency < told[0].Busy()-told[0].Update {
		t.Fatalf("told %+v", told)
	}
	v.blink()
	draw()
	if len(told) != 1 {
		t.Errorf("a blink is told: %+v", told[1:])
	}
}

// later is a clock whose work ends when time passes.
type later struct{ *hand }

func (l later) Go(work, f func()) { l.After(0, func() { work(); f() }) }

// Without a screen a step is told when the next begins.
func TestFrameLogWithoutScreen(t *testing.T) {
	v := New(textpaint.New(fonts()))
	v.Resize(fyne.NewSize(860, 590))
	told := 0
	v.FrameLog = func(Frame) { told++ }
	v.SetSource(longShelf(t, 20_000, 100), Place{})
	told = 0
	for range 3 {
		v.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -40}})
		paintStale(v)
	}
	if told != 3 {
		t.Errorf("%d frames told, want 3", told)
	}
}
