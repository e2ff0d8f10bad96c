package ui

import (
	"errors"
	"slices"
	"time"

	"parley/annotate"
	"parley/annotate/session"
	"parley/ui/docview"
	"parley/ui/panel"
)

// newCard makes the claim card and carries out what it asks for.
func newCard(w *Workbench) *panel.Card {
	c := panel.NewCard(source{w})
	c.OnSet = w.setValues
	c.OnNote = func(a annotate.ID, note string) {
		if w.doc != nil {
			cs, err := w.editor().SetNote(w.doc.page, a, note)
			w.apply(cs, err)
		}
	}
	c.OnCreate = w.createEntity
	c.OnPick = w.pickValue
	c.OnPickEnd = func() {
		if w.picks() {
			w.unpick()
		}
	}
	c.OnSame = w.sameAsLast
	c.OnDefinition = w.define
	c.OnDone = w.focusText
	c.OnDelete = func(annotate.ID) { w.remove(); w.focusText() }
	c.OnCopy = w.copyOf
	c.OnLink = w.link
	w.wireRelations(c)
	c.OnRechecked = w.rechecked
	c.OnForget = func(l annotate.LayerID) { w.setDefaults(l, nil) }
	c.OnSay = func(words string) { w.status.say(words) }
	c.OnLeft = func(f annotate.FeatureID) { w.left = leftSlot{f, w.Origin.Now()} }
	var place docview.KeyPlace
	c.OnKeyDown, c.Latin = place.Down, place.Latin
	return c
}

// wireRelations carries out what the card asks of the relations that it lists.
func (w *Workbench) wireRelations(c *panel.Card) {
	c.OnUnlink = w.unlink
	c.OnGo = func(a annotate.ID) {
		w.choose(a, true)
		w.focusText()
	}
	c.OnSetRelation = func(id annotate.ID, f annotate.FeatureID, values []annotate.Value) {
		if w.doc == nil || w.doc.page.Relation(id) == nil {
			return
		}
		cs, err := w.editor().SetRelationFeature(w.doc.page, w.doc.page.Relation(id), f, values...)
		if !w.apply(cs, err) {
			w.card.Changed()
		}
	}
}

// pickValue has the value of a feature be pointed at in the text.
func (w *Workbench) pickValue(a annotate.ID, f annotate.FeatureID) {
	if w.doc == nil {
		return
	}
	w.pick(picking{
		from: a, take: w.card.Picked, end: func() { w.card.Picked(annotate.ID{}) },
		allows: func(o *annotate.Annotation) bool { return w.card.Takes(f, o.ID) },
		refuse: func(*annotate.Annotation) { w.status.say("This slot takes mentions of actors: choose one of those") },
	}, "Choose what is meant")
}

// leftSlot is the slot of the card that had the keyboard last, and when it lost it.
type leftSlot struct {
	feature annotate.FeatureID
	at      time.Time
}

// clickTime is how long after a press on the text what was pressed can be known.
const clickTime = 700 * time.Millisecond

// tookClick gives a mark that was pressed in the text to the slot that had the keyboard
// until then, if it takes such marks. It says whether it did.
func (w *Workbench) tookClick(id annotate.ID) bool {
	left := w.left
	w.left = leftSlot{}
	from := w.card.ID()
	if w.view.Stepping() || left.at.IsZero() || w.Origin.Now().Sub(left.at) > clickTime || !w.card.Takes(left.feature, id) {
		return false
	}
	w.setActive(from, false)
	return w.card.PickFor(left.feature, id)
}

// setValues gives a feature its values.
func (w *Workbench) setValues(a annotate.ID, f annotate.FeatureID, values []annotate.Value) {
	if w.doc == nil {
		return
	}
	cs, err := w.editor().SetFeature(w.doc.page, a, f, values...)
	if !w.apply(cs, err) {
		w.card.Changed() // what could not be kept is not shown
		return
	}
	w.used(values)
}

