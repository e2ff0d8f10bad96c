package control

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"golang.org/x/image/vector"

	"parley/ui/theme"
)

type colorNRGBA = color.NRGBA

// pen fills shapes into a picture. Lengths are Fyne's pixels; it knows the scale.
type pen struct {
	img    *image.RGBA
	raster *vector.Rasterizer
	scale  float32
}

type point struct{ x, y float32 }

// newDrawn is a raster that draw paints each time its size or its colours change.
func newDrawn(draw func(p *pen, w, h float32)) *canvas.Raster {
	r := canvas.NewRaster(nil)
	r.Generator = func(w, h int) image.Image {
		img := image.NewRGBA(image.Rect(0, 0, w, h))
		size := r.Size()
		if size.Width <= 0 || size.Height <= 0 || w == 0 || h == 0 {
			return img
		}
		p := &pen{img: img, raster: vector.NewRasterizer(w, h), scale: float32(w) / size.Width}
		draw(p, size.Width, size.Height)
		return img
	}
	return r
}

// fill paints what begin … end has outlined.
func (p *pen) fill(c color.Color) {
	p.raster.Draw(p.img, p.img.Bounds(), image.NewUniform(c), image.Point{})
	p.raster.Reset(p.img.Bounds().Dx(), p.img.Bounds().Dy())
}

// polygon adds a closed shape.
func (p *pen) polygon(pts ...point) {
	for i, q := range pts {
		if i == 0 {
			p.raster.MoveTo(q.x*p.scale, q.y*p.scale)
			continue
		}
		p.raster.LineTo(q.x*p.scale, q.y*p.scale)
	}
	p.raster.ClosePath()
}

func (p *pen) rect(x, y, w, h float32) {
	p.polygon(point{x, y}, point{x + w, y}, point{x + w, y + h}, point{x, y + h})
}

// arc adds the piece of a circle between two angles in turns, 0 at three o'clock,
// clockwise, closed by its chord.
func (p *pen) arc(c point, r, from, to float32) { p.polygon(onCircle(c, r, from, to)...) }

func (p *pen) disc(c point, r float32) { p.arc(c, r, 0, 1) }

// ring adds a circle's line of width w, whose outer edge is r from c.
func (p *pen) ring(c point, r, w float32) {
	p.arc(c, r, 0, 1)
	p.arc(c, r-w, 1, 0)
}

// line adds a stroke of width w with round ends.
func (p *pen) line(w float32, pts ...point) {
	for i := 1; i < len(pts); i++ {
		p.segment(w, pts[i-1], pts[i])
	}
	for _, q := range pts {
		p.disc(q, w/2)
	}
}

func (p *pen) segment(w float32, a, b point) {
	dx, dy := b.x-a.x, b.y-a.y
	n := float32(math.Hypot(float64(dx), float64(dy)))
	if n == 0 {
		return
	}
	ux, uy := -dy/n*w/2, dx/n*w/2
	p.polygon(point{a.x - ux, a.y - uy}, point{b.x - ux, b.y - uy}, point{b.x + ux, b.y + uy}, point{a.x + ux, a.y + uy})
}

func onCircle(c point, r, from, to float32) []point {
	steps := max(6, int(math.Abs(float64(to-from))*48))
	pts := make([]point, steps+1)
	for i := range pts {
		a := float64(from+(to-from)*float32(i)/float32(steps)) * 2 * math.Pi
		pts[i] = point{c.x + r*float32(math.Cos(a)), c.y + r*float32(math.Sin(a))}
	}
	return pts
}

// dashes adds the line of a rounded frame just inside w × h, broken into dashes.
func (p *pen) dashes(w, h, radius, width, on, off float32) {
	in, r := width/2, radius-width/2
	var path []point
	for i, c := range [4]point{{w - in - r, in + r}, {w - in - r, h - in - r}, {in + r, h - in - r}, {in + r, in + r}} {
		from := float32(i)/4 - 0.25
		path = append(path, onCircle(c, r, from, from+0.25)...)
	}
	p.dash(append(path, path[0]), width, on, off)
}

func (p *pen) dash(path []point, width, on, off float32) {
	length := float32(0)
	for i := 1; i < len(path); i++ {
		length += distance(path[i-1], path[i])
	}
	period := length / max(1, float32(math.Round(float64(length/(on+off))))) // a whole number of dashes
	on *= period / (on + off)
	at := float32(0)
	for i := 1; i < len(path); i++ {
		a, b := path[i-1], path[i]
		n := distance(a, b)
		for from := float32(0); from < n; {
			phase := float32(math.Mod(float64(at+from), float64(period)))
			step := min(n-from, period-phase)
			if phase < on {
				step = min(step, on-phase)
				p.segment(width, between(a, b, from/n), between(a, b, (from+step)/n))
			}
			from += max(step, 0.01)
		}
		at += n
	}
}

func distance(a, b point) float32 { return float32(math.Hypot(float64(b.x-a.x), float64(b.y-a.y))) }

func between(a, b point, t float32) point {
	return point{a.x + (b.x-a.x)*t, a.y + (b.y-a.y)*t}
}

// ink is a theme colour for a pen.
func ink(name fyne.ThemeColorName) color.Color { return theme.Color(name) }
