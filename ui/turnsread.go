package ui

import (
	"context"
	"errors"

	"parley/annotate"
	"parley/annotate/session"
	"parley/annotate/turn"
)

// recogniseTurns finds the turns of the open document anew, in place of those that it has.
func (w *Workbench) recogniseTurns() {
	if w.doc == nil {
		return
	}
	turns := turn.In(w.doc.page.Text(), w.speakerNames())
	if len(turns) == 0 {
		w.status.say("No turns are recognised in this text" + w.byKey("; ", "turn.here", "begins one by hand"))
		return
	}
	cs, err := w.editor().SetTurns(w.doc.page, "Recognise turns", turns)
	if w.apply(cs, err) {
		w.status.say(counted(len(turns), "turn") + " of " + counted(len(turn.Speakers(turns)), "speaker"))
	} else if errors.Is(err, annotate.ErrNothing) {
		w.status.say("The turns are recognised already")
	}
}

// recogniseAll finds the turns of all documents that have none: each is read elsewhere, and
// all of it is one step.
func (w *Workbench) recogniseAll() {
	r, end, err := w.project.session.View()
	if err != nil {
		w.tell("The documents could not be read", err)
		return
	}
	var order []annotate.ID
	for _, d := range w.documents().All() {
		order = append(order, d.ID)
	}
	names, e := w.speakerNames(), w.editor()
	var sets []annotate.ChangeSet
	w.progress("Recognising turns in "+counted(len(order), "document"), func(ctx context.Context, tell func(step)) error {
		defer end()
		for i, id := range order {
			if ctx.Err() != nil {
				return annotate.ErrCanceled
			}
			page, err := session.ReadPage(r, id)
			if err != nil {
				return err
			}
			tell(step{i, len(order), page.Document().Title})
			if len(page.Document().Turns) > 0 {
				continue
			}
			if turns := turn.In(page.Text(), names); len(turns) > 0 {
				cs, err := e.SetTurns(page, "Recognise turns", turns)
				if err != nil {
					return err
				}
				sets = append(sets, cs)
			}
		}
		return nil
	}, func(err error) {
		switch {
		case errors.Is(err, annotate.ErrCanceled):
			w.status.say("Stopped: no turns were added")
		case err != nil:
			w.tell("No turns were added", err)
		case len(sets) == 0:
			w.status.say("No turns are recognised in documents without any")
		default:
			w.applyThen(e.Join("Recognise turns of "+counted(len(sets), "document"), sets...), nil, func() {
				w.status.say("Turns are recognised in " + counted(len(sets), "document"))
			})
		}
	})
}
