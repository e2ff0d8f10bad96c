package ui

import (
	"slices"

	"parley/annotate"
	"parley/annotate/text"
	"parley/annotate/turn"
)

// speakerNames are the names of the open project's actors, by which speakers are known.
func (w *Workbench) speakerNames() turn.Register {
	all, err := w.project.session.Entities()
	if err != nil {
		return nil // an import without them is better than none
	}
	return turn.NewRegister(all)
}

// turnsDiffer reports whether a change of a document is one of its turns.
func turnsDiffer(c annotate.Change) bool {
	before, _ := c.Old.(*annotate.Document)
	after, _ := c.New.(*annotate.Document) // neither is there when the document is gone
	return before == nil || after == nil || !slices.Equal(before.Turns, after.Turns)
}

// Speaks implements docview.Speaking.
func (m *marks) Speaks() bool { return len(m.page.Document().Turns) > 0 }

// Speaker implements docview.Speaking: the last turn that begins in s.
func (m *marks) Speaker(s text.Span) (string, bool) {
	turns := m.page.Document().Turns
	i := turn.Index(turns, s.End-1)
	if i < 0 || turns[i].Start < s.Start {
		return "", false
	}
	return m.speakerName(turns[i]), true
}

// speakerName is what the margin calls who speaks: the actor's short name, or what the text
// says; a dash where somebody's turn ends and nobody's begins.
func (m *marks) speakerName(t annotate.Turn) string {
	if !t.Entity.IsZero() {
		if e := m.entity(t.Entity); e != nil {
			return shortName(e)
		}
	}
	if t.Speaker == "" {
		return "–"
	}
	return t.Speaker
}

// mostSpeaker is how many characters of a speaker's name the status bar has room for.
const mostSpeaker = 32

// speaking says who speaks at the caret: “Speaker GL”, or “Speaker GL · Gil Levy”.
func (w *Workbench) speaking() string {
	name, id := w.speakerAt(w.view.Caret())
	if name == "" && id.IsZero() {
		return ""
	}
	var parts []string
	if name != "" {
		parts = append(parts, cut(name, mostSpeaker))
	}
	if !id.IsZero() {
		if e := w.project.session.Entity(id); e != nil && !turn.Same(name, e.Name) {
			parts = append(parts, cut(e.Name, mostSpeaker))
		}
	}
	return "Speaker " + isolated(parts)
}
