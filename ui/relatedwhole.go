package ui

import (
	"slices"

	"parley/annotate"
)

// A relation of which an end is the whole document has no curve: there is no place that it
// could lead from or to. It is said of both its ends where they are described, counted in the
// strip over the text, and r follows it as the others.

// trail is the walk from an annotation to those that it is related to, where one of them is
// about the whole document; the view has its own for the others.
type trail struct{ origin, at annotate.ID }

// unseen are the relations of an annotation that have no curve, in their order.
func (m *marks) unseen(id annotate.ID) (list []*annotate.Relation) {
	for _, r := range m.related.of[id] {
		if rel := m.page.Relation(r); rel != nil && (m.isAbout(rel.From) || m.isAbout(rel.To)) {
			list = append(list, rel)
		}
	}
	return list
}

func (m *marks) isAbout(id annotate.ID) bool {
	a := m.page.Annotation(id)
	return a != nil && len(a.Fragments) == 0
}

// unseenLines say the relations of an annotation that have no curve, each in a line.
func (w *Workbench) unseenLines(id annotate.ID) (lines []string) {
	for i, r := range w.doc.marks.unseen(id) {
		if i == mostRelations {
			return append(lines, "+"+grouped(len(w.doc.marks.unseen(id))-i))
		}
		name := w.doc.marks.relationName(r.Type)
		if r.From == id {
			lines = append(lines, name+" → "+w.endText(r.To, 32))
		} else {
			lines = append(lines, name+" ← "+w.endText(r.From, 32))
		}
	}
	return lines
}

// followWhole goes to what the active annotation is related to, again to the next, and at last
// back, where one of them is about the whole document. It says which of how many it has come
// to; 0: back. done is false where the view follows.
func (w *Workbench) followWhole(backwards bool) (n, of int, done bool) {
	t := &w.doc.trail
	if active := w.activeID(); active.IsZero() || t.at != active {
		*t = trail{active, active}
	}
	if len(w.doc.marks.unseen(t.origin)) == 0 {
		return 0, 0, false
	}
	stops := append([]annotate.ID{t.origin}, w.partners(t.origin)...)
	if len(stops) == 1 {
		return 0, 0, false
	}
	step := map[bool]int{false: 1, true: -1}[backwards]
	i := (max(0, slices.Index(stops, t.at)) + step + len(stops)) % len(stops)
	t.at = stops[i]
	w.choose(t.at, true)
	return i, len(stops) - 1, true
}

// partners are the annotations that one is related to and that are not hidden, in reading order.
func (w *Workbench) partners(id annotate.ID) (list []annotate.ID) {
	m := w.doc.marks
	var found []*annotate.Annotation
	for _, r := range m.related.of[id] {
		rel := m.page.Relation(r)
		if rel == nil {
			continue
		}
		other := rel.To
		if other == id {
			other = rel.From
		}
		if a := m.page.Annotation(other); a != nil && other != id && m.walked(a) && !slices.Contains(found, a) {
			found = append(found, a)
		}
	}
	slices.SortFunc(found, annotate.ComparePlace)
	for _, a := range found {
		list = append(list, a.ID)
	}
	return list
}
