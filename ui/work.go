package ui

import (
	"context"
	"sync/atomic"

	"fyne.io/fyne/v2"

	"parley/ui/control"
	"parley/ui/dialog"
	"parley/ui/theme"
)

// work runs something long on another goroutine and then, on Fyne's, what it gives. A
// second one is not begun meanwhile. An error is told after the sentence failed.
func (w *Workbench) work(doing string, run func() (done func(), err error), failed string) {
	w.workOr(doing, run, func(err error) { w.tell(failed, err) })
}

// workOr is work with a say in how an error is told.
func (w *Workbench) workOr(doing string, run func() (done func(), err error), failed func(error)) {
	if w.busy {
		return
	}
	w.busy = true
	w.status.say(doing + "…")
	go func() {
		done, err := run()
		w.post(func() {
			w.busy = false
			w.status.say("")
			switch {
			case w.closing:
			case err != nil:
				failed(err)
			case done != nil:
				done()
			}
		})
	}()
}

// step is what long work tells of itself: how much of how much, and what it is at.
type step struct {
	done, total int
	at          string
}

// progress shows a card with a bar and a Stop button while run works elsewhere; after it,
// on Fyne's goroutine, finish is told. Stopping cancels the context and nothing else.
func (w *Workbench) progress(title string, run func(ctx context.Context, tell func(step)) error, finish func(error)) {
	w.progressOver(w.window, title, run, finish)
}

// progressOver is progress with its card over another window.
func (w *Workbench) progressOver(over fyne.Window, title string, run func(ctx context.Context, tell func(step)) error, finish func(error)) {
	const width = 420
	ctx, cancel := context.WithCancel(context.Background())
	bar, at := control.NewProgress(), control.NewLabel("", control.Hint)
	stopping := func() {
		cancel()
		at.SetText("Stopping…")
	}
	stop := control.NewButton("Stop", stopping)
	stop.Key = "Esc"
	stop.Refresh()
	content := dialog.Column(theme.GroupGap, control.NewLabel(title, control.Style{Size: theme.TitleSize, Bold: true}), bar, at, dialog.End(nil, stop))
	sheet := dialog.Open(over, content, dialog.Options{Width: width, Pad: 20, Scrim: true, Stays: true, Busy: true, OnKey: func(e *fyne.KeyEvent) bool {
		if e.Name == fyne.KeyEscape {
			stopping()
		}
		return true
	}})
	var drawing atomic.Bool // a step that comes meanwhile is passed over
	tell := func(s step) {
		if drawing.Swap(true) {
			return
		}
		running := ctx.Err() == nil
		w.post(func() {
			drawing.Store(false)
			if running && ctx.Err() != nil {
				return // it was told before the card said that it stops
			}
			bar.Set(float32(s.done) / float32(max(1, s.total)))
			at.SetText(cut(s.at, 60))
		})
	}
	go func() {
		err := run(ctx, tell)
		cancel()
		w.post(func() {
			sheet.Close()
			finish(err)
		})
	}()
}
