package ui

import (
	"errors"
	"slices"

	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/ui/control"
	"parley/ui/dialog"
	"parley/ui/theme"
)

// relationSheet is what is said of a relation, to be edited: a line for each feature of its
// type, and the note. Enter keeps all of it as one step.
type relationSheet struct {
	window   *Workbench
	relation *annotate.Relation
	sheet    *dialog.Sheet
	slots    []*relationSlot
	note     *control.Input
	problem  *control.Label
}

// relationSlot is a feature's line: of one with several values those are chips over the input.
type relationSlot struct {
	feature annotate.Feature
	lookup  *lookup
	values  []candidate // of a feature that takes several
	chips   *fyne.Container
	box     *fyne.Container
	fit     func()
}

// editRelation shows the sheet of a relation of the open document.
func (w *Workbench) editRelation(id annotate.ID) *relationSheet {
	if ok, why := w.needsText(); !ok {
		w.status.say("Edit relation: " + why)
		return nil
	}
	r := w.doc.page.Relation(id)
	if r == nil {
		return nil
	}
	s := &relationSheet{window: w, relation: r, problem: control.NewLabel("", control.Quiet.In(theme.Warn)), note: control.NewTextInput("", 2)}
	s.note.SetText(r.Note)
	s.note.OnEnter, s.note.OnEscape = func(string) { s.save() }, func() { s.sheet.Close() }
	s.note.OnFocus = func(has bool) {
		for _, slot := range s.slots {
			if has {
				slot.lookup.settle()
			}
		}
	}
	if t := w.project.session.Schema().Relation(r.Type); t != nil {
		for _, f := range t.Features {
			s.slots = append(s.slots, s.newSlot(f))
		}
	}
	focus := fyne.Focusable(s.note)
	if len(s.slots) > 0 {
		focus = s.slots[0].lookup.input
	}
	s.sheet = dialog.Open(w.window, s.content(), dialog.Options{Width: 560, Pad: 20, Scrim: true, Stays: true, Focus: focus, OnClosed: func() { w.soon(w.focusText) }})
	return s
}

func (s *relationSheet) content() fyne.CanvasObject {
	const width = 560 - 40 - 92
	w, r := s.window, s.relation
	column := dialog.Column(sheetRow, control.NewLabel(w.doc.marks.relationName(r.Type), control.Style{Size: theme.TitleSize, Bold: true}),
		dialog.Labelled("From", dialog.Paragraph("“"+cut(w.quoteText(r.From), 120)+"”", control.Body, width)),
		dialog.Labelled("To", dialog.Paragraph("“"+cut(w.quoteText(r.To), 120)+"”", control.Body, width)))
	for _, slot := range s.slots {
		column.Add(dialog.Labelled(slot.feature.Name, slot.box))
	}
	cancel := control.NewButton("Cancel", func() { s.sheet.Close() })
	cancel.Key = "Esc"
	cancel.Refresh()
	column.Add(dialog.Labelled("Note", s.note))
	key := "↵"
	if len(s.slots) == 0 {
		key = "Ctrl+↵" // in the note Enter is a line's end
	}
	column.Add(dialog.End(s.problem, cancel, control.NewPrimaryButton("Save changes", key, s.save)))
	return column
}

func (s *relationSheet) newSlot(f annotate.Feature) *relationSlot {
	slot := &relationSlot{feature: f, chips: dialog.Row(theme.ChipGap), fit: func() {
		if s.sheet != nil {
			s.sheet.Fit()
		}
	}}
	l := newLookup(f.Description, func(q string) []candidate { return s.window.valuesFound(&f, q) })
	slot.lookup = l
	l.fit, l.submit = slot.fit, s.save
	l.input.OnEscape = func() {
		if l.list.Visible() {
			l.show(false)
		} else {
			s.sheet.Close()
		}
	}
	l.input.OnFocus = func(has bool) {
		for _, other := range s.slots {
			if has && other != slot {
				other.lookup.settle()
			}
		}
	}
	for _, v := range slot.valuesOf(s.relation) {
		c := candidate{value: v, name: s.window.valueText(&f, v)}
		if slot.values = append(slot.values, c); !f.Multi {
			l.set(c)
		}
	}
	if slot.box = l.box; f.Multi {
		slot.box = dialog.Column(4, slot.chips, l.box)
		l.taken = slot.add
		l.erased = func() { slot.drop(len(slot.values) - 1) }
		slot.refill()
	}
	return slot
}

