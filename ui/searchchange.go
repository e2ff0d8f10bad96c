package ui

import (
	"errors"
	"strconv"

	"parley/annotate"
	"parley/annotate/edit"
	"parley/ui/control"
	"parley/ui/dialog"
)

// changeMenu offers what can be done to the ticked statements: their slots by the schema,
// then a tag for another, a layer for another, and deleting.
func (s *searching) changeMenu() {
	if !s.ready() {
		return
	}
	schema, layers := s.window.project.session.Schema(), s.tickedLayers()
	var rows []control.MenuRow
	seen := map[annotate.FeatureID]bool{}
	for i := range schema.Layers {
		l := &schema.Layers[i]
		if !layers[l.ID] {
			continue
		}
		for k := range l.Features {
			f := &l.Features[k]
			if !seen[f.ID] && settable(f) && len(rows) < mostSlots {
				seen[f.ID] = true
				rows = append(rows, control.MenuRow{Text: "Set " + lowerFirst(f.Name) + "…", Run: func() { s.slotMenu(f) }})
			}
		}
	}
	rows = append(rows, control.MenuRow{Separator: true},
		control.MenuRow{Text: "Recode a tag…", Key: "r", Run: s.recodeMenu},
		control.MenuRow{Text: "Move to a layer…", Key: "l", Run: s.moveMenu},
		control.MenuRow{Text: "Delete " + counted(s.ticked, "annotation"), Key: "⌫", Run: func() { s.change("Delete", s.window.editor().DeleteThem()) }})
	s.menu(rows)
}

// mostSlots is how many slots the menu offers.
const mostSlots = 16

// menu opens a menu over the button that changes, with the first row in hand.
func (s *searching) menu(rows []control.MenuRow) {
	s.window.openPopup(s.window.above(s.panel.Change, rows), rows, s.panel.FocusList).HoldFirst()
}

// next opens a menu when the one in which it was chosen has gone.
func (s *searching) next(rows []control.MenuRow) { s.window.soon(func() { s.menu(rows) }) }

// settable reports whether a slot can be given one value in many statements.
func settable(f *annotate.Feature) bool {
	return len(f.Types) > 0 && (len(f.Types) > 1 || !f.Takes(annotate.TypeAnnotation))
}

func (s *searching) tickedLayers() map[annotate.LayerID]bool {
	layers := map[annotate.LayerID]bool{}
	for i := range s.rows {
		if s.rows[i].ticked {
			layers[s.rows[i].layer] = true
		}
	}
	return layers
}

// slotMenu offers the values of a slot, and to empty it.
func (s *searching) slotMenu(f *annotate.Feature) {
	e := s.window.editor()
	set := func(called string, v annotate.Value) func() {
		return func() {
			s.change("Set", e.SetValues(f.ID, v).Named("Set "+lowerFirst(f.Name)+" to "+cut(called, 40)+" in"))
		}
	}
	rows := []control.MenuRow{{Text: "unset", Note: "nothing stands in it", Run: func() { s.change("Clear", e.SetValues(f.ID)) }}, {Separator: true}}
	for _, t := range f.Types {
		switch t {
		case annotate.TypeTag:
			for _, tag := range s.tags(f.Tagset) {
				rows = append(rows, control.MenuRow{Text: tag.Label(), Run: set(tag.Label(), annotate.Value{Type: t, Tag: tag.ID})})
			}
		case annotate.TypeBoolean:
			rows = append(rows, control.MenuRow{Text: "yes", Run: set("yes", annotate.Value{Type: t, Bool: true})}, control.MenuRow{Text: "no", Run: set("no", annotate.Value{Type: t})})
		case annotate.TypeEntity:
			rows = append(rows, control.MenuRow{Text: "An actor…", Run: func() {
				s.window.soon(func() {
					s.actorsMenu(s.panel.Change, func(id annotate.ID) {
						set(s.window.project.session.Entity(id).Name, annotate.Value{Type: annotate.TypeEntity, Ref: id})()
					})
				})
			}})
		case annotate.TypeText, annotate.TypeNumber, annotate.TypeDate:
			rows = append(rows, control.MenuRow{Text: "A " + t.String() + "…", Run: func() { s.window.soon(func() { s.askValue(f, t, func(in string, v annotate.Value) { set(in, v)() }) }) }})
		}
	}
	s.next(rows)
}

