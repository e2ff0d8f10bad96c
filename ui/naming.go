package ui

import (
	"context"
	"slices"

	"parley/annotate"
	"parley/annotate/session"
	"parley/annotate/suggest"
	"parley/annotate/text"
)

// naming knows where the register's names stand in the open text. It is found on another
// goroutine, one piece of work after the other, when a document is opened and when the
// register changes; until then nothing is known. Annotations change nothing of it.
type naming struct {
	window  *Workbench
	names   *suggest.Names // nil: the register was not read yet
	found   *suggest.Found // nil: nothing is known yet
	of      annotate.ID    // the document that found is of
	changes []annotate.Change
	cancel  context.CancelFunc
	at      *project // that names are of
	works   bool
	due     bool // work begins soon
	runs    int  // pieces of work so far
}

func newNaming(w *Workbench) *naming { return &naming{window: w, cancel: func() {}} }

// matches are the names in the open text; nil while they are not known.
func (n *naming) matches() []suggest.Match {
	if w := n.window; w.doc == nil || n.found == nil || n.of != w.doc.id || n.at != w.project {
		return nil
	}
	return n.found.Matches()
}

// known reports whether the names in the open text are.
func (n *naming) known() bool {
	return n.window.doc != nil && n.found != nil && n.of == n.window.doc.id && n.at == n.window.project
}

// opened is told that a document is shown, or none: its names are looked for once it is on
// screen.
func (n *naming) opened() {
	if w := n.window; w.doc == nil || w.doc.id != n.of || w.project != n.at {
		n.cancel()
		n.found = nil
	}
	if n.window.doc == nil || n.due || n.known() {
		return
	}
	n.due = true
	n.window.soon(func() {
		n.due = false
		n.work()
	})
}

// follow is told every change: those of the register count.
func (n *naming) follow(cs *annotate.ChangeSet) {
	if n.names == nil && !n.works {
		return
	}
	had := len(n.changes)
	for _, c := range cs.Changes {
		if c.Key().Kind == annotate.KindEntity {
			n.changes = append(n.changes, c)
		}
	}
	if len(n.changes) > had {
		n.work()
	}
}

// work begins the next piece of work, if there is any and none is going on.
func (n *naming) work() {
	w := n.window
	if n.works || w.doc == nil || w.closing {
		return
	}
	if n.at != w.project {
		n.names, n.found, n.changes, n.at = nil, nil, nil, w.project
	}
	if n.names != nil && n.known() && len(n.changes) == 0 {
		return
	}
	job := nameSearch{names: n.names, changes: n.changes, text: w.doc.page.Text(), of: w.doc.id, project: w.project}
	if n.known() {
		job.found = n.found
	}
	if job.names == nil {
		r, end, err := w.project.session.View()
		if err != nil {
			return // what is open is told of its own troubles
		}
		job.reader, job.end, job.changes = r, end, nil
	}
	ctx, cancel := context.WithCancel(context.Background())
	n.cancel, n.changes, n.works, n.runs = cancel, nil, true, n.runs+1
	go func() {
		job.run(ctx)
		w.post(func() { n.done(&job) })
	}()
}

// done takes what a piece of work gave, and begins the next.
func (n *naming) done(job *nameSearch) {
	w := n.window
	n.works = false
	n.cancel()
	switch {
	case job.project != w.project:
		n.work()
		return
	case job.err != nil:
		return // it is tried again with the next document
	}
	n.names, n.at = job.names, job.project
	if w.doc != nil && job.of == w.doc.id && job.whole {
		n.found, n.of = job.found, job.of
		w.namesFound()
	}
	n.work()
}

// nameSearch is a piece of work: it is run by another goroutine, and shares nothing that changes.
type nameSearch struct {
	names   *suggest.Names
	found   *suggest.Found // of the names of before, in the same text
	changes []annotate.Change
	text    *text.Text
	of      annotate.ID
	project *project
	reader  session.Reader // where the register is read; nil: it was
	end     func()
	whole   bool // it came to its end
	err     error
}

func (s *nameSearch) run(ctx context.Context) {
	if s.reader != nil {
		s.names, s.err = readNames(s.reader)
		s.end()
		if s.err != nil {
			return
		}
	}
	next, delta := s.names.With(s.changes...)
	s.names = next
	if s.found == nil {
		s.found = next.In(ctx, s.text)
	} else {
		s.found = s.found.Follow(ctx, next, delta)
	}
	s.whole = ctx.Err() == nil
}

func readNames(r session.Reader) (*suggest.Names, error) {
	var all []*annotate.Entity
	for e, err := range r.Entities() {
		if err != nil {
			return nil, err
		}
		all = append(all, e)
	}
	return suggest.New(all), nil
}

// around are the matches that may be near a place: so many on each side, and all within it.
func (n *naming) around(at text.Span, most int) []suggest.Match {
	list := n.matches()
	if list == nil {
		return nil
	}
	from := max(0, n.found.From(at.Start)-most)
	to := min(len(list), n.found.From(at.End)+most)
	return slices.Clip(list[from:to])
}
