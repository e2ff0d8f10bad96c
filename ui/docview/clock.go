package docview

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// clock calls the view back later, on Fyne's goroutine. Where no real driver runs, as
// in tests, it is nil and nothing blinks, scrolls by itself or is prepared ahead.
type clock interface {
	// After calls f once, d from now, unless the answer was called before.
	After(d time.Duration, f func()) (cancel func())
	// Go runs work elsewhere, and then f.
	Go(work, f func())
}

// desktopClock is the clock of a real window.
type desktopClock struct{}

func (desktopClock) After(d time.Duration, f func()) (cancel func()) {
	canceled := false // read and written on Fyne's goroutine only
	t := time.AfterFunc(d, func() {
		fyne.Do(func() {
			if !canceled {
				f()
			}
		})
	})
	return func() { canceled = true; t.Stop() }
}

func (desktopClock) Go(work, f func()) {
	go func() {
		work()
		fyne.Do(f)
	}()
}

// realClock is the clock of the app that runs, nil without a desktop.
func realClock() clock {
	if app := fyne.CurrentApp(); app != nil {
		if _, ok := app.Driver().(desktop.Driver); ok {
			return desktopClock{}
		}
	}
	return nil
}

// timer is one thing that is to happen once; setting it anew forgets what it was set to.
type timer struct{ cancel func() }

func (t *timer) set(c clock, d time.Duration, f func()) {
	t.stop()
	if c != nil {
		t.cancel = c.After(d, f)
	}
}

func (t *timer) stop() {
	if t.cancel != nil {
		t.cancel()
		t.cancel = nil
	}
}
