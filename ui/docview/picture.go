package docview

import (
	"image"
	"math"
	"time"

	"parley/ui/textlayout"
	"parley/ui/textpaint"
)

// painter is what pictures of lines are made with; all of it is used again for the next.
type painter struct {
	scale   float32 // device pixels to one of Fyne's, as the driver last asked for; 0: not yet
	image   *image.RGBA
	line    textlayout.Line
	marks   []Mark
	around  []Mark
	fresh   []Mark
	orders  []textpaint.Mark
	owner   []uint8 // by pixel of the picture: whose ground it has; see grounds
	extents []textlayout.Extent
	glyphs  glyphs
	quill   quill // of curves
	letters letters
}

func (p *painter) forget() { p.letters.forget() }

// picture paints a row, w × h device pixels; the answer is good until the next picture.
func (v *View) picture(r *row, w, h int) image.Image {
	start := time.Now()
	r.stale = false
	s := v.surface(w, h)
	s.fill(0, 0, w, h, v.colours.paper)
	if v.scaled(float32(w) / r.raster.Size().Width) {
		v.paintLine(s, &r.line)
	}
	v.frame.Paint += time.Since(start)
	v.frame.Painted++
	return s.RGBA
}

// surface is a picture to paint on; it is the same one again and again. In a window that
// is smaller than what is around the view, less than nothing may be asked for: it is empty.
func (v *View) surface(w, h int) surface {
	p := &v.paint
	w, h = max(0, w), max(0, h)
	if p.image == nil || cap(p.image.Pix) < 4*w*h {
		p.image = image.NewRGBA(image.Rect(0, 0, w, h))
	}
	p.image.Pix, p.image.Stride, p.image.Rect = p.image.Pix[:4*w*h], 4*w, image.Rect(0, 0, w, h)
	return surface{p.image, v.page.metrics.Unit}
}

// scaled tells whether a picture is asked for at the scale that the lines were laid out
// for. If not, the driver's scale is another than its canvas says, or has changed: all
// is laid out anew for the next frame.
func (v *View) scaled(have float32) bool {
	if math.Abs(float64(have-v.page.scale)) < 0.02 {
		return true
	}
	v.paint.scale = have
	if v.clock != nil {
		v.clock.After(0, v.repaint)
	}
	return false
}
