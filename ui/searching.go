package ui

import (
	"cmp"
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/annotate/text"
	"parley/ui/search"
)

// searching is the search of the project, under the text: what is asked, what was found
// and what is ticked of it. It is answered elsewhere, on a view of the project, and the
// answers come in parcels; each letter ends the search of the letter before.
type searching struct {
	window *Workbench
	panel  *search.Panel
	open   bool
	asked  string
	rows   []found
	ticked int
	layer  annotate.LayerID // of the marks to be made
	actor  annotate.ID      // whom they name; zero: nobody
	looks  map[annotate.LayerID]look

	cancel     context.CancelFunc
	busy       bool
	done, of   int // documents
	documents  int // with hits
	cutOff     bool
	stale      bool // statements were changed since
	problem    string
	order      search.Order
	descending bool
	at         annotate.ID // the document of the row that was shown last
}

// found is a row. Its words are its own: it keeps no text in memory.
type found struct {
	document           annotate.ID
	annotation         annotate.ID // zero: it is a hit in the text
	layer              annotate.LayerID
	span               text.Span
	before, hit, after string
	note               string
	rightToLeft        bool
	ticked             bool
	whole              bool // it is about the whole document
	rank               int  // in the order in which they were found
}

// mostFound is how many rows there are at most.
const mostFound = 100_000

func newSearching(w *Workbench) *searching {
	s := &searching{window: w, cancel: func() {}}
	s.panel = search.New(s)
	p := s.panel
	p.OnQuery = func(string, search.Options) { s.ask() }
	p.OnEnter = func(string) { s.entered() }
	p.OnOpen, p.OnSelect = s.show, s.glance
	p.OnTick, p.OnTickAll, p.OnSort = s.tick, s.tickAll, s.sort
	p.OnEscape, p.OnClose = s.outward, s.hide
	p.OnRecent, p.OnLayer, p.OnActor, p.OnChange = s.recentMenu, s.layerMenu, s.actorMenu, s.changeMenu
	p.OnMark, p.OnExport = s.mark, s.export
	p.OnRune = s.digit
	return s
}

// begin opens the panel with what is selected, or with what was asked last. When one types
// there already it goes from texts to statements, and back.
func (s *searching) begin() {
	w := s.window
	if s.open && w.window.Canvas().Focused() == fyne.Focusable(s.panel.Field) {
		o := s.panel.Options()
		o.Statements = !o.Statements
		s.panel.SetOptions(o)
		s.ask()
		return
	}
	if !s.open {
		s.open = true
		s.looks = looksOf(w.project.session.Schema())
		if schema := w.project.session.Schema(); schema.Layer(s.layer) == nil && len(schema.Layers) > 0 {
			s.layer = w.layered(sought{layer: w.last.layer}).layer
		}
	}
	if w.doc != nil && !s.panel.Options().Statements {
		if sel := w.view.Selection(); !sel.Empty() && sel.Len() <= mostSeed {
			s.panel.Field.SetText(owned(w.doc.page.Text().Slice(sel)))
		}
	}
	w.occurrences.hide()
	w.frame.Refresh()
	w.window.Canvas().Focus(s.panel.Field) // also before it was drawn for the first time
	s.panel.Field.SelectAll()
	s.ask()
	w.showKeys()
}

// hide closes the panel; what was asked stays.
func (s *searching) hide() {
	if !s.open {
		return
	}
	s.reset()
	w := s.window
	w.frame.Refresh()
	w.focusText()
	w.showKeys()
	w.refreshStatus()
}

// reset closes the panel and forgets what was found.
func (s *searching) reset() {
	s.cancel()
	s.open, s.busy, s.rows, s.ticked, s.asked, s.actor = false, false, nil, 0, "", annotate.ID{}
	s.panel.List.SetCount(0)
}

// outward stops what is being done, goes from the list to the field, or closes the panel.
func (s *searching) outward() {
	if s.busy {
		s.stop()
		return
	}
	s.hide()
}

// stop ends the search; what was found stays.
func (s *searching) stop() {
	s.cancel()
	s.busy = false
	s.update()
}

// entered asks again what has gone stale, or goes down to the hits; the question is remembered.
func (s *searching) entered() {
	s.remember()
	switch {
	case s.stale || s.asked != s.panel.Field.Text():
		s.ask()
	case len(s.rows) > 0:
		s.panel.FocusList()
	}
}

// Count implements search.Source.
func (s *searching) Count() int { return len(s.rows) }

