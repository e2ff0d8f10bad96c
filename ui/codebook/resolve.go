package codebook

import (
	"fyne.io/fyne/v2"

	"parley/annotate/schema"
	"parley/ui/control"
	"parley/ui/dialog"
	"parley/ui/theme"
)

// Question is a change of the schema that touches what is recorded.
type Question struct {
	Title   string // empty: what the draft does
	Reason  string // why what is marked is to be rechecked; empty: the effect
	Draft   schema.Draft
	Touches []schema.Touch     // that touch something, of [schema.Draft.Effects]
	Done    func(schema.Draft) // told the draft with what becomes of each
	Rename  func()             // to write another name instead; nil: that is not offered
}

// Ask asks what becomes of everything that a change touches, in a card over w. With one
// effect the arrows choose; with several Tab goes from one to the next. Enter carries out,
// once each has an answer.
func Ask(w fyne.Window, q Question) {
	a := &asking{window: w, Question: q}
	for _, t := range q.Touches {
		a.answers = append(a.answers, a.first(t.Effect))
	}
	a.build()
}

// asking is the card.
type asking struct {
	Question
	window  fyne.Window
	sheet   *dialog.Sheet
	answers []schema.Resolution
	at      int // of Touches
	list    *control.List
	options *control.Options
	actions []schema.Action // of the options; Refuse is "rename it instead"
	about   *control.Passage
	carry   *control.Button
}

const (
	askWidth = float32(560)
	askPad   = float32(20)
)

// first is the answer that stands at first: what was said already, or what keeps most
// without more being asked.
func (a *asking) first(e schema.Effect) schema.Resolution {
	if r, ok := a.Draft.Resolution(e); ok {
		return r
	}
	offers := a.offers(e)
	r := schema.Resolution{Effect: e, Do: offers[0]}
	if r.Do == schema.Move && len(offers) > 2 {
		r.Do = offers[1]
	}
	return r
}

// offers are the answers that an effect can have; where a person asked for it, to leave
// everything as it is is none.
func (a *asking) offers(e schema.Effect) (list []schema.Action) {
	for _, do := range e.Offers() {
		if do != schema.Keep || e.Kind.Loses() {
			list = append(list, do)
		}
	}
	return list
}

func (a *asking) build() {
	inside := askWidth - 2*askPad
	a.options = control.NewOptions()
	a.options.OnChoose = func(i int) { a.choose(i); a.fit() }
	a.options.OnMove = func(i int) { a.choose(i) }
	a.list = control.NewList(theme.RowHeight, func() fyne.CanvasObject { return newTouchDrawing() }, func(o fyne.CanvasObject, i int, s control.RowState) {
		if d, ok := o.(*touchDrawing); ok && i < len(a.Touches) {
			d.fill(a.Draft, a.Touches[i], a.answers[i], s)
		}
	})
	a.list.Ground, a.list.Passive = theme.Paper, true
	a.list.Rows = float32(min(len(a.Touches), 7))
	a.list.OnSelect = func(i int) { a.at = i; a.show() }
	a.list.SetCount(len(a.Touches))
	a.about = control.NewPassage(false, theme.LabelSize, 17, 4, theme.Text2)
	a.carry = control.NewPrimaryButton("", "↵", a.enter)
	cancel := control.NewButton("Cancel", func() { a.sheet.Close() })
	cancel.Key = "Esc"
	cancel.Refresh()
	column := dialog.Column(theme.GroupGap, control.NewLabel(a.title(), control.Style{Size: theme.TitleSize, Bold: true}),
		dialog.Paragraph(a.sum(), control.Body, inside))
	if len(a.Touches) > 1 {
		column.Add(a.list)
	}
	column.Add(a.options)
	column.Add(tallPassage(a.about, inside))
	column.Add(dialog.End(a.hints(), cancel, a.carry))
	h := newHolder(column, a.key, a.typed)
	a.sheet = dialog.Open(a.window, h, dialog.Options{Width: askWidth, Pad: askPad, Scrim: true, Stays: true, Focus: h, OnKey: func(e *fyne.KeyEvent) bool { a.key(e); return true }})
	a.show()
}

func (a *asking) title() string {
	if a.Title != "" {
		return a.Title
	}
	return a.Draft.Label() + "?"
}

func (a *asking) hints() fyne.CanvasObject {
	if len(a.Touches) > 1 {
		return control.NewKeyHints(control.KeyHint{Key: "Tab", Does: "next"}, control.KeyHint{Key: "a", Does: "all alike"})
	}
	return nil
}

// sum says how much is touched.
func (a *asking) sum() string {
	if len(a.Touches) == 1 {
		t := a.Touches[0]
		if one(t) {
			return t.String() + " has it. Choose what becomes of it; one undo takes it back."
		}
		return t.String() + " have it. Choose what becomes of them; one undo takes everything back."
	}
	return counted(len(a.Touches), "part") + " of the schema that annotations have would go. Choose what becomes of each; one undo takes everything back."
}

