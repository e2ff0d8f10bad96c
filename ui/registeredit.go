package ui

import (
	"errors"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/ui/control"
	"parley/ui/dialog"
	view "parley/ui/register"
	"parley/ui/theme"
)

// newActor asks for a new actor and takes it into the hand.
func (r *registerWindow) newActor() {
	r.view.Settle()
	dialog.AskLines(r.win, "New actor", "Add actor", []dialog.Line{
		{Label: "Name", Hint: "as the project calls them", Check: func(s string) error {
			if strings.TrimSpace(s) == "" {
				return errors.New("an actor needs a name")
			}
			return nil
		}},
		{Label: "Also written", Hint: "other spellings, with commas between"},
		{Label: "Kind", Hint: "person, organisation, country …"},
	}, func(texts []string) {
		cs, e, err := r.editor().AddEntity(texts[0], texts[2], aliases(texts[1])...)
		if r.apply(cs, err) {
			r.view.Reveal(e.ID)
			r.view.FocusTable()
		}
	})
}

// merge makes one actor of several, as one step, and says what moved.
func (r *registerWindow) merge(keep annotate.ID, others ...annotate.ID) {
	r.heavy("Merging", func() { r.mergeNow(keep, others) }, others...)
}

// manyPlaces is from how many on to rename all of them is said before it is done.
const manyPlaces = 1000

// heavy does what reads and writes all that names some actors. Where that is much a card
// says so first, as it belongs to the window's goroutine.
func (r *registerWindow) heavy(doing string, run func(), actors ...annotate.ID) {
	n := 0
	for _, id := range actors {
		u := r.Uses(id)
		n += u.Mentions + u.Statements
	}
	if n < manyPlaces {
		run()
		return
	}
	sheet := dialog.Open(r.win, control.NewLabel(doing+": "+counted(n, "place"), control.Body), dialog.Options{Pad: 20, Scrim: true, Stays: true, Busy: true, OnKey: func(*fyne.KeyEvent) bool { return true }})
	time.AfterFunc(onScreen, func() {
		r.post(func() {
			sheet.Close()
			if !r.gone {
				run()
			}
		})
	})
}

func (r *registerWindow) mergeNow(keep annotate.ID, others []annotate.ID) {
	cs, out, err := r.editor().Merge(r.project.session, keep, others...)
	if !r.apply(cs, err) {
		return
	}
	r.view.Reveal(keep)
	words := "Merged into “" + cut(out.Entity.Name, 40) + "”"
	if moved := out.String(); moved != "" {
		words += "; " + moved + " moved"
	}
	if len(out.Lost) > 0 {
		words += "; left out: " + cut(strings.Join(out.Lost, ", "), 80)
	}
	r.bar.say(words)
}

// mergeAsk merges the ticked actors, or the one in hand with one that is chosen.
func (r *registerWindow) mergeAsk() {
	r.view.Settle()
	picked := r.view.Picked()
	if len(picked) > 1 {
		r.keepAsk(picked)
		return
	}
	if len(picked) == 1 {
		r.chooseActor("Merge “"+cut(picked[0].Name, 40)+"” with", picked[0].ID, func(other *annotate.Entity) {
			r.keepAsk([]*annotate.Entity{picked[0], other})
		})
	}
}

// keepAsk asks which of several actors the others become; the one that is named most comes first.
func (r *registerWindow) keepAsk(list []*annotate.Entity) {
	uses := func(e *annotate.Entity) int { u := r.Uses(e.ID); return u.Mentions + u.Statements }
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b *annotate.Entity) int { return uses(b) - uses(a) })
	options := make([]dialog.Option, 0, len(list))
	for _, e := range list {
		options = append(options, dialog.Option{Text: e.Name, Note: counted(uses(e), "place") + map[bool]string{true: " · " + e.Kind}[e.Kind != ""]})
	}
	about := "The names of the others become aliases, and all that names them names the one that is kept. It is one step, which Ctrl+Z takes back."
	dialog.Choose(r.win, "Merge "+counted(len(list), "actor")+": which name is kept?", about, "Merge", options, func(i int) {
		var others []annotate.ID
		for k, e := range list {
			if k != i {
				others = append(others, e.ID)
			}
		}
		r.view.Unpick()
		r.merge(list[i].ID, others...)
		r.view.FocusTable()
	})
}