// createEntity makes an actor and gives it to a feature, in one step.
func (w *Workbench) createEntity(n panel.NewEntity) {
	if w.doc == nil {
		return
	}
	made, entity, err := w.editor().AddEntity(n.Name, "")
	if err != nil {
		w.tell("", err)
		return
	}
	values := append(slices.Clone(n.Keep), annotate.Value{Type: annotate.TypeEntity, Ref: entity.ID, Mention: n.Mention})
	set, err := w.setSlot(n, values)
	if w.apply(w.editor().Join("Add actor "+entity.Name, made, set), err) {
		w.used(values)
	}
}

// setSlot gives the feature that a new actor is for these values.
func (w *Workbench) setSlot(n panel.NewEntity, values []annotate.Value) (annotate.ChangeSet, error) {
	if r := w.doc.page.Relation(n.Relation); r != nil {
		return w.editor().SetRelationFeature(w.doc.page, r, n.Feature, values...)
	}
	return w.editor().SetFeature(w.doc.page, n.Annotation, n.Feature, values...)
}

// sameAsLast gives a feature, or with an empty one all that are unset, the values of the
// annotation of the same layer before this one in the text.
// It says whether there were some.
func (w *Workbench) sameAsLast(id annotate.ID, f annotate.FeatureID) bool {
	if w.doc == nil {
		return false
	}
	a := w.doc.page.Annotation(id)
	before := w.before(a)
	if before == nil {
		w.status.say("There is none of this layer before")
		return false
	}
	e := w.editor()
	var sets []annotate.ChangeSet
	page := &amended{Page: w.doc.page, id: id, a: a}
	for _, fv := range before.Features {
		if f != "" && fv.Feature != f || f == "" && len(a.Values(fv.Feature)) > 0 {
			continue
		}
		cs, err := e.SetFeature(page, id, fv.Feature, fv.Values...)
		if errors.Is(err, annotate.ErrNothing) {
			continue
		}
		if err != nil {
			w.tell("", err)
			return false
		}
		page.take(cs)
		sets = append(sets, cs)
	}
	if len(sets) == 0 {
		w.status.say("The annotation before says nothing more")
		return false
	}
	cs := e.Join("Take over values", sets...)
	cs.Changes = []annotate.Change{annotate.Update(a, page.a)}
	return w.apply(cs, nil)
}

// before is the annotation of the same layer that begins last before a; nil when there
// is none.
func (w *Workbench) before(a *annotate.Annotation) *annotate.Annotation {
	if a == nil || len(a.Fragments) == 0 {
		return nil
	}
	for e, ok := w.doc.marks.beside(entry(a), false); ok; e, ok = w.doc.marks.beside(e, false) {
		if b := w.doc.page.Annotation(e.Key); b != nil && b.Layer == a.Layer {
			return b
		}
	}
	return nil
}

// focusCard gives the card of the active annotation the keyboard.
func (w *Workbench) focusCard() {
	if w.active() == nil {
		return
	}
	w.unfoldCard()
	w.card.Focus()
}

// unfoldCard brings the card into sight.
func (w *Workbench) unfoldCard() {
	if !w.frame.shows(rightPanel) {
		w.fold(rightPanel)
	}
}

// showAnnotation shows an annotation in the card and in the list; the zero ID shows none.
func (w *Workbench) showAnnotation(id annotate.ID) {
	if id != w.card.ID() {
		w.closeDefinition()
	}
	if w.doc != nil && !id.IsZero() {
		w.doc.lately = id
	}
	w.card.Display(id)
	w.annotations.Select(id)
}

// amended is a page in which one annotation is already as it will be: so that several
// intents on it can be made into one ChangeSet.
type amended struct {
	*session.Page
	id annotate.ID
	a  *annotate.Annotation
}

// Annotation implements edit.Page.
func (p *amended) Annotation(id annotate.ID) *annotate.Annotation {
	if id == p.id {
		return p.a
	}
	return p.Page.Annotation(id)
}

func (p *amended) take(cs annotate.ChangeSet) {
	for _, c := range cs.Changes {
		if a, ok := c.New.(*annotate.Annotation); ok && a.ID == p.id {
			p.a = a
		}
	}
}
