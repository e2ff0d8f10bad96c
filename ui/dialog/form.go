package dialog

import (
	"fyne.io/fyne/v2"

	"parley/ui/control"
	"parley/ui/theme"
)

// Line is a line of a simple form.
type Line struct {
	Label, Hint, Text string
	Lines             int                // more than one: a text of several lines
	Check             func(string) error // nil: anything goes
}

// AskLines shows a form of lines in a card and hands over what is written, in order, once
// every line is right.
func AskLines(w fyne.Window, title, verb string, lines []Line, done func([]string)) {
	const width = 520
	var sheet *Sheet
	problem := control.NewLabel("", control.Quiet.In(theme.Warn))
	column := Column(10, control.NewLabel(title, control.Style{Size: theme.TitleSize, Bold: true}))
	inputs := make([]*control.Input, len(lines))
	submit := func() {
		texts := make([]string, len(lines))
		for i, in := range inputs {
			texts[i] = in.Text()
			if lines[i].Check == nil {
				continue
			}
			if err := lines[i].Check(texts[i]); err != nil {
				problem.SetText(lines[i].Label + ": " + err.Error())
				sheet.Fit()
				w.Canvas().Focus(in)
				return
			}
		}
		sheet.Close()
		done(texts)
	}
	for i, l := range lines {
		inputs[i] = control.NewInput(l.Hint)
		if l.Lines > 1 {
			inputs[i] = control.NewTextInput(l.Hint, l.Lines)
		}
		inputs[i].SetText(l.Text)
		inputs[i].OnEnter = func(string) { submit() }
		column.Add(Labelled(l.Label, inputs[i]))
	}
	escape(func() { sheet.Close() }, inputs...)
	cancel := control.NewButton("Cancel", func() { sheet.Close() })
	cancel.Key = "Esc"
	cancel.Refresh()
	column.Add(problem)
	column.Add(End(nil, cancel, control.NewPrimaryButton(verb, "↵", submit)))
	sheet = Open(w, column, Options{Width: width, Pad: 20, Scrim: true, Stays: true, Focus: inputs[0]})
}

// Option is a row of [Choose].
type Option struct {
	Text, Note string
}

// Choose shows options of which one can be chosen, the first one to begin with.
func Choose(w fyne.Window, title, about, verb string, options []Option, done func(i int)) {
	const width, pad, most = 520, 20, 8
	var sheet *Sheet
	list := control.NewOptions()
	rows := make([]control.Option, 0, len(options))
	for _, o := range options {
		rows = append(rows, control.Option{Text: o.Text, Note: o.Note})
	}
	list.Most = most
	list.Set(rows, 0)
	take := func() {
		i := list.Current()
		sheet.Close()
		if i >= 0 {
			done(i)
		}
	}
	list.OnChoose = func(i int) { list.Set(rows, i) }
	cancel := control.NewButton("Cancel", func() { sheet.Close() })
	cancel.Key = "Esc"
	cancel.Refresh()
	column := Column(theme.GroupGap, control.NewLabel(title, control.Style{Size: theme.TitleSize, Bold: true}),
		Paragraph(about, control.Body, width-2*pad), list, End(nil, cancel, control.NewPrimaryButton(verb, "↵", take)))
	sheet = Open(w, column, Options{Width: width, Pad: pad, Scrim: true, Stays: true, OnKey: func(e *fyne.KeyEvent) bool {
		switch e.Name {
		case fyne.KeyReturn, fyne.KeyEnter:
			take()
			return true
		case fyne.KeyEscape:
			return false
		}
		return list.Key(e.Name)
	}})
}
