package textpaint

import "image/color"

// Kind is what a mark is.
type Kind uint8

// The kinds, in the order in which they are painted; ink comes between Outline and Caret.
const (
	Ground  Kind = iota // a filled stretch behind the text: tint, selection, search hit
	Lane                // a line under the text
	Outline             // a frame around the text
	Caret               // a bar as high as the ground, its left edge at X0
	kinds
)

// Texture is how a lane is drawn.
type Texture uint8

// The textures.
const (
	Solid   Texture = iota
	Dash            // 7–3
	Dots            // 2–2
	Sparse          // 1–3: suggested
	Between         // 2–4 at three quarters: joins the fragments of one annotation
)

// dash is the length of a texture's stroke and gap, in units; a gap of 0 is none.
var dashes = [...]struct{ on, off int }{Solid: {1, 0}, Dash: {7, 3}, Dots: {2, 2}, Sparse: {1, 3}, Between: {2, 4}}

// End is how a lane or an outline ends at one side.
type End uint8

// The ends. A real end of an annotation is closed; at a line break it is Open.
const (
	Open End = iota
	Tick     // lanes: a tick that rises; outlines: a side with round corners
)

// Mark is an order to the painter. X0 and X1 are device pixels from the left of the text
// column, X0 <= X1, as [textlayout.Line.Extents] gives them.
type Mark struct {
	Kind        Kind
	Texture     Texture    // of a Lane
	Lane        uint8      // 0 nearest the text; from [Lanes] on nothing is drawn
	Left, Right End        // of a Lane or an Outline
	Thin        bool       // an Outline of one unit: hovered. Else two: active
	Dashed      bool       // an Outline of one unit, 3–3: suggested
	Color       color.RGBA // premultiplied
	X0, X1      float32
}

// Dim makes c as faint as share says, from 0 to 1: for marks that a filter puts back.
func Dim(c color.RGBA, share float32) color.RGBA {
	f := func(v uint8) uint8 { return uint8(float32(v)*share + 0.5) }
	return color.RGBA{f(c.R), f(c.G), f(c.B), f(c.A)}
}
