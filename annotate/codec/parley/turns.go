package parley

import (
	"fmt"
	"slices"

	"parley/annotate"
	"parley/annotate/text"
)

// turns writes who speaks from where on, counted in code points.
func (e *encoder) turns(p *page) {
	e.text(`,"turns":[`)
	at := counter{s: p.text.String()}
	for i, t := range p.head.Turns {
		if i > 0 {
			e.text(",")
		}
		e.text(`{"start":`)
		e.int(at.points(t.Start))
		e.str(`,"speaker":`, t.Speaker)
		e.id(`,"entity":`, t.Entity)
		e.text("}")
	}
	e.text("]")
}

// verifyTurns leaves out turns that begin nowhere in the text, or not behind the one before.
func (e *encoder) verifyTurns(p *page) {
	last, wrong := text.Offset(-1), false
	kept := make([]annotate.Turn, 0, len(p.head.Turns))
	for i, t := range p.head.Turns {
		if err := p.text.Check(t.Start); err != nil || t.Start <= last {
			e.report.Refused.Add(Problem{Document: p.head.Title, Record: fmt.Sprintf("turn %d", i+1), Text: "it begins outside of the text, or not behind the one before it"})
			wrong = true
			continue
		}
		kept, last = append(kept, t), t.Start
	}
	if wrong {
		head := *p.head
		head.Turns = kept
		p.head = &head
	}
}

// rawTurn is a turn whose place is not known before the text is, and what it counts in.
type rawTurn struct {
	annotate.Turn
	index int
	at    int // in the document's JSON
	start int // in the file's unit
}

func (d *decoder) turn(start int) {
	t := rawTurn{index: d.index, at: start, start: -1}
	var seen uint32
	for key := range d.members() {
		d.name = key
		switch string(key) {
		case "start":
			d.once(&seen, 0)
			t.start = d.whole()
		case "speaker":
			d.once(&seen, 1)
			t.Speaker = d.intern()
		case "entity":
			d.once(&seen, 2)
			t.Entity = d.listed(d.ident())
		default:
			d.unknown()
		}
	}
	if t.start < 0 {
		d.refuse("it lacks its start")
	}
	if d.wrong == "" {
		d.turns = append(d.turns, t)
	}
}

// listed is the ID of an entity that should be in the list, or none.
func (d *decoder) listed(id annotate.ID) annotate.ID {
	if !id.IsZero() {
		d.entity(id, "", false)
	}
	return id
}

// speak finds the places of the turns, in the unit that the annotations were found to count in.
func (d *decoder) speak(unit text.Unit) {
	head := d.doc.head
	for _, t := range d.turns {
		d.begin("turns", t.index)
		at, err := d.doc.text.Offset(t.start, unit)
		if err != nil {
			d.refuse("%v", err)
		} else if n := len(head.Turns); n > 0 && at <= head.Turns[n-1].Start {
			d.refuse("it does not begin behind the one before it")
		}
		if t.Start = at; d.give(t.at) {
			head.Turns = append(head.Turns, t.Turn)
		}
	}
	head.Turns = slices.Clip(head.Turns)
}
