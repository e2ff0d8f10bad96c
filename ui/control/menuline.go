package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"parley/ui/theme"
)

// menuLine draws one row of a menu.
type menuLine struct {
	widget.BaseWidget
	menu   *Menu
	i      int
	ground *canvas.Rectangle
	rule   *canvas.Rectangle
	mark   *Glyph
	swatch *Swatch
	label  *Label
	note   *Label
	cap    *KeyCap
}

func newMenuLine(m *Menu, i int) *menuLine {
	r := m.rows[i]
	style := Body
	if r.Disabled {
		style = style.In(theme.Disabled)
	}
	l := &menuLine{menu: m, i: i, ground: canvas.NewRectangle(nil), rule: canvas.NewRectangle(nil),
		mark: NewGlyph(r.Mark, 12, theme.Text2), label: NewLabel(r.Text, style),
		note: NewLabel(r.Note, Hint), cap: NewKeyCap(r.Key)}
	show(l.cap, r.Key != "")
	if r.Slot > 0 {
		l.swatch = NewSwatch(r.Slot)
	}
	l.ExtendBaseWidget(l)
	return l
}

func (l *menuLine) row() *MenuRow { return &l.menu.rows[l.i] }

const menuIndent = float32(34) // where the words begin

func (l *menuLine) width() float32 {
	w := menuIndent + l.label.MinSize().Width + 2*theme.PanelPadding
	if l.row().Note != "" {
		w += l.note.MinSize().Width + theme.GroupGap
	}
	if l.row().Key != "" {
		w += l.cap.MinSize().Width + 2*theme.GroupGap
	}
	return w
}

// Tapped implements fyne.Tappable.
func (l *menuLine) Tapped(*fyne.PointEvent) { l.menu.choose(l.i) }

// MouseIn implements desktop.Hoverable.
func (l *menuLine) MouseIn(*desktop.MouseEvent) {
	if l.row().can() {
		l.menu.hold(l.i)
	}
}

// MouseMoved implements desktop.Hoverable.
func (l *menuLine) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (l *menuLine) MouseOut() {}

// CreateRenderer implements fyne.Widget.
func (l *menuLine) CreateRenderer() fyne.WidgetRenderer {
	objects := []fyne.CanvasObject{l.ground, l.mark, l.label, l.note, l.cap}
	if l.swatch != nil {
		objects = append(objects, l.swatch)
	}
	if l.row().Separator {
		objects = []fyne.CanvasObject{l.rule}
	}
	l.paint()
	return &drawing{objects: objects, layout: l.arrange, refresh: l.paint}
}

func (l *menuLine) paint() {
	paintRect(l.rule, theme.Line, "", 0)
	ground := fyne.ThemeColorName("")
	if l.menu.at == l.i {
		ground = theme.Selected
	}
	paintRect(l.ground, ground, "", 0)
}

func (l *menuLine) arrange(s fyne.Size) {
	place(l.rule, 0, s.Height/2, s.Width, 1)
	place(l.ground, 0, 0, s.Width, s.Height)
	centre(l.mark, 11, s.Height)
	if l.swatch != nil {
		centre(l.swatch, 8, s.Height)
	}
	x := menuIndent
	if l.row().Text != "" {
		x += centre(l.label, menuIndent, s.Height) + theme.GroupGap
	}
	centre(l.note, x, s.Height)
	centre(l.cap, s.Width-theme.PanelPadding-l.cap.MinSize().Width, s.Height)
}
