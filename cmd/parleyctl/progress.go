package main

import (
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// bar is a progress bar on a terminal, and nothing elsewhere.
type bar struct{ on *progressbar.ProgressBar }

func newBar(w io.Writer, total int, what string) bar {
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return bar{}
	}
	return bar{progressbar.NewOptions(total,
		progressbar.OptionSetWriter(w), progressbar.OptionSetDescription(what), progressbar.OptionThrottle(100*time.Millisecond),
		progressbar.OptionShowCount(), progressbar.OptionClearOnFinish(), progressbar.OptionSetWidth(30))}
}

// set says how many are done; it never fails, but is what writers of datasets call.
func (b bar) set(done int) error {
	if b.on != nil {
		_ = b.on.Set(done)
	}
	return nil
}

// expect says how many there will be; nobody counts for a bar that is not shown.
func (b bar) expect(count func() int) {
	if b.on != nil {
		b.on.ChangeMax(count())
	}
}

// of is set with another total.
func (b bar) of(done, total int) {
	if b.on != nil {
		b.on.ChangeMax(total)
		_ = b.on.Set(done)
	}
}

func (b bar) end() {
	if b.on != nil {
		_ = b.on.Clear()
	}
}
