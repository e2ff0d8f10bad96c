package ui

import (
	"context"
	"slices"
	"sort"

	"parley/annotate"
	"parley/annotate/edit"
	"parley/annotate/session"
	"parley/annotate/text"
)

// occurrences is the preview under the text: what is sought, what was found and what is
// ticked of it. In the open document it is filled at once, in a project from elsewhere,
// document by document.
type occurrences struct {
	window *Workbench
	panel  *occurrencePanel
	open   bool
	sought sought
	looks  map[annotate.LayerID]look
	rows   []occurrence
	left   map[place]bool // where the person took the tick away
	cancel context.CancelFunc
	busy   bool // a project is being read
	done   int  // documents read of
	of     int
	cutOff bool // there are more than can be shown
}

// place names an occurrence.
type place struct {
	document annotate.ID
	span     text.Span
}

// mostOccurrences is how many rows there are at most.
const mostOccurrences = 20_000

func newOccurrences(w *Workbench) *occurrences {
	o := &occurrences{window: w, left: map[place]bool{}, cancel: func() {}}
	o.panel = newOccurrencePanel(o)
	return o
}

// show opens the preview of what is sought.
func (o *occurrences) show(s sought) {
	o.left, o.open = map[place]bool{}, true
	o.seek(s)
	o.window.frame.Refresh()
	o.panel.focus()
	o.window.showKeys()
}

// hide closes it; the text or the bar from which it was opened has the keyboard again.
func (o *occurrences) hide() {
	if !o.open {
		return
	}
	o.open = false
	o.cancel()
	o.rows = nil
	o.window.frame.Refresh()
	o.window.showKeys()
	if o.window.finder.open {
		o.window.finder.bar.focus()
	} else {
		o.window.focusText()
	}
	o.window.refreshStatus()
}

// moved is told that another document is shown: a preview of the one before is closed.
func (o *occurrences) moved() {
	if o.open && !o.sought.project {
		o.reset()
		o.window.frame.Refresh()
		o.window.showKeys()
	}
}

// reset closes the preview and forgets what is in it.
func (o *occurrences) reset() {
	o.cancel()
	o.open, o.busy, o.rows, o.left = false, false, nil, map[place]bool{}
	o.panel.list.SetCount(0)
}

