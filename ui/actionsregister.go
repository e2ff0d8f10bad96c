package ui

import (
	"parley/assets/icons"
)

// registerOpening are the actions of the main window that lead to the register.
func (w *Workbench) registerOpening() []*Action {
	return []*Action{
		{ID: "actor.register", Name: "Register of actors", Words: "entities persons organisations aliases merge same window", Group: onProject, Key: "Ctrl+R", Icon: icons.Group.Resource(), Enabled: w.needsProject, Run: w.openRegister},
	}
}

// The heads under which the overview of the register's keys lists them.
const (
	inRegister  = "In the register"
	ofActor     = "The actor in hand"
	ofTheSame   = "Possibly the same"
	ofTheRecord = "Its places"
)

// actions are the keys of the register's window.
func (r *registerWindow) keysOfRegister() []*Action {
	v := r.view
	actor := func() (bool, string) {
		if ok, why := r.needsWriting(); !ok {
			return false, why
		}
		return !v.Actor().IsZero(), "choose an actor first"
	}
	pair := func(do func() bool) func() {
		return func() {
			if !do() {
				r.bar.say("Nobody is possibly the same")
			}
		}
	}
	return []*Action{
		{ID: "register.search", Name: "Search", Group: inRegister, Key: "/", Also: []string{"Ctrl+F"}, Run: v.FocusSearch},
		{ID: "register.new", Name: "New actor…", Group: inRegister, Key: "Ctrl+N", Enabled: r.needsWriting, Run: r.newActor},
		{ID: "register.import", Name: "Import…", Group: inRegister, Key: "Ctrl+I", Enabled: r.needsWriting, Run: r.importAsk},
		{ID: "register.export", Name: "Export…", Group: inRegister, Key: "Ctrl+E", Run: r.exportAsk},
		{ID: "register.pick", Name: "Tick for a merge", Group: inRegister, Key: "Space", Run: v.Pick},
		{ID: "register.rename", Name: "Rename", Group: ofActor, Key: "F2", Enabled: actor, Run: v.Rename},
		{ID: "register.edit", Name: "Edit", Group: ofActor, Key: "e", Enabled: actor, Run: v.EditActor},
		{ID: "register.merge", Name: "Merge with…", Group: ofActor, Key: "Ctrl+M", Enabled: actor, Run: r.mergeAsk},
		{ID: "register.split", Name: "Split…", Group: ofActor, Key: "Ctrl+Shift+M", Enabled: actor, Run: r.splitAsk},
		{ID: "register.delete", Name: "Delete…", Group: ofActor, Key: "Ctrl+Del", Enabled: actor, Run: func() { r.deleteAsk(v.Actor()) }},
		{ID: "register.mergepair", Name: "Merge these two", Group: ofTheSame, Key: "m", Enabled: r.needsWriting, Run: pair(v.Merge)},
		{ID: "register.apart", Name: "Keep these two apart", Group: ofTheSame, Key: "k", Enabled: r.needsWriting, Run: pair(v.KeepApart)},
		{ID: "register.unsure", Name: "Not sure", Group: ofTheSame, Key: "n", Run: pair(v.NotSure)},
		{ID: "register.swap", Name: "Keep the other one", Group: ofTheSame, Key: "s", Run: pair(v.SwapPair)},
		{ID: "register.pairnext", Name: "Next pair", Pair: "Next, previous pair", Group: ofTheSame, Key: "Alt+↓", Run: pair(func() bool { return v.StepPair(1) })},
		{ID: "register.pairprevious", Name: "Previous pair", Pair: "Next, previous pair", Group: ofTheSame, Key: "Alt+↑", Run: pair(func() bool { return v.StepPair(-1) })},
		{ID: "register.mentions", Name: "Mentions", Group: ofTheRecord, Key: "1", Run: func() { v.Turn(false); v.FocusPlaces() }},
		{ID: "register.statements", Name: "Statements", Group: ofTheRecord, Key: "2", Run: func() { v.Turn(true); v.FocusPlaces() }},
		{ID: "register.unlinked", Name: "Mentions without an actor", Group: ofTheRecord, Key: "u", Run: r.showUnlinked},
	}
}
