package edit

import (
	"fmt"
	"slices"

	"parley/annotate"
	"parley/annotate/text"
	"parley/annotate/turn"
)

// BeginTurn has somebody speak from an offset on, until the next turn; an empty speaker
// and no entity: nobody speaks from there on. A turn that begins there already is replaced.
// An offset that is outside the text or inside a character is annotate.ErrInvalid.
func (e Editor) BeginTurn(p Page, at text.Offset, speaker string, entity annotate.ID) (annotate.ChangeSet, error) {
	if err := p.Text().Check(at); err != nil {
		return annotate.ChangeSet{}, fmt.Errorf("%w: %w", err, annotate.ErrInvalid)
	}
	label := "Begin turn of " + speaker
	if speaker == "" && entity.IsZero() {
		label = "End turn"
	}
	return e.turns(p, label, func(list []annotate.Turn) []annotate.Turn {
		made := annotate.Turn{Start: at, Speaker: speaker, Entity: entity}
		i := turn.Index(list, at)
		if i >= 0 && list[i].Start == at {
			list[i] = made
			return list
		}
		return slices.Insert(list, i+1, made)
	})
}

// SetSpeaker says who speaks in the turn that begins at start: what the text calls them and
// which actor that is. With all, it is said of every turn of the same speaker. A start
// where no turn begins is annotate.ErrNotFound.
func (e Editor) SetSpeaker(p Page, start text.Offset, all bool, speaker string, entity annotate.ID) (annotate.ChangeSet, error) {
	t, err := turnAt(p, start)
	if err != nil {
		return annotate.ChangeSet{}, err
	}
	return e.turns(p, "Set speaker "+speaker, func(list []annotate.Turn) []annotate.Turn {
		for i := range list {
			if list[i].Start == start || all && ofSpeaker(list[i], t) {
				list[i].Speaker, list[i].Entity = speaker, entity
			}
		}
		return list
	})
}

// RemoveTurn removes the turn that begins at start, so that the one before goes on; with
// all, every turn of its speaker. A start where no turn begins is annotate.ErrNotFound.
func (e Editor) RemoveTurn(p Page, start text.Offset, all bool) (annotate.ChangeSet, error) {
	t, err := turnAt(p, start)
	if err != nil {
		return annotate.ChangeSet{}, err
	}
	label := "Remove turn"
	if all {
		label = "Remove turns of " + t.Speaker
	}
	return e.turns(p, label, func(list []annotate.Turn) []annotate.Turn {
		return slices.DeleteFunc(list, func(o annotate.Turn) bool { return o.Start == start || all && ofSpeaker(o, t) })
	})
}

// SetTurns gives the document these turns in place of those that it has; label is what was
// done. They are in the order of the text.
func (e Editor) SetTurns(p Page, label string, turns []annotate.Turn) (annotate.ChangeSet, error) {
	return e.turns(p, label, func([]annotate.Turn) []annotate.Turn { return slices.Clone(turns) })
}

func turnAt(p Page, start text.Offset) (annotate.Turn, error) {
	list := p.Document().Turns
	if i := turn.Index(list, start); i >= 0 && list[i].Start == start {
		return list[i], nil
	}
	return annotate.Turn{}, fmt.Errorf("no turn begins at byte %d: %w", start, annotate.ErrNotFound)
}

// ofSpeaker reports whether two turns are one speaker's, by what the text calls them.
func ofSpeaker(a, b annotate.Turn) bool {
	return turn.Same(a.Speaker, b.Speaker) && (a.Speaker != "" || a.Entity == b.Entity)
}

// turns alters a copy of the document's turns.
func (e Editor) turns(p Page, label string, alter func([]annotate.Turn) []annotate.Turn) (annotate.ChangeSet, error) {
	old := p.Document()
	next := *old
	if next.Turns = alter(slices.Clone(old.Turns)); slices.Equal(old.Turns, next.Turns) {
		return annotate.ChangeSet{}, fmt.Errorf("the turns are so already: %w", annotate.ErrNothing)
	}
	if len(next.Turns) == 0 {
		next.Turns = nil
	}
	next.Modified = e.now()
	return e.set(label, annotate.Update(old, &next)), nil
}
