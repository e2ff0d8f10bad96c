package ui

import (
	"fmt"
	"strings"

	"parley/annotate"
	"parley/annotate/text"
	"parley/ui/control"
)

// showStart shows the start page.
func (w *Workbench) showStart() {
	w.rebuild()
	w.start.reload()
	w.frame.show(w.start)
	w.start.focus()
	w.status.plain("Parley " + w.Version)
	w.status.show("No project open")
	w.showKeys()
}

// showProject shows the rooms of the open project.
func (w *Workbench) showProject() {
	w.frame.show(nil)
	if w.project.copied {
		w.status.plain("Copy")
	} else {
		w.status.saved()
	}
	w.showKeys()
}

// refreshAll brings everything that depends on the open document up to date.
func (w *Workbench) refreshAll() {
	w.refreshHead()
	w.refreshStatus()
	w.layers.RefreshCounts()
	w.showKeys()
}

func (w *Workbench) refreshHead() {
	if w.doc == nil {
		w.head.show(nil, annotate.New)
		return
	}
	w.head.show(w.doc.page.Document(), w.state())
}

// refreshStatus says who works, where the caret is, how much is selected and how long the
// text is.
func (w *Workbench) refreshStatus() {
	switch {
	case w.project == nil:
		w.status.show("No project open")
	case w.doc == nil:
		w.status.show(w.project.session.Me().Name)
	default:
		words := counted(w.doc.page.Document().Words, "word")
		w.status.show(w.project.session.Me().Name, w.whereabouts(), words)
	}
}

// whereabouts are the offsets of the active annotation, of the selection, or of the
// caret, in code points: “369–482 · 2 fragments · 50 characters · 9 words”.
func (w *Workbench) whereabouts() string {
	spans := []text.Span{w.view.Selection()}
	if a := w.active(); a != nil && spans[0].Empty() && len(a.Fragments) > 0 {
		spans = a.Fragments
	}
	t := w.doc.page.Text()
	from, to := inCodePoints(t, spans[0].Start), inCodePoints(t, spans[len(spans)-1].End)
	if from == to {
		return "at " + grouped(from)
	}
	parts := []string{grouped(from) + "–" + grouped(to)}
	if len(spans) > 1 {
		parts = append(parts, counted(len(spans), "fragment"))
	}
	characters, words := 0, 0
	for _, s := range spans {
		characters += inCodePoints(t, s.End) - inCodePoints(t, s.Start)
		if s.Len() <= mostCounted {
			for range t.Words(s) {
				words++
			}
		}
	}
	parts = append(parts, counted(characters, "character"))
	if words > 0 {
		parts = append(parts, counted(words, "word"))
	}
	return strings.Join(parts, " · ")
}

// mostCounted is how many bytes are worth counting words in at every key press.
const mostCounted = 20_000

func inCodePoints(t *text.Text, o text.Offset) int {
	n, err := t.In(o, text.CodePoint)
	if err != nil {
		return int(o) // cannot be: the view's offsets lie between characters
	}
	return n
}

// showKeys shows the four keys that matter now.
func (w *Workbench) showKeys() {
	hints := []control.KeyHint{{Key: "Ctrl+K", Does: "commands"}, {Key: "?", Does: "keys"}}
	if w.doc != nil {
		if digits := w.digits(); digits != "" {
			hints = append([]control.KeyHint{{Key: digits, Does: "mark"}, {Key: "n", Does: "next"}}, hints...)
		}
	}
	w.status.setKeys(hints...)
}

// digits are the keys of the layers, as “1–3”.
func (w *Workbench) digits() string {
	first, last := "", ""
	for _, l := range w.project.session.Schema().Layers {
		if l.Key != "" && first == "" {
			first = l.Key
		}
		if l.Key != "" {
			last = l.Key
		}
	}
	if first == last {
		return first
	}
	return fmt.Sprintf("%s–%s", first, last)
}
