package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"parley/ui/control"
)

// pressed is told what key was pressed: it becomes the action's, or somebody is asked.
func (c *keyCard) pressed(a *Action, adding bool, k key) {
	other, extends := rival(c.window.table.all, a, k)
	switch {
	case refusal(k) != "":
		c.record.say(refusal(k)+" Press another.", true)
	case slices.Contains(a.Keys(), k.cap()):
		c.idle(k.cap() + " is its key already.")
	case extends:
		c.record.say(k.cap()+" would meet “"+other.Label()+"”, with Shift one selects. Press another.", true)
	case other != nil:
		c.ask(a, other, adding, k)
	default:
		c.give(a, adding, k)
	}
}

// ask shows what a key is now, and what can become of it. That both have it is no answer.
func (c *keyCard) ask(a, other *Action, adding bool, k key) {
	c.record.ask(k, other, k.cap()+" is “"+strings.TrimSuffix(other.Label(), "…")+"”.")
	leave := control.NewButton("Leave as it was", func() { c.answered(a, other, adding, k, fyne.KeyEscape) })
	take := control.NewButton("Take it from there", func() { c.answered(a, other, adding, k, fyne.KeyDelete) })
	if adding || a.Key == "" {
		c.show(leave, "Esc", take, "Del")
		return
	}
	swap := control.NewPrimaryButton("Swap: “"+cut(other.Label(), 28)+"” gets "+a.Key, "↵", func() { c.answered(a, other, adding, k, fyne.KeyReturn) })
	c.show(leave, "Esc", take, "Del", swap, "↵")
}

// answered is told what to do with a key that is another action's.
func (c *keyCard) answered(a, other *Action, adding bool, k key, answer fyne.KeyName) {
	swap := answer == fyne.KeyReturn && !adding && a.Key != ""
	if answer == fyne.KeyEscape || answer == fyne.KeyReturn && !swap {
		c.idle("")
		return
	}
	keys := c.window.keysOf()
	theirs := other.Keys()
	at := slices.Index(theirs, k.cap())
	if swap {
		theirs[at] = a.Key
	} else {
		theirs = slices.Delete(theirs, at, at+1)
	}
	keys[other.ID] = theirs
	c.set(a, keys, with(a.Keys(), adding, k.cap()))
}

func (c *keyCard) give(a *Action, adding bool, k key) {
	c.set(a, c.window.keysOf(), with(a.Keys(), adding, k.cap()))
}

// with are keys with one in place of the first, or beside them.
func with(keys []string, adding bool, k string) []string {
	if adding || len(keys) == 0 {
		return append(keys, k)
	}
	keys[0] = k
	return keys
}

// set gives an action its keys and shows them.
func (c *keyCard) set(a *Action, all map[string][]string, keys []string) {
	if keys == nil {
		keys = []string{}
	}
	all[a.ID] = keys
	c.apply(a.ID, all, c.window.Settings.Now().KeysName)
	said := "“" + strings.TrimSuffix(a.Label(), "…") + "” is " + strings.Join(keys, " and ") + " now."
	if len(keys) == 0 {
		said = "“" + strings.TrimSuffix(a.Label(), "…") + "” has no key now."
	}
	c.idle(said)
}

func (c *keyCard) apply(at string, all map[string][]string, name string) {
	c.window.setKeys(all, name)
	c.fill(at)
}

func (c *keyCard) remove() {
	if a := c.current(); a != nil && a.Key != "" {
		keys := a.Keys()
		c.set(a, c.window.keysOf(), keys[:len(keys)-1])
	}
}

// reset gives the selected action the keys that it has by itself; where somebody else has
// one of them meanwhile, that one loses it.
func (c *keyCard) reset() {
	a := c.current()
	if a == nil {
		return
	}
	keys := c.window.keysOf()
	if _, changed := keys[a.ID]; !changed {
		c.idle("Its keys are Parley’s.")
		return
	}
	delete(keys, a.ID)
	for id, list := range keys {
		keys[id] = slices.DeleteFunc(list, func(k string) bool { return slices.Contains(a.own, k) })
	}
	c.apply(a.ID, keys, c.window.Settings.Now().KeysName)
	c.idle("“" + strings.TrimSuffix(a.Label(), "…") + "” has Parley’s keys again.")
}

// resetAll gives all actions their own keys, those that nobody knows here included.
func (c *keyCard) resetAll() {
	was, name, at := c.window.keysOf(), c.window.Settings.Now().KeysName, ""
	if a := c.current(); a != nil {
		at = a.ID
	}
	if len(was) == 0 {
		c.idle("All keys are Parley’s.")
		return
	}
	c.apply(at, nil, "")
	c.idle("All keys are Parley’s again.")
	c.show(control.NewButton("Undo reset", func() {
		c.apply(at, was, name)
		c.idle("Your keys are back.")
	}), "")
}
