package docview

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"parley/annotate/text"
	"parley/ui/textlayout"
	"parley/ui/textpaint"
)

// page is the text as it is laid out, and what of it is on screen. Lengths are device pixels.
type page struct {
	prepared *textlayout.Prepared
	pad      float32            // before the text, Fyne's pixels
	padLines float32            // as much of it as the numbers of paragraphs need
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
	starting timer // to prepare ahead
	refining timer
}

// anchor is what keeps its place when lengths change: the line of offset stands dy of
// Fyne's pixels below the view's upper edge.
type anchor struct {
	offset text.Offset
	dy     float32
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
	p.starting.stop()
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
	p.layout, p.padLines = nil, padOf(strings.Count(v.text.String(), "\n")+1)
	p.pad = v.padNow()
	v.fit()
	v.update()
	v.ahead()
}

// firstPage is how long the first page has the machine for itself.
const firstPage = 25 * time.Millisecond

// ahead shapes what nobody has looked at yet on another goroutine, from the place on, once
// the first page is painted.
func (v *View) ahead() {
	p := &v.page
	if v.clock == nil || p.cancel != nil || v.text.Len() < smallText {
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	prepared, from := p.prepared, p.anchor.offset
	p.cancel = cancel
	p.starting.set(v.clock, firstPage, func() {
		v.clock.Go(func() { prepared.ShapeAll(ctx, from) }, func() {})
	})
	v.refineLater()
}

// Estimates of heights are replaced by what is known so many words at a time, so often:
// about a millisecond in every frame.
const (
	refineWords = 20_000
	refineTime  = 12 * time.Millisecond
)

// refineLater replaces estimates of heights by what has been prepared meanwhile, bit by bit.
func (v *View) refineLater() {
	v.page.refining.set(v.clock, refineTime, func() {
		if v.page.layout == nil || !v.page.layout.Refine(refineWords) {
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
	p.columns = columnsOf(size.Width, size.Height, p.scale, v.options.Size, p.pad, before.mirrored)
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
		p.columns = columnsOf(size.Width, size.Height, p.scale, v.options.Size, p.pad, v.readsFromRight())
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
