package control

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"parley/annotate/text"
	"parley/ui/textlayout"
	"parley/ui/textline"
	"parley/ui/theme"
)

// sheet sets a text in lines and knows where its offsets stand. Lengths are Fyne's
// pixels from its upper left corner.
type sheet struct {
	style  textlayout.Style
	size   float32 // of the letters
	height float32 // of a line
	wrap   bool    // into the width; else it is one line, as wide as it is

	text   *text.Text
	layout *textlayout.Layout // when it wraps
	line   textlayout.Line    // the one line, or the one looked at last
}

func newSheet(style textlayout.Style, size float32, wrap bool) *sheet {
	s := &sheet{style: style, size: size, height: textline.Height(size), wrap: wrap}
	s.set(mustText(""), 0)
	return s
}

// set lays t out for a width, which matters only if it wraps.
func (s *sheet) set(t *text.Text, width float32) {
	s.text = t
	opt := textlayout.Options{Style: s.style}
	if !s.wrap {
		Painter().Fonts().SingleLine(t.String(), opt, s.size, &s.line)
		return
	}
	frame := textlayout.Frame{Width: max(40, int(width)), Size: s.size, LineHeight: int(s.height), Gap: int(s.gap())}
	s.layout = textlayout.Prepare(t, Painter().Fonts(), opt).Wrap(frame)
	s.settle()
}

// gap is the room between paragraphs, and that of blank lines.
func (s *sheet) gap() float32 { return s.height / 2 }

// settle makes every line exact, by looking at each.
func (s *sheet) settle() {
	for i := 0; i < s.layout.Lines(); i++ {
		s.layout.Line(i, &s.line)
	}
}

func (s *sheet) lines() int {
	if !s.wrap {
		return 1
	}
	return s.layout.Lines()
}

// at gives line i, and its upper edge.
func (s *sheet) at(i int) (*textlayout.Line, float32) {
	if !s.wrap {
		return &s.line, 0
	}
	s.layout.Line(i, &s.line)
	return &s.line, float32(s.line.Top)
}

// tall is the height of all lines.
func (s *sheet) tall() float32 {
	if !s.wrap {
		return s.height
	}
	_, end := s.caret(s.text.Len(), false) // of a blank last line it stands below
	return max(s.height, float32(s.layout.Height()), end+s.height)
}

// bounds of the line that o is on, without the break that ends it.
func (s *sheet) bounds(o text.Offset) text.Span {
	if !s.wrap {
		return s.text.All()
	}
	s.layout.Line(s.layout.LineOf(o), &s.line)
	span := s.line.Span
	for span.End > span.Start && (s.text.String()[span.End-1] == '\n' || span.End < s.text.Len() && s.text.String()[span.End-1] == ' ') {
		span.End--
	}
	span.End = s.text.SnapGrapheme(text.Span{Start: span.End, End: span.End}).End // a blank may belong to a letter
	return span
}

// caret is the upper end of a caret at o; trailing as for [textlayout.Line.CaretX].
func (s *sheet) caret(o text.Offset, trailing bool) (x, y float32) {
	line, top := &s.line, float32(0)
	if s.wrap {
		line, top = s.at(s.layout.LineOf(o))
	}
	return line.CaretX(o, trailing), top
}

// fromRight reports whether the paragraph that o is in reads from right to left.
func (s *sheet) fromRight(o text.Offset) bool {
	if s.wrap {
		s.at(s.layout.LineOf(o))
	}
	return s.line.RightToLeft
}

// beside is where a caret at o goes to the right or left on its line, if there is more of it.
func (s *sheet) beside(o text.Offset, trailing, right bool) (next text.Offset, after, ok bool) {
	if s.wrap {
		s.at(s.layout.LineOf(o))
	}
	return s.line.Beside(o, trailing, right)
}

// hit is the offset nearest to a point, and whether it is seen from the character before.
func (s *sheet) hit(x, y float32) (o text.Offset, trailing bool) {
	h := s.line.Hit(x)
	if s.wrap {
		h = s.layout.Hit(x, int(y))
	}
	return h.Offset, h.Trailing
}

// over is how far the sheet's picture reaches beyond it on every side.
func (s *sheet) over() float32 { return textline.Overhang(s.size) }

// hold gives the raster that shows the sheet its place: size is that of the sheet.
func (s *sheet) hold(r *canvas.Raster, size fyne.Size) {
	place(r, -s.over(), -s.over(), size.Width+2*s.over(), size.Height+2*s.over())
}

// draw paints the lines, and the ground of what is selected, into dst, whose scale is
// given, shift further to the left; most bounds the lines, 0 means all. In the picture's
// borders lies only what hangs over of the letters at an end of a line.
func (s *sheet) draw(dst *image.RGBA, scale, shift float32, ink color.Color, selected text.Span, most int) {
	over := s.over()
	shift -= over
	ground0, ground1 := over*scale, float32(dst.Rect.Dx())-over*scale
	n := s.lines()
	if most > 0 {
		n = min(n, most)
	}
	ground := theme.Color(theme.Selection)
	var extents []textlayout.Extent
	for i := range n {
		line, top := s.at(i)
		top += over
		extents = line.Extents(selected, extents[:0])
		for _, e := range extents {
			fillRect(dst, max(ground0, (e.X0-shift)*scale), top*scale, min(ground1, (e.X1-shift)*scale), (top+s.height)*scale, ground)
		}
		baseline := top + s.height/2 + s.size*0.36
		for k := range line.Runs {
			r := line.Runs[k]
			r.X, r.Origin, r.Width = (r.X-shift)*scale, (r.Origin-shift)*scale, r.Width*scale
			Painter().InkRun(dst, &r, s.size*scale, image.Pt(0, int(math.Round(float64(baseline*scale)))), rgba(ink))
		}
	}
}

// trim takes away what of a single line reaches into the picture's borders because there is
// more of it there: the line is moved shift to the left.
func (s *sheet) trim(dst *image.RGBA, scale, shift float32) {
	clear := func(x0, x1 float32) {
		area := image.Rect(int(x0), 0, int(x1), dst.Rect.Dy())
		draw.Draw(dst, area, image.Transparent, image.Point{}, draw.Src)
	}
	width := float32(dst.Rect.Dx())
	if border := s.over() * scale; !s.wrap {
		if shift > 0 {
			clear(0, border)
		}
		if s.line.Right*scale > width-2*border+shift*scale {
			clear(width-border, width)
		}
	}
}

func rgba(c color.Color) color.RGBA {
	r, g, b, a := c.RGBA()
	return color.RGBA{R: uint8(r >> 8), G: uint8(g >> 8), B: uint8(b >> 8), A: uint8(a >> 8)}
}

func fillRect(dst *image.RGBA, x0, y0, x1, y1 float32, c color.Color) {
	round := func(v float32) int { return int(math.Round(float64(v))) }
	area := image.Rect(round(x0), round(y0), round(x1), round(y1)).Intersect(dst.Rect)
	p := rgba(c)
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			dst.SetRGBA(x, y, p)
		}
	}
}

// deviceScale is how many device pixels a raster of w device pixels has for one of Fyne's.
func deviceScale(w int, size fyne.Size) float32 {
	if size.Width <= 0 {
		return 1
	}
	return float32(w) / size.Width
}
