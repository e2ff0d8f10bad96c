package ui

import (
	"strings"

	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/assets/icons"
	"parley/ui/control"
	"parley/ui/dialog"
	"parley/ui/panel"
)

// lookup is an input of a form for something that has a name: what is typed is looked for,
// and the list under it is taken from with the arrows and Enter. Empty means none.
type lookup struct {
	input  *control.Input
	list   *control.Options
	box    *fyne.Container
	find   func(query string) []candidate // what is offered; the first is in hand
	offers []candidate
	chosen candidate
	taken  func(candidate) // takes what was chosen, and the input is empty again; nil: it stays there
	erased func()          // Backspace where nothing is written; nil: nothing
	fit    func()          // the list came or went
	submit func()          // Enter where nothing is offered
}

// candidate is something that a [lookup] offers. The zero one is nothing.
type candidate struct {
	value  annotate.Value
	name   string // as the input shows it
	option control.Option
	fresh  bool // there is no such actor yet: one is to be made
}

func (f candidate) none() bool { return f.name == "" }

func newLookup(hint string, find func(string) []candidate) *lookup {
	l := &lookup{input: control.NewInput(hint), list: control.NewOptions(), find: find, fit: func() {}, submit: func() {}}
	l.list.Most = 5
	l.list.Hide()
	l.box = dialog.Column(2, l.input, l.list)
	l.input.OnChanged = func(s string) { l.chosen = candidate{}; l.offer(s, s != "") }
	l.input.OnEnter = func(string) {
		if i := l.list.Current(); l.list.Visible() && i >= 0 {
			l.take(i)
		} else {
			l.submit()
		}
	}
	l.input.OnKey = func(e *fyne.KeyEvent) bool {
		if e.Name == fyne.KeyBackspace && l.input.Text() == "" && l.erased != nil {
			l.erased()
			return true
		}
		if e.Name == fyne.KeyDown && !l.list.Visible() {
			l.offer(l.input.Text(), true)
			return true
		}
		return l.list.Visible() && (e.Name == fyne.KeyDown || e.Name == fyne.KeyUp) && l.list.Key(e.Name)
	}
	l.list.OnChoose = l.take
	return l
}

// set shows something as chosen; the zero one shows nothing.
func (l *lookup) set(f candidate) {
	l.chosen = f
	l.input.SetText(f.name)
	l.say()
}

// say tells beside the name what it stands for.
func (l *lookup) say() {
	note := ""
	switch {
	case l.input.Text() == "":
	case l.chosen.none():
		note = "not chosen yet"
	case l.chosen.fresh:
		note = "new"
	}
	l.input.SetNote(note)
}

// offer lists what goes with what is typed, the first in hand if Enter is to take it.
func (l *lookup) offer(query string, inHand bool) {
	l.offers = l.find(strings.TrimSpace(query))
	options := make([]control.Option, len(l.offers))
	for i, f := range l.offers {
		options[i] = f.option
	}
	at := -1
	if inHand && len(options) > 0 {
		at = 0
	}
	l.list.Set(options, at)
	l.show(len(options) > 0)
	l.say()
}

func (l *lookup) show(yes bool) {
	if yes != l.list.Visible() {
		l.list.Hidden = !yes
		l.list.Refresh()
	}
	l.box.Refresh()
	l.fit()
}

func (l *lookup) take(i int) {
	if i >= len(l.offers) {
		return
	}
	if c := l.offers[i]; l.taken != nil {
		l.set(candidate{})
		l.taken(c)
	} else {
		l.set(c)
	}
	l.show(false)
}

// settle ends a choice that was left half way: the list goes, and a name that is somebody's
// is that one. It reports whether what is written stands for something, or for nothing.
func (l *lookup) settle() bool {
	if l.list.Visible() {
		l.show(false)
	}
	name := strings.TrimSpace(l.input.Text())
	if name == "" || !l.chosen.none() {
		return true
	}
	offers := l.find(name)
	for _, f := range offers {
		if !f.fresh && strings.EqualFold(f.name, name) {
			l.set(f)
			return true
		}
	}
	if len(offers) == 1 && offers[0].value.Type == annotate.TypeDate {
		l.set(offers[0]) // however a date is written, it is that one
		return true
	}
	l.say()
	return false
}

// entitiesFound offers actors by name and alias, then a new one of that name. With nothing
// typed it offers those who go with hint.
func (w *Workbench) entitiesFound(query string, hint func() string) (list []candidate) {
	all, err := w.project.session.Entities()
	if err != nil {
		return nil
	}
	asked := query
	if query == "" {
		asked = strings.TrimSpace(hint())
	}
	if asked == "" {
		return nil
	}
	known := false
	for _, o := range panel.MatchEntities(all, asked, 12) {
		known = known || strings.EqualFold(o.Entity.Name, asked)
		list = append(list, entityFound(o.Entity, query))
	}
	if !known {
		list = append(list, candidate{name: asked, fresh: true, option: control.Option{Text: "New actor “" + asked + "”", Icon: icons.Plus.Resource(), Apart: len(list) > 0}})
	}
	return list
}

// entityFound is an actor as a lookup offers it.
func entityFound(e *annotate.Entity, query string) candidate {
	var names []string
	for _, a := range e.Aliases {
		names = append(names, a.Name)
	}
	return candidate{value: annotate.Value{Type: annotate.TypeEntity, Ref: e.ID}, name: e.Name,
		option: control.Option{Text: e.Name, Match: query, Note: cut(strings.Join(names, " · "), 40), Icon: icons.Person.Resource()}}
}

// entityNow is an actor as a lookup shows it; nothing when there is none.
func (w *Workbench) entityNow(id annotate.ID) candidate {
	if e := w.project.session.Entity(id); e != nil {
		return entityFound(e, "")
	}
	return candidate{}
}
