package panel

import (
	"fyne.io/fyne/v2"

	"parley/ui/control"
	"parley/ui/theme"
)

// tabButton is the title of a list, with its count.
type tabButton struct {
	part
	title, count *control.Label
	press        *control.HoverRow
}

func newTabButton(title string, act func()) *tabButton {
	t := &tabButton{title: control.NewLabel(title, control.Body), count: control.NewLabel("", control.Hint), press: control.NewHoverRow(act)}
	t.children = []fyne.CanvasObject{t.press, t.title, t.count}
	t.min = func() fyne.Size {
		w := t.title.MinSize().Width
		if t.count.Text() != "" {
			w += 4 + t.count.MinSize().Width
		}
		return fyne.NewSize(w, 24)
	}
	t.arrange = func(s fyne.Size) {
		place(t.press, -4, 0, s.Width+8, s.Height)
		w := centre(t.title, 0, 0, s.Height)
		centre(t.count, w+4, 0, s.Height)
	}
	t.ExtendBaseWidget(t)
	return t
}

func (t *tabButton) set(count string, on bool) {
	colour := theme.Text2
	if on {
		colour = theme.Text
	}
	t.title.Set(t.title.Text(), control.Body.In(colour).Heavy(on))
	t.count.SetText(count)
	t.arrange(t.Size())
}
