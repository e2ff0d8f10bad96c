package ui

import (
	"slices"

	"parley/annotate"
	"parley/annotate/turn"
)

// mostTurnActors is how many actors the card offers.
const mostTurnActors = 8

// offers are what the turn may become: with nothing written who may be meant, the other
// speakers, and what ends or removes it; else what is called so.
func (c *turnCard) offers(q string) (rows []turnRow) {
	rows = append(rows, c.speakers(q)...)
	actors := c.actors(q)
	likely := 0
	for likely < len(actors) && actors[likely].likely {
		likely++
	}
	if c.now != nil && q != "" {
		likely = len(actors)
	}
	rows = append(slices.Concat(actors[:likely], rows), actors[likely:]...)
	if q != "" {
		return append(rows, c.named(q))
	}
	return append(rows, c.endings()...)
}

// speakers are those of the text, but for the turn's own. Where a turn is to begin, who
// speaks until there comes last.
func (c *turnCard) speakers(q string) (rows []turnRow) {
	w := c.window
	var same []turnRow
	until, _ := w.speakerAt(c.at)
	for _, s := range turn.Speakers(w.doc.page.Document().Turns) {
		if _, _, ok := match(s.Name, q); !ok || c.now != nil && turn.Same(s.Name, c.now.Speaker) {
			continue
		}
		note := counted(s.Turns, "turn")
		if e := w.project.session.Entity(s.Entity); e != nil && !s.Entity.IsZero() {
			note += " · " + cut(e.Name, 28)
		}
		row := turnRow{isolated([]string{cut(s.Name, 32)}) + " speaks here", note, false, func() { c.begin(s.Name, s.Entity) }}
		if c.now == nil && turn.Same(s.Name, until) {
			same = append(same, row)
		} else {
			rows = append(rows, row)
		}
	}
	return append(rows, same...)
}

// actors are those that the turn may be of: with nothing written those called as its
// speaker is and those named nearby.
func (c *turnCard) actors(q string) (rows []turnRow) {
	w, seen := c.window, map[annotate.ID]bool{}
	add := func(e *annotate.Entity, note string, likely bool) {
		if e == nil || seen[e.ID] || len(rows) == mostTurnActors || c.now != nil && c.now.Entity == e.ID {
			return
		}
		seen[e.ID] = true
		name := isolated([]string{cut(e.Name, 36)})
		if c.now == nil {
			rows = append(rows, turnRow{name + " speaks here", note, likely, func() { c.begin(e.Name, e.ID) }})
			return
		}
		rows = append(rows, turnRow{"It is " + name, note, likely, func() { c.set(c.now.Speaker, e.ID) }})
	}
	if q == "" {
		if c.now != nil {
			for _, e := range w.called(c.now.Speaker) {
				add(e, "called so", true)
			}
			for _, n := range w.nearby(w.doc.page.Text().ParagraphAt(c.at), 3) {
				add(w.project.session.Entity(n.entity), "named nearby", false)
			}
		}
		return rows
	}
	all, err := w.project.session.Entities()
	if err != nil {
		return nil
	}
	for _, e := range w.byUse(all) {
		if _, also, ok := matchActor(e, q); ok {
			add(e, also+e.Kind, false)
		}
	}
	return rows
}

// named is what is written itself, as what the text calls the speaker.
func (c *turnCard) named(q string) turnRow {
	name := "“" + isolated([]string{cut(q, 36)}) + "”"
	if c.now == nil {
		return turnRow{name + " speaks here", "a new speaker", false, func() { c.begin(q, c.window.speakerNames().Only(q)) }}
	}
	return turnRow{"Call the speaker " + name, c.meant(), false, func() { c.set(q, c.now.Entity) }}
}

// endings are what ends or removes turns.
func (c *turnCard) endings() (rows []turnRow) {
	w := c.window
	if c.now != nil && !c.now.Entity.IsZero() && c.now.Speaker != "" {
		rows = append(rows, turnRow{"The speaker is nobody known", c.meant(), false, func() { c.set(c.now.Speaker, annotate.ID{}) }})
	}
	if name, id := w.speakerAt(c.at); name != "" || !id.IsZero() {
		rows = append(rows, turnRow{"Nobody speaks from here on", "the turn before ends", false, func() { c.begin("", annotate.ID{}) }})
	}
	if c.now != nil {
		rows = append(rows, turnRow{"Remove", c.meant(), false, func() {
			cs, err := w.editor().RemoveTurn(w.doc.page, c.at, !c.one && c.count > 1)
			w.apply(cs, err)
		}})
	}
	return append(rows, turnRow{"Recognise the turns of this text", "in place of these", false, w.recogniseTurns})
}

// meant is which turns a row is about.
func (c *turnCard) meant() string {
	switch {
	case c.count <= 1:
		return ""
	case c.one:
		return "only this turn"
	}
	return "all " + counted(c.count, "turn")
}

// begin has somebody speak from here on: this turn only, whoever it was.
func (c *turnCard) begin(speaker string, entity annotate.ID) {
	w := c.window
	cs, err := w.editor().BeginTurn(w.doc.page, c.at, speaker, entity)
	w.apply(cs, err)
}

// set says who the speaker is.
func (c *turnCard) set(speaker string, entity annotate.ID) {
	w, all := c.window, !c.one && c.count > 1
	cs, err := w.editor().SetSpeaker(w.doc.page, c.at, all, speaker, entity)
	if w.apply(cs, err) && all {
		w.status.say("Said of " + counted(c.count, "turn") + w.byKey("; ", "edit.undo", "takes that back"))
	}
}
