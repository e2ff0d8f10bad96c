package ui

import (
	"parley/assets/icons"
)

// turnActions are about who speaks where.
func (w *Workbench) turnActions() []*Action {
	return []*Action{
		{ID: "turn.here", Name: "Speech turn here…", Words: "speaker interview begin end who speaks", Group: onDocument, Key: "t", Icon: icons.Person.Resource(), Enabled: w.needsText, Run: w.speechTurn},
		{ID: "turn.recognise", Name: "Recognise turns of this text", Words: "speaker interview detect", Group: onDocument, Icon: icons.Person.Resource(), Enabled: w.needsText, Run: w.recogniseTurns},
		{ID: "turn.all", Name: "Recognise turns of all documents", Words: "speaker interview detect project", Group: onProject, Icon: icons.Person.Resource(), Enabled: w.needsText, Run: w.recogniseAll},
	}
}

// mentionActions are about mentions that name nobody, and names that nobody marked.
func (w *Workbench) mentionActions() []*Action {
	return []*Action{
		{ID: "mention.next", Name: "Next mention without an actor", Pair: "Mention without an actor", Words: "unlinked vacant entity todo worklist go jump", Group: inText, Key: "v", Icon: icons.Person.Resource(), Enabled: w.needsMentions, Run: func() { w.nextUnnamed(true) }},
		{ID: "mention.previous", Name: "Previous mention without an actor", Pair: "Mention without an actor", Words: "unlinked entity todo back", Group: inText, Key: "V", Icon: icons.Person.Resource(), Enabled: w.needsMentions, Run: func() { w.nextUnnamed(false) }},
		{ID: "name.next", Name: "Next name not yet marked", Pair: "Name not yet marked", Words: "alias register suggestion unmarked go jump", Group: inText, Key: "j", Icon: icons.Down.Resource(), Enabled: w.needsMentions, Run: func() { w.nextName(true) }},
		{ID: "name.previous", Name: "Previous name not yet marked", Pair: "Name not yet marked", Words: "alias register suggestion unmarked back", Group: inText, Key: "J", Icon: icons.Up.Resource(), Enabled: w.needsMentions, Run: func() { w.nextName(false) }},
		{ID: "mention.take", Name: "Mark it as this actor", Words: "yes accept suggestion alias name register mention", Group: inText, Key: "y", Icon: icons.Check.Resource(), Enabled: w.needsMentions, Run: w.takeName},
		{ID: "mention.all", Name: "Mark all names of the register in this document…", Words: "aliases actors mentions everywhere suggestions", Group: inText, Icon: icons.List.Resource(), Enabled: w.needsMentions, Run: w.markRegister},
	}
}
