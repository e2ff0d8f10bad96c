package ui

import (
	"cmp"
	"slices"

	"parley/annotate"
	"parley/annotate/session"
	"parley/assets/icons"
	"parley/ui/control"
	"parley/ui/docview"
	"parley/ui/panel"
	"parley/ui/settings"
)

// colourMode is what the colours of marks stand for.
type colourMode int

// The colour modes.
const (
	byLayer colourMode = iota
	byStance
	byActor
	byAnnotator
)

// colourModes are their names: in the settings, and as words after “Colour by”.
var colourModes = [...]string{byLayer: "layer", byStance: "stance", byActor: "actor", byAnnotator: "annotator"}

// The slots of stances: what is for, against and mixed can be told apart by everybody;
// what is none of them is stone, in three textures.
var stanceSlots = [...]int{
	docview.Favor: 1, docview.Against: 2, docview.Mixed: 3, docview.Unclear: 6,
	docview.None: 8, docview.UnsetStance: 16, docview.NoStance: 24,
}

const (
	noneSlot  = 24 // of what has no actor
	otherSlot = 8  // of actors for whom no slot is left
)

// colourful are the slots of seven hues in their order, in all three textures.
const colourful = 21

// actorSlot is the slot of the i-th actor: stone is left out, which means none.
func actorSlot(i int) int {
	if i >= colourful {
		return otherSlot
	}
	return i/7*8 + i%7 + 1
}

// annotatorSlot is the slot of the i-th annotator: plum and olive first.
func annotatorSlot(i int) int {
	order := [...]int{4, 5, 1, 2, 3, 6, 7}
	i %= colourful
	return i/7*8 + order[i%7]
}

// colouring gives each annotation of a page its slot, and counts what the colours stand
// for. An actor who has a colour keeps it as long as the page is open.
type colouring struct {
	mode   colourMode
	order  map[annotate.ID]int // actors or annotators, by when they got their slot
	counts map[category]int
}

// category is what annotations of one colour have in common.
type category struct {
	stance docview.Stance
	id     annotate.ID // of an actor or an annotator; zero: none
}

// category is that of a in the mode that is on.
func (m *marks) category(a *annotate.Annotation) category {
	k := m.looks[a.Layer]
	switch m.colours.mode {
	case byStance:
		return category{stance: stanceIn(a, k)}
	case byActor:
		for _, f := range k.who {
			if v := a.Values(f); len(v) > 0 {
				return category{id: v[0].Ref}
			}
		}
	case byAnnotator:
		return category{id: a.Annotator}
	}
	return category{}
}

// stanceIn is what a says of its stance.
func stanceIn(a *annotate.Annotation, k look) docview.Stance {
	if k.stance == "" {
		return docview.NoStance
	}
	if v := a.Values(k.stance); len(v) > 0 {
		return stanceOf(v[0].Tag)
	}
	return docview.UnsetStance
}

// slot is the slot of a in the mode that is on.
func (m *marks) slot(a *annotate.Annotation) int {
	if m.colours.mode == byLayer {
		return m.looks[a.Layer].slot
	}
	return m.colours.slotOf(m.category(a))
}

func (c *colouring) slotOf(k category) int {
	switch {
	case c.mode == byStance:
		return stanceSlots[k.stance]
	case k.id.IsZero():
		return noneSlot
	case c.mode == byActor:
		return actorSlot(c.place(k.id))
	}
	return annotatorSlot(c.place(k.id))
}

// place is the number of an actor or annotator among those that have a slot.
func (c *colouring) place(id annotate.ID) int {
	i, ok := c.order[id]
	if !ok {
		i = len(c.order)
		c.order[id] = i
	}
	return i
}

// colourBy makes colours stand for something else. It costs a look at every annotation.
func (m *marks) colourBy(mode colourMode, s *session.Session) {
	m.await()
	m.colours = colouring{mode: mode, order: map[annotate.ID]int{}, counts: map[category]int{}}
	if mode == byLayer {
		return
	}
	for a := range m.page.Annotations() {
		m.colours.counts[m.category(a)]++
	}
	if mode == byAnnotator {
		for _, a := range s.Annotators() {
			m.colours.place(a.ID)
		}
		return
	}
	for _, k := range m.categories() {
		if !k.id.IsZero() {
			m.colours.place(k.id)
		}
	}
}

