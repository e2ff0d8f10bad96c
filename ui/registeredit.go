package ui

import (
	"context"
	"errors"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/annotate/edit"
	"parley/annotate/query"
	"parley/annotate/session"
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
	var out edit.Outcome
	r.change("Merging", func(e edit.Editor, all edit.Register) (cs annotate.ChangeSet, err error) {
		cs, out, err = e.Merge(all, keep, others...)
		return cs, err
	}, func() {
		r.view.Reveal(keep)
		r.bar.say(merged(out))
	}, others...)
}

// merged is “Merged into “Karim Dabbagh”; 2 annotations moved”.
func merged(out edit.Outcome) string {
	words := "Merged into “" + cut(out.Entity.Name, 40) + "”"
	if moved := out.String(); moved != "" {
		words += "; " + moved + " moved"
	}
	if len(out.Lost) > 0 {
		words += "; left out: " + cut(strings.Join(out.Lost, ", "), 80)
	}
	return words
}

// manyRead is from how many annotations on that have to be read it is done beside the window.
const manyRead = 10_000

// heavy reports whether it takes long enough to be felt to read all that names some actors:
// the documents in which they are named are read whole.
func (r *registerWindow) heavy(actors ...annotate.ID) bool {
	rows, x, n := r.documents(), r.index(), 0
	if x == nil {
		for _, d := range rows.All() {
			n += d.Annotations
		}
		return n > manyRead
	}
	seen := map[annotate.ID]bool{}
	for _, id := range actors {
		for d := range x.Documents(query.Entity(id)) {
			if i, ok := rows.Find(d); ok && !seen[d] {
				seen[d] = true
				n += rows.At(i).Annotations
			}
		}
	}
	return n > manyRead
}

// change makes a change of all that names some actors and carries it out as one step, beside
// the window where that is much. then is called when it is done and the window is open.
func (r *registerWindow) change(doing string, made func(edit.Editor, edit.Register) (annotate.ChangeSet, error), then func(), actors ...annotate.ID) {
	there := func() {
		if !r.gone {
			then()
		}
	}
	if !r.heavy(actors...) {
		cs, err := made(r.editor(), r.project.session)
		r.applyThen(cs, err, there)
		return
	}
	all, end, ok := r.aside(actors...)
	if !ok {
		return
	}
	e := r.editor()
	r.road().long(doing+" "+r.placesOf(actors), func(ctx context.Context, tell func(step)) (annotate.ChangeSet, error) {
		defer end()
		return made(e, all.Watch(ctx, placesFound(tell)))
	}, there)
}

// aside is the register for another goroutine, and what ends that.
func (r *registerWindow) aside(actors ...annotate.ID) (*session.Actors, func(), bool) {
	view, end, err := r.project.session.View()
	if err != nil {
		r.tell("", err)
		return nil, nil, false
	}
	all, err := r.project.session.Actors(view, actors...)
	if err != nil {
		end()
		r.tell("", err)
	}
	return all, end, err == nil
}

// placesFound tells how many of the places that name somebody are found.
func placesFound(tell func(step)) func(done, total int) {
	return func(done, total int) { tell(step{done, total, grouped(done) + " of " + counted(total, "place")}) }
}

// placesOf is “120,000 places”: how often some actors are named.
func (r *registerWindow) placesOf(actors []annotate.ID) string {
	n := 0
	for _, id := range actors {
		u := r.Uses(id)
		n += u.Mentions + u.Statements
	}
	return counted(n, "place")
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
	if !r.heavy(id) {
		used, err := r.editor().Uses(r.project.session, id)
		r.deleteKnown(e, used, err)
		return
	}
	all, end, ok := r.aside(id)
	if !ok {
		return
	}
	var used edit.Outcome
	editor := r.editor()
	r.progressOver(r.win, "Looking at "+r.placesOf([]annotate.ID{id}), func(ctx context.Context, tell func(step)) (err error) {
		defer end()
		used, err = editor.Uses(all.Watch(ctx, placesFound(tell)), id)
		return err
	}, func(err error) {
		if !r.gone && !errors.Is(err, annotate.ErrCanceled) {
			r.deleteKnown(e, used, err)
		}
	})
}

// deleteKnown asks, now that it is known what names an actor.
func (r *registerWindow) deleteKnown(e *annotate.Entity, used edit.Outcome, err error) {
	id := e.ID
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

// delete removes an actor, as one step, and says what was unset.
func (r *registerWindow) delete(id annotate.ID) {
	var used edit.Outcome
	label := ""
	r.change("Deleting an actor with", func(e edit.Editor, all edit.Register) (cs annotate.ChangeSet, err error) {
		cs, used, err = e.DeleteEntity(all, id, true)
		label = cs.Label
		return cs, err
	}, func() {
		words := label + ": done"
		if s := used.String(); s != "" {
			words += "; " + s + " unset"
		}
		r.bar.say(words)
		r.view.FocusTable()
	}, id)
}
