package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"parley/ui/theme"
)

// Role is what a button is for.
type Role uint8

// The roles. A view has at most one Primary button.
const (
	Plain       Role = iota
	Primary          // ground accent
	Destructive      // danger text, no fill
	Silent           // no border until the pointer is over it
)

// Button is a verb that can be pressed: 30 high, with an icon before it and a key cap
// or a menu's chevron after it if they are set. Change its fields, then Refresh.
type Button struct {
	keyed
	Text     string
	Key      string        // shown as a cap; the key itself is the window's business
	Icon     fyne.Resource // nil: none
	Mark     Mark          // drawn in the icon's place when there is no icon
	Slot     int           // a swatch of this slot of the palette before all; 0: none
	Role     Role
	Menu     bool   // shows a chevron: pressing opens a menu
	Note     string // with Menu: in muted before the chevron
	Wide     bool   // with Menu: what is chosen stands at the left, note and chevron at the right end
	Small    bool   // 26 high with less room at its sides, for heads of panels
	OnTapped func()

	frame   *canvas.Rectangle
	icon    *icon
	glyph   *Glyph
	swatch  *Swatch
	label   *Label
	cap     *KeyCap
	note    *Label
	chevron *Glyph
}

// NewButton makes a plain button.
func NewButton(text string, tapped func()) *Button {
	b := &Button{
		Text: text, OnTapped: tapped,
		frame: canvas.NewRectangle(nil), icon: newIcon(nil), glyph: NewGlyph(NoMark, 14, theme.Text2), swatch: NewSwatch(1),
		label: NewLabel(text, Body), cap: NewKeyCap(""), note: NewLabel("", Hint), chevron: NewGlyph(UnfoldedMark, 12, theme.Muted),
	}
	b.frame.CornerRadius = theme.InputRadius
	b.act = func() {
		if b.OnTapped != nil {
			b.OnTapped()
		}
	}
	b.paint = b.repaint
	b.ExtendBaseWidget(b)
	b.repaint()
	return b
}

// NewPrimaryButton makes the button that a view is for, with the key that presses it.
func NewPrimaryButton(text, key string, tapped func()) *Button {
	b := NewButton(text, tapped)
	b.Role, b.Key = Primary, key
	b.repaint()
	return b
}

func (b *Button) repaint() {
	ground, border, text := b.colours()
	width := theme.BorderWidth
	if b.focused {
		border, width = theme.Focus, theme.FocusWidth
		if b.Role == Primary {
			border = theme.OnAccent2
		}
	}
	paintRect(b.frame, ground, border, width)
	b.label.Set(b.Text, Body.In(text))
	if b.icon.source != b.Icon || b.Icon != nil {
		b.icon.set(b.Icon, text)
	}
	b.glyph.Set(b.Mark, text)
	show(b.glyph, b.Icon == nil && b.Mark != NoMark)
	b.swatch.SetSlot(b.Slot)
	show(b.swatch, b.Slot > 0)
	b.cap.SetKey(b.Key)
	b.cap.setOnAccent(b.Role == Primary && !b.disabled)
	b.note.SetText(b.Note)
	show(b.note, b.Note != "")
	show(b.chevron, b.Menu)
}

func (b *Button) colours() (ground, border, text fyne.ThemeColorName) {
	switch {
	case b.disabled:
		return "", theme.Line, theme.Disabled
	case b.Role == Primary:
		return theme.Accent, theme.Accent, theme.OnAccent
	}
	ground, border, text = theme.Raised, theme.Border, theme.Text
	if b.Role == Silent {
		ground, border = "", ""
	}
	if b.hovered {
		ground = theme.Hover
	}
	if b.Role == Destructive {
		text = theme.Danger
	}
	return ground, border, text
}

func (b *Button) parts() []fyne.CanvasObject {
	var list []fyne.CanvasObject
	for _, o := range []fyne.CanvasObject{b.swatch, b.icon.Image, b.glyph, b.label, b.cap, b.note, b.chevron} {
		if o.Visible() && (o != fyne.CanvasObject(b.label) || b.Text != "") {
			list = append(list, o)
		}
	}
	return list
}

