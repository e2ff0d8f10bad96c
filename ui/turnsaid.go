package ui

import (
	"strings"

	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/annotate/text"
	"parley/annotate/turn"
)

// hoveredTurn is told by the view that the pointer rests on who begins to speak on a line,
// or has left them.
func (w *Workbench) hoveredTurn(line text.Span, at fyne.Position) {
	var lines []string
	if i := w.turnOn(line); i >= 0 && !w.covered() {
		lines = w.turnLines(w.doc.page.Document().Turns[i])
	}
	w.frame.hover.show(at, w.frame.Size(), lines...)
}

// turnChosen selects the turn that begins on a line and opens its card.
func (w *Workbench) turnChosen(line text.Span) {
	i := w.turnOn(line)
	if i < 0 || w.covered() {
		return
	}
	turns, t := w.doc.page.Document().Turns, w.doc.page.Text()
	span := text.Span{Start: turns[i].Start, End: t.All().End}
	if i+1 < len(turns) {
		span.End = turns[i+1].Start
	}
	span.End = span.Start + text.Offset(len(strings.TrimSpace(t.Slice(span))))
	w.view.Select(span)
	w.speechTurn()
}

// turnOn is the last turn of the open document that begins on a line; -1: none does.
func (w *Workbench) turnOn(line text.Span) int {
	if w.doc == nil || line.Empty() {
		return -1
	}
	turns := w.doc.page.Document().Turns
	if i := turn.Index(turns, line.End-1); i >= 0 && turns[i].Start >= line.Start {
		return i
	}
	return -1
}

// turnLines say who speaks and how that is known: by what the text says, by a name in the
// register, or because somebody has said so.
func (w *Workbench) turnLines(t annotate.Turn) []string {
	e := w.project.session.Entity(t.Entity)
	switch {
	case e == nil && t.Speaker == "":
		return []string{"Nobody speaks from here on", "Begun by hand"}
	case t.Speaker == "":
		return []string{isolated([]string{e.Name}), "Begun by hand"}
	}
	said := "“" + isolated([]string{cut(t.Speaker, mostSpeaker)}) + "”"
	lines := []string{isolated([]string{cut(t.Speaker, mostSpeaker)}), "Begun by hand"}
	if w.labelled(t) {
		lines[1] = "Recognised by " + said + " at the beginning of the line"
	}
	called := w.called(t.Speaker)
	switch {
	case e == nil && len(called) == 0:
		return append(lines, "No actor is called so")
	case e == nil:
		return append(lines, counted(len(called), "actor")+" called so; none was chosen")
	}
	lines[0] = isolated([]string{cut(e.Name, 60)})
	if len(called) == 1 && called[0] == e {
		return append(lines, said+" is a name of this actor alone")
	}
	return append(lines, "Said by hand to be this actor")
}

// labelled reports whether the text itself names the speaker where the turn begins: “GL:”.
func (w *Workbench) labelled(t annotate.Turn) bool {
	x := w.doc.page.Text()
	label, _, ok := strings.Cut(x.Slice(text.Span{Start: t.Start, End: max(t.Start, x.ParagraphAt(t.Start).End)}), ":")
	return ok && turn.Same(label, t.Speaker)
}

// cutWords is s in one line, and of one longer than n characters as many whole words as
// there is room for; a first word that is longer is cut.
func cutWords(s string, n int) string {
	short := cut(s, n)
	whole := strings.Join(strings.Fields(s), " ")
	rest, cutOff := strings.CutSuffix(short, "…")
	if !cutOff || short == whole || strings.HasPrefix(whole[len(rest):], " ") {
		return short
	}
	if i := strings.LastIndexByte(rest, ' '); i > 0 {
		return strings.TrimRight(rest[:i], " ,;:–—") + "…"
	}
	return short
}
