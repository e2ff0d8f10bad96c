package ui

import (
	"slices"

	"parley/annotate"
)

// linking is a relation that is being made: it leads from an annotation to one that is not
// chosen yet, or turned round, from that one to it.
type linking struct {
	w      *Workbench
	of     annotate.ID
	turned bool
}

// ends are from and to, when other is the annotation that was not chosen yet.
func (l linking) ends(other annotate.ID) (from, to annotate.ID) {
	if l.turned {
		return other, l.of
	}
	return l.of, other
}

// types are the relation types that can join the two: those whose ends may be in the
// layers of these, and that do not join them already.
func (l linking) types(other *annotate.Annotation) (list []annotate.RelationType) {
	of := l.w.doc.page.Annotation(l.of)
	if of == nil || other == nil || of.ID == other.ID {
		return nil
	}
	from, to := of, other
	if l.turned {
		from, to = other, of
	}
	for _, t := range l.w.project.session.Schema().Relations {
		if joins(t.From, from.Layer) && joins(t.To, to.Layer) && !l.w.linked(t.ID, from.ID, to.ID) {
			list = append(list, t)
		}
	}
	return list
}

// linked reports whether the annotator has linked the two so. It costs what the first is
// related to.
func (w *Workbench) linked(typ annotate.RelationTypeID, from, to annotate.ID) bool {
	me := w.project.session.Me().ID
	return slices.ContainsFunc(w.doc.marks.related.of[from], func(id annotate.ID) bool {
		r := w.doc.page.Relation(id)
		return r != nil && r.Type == typ && r.From == from && r.To == to && r.Annotator == me
	})
}

// joins reports whether a relation's end may be in a layer; no layer named is any.
func joins(allowed []annotate.LayerID, l annotate.LayerID) bool {
	return len(allowed) == 0 || slices.Contains(allowed, l)
}

// allows reports whether the relation may lead to, or come from, an annotation.
func (l linking) allows(a *annotate.Annotation) bool { return len(l.types(a)) > 0 }

// possible reports whether any annotation of the text can be the other end.
func (l linking) possible() bool {
	for a := range l.w.doc.page.Annotations() {
		if l.allows(a) {
			return true
		}
	}
	return false
}

// other is the same relation the other way round.
func (l linking) other() linking {
	l.turned = !l.turned
	return l
}

// refuse says why an annotation cannot be the other end.
func (l linking) refuse(a *annotate.Annotation) {
	of := l.w.doc.page.Annotation(l.of)
	from, to := lowerFirst(l.w.layerName(of.Layer)), lowerFirst(l.w.layerName(a.Layer))
	if l.turned {
		from, to = to, from
	}
	l.w.status.say("No relation leads from " + from + " to " + to)
}

// needsLink: a relation joins two annotations of one text, and its type says of which layers.
func (w *Workbench) needsLink() (bool, string) {
	if ok, why := w.needsAnnotation(); !ok {
		return false, why
	}
	if w.doc.page.Count() < 2 {
		return false, "needs a second annotation"
	}
	layer := w.active().Layer
	ends := func(t annotate.RelationType) bool { return joins(t.From, layer) || joins(t.To, layer) }
	return slices.ContainsFunc(w.project.session.Schema().Relations, ends), "the schema has no relation of this layer"
}

// link makes a relation of an annotation with one that is chosen in the text next. Where
// none can begin at it, one that ends there is made.
func (w *Workbench) link(of annotate.ID) {
	if w.doc == nil || w.doc.page.Annotation(of) == nil {
		return
	}
	if ok, why := w.needsLink(); !ok {
		w.status.say("Link: " + why)
		return
	}
	l := linking{w: w, of: of}
	if !l.possible() {
		l.turned = true
	}
	l.ask()
}

// ask lets the other end be chosen, if there can be one.
func (l linking) ask() {
	w := l.w
	if !l.possible() {
		w.status.say("Link: no annotation of this text can be the other end")
		return
	}
	p := picking{from: l.of, take: l.join, allows: l.allows, refuse: l.refuse}
	if l.other().possible() {
		p.turn = l.other().ask
	}
	w.pick(p, map[bool]string{false: "Choose what it is linked to", true: "Choose what is linked to it"}[l.turned])
}

// join makes the relation, and asks for its type where several are allowed.
func (l linking) join(other annotate.ID) {
	a := l.w.doc.page.Annotation(other)
	switch types := l.types(a); {
	case a == nil:
	case len(types) == 0:
		l.refuse(a)
	case len(types) == 1:
		l.joinAs(types[0], a)
	default:
		l.askType(a, types)
	}
}

// joinAs makes the relation.
func (l linking) joinAs(t annotate.RelationType, other *annotate.Annotation) {
	w := l.w
	from, to := l.ends(other.ID)
	cs, _, err := w.editor().Link(w.doc.page, t.ID, from, to)
	if w.apply(cs, err) {
		w.status.say("Linked: " + t.Name + " “" + cut(w.doc.page.Annotation(to).Quote.Exact, 40) + "”")
	}
	w.focusText()
}

// unlink takes a relation of the open document away. Undo brings it back.
func (w *Workbench) unlink(id annotate.ID) {
	if ok, why := w.needsText(); !ok {
		w.status.say("Unlink: " + why)
		return
	}
	if r := w.doc.page.Relation(id); r != nil && w.apply(w.editor().Unlink(r), nil) {
		w.status.say("Relation deleted" + w.byKey("; ", "edit.undo", "brings it back"))
	}
}
