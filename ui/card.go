package ui

import (
	"errors"
	"slices"
	"strings"

	"parley/annotate"
	"parley/annotate/session"
	"parley/ui/dialog"
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
	c.OnPick = func(a annotate.ID, _ annotate.FeatureID) {
		if w.doc != nil {
			w.pick(picking{from: a, take: w.card.Picked, end: func() { w.card.Picked(annotate.ID{}) }}, "Choose an annotation in the text")
		}
	}
	c.OnPickEnd = func() {
		if w.picks() {
			w.unpick()
		}
	}
	c.OnSame = w.sameAsLast
	c.OnDefinition = w.define
	c.OnDone = w.focusText
	c.OnDelete = func(annotate.ID) { w.remove(); w.focusText() }
	c.OnCopy = w.duplicate
	c.OnLink = w.link
	return c
}

// setValues gives a feature its values.
func (w *Workbench) setValues(a annotate.ID, f annotate.FeatureID, values []annotate.Value) {
	if w.doc == nil {
		return
	}
	cs, err := w.editor().SetFeature(w.doc.page, a, f, values...)
	if !w.apply(cs, err) {
		w.card.Changed() // what could not be kept is not shown
	}
}

// createEntity makes an actor and gives it to a feature, in one step.
func (w *Workbench) createEntity(a annotate.ID, f annotate.FeatureID, name string, keep []annotate.Value) {
	if w.doc == nil {
		return
	}
	made, entity, err := w.editor().AddEntity(name, "")
	if err != nil {
		w.tell("", err)
		return
	}
	values := append(slices.Clone(keep), annotate.Value{Type: annotate.TypeEntity, Ref: entity.ID})
	set, err := w.editor().SetFeature(w.doc.page, a, f, values...)
	w.apply(w.editor().Join("Add actor "+entity.Name, made, set), err)
}

// sameAsLast gives a feature, or with an empty one all that are unset, the values of the
// annotation of the same layer before this one in the text.
func (w *Workbench) sameAsLast(id annotate.ID, f annotate.FeatureID) {
	if w.doc == nil {
		return
	}
	a := w.doc.page.Annotation(id)
	before := w.before(a)
	if before == nil {
		w.status.say("There is none of this layer before")
		return
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
			return
		}
		page.take(cs)
		sets = append(sets, cs)
	}
	if len(sets) == 0 {
		w.status.say("The annotation before says nothing more")
		return
	}
	cs := e.Join("Take over values", sets...)
	cs.Changes = []annotate.Change{annotate.Update(a, page.a)}
	w.apply(cs, nil)
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

// duplicate makes an annotation like another one, on the same words.
func (w *Workbench) duplicate(id annotate.ID) {
	a := w.doc.page.Annotation(id)
	if a == nil {
		return
	}
	cs, _, err := w.editor().Mark(w.doc.page, a.Layer, a.Fragments, a.Features...)
	cs.Label = "Copy " + strings.ToLower(w.layerName(a.Layer))
	w.apply(cs, err)
}

// define shows all that the codebook says of a tag.
func (w *Workbench) define(set annotate.TagsetID, tag annotate.TagID) {
	t := w.project.session.Schema().Tagset(set)
	if t == nil || t.Tag(tag) == nil {
		return
	}
	g := t.Tag(tag)
	m := dialog.Message{Happened: g.Label(), Safe: g.Definition, Next: g.Rule}
	if m.Safe == "" {
		m.Safe = "The codebook says nothing of it yet."
	}
	if len(g.Examples) > 0 {
		m.Detail = "Examples: " + examplesOf(g.Examples)
	}
	if len(g.Counter) > 0 {
		m.Detail += " Not these: " + examplesOf(g.Counter)
	}
	dialog.Tell(w.window, m)
}

func examplesOf(examples []annotate.Example) string {
	texts := make([]string, len(examples))
	for i, e := range examples {
		texts[i] = e.Text
	}
	return strings.Join(texts, " · ")
}

// showDefinition shows the definition of the first tag that the active annotation has, of
// the slot that has the keyboard first.
func (w *Workbench) showDefinition() {
	a := w.active()
	l := w.project.session.Schema().Layer(a.Layer)
	if l == nil {
		return
	}
	focused, _ := w.card.Focused()
	for _, only := range []annotate.FeatureID{focused, ""} {
		for _, fv := range a.Features {
			if only != "" && fv.Feature != only {
				continue
			}
			if f := l.Feature(fv.Feature); f != nil && fv.Values[0].Type == annotate.TypeTag {
				w.define(f.Tagset, fv.Values[0].Tag)
				return
			}
		}
	}
	w.status.say("No tag is set yet")
}

// focusCard gives the card of the active annotation the keyboard.
func (w *Workbench) focusCard() {
	if w.active() == nil {
		return
	}
	if !w.frame.shows(rightPanel) {
		w.fold(rightPanel)
	}
	w.card.Focus()
}

// showAnnotation shows an annotation in the card and in the list; the zero ID shows none.
func (w *Workbench) showAnnotation(id annotate.ID) {
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
