package ui

import (
	"errors"
	"strconv"

	"parley/annotate"
	"parley/annotate/edit"
	"parley/ui/dialog"
)

// changeMenu offers what can be done to the ticked statements: their slots by the schema,
// then a tag for another, a layer for another, and deleting.
func (s *searching) changeMenu() {
	if !s.ready() {
		return
	}
	schema, layers := s.window.project.session.Schema(), s.tickedLayers()
	var rows []menuRow
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
				rows = append(rows, menuRow{text: "Set " + lowerFirst(f.Name) + "…", run: func() { s.slotMenu(f) }})
			}
		}
	}
	rows = append(rows, menuRow{separator: true},
		menuRow{text: "Recode a tag…", key: "r", run: s.recodeMenu},
		menuRow{text: "Move to a layer…", key: "l", run: s.moveMenu},
		menuRow{text: "Delete " + counted(s.ticked, "annotation"), key: "⌫", run: func() { s.change("Delete", s.window.editor().DeleteThem()) }})
	s.menu(rows)
}

// mostSlots is how many slots the menu offers.
const mostSlots = 16

// menu opens a menu over the button that changes.
func (s *searching) menu(rows []menuRow) {
	s.window.openPopup(s.window.above(s.panel.Change, rows), rows, s.panel.FocusList)
}

// next opens a menu when the one in which it was chosen has gone.
func (s *searching) next(rows []menuRow) { s.window.soon(func() { s.menu(rows) }) }

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
	rows := []menuRow{{text: "unset", note: "nothing stands in it", run: func() { s.change("Clear", e.SetValues(f.ID)) }}, {separator: true}}
	for _, t := range f.Types {
		switch t {
		case annotate.TypeTag:
			for _, tag := range s.tags(f.Tagset) {
				rows = append(rows, menuRow{text: tag.Label(), run: set(tag.Label(), annotate.Value{Type: t, Tag: tag.ID})})
			}
		case annotate.TypeBoolean:
			rows = append(rows, menuRow{text: "yes", run: set("yes", annotate.Value{Type: t, Bool: true})}, menuRow{text: "no", run: set("no", annotate.Value{Type: t})})
		case annotate.TypeEntity:
			rows = append(rows, menuRow{text: "An actor…", run: func() {
				s.window.soon(func() {
					s.actorsMenu(s.panel.Change, func(id annotate.ID) {
						set(s.window.project.session.Entity(id).Name, annotate.Value{Type: annotate.TypeEntity, Ref: id})()
					})
				})
			}})
		case annotate.TypeText, annotate.TypeNumber, annotate.TypeDate:
			rows = append(rows, menuRow{text: "A " + t.String() + "…", run: func() { s.window.soon(func() { s.askValue(f, t, func(in string, v annotate.Value) { set(in, v)() }) }) }})
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
	var rows []menuRow
	seen := map[annotate.TagsetID]bool{"": true}
	for _, l := range schema.Layers {
		for _, f := range l.Features {
			if set := schema.Tagset(f.Tagset); layers[l.ID] && !seen[f.Tagset] && set != nil {
				seen[f.Tagset] = true
				rows = append(rows, menuRow{text: set.Name, note: counted(len(set.Tags), "tag"), run: func() { s.recodeFrom(set) }})
			}
		}
	}
	if len(rows) == 1 {
		rows[0].run()
		return
	}
	s.next(rows)
}

func (s *searching) recodeFrom(set *annotate.Tagset) {
	var rows []menuRow
	for _, from := range set.Tags {
		rows = append(rows, menuRow{text: from.Label(), run: func() { s.recodeTo(set, from) }})
	}
	s.next(rows)
}

func (s *searching) recodeTo(set *annotate.Tagset, from annotate.Tag) {
	rows := []menuRow{{text: from.Label() + " becomes", disabled: true}}
	for _, to := range s.tags(set.ID) {
		if to.ID != from.ID {
			rows = append(rows, menuRow{text: to.Label(), run: func() { s.change("Recode", s.window.editor().Recode(set.ID, from.ID, to.ID)) }})
		}
	}
	s.next(rows)
}

func (s *searching) moveMenu() {
	var rows []menuRow
	for _, l := range s.window.project.session.Schema().Layers {
		rows = append(rows, menuRow{text: l.Name, slot: l.Colour, key: l.Key, run: func() { s.change("Move", s.moveTo(l.ID)) }})
	}
	s.next(rows)
}

func (s *searching) moveTo(id annotate.LayerID) edit.Bulk { return s.window.editor().MoveTo(id) }
