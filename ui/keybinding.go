package ui

import (
	"slices"

	"fyne.io/fyne/v2"

	"parley/ui/panel"
	"parley/ui/settings"
)

// bindKeys gives actions the keys that a person chose for them. What was chosen goes
// before what an action has by itself: of two with one key, the chosen one has it.
func bindKeys(all []*Action, chosen settings.Keys) {
	taken := map[key]bool{}
	for _, a := range all {
		a.own = a.Keys()
		if keys, ok := chosen[a.ID]; ok && !a.InCard {
			a.setKeys(readable(keys))
			for _, cap := range a.Keys() {
				k, _ := parseKey(cap)
				taken[k] = true
			}
		}
	}
	for _, a := range all {
		if _, ok := chosen[a.ID]; !ok && !a.InCard {
			a.setKeys(slices.DeleteFunc(a.Keys(), func(cap string) bool {
				k, _ := parseKey(cap)
				return taken[k]
			}))
		}
	}
}

// readable are the keys that this program can read and that are not always somebody's.
func readable(caps []string) (list []string) {
	for _, cap := range caps {
		if k, ok := parseKey(cap); ok && refusal(k) == "" {
			list = append(list, k.cap())
		}
	}
	return list
}

// refusal says why a key cannot be an action's; empty when it can.
func refusal(k key) string {
	switch {
	case k.name == fyne.KeyEscape:
		return "Esc always goes outward, one step at a time."
	case k.modifier&^(fyne.KeyModifierShortcutDefault|fyne.KeyModifierAlt|fyne.KeyModifierShift) != 0:
		return "Keys with this modifier belong to the desktop."
	case k.modifier == fyne.KeyModifierShortcutDefault && (k.name == fyne.KeyV || k.name == fyne.KeyX):
		return "This key cuts or pastes wherever one writes."
	case k.char == 0 && (k.name == fyne.KeyReturn || k.name == fyne.KeyEnter) && k.modifier == 0:
		return "↵ takes what is offered, in lists and cards."
	}
	return ""
}

// rival is another action that a key would be taken from: one that has it or, of two that
// move the caret, extends the selection with it. extends says which.
func rival(all []*Action, of *Action, k key) (other *Action, extends bool) {
	for _, a := range all {
		if a == of || a.InCard {
			continue
		}
		for _, cap := range a.Keys() {
			has, ok := parseKey(cap)
			switch {
			case !ok:
			case has == k:
				return a, false
			case a.Command.Moves() && has.shifted() == k, of.Command.Moves() && k.shifted() == has:
				other, extends = a, true
			}
		}
	}
	return other, extends
}

// shifted is a named key with Shift, by which a key that moves the caret selects; the key
// itself where Shift makes no difference that is known.
func (k key) shifted() key {
	if k.char == 0 {
		k.modifier |= fyne.KeyModifierShift
	}
	return k
}

// keysOf are all changed keys, those of actions that nobody knows here included.
func (w *Workbench) keysOf() settings.Keys { return w.Settings.Now().Keys.Clone() }

// setKeys changes the keys and has everything that shows one follow.
func (w *Workbench) setKeys(keys settings.Keys, name string) {
	for _, a := range w.table.all {
		if chosen, ok := keys[a.ID]; ok && slices.Equal(chosen, a.own) {
			delete(keys, a.ID)
		}
	}
	if len(keys) == 0 {
		keys, name = nil, ""
	}
	w.remember(func(s *settings.Settings) { s.Keys, s.KeysName = keys, name })
	w.rebuild()
}

// showCaps brings key caps outside menus and palette up to date.
func (w *Workbench) showCaps() {
	w.head.showCaps()
	w.frame.showCaps()
	w.list.SetKeys(w.keyOf("document.filter"), w.keyOf("document.previous"), w.keyOf("document.next"), w.keyOf("view.documents"))
	w.card.SetKeys(panel.Keys{Mark: w.digitKey(), Next: w.keyOf("annotation.next"), Previous: w.keyOf("annotation.previous"), Link: w.keyOf("annotation.link"), Clone: w.keyOf("annotation.clone"), Recheck: w.keyOf("annotation.rechecked"), Defaults: w.keyOf("annotation.defaults"), Delete: w.keyOf("annotation.delete")})
}
