package panel

import (
	"slices"

	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/assets/icons"
	"parley/ui/control"
	"parley/ui/theme"
)

// CardSource is what the card knows of the project.
type CardSource interface {
	// Schema is the schema in force; nil while no project is open.
	Schema() *annotate.Schema
	// Annotation finds an annotation of the open document; nil when there is none.
	Annotation(annotate.ID) *annotate.Annotation
	// Annotations are all of the open document, in any order.
	Annotations() []*annotate.Annotation
	// Entity finds an entity; nil when there is none.
	Entity(annotate.ID) *annotate.Entity
	// Entities are those that a person may mean by query, the likeliest first; with an
	// empty query those that are likely here. A dozen is enough. See [MatchEntities].
	Entities(query string) []EntityOffer
	// Place is the annotation's number in reading order, from 1, and how many there are.
	Place(annotate.ID) (n, of int)
}

// EntityOffer is an entity that may be meant, and why: "4 words away".
type EntityOffer struct {
	Entity *annotate.Entity
	Note   string
}

// Card is the feature editor of one annotation, made from its layer: one slot a row, of
// which the one with the keyboard unfolds in place. Values are reported as soon as they
// are chosen; what is typed, on Enter or when the slot is left. Typing that is no value
// yet stays in its slot, also while another annotation is shown.
type Card struct {
	part
	// OnSet: feature f of an annotation is to have these values; none unsets it.
	OnSet func(a annotate.ID, f annotate.FeatureID, values []annotate.Value)
	// OnNote: the note is to be this.
	OnNote func(a annotate.ID, note string)
	// OnCreate: a new entity called name is wanted; f is to have the values keep and it.
	OnCreate func(a annotate.ID, f annotate.FeatureID, name string, keep []annotate.Value)
	// OnPick: the next annotation chosen in the text is to be told by Picked.
	OnPick func(a annotate.ID, f annotate.FeatureID)
	// OnPickEnd: no longer.
	OnPickEnd func()
	// OnSame: f is to have the values it had in the last annotation.
	OnSame func(a annotate.ID, f annotate.FeatureID)
	// OnDefinition: everything about a tag is wanted.
	OnDefinition func(set annotate.TagsetID, tag annotate.TagID)
	OnDone       func()            // back to the text
	OnLink       func(annotate.ID) // link it to another annotation
	OnCopy       func(annotate.ID) // make one like it
	OnDelete     func(annotate.ID)

	source  CardSource
	id      annotate.ID
	shown   *annotate.Annotation
	layer   *annotate.Layer
	slots   []*slot
	drafts  map[draftKey]string
	picking *slot
	shift   bool // the Shift key is down

	line, foot *control.Separator
	swatch     *control.Swatch
	name       *control.Label
	count      *control.Label
	tools      []*control.IconButton
	quote      *control.Passage
	bar        *control.Block
	content    *part
	scroll     *control.Scroller
	hints      fyne.CanvasObject
	empty      *emptyCard
	ground     *control.Block
}

// draftKey names typing that is no value yet.
type draftKey struct {
	annotation annotate.ID
	feature    annotate.FeatureID
}

// NewCard makes a card that shows no annotation.
func NewCard(source CardSource) *Card {
	c := &Card{source: source, drafts: map[draftKey]string{}}
	c.build()
	c.arrange, c.min = c.layOut, func() fyne.Size { return fyne.NewSize(280, 160) }
	c.ExtendBaseWidget(c)
	c.reload()
	return c
}

func (c *Card) build() {
	c.line, c.foot = control.NewSeparator(), control.NewSeparator()
	c.swatch, c.name, c.count = control.NewSwatch(1), control.NewLabel("", control.Bold), control.NewLabel("", control.Hint)
	for _, t := range []struct {
		icon icons.Name
		tip  string
		on   *func(annotate.ID)
	}{
		{icons.Link, "Link to another annotation, l", &c.OnLink},
		{icons.Copy, "Make a copy", &c.OnCopy},
		{icons.Trash, "Delete, Del", &c.OnDelete},
	} {
		c.tools = append(c.tools, control.NewIconButton(t.icon.Resource(), t.tip, func() {
			if *t.on != nil && !c.id.IsZero() {
				(*t.on)(c.id)
			}
		}))
	}
	c.quote = control.NewPassage(true, 16, 22, 3, theme.Text)
	c.bar = control.NewBlock(theme.Accent)
	c.content = &part{}
	c.content.min = func() fyne.Size { return fyne.NewSize(200, c.tall(c.content.Size().Width)) }
	c.content.arrange = c.layContent
	c.content.ExtendBaseWidget(c.content)
	c.scroll = control.NewScroller(c.content)
	c.hints = control.NewKeyHints(control.KeyHint{Key: "Tab", Does: "next slot"}, control.KeyHint{Key: ".", Does: "same as last"}, control.KeyHint{Key: "↵", Does: "back to text"})
	c.empty = newEmptyCard()
	c.ground = control.NewBlock(theme.Panel)
	c.children = []fyne.CanvasObject{c.ground, c.line, c.swatch, c.name, c.count, c.scroll, c.foot, c.hints, c.empty}
	for _, t := range c.tools {
		c.children = append(c.children, t)
	}
}