// chooseActor asks for an actor, by type-ahead over all names.
func (r *registerWindow) chooseActor(title string, but annotate.ID, done func(*annotate.Entity)) {
	const width, pad, most = 520, 20, 8
	var sheet *dialog.Sheet
	var found []*annotate.Entity
	in, list := control.NewInput("Name, alias or ID, in any script"), control.NewOptions()
	list.Most = most
	fill := func(query string) {
		found = view.FindActors(r, query, most, but)
		rows := make([]control.Option, 0, len(found))
		for _, e := range found {
			u := r.Uses(e.ID)
			rows = append(rows, control.Option{Text: e.Name, Match: query, Note: dotted(e.Kind, counted(u.Mentions+u.Statements, "place"))})
		}
		list.Set(rows, 0)
		if sheet != nil {
			sheet.Fit()
		}
	}
	take := func(i int) {
		if i >= 0 && i < len(found) {
			sheet.Close()
			done(found[i])
		}
	}
	list.OnChoose = take
	in.OnChanged = fill
	in.OnKey = func(k *fyne.KeyEvent) bool {
		return (k.Name == fyne.KeyUp || k.Name == fyne.KeyDown) && list.Key(k.Name)
	}
	in.OnEnter = func(string) { take(list.Current()) }
	in.OnEscape = func() { sheet.Close() }
	fill("")
	cancel := control.NewButton("Cancel", func() { sheet.Close() })
	cancel.Key = "Esc"
	cancel.Refresh()
	column := dialog.Column(theme.GroupGap, control.NewLabel(title, control.Style{Size: theme.TitleSize, Bold: true}), in, list,
		dialog.End(nil, cancel, control.NewPrimaryButton("Go on", "↵", func() { take(list.Current()) })))
	sheet = dialog.Open(r.win, column, dialog.Options{Width: width, Pad: pad, Scrim: true, Stays: true, Focus: in})
}

// deleteAsk deletes an actor; one that is named only after saying what names it.
func (r *registerWindow) deleteAsk(id annotate.ID) {
	r.view.Settle()
	e := r.Actor(id)
	if e == nil {
		return
	}
	used, err := r.editor().Uses(r.project.session, id)
	if err != nil {
		r.tell("The actor was not deleted", err)
		return
	}
	if used.String() == "" {
		r.delete(id)
		return
	}
	dialog.Ask(r.win, dialog.Message{
		Happened: "“" + cut(e.Name, 60) + "” is named by " + used.String() + ".",
		Safe:     "What is marked stays; the slots that name this actor become unset.",
		Next:     "If it is another name of somebody, merge it instead. Ctrl+Z takes the deletion back.",
	},
		dialog.Choice{Text: "Merge with…", Run: r.mergeAsk},
		dialog.Choice{Text: "Delete actor", Key: "↵", Role: control.Destructive, Run: func() { r.delete(id) }},
		dialog.Choice{Text: "Cancel", Key: "Esc"})
}

func (r *registerWindow) delete(id annotate.ID) {
	r.heavy("Deleting", func() { r.deleteNow(id) }, id)
}

func (r *registerWindow) deleteNow(id annotate.ID) {
	cs, used, err := r.editor().DeleteEntity(r.project.session, id, true)
	if !r.apply(cs, err) {
		return
	}
	words := cs.Label + ": done"
	if s := used.String(); s != "" {
		words += "; " + s + " unset"
	}
	r.bar.say(words)
	r.view.FocusTable()
}
