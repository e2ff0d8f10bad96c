package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"parley/ui/theme"
)

// Block is a rectangle of the theme's colours that follows the theme: a ground, a bar,
// a frame. It takes no events.
type Block struct {
	widget.BaseWidget
	fill, border fyne.ThemeColorName
	width        float32
	slot         int // of the palette; its mark is the fill
	rect         *canvas.Rectangle
}

// NewBlock makes a rectangle without a border; an empty fill is nothing.
func NewBlock(fill fyne.ThemeColorName) *Block {
	b := &Block{fill: fill, rect: canvas.NewRectangle(nil)}
	b.ExtendBaseWidget(b)
	b.repaint()
	return b
}

// SetRadius rounds the corners.
func (b *Block) SetRadius(r float32) { b.rect.CornerRadius = r }

// Set changes fill and border; a border of width 0 is none.
func (b *Block) Set(fill, border fyne.ThemeColorName, width float32) {
	b.fill, b.border, b.width = fill, border, width
	b.repaint()
}

// SetSlot fills with the mark of a slot of the palette.
func (b *Block) SetSlot(n int) {
	b.slot = n
	b.repaint()
}

func (b *Block) repaint() {
	if b.slot == 0 {
		paintRect(b.rect, b.fill, b.border, b.width)
		return
	}
	if c := theme.SlotOf(b.slot).Mark; b.rect.FillColor != c {
		b.rect.FillColor = c
		b.rect.Refresh()
	}
}

// CreateRenderer implements fyne.Widget.
func (b *Block) CreateRenderer() fyne.WidgetRenderer {
	return &drawing{
		objects: []fyne.CanvasObject{b.rect},
		layout:  func(s fyne.Size) { place(b.rect, 0, 0, s.Width, s.Height) },
		refresh: b.repaint,
	}
}
