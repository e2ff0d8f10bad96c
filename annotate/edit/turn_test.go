package edit_test

import (
	"fmt"
	"strings"
	"testing"

	"parley/annotate"
	"parley/annotate/text"
)

// turns are the document's as "GL 0, Lelia 12*"; a star: with an actor.
func (d *desk) turns() string {
	var parts []string
	for _, t := range d.Document().Turns {
		s := strings.TrimSpace(fmt.Sprint(t.Speaker, " ", int(t.Start)))
		if !t.Entity.IsZero() {
			s += "*"
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, ", ")
}

// Each correction of turns is one change, named, and taken back by its inverse.
func TestTurns(t *testing.T) {
	d, _ := newDesk(t, "GL: ü\nLelia: 📌 e\u0301\nG.L.: 𐐀\nالمجلس")
	who := d.entity("Gil Levy")
	none := annotate.ID{}
	for _, c := range []struct {
		what, label, want string
		do                func() (annotate.ChangeSet, error)
	}{
		{"begin", "Begin turn of GL", "GL 0", func() (annotate.ChangeSet, error) { return d.BeginTurn(d, 0, "GL", none) }},
		{"another", "Begin turn of G.L.", "GL 0, G.L. 23", func() (annotate.ChangeSet, error) { return d.BeginTurn(d, 23, "G.L.", none) }},
		{"between", "Begin turn of Lelia", "GL 0, Lelia 7, G.L. 23", func() (annotate.ChangeSet, error) { return d.BeginTurn(d, 7, "Lelia", none) }},
		{"end", "End turn", "GL 0, Lelia 7, G.L. 23, 34", func() (annotate.ChangeSet, error) { return d.BeginTurn(d, 34, "", none) }},
		{"an actor for all", "Set speaker GL", "GL 0*, Lelia 7, GL 23*, 34", func() (annotate.ChangeSet, error) { return d.SetSpeaker(d, 23, true, "GL", who) }},
		{"this one only", "Set speaker Hala", "Hala 0, Lelia 7, GL 23*, 34", func() (annotate.ChangeSet, error) { return d.SetSpeaker(d, 0, false, "Hala", none) }},
		{"in its place", "Begin turn of Lelia", "Hala 0, Lelia 7*, GL 23*, 34", func() (annotate.ChangeSet, error) { return d.BeginTurn(d, 7, "Lelia", who) }},
		{"remove one", "Remove turn", "Hala 0, Lelia 7*, 34", func() (annotate.ChangeSet, error) { return d.RemoveTurn(d, 23, false) }},
		{"all anew", "Recognise turns", "A 0, A 7", func() (annotate.ChangeSet, error) {
			return d.SetTurns(d, "Recognise turns", []annotate.Turn{{Start: 0, Speaker: "A"}, {Start: 7, Speaker: "A"}})
		}},
		{"remove all", "Remove turns of A", "", func() (annotate.ChangeSet, error) { return d.RemoveTurn(d, 0, true) }},
	} {
		before, head := d.turns(), *d.Document()
		cs, err := c.do()
		d.label(d.apply(cs, err), c.label)
		if d.turns() != c.want || len(cs.Changes) != 1 || d.Document().Title != head.Title || !d.Document().Modified.After(head.Modified) {
			t.Errorf("%s: %q, want %q", c.what, d.turns(), c.want)
		}
		after := d.turns()
		if err := d.Records.Apply(cs.Inverse()...); err != nil || d.turns() != before {
			t.Errorf("%s taken back: %q, %v", c.what, d.turns(), err)
		}
		if err := d.Records.Apply(cs.Changes...); err != nil || d.turns() != after {
			t.Errorf("%s done again: %q, %v", c.what, d.turns(), err)
		}
	}
	d.apply(d.BeginTurn(d, 0, "GL", none))
	_, err := d.BeginTurn(d, 0, "GL", none)
	refuse(t, annotate.ErrNothing, "the same again", err)
	for _, at := range []text.Offset{-1, 5, 999} {
		_, err = d.BeginTurn(d, at, "GL", none)
		refuse(t, annotate.ErrInvalid, fmt.Sprint("a turn at ", at), err)
	}
	_, err = d.SetSpeaker(d, 3, true, "x", none)
	refuse(t, annotate.ErrNotFound, "nobody begins there", err)
	_, err = d.RemoveTurn(d, 3, true)
	refuse(t, annotate.ErrNotFound, "nobody begins there", err)
}
