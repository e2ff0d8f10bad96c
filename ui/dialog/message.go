package dialog

import (
	"slices"

	"fyne.io/fyne/v2"

	"parley/ui/control"
	"parley/ui/theme"
)

// Choice is a button of a message.
type Choice struct {
	Text string
	Key  string // a cap on it; "↵" is pressed by Enter
	Role control.Role
	Run  func() // after the message is closed; nil only closes
}

// Tell shows an error and waits for nothing.
func Tell(w fyne.Window, m Message) *Sheet {
	return Ask(w, m, Choice{Text: "Close", Key: "↵", Role: control.Primary})
}

// Ask shows a message with choices, from left to right, but for the primary one, which
// stands at the right as on every sheet. Escape chooses none.
func Ask(w fyne.Window, m Message, choices ...Choice) *Sheet {
	const width, pad = 460, 20
	var sheet *Sheet
	column := Column(theme.RowGap, Paragraph(m.Happened, control.Style{Size: theme.TitleSize, Bold: true}, width-2*pad))
	for _, line := range []string{m.Safe, m.Next} {
		if line != "" {
			column.Add(Paragraph(line, control.Body, width-2*pad))
		}
	}
	if m.Detail != "" {
		column.Add(Paragraph(m.Detail, control.Hint, width-2*pad))
	}
	buttons, enter := choiceButtons(&sheet, choices)
	column.Add(buttons)
	sheet = Open(w, column, Options{Width: width, Pad: pad, Scrim: true, Stays: true, OnKey: func(e *fyne.KeyEvent) bool {
		if enter == nil || e.Name != fyne.KeyReturn && e.Name != fyne.KeyEnter {
			return false
		}
		enter()
		return true
	}})
	return sheet
}

func choiceButtons(sheet **Sheet, choices []Choice) (row fyne.CanvasObject, enter func()) {
	line := Row(theme.RowGap)
	primary := func(c Choice) int { return map[bool]int{true: 1}[c.Role == control.Primary] }
	choices = slices.SortedStableFunc(slices.Values(choices), func(a, b Choice) int { return primary(a) - primary(b) })
	for _, c := range choices {
		run := func() {
			(*sheet).Close()
			if c.Run != nil {
				c.Run()
			}
		}
		b := control.NewButton(c.Text, run)
		b.Role, b.Key = c.Role, c.Key
		b.Refresh()
		if c.Key == "↵" {
			enter = run
		}
		line.Add(b)
	}
	return End(nil, line), enter
}