// show shows the options of the effect at which one stands.
func (a *asking) show() {
	t := a.Touches[a.at]
	a.list.Select(a.at, true)
	var rows []control.Option
	a.actions = nil
	now := 0
	for _, do := range a.offers(t.Effect) {
		if do == schema.Move && len(Targets(a.Draft.Base(), a.Draft.Schema(), t.Effect)) == 0 {
			continue
		}
		if do == a.answers[a.at].Do {
			now = len(rows)
		}
		a.actions = append(a.actions, do)
		rows = append(rows, a.option(t, do))
	}
	if a.Rename != nil && len(a.Touches) == 1 {
		a.actions = append(a.actions, schema.Refuse)
		rows = append(rows, control.Option{Text: "Rename it instead", Note: "nothing else changes", Apart: true})
	}
	a.options.Set(rows, now)
	a.choose(now)
}

// option is an action as it is offered.
func (a *asking) option(t schema.Touch, do schema.Action) control.Option {
	o := control.Option{Text: actionWords(t, do)}
	if r := a.answers[a.at]; do == schema.Move && r.Do == schema.Move && a.aimed() {
		o.Text = "Move to " + r.To.Name(a.Draft.Schema())
		if t.Effect.Kind == schema.TagRemoved {
			o.Text = "Merge into " + r.To.Name(a.Draft.Schema())
		}
	}
	return o
}

// choose answers with option i.
func (a *asking) choose(i int) {
	if i < 0 || i >= len(a.actions) {
		return
	}
	t := a.Touches[a.at]
	do := a.actions[i]
	if do != schema.Refuse && do != a.answers[a.at].Do {
		a.answers[a.at] = schema.Resolution{Effect: t.Effect, Do: do}
	}
	if do != schema.Refuse {
		a.list.RefreshRow(a.at)
	}
	a.about.SetText(actionAbout(t, do))
	a.carry.Text = a.verb(do)
	a.carry.Refresh()
	a.fit()
}

// aimed reports whether the answer needs no more to be asked.
func (a *asking) aimed() bool {
	r := a.answers[a.at]
	return r.Do != schema.Move || r.To != schema.Part{}
}

func (a *asking) fit() {
	if a.sheet != nil {
		a.sheet.Fit()
	}
}

// key takes the keys of the card.
func (a *asking) key(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		a.enter()
	case fyne.KeyTab, fyne.KeyRight:
		a.at = (a.at + 1) % len(a.Touches)
		a.show()
	case fyne.KeyLeft:
		a.at = (a.at + len(a.Touches) - 1) % len(a.Touches)
		a.show()
	case fyne.KeyEscape:
		a.sheet.Close()
	default:
		a.options.Key(e.Name)
	}
}

// typed takes letters: a has all answered alike.
func (a *asking) typed(r rune) {
	if r == 'a' || r == 'A' {
		a.alike()
	}
}

// alike gives every effect that can have it the answer of this one.
func (a *asking) alike() {
	do := a.answers[a.at].Do
	for i, t := range a.Touches {
		for _, offer := range t.Effect.Offers() {
			if offer == do && do != schema.Move {
				a.answers[i] = schema.Resolution{Effect: t.Effect, Do: do}
			}
		}
	}
	a.list.Refresh()
	a.show()
}

// enter asks what the answer still needs, or carries out.
func (a *asking) enter() {
	if i := a.options.Current(); i >= 0 && i < len(a.actions) && a.actions[i] == schema.Refuse {
		a.sheet.Close()
		a.Rename()
		return
	}
	for i := range a.answers {
		if a.at = i; !a.aimed() {
			a.aim()
			return
		}
	}
	d := a.Draft
	for _, r := range a.answers {
		if r.Do == schema.Recheck {
			r.Reason = a.Reason
		}
		next, err := d.Resolve(r)
		if err != nil {
			a.about.SetText(sentence(err))
			a.fit()
			return
		}
		d = next
	}
	a.sheet.Close()
	a.Done(d)
}

// aim asks where what is touched goes.
func (a *asking) aim() {
	a.show()
	e := a.Touches[a.at].Effect
	AskTarget(a.window, "Where does "+e.Part.Name(a.Draft.Base())+" go?", "Choose", Targets(a.Draft.Base(), a.Draft.Schema(), e), func(t Target) {
		a.answers[a.at].To = t.Part
		a.list.RefreshRow(a.at)
		a.show()
	})
}

// tallPassage is a passage with the height that it needs in a width.
func tallPassage(p *control.Passage, width float32) fyne.CanvasObject {
	o := &part{children: []fyne.CanvasObject{p}}
	o.min = func() fyne.Size { return fyne.NewSize(width, max(34, p.Tall(width))) }
	o.arrange = func(s fyne.Size) { place(p, 0, 0, s.Width, s.Height) }
	o.ExtendBaseWidget(o)
	return o
}
