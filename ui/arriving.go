package ui

import (
	"slices"

	"parley/annotate"
	"parley/annotate/index"
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
	page, err = s.Begin(id, func(list []*annotate.Annotation) {
		all := prepare(list)
		w.post(func() {
			if w.doc != nil && w.doc.page == page {
				w.arriveWith(all)
			}
		})
	})
	return page, err
}

// arrive shows the annotations of the open document, if they are not shown yet; it waits
// for those that are still being read. Whatever a person does that needs them comes by
// here, so that nobody works on a part of them.
func (w *Workbench) arrive() { w.arriveWith(nil) }

// arriveWith is arrive with what was prepared elsewhere, which is of no use when something
// was changed since.
func (w *Workbench) arriveWith(all *prepared) {
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
	if all == nil || d.marks.changed {
		d.marks.fill(s)
	} else {
		d.marks.take(all, s)
	}
	w.view.Restyle(true)
	w.annotations.Reload()
	w.refreshAll()
	w.sayDamaged()
}

// prepared is what the window needs to know of all annotations of a text. To make it costs
// most of what they cost the window, and can be done on any goroutine.
type prepared struct {
	reading []*annotate.Annotation // in reading order
	index   *index.Index[annotate.ID]
	counts  map[annotate.LayerID]int
}

// prepare sorts list.
func prepare(list []*annotate.Annotation) *prepared {
	slices.SortFunc(list, annotate.ComparePlace)
	r := &prepared{reading: list, counts: map[annotate.LayerID]int{}}
	entries := make([]index.Entry[annotate.ID], 0, len(list))
	for _, a := range list {
		r.counts[a.Layer]++
		if len(a.Fragments) > 0 {
			entries = append(entries, entry(a))
		}
	}
	r.index = index.Of(annotate.ID.Compare, entries)
	return r
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
