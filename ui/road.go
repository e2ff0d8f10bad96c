package ui

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/annotate/session"
	"parley/ui/control"
	"parley/ui/dialog"
)

// road is how what is done in a window gets into the project, and how that window tells of
// it. A change of a few records is durable when apply returns. One of very many is written
// beside the window, under a card that can stop it as long as nothing is on disk; what is to
// follow is given as a function, which is not called when nothing was done.
type road struct {
	*Workbench
	over fyne.Window
	bar  *statusBar
}

func (w *Workbench) road() road { return road{w, w.window, w.status} }
func (v *window) road() road    { return road{v.Workbench, v.win, v.bar} }

// manyRecords is from how many records on a change is written beside the window: that many
// take some fifty milliseconds.
const manyRecords = 2000

// apply carries out what package edit made of an intent, and says whether it is done: then
// it is on disk, and what shows it has been told. err is edit's.
func (r road) apply(cs annotate.ChangeSet, err error) bool {
	if errors.Is(err, annotate.ErrNothing) {
		return false // it is so already
	}
	if err != nil {
		r.tell("", err)
		return false
	}
	r.arrive()
	r.bar.saving()
	if err := r.project.session.Apply(cs); err != nil {
		r.unsaved(cs.Label, err)
		return false
	}
	r.bar.saved()
	return true
}

// applyThen is apply for a change that may be one of very many records.
func (r road) applyThen(cs annotate.ChangeSet, err error, then func()) {
	if err == nil && len(cs.Changes) > manyRecords {
		r.long(cs.Label, func(context.Context, func(step)) (annotate.ChangeSet, error) { return cs, nil }, then)
	} else if r.apply(cs, err) {
		then()
	}
}

// long makes a change elsewhere and carries it out, under one card. made runs on a goroutine
// of its own, off a view of the project.
func (r road) long(title string, made func(context.Context, func(step)) (annotate.ChangeSet, error), then func()) {
	label := ""
	r.carry(title, func(ctx context.Context, tell func(step)) error {
		cs, err := made(ctx, tell)
		if err != nil {
			return err
		}
		label = cs.Label
		return r.send(ctx, tell, func(s *session.Session, b session.Beside) { s.ApplyBeside(cs, b) })
	}, func(err error) {
		switch {
		case err == nil:
			r.bar.saved()
			then()
		case errors.Is(err, annotate.ErrNothing):
			r.bar.saved()
		case label == "":
			r.bar.saved()
			r.tell("", err)
		default:
			r.unsaved(label, err)
		}
	})
}

// carry has run work elsewhere under a card, with every other window covered: it changes
// the project. finish is told, unless run was stopped or the project is not open any more.
func (r road) carry(title string, run func(context.Context, func(step)) error, finish func(error)) {
	r.arrive()
	r.bar.saving()
	p, uncover := r.project, r.cover(title)
	r.progressOver(r.over, title, run, func(err error) {
		uncover()
		switch {
		case r.closing || r.project != p:
		case errors.Is(err, annotate.ErrCanceled):
			r.bar.saved()
			r.bar.say("Stopped: nothing was changed")
		default:
			finish(err)
		}
	})
}

// cover lays a card over every other window of the workbench, and gives what takes them away.
func (r road) cover(title string) (uncover func()) {
	var sheets []*dialog.Sheet
	lay := func(over fyne.Window) {
		if over != r.over {
			sheets = append(sheets, dialog.Open(over, control.NewLabel(title+"…", control.Body), dialog.Options{Pad: 20, Scrim: true, Stays: true, Busy: true, OnKey: func(*fyne.KeyEvent) bool { return true }}))
		}
	}
	lay(r.window)
	for _, v := range r.windows {
		lay(v.win)
	}
	return func() {
		for _, s := range sheets {
			s.Close()
		}
	}
}

// send has the session carry out a change beside the window, and waits for it. It is called
// on another goroutine than Fyne's.
func (r road) send(ctx context.Context, tell func(step), begin func(*session.Session, session.Beside)) error {
	done := make(chan error, 1)
	r.post(func() {
		if r.project == nil {
			done <- annotate.ErrCanceled
			return
		}
		begin(r.project.session, session.Beside{Context: ctx, Post: r.post, Done: func(err error) { done <- err }, Progress: func(n, total int) {
			tell(step{n, total, "Saving " + grouped(n) + " of " + grouped(total)})
		}})
	})
	return <-done
}

// applySent is a session's Apply for an import, which runs on another goroutine than Fyne's
// and says itself how far it is. When ctx ends before the change is durable, it is not made.
func (r road) applySent(ctx context.Context, cs annotate.ChangeSet) error {
	return r.send(ctx, func(step) {}, func(s *session.Session, b session.Beside) { s.ApplyBeside(cs, b) })
}

// undoSent is a session's Undo in the same way. It takes back what was done last, so that
// nothing else may be done meanwhile: see [road.cover].
func (r road) undoSent() error {
	return r.send(context.Background(), func(step) {}, (*session.Session).UndoBeside)
}

// applying is applySent for an import, which counts its parts. Calls come one after the other,
// each after the one before it has returned, and end before the import does.
func (r road) applying(ctx context.Context, parts *int) func(annotate.ChangeSet) error {
	return func(cs annotate.ChangeSet) error {
		err := r.applySent(ctx, cs)
		if err == nil {
			*parts++
		}
		return err
	}
}

// takingBack is undoSent for an import of which so many parts are there. It says how many are
// left.
func (r road) takingBack(parts *int, tell func(step)) func() error {
	of, left := 0, 0
	return func() error {
		if of == 0 {
			of, left = *parts, *parts
		}
		tell(step{left, of, "Taking back what came in: " + counted(left, "part") + " left"})
		left--
		return r.undoSent()
	}
}

// unsaved says that a step was not kept, in the status bar as long as it is true, and in
// a card once.
func (r road) unsaved(label string, err error) {
	m := dialog.Explain("“"+label+"” is not saved", err)
	r.bar.unsaved(m.String())
	dialog.Tell(r.over, m)
}

// tell shows an error as sentences, over this window.
func (r road) tell(doing string, err error) { dialog.Tell(r.over, dialog.Explain(doing, err)) }

// undo takes the last step of the project back, whichever window it was made in.
func (r road) undo() {
	r.reverse("Undoing", "Undone", (*session.Session).NextUndo, (*session.Session).Undo, (*session.Session).UndoBeside)
}

// redo does it again.
func (r road) redo() {
	r.reverse("Doing again", "Done again", (*session.Session).NextRedo, (*session.Session).Redo, (*session.Session).RedoBeside)
}

func (r road) reverse(doing, done string, next func(*session.Session) session.Entry, now func(*session.Session) (string, error), beside func(*session.Session, session.Beside)) {
	if r.project == nil {
		return
	}
	r.arrive()
	last := next(r.project.session)
	if last.Changes <= manyRecords {
		_, err := now(r.project.session)
		r.reversed(done, last.Label, err)
		return
	}
	r.carry(doing+": "+cut(lowerFirst(last.Label), 60), func(ctx context.Context, tell func(step)) error {
		return r.send(ctx, tell, beside)
	}, func(err error) { r.reversed(done, last.Label, err) })
}

func (r road) reversed(done, label string, err error) {
	switch {
	case errors.Is(err, annotate.ErrNothing):
	case err != nil:
		r.bar.saved()
		r.tell("This step cannot be taken back", err)
	default:
		r.bar.saved()
		r.bar.say(done + r.project.elsewhere + ": " + lowerFirst(label))
	}
}
