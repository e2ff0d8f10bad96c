package ui

import (
	"slices"
	"strings"

	"parley/annotate"
)

// cardMemory is what the card keeps as long as a project is open.
type cardMemory struct {
	likely   likelyOf
	recent   []annotate.ID                                // actors that were put in slots, the last one first
	defaults map[annotate.LayerID][]annotate.FeatureValue // what new annotations begin with, as a person has asked
}

// defaultsOf is what new annotations of a layer begin with, as far as it still can be said:
// only what a person has asked for in this session.
func (w *Workbench) defaultsOf(layer annotate.LayerID) []annotate.FeatureValue {
	if w.project == nil {
		return nil
	}
	return w.portable(w.sound(layer, w.project.defaults[layer]))
}

// sound are those of features that the schema and the register still have.
func (w *Workbench) sound(layer annotate.LayerID, features []annotate.FeatureValue) (list []annotate.FeatureValue) {
	schema := w.project.session.Schema()
	l := schema.Layer(layer)
	for _, fv := range features {
		if l == nil || l.Feature(fv.Feature) == nil {
			continue
		}
		f := l.Feature(fv.Feature)
		values := slices.DeleteFunc(slices.Clone(fv.Values), func(v annotate.Value) bool {
			return schema.CheckValue(f, v) != nil || v.Type == annotate.TypeEntity && w.project.session.Entity(v.Ref) == nil
		})
		if len(values) > 0 && (f.Multi || len(values) == 1) {
			list = append(list, annotate.FeatureValue{Feature: fv.Feature, Values: values})
		}
	}
	return list
}

// portable are values as they can be said in the open document: annotations of another one
// are not named, neither as values nor as what an actor was read from.
func (w *Workbench) portable(features []annotate.FeatureValue) (list []annotate.FeatureValue) {
	for _, fv := range features {
		var values []annotate.Value
		for _, v := range fv.Values {
			if v.Type == annotate.TypeAnnotation && w.doc.page.Annotation(v.Ref) == nil {
				continue
			}
			if !v.Mention.IsZero() && w.doc.page.Annotation(v.Mention) == nil {
				v.Mention = annotate.ID{}
			}
			if !slices.Contains(values, v) {
				values = append(values, v)
			}
		}
		if len(values) > 0 {
			list = append(list, annotate.FeatureValue{Feature: fv.Feature, Values: values})
		}
	}
	return list
}

// setDefaults says what new annotations of a layer are to begin with; nil: with nothing.
func (w *Workbench) setDefaults(layer annotate.LayerID, features []annotate.FeatureValue) {
	if w.project == nil {
		return
	}
	if w.project.defaults == nil {
		w.project.defaults = map[annotate.LayerID][]annotate.FeatureValue{}
	}
	w.project.defaults[layer] = features
	name := "Each new " + lowerFirst(w.layerName(layer)) + " begins with "
	if len(features) == 0 {
		w.status.say(name + "nothing again")
	} else {
		w.status.say(name + cut(w.featureWords(layer, features), 60) + w.byKey("; ", "annotation.defaults", "ends that"))
	}
	w.card.Changed()
}

// needsDefaults: there is something to begin with, or something that can end.
func (w *Workbench) needsDefaults() (bool, string) {
	if w.begins() {
		return w.needsText()
	}
	return w.needsAnnotation()
}

// begins reports whether new annotations of any layer begin with something.
func (w *Workbench) begins() bool {
	if w.project != nil {
		for _, features := range w.project.defaults {
			if len(features) > 0 {
				return true
			}
		}
	}
	return false
}

// toggleDefaults has new annotations begin with the values of the active one: in a slot of
// the card with those of the slot, elsewhere with all. What is so already ends, and without
// an annotation everything that is so.
func (w *Workbench) toggleDefaults() {
	a := w.active()
	if a == nil {
		for layer := range w.project.defaults {
			w.setDefaults(layer, nil)
		}
		return
	}
	now := w.project.defaults[a.Layer]
	f, inCard := w.card.Focused()
	switch {
	case inCard && len(a.Values(f)) > 0:
		rest := slices.DeleteFunc(slices.Clone(now), func(fv annotate.FeatureValue) bool { return fv.Feature == f })
		if len(rest) == len(now) {
			rest = append(rest, annotate.FeatureValue{Feature: f, Values: a.Values(f)})
		}
		w.setDefaults(a.Layer, rest)
	case len(now) > 0:
		w.setDefaults(a.Layer, nil)
	case inCard:
		w.status.say("This slot is unset: there is nothing to begin with")
	case len(a.Features) == 0:
		w.status.say("Nothing is set here: there is nothing to begin with")
	default:
		w.setDefaults(a.Layer, slices.Clone(a.Features))
	}
}

// defaultsTitle says what the key does now.
func (w *Workbench) defaultsTitle() string {
	_, inCard := w.card.Focused()
	if a := w.active(); !inCard && (a == nil && w.begins() || a != nil && len(w.project.defaults[a.Layer]) > 0) {
		return "Begin new ones with nothing again"
	}
	return "Begin new ones with these values"
}

// featureWords are values as people read them: "kind demand, voice author".
func (w *Workbench) featureWords(layer annotate.LayerID, features []annotate.FeatureValue) string {
	l := w.project.session.Schema().Layer(layer)
	var parts []string
	for _, fv := range features {
		if l == nil || l.Feature(fv.Feature) == nil {
			continue
		}
		f := l.Feature(fv.Feature)
		words := make([]string, len(fv.Values))
		for i, v := range fv.Values {
			words[i] = cut(w.valueText(f, v), 30)
		}
		parts = append(parts, lowerFirst(f.Name)+" "+strings.Join(words, " and "))
	}
	return strings.Join(parts, ", ")
}

// Defaults implements panel.CardSource.
func (s source) Defaults(l annotate.LayerID) string {
	if s.w.project == nil || s.w.doc == nil {
		return ""
	}
	return s.w.featureWords(l, s.w.project.defaults[l])
}