// Keys are those that the card shows and does not answer itself: of the window's actions.
type Keys struct{ Mark, Next, Previous, Link, Delete string }

// SetKeys shows other keys; an empty one has no cap.
func (c *Card) SetKeys(k Keys) {
	c.empty.setKeys(k.Mark, k.Next, k.Previous)
	c.empty.Refresh()
	for i, tip := range []string{"Link to another annotation", "Make a copy", "Delete"} {
		if key := []string{k.Link, "", k.Delete}[i]; key != "" {
			tip += ", " + key
		}
		c.tools[i].SetToolTip(tip)
	}
}

// ID is the annotation that is shown; zero when none is.
func (c *Card) ID() annotate.ID { return c.id }

// Display shows an annotation, after what was typed for the one before is reported; the
// zero ID shows none. The keyboard stays in the slot of the same feature, if there is one.
func (c *Card) Display(id annotate.ID) {
	if id == c.id {
		c.Changed()
		return
	}
	focused := c.focusedSlot()
	if focused != nil {
		focused.body.leave(true)
	}
	c.picking = nil
	c.id = id
	c.reload()
	if focused != nil && c.shown != nil {
		c.FocusFeature(focused.id())
	}
	c.scroll.ScrollTo(0)
}

// Changed draws the annotation anew: it, its place, an entity or the schema has changed.
// What is being typed stays.
func (c *Card) Changed() { c.reload() }

func (c *Card) reload() {
	c.shown, c.layer = nil, nil
	if !c.id.IsZero() {
		c.shown = c.source.Annotation(c.id)
	}
	if s := c.source.Schema(); s != nil && c.shown != nil {
		c.layer = s.Layer(c.shown.Layer)
	}
	c.fit()
	c.head()
	for _, s := range c.slots {
		s.update()
	}
	c.relayout()
}

const (
	cardFoot = float32(34)
	quotePad = float32(11) // from the bar's left edge to the words
)

// Focus gives the keyboard to the first slot that is unset, or to the first.
func (c *Card) Focus() {
	for _, s := range c.slots {
		if s.feature != nil && len(s.values) == 0 {
			s.focus()
			return
		}
	}
	if len(c.slots) > 0 {
		c.slots[0].focus()
	}
}

// FocusFeature gives the keyboard to the slot of f, or to the first; the empty f is the note.
func (c *Card) FocusFeature(f annotate.FeatureID) {
	for _, s := range c.slots {
		if s.id() == f {
			s.focus()
			return
		}
	}
	if len(c.slots) > 0 {
		c.slots[0].focus()
	}
}

// Focused is the feature whose slot has the keyboard; false when none has. The note is
// the empty feature.
func (c *Card) Focused() (annotate.FeatureID, bool) {
	if s := c.focusedSlot(); s != nil {
		return s.id(), true
	}
	return "", false
}

func (c *Card) focusedSlot() *slot {
	for _, s := range c.slots {
		if s.focused {
			return s
		}
	}
	return nil
}

// walk gives the keyboard to the slot n after s, around the ends.
func (c *Card) walk(s *slot, n int) {
	i := slices.Index(c.slots, s) + n
	c.slots[(i+len(c.slots))%len(c.slots)].focus()
}

func (c *Card) done() {
	if c.OnDone != nil {
		c.OnDone()
	}
}

// Picking reports whether the card waits for an annotation to be chosen in the text.
func (c *Card) Picking() bool { return c.picking != nil }

// Picked gives the slot that waits the annotation that was chosen in the text; with
// the zero ID the choice is called off. The keyboard returns to the slot.
func (c *Card) Picked(id annotate.ID) {
	s := c.picking
	if s == nil {
		return
	}
	c.picking = nil
	if c.OnPickEnd != nil {
		c.OnPickEnd()
	}
	if !id.IsZero() && id != c.id {
		s.add(annotate.Value{Type: annotate.TypeAnnotation, Ref: id})
	}
	s.update()
	s.focus()
}

func (c *Card) pick(s *slot) {
	c.picking = s
	s.update()
	if c.OnPick != nil {
		c.OnPick(c.id, s.id())
	}
}
