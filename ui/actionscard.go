package ui

import (
	"parley/assets/icons"
	"parley/ui/control"
)

// cardKeys are those that the card itself answers while a slot has the keyboard.
var cardKeys = []control.KeyHint{
	{Key: "Tab", Does: "Card: take what is found, next slot"}, {Key: "↵", Does: "Card: take it; back to the text"}, {Key: "Space", Does: "Card: take it and stay"},
	{Key: ".", Does: "Card: this slot as in the one before"}, {Key: "Ctrl+↵", Does: "Card: new actor"}, {Key: "F4", Does: "Card: pick in the text"}, {Key: "Shift+F4", Does: "Card: where it was read from"},
}

// cardActions are what is done with the values of an annotation as a whole.
func (w *Workbench) cardActions() []*Action {
	return []*Action{
		{ID: "annotation.clone", Name: "Clone onto the selection or sentence", Words: "copy duplicate statement again same values", Group: onAnnotation, Key: "c", Icon: icons.Copy.Resource(),
			Note: w.targetNote, Enabled: w.needsOriginal, Run: func() { w.clone(w.original()) }},
		{ID: "annotation.same", Name: "Fill empty slots as in the one before", Words: "same as last copy values previous", Group: onAnnotation, Key: "Ctrl+.", Icon: icons.Copy.Resource(),
			Enabled: w.needsAnnotation, Run: func() { w.sameAsLast(w.active().ID, "") }},
		{ID: "annotation.defaults", Title: w.defaultsTitle, Words: "defaults session preset begin new values keep", Group: onAnnotation, Key: "Alt+B", Icon: icons.Tag.Resource(),
			Note: func() string { return "of this layer, until Parley is closed" }, Enabled: w.needsDefaults, Run: w.toggleDefaults},
		{ID: "annotation.rechecked", Name: "Rechecked", Words: "confirm look again codebook changed", Group: onAnnotation, Key: "k", Icon: icons.Check.Resource(),
			Enabled: w.needsRecheck, Run: func() { w.rechecked(w.active().ID) }},
		{ID: "annotation.incomplete", Name: "Next with a required slot empty", Words: "missing incomplete unset todo", Group: inText, Key: "m", Icon: icons.Warning.Resource(),
			Enabled: w.needsProject, Run: w.nextIncomplete},
	}
}