// Row implements search.Source.
func (s *searching) Row(i int) search.Row {
	f := &s.rows[i]
	r := search.Row{Before: f.before, Hit: f.hit, After: f.after, Note: f.note, RightToLeft: f.rightToLeft, Ticked: f.ticked}
	if d, ok := s.heading(f.document); ok {
		r.Title, r.Date = d.Title, shortDate(d.Date)
	}
	if !f.annotation.IsZero() {
		r.Slot = max(1, s.looks[f.layer].slot)
	}
	return r
}

func (s *searching) heading(id annotate.ID) (annotate.Heading, bool) {
	rows := s.window.documents()
	i, ok := rows.Find(id)
	if !ok {
		return annotate.Heading{}, false
	}
	return rows.At(i), true
}

// tick ticks row i, or takes the tick away.
func (s *searching) tick(i int) {
	if i < 0 || i >= len(s.rows) {
		return
	}
	f := &s.rows[i]
	f.ticked = !f.ticked
	s.ticked += map[bool]int{true: 1, false: -1}[f.ticked]
	s.update()
}

// tickAll ticks every row, or none if they all are.
func (s *searching) tickAll() {
	all := s.ticked == len(s.rows)
	for i := range s.rows {
		s.rows[i].ticked = !all
	}
	s.ticked = len(s.rows)
	if all {
		s.ticked = 0
	}
	s.update()
}

// sort puts the rows in an order. Those of one document, or of one date, stay as they
// were found.
func (s *searching) sort(o search.Order, descending bool) {
	s.order, s.descending = o, descending
	s.arrange()
	s.panel.List.Select(-1, false)
	s.update()
}

// arrange sorts the rows by their documents, of which there are fewer than rows.
func (s *searching) arrange() {
	var documents []annotate.Heading
	rank := map[annotate.ID]int{}
	for i := range s.rows {
		id := s.rows[i].document
		if _, seen := rank[id]; !seen {
			rank[id] = 0
			d, _ := s.heading(id)
			d.ID = id
			documents = append(documents, d)
		}
	}
	slices.SortFunc(documents, func(a, b annotate.Heading) int {
		by := 0
		switch s.order {
		case search.ByTitle:
			by = cmp.Compare(folded(a.Title), folded(b.Title))
		case search.ByDate:
			by = a.Date.Compare(b.Date)
		}
		if s.descending {
			by = -by
		}
		return cmp.Or(by, a.ID.Compare(b.ID))
	})
	for i, d := range documents {
		rank[d.ID] = i
	}
	slices.SortFunc(s.rows, func(a, b found) int {
		return cmp.Or(cmp.Compare(rank[a.document], rank[b.document]), cmp.Compare(a.rank, b.rank))
	})
}

// glance shows row i in the text, if it is of the open document.
func (s *searching) glance(i int) {
	w := s.window
	if i < 0 || i >= len(s.rows) || w.doc == nil || w.doc.id != s.rows[i].document {
		return
	}
	s.reveal(&s.rows[i])
}

// show opens the document of row i there; the text has the keyboard then.
func (s *searching) show(i int) {
	if i < 0 || i >= len(s.rows) {
		return
	}
	s.remember()
	w := s.window
	w.openDocument(s.rows[i].document)
	if w.doc == nil || w.doc.id != s.rows[i].document {
		return
	}
	s.panel.List.Select(i, true)
	s.reveal(&s.rows[i])
	w.focusText()
}

// reveal stands on a row's words in the open text.
func (s *searching) reveal(f *found) {
	w := s.window
	if !f.annotation.IsZero() {
		w.arrive()
		if w.doc.page.Annotation(f.annotation) != nil {
			w.choose(f.annotation, true)
			return
		}
	}
	w.view.Select(f.span)
	w.view.ScrollTo(f.span.Start)
	w.refreshStatus()
}

// step shows the next row or the one before, and says when there is none.
func (s *searching) step(by int) {
	i := s.panel.List.Selected() + by
	if i < 0 || i >= len(s.rows) {
		s.window.status.say(map[bool]string{true: "That was the last hit", false: "That was the first hit"}[by > 0])
		return
	}
	s.show(i)
}

// follow is told every change: what is listed may be so no longer.
func (s *searching) follow(cs *annotate.ChangeSet) {
	if !s.open || !s.panel.Options().Statements || s.stale {
		return
	}
	s.stale = slices.ContainsFunc(cs.Changes, func(c annotate.Change) bool { return c.Key().Kind == annotate.KindAnnotation })
	if s.stale {
		s.update()
	}
}