// tags are those of a set that are offered.
func (s *searching) tags(id annotate.TagsetID) (list []annotate.Tag) {
	if set := s.window.project.session.Schema().Tagset(id); set != nil {
		for _, t := range set.Tags {
			if !t.Retired {
				list = append(list, t)
			}
		}
	}
	return list
}

// askValue asks for a value that is written.
func (s *searching) askValue(f *annotate.Feature, t annotate.FeatureType, take func(string, annotate.Value)) {
	hint := map[annotate.FeatureType]string{annotate.TypeDate: "2025, 2025-03 or 2025-03-14", annotate.TypeNumber: "a number"}[t]
	dialog.AskLines(s.window.window, "Set "+lowerFirst(f.Name), "Go on", []dialog.Line{{Label: f.Name, Hint: hint, Check: func(in string) error {
		_, err := writtenValue(t, in)
		return err
	}}}, func(texts []string) {
		if v, err := writtenValue(t, texts[0]); err == nil {
			take(texts[0], v)
		}
	})
}

var errWanted = errors.New("a value is wanted")

// writtenValue reads a value of a type.
func writtenValue(t annotate.FeatureType, in string) (v annotate.Value, err error) {
	switch v.Type = t; t {
	case annotate.TypeDate:
		if v.Date, err = annotate.ParseDate(in); err == nil && v.Date.IsZero() {
			err = errWanted
		}
	case annotate.TypeNumber:
		v.Number, err = strconv.ParseFloat(in, 64)
	default:
		if v.Text = in; in == "" {
			err = errWanted
		}
	}
	return v, err
}

// recodeMenu offers the tagsets of the ticked statements, then the tag to be replaced, then
// the one that takes its place.
func (s *searching) recodeMenu() {
	schema, layers := s.window.project.session.Schema(), s.tickedLayers()
	var rows []control.MenuRow
	seen := map[annotate.TagsetID]bool{"": true}
	for _, l := range schema.Layers {
		for _, f := range l.Features {
			if set := schema.Tagset(f.Tagset); layers[l.ID] && !seen[f.Tagset] && set != nil {
				seen[f.Tagset] = true
				rows = append(rows, control.MenuRow{Text: set.Name, Note: counted(len(set.Tags), "tag"), Run: func() { s.recodeFrom(set) }})
			}
		}
	}
	if len(rows) == 1 {
		rows[0].Run()
		return
	}
	s.next(rows)
}

func (s *searching) recodeFrom(set *annotate.Tagset) {
	var rows []control.MenuRow
	for _, from := range set.Tags {
		rows = append(rows, control.MenuRow{Text: from.Label(), Run: func() { s.recodeTo(set, from) }})
	}
	s.next(rows)
}

func (s *searching) recodeTo(set *annotate.Tagset, from annotate.Tag) {
	rows := []control.MenuRow{{Text: from.Label() + " becomes", Disabled: true}}
	for _, to := range s.tags(set.ID) {
		if to.ID != from.ID {
			rows = append(rows, control.MenuRow{Text: to.Label(), Run: func() { s.change("Recode", s.window.editor().Recode(set.ID, from.ID, to.ID)) }})
		}
	}
	s.next(rows)
}

func (s *searching) moveMenu() {
	var rows []control.MenuRow
	for _, l := range s.window.project.session.Schema().Layers {
		rows = append(rows, control.MenuRow{Text: l.Name, Slot: l.Colour, Key: l.Key, Run: func() { s.change("Move", s.moveTo(l.ID)) }})
	}
	s.next(rows)
}

func (s *searching) moveTo(id annotate.LayerID) edit.Bulk { return s.window.editor().MoveTo(id) }