func (s *relationSlot) valuesOf(r *annotate.Relation) []annotate.Value {
	for _, fv := range r.Features {
		if fv.Feature == s.feature.ID {
			return fv.Values
		}
	}
	return nil
}

func (s *relationSlot) add(c candidate) {
	if !slices.ContainsFunc(s.values, func(o candidate) bool { return o.value == c.value && o.name == c.name }) {
		s.values = append(s.values, c)
	}
	s.refill()
}

func (s *relationSlot) drop(i int) {
	if i >= 0 && i < len(s.values) {
		s.values = slices.Delete(s.values, i, i+1)
		s.refill()
	}
}

func (s *relationSlot) refill() {
	s.chips.RemoveAll()
	for i, c := range s.values {
		s.chips.Add(control.NewChip(c.name, nil, func() { s.drop(i) }))
	}
	s.chips.Hidden = len(s.values) == 0
	s.fit()
}

// chosen are the values as the line has them now; false when what is written in it is none.
func (s *relationSlot) chosen() ([]candidate, bool) {
	if !s.lookup.settle() {
		return nil, false
	}
	switch c := s.lookup.chosen; {
	case s.feature.Multi && !c.none():
		s.add(c)
		s.lookup.set(candidate{})
		return s.values, true
	case s.feature.Multi:
		return s.values, true
	case c.none():
		return nil, true
	default:
		return []candidate{c}, true
	}
}

// save keeps what is written, as one step, if all of it can be kept.
func (s *relationSheet) save() {
	cs, problem, err := s.changes()
	if problem != "" {
		s.problem.SetText(problem)
		s.sheet.Fit()
		return
	}
	s.sheet.Close()
	s.window.apply(cs, err)
}

// changes is what is written as one ChangeSet: that of the relation, and new actors.
func (s *relationSheet) changes() (cs annotate.ChangeSet, problem string, err error) {
	w, e, next := s.window, s.window.editor(), s.relation
	var sets []annotate.ChangeSet
	take := func(cs annotate.ChangeSet, err error) error {
		if errors.Is(err, annotate.ErrNothing) {
			return nil
		}
		if err == nil {
			next = cs.Changes[0].New.(*annotate.Relation)
		}
		return err
	}
	for _, slot := range s.slots {
		chosen, ok := slot.chosen()
		if !ok {
			w.window.Canvas().Focus(slot.lookup.input)
			return cs, slot.feature.Name + ": this is no value of it", nil
		}
		var values []annotate.Value
		for _, c := range chosen {
			if c.fresh {
				made, entity, err := e.AddEntity(c.name, "")
				if err != nil {
					return cs, "", err
				}
				c.value = annotate.Value{Type: annotate.TypeEntity, Ref: entity.ID}
				sets = append(sets, made)
			}
			values = append(values, c.value)
		}
		if err := take(e.SetRelationFeature(w.doc.page, next, slot.feature.ID, values...)); err != nil {
			return cs, "", err
		}
	}
	if err := take(e.SetRelationNote(next, s.note.Text())); err != nil {
		return cs, "", err
	}
	if next == s.relation {
		return cs, "", annotate.ErrNothing
	}
	sets = append(sets, annotate.ChangeSet{Changes: []annotate.Change{annotate.Update(s.relation, next)}})
	return e.Join("Edit "+lowerFirst(w.doc.marks.relationName(next.Type)), sets...), "", nil
}
