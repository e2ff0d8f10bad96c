package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/annotate/query"
	"parley/ui/control"
	"parley/ui/search"
	"parley/ui/settings"
)

// update shows what is known now.
func (s *searching) update() {
	w := s.window
	if w.project == nil {
		return
	}
	st := search.State{Summary: s.summary(), Ticked: s.ticked, Busy: s.busy, Problem: s.problem, Order: s.order, Descending: s.descending}
	st.CanWrite, _ = w.needsWriting()
	if l := w.project.session.Schema().Layer(s.layer); l != nil {
		st.Layer, st.LayerSlot = l.Name, l.Colour
	}
	if s.looks[s.layer].mention {
		st.Actor = "nobody"
		if e := w.project.session.Entity(s.actor); e != nil {
			st.Actor = cut(e.Name, 24)
		}
	}
	st.Empty, st.Next = s.nothing()
	s.panel.Update(st)
}

// summary is “312 hits in 45 documents · 310 ticked”.
func (s *searching) summary() string {
	if strings.TrimSpace(s.asked) == "" {
		return ""
	}
	noun := map[bool]string{true: "statement", false: "hit"}[s.panel.Options().Statements]
	line := counted(len(s.rows), noun)
	if s.cutOff {
		line = "The first " + line
	}
	line += " in " + counted(s.documents, "document")
	switch {
	case s.busy:
		return line + " · " + grouped(s.done) + " of " + grouped(s.of) + " read… · Esc stops"
	case s.done < s.of && !s.cutOff:
		line += " · stopped after " + grouped(s.done) + " of " + grouped(s.of)
	}
	if len(s.rows) > 0 {
		line += " · " + grouped(s.ticked) + " ticked"
	}
	if s.stale {
		line += " · changed since, ↵ asks again"
	}
	return line
}

// nothing is what stands in the place of rows that are not there.
func (s *searching) nothing() (what, next string) {
	switch {
	case len(s.rows) > 0 || s.problem != "":
		return "", ""
	case strings.TrimSpace(s.asked) == "" && s.panel.Options().Statements:
		return "Ask by what stands in the slots", "actor:HTS  stance:against  category:201  date:2018..2020  document:\"Interview\"  -stance:favor  target:unset  and words of the quote"
	case strings.TrimSpace(s.asked) == "":
		return "Write what to look for in all texts", "↓ shows what was asked before" + s.window.byKey("; ", "search.open", "again asks for statements by slots, as actor:HTS stance:against")
	case s.busy:
		return "Nothing found yet", "The documents are being read; Esc stops that."
	}
	if !s.panel.Options().Statements && query.HasSlot(s.asked) {
		return "Nothing found in the texts", "For statements by what is in their slots, choose Statements" + s.window.byKey(": ", "search.open", "again") + "."
	}
	return "Nothing found", "Ask otherwise, or press Esc."
}

// remember keeps the question for another time, the newest first.
func (s *searching) remember() {
	if strings.TrimSpace(s.asked) == "" || s.problem != "" {
		return
	}
	o := s.panel.Options()
	q := settings.Search{Text: s.asked, Statements: o.Statements, Pattern: o.Pattern, Exact: o.Exact, Words: o.Words}
	if list := s.window.Settings.Now().Searches; len(list) == 0 || list[0] != q {
		s.window.remember(func(st *settings.Settings) { st.RememberSearch(q) })
	}
}

// recentMenu offers what was asked before.
func (s *searching) recentMenu() {
	w := s.window
	var rows []control.MenuRow
	for _, q := range w.Settings.Now().Searches {
		note := ""
		for _, o := range []struct {
			on   bool
			name string
		}{{q.Statements, "statements"}, {q.Pattern, "pattern"}, {q.Exact, "exact"}, {q.Words, "whole words"}} {
			if o.on {
				note += " " + o.name
			}
		}
		rows = append(rows, control.MenuRow{Text: cut(q.Text, 60), Note: strings.TrimSpace(note), Run: func() { s.again(q) }})
	}
	if len(rows) == 0 {
		rows = []control.MenuRow{{Text: "Nothing was asked yet", Disabled: true}}
	}
	w.openPopup(w.above(s.panel.Field, rows), rows, s.panel.Field.Focus).HoldFirst()
}

func (s *searching) again(q settings.Search) {
	s.panel.SetOptions(search.Options{Statements: q.Statements, Pattern: q.Pattern, Exact: q.Exact, Words: q.Words})
	s.panel.Field.SetText(q.Text)
	s.ask()
	s.panel.Field.Focus()
}

// digit takes letters from the list: a layer's key chooses it.
func (s *searching) digit(r rune) {
	if s.panel.Options().Statements {
		return
	}
	for _, l := range s.window.project.session.Schema().Layers {
		if l.Key == string(r) {
			s.setLayer(l.ID)
			return
		}
	}
}

func (s *searching) setLayer(id annotate.LayerID) {
	s.layer = id
	s.update()
}

func (s *searching) layerMenu() {
	var rows []control.MenuRow
	for _, l := range s.window.project.session.Schema().Layers {
		rows = append(rows, control.MenuRow{Text: l.Name, Slot: l.Colour, Key: l.Key, Run: func() { s.setLayer(l.ID) }})
	}
	s.window.openPopup(s.window.above(s.panel.Layer, rows), rows, s.panel.FocusList).Hold(s.window.layerName(s.layer))
}

func (s *searching) actorMenu() {
	s.actorsMenu(s.panel.Actor, func(id annotate.ID) { s.actor = id; s.update() }, control.MenuRow{Text: "nobody", Note: "leave it open", Run: func() { s.actor = annotate.ID{}; s.update() }})
}

// actorsMenu offers those that are called as was asked, and then those that are named most.
func (s *searching) actorsMenu(under fyne.CanvasObject, take func(annotate.ID), first ...control.MenuRow) {
	w := s.window
	rows := slices.Clone(first)
	if len(rows) > 0 {
		rows = append(rows, control.MenuRow{Separator: true})
	}
	seen := map[annotate.ID]bool{}
	add := func(e *annotate.Entity, note string) {
		if !seen[e.ID] && len(seen) < mostActors {
			seen[e.ID] = true
			rows = append(rows, control.MenuRow{Text: cut(e.Name, 48), Note: note, Run: func() { take(e.ID) }})
		}
	}
	all, err := w.project.session.Entities()
	if err != nil {
		return
	}
	if !s.panel.Options().Statements {
		for _, e := range w.called(s.asked) {
			add(e, "called so")
		}
		for _, o := range (source{w}).Entities(s.asked) {
			if o.Entity != nil {
				add(o.Entity, "")
			}
		}
	}
	for _, e := range w.byUse(all) {
		add(e, "")
	}
	w.openPopup(w.above(under, rows), rows, s.panel.FocusList).HoldFirst()
}
