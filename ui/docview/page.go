package docview

import (
	"context"
	"image"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"parley/annotate/text"
	"parley/ui/textlayout"
	"parley/ui/textpaint"
)

// page is the text as it is laid out, and what of it is on screen. Lengths are device pixels.
type page struct {
	prepared *textlayout.Prepared
	layout   *textlayout.Layout // nil until the view has a size
	columns  columns
	metrics  textpaint.Metrics
	scale    float32 // device pixels to one of Fyne's
	scroll   float64 // of the view's upper edge below that of the paper; whole
	anchor   anchor
	version  int    // of the layout that rows and scroll agree with
	faces    uint32 // generation of the fonts that the pictures show
	rows     []*row // on screen, from top to bottom
	shown    map[int]*row
	spare    []*row
	objects  []fyne.CanvasObject
	cancel   context.CancelFunc
	refining timer
}

// anchor is what keeps its place when lengths change: the line of offset stands dy of
// Fyne's pixels below the view's upper edge.
type anchor struct {
	offset text.Offset
	dy     float32
}

// row is a line on screen and its picture.
type row struct {
	raster *canvas.Raster
	line   textlayout.Line
	kept   bool // still on screen, while rows are brought up to date
	stale  bool // the picture is older than what it is to show; the driver has been told
}

func (p *page) init() {
	p.shown = map[int]*row{}
	p.scale = 1
}

func (p *page) stop() {
	if p.cancel != nil {
		p.cancel()
		p.cancel = nil
	}
	p.refining.stop()
}

// smallText is how many bytes are not worth preparing ahead of their being looked at.
const smallText = 16 << 10

// prepare starts over with the text: the page on screen now, the rest on another goroutine.
func (v *View) prepare() {
	p := &v.page
	p.stop()
	if v.options.Size == 0 {
		v.options.Size = referenceSize
	}
	p.prepared = textlayout.Prepare(v.text, v.fonts(), textlayout.Options{Style: v.options.Style, Direction: v.options.Direction})
	p.layout = nil
	v.fit()
	v.update()
	v.ahead()
}

// ahead shapes what nobody has looked at yet on another goroutine, from the place on.
func (v *View) ahead() {
	p := &v.page
	if v.clock == nil || p.cancel != nil || v.text.Len() < smallText {
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	prepared, from := p.prepared, p.anchor.offset
	p.cancel = cancel
	v.clock.Go(func() { prepared.ShapeAll(ctx, from) }, func() {})
	v.refineLater()
}

// refineLater replaces estimates of heights by what has been prepared meanwhile, bit by bit.
func (v *View) refineLater() {
	v.page.refining.set(v.clock, 40*time.Millisecond, func() {
		if v.page.layout == nil || !v.page.layout.Refine(20_000) {
			v.refineLater()
		}
		if v.page.layout != nil && v.page.version != v.page.layout.Version() {
			v.ruler.repaint()
			v.update()
		}
	})
}

// Lines tells how many lines are on screen, and how many the text has as far as is known.
func (v *View) Lines() (shown, all int) {
	if v.page.layout == nil {
		return 0, 0
	}
	return len(v.page.rows), v.page.layout.Lines()
}

// Progress tells how much of the text is laid out for good, from 0 to 1.
func (v *View) Progress() float64 { return v.page.prepared.Progress() }

// fit makes layout, columns and pictures agree with the view's size, scale and options.
// Below a width of 60, which Fyne gives before the window has its size, nothing happens.
func (v *View) fit() {
	p, size := &v.page, v.Size()
	if size.Width < minMeasure || size.Height < 1 || v.text == nil {
		return
	}
	if v.paint.scale != 0 {
		p.scale = v.paint.scale
	} else if c := v.canvas(); c != nil {
		p.scale = c.Scale()
	}
	p.metrics = textpaint.MetricsFor(v.options.Size, p.scale)
	before := p.columns
	p.columns = columnsOf(size.Width, size.Height, p.scale, v.options.Size, before.mirrored)
	frame := textlayout.Frame{
		Width: p.columns.measure, Size: v.options.Size * p.scale, LineHeight: p.metrics.LineHeight, Gap: v.px(paragraphGap),
	}
	if p.layout == nil || p.layout.Frame() != frame {
		v.wrap(frame)
	} else if before != p.columns {
		v.dropRows()
	}
	p.scroll = v.bounded(p.scroll)
}

// paragraphGap is the room between paragraphs.
const paragraphGap = 12

// px is how many device pixels a length of Fyne's is.
func (v *View) px(f float32) int { return int(round(f * v.page.scale)) }

// wrap breaks the text for a new frame; the anchor stays where it is.
func (v *View) wrap(frame textlayout.Frame) {
	p := &v.page
	fresh := p.layout == nil
	p.layout = p.prepared.Wrap(frame)
	if fresh {
		size := v.Size()
		p.columns = columnsOf(size.Width, size.Height, p.scale, v.options.Size, v.readsFromRight())
	}
	v.dropRows()
	v.ruler.repaint()
	p.version = p.layout.Version()
	p.scroll = v.anchored()
	if !fresh && v.clock != nil && v.text.Len() >= smallText {
		v.refineLater()
	}
}

// readsFromRight tells whether the document is mirrored: as its first line with text.
func (v *View) readsFromRight() bool {
	switch v.options.Direction {
	case textlayout.RightToLeft:
		return true
	case textlayout.LeftToRight:
		return false
	}
	line := &v.paint.line
	for i := range min(v.page.layout.Lines(), 64) {
		if v.page.layout.Line(i, line); !line.Blank {
			return line.RightToLeft
		}
	}
	return false
}

func (v *View) dropRows() {
	p := &v.page
	for _, r := range p.rows {
		p.spare = append(p.spare, r)
	}
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
	r.stale = true
	r.raster.Refresh()
}

// place puts all objects where they belong.
func (v *View) place() {
	p := &v.page
	k := p.scale
	size := fyne.NewSize(float32(p.columns.painted)/k, float32(p.metrics.LineHeight)/k)
	p.objects = append(p.objects[:0], v.ruler.ground)
	v.ruler.ground.Resize(v.Size())
	for _, r := range p.rows {
		r.raster.Resize(size)
		r.raster.Move(fyne.NewPos(float32(p.columns.paint)/k, float32(v.viewY(r.line.Top))/k))
		p.objects = append(p.objects, r.raster)
	}
	v.placeCaret()
	p.objects = append(p.objects, v.focus.caret)
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
