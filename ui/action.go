package ui

import (
	"strings"

	"fyne.io/fyne/v2"

	"parley/ui/control"
	"parley/ui/docview"
)

// Action is a command: what menus, the palette and the overview of keys are made of, and
// the only thing that a key can run.
type Action struct {
	ID      string                // unique, as "mark.Claim"
	Name    string                // as menus show it; ends with "…" when more is asked
	Title   func() string         // instead of Name, where the words depend on what is there
	Group   string                // head under which palette and overview list it
	Key     string                // as a cap shows it: "Ctrl+K", "n", "F9"; empty: none
	Also    []string              // other keys that run it
	Note    func() string         // a second text in the palette; may be nil
	Enabled func() (bool, string) // nil: always; the reason says what is needed
	Checked func() bool           // nil: it is no switch
	Run     func()
	Icon    fyne.Resource // before it in the palette; or
	Mark    control.Mark  // a drawn sign; or
	Slot    int           // a layer's swatch
	InCard  bool          // the key works while the card has the keyboard, where it is drawn

	Words   string          // other words that find it in the palette, as "zoom bigger"
	Pair    string          // what it and its opposite share, for one line in the overview of keys
	Command docview.Command // what the document view does; its keys are the view's as well
	own     []string        // its keys before a person gave it others
}

// Keys are all keys of the action, as caps show them, the first one first.
func (a *Action) Keys() []string {
	if a.Key == "" {
		return nil
	}
	return append([]string{a.Key}, a.Also...)
}

// setKeys makes these the action's keys.
func (a *Action) setKeys(keys []string) {
	a.Key, a.Also = "", nil
	if len(keys) > 0 {
		a.Key, a.Also = keys[0], keys[1:]
	}
}

// Label is the action's name as it is now.
func (a *Action) Label() string {
	if a.Title != nil {
		return a.Title()
	}
	return a.Name
}

// Can reports whether the action can run now, and if not, why.
func (a *Action) Can() (bool, string) {
	if a.Enabled == nil {
		return true, ""
	}
	if ok, why := a.Enabled(); !ok {
		return false, why
	}
	return true, ""
}

// do runs the action if it can run, and says whether it did.
func (a *Action) do() bool {
	if ok, _ := a.Can(); !ok {
		return false
	}
	a.Run()
	return true
}

// table is all actions, by ID and by key.
type table struct {
	all   []*Action
	byID  map[string]*Action
	byKey map[key]*Action
}

// newTable takes the actions in the order in which the palette shows them. Of two with
// one key the first has it; a test sees that there are none.
func newTable(all []*Action) *table {
	t := &table{all: all, byID: map[string]*Action{}, byKey: map[key]*Action{}}
	for _, a := range all {
		t.byID[a.ID] = a
		if a.InCard || strings.HasPrefix(a.ID, textPrefix) {
			continue
		}
		for _, name := range a.Keys() {
			if k, ok := parseKey(name); ok && t.byKey[k] == nil {
				t.byKey[k] = a
			}
		}
	}
	return t
}

// keyOf is the first key of an action, as its cap shows it; empty when it has none.
func (w *Workbench) keyOf(id string) string {
	if a := w.table.byID[id]; a != nil {
		return a.Key
	}
	return ""
}

// byKey is "; F3 goes on": what the key of an action does, or nothing where it has none.
func (w *Workbench) byKey(before, id, does string) string {
	if k := w.keyOf(id); k != "" {
		return before + k + " " + does
	}
	return ""
}
