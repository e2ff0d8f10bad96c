package textline

import (
	"image"
	"image/color"
	"math"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"parley/annotate/text"
	"parley/ui/textlayout"
)

// Isolates around a span that keeps its direction to itself (UAX #9).
const (
	firstStrongIsolate = "\u2068"
	popIsolate         = "\u2069"
	ellipsis           = "…"
)

// composed is a label's text as one string, and what belongs to its parts.
type composed struct {
	text   string
	parts  []textlayout.Part
	colors []color.Color
	dir    textlayout.Direction
}

// compose puts the spans together.
func (l *Label) compose() composed {
	c := composed{dir: l.Direction}
	var b strings.Builder
	for _, s := range l.spans {
		if s.Isolate {
			b.WriteString(firstStrongIsolate)
		}
		b.WriteString(s.Text)
		if s.Isolate {
			b.WriteString(popIsolate)
		}
		c.parts = append(c.parts, textlayout.Part{End: b.Len(), Style: l.style(s.Bold)})
		c.colors = append(c.colors, l.color(s.Color))
	}
	c.text = b.String()
	return c
}

// width is that of the whole text at size.
func (l *Label) width(size float32) float32 {
	var line textlayout.Line
	c := l.compose()
	l.painter.Fonts().StyledLine(c.text, c.parts, c.dir, size, &line)
	return line.Right
}

// shape lays c out at size in width pixels, cut at its own end when it is too long.
func (l *Label) shape(c composed, size, width float32, into *textlayout.Line) {
	fonts := l.painter.Fonts()
	fonts.StyledLine(c.text, c.parts, c.dir, size, into)
	if into.Right <= width+0.5 || c.text == "" {
		return
	}
	dir := textlayout.LeftToRight
	if into.RightToLeft {
		dir = textlayout.RightToLeft
	}
	whole := c.text
	keep := fonts.CutTo(whole, ellipsis, textlayout.Options{Style: l.style(false), Direction: dir}, size, width)
	for {
		cut := strings.TrimRight(whole[:keep], " ") + ellipsis + closeIsolates(whole[:keep])
		fonts.StyledLine(cut, clip(c.parts, keep, len(cut)), dir, size, into)
		if into.Right <= width+0.5 || keep == 0 {
			return
		}
		keep = textBefore(whole, keep) // bold spans are wider than was thought
	}
}

// closeIsolates ends the isolates that s leaves open. The ellipsis stands before that: what
// is cut within a name is cut at the end of the name.
func closeIsolates(s string) string {
	return strings.Repeat(popIsolate, max(0, strings.Count(s, firstStrongIsolate)-strings.Count(s, popIsolate)))
}

// textBefore is the character border before byte n.
func textBefore(s string, n int) int {
	for n--; n > 0 && s[n]&0xC0 == 0x80; n-- {
	}
	return max(0, n)
}

// clip ends the parts at byte keep; the one that is cut goes on to end.
func clip(parts []textlayout.Part, keep, end int) []textlayout.Part {
	var out []textlayout.Part
	for _, p := range parts {
		out = append(out, p)
		if p.End >= keep {
			break
		}
	}
	if len(out) > 0 {
		out[len(out)-1].End = end
	}
	return out
}

// generator paints the label into a raster of the device's pixels.
func (l *Label) generator(raster *canvas.Raster) func(w, h int) image.Image {
	return func(w, h int) image.Image {
		dst := image.NewRGBA(image.Rect(0, 0, w, h))
		size := raster.Size()
		if size.Width <= 0 || size.Height <= 0 {
			return dst
		}
		scale := float32(w) / size.Width
		l.paint(dst, l.size()*scale, Overhang(l.size())*scale)
		return dst
	}
}

// paint draws the label over all of dst but a border that is over wide, with letters of size;
// both are device pixels.
func (l *Label) paint(dst *image.RGBA, size, over float32) {
	var line textlayout.Line
	c := l.compose()
	width := float32(dst.Rect.Dx()) - 2*over
	l.shape(c, size, width, &line)
	// The middle of the x-height stands a little above the middle of the line.
	baseline := int(math.Round(float64(dst.Rect.Dy())/2 + float64(size)*0.36))
	origin := image.Pt(int(math.Round(float64(over+l.indent(width-line.Right)))), baseline)
	for i := range line.Runs {
		r := &line.Runs[i]
		l.painter.InkRun(dst, r, line.Size, origin, premultiply(c.colorAt(r.Span.Start)))
	}
}

// indent is where the text begins, room being what it leaves.
func (l *Label) indent(room float32) float32 {
	switch {
	case room <= 0 || l.Align == fyne.TextAlignLeading:
		return 0
	case l.Align == fyne.TextAlignCenter:
		return room / 2
	}
	return room
}

func (c *composed) colorAt(o text.Offset) color.Color {
	for i, p := range c.parts {
		if int(o) < p.End || i+1 == len(c.parts) {
			return c.colors[i]
		}
	}
	return color.Black
}

func premultiply(c color.Color) color.RGBA {
	r, g, b, a := c.RGBA()
	return color.RGBA{uint8(r >> 8), uint8(g >> 8), uint8(b >> 8), uint8(a >> 8)}
}
