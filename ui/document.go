package ui

import (
	"path/filepath"

	"parley/annotate"
	"parley/annotate/session"
	"parley/annotate/text"
	"parley/ui/docview"
	"parley/ui/settings"
	"parley/ui/textlayout"
)

// document is the one that is shown.
type document struct {
	id      annotate.ID
	page    *session.Page
	marks   *marks
	picking *picking    // an annotation is being chosen in the text; nil: none is
	lately  annotate.ID // the annotation that was selected last; it may be gone
	about   annotate.ID // the annotation of the whole document that is selected; zero: none is
	trail   trail       // of relations of the whole document
}

var docviewStart docview.Place // the top

var directions = map[annotate.Direction]textlayout.Direction{
	annotate.AutoDirection: textlayout.Auto, annotate.LeftToRight: textlayout.LeftToRight, annotate.RightToLeft: textlayout.RightToLeft,
}

// key names the project in the settings: by its ID, and by its file's name, as copies have
// the same ID.
func (p *project) key() string {
	return p.session.Project().ID.String() + " " + filepath.Base(p.path)
}

// openLast shows the document where a person was last, or the first.
func (w *Workbench) openLast() {
	p := w.project
	if last, ok := w.Settings.Now().Last(p.key()); ok {
		id, err := annotate.ParseID(last.Document)
		if _, there := p.session.Rows().Find(id); err == nil && there {
			w.openDocument(id)
			return
		}
	}
	if rows := p.session.Rows(); rows.Len() > 0 {
		w.openDocument(rows.At(0).ID)
		return
	}
	w.showDocument(nil)
}

// openDocument shows a document at the place where it was left, and gives the text the
// keyboard.
func (w *Workbench) openDocument(id annotate.ID) {
	if w.project == nil || w.doc != nil && w.doc.id == id {
		if w.frame.overlay {
			w.overlayList()
		}
		w.focusText()
		return
	}
	page, err := w.page(id)
	if err != nil {
		w.tell("The document could not be opened", err)
		return
	}
	w.leaveDocument()
	d := &document{id: id, page: page, marks: newMarks(page, w.project.session, w.project.hidden, &w.project.filter, w.colourMode())}
	d.marks.await = w.arrive
	w.showDocument(d)
	if d.marks.whole {
		w.sayDamaged()
	}
}

// showDocument shows d with all that belongs to it; nil shows none.
func (w *Workbench) showDocument(d *document) {
	w.doc = d
	if d == nil {
		w.view.SetSource(nil, docviewStart)
		w.finder.moved()
		w.list.Open(annotate.ID{})
		w.showAnnotation(annotate.ID{})
		w.annotations.Reload()
		w.refreshAll()
		w.frame.Refresh()
		return
	}
	w.applyText()
	place := w.placeOf(d.id)
	w.view.SetSource(d.marks, docview.Place{Offset: text.Offset(place.Top)})
	if place.Caret > 0 {
		w.view.Select(text.Span{Start: text.Offset(place.Caret), End: text.Offset(place.Caret)})
	}
	w.list.Open(d.id)
	w.showAnnotation(annotate.ID{})
	w.annotations.Reload()
	if !d.marks.whole {
		w.annotations.Expect()
	}
	w.refreshAll()
	if w.frame.overlay && !w.list.Walking() {
		w.frame.overlay = false
	}
	w.frame.Refresh()
	if !w.list.Walking() {
		w.focusText()
	}
	w.finder.moved()
	w.keepPlace()
}

func (w *Workbench) placeOf(id annotate.ID) settings.Place {
	p, _ := w.Settings.Now().PlaceIn(w.project.key(), id.String())
	return p
}

// keepPlace remembers where a person is in the open document.
func (w *Workbench) keepPlace() {
	if w.doc == nil || w.project == nil || w.project.copied {
		return
	}
	place := settings.Place{Document: w.doc.id.String(), Caret: int(w.view.Caret()), Top: int(w.view.Place().Offset)}
	w.remember(func(s *settings.Settings) { s.SetPlace(w.project.key(), place) })
}

// leaveDocument forgets the open document, but not the place in it.
func (w *Workbench) leaveDocument() {
	if w.doc == nil {
		return
	}
	w.keepPlace()
	w.project.session.Release(w.doc.id)
	w.doc = nil
}

// focusText gives the text the keyboard.
func (w *Workbench) focusText() {
	if w.doc != nil && !w.covered() {
		w.window.Canvas().Focus(w.view)
	}
}

// active is the annotation that is selected; nil when none is.
func (w *Workbench) active() *annotate.Annotation {
	id := w.activeID()
	if w.doc == nil || id.IsZero() {
		return nil
	}
	return w.doc.page.Annotation(id)
}

// stepDocument opens the document n rows further down in the list as it is filtered.
func (w *Workbench) stepDocument(n int) { w.list.Next(n) }
