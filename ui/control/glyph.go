package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"parley/annotate"
)

// Mark is a small drawn sign that says in shape what colour alone must not.
type Mark uint8

// The marks: stances, states of a document, boxes, directions of sorting.
const (
	NoMark       Mark = iota
	Favor             // ▲
	Against           // ▼
	Mixed             // half-filled diamond
	None              // dash
	Unclear           // question mark
	Unset             // dashed circle
	StateNew          // circle
	StateBegun        // half-filled circle
	StateDone         // disc with a tick
	BoxOff            // empty check box
	BoxOn             // ticked check box
	BoxPart           // check box with a dash
	SortedUp          // small triangle
	SortedDown        // small triangle
	FoldedMark        // chevron to the right
	UnfoldedMark      // chevron down
	Cross             // × of a chip
	Tick              // ✓
	EraseMark         // ⌫
	ReturnMark        // ↵
	BoxPale           // check box that cannot be ticked
	SwapMark          // ⇌
)

var stances = map[annotate.TagID]Mark{
	"favor": Favor, "against": Against, "mixed": Mixed, "none": None, "unclear": Unclear,
}

// StanceMark is the mark of a stance's tag; NoMark for any other tag.
func StanceMark(t annotate.TagID) Mark { return stances[t] }

// StateMark is the mark of a document's state.
func StateMark(s annotate.State) Mark { return StateNew + Mark(min(s, annotate.Done)) }

// Glyph draws a [Mark] to its size; it is square and does nothing.
type Glyph struct {
	widget.BaseWidget
	mark   Mark
	colour fyne.ThemeColorName
	side   float32
	raster *canvas.Raster
}

// NewGlyph draws m in a square of side pixels.
func NewGlyph(m Mark, side float32, colour fyne.ThemeColorName) *Glyph {
	g := &Glyph{mark: m, colour: colour, side: side}
	g.raster = newDrawn(g.draw)
	g.ExtendBaseWidget(g)
	return g
}

// Mark is what is drawn.
func (g *Glyph) Mark() Mark { return g.mark }

// Set draws another mark or colour.
func (g *Glyph) Set(m Mark, colour fyne.ThemeColorName) {
	if g.mark == m && g.colour == colour {
		return
	}
	g.mark, g.colour = m, colour
	g.raster.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (g *Glyph) CreateRenderer() fyne.WidgetRenderer {
	return &drawing{
		objects: []fyne.CanvasObject{g.raster},
		min:     func() fyne.Size { return fyne.NewSquareSize(g.side) },
		layout:  func(s fyne.Size) { place(g.raster, 0, 0, s.Width, s.Height) },
		refresh: func() { g.raster.Refresh() },
	}
}

func (g *Glyph) draw(p *pen, w, _ float32) {
	if f := glyphs[g.mark]; f != nil {
		p.scale *= w / 16 // the drawings below are on a square of 16
		f(p, g.colour)
	}
}
