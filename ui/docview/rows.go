package docview

import (
	"image"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"parley/annotate/text"
	"parley/ui/textlayout"
)

// row is a line on screen and its picture.
type row struct {
	raster *canvas.Raster
	line   textlayout.Line
	kept   bool // still on screen, while rows are brought up to date
	stale  bool // the picture is older than what it is to show; the driver has been told
	tags   []ID // its labels, where somebody asked; nil: nobody did since it was painted
}

func (v *View) dropRows() {
	p := &v.page
	p.spare = append(p.spare, p.rows...)
	p.rows = p.rows[:0]
	clear(p.shown)
}

// update brings the rows on screen up to date. What is on screen already only moves.
func (v *View) update() {
	p := &v.page
	if p.layout == nil {
		return
	}
	start := time.Now()
	v.settle()
	if g := v.fonts().Generation(); g != p.faces {
		p.faces = g
		v.dropRows()
		v.paint.forget()
	}
	v.collect()
	if v.numbers.on {
		v.number()
	}
	v.place()
	v.frame.Update += time.Since(start)
	v.setDirty()
}

// settle makes the lines on screen exact and keeps the anchor where it is.
func (v *View) settle() {
	p := &v.page
	for range 16 {
		if p.version != p.layout.Version() {
			v.renumber()
			p.version = p.layout.Version()
			p.scroll = v.bounded(v.anchored())
		}
		y := v.paperY(0)
		p.layout.LineAt(y)
		p.layout.LineAt(y + p.columns.height)
		if p.version == p.layout.Version() {
			return
		}
	}
}

// renumber gives the rows the numbers that their lines have now.
func (v *View) renumber() {
	p := &v.page
	clear(p.shown)
	for _, r := range p.rows {
		r.line.Index = p.layout.LineOf(r.line.Span.Start)
		p.shown[r.line.Index] = r
	}
}

// collect finds the lines on screen: rows that are there are kept, others made.
func (v *View) collect() {
	p := &v.page
	for _, r := range p.rows {
		r.kept = false
	}
	rows := make([]*row, 0, len(p.rows)+1)
	y, end := v.paperY(0), min(v.paperY(p.columns.height), p.layout.Height())
	for y = max(0, y); y < end; {
		r, next := v.rowAt(y)
		if r != nil {
			r.kept = true
			rows = append(rows, r)
		}
		y = max(y+1, next)
	}
	v.keep(rows)
}

// rowAt is the row of the line at height y, nil for a blank line, and where the next line begins.
func (v *View) rowAt(y int) (r *row, next int) {
	p, line := &v.page, &v.paint.line
	i := p.layout.LineAt(y)
	if r = p.shown[i]; r != nil {
		r.line.Top = p.layout.Top(i)
		return r, r.line.Top + r.line.Height
	}
	p.layout.Line(i, line)
	next = line.Top + line.Height
	if !line.Blank {
		r = v.obtain()
		r.line, *line = *line, r.line
	}
	return r, next
}

// keep makes rows those on screen and lays the others by.
func (v *View) keep(rows []*row) {
	p := &v.page
	for _, r := range p.rows {
		if !r.kept {
			p.spare = append(p.spare, r)
		}
	}
	p.rows = rows
	clear(p.shown)
	for _, r := range rows {
		p.shown[r.line.Index] = r
	}
}

// obtain gives a row whose picture is to be painted.
func (v *View) obtain() *row {
	p := &v.page
	if n := len(p.spare); n > 0 {
		r := p.spare[n-1]
		p.spare = p.spare[:n-1]
		v.paintRow(r)
		return r
	}
	r := &row{stale: true}
	r.raster = canvas.NewRaster(func(w, h int) image.Image { return v.picture(r, w, h) })
	r.raster.ScaleMode = canvas.ImageScalePixels
	return r
}

// paintRow has one row painted anew.
func (v *View) paintRow(r *row) {
	r.stale, r.tags = true, nil
	r.raster.Refresh()
}

// place puts all objects where they belong.
func (v *View) place() {
	p := &v.page
	k := p.scale
	size := fyne.NewSize(float32(p.columns.painted)/k, float32(p.metrics.LineHeight)/k)
	p.objects = append(v.placeProbe(p.objects[:0]), v.ruler.ground)
	v.ruler.ground.Resize(v.Size())
	for _, r := range p.rows {
		r.raster.Resize(size)
		r.raster.Move(fyne.NewPos(float32(p.columns.paint)/k, float32(v.viewY(r.line.Top))/k))
		p.objects = append(p.objects, r.raster)
	}
	v.curves.refresh()
	v.placeCaret()
	p.objects = append(p.objects, v.curves.raster, v.focus.caret, v.focus.flag)
	p.objects = v.ruler.place(p.objects)
}

// paperY is the height on the paper, from the text's upper edge, of y in the view.
func (v *View) paperY(y int) int { return y + int(v.page.scroll) - v.px(topPad) }

// viewY is the height in the view of y on the paper.
func (v *View) viewY(y int) int { return y - int(v.page.scroll) + v.px(topPad) }

// repaintSpan paints the lines on screen anew that share a byte with s or, when s is
// empty, hold it.
func (v *View) repaintSpan(s text.Span) {
	for _, r := range v.page.rows {
		if r.line.Span.Overlaps(s) || s.Empty() && r.line.Span.Contains(s.Start) {
			v.paintRow(r)
		}
	}
}
