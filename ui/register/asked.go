package register

import (
	"slices"

	"parley/annotate"
)

// Pick ticks the actor in hand, or takes the tick away.
func (r *Register) Pick() {
	if r.source.Actor(r.at) == nil || r.listsMentions() {
		return
	}
	if r.picked[r.at] = !r.picked[r.at]; !r.picked[r.at] {
		delete(r.picked, r.at)
	}
	r.table.List.SetCount(len(r.model.rows))
	r.changed()
}

// Unpick takes all ticks away; false when there were none.
func (r *Register) Unpick() bool {
	had := len(r.picked) > 0
	clear(r.picked)
	r.table.List.SetCount(len(r.model.rows))
	r.changed()
	return had
}

// Picked are the ticked actors by name; without any, the one in hand.
func (r *Register) Picked() (list []*annotate.Entity) {
	for _, e := range r.source.Actors() {
		if r.picked[e.ID] {
			list = append(list, e)
		}
	}
	if e := r.source.Actor(r.at); len(list) == 0 && e != nil {
		list = append(list, e)
	}
	return list
}

// SetPlaces shows the places that were wanted last, as far as they have come.
func (r *Register) SetPlaces(places []Place, over bool) {
	r.kwic.set(places, over)
	r.headKwic()
	if over && !r.kwic.wanted.Statements && r.kwic.wanted.Actor == r.at {
		r.editor.found(r.at, places)
	}
}

// Places are what the concordance shows. The slice is not changed.
func (r *Register) Places() []Place { return slices.Clip(r.kwic.places) }

// Turn shows the statements of the actor in hand, or its mentions.
func (r *Register) Turn(statements bool) {
	r.kwic.turn(statements)
	r.headKwic()
}

// FocusSearch gives the search the keyboard, with all of it selected.
func (r *Register) FocusSearch() { r.search.Focus(); r.search.SelectAll() }

// FocusTable gives the keyboard to the table, or to the mentions in its place.
func (r *Register) FocusTable() {
	if r.listsMentions() {
		r.FocusPlaces()
		return
	}
	r.table.List.Focus()
}

// FocusPlaces gives the concordance the keyboard.
func (r *Register) FocusPlaces() {
	r.kwic.list.Focus()
	r.kwic.first = true
	r.kwic.chooseFirst()
}

// EditActor gives the editor the keyboard.
func (r *Register) EditActor() { r.editor.focus() }

// Sort puts the rows in the order of a column.
func (r *Register) Sort(column int, descending bool) {
	r.model.column, r.model.descending = column, descending
	r.table.SetSorted(column, descending)
	r.refill()
}

// EditParent, AddAlias and AddRole open a line of the editor.
func (r *Register) EditParent() { r.editor.openParent() }

// AddAlias opens a new alias.
func (r *Register) AddAlias() { r.editor.openAlias(len(r.editor.entity.Aliases)) }

// AddRole opens a new role.
func (r *Register) AddRole() { r.editor.openRole(len(r.editor.entity.Affiliations)) }

// Rename opens the name of the actor in hand to be written.
func (r *Register) Rename() { r.editor.rename() }

// Escape goes outward by one step: it closes what is being written without keeping it,
// takes the ticks away, or shows all again; false: there was nothing to leave.
func (r *Register) Escape() bool {
	switch {
	case r.editor.form != nil:
		r.editor.close(false)
	case len(r.picked) > 0:
		r.Unpick()
	case r.model.query != "":
		r.Search("")
		r.FocusTable()
	default:
		return false
	}
	return true
}

// Settle keeps what is being written in the editor.
func (r *Register) Settle() { r.editor.settle(true) }

// Merge, KeepApart, NotSure, SwapPair and StepPair are what the card's buttons do; false:
// nobody is possibly the same.
func (r *Register) Merge() bool     { return r.ask(r.twins.mergeNow) }
func (r *Register) KeepApart() bool { return r.ask(r.twins.keepApart) }
func (r *Register) NotSure() bool   { return r.ask(r.twins.skip) }
func (r *Register) SwapPair() bool  { return r.ask(r.twins.turn) }

// StepPair goes to the pair by so many further.
func (r *Register) StepPair(by int) bool { return r.ask(func() { r.twins.step(by) }) }

func (r *Register) ask(do func()) bool {
	_, ok := r.twins.pair()
	if ok && r.twins.Visible() {
		do()
	}
	return ok
}
