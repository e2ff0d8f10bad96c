package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"parley/ui/control"
	"parley/ui/theme"
)

// keyRow is an action in the card of keys: its name, its group, its keys.
type keyRow struct {
	widget.BaseWidget
	name, note *control.Label
	caps       [4]*control.KeyCap
}

func newKeyRow() *keyRow {
	r := &keyRow{name: control.NewLabel("", control.Body), note: control.NewLabel("", control.Hint)}
	for i := range r.caps {
		r.caps[i] = control.NewKeyCap("")
	}
	r.ExtendBaseWidget(r)
	return r
}

func (r *keyRow) fill(name, note string, warn bool, keys []string, selected bool) {
	r.name.Set(name, control.Body.Heavy(selected))
	style := control.Hint
	if warn {
		style = control.Hint.In(theme.Warn)
	}
	r.note.Set(note, style)
	for i, c := range r.caps {
		k := ""
		if i < len(keys) {
			k = keys[i]
		}
		c.SetKey(k)
	}
	r.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (r *keyRow) CreateRenderer() fyne.WidgetRenderer {
	o := []fyne.CanvasObject{r.name, r.note}
	for _, c := range r.caps {
		o = append(o, c)
	}
	return widget.NewSimpleRenderer(container.New(keyRowLayout{r}, o...))
}

type keyRowLayout struct{ r *keyRow }

// MinSize implements fyne.Layout.
func (keyRowLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(300, theme.RowHeight) }

// Layout implements fyne.Layout.
func (l keyRowLayout) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	const noteAt, capsAt = 0.43, 0.72
	r, x := l.r, theme.PanelPadding
	h := r.name.MinSize().Height
	set(r.name, x, (s.Height-h)/2, s.Width*noteAt-x-theme.RowGap, h)
	h = r.note.MinSize().Height
	set(r.note, s.Width*noteAt, (s.Height-h)/2, s.Width*(capsAt-noteAt)-theme.RowGap, h)
	x = s.Width * capsAt
	for _, c := range r.caps {
		if c.Key() != "" {
			x += middle(c, x, s.Height) + theme.Grid
		}
	}
}