// seek looks for something, or for the same to be marked otherwise.
func (o *occurrences) seek(s sought) {
	w := o.window
	o.cancel()
	o.sought, o.rows, o.busy, o.cutOff = s, nil, false, false
	o.looks = looksOf(w.project.session.Schema())
	k, err := newSeeker(s)
	if err != nil {
		w.status.ask(patternSentence(err))
		o.panel.reload()
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	o.cancel = cancel
	switch {
	case s.register:
		o.take(o.registered())
		o.panel.reload()
		o.panel.standAt(o.start())
	case s.project:
		order := make([]annotate.ID, 0, w.documents().Len())
		for _, d := range w.documents().All() {
			order = append(order, d.ID)
		}
		o.read(ctx, k, order)
	case w.doc.page.Text().Len() > listedAtOnce:
		o.read(ctx, k, []annotate.ID{w.doc.id})
	default:
		o.take(listed(w.editor(), w.doc.page, s, s.values(o.looks), k.spans(ctx, w.doc.page.Text())))
		o.panel.reload()
		o.panel.standAt(o.start())
	}
}

// listedAtOnce is the size of a document up to which its occurrences are found between two
// key presses.
const listedAtOnce = 500 << 10

// start is where the reader is: on a hit of the search, or in the text.
func (o *occurrences) start() text.Offset {
	if s, ok := o.window.finder.current(); ok && o.window.finder.open {
		return s.Start
	}
	return o.window.view.Selection().Start
}

// take appends rows; the person's own choices of before stay.
func (o *occurrences) take(rows []occurrence) {
	for _, r := range rows {
		if o.left[place{r.document, r.span}] {
			r.ticked, r.left = false, true
		}
		if len(o.rows) == mostOccurrences {
			o.cutOff = true
			o.cancel()
			return
		}
		o.rows = append(o.rows, r)
	}
}

// looksOf are the looks of a schema's layers.
func looksOf(s *annotate.Schema) map[annotate.LayerID]look {
	looks := make(map[annotate.LayerID]look, len(s.Layers))
	for i := range s.Layers {
		looks[s.Layers[i].ID] = lookOf(s, &s.Layers[i], i)
	}
	return looks
}

// tick ticks row i or not.
func (o *occurrences) tick(i int, yes bool) {
	r := &o.rows[i]
	if !r.can() {
		return
	}
	r.ticked, r.left = yes, !yes
	if at := (place{r.document, r.span}); yes {
		delete(o.left, at)
	} else {
		o.left[at] = true
	}
}

// tickAll ticks every row that is not marked, or none if they all are.
func (o *occurrences) tickAll() {
	all := !slices.ContainsFunc(o.rows, func(r occurrence) bool { return r.standing == edit.Unmarked && !r.ticked })
	for i := range o.rows {
		if r := &o.rows[i]; r.standing == edit.Unmarked || all {
			o.tick(i, !all)
		}
	}
	o.panel.refresh()
}

// tally is how many rows are ticked, and how many marked already.
func (o *occurrences) tally() (ticked, already int) {
	for i := range o.rows {
		if o.rows[i].ticked {
			ticked++
		}
		if o.rows[i].standing == edit.Already {
			already++
		}
	}
	return ticked, already
}

// setLayer has the marks made in another layer.
func (o *occurrences) setLayer(id annotate.LayerID) {
	s := o.sought
	s.layer = id
	o.seek(s)
}

// setEntity has the marks name another actor, or nobody.
func (o *occurrences) setEntity(id annotate.ID) {
	s := o.sought
	s.entity = id
	o.seek(s)
}

// go1 shows row i in the text, if it is of the open document.
func (o *occurrences) go1(i int) {
	w := o.window
	if i < 0 || i >= len(o.rows) || w.doc == nil || w.doc.id != o.rows[i].document {
		return
	}
	span := o.rows[i].span
	if f := w.finder; f.open && f.document == w.doc {
		at := sort.Search(len(f.spans), func(k int) bool { return f.spans[k].Start >= span.Start })
		if at < len(f.spans) && f.spans[at] == span {
			f.at = at
			f.shown()
			return
		}
	}
	w.view.Select(span)
	w.view.ScrollTo(span.Start)
	w.refreshStatus()
}

// chosen are the ticked spans of each document, in the order of the rows.
func (o *occurrences) chosen() (order []annotate.ID, spans map[annotate.ID][]text.Span) {
	spans = map[annotate.ID][]text.Span{}
	for i := range o.rows {
		r := &o.rows[i]
		if !r.ticked {
			continue
		}
		if spans[r.document] == nil {
			order = append(order, r.document)
		}
		spans[r.document] = append(spans[r.document], r.span)
	}
	return order, spans
}

// mark marks what is ticked, as one step.
func (o *occurrences) mark() {
	w := o.window
	if ok, why := w.needsWriting(); !ok {
		w.status.say("Mark: " + why)
		return
	}
	order, spans := o.chosen()
	switch {
	case o.busy:
		w.status.say("The documents are still being read; Esc stops that")
		return
	case len(order) == 0:
		w.status.say("Nothing is ticked")
		return
	}
	s, values := o.sought, o.sought.values(o.looks)
	if s.register {
		o.markRegistered()
		return
	}
	if !s.project {
		cs, n, err := w.editor().MarkAll(w.doc.page, s.layer, spans[w.doc.id], values...)
		o.marked(cs, n, err)
		return
	}
	o.markProject(order, spans, values)
}

// marked applies what marks all that is ticked.
func (o *occurrences) marked(cs annotate.ChangeSet, n int, err error) {
	w, s := o.window, o.sought
	w.applyThen(cs, err, func() {
		w.last = lastMark{project: w.project.session.Project().ID, layer: s.layer, features: s.values(o.looks)}
		o.hide()
		w.focusText()
		w.status.say(counted(n, "place") + " marked as " + lowerFirst(w.layerName(s.layer)) + w.byKey("; ", "edit.undo", "takes that back"))
	})
}

// session is that of the open project.
func (o *occurrences) session() *session.Session { return o.window.project.session }

// mostFollowed is how many annotations a document may have for the preview to follow every
// change; of more it is told when it is opened again, and nothing is marked twice.
const mostFollowed = 20_000

// follow is told every change while the preview is open: what is marked now is said.
func (o *occurrences) follow(cs *annotate.ChangeSet) {
	w := o.window
	if !o.open || o.sought.project || w.doc == nil || w.doc.page.Count() > mostFollowed || !slices.ContainsFunc(cs.Changes, func(c annotate.Change) bool {
		k := c.Key()
		return k.Kind == annotate.KindAnnotation && k.Document == w.doc.id
	}) {
		return
	}
	if o.sought.register {
		o.seek(o.sought)
		return
	}
	spans := make([]text.Span, len(o.rows))
	for i := range o.rows {
		spans[i] = o.rows[i].span
	}
	for i, standing := range w.editor().Standings(w.doc.page, o.sought.layer, spans, o.sought.values(o.looks)...) {
		r := &o.rows[i]
		r.standing, r.ticked = standing, standing == edit.Unmarked && !r.left
	}
	o.panel.refresh()
}
