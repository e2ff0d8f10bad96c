package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/annotate/edit"
	"parley/annotate/search"
	"parley/ui/control"
	"parley/ui/dialog"
	view "parley/ui/register"
	"parley/ui/theme"
)

// splitter asks which names and which places of an actor become a new one.
type splitter struct {
	window *registerWindow
	actor  *annotate.Entity
	places []view.Place
	taken  map[int]bool // rows: first the aliases, then the places
	by     map[int]bool // places whose tick a person has set
	sheet  *dialog.Sheet
	name   *control.Input
	list   *control.List
	says   *control.Label
}

// splitAsk divides the actor in hand: aliases, and of the places those that are shown.
func (r *registerWindow) splitAsk() {
	r.view.Settle()
	e := r.Actor(r.view.Actor())
	if e == nil {
		return
	}
	if r.wanted.Actor != e.ID {
		r.view.ShowList(view.All)
	}
	s := &splitter{window: r, actor: e, places: r.view.Places(), taken: map[int]bool{}, by: map[int]bool{}, name: control.NewInput("its name"), says: control.NewLabel("", control.Quiet)}
	s.list = control.NewList(theme.RowHeight, func() fyne.CanvasObject { return newSplitRow() }, func(o fyne.CanvasObject, i int, _ control.RowState) {
		if row, ok := o.(*splitRow); ok {
			s.fill(row, i)
		}
	})
	s.list.Rows, s.list.Ground = float32(max(3, min(10, len(e.Aliases)+len(s.places)))), theme.Raised
	s.list.OnActivate = func(int) {
		if s.list.ByKey() {
			s.split()
		}
	}
	s.list.OnRune = func(c rune) {
		if c == ' ' {
			s.turn(s.list.Selected())
			return
		}
		s.name.Focus()
		s.name.TypedRune(c)
	}
	s.list.OnPressed = func(i int, _ float32) { s.turn(i) }
	s.list.OnKey = func(k *fyne.KeyEvent) {
		if k.Name == fyne.KeyEscape {
			s.sheet.Close()
		}
	}
	s.list.SetCount(len(e.Aliases) + len(s.places))
	s.name.OnChanged = s.named
	s.name.OnEnter = func(string) { s.split() }
	s.name.OnEscape = func() { s.sheet.Close() }
	s.name.OnKey = func(k *fyne.KeyEvent) bool {
		if k.Name == fyne.KeyDown {
			s.list.Focus()
			s.list.Key(k.Name)
		}
		return k.Name == fyne.KeyDown
	}
	s.open()
}

func (s *splitter) open() {
	const width, pad = 620, 20
	cancel := control.NewButton("Cancel", func() { s.sheet.Close() })
	cancel.Key = "Esc"
	cancel.Refresh()
	column := dialog.Column(10, control.NewLabel("Split “"+cut(s.actor.Name, 50)+"”", control.Style{Size: theme.TitleSize, Bold: true}),
		dialog.Paragraph("Some names and places become a new actor. Parents and roles stay; the two are kept apart.", control.Body, width-2*pad),
		dialog.Labelled("New actor", s.name), s.list, s.says, dialog.End(nil, cancel, control.NewPrimaryButton("Split", "↵", s.split)))
	s.say("")
	s.sheet = dialog.Open(s.window.win, column, dialog.Options{Width: width, Pad: pad, Scrim: true, Stays: true, Focus: s.name})
}

// fill shows a row: an alias, or a place where the actor is named.
func (s *splitter) fill(row *splitRow, i int) {
	if i < len(s.actor.Aliases) {
		a := s.actor.Aliases[i]
		row.fill(s.taken[i], a.Name, dotted("alias", a.Language))
		return
	}
	p := s.places[i-len(s.actor.Aliases)]
	before := []rune(p.Before)
	row.fill(s.taken[i], p.Quote, dotted("… "+string(before[max(0, len(before)-24):]), p.Title))
}

