package ui

import (
	"parley/annotate"
	"parley/annotate/session"
)

// waitedFor is up to how many annotations a text waits for when it is opened: reading them
// takes a few milliseconds. A text with more is shown before, and they come to it.
const waitedFor = 2000

// page opens a document, or begins to, when it has many annotations.
func (w *Workbench) page(id annotate.ID) (page *session.Page, err error) {
	s := w.project.session
	at, ok := s.Rows().Find(id)
	if !ok || s.Rows().At(at).Annotations <= waitedFor {
		return s.Page(id)
	}
	page, err = s.Begin(id, func() {
		w.post(func() {
			if w.doc != nil && w.doc.page == page {
				w.arrive()
			}
		})
	})
	return page, err
}

// arrive shows the annotations of the open document, if they are not shown yet; it waits
// for those that are still being read. Whatever a person does that needs them comes by
// here, so that nobody works on a part of them.
func (w *Workbench) arrive() {
	if w.doc == nil || w.doc.marks.whole {
		return
	}
	s, d := w.project.session, w.doc
	if _, err := s.Page(d.id); err != nil {
		w.leaveDocument()
		w.showDocument(nil)
		w.tell("The document could not be opened", err)
		return
	}
	d.marks.fill(s)
	w.view.Restyle(true)
	w.annotations.Reload()
	w.refreshAll()
	w.sayDamaged()
}

// sayDamaged says how many annotations of the open document are left out.
func (w *Workbench) sayDamaged() {
	if n := len(w.doc.page.Damaged()); n > 0 {
		w.status.say(counted(n, "annotation") + " left out: the quote is not what the text says")
	}
}

// count is the number of annotations that are shown.
func (d *document) count() int {
	if !d.marks.whole {
		return 0
	}
	return d.page.Count()
}
