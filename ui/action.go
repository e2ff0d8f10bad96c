package ui

import (
	"fyne.io/fyne/v2"

	"parley/ui/control"
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
		if a.InCard {
			continue
		}
		for _, name := range append([]string{a.Key}, a.Also...) {
			if k, ok := parseKey(name); ok && t.byKey[k] == nil {
				t.byKey[k] = a
			}
		}
	}
	return t
}
