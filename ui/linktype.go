package ui

import (
	"strconv"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/ui/control"
)

// askType offers the types of a relation beside its other end: each has one key, the first
// letter of its name that no other one has. Escape makes none.
func (l linking) askType(other *annotate.Annotation, types []annotate.RelationType) {
	w := l.w
	from, to := l.ends(other.ID)
	head := "“" + cut(w.quoteText(from), 24) + "” → “" + cut(w.quoteText(to), 24) + "”"
	rows := []control.MenuRow{{Note: head, Disabled: true}}
	for i, key := range letterKeys(types) {
		rows = append(rows, control.MenuRow{Text: types[i].Name, Note: cut(types[i].Description, 40), Key: key, Run: func() { l.joinAs(types[i], other) }})
	}
	if turned := l.other(); len(turned.types(other)) > 0 {
		rows = append(rows, control.MenuRow{Separator: true}, control.MenuRow{Text: "Turn it round", Key: turnKey, Run: func() { turned.askType(other, turned.types(other)) }})
	}
	p := w.openPopup(w.besideMark(other.ID), rows, w.focusText)
	p.Hold(types[0].Name)
	w.keepKeyboard(p)
}

// keepKeyboard gives a menu the keyboard once more when what opened it is over: who lets go
// of a mouse button over something else takes the keyboard from it.
func (w *Workbench) keepKeyboard(p *control.Menu) {
	w.post(func() {
		if !p.Closed() {
			w.window.Canvas().Focus(p)
		}
	})
}

// letterKeys are a key for each type, that of the turn not among them; after the letters
// of the names digits.
func letterKeys(types []annotate.RelationType) (keys []string) {
	taken := map[string]bool{turnKey: true}
	for i, t := range types {
		key := strconv.Itoa((i + 1) % 10)
		for _, r := range strings.ToLower(t.Name) {
			if unicode.IsLetter(r) && !taken[string(r)] {
				key = string(r)
				break
			}
		}
		taken[key] = true
		keys = append(keys, key)
	}
	return keys
}

// quoteText is what an annotation is about: its quote, or the whole document.
func (w *Workbench) quoteText(id annotate.ID) string {
	a := w.doc.page.Annotation(id)
	switch {
	case a == nil:
		return "an annotation that is gone"
	case len(a.Fragments) == 0:
		return "the whole document"
	}
	return a.Quote.Exact
}

// besideMark is the place in the window under the start of an annotation, or under the
// head of the document where it is out of sight.
func (w *Workbench) besideMark(id annotate.ID) fyne.Position {
	at := w.app.Driver().AbsolutePositionForObject(w.view).AddXY(40, 8)
	if p, ok := w.view.Below(docviewID(id)); ok {
		return p
	}
	return at
}
