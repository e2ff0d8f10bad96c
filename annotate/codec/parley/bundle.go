package parley

import (
	"parley/annotate"
	"parley/annotate/session"
)

// bundle is some documents on their way from the goroutine that reads to the one that
// encodes, and back, empty.
type bundle struct {
	pages  []page
	loan   session.Loan // nil where records are not lent
	weight int          // in bytes of JSON, or so
}

const (
	bundles   = 3 // one is filled, one waits, one is encoded
	fullAfter = 256 << 10
)

// documents reads on the caller's goroutine, as a Reader wants, and encodes on another.
func (e *encoder) documents() error {
	full, empty, done := make(chan *bundle, bundles), make(chan *bundle, bundles), make(chan struct{})
	for range bundles {
		empty <- e.newBundle()
	}
	go func() {
		defer close(done)
		for b := range full {
			for i := range b.pages {
				e.page(&b.pages[i])
			}
			empty <- b
		}
	}()
	err := e.readAll(full, empty)
	close(full)
	<-done
	if err == nil {
		err = e.failed
	}
	return err
}

func (e *encoder) newBundle() *bundle {
	b := &bundle{}
	if l, ok := e.from.(session.Lender); ok {
		b.loan = l.Lend()
	}
	return b
}

func (b *bundle) clear() *bundle {
	b.pages, b.weight = b.pages[:0], 0
	if b.loan != nil {
		b.loan.Return()
	}
	return b
}

func (e *encoder) readAll(full chan<- *bundle, empty <-chan *bundle) error {
	b, read := <-empty, 0
	for s, err := range e.from.Summaries(annotate.ID{}) {
		title := ""
		if err == nil {
			title = s.Title
			err = e.read(s.Document, b)
		}
		if err != nil {
			if e.lost(title, "", err) {
				continue
			}
			return err
		}
		read++
		if b.weight >= fullAfter {
			full <- b
			b = (<-empty).clear()
		}
		if e.broken.Load() {
			return nil
		}
		if err := e.progressed(read); err != nil {
			return err
		}
	}
	full <- b
	return nil
}
