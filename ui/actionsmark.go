package ui

import (
	"strconv"

	"parley/annotate"
	"parley/assets/icons"
	"parley/ui/control"
	"parley/ui/docview"
)

// markActions are one for each layer, with the layer's digit.
func (w *Workbench) markActions() (list []*Action) {
	if w.project == nil {
		return nil
	}
	for _, l := range w.project.session.Schema().Layers {
		list = append(list, &Action{
			ID: "mark." + string(l.ID), Name: "Mark " + lowerFirst(l.Name), Group: inText, Key: l.Key, Slot: l.Colour,
			Note: w.targetNote, Enabled: w.needsText, Run: func() { w.mark(l.ID) },
		})
	}
	return append(list, &Action{
		ID: "mark.again", Name: "Repeat last mark", Words: "again same annotation features", Group: inText, Key: ".", Icon: icons.Copy.Resource(),
		Note:    func() string { return w.layerName(w.last.layer) },
		Enabled: w.canRepeat, Run: w.markAgain,
	})
}

func (w *Workbench) targetNote() string {
	if w.doc != nil {
		switch n := len(w.view.Selections()); {
		case n > 1:
			return "on " + counted(n, "fragment")
		case n == 1:
			return "on the selection"
		}
	}
	return "at the caret’s sentence"
}

func (w *Workbench) canRepeat() (bool, string) {
	if ok, why := w.needsText(); !ok {
		return false, why
	}
	same := w.last.project == w.project.session.Project().ID && w.project.session.Schema().Layer(w.last.layer) != nil
	return same, "nothing was marked yet: press a layer’s digit first"
}

func (w *Workbench) layerName(id annotate.LayerID) string {
	if w.project != nil {
		if l := w.project.session.Schema().Layer(id); l != nil {
			return l.Name
		}
	}
	return string(id)
}

// stanceActions set the stance of the active annotation, from its layer's schema.
func (w *Workbench) stanceActions() (list []*Action) {
	if w.project == nil {
		return nil
	}
	seen := map[annotate.TagID]bool{}
	schema := w.project.session.Schema()
	for i := range schema.Layers {
		k := lookOf(schema, &schema.Layers[i], i)
		if k.stance == "" {
			continue
		}
		for _, t := range schema.Tagset(schema.Layers[i].Feature(k.stance).Tagset).Tags {
			if !seen[t.ID] && !t.Retired {
				seen[t.ID] = true
				list = append(list, w.stanceAction(t, len(list)+1))
			}
		}
	}
	if len(list) == 0 {
		return nil
	}
	return append(list, &Action{ID: "stance.clear", Name: "Clear stance", Group: onAnnotation, Mark: control.Unset, Key: "Alt+0", Words: "unset remove none",
		Note: func() string { return "back to unset" }, Enabled: w.needsStance, Run: func() { w.setStance("") }})
}

// stanceAction is the n-th stance, with Alt and that digit.
func (w *Workbench) stanceAction(t annotate.Tag, n int) *Action {
	key := ""
	if n <= 9 {
		key = "Alt+" + strconv.Itoa(n)
	}
	return &Action{
		Key: key, Words: "position opinion attitude",
		ID: "stance." + string(t.ID), Name: "Set stance to " + t.Name, Group: onAnnotation, Mark: control.StanceMark(t.ID),
		Note: func() string { return w.layerName(w.active().Layer) + " card" }, Enabled: w.needsStance, Run: func() { w.setStance(t.ID) },
	}
}

// stanceFeature is the feature of the active annotation that says a stance; empty: none.
func (w *Workbench) stanceFeature() annotate.FeatureID {
	if a := w.active(); a != nil {
		return w.doc.marks.looks[a.Layer].stance
	}
	return ""
}

func (w *Workbench) needsStance() (bool, string) {
	if ok, why := w.needsAnnotation(); !ok {
		return false, why
	}
	return w.stanceFeature() != "", "this layer has no stance"
}

func (w *Workbench) setStance(t annotate.TagID) {
	var values []annotate.Value
	if t != "" {
		values = []annotate.Value{{Type: annotate.TypeTag, Tag: t}}
	}
	cs, err := w.editor().SetFeature(w.doc.page, w.active().ID, w.stanceFeature(), values...)
	w.apply(cs, err)
}

func (w *Workbench) annotationActions() []*Action {
	next, alsoNext := stepKeys(docview.MarkNext)
	previous, alsoPrevious := stepKeys(docview.MarkPrevious)
	return []*Action{
		{ID: "annotation.next", Name: "Next annotation", Pair: "Annotation", Group: inText, Key: next, Also: alsoNext, Command: docview.MarkNext, Words: "go jump step", Icon: icons.Down.Resource(), Enabled: w.needsDocument, Run: func() { w.step(true) }},
		{ID: "annotation.previous", Name: "Previous annotation", Pair: "Annotation", Group: inText, Key: previous, Also: alsoPrevious, Command: docview.MarkPrevious, Words: "go jump step back", Icon: icons.Up.Resource(), Enabled: w.needsDocument, Run: func() { w.step(false) }},
		{ID: "annotation.card", Name: "Fill in the card", Words: "features edit values slots", Group: onAnnotation, Key: "Tab", Icon: icons.List.Resource(), Enabled: w.needsAnnotation, Run: w.focusCard},
		{ID: "annotation.link", Name: "Link…", Words: "relation connect supports attacks", Group: onAnnotation, Key: "l", Icon: icons.Link.Resource(),
			Note:    func() string { return "to another annotation of this text" },
			Enabled: w.needsLink, Run: func() { w.link(w.active().ID) }},
		{ID: "annotation.definition", Name: "Show the tag’s definition", Words: "codebook meaning rule help", Group: onAnnotation, Key: "F1", Icon: icons.Tag.Resource(), Enabled: w.needsAnnotation, Run: w.showDefinition},
		{ID: "annotation.delete", Name: "Delete annotation", Words: "remove erase unmark", Group: onAnnotation, Key: "Del", Icon: icons.Trash.Resource(), Enabled: w.needsAnnotation, Run: w.remove},
	}
}