// turn takes a row or leaves it. An alias takes the places where it stands along, unless a
// person has said otherwise of one.
func (s *splitter) turn(i int) {
	if i < 0 {
		return
	}
	s.taken[i] = !s.taken[i]
	if n := len(s.actor.Aliases); i >= n {
		s.by[i] = true
	} else {
		switch alias := s.actor.Aliases[i].Name; {
		case s.taken[i] && strings.TrimSpace(s.name.Text()) == "":
			s.name.SetText(alias)
		case !s.taken[i] && s.name.Text() == alias:
			s.name.SetText("")
		}
		for k, p := range s.places {
			if !s.by[n+k] && search.Loose.Of(p.Quote) == search.Loose.Of(s.actor.Aliases[i].Name) {
				s.taken[n+k] = s.taken[i]
			}
		}
	}
	s.list.SetCount(s.list.Count())
	s.say("")
}

// named takes the alias that the new actor is called by.
func (s *splitter) named(name string) {
	if i := slices.IndexFunc(s.actor.Aliases, func(a annotate.Alias) bool { return a.Name == strings.TrimSpace(name) }); i >= 0 && !s.taken[i] {
		s.turn(i)
	}
}

func (s *splitter) say(problem string) {
	aliases, places := s.chosen()
	s.says.Set(problem, control.Quiet.In(theme.Warn))
	if problem == "" {
		s.says.Set(counted(len(places), "place")+" and "+grouped(len(aliases))+map[bool]string{true: " alias", false: " aliases"}[len(aliases) == 1]+" go with it; ↓ and Space choose", control.Quiet)
	}
}

func (s *splitter) chosen() (aliases []string, places []annotate.ID) {
	n := len(s.actor.Aliases)
	for i, a := range s.actor.Aliases {
		if s.taken[i] {
			aliases = append(aliases, a.Name)
		}
	}
	for k, p := range s.places {
		if s.taken[n+k] {
			places = append(places, p.Annotation)
		}
	}
	return aliases, places
}

func (s *splitter) split() {
	aliases, places := s.chosen()
	name := strings.TrimSpace(s.name.Text())
	if name == "" {
		s.say("The new actor needs a name")
		return
	}
	r := s.window
	part := edit.Part{Name: name, Aliases: aliases, Takes: edit.TakesMentions(places...)}
	if err := part.Check(s.actor); err != nil {
		s.say(sentence(err))
		return
	}
	s.sheet.Close()
	var out edit.Outcome
	r.change("Splitting", func(e edit.Editor, all edit.Register) (cs annotate.ChangeSet, err error) {
		cs, out, err = e.Split(all, s.actor.ID, part)
		return cs, err
	}, func() {
		r.view.Reveal(out.Entity.ID)
		r.bar.say("Split: “" + cut(name, 40) + "” has " + counted(len(places), "place"))
	}, s.actor.ID)
	r.view.FocusTable()
}

// splitRow draws a row with a box.
type splitRow struct {
	*ground
	box        *control.Glyph
	name, note *control.Label
}

func newSplitRow() *splitRow {
	r := &splitRow{ground: newGround(theme.Clear, fyne.NewSize(1, 1)), box: control.NewGlyph(control.BoxOff, 18, theme.Text), name: control.NewLabel("", control.Body), note: control.NewLabel("", control.Hint)}
	r.ExtendBaseWidget(r)
	return r
}

func (r *splitRow) fill(on bool, name, note string) {
	r.box.Set(map[bool]control.Mark{true: control.BoxOn, false: control.BoxOff}[on], theme.Text)
	r.name.SetText(name)
	r.note.SetText(note)
	r.place(r.Size())
}

func (r *splitRow) place(s fyne.Size) {
	middle(r.box, 10, s.Height)
	w := min(r.name.MinSize().Width, s.Width*0.45)
	set(r.name, 38, (s.Height-r.name.MinSize().Height)/2, w, r.name.MinSize().Height)
	set(r.note, 38+w+14, (s.Height-r.note.MinSize().Height)/2, max(0, s.Width-w-38-28), r.note.MinSize().Height)
}

// CreateRenderer implements fyne.Widget.
func (r *splitRow) CreateRenderer() fyne.WidgetRenderer {
	return &pieces{objects: []fyne.CanvasObject{r.box, r.name, r.note}, arrange: r.place}
}
