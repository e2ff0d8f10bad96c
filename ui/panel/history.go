package panel

import (
	"fmt"
	"time"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"parley/annotate"
	"parley/ui/control"
	"parley/ui/theme"
)

// historySteps is how many steps the list shows.
const historySteps = 500

// historyList is what was done, the newest first, with what has been undone marked so.
type historyList struct {
	part
	owner  *Annotations
	rows   []Step
	undone map[uint64]bool
	table  *control.Table
}

func newHistoryList(a *Annotations) *historyList {
	h := &historyList{owner: a}
	h.table = control.NewTable([]control.Column{
		{Title: "Step"}, {Title: "State", Width: 92}, {Title: "Annotator", Width: 150}, {Title: "Time", Width: 150},
	}, h.cell)
	h.table.List.OnSelect = func(i int) {
		if i < len(h.rows) && a.OnStep != nil {
			a.OnStep(h.rows[i].Number)
		}
	}
	h.table.List.OnKey = a.key
	h.children = []fyne.CanvasObject{h.table}
	h.min = func() fyne.Size { return h.table.MinSize() }
	h.arrange = func(s fyne.Size) { place(h.table, 0, 0, s.Width, s.Height) }
	h.ExtendBaseWidget(h)
	return h
}

func (h *historyList) count() int { return len(h.rows) }

// reload asks for the steps, if they are to be seen.
func (h *historyList) reload() {
	if h.owner.tab != TabHistory {
		return
	}
	h.rows = h.owner.source.History(historySteps)
	h.undone = undone(h.rows)
	h.table.List.SetCount(len(h.rows))
}

// undone are the numbers of the steps that are taken back now. steps are the newest first.
func undone(steps []Step) map[uint64]bool {
	back := map[uint64]bool{}
	for i := len(steps) - 1; i >= 0; i-- {
		switch s := steps[i]; s.Cause {
		case annotate.Undoing:
			back[s.Of] = true
		case annotate.Redoing: // takes back an undoing, whose step stands again
			for _, u := range steps {
				if u.Number == s.Of {
					delete(back, u.Of)
				}
			}
			back[s.Of] = true
		}
	}
	return back
}

func (h *historyList) cell(row, col int) control.Cell {
	if row >= len(h.rows) {
		return control.Cell{}
	}
	s := h.rows[row]
	back := h.undone[s.Number]
	colour := theme.Text
	if back || s.Cause != annotate.Intended {
		colour = theme.Muted
	}
	switch col {
	case 0:
		return control.Cell{Text: stepLabel(s), Colour: colour}
	case 1:
		if back {
			return control.Cell{Text: "undone", Colour: theme.Muted}
		}
		return control.Cell{}
	case 2:
		return control.Cell{Text: s.Annotator, Colour: theme.Text2}
	}
	return control.Cell{Text: stepTime(s.Time), Colour: theme.Text2}
}

func stepLabel(s Step) string {
	label := s.Label
	switch s.Cause {
	case annotate.Undoing:
		label = "Undo " + lowerFirst(label)
	case annotate.Redoing:
		label = "Redo " + lowerFirst(label)
	}
	if s.Changes > 3 {
		label += fmt.Sprintf(" (%s changes)", control.Grouped(s.Changes))
	}
	return label
}

func lowerFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(r)) + s[n:]
}

func stepTime(t time.Time) string {
	return shortDate(annotate.DateOf(t.Local())) + ", " + t.Local().Format("15:04")
}