// count takes over that there is one annotation more like a, or one less.
func (m *marks) count(a *annotate.Annotation, n int) {
	m.counts[a.Layer] += n
	if m.filter.passes(a) {
		m.passing += n
	}
	if m.colours.mode == byLayer {
		return
	}
	k := m.category(a)
	if m.colours.counts[k] += n; m.colours.counts[k] == 0 {
		delete(m.colours.counts, k)
	}
}

// categories are what the colours stand for here: stances in their order, others those
// first that have most annotations, and what has none last.
func (m *marks) categories() (list []category) {
	for k := range m.colours.counts {
		list = append(list, k)
	}
	name := func(k category) string {
		if e := m.entity(k.id); e != nil {
			return e.Name
		}
		return ""
	}
	none := func(k category) int {
		if m.colours.mode == byStance && k.stance == docview.NoStance || m.colours.mode != byStance && k.id.IsZero() {
			return 1
		}
		return 0
	}
	slices.SortFunc(list, func(a, b category) int {
		if c := cmp.Or(cmp.Compare(none(a), none(b)), cmp.Compare(a.stance, b.stance)); c != 0 {
			return c
		}
		if c := cmp.Compare(m.colours.counts[b], m.colours.counts[a]); c != 0 {
			return c
		}
		return cmp.Or(cmp.Compare(name(a), name(b)), a.id.Compare(b.id))
	})
	return list
}

var stanceNames = [...]string{
	docview.NoStance: "no stance", docview.Favor: "favor", docview.Against: "against", docview.Mixed: "mixed",
	docview.None: "none", docview.Unclear: "unclear", docview.UnsetStance: "unset",
}

// legend says what the colours stand for; nil when they stand for layers.
func (m *marks) legend() (rows []panel.LegendRow) {
	if m.colours.mode == byLayer {
		return nil
	}
	for _, k := range m.categories() {
		row := panel.LegendRow{Slot: m.colours.slotOf(k), Count: m.colours.counts[k]}
		switch {
		case m.colours.mode == byStance:
			row.Name, row.Mark = stanceNames[k.stance], stanceMark(k.stance)
		case k.id.IsZero():
			row.Name = "no actor"
		case m.colours.mode == byActor:
			row.Name = "unknown actor"
			if e := m.entity(k.id); e != nil {
				row.Name = e.Name
			}
		default:
			row.Name = "unknown annotator"
			if p := m.person(k.id); p != nil {
				row.Name = p.Name
			}
		}
		rows = append(rows, row)
	}
	return rows
}

func stanceMark(s docview.Stance) control.Mark {
	if s == docview.NoStance {
		return control.NoMark
	}
	return control.Favor + control.Mark(s-docview.Favor)
}

// colourMode is the one that is on.
func (w *Workbench) colourMode() colourMode {
	return colourMode(max(0, slices.Index(colourModes[:], w.Settings.Now().ColourBy)))
}

// setColourMode lets colours stand for something else, here and in every document to come.
func (w *Workbench) setColourMode(mode colourMode) {
	w.remember(func(s *settings.Settings) { s.ColourBy = colourModes[mode] })
	if w.doc != nil {
		w.doc.marks.colourBy(mode, w.project.session)
		w.view.Restyle(false)
	}
	w.annotations.Reload()
	w.layers.Reload()
	w.frame.Refresh()
	w.status.say("Colours stand for " + map[colourMode]string{byLayer: "layers", byStance: "stances", byActor: "actors", byAnnotator: "annotators"}[mode])
}

func (w *Workbench) colourActions() (list []*Action) {
	for i, word := range colourModes {
		mode := colourMode(i)
		list = append(list, &Action{ID: "view.colour." + word, Name: "Colour by " + word, Group: onView, Icon: icons.Light.Resource(),
			Enabled: w.needsProject, Checked: func() bool { return w.colourMode() == mode }, Run: func() { w.setColourMode(mode) }})
	}
	return list
}
