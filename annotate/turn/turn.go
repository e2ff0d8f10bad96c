package turn

import (
	"cmp"
	"slices"
	"strings"

	"parley/annotate"
	"parley/annotate/search"
	"parley/annotate/text"
)

// Register is who is called how: actors by their names and aliases, folded. A nil one
// knows nobody.
type Register map[string][]annotate.ID

// NewRegister makes a register of entities. What may be written otherwise is not asked of
// Exact: a label is short, and its case says nothing.
func NewRegister(entities []*annotate.Entity) Register {
	r := make(Register, 2*len(entities))
	for _, e := range entities {
		for _, name := range e.Names() {
			k := keyOf(name)
			if ids := r[k]; k != "" && !slices.Contains(ids, e.ID) {
				r[k] = append(ids, e.ID)
			}
		}
	}
	return r
}

// Called are the actors that have a name; nil: none has.
func (r Register) Called(name string) []annotate.ID { return r[keyOf(name)] }

// Only is the one actor that has a name; zero where none has, or several have.
func (r Register) Only(name string) annotate.ID {
	if ids := r.Called(name); len(ids) == 1 {
		return ids[0]
	}
	return annotate.ID{}
}

// keyOf is what two labels of one speaker have in common.
func keyOf(name string) string {
	return search.Loose.Of(strings.Join(strings.Fields(strings.ReplaceAll(name, ".", "")), " "))
}

// Same reports whether two labels are one speaker's: but for case, accents, the forms of
// Arabic letters, full stops and blanks.
func Same(a, b string) bool { return keyOf(a) == keyOf(b) }

// In recognises the turns of a text, in its order. It costs one look at the beginning of
// each line.
func In(t *text.Text, names Register) []annotate.Turn {
	labels, paragraphs := labelsIn(t, names)
	times := map[string]int{}
	for i := range labels {
		times[labels[i].key]++
	}
	sure := 0
	for i := range labels {
		l := &labels[i]
		if l.sure = l.sure || times[l.key] > 1; l.sure {
			sure++
		}
	}
	talk := sure >= 4 || sure >= 1 && 2*len(labels) >= paragraphs
	if sure < 2 && !(talk && len(labels) > 1) {
		return nil
	}
	var turns []annotate.Turn
	for _, l := range labels {
		if l.sure || talk {
			turns = append(turns, annotate.Turn{Start: l.start, Speaker: l.name, Entity: names.Only(l.name)})
		}
	}
	return turns
}

// At is the turn that lasts at o; false before the first, and where nobody speaks.
func At(turns []annotate.Turn, o text.Offset) (annotate.Turn, bool) {
	i := Index(turns, o)
	if i < 0 || turns[i].Speaker == "" && turns[i].Entity.IsZero() {
		return annotate.Turn{}, false
	}
	return turns[i], true
}

// Index is the last of turns that begins at o or before it; -1: none does.
func Index(turns []annotate.Turn, o text.Offset) int {
	i, there := slices.BinarySearchFunc(turns, o, func(t annotate.Turn, o text.Offset) int { return cmp.Compare(t.Start, o) })
	if there {
		return i
	}
	return i - 1
}

// Speaker is who speaks in some turns of a text.
type Speaker struct {
	Name   string      // as their first turn has it
	Entity annotate.ID // of the first turn that has one
	Turns  int
}

// Speakers are those of turns, in the order of their first turn.
func Speakers(turns []annotate.Turn) (list []Speaker) {
	for _, t := range turns {
		if t.Speaker == "" {
			continue
		}
		i := slices.IndexFunc(list, func(s Speaker) bool { return Same(s.Name, t.Speaker) })
		if i < 0 {
			i, list = len(list), append(list, Speaker{Name: t.Speaker})
		}
		list[i].Turns++
		if list[i].Entity.IsZero() {
			list[i].Entity = t.Entity
		}
	}
	return list
}