// room is the padding at the sides, and the height.
func (b *Button) room() (pad, height float32) {
	if b.Small {
		return 6, theme.SegmentHeight
	}
	return theme.PanelPadding, theme.InputHeight
}

// CreateRenderer implements fyne.Widget.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	d := &drawing{
		objects: []fyne.CanvasObject{b.frame, b.swatch, b.icon.Image, b.glyph, b.label, b.cap, b.note, b.chevron},
		min: func() fyne.Size {
			pad, h := b.room()
			w := 2*pad - 7
			for _, o := range b.parts() {
				w += o.MinSize().Width + 7
			}
			return fyne.NewSize(w, h)
		},
	}
	d.layout = func(s fyne.Size) {
		place(b.frame, 0, 0, s.Width, s.Height)
		pad, _ := b.room()
		if b.Wide {
			b.spread(s, theme.RowGap)
			return
		}
		x := pad + max(0, (s.Width-d.min().Width)/2)
		for _, o := range b.parts() {
			x += centre(o, x, s.Height) + 7
		}
	}
	d.refresh = func() {
		b.repaint()
		for _, o := range []fyne.CanvasObject{b.label, b.cap, b.note, b.swatch} {
			o.Refresh() // it may have been made under other colours
		}
		d.layout(b.Size())
	}
	return d
}

// spread sets what is chosen at the left and the rest at the right end. The name goes
// before the note: where both have no room the note is left out.
func (b *Button) spread(s fyne.Size, pad float32) {
	end := s.Width - pad - b.chevron.MinSize().Width
	centre(b.chevron, end, s.Height)
	text, note := b.label.MinSize(), b.note.MinSize()
	room := end - pad - 7
	show(b.note, b.Note != "" && text.Width+note.Width+theme.GroupGap <= room)
	centre(b.note, end-7-note.Width, s.Height)
	place(b.label, pad, (s.Height-text.Height)/2, min(text.Width, room), text.Height)
}

// IconButton is a picture that can be pressed, 30 × 30, with a tooltip that says what
// it does and its key. Change its fields, then Refresh.
type IconButton struct {
	keyed
	Icon     fyne.Resource
	Mark     Mark // drawn when there is no icon
	Pressed  bool // stays down, as the search button while its bar is open
	OnTapped func()

	frame *canvas.Rectangle
	icon  *icon
	glyph *Glyph
}

// NewIconButton makes a button of an icon; tip is its tooltip, with the key: "Delete, Del".
func NewIconButton(i fyne.Resource, tip string, tapped func()) *IconButton {
	b := &IconButton{Icon: i, OnTapped: tapped, frame: canvas.NewRectangle(nil), icon: newIcon(i), glyph: NewGlyph(NoMark, 14, theme.Text2)}
	b.frame.CornerRadius = theme.InputRadius
	b.act = func() {
		if b.OnTapped != nil {
			b.OnTapped()
		}
	}
	b.paint = b.repaint
	b.SetToolTip(tip)
	b.ExtendBaseWidget(b)
	b.repaint()
	return b
}

func (b *IconButton) repaint() {
	ground, border, text := fyne.ThemeColorName(""), fyne.ThemeColorName(""), theme.Text2
	switch {
	case b.disabled:
		text = theme.Disabled
	case b.Pressed:
		ground, text = theme.Selected, theme.Text
	case b.hovered:
		ground = theme.Hover
	}
	if b.focused {
		border = theme.Focus
	}
	paintRect(b.frame, ground, border, theme.FocusWidth)
	b.icon.set(b.Icon, text)
	b.glyph.Set(b.Mark, text)
	show(b.glyph, b.Icon == nil && b.Mark != NoMark)
}

// CreateRenderer implements fyne.Widget.
func (b *IconButton) CreateRenderer() fyne.WidgetRenderer {
	return &drawing{
		objects: []fyne.CanvasObject{b.frame, b.icon.Image, b.glyph},
		min:     func() fyne.Size { return fyne.NewSquareSize(theme.InputHeight) },
		layout: func(s fyne.Size) {
			place(b.frame, 0, 0, s.Width, s.Height)
			for _, o := range []fyne.CanvasObject{b.icon.Image, b.glyph} {
				centre(o, (s.Width-o.MinSize().Width)/2, s.Height)
			}
		},
		refresh: b.repaint,
	}
}
