package textpaint

import (
	"image"
	"image/color"
	"math"
)

// box is a frame to stroke: its outer edges, and how.
type box struct {
	x0, y0, x1, y1 int
	thick, radius  int
	left, right    bool // closed there
	on, off        int  // dashes; off 0: none
}

func (m *Metrics) frameOf(k *Mark, ox, oy int) box {
	b := box{
		x0: ox + round(k.X0), x1: ox + round(k.X1), y0: oy, y1: oy + m.Outline,
		thick: m.Stroke, radius: m.Radius, left: k.Left == Tick, right: k.Right == Tick,
	}
	if k.Thin || k.Dashed {
		b.thick = m.Unit
	}
	if k.Dashed {
		b.y1, b.on, b.off = oy+m.Ground, 3*m.Unit, 3*m.Unit
	}
	room := b.thick // outside the glyphs
	if k.Dashed {
		room = m.Stroke
	}
	if b.left {
		b.x0 -= room
	}
	if b.right {
		b.x1 += room
	}
	b.radius = max(0, min(b.radius+b.thick/2, (b.x1-b.x0)/2))
	return b
}

// stroke draws the frame: straight sides, and corners where a side is closed.
func (b *box) stroke(dst *image.RGBA, c color.RGBA) {
	left, right := b.x0, b.x1
	if b.left {
		left += b.radius
	}
	if b.right {
		right -= b.radius
	}
	dashed(dst, left, b.y0, right, b.y0+b.thick, max(1, b.on), b.off, c)
	dashed(dst, left, b.y1-b.thick, right, b.y1, max(1, b.on), b.off, c)
	if b.left {
		b.side(dst, b.x0, b.x0+b.radius, 1, c)
	}
	if b.right {
		b.side(dst, b.x1-b.thick, b.x1-1-b.radius, -1, c)
	}
}

// side draws a closed side whose bar begins at x, and its corners around the column cx.
func (b *box) side(dst *image.RGBA, x, cx, inward int, c color.RGBA) {
	top, bottom := b.y0+b.radius, b.y1-b.radius
	for y := top; y < bottom; y++ {
		if b.off == 0 || (y-top)%(b.on+b.off) < b.on {
			fill(dst, x, y, x+b.thick, y+1, c)
		}
	}
	for dy := range b.radius {
		for dx := range b.radius {
			cover := b.cover(dx, dy)
			px := cx - inward*(dx+1)
			dot(dst, px, top-1-dy, c, cover)
			dot(dst, px, bottom+dy, c, cover)
		}
	}
}

// cover is how much of the pixel dx, dy out from the corner's centre the ring covers.
func (b *box) cover(dx, dy int) uint32 {
	d := math.Hypot(float64(dx)+0.5, float64(dy)+0.5)
	outer := clamp(float64(b.radius) - d + 0.5)
	inner := clamp(float64(b.radius-b.thick) - d + 0.5)
	return uint32(255*(outer-inner) + 0.5)
}

func clamp(x float64) float64 { return max(0, min(1, x)) }
