package ui

import (
	"context"
	"encoding/csv"
	"errors"
	"io"
	"path/filepath"
	"strconv"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/edit"
	"parley/annotate/session"
	"parley/annotate/text"
	"parley/ui/control"
	"parley/ui/dialog"
)

// ready says whether something can be done to what is ticked; if not, the status bar says why.
func (s *searching) ready() bool {
	w := s.window
	ok, why := w.needsWriting()
	switch {
	case !ok:
		w.status.say(why)
	case s.busy:
		w.status.say("The documents are still being read; Esc stops that")
	case s.ticked == 0:
		w.status.say("Nothing is ticked")
	default:
		return true
	}
	return false
}

// chosen are the ticked rows of each document, in the order in which they were found.
func (s *searching) chosen() (order []annotate.ID, rows map[annotate.ID][]*found) {
	rows = map[annotate.ID][]*found{}
	for i := range s.rows {
		f := &s.rows[i]
		if !f.ticked {
			continue
		}
		if rows[f.document] == nil {
			order = append(order, f.document)
		}
		rows[f.document] = append(rows[f.document], f)
	}
	return order, rows
}

// bulk is what is to be done to many places or statements, in documents that are read
// elsewhere one after another.
type bulk struct {
	doing string // “Marking 31 documents”
	verb  string // on the button that does it: “Mark 214”
	order []annotate.ID
	in    func(edit.Page, annotate.ID) (annotate.ChangeSet, int, error) // in one document; ErrNothing for nothing
	join  func(n int, sets []annotate.ChangeSet) annotate.ChangeSet
	done  func(n int)
}

// propose works out what a bulk change alters, elsewhere, and says it before it is done:
// all of it is one step.
func (s *searching) propose(b bulk) {
	w := s.window
	r, end, ok := s.view()
	if !ok {
		return
	}
	var sets []annotate.ChangeSet
	n := 0
	w.progress(b.doing, func(ctx context.Context, tell func(step)) error {
		defer end()
		for i, id := range b.order {
			if ctx.Err() != nil {
				return annotate.ErrCanceled
			}
			page, err := session.ReadPage(r, id)
			if err != nil {
				return err
			}
			tell(step{i, len(b.order), page.Document().Title})
			cs, made, err := b.in(page, id)
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
			w.status.say("Stopped: nothing was changed")
		case err != nil:
			w.tell("Nothing was changed", err)
		case n == 0:
			w.status.say("All of it is so already")
		default:
			s.confirm(b, b.join(n, sets), n, len(sets))
		}
	})
}

// confirm asks with the numbers, and then does it.
func (s *searching) confirm(b bulk, cs annotate.ChangeSet, n, documents int) {
	m := dialog.Message{Happened: cs.Label + ", in " + counted(documents, "document") + "?", Safe: "It is one step" + s.window.byKey(", and ", "edit.undo", "takes all of it back") + "."}
	if with := takenBy(&cs).String(); with != "" {
		m.Safe = with + " " + m.Safe
	}
	if left := s.ticked - n; left > 0 {
		m.Next = counted(left, "ticked row") + " " + map[bool]string{true: "is", false: "are"}[left == 1] + " so already, or cannot be, and " + map[bool]string{true: "stays", false: "stay"}[left == 1] + "."
	}
	dialog.Ask(s.window.window, m,
		dialog.Choice{Text: b.verb + " " + grouped(n), Key: "↵", Role: control.Primary, Run: func() { s.commit(b, cs, n) }},
		dialog.Choice{Text: "Cancel", Key: "Esc"})
}

func (s *searching) commit(b bulk, cs annotate.ChangeSet, n int) {
	s.window.applyThen(cs, nil, func() { b.done(n) })
}

// mark marks the ticked hits in the chosen layer.
func (s *searching) mark() {
	if !s.ready() {
		return
	}
	w, e, layer := s.window, s.window.editor(), s.layer
	if w.project.session.Entity(s.actor) == nil {
		s.actor = annotate.ID{} // merged or deleted since it was chosen
	}
	order, rows := s.chosen()
	values := sought{layer: layer, entity: s.actor}.values(s.looks)
	s.propose(bulk{
		doing: "Looking at " + counted(len(order), "document"), verb: "Mark", order: order,
		in: func(p edit.Page, id annotate.ID) (annotate.ChangeSet, int, error) {
			spans := make([]text.Span, 0, len(rows[id]))
			for _, f := range rows[id] {
				spans = append(spans, f.span)
			}
			return e.MarkAll(p, layer, spans, values...)
		},
		join: func(n int, sets []annotate.ChangeSet) annotate.ChangeSet { return e.JoinMarked(layer, n, sets...) },
		done: func(n int) {
			w.last = lastMark{project: w.project.session.Project().ID, layer: layer, features: values}
			s.remember()
			s.panel.FocusList()
			w.status.say(counted(n, "place") + " marked as " + lowerFirst(w.layerName(layer)) + w.byKey("; ", "edit.undo", "takes that back"))
		},
	})
}

