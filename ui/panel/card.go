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
	// empty query those that are likely here. See [MatchEntities].
	Entities(query string) []EntityOffer
	// Proposal is what a new entity would be called before anything is typed: the words
	// that are selected. Empty: nothing is proposed.
	Proposal() string
	// RelationsOf are the relations that begin or end at an annotation, in a lasting order.
	RelationsOf(annotate.ID) []*annotate.Relation
	// IsMention reports whether the annotations of a layer are mentions of entities.
	IsMention(annotate.LayerID) bool
	// Defaults says what new annotations of a layer begin with in this session, as people
	// read it: "kind demand". Empty: with nothing.
	Defaults(annotate.LayerID) string
	// Place is the annotation's number in reading order, from 1, and how many there are.
	Place(annotate.ID) (n, of int)
}

// EntityOffer is an entity that may be meant, and why.
type EntityOffer struct {
	Entity  *annotate.Entity
	Note    string      // why: "4 words away"
	Mention annotate.ID // the annotation that names it nearby, which a value will remember; or zero
	Also    string      // who else is called as it is found: "also City Council"; mostly empty
	Found   string      // the name that has what was typed; empty: nothing was
	Likely  bool        // Enter takes it before a letter is typed
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
	// OnCreate: a new entity is wanted.
	OnCreate func(NewEntity)
	// OnPick: the next annotation chosen in the text is to be told by Picked.
	OnPick func(a annotate.ID, f annotate.FeatureID)
	// OnPickEnd: no longer.
	OnPickEnd func()
	// OnSame: f is to have the values it had in the last annotation; false when it had none.
	OnSame func(a annotate.ID, f annotate.FeatureID) bool
	// OnDefinition: everything about a tag is wanted.
	OnDefinition func(set annotate.TagsetID, tag annotate.TagID)
	// OnSetRelation: feature f of a relation is to have these values; none unsets it.
	OnSetRelation func(r annotate.ID, f annotate.FeatureID, values []annotate.Value)
	OnUnlink      func(relation annotate.ID)   // the relation is to go
	OnGo          func(annotation annotate.ID) // the other end, or a mention, is to be seen
	OnRechecked   func(annotate.ID)            // it was looked at again
	OnForget      func(annotate.LayerID)       // new ones of the layer begin with nothing again
	OnSay         func(string)                 // why something cannot be taken
	OnLeft        func(annotate.FeatureID)     // the slot has lost the keyboard, for whatever reason
	OnKeyDown     func(*fyne.KeyEvent)         // a key went down while a slot has the keyboard
	// Latin is what the key that typed r, shift being held or not, types on a keyboard
	// with Latin letters; 0 when r says enough. May be nil.
	Latin func(r rune, shift bool) rune

	OnDone   func()            // back to the text
	OnLink   func(annotate.ID) // link it to another annotation
	OnCopy   func(annotate.ID) // make one like it
	OnDelete func(annotate.ID)

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
	recheck    *notice
	defaults   *notice
	relations  *control.Label
	content    *part
	scroll     *control.Scroller
	hints      fyne.CanvasObject
	empty      *emptyCard
	ground     *control.Block
}

// NewEntity asks for an entity called Name; feature Feature of Annotation is to have the
// values Keep and it, read from Mention if that is not zero.
type NewEntity struct {
	Annotation annotate.ID
	Relation   annotate.ID // whose feature it is, instead of the annotation's; or zero
	Feature    annotate.FeatureID
	Name       string
	Keep       []annotate.Value
	Mention    annotate.ID
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
		{icons.Copy, "Clone", &c.OnCopy},
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
	c.buildNotices()
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

// buildNotices makes what stands around the slots.
func (c *Card) buildNotices() {
	c.recheck = newNotice(theme.WarnPale, "Rechecked", func() {
		if c.OnRechecked != nil {
			c.OnRechecked(c.id)
		}
	})
	c.defaults = newNotice(theme.Window, "Begin with nothing again", func() {
		if c.OnForget != nil && c.layer != nil {
			c.OnForget(c.layer.ID)
		}
	})
	c.relations = control.NewLabel("", control.Bold)
}

// Keys are those that the card shows and does not answer itself: of the window's actions.
type Keys struct{ Mark, Next, Previous, Link, Clone, Delete, Recheck, Defaults string }

// SetKeys shows other keys; an empty one has no cap.
func (c *Card) SetKeys(k Keys) {
	c.empty.setKeys(k.Mark, k.Next, k.Previous)
	c.empty.Refresh()
	for i, tip := range []string{"Link to another annotation", "Clone onto the selection or sentence", "Delete"} {
		if key := []string{k.Link, k.Clone, k.Delete}[i]; key != "" {
			tip += ", " + key
		}
		c.tools[i].SetToolTip(tip)
	}
	c.recheck.setKey(k.Recheck)
	c.defaults.setKey(k.Defaults)
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
		if s.feature != nil && s.relation == nil && len(s.values) == 0 {
			s.focus()
			return
		}
	}
	if len(c.slots) > 0 {
		c.slots[0].focus()
	}
}

// FocusMissing gives the keyboard to the first slot that is unset and required, or else as
// [Card.Focus] does.
func (c *Card) FocusMissing() {
	for _, s := range c.slots {
		if s.feature != nil && s.relation == nil && s.feature.Required && len(s.values) == 0 {
			s.focus()
			return
		}
	}
	c.Focus()
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
	c.scroll.ScrollTo(0)
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
	s.update()
	s.focus()
	if !id.IsZero() && id != c.id {
		c.take(s, id)
	}
}

// Takes reports whether the slot of feature f may be given an annotation that is pointed at.
func (c *Card) Takes(f annotate.FeatureID, id annotate.ID) bool {
	i := slices.IndexFunc(c.slots, func(s *slot) bool { return s.id() == f })
	return i >= 0 && id != c.id && c.slots[i].picks(c.source.Annotation(id))
}

// PickFor gives the slot of feature f an annotation that was chosen in the text, and the
// keyboard; false when the slot takes none.
func (c *Card) PickFor(f annotate.FeatureID, id annotate.ID) bool {
	if !c.Takes(f, id) {
		return false
	}
	s := c.slots[slices.IndexFunc(c.slots, func(s *slot) bool { return s.id() == f })]
	s.focus()
	c.take(s, id)
	return true
}

// take gives s the annotation id: as the mention that an actor was read from, or as it is.
func (c *Card) take(s *slot, id annotate.ID) {
	a := c.source.Annotation(id)
	p, ok := s.body.(*picker)
	switch {
	case !ok || a == nil:
	case s.relation == nil && s.feature.Takes(annotate.TypeEntity) && s.isMention(a):
		p.readFrom(a)
	case s.feature.Takes(annotate.TypeAnnotation):
		s.add(annotate.Value{Type: annotate.TypeAnnotation, Ref: id})
	default:
		c.say("That is no mention of an actor: choose one, or type the name")
	}
}

func (c *Card) say(words string) {
	if c.OnSay != nil {
		c.OnSay(words)
	}
}

func (c *Card) pick(s *slot) {
	c.picking = s
	s.update()
	if c.OnPick != nil {
		c.OnPick(c.id, s.id())
	}
}
