package ui

import (
	"errors"
	"slices"

	"parley/annotate"
	"parley/annotate/edit"
	"parley/annotate/text"
)

// registered are the names of the register in the open document as rows. Each names its
// own actor; a name of several actors names none until a person says so, and is not ticked.
// What a mention of something else overlaps is marked otherwise.
func (o *occurrences) registered() []occurrence {
	w := o.window
	list := w.naming.matches()
	list = list[:min(len(list), mostOccurrences+1)]
	spans := make([]text.Span, len(list))
	for i := range list {
		spans[i] = list[i].Span
	}
	rows := listed(w.editor(), w.doc.page, o.sought, nil, spans)
	byActor := map[annotate.ID][]int{}
	for i := range rows {
		r, m := &rows[i], &list[i]
		if r.actors = m.Entities; !m.Ambiguous() {
			r.entity = m.Entities[0]
			byActor[r.entity] = append(byActor[r.entity], i)
		}
	}
	for id, at := range byActor {
		o.stand(rows, at, id)
	}
	for i := range rows {
		r := &rows[i]
		if r.standing == edit.Unmarked && w.mentioned(r.span, false) {
			r.standing = edit.Otherwise
		}
		r.ticked = r.standing == edit.Unmarked && !r.entity.IsZero()
	}
	return rows
}

// stand says how the rows at some places stand to a mention of an actor.
func (o *occurrences) stand(rows []occurrence, at []int, who annotate.ID) {
	w, spans := o.window, make([]text.Span, len(at))
	for k, i := range at {
		spans[k] = rows[i].span
	}
	s := sought{layer: o.sought.layer, entity: who}
	for k, standing := range w.editor().Standings(w.doc.page, s.layer, spans, s.values(o.looks)...) {
		rows[at[k]].standing = standing
	}
}

// groups are the ticked spans of the open document by the actor that they name, in the
// order in which the actors come.
func (o *occurrences) groups() (order []annotate.ID, spans map[annotate.ID][]text.Span) {
	spans = map[annotate.ID][]text.Span{}
	for i := range o.rows {
		if r := &o.rows[i]; r.ticked {
			if !slices.Contains(order, r.entity) {
				order = append(order, r.entity)
			}
			spans[r.entity] = append(spans[r.entity], r.span)
		}
	}
	return order, spans
}

// markRegistered marks what is ticked, each as its own actor, as one step.
func (o *occurrences) markRegistered() {
	w, layer := o.window, o.sought.layer
	order, spans := o.groups()
	var sets []annotate.ChangeSet
	n := 0
	for _, id := range order {
		s := sought{layer: layer, entity: id}
		cs, made, err := w.editor().MarkAll(w.doc.page, layer, spans[id], s.values(o.looks)...)
		if errors.Is(err, annotate.ErrNothing) {
			continue
		}
		if err != nil {
			w.tell("Nothing was marked", err)
			return
		}
		sets, n = append(sets, cs), n+made
	}
	if n == 0 {
		w.status.say("All of it is marked already")
		return
	}
	o.marked(w.editor().JoinMarked(layer, n, sets...), n, nil)
}

// whom is what a row of the register's names says in the last column.
func (r *occurrenceRow) whom() string {
	o := r.panel.of
	if len(r.shown.actors) > 1 {
		return "one of " + counted(len(r.shown.actors), "actor")
	}
	if e := o.session().Entity(r.shown.entity); e != nil {
		return "as " + shortName(e)
	}
	return "not marked"
}