// change does something to the ticked statements.
func (s *searching) change(verb string, b edit.Bulk) {
	if !s.ready() {
		return
	}
	e := s.window.editor()
	order, rows := s.chosen()
	s.propose(bulk{
		doing: "Looking at " + counted(len(order), "document"), verb: verb, order: order,
		in: func(p edit.Page, id annotate.ID) (annotate.ChangeSet, int, error) {
			ids := make([]annotate.ID, 0, len(rows[id]))
			for _, f := range rows[id] {
				ids = append(ids, f.annotation)
			}
			return e.Bulk(p, b, ids)
		},
		join: func(n int, sets []annotate.ChangeSet) annotate.ChangeSet { return e.JoinBulk(b, n, sets...) },
		done: func(n int) {
			s.ask()
			s.panel.List.Focus()
			s.window.status.say(counted(n, "statement") + " changed" + s.window.byKey("; ", "edit.undo", "takes that back"))
		},
	})
}

// export writes the rows, in the order in which they are shown, as CSV.
func (s *searching) export() {
	w := s.window
	if w.project == nil || len(s.rows) == 0 {
		return
	}
	name := filepath.Join(w.importPlace(), w.project.session.Project().Name+" "+map[bool]string{true: "statements", false: "hits"}[s.panel.Options().Statements]+".csv")
	dialog.SaveFile(w.window, "Export the rows", name, dialog.Filter{Name: "Table (CSV)", Endings: []string{".csv"}}, func(path string) {
		if filepath.Ext(path) == "" {
			path += ".csv"
		}
		s.exportTo(path)
	})
}

// exportTo writes the rows to a file, elsewhere: offsets are in code points.
func (s *searching) exportTo(path string) {
	w := s.window
	r, end, ok := s.view()
	if !ok {
		return
	}
	rows := make([]csvRow, len(s.rows))
	for i := range s.rows {
		rows[i] = csvRow{found: s.rows[i]}
		if d, ok := s.heading(rows[i].document); ok {
			rows[i].title, rows[i].date = d.Title, d.Date.String()
		}
	}
	w.progress("Exporting "+counted(len(rows), "row"), func(ctx context.Context, tell func(step)) error {
		defer end()
		return codec.Replace(path, func(out io.Writer) error { return writeRows(ctx, out, r, rows, tell) })
	}, func(err error) {
		switch {
		case errors.Is(err, annotate.ErrCanceled):
			w.status.say("Export stopped; “" + filepath.Base(path) + "” was not touched")
		case err != nil:
			w.tell("The rows were not exported", err)
		default:
			w.status.say("Exported " + counted(len(rows), "row") + " to " + path)
		}
	})
}

// csvRow is a row with what it shows of its document.
type csvRow struct {
	found
	title, date string
}

func writeRows(ctx context.Context, out io.Writer, r session.Reader, rows []csvRow, tell func(step)) error {
	c := csv.NewWriter(out)
	err := c.Write([]string{"document", "title", "date", "start", "end", "before", "quote", "after", "layer", "values", "annotation", "ticked"})
	var at annotate.ID
	var t *text.Text
	for i, f := range rows {
		if ctx.Err() != nil {
			return annotate.ErrCanceled
		}
		if t == nil || f.document != at {
			tell(step{i, len(rows), f.title})
			body, bodyErr := r.Body(f.document)
			if bodyErr != nil {
				return bodyErr
			}
			if t, err = text.New(body); err != nil {
				return err
			}
			at = f.document
		}
		if err = c.Write(f.cells(t)); err != nil {
			return err
		}
	}
	c.Flush()
	return errors.Join(err, c.Error())
}

func (f *csvRow) cells(t *text.Text) []string {
	start, end, annotation := "", "", ""
	if !f.whole {
		start, end = strconv.Itoa(inCodePoints(t, f.span.Start)), strconv.Itoa(inCodePoints(t, f.span.End))
	}
	if !f.annotation.IsZero() {
		annotation = f.annotation.String()
	}
	return []string{f.document.String(), f.title, f.date, start, end, f.before, f.hit, f.after, string(f.layer), f.note, annotation, strconv.FormatBool(f.ticked)}
}
