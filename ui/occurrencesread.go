package ui

import (
	"context"
	"errors"
	"time"

	"parley/annotate"
	"parley/annotate/edit"
	"parley/annotate/session"
	"parley/annotate/text"
)

// tellEvery is how often rows that were found elsewhere come to the list.
const tellEvery = 100 * time.Millisecond

// read finds occurrences in documents, on a goroutine of its own and on a view of the
// project, one text in memory at a time. Rows come in parcels.
func (o *occurrences) read(ctx context.Context, k *seeker, order []annotate.ID) {
	o.busy, o.done, o.of = true, 0, len(order)
	o.panel.reload()
	w, s, values, e := o.window, o.sought, o.sought.values(o.looks), o.window.editor()
	r, end, err := o.session().View()
	if err != nil {
		o.busy = false
		w.tell("The documents could not be read", err)
		return
	}
	go func() {
		defer end()
		var parcel []occurrence
		var failed error
		last, n := time.Now(), 0
		tell := func(done int, over bool) {
			rows, err := parcel, failed
			parcel, last = nil, time.Now()
			w.post(func() { o.arrived(ctx, rows, done, over, err) })
		}
		for i, id := range order {
			rows, err := inDocument(ctx, r, id, k, e, s, values)
			if failed = err; err != nil || ctx.Err() != nil {
				break
			}
			parcel, n = append(parcel, rows...), n+len(rows)
			if n > mostOccurrences {
				break
			}
			if time.Since(last) > tellEvery {
				tell(i+1, false)
			}
		}
		tell(len(order), true)
	}()
}

// inDocument are the occurrences in one document. What is recorded in it is read only when
// there are any.
func inDocument(ctx context.Context, r session.Reader, id annotate.ID, k *seeker, e edit.Editor, s sought, values []annotate.FeatureValue) ([]occurrence, error) {
	body, err := r.Body(id)
	if errors.Is(err, annotate.ErrNotFound) {
		return nil, nil // deleted meanwhile
	}
	if err != nil {
		return nil, err
	}
	t, err := text.New(body)
	if err != nil {
		return nil, err
	}
	spans := k.spans(ctx, t)
	if len(spans) == 0 || ctx.Err() != nil {
		return nil, nil
	}
	page, err := session.ReadPage(r, id)
	if err != nil {
		return nil, err
	}
	return listed(e, page, s, values, spans), nil
}

// arrived takes a parcel of rows.
func (o *occurrences) arrived(ctx context.Context, rows []occurrence, done int, over bool, err error) {
	if ctx.Err() != nil || !o.open {
		return
	}
	first := len(o.rows) == 0
	o.take(rows)
	o.done, o.busy = done, !over && !o.cutOff
	o.panel.reload()
	if first && len(o.rows) > 0 {
		if o.panel.standAt(0); !o.sought.project {
			o.panel.standAt(o.start())
		}
	}
	if err != nil {
		o.window.tell("The documents could not all be read", err)
	}
}

// stop ends the reading; what was found stays.
func (o *occurrences) stop() {
	o.cancel()
	o.busy = false
	o.panel.reload()
}

// markProject marks what is ticked in several documents: each is read elsewhere, and all
// of it is one step.
func (o *occurrences) markProject(order []annotate.ID, spans map[annotate.ID][]text.Span, values []annotate.FeatureValue) {
	w, s, e := o.window, o.sought, o.window.editor()
	r, end, err := o.session().View()
	if err != nil {
		w.tell("The documents could not be read", err)
		return
	}
	var sets []annotate.ChangeSet
	n := 0
	w.progress("Marking "+counted(len(order), "document"), func(ctx context.Context, tell func(step)) error {
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
			cs, made, err := e.MarkAll(page, s.layer, spans[id], values...)
			if errors.Is(err, annotate.ErrNothing) {
				continue
			}
			if err != nil {
				return err
			}
			sets, n = append(sets, cs), n+made
		}
		return nil
	}, func(err error) {
		switch {
		case errors.Is(err, annotate.ErrCanceled):
			w.status.say("Stopped: nothing was marked")
		case err != nil:
			w.tell("Nothing was marked", err)
		case n == 0:
			w.status.say("All of it is marked already")
		default:
			o.marked(e.JoinMarked(s.layer, n, sets...), n, nil)
		}
	})
}
