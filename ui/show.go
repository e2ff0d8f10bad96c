package ui

import (
	"cmp"
	"fmt"
	"slices"
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
	w.showFilter()
	w.refreshStatus()
	w.layers.RefreshCounts()
	w.showKeys()
	w.naming.opened()
}

func (w *Workbench) refreshHead() {
	w.strip.reload()
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
		w.status.show(w.project.session.Me().Name, w.whereabouts(), words, w.speaking())
	}
}

// whereabouts are the offsets of the active annotation, of the selection, or of the
// caret, in code points: “369–482 · 2 fragments · 50 characters · 9 words”.
func (w *Workbench) whereabouts() string {
	if hit := w.finder.whereabouts(); hit != "" {
		return hit
	}
	spans := w.view.Selections()
	if a := w.active(); len(spans) == 0 && a != nil && len(a.Fragments) > 0 {
		spans = a.Fragments
	}
	if len(spans) == 0 {
		spans = []text.Span{w.view.Selection()}
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
	if o == 0 {
		return 0 // of a long text that was just opened nothing is counted yet
	}
	n, err := t.In(o, text.CodePoint)
	if err != nil {
		return int(o) // cannot be: the view's offsets lie between characters
	}
	return n
}

// showKeys shows the four keys that matter now.
func (w *Workbench) showKeys() {
	hint := func(id, does string) control.KeyHint { return control.KeyHint{Key: w.keyOf(id), Does: does} }
	hints := []control.KeyHint{hint("help.commands", "commands"), hint("help.keys", "keys")}
	if w.doc != nil {
		mark := control.KeyHint{Key: w.digits(), Does: "mark"}
		if w.occurrences.open {
			hints = []control.KeyHint{{Key: "Space", Does: "tick"}, {Key: "a", Does: "all"}, {Key: w.digits(), Does: "layer"}, {Key: "e", Does: "entity"}, {Key: "Esc", Does: "back"}}
			if w.occurrences.sought.register { // each row has its own
				hints = slices.Delete(hints, 3, 4)
			}
		} else if w.view.Walking() {
			hints = []control.KeyHint{{Key: "↑", Does: ""}, {Key: "↓", Does: "sentence"}, mark, {Key: "Esc", Does: "end the walk"}}
		} else {
			hints = append([]control.KeyHint{mark, hint("annotation.next", "next")}, hints...)
		}
	}
	w.status.setKeys(slices.DeleteFunc(hints, func(h control.KeyHint) bool { return h.Key == "" })...)
}

// digitKey is the key of the first layer that has one.
func (w *Workbench) digitKey() string {
	first, _, _ := strings.Cut(w.digits(), "–")
	return first
}

// digits are the keys of the layers, as “1–3”.
func (w *Workbench) digits() string {
	first, last := "", ""
	if w.project == nil {
		return ""
	}
	for _, l := range w.project.session.Schema().Layers {
		if k := w.keyOf("mark." + string(l.ID)); k != "" {
			first, last = cmp.Or(first, k), k
		}
	}
	if first == last {
		return first
	}
	return fmt.Sprintf("%s–%s", first, last)
}
