package docview

import (
	"cmp"
	"image"
	"image/color"
	"math"
	"slices"
	"sort"
	"strconv"
	"strings"

	"parley/annotate/index"
	"parley/annotate/text"
	"parley/ui/textlayout"
	"parley/ui/textpaint"
	"parley/ui/theme"
)

// paintLine paints the marks, the letters and the margin of a line.
func (v *View) paintLine(s surface, ln *textlayout.Line) {
	marks := v.marksIn(ln.Span, v.paint.marks[:0])
	v.paint.marks = marks
	v.seat(ln.Span, marks)
	// The longest first, so that the innermost is on top; of equals the lower slot last.
	slices.SortStableFunc(marks, func(a, b Mark) int {
		return cmp.Or(cmp.Compare(b.Hull().Len(), a.Hull().Len()), cmp.Compare(b.Style.Slot, a.Style.Slot))
	})
	p := &linePainting{View: v, surface: s, line: ln, x: v.page.columns.text - v.page.columns.paint, orders: v.paint.orders[:0]}
	p.grounds(marks)
	p.selected()
	p.found()
	unseated := 0
	for i := range marks {
		unseated += p.underline(&marks[i])
		p.surround(&marks[i])
	}
	p.sentence()
	v.paint.orders = p.orders
	v.paint.letters.painter.DrawLine(s.RGBA, ln, v.page.metrics, image.Pt(p.x, 0), v.colours.text, p.orders)
	p.current()
	if unseated > 0 {
		p.more(unseated, marks)
	}
	p.number()
	p.speaker()
	p.labels(marks)
	if v.numbers.on {
		p.numbered(marks)
	}
}

// linePainting is one line being painted.
type linePainting struct {
	*View
	surface
	line   *textlayout.Line
	x      int // left edge of the text column in the picture
	orders []textpaint.Mark
}

func (p *linePainting) order(m textpaint.Mark) { p.orders = append(p.orders, m) }

// extents are where s stands on the line, from the left of the text column; the answer
// is good until the next.
func (p *linePainting) extents(s text.Span) []textlayout.Extent {
	ext := p.line.Extents(s, p.paint.extents[:0])
	p.paint.extents = ext[:0]
	return ext
}

// grounds orders the tints. Each pixel column remembers who is on top, so that a pile
// of marks costs one fill for each stretch that can be seen.
func (p *linePainting) grounds(marks []Mark) {
	w := p.page.columns.measure + 2*p.px(padWidth)
	owner := slices.Grow(p.paint.owner[:0], w)[:w]
	p.paint.owner = owner
	clear(owner)
	for i := range marks {
		m := &marks[i]
		if m.Style.Dimmed || m.Style.Suggested {
			continue
		}
		code := uint8(1 + p.colours.index(m.Style.Slot))
		if m.ID == p.marking.active {
			code |= strongGround
		}
		for _, f := range p.here(m) {
			for _, e := range p.extents(f) {
				from, to := max(0, int(round(e.X0))), min(w, int(round(e.X1)))
				for x := from; x < to; x++ {
					owner[x] = code
				}
			}
		}
	}
	for x := 0; x < w; {
		start, code := x, owner[x]
		for x < w && owner[x] == code {
			x++
		}
		if code != 0 {
			p.order(textpaint.Mark{X0: float32(start), X1: float32(x), Color: p.groundOf(code)})
		}
	}
}

// strongGround is set in the code of a pixel column that the active mark owns.
const strongGround = 0x80

func (p *linePainting) groundOf(code uint8) color.RGBA {
	s := &p.colours.slots[code&^strongGround-1]
	if code&strongGround != 0 {
		return s.strong
	}
	return s.tint
}

// here are the fragments of m that touch the line.
func (p *linePainting) here(m *Mark) []text.Span {
	lo, hi := p.touching(m)
	return m.Fragments[lo:hi]
}

func (p *linePainting) touching(m *Mark) (lo, hi int) {
	lo = sort.Search(len(m.Fragments), func(i int) bool { return m.Fragments[i].End > p.line.Span.Start })
	for hi = lo; hi < len(m.Fragments) && m.Fragments[hi].Start < p.line.Span.End; {
		hi++
	}
	return lo, hi
}

func (p *linePainting) selected() {
	for _, sel := range p.View.Selections() {
		for _, e := range p.extents(sel) {
			p.order(textpaint.Mark{X0: e.X0, X1: e.X1, Color: p.colours.selection})
		}
	}
}

// found orders the ground of what a search found.
func (p *linePainting) found() {
	u := float32(p.unit)
	for _, h := range p.hits.in(p.line.Span) {
		ground := p.colours.hit
		if h == p.hits.now {
			ground = p.colours.hitNow
		}
		for _, e := range p.extents(h) {
			p.order(textpaint.Mark{X0: e.X0 - u, X1: e.X1 + u, Color: ground})
		}
	}
}

// current paints the frame of the hit one stands on.
func (p *linePainting) current() {
	if p.hits.now.Empty() {
		return
	}
	for _, e := range p.extents(p.hits.now) {
		p.border(p.x+int(round(e.X0))-2*p.unit, 0, p.x+int(round(e.X1))+2*p.unit, p.page.metrics.Ground, 2*p.unit, p.colours.warn)
	}
}

// sentence paints the bar beside the sentence that the keyboard would mark.
func (p *linePainting) sentence() {
	s := p.focus.sentence
	if s.Empty() || !s.Overlaps(p.line.Span) {
		return
	}
	x := p.x - 9*p.unit
	if p.page.columns.mirrored {
		x = p.x + p.page.columns.measure + 4*p.unit
	}
	y0, y1 := 0, p.page.metrics.LineHeight
	if s.Start >= p.line.Span.Start {
		y0 = p.unit
	}
	if s.End <= p.line.Span.End {
		y1 -= 9 * p.unit
	}
	p.fill(x, y0, x+3*p.unit, y1, p.colours.accent)
}

// dimmed is the share at which a mark is drawn that a filter leaves out.
const dimmed = 0.35

// underline orders the lane of a mark, with ticks at its ends and dots between its
// fragments. It gives 1 for a mark that has no lane.
func (p *linePainting) underline(m *Mark) (unseated int) {
	lo, hi := p.touching(m)
	seat := p.marking.lanes.lane(m.ID)
	if seat == index.Beyond {
		return min(1, hi-lo)
	}
	sl := p.colours.slot(m.Style.Slot)
	lane := textpaint.Mark{Kind: textpaint.Lane, Lane: uint8(seat), Texture: texture(sl.texture), Color: sl.mark}
	switch {
	case m.Style.Suggested:
		lane.Texture = textpaint.Sparse
	case m.Style.Dimmed:
		lane.Color = textpaint.Dim(sl.mark, dimmed)
	}
	for _, f := range m.Fragments[lo:hi] {
		for _, e := range p.extents(f) {
			lane.X0, lane.X1 = e.X0, e.X1
			p.order(lane)
		}
		if !m.Style.Suggested {
			p.ticks(f, lane)
		}
	}
	lane.Texture = textpaint.Between
	for i := max(1, lo); i <= min(hi, len(m.Fragments)-1); i++ {
		for _, e := range p.extents(text.Span{Start: m.Fragments[i-1].End, End: m.Fragments[i].Start}) {
			lane.X0, lane.X1 = e.X0, e.X1
			p.order(lane)
		}
	}
	return 0
}

func texture(t theme.Texture) textpaint.Texture {
	return [...]textpaint.Texture{theme.Solid: textpaint.Solid, theme.Dash: textpaint.Dash, theme.Dots: textpaint.Dots}[t]
}

// ticks orders the ends of a fragment that are on this line: at the outer side of its
// first and of its last character, whichever way those are read.
func (p *linePainting) ticks(f text.Span, lane textpaint.Mark) {
	width := float32(p.page.metrics.Stroke)
	lane.Texture, lane.Left = textpaint.Solid, textpaint.Tick
	put := func(x float32, inward bool) {
		if x = round(x); !inward {
			x -= width
		}
		lane.X0, lane.X1 = x, x+width
		p.order(lane)
	}
	if start, _ := p.ends(f); start {
		start := max(f.Start, p.line.Span.Start)
		put(p.line.CaretX(start, false), !p.fromRight(start))
	}
	if _, end := p.ends(f); end {
		end := min(f.End, p.line.Text.End)
		put(p.line.CaretX(end, true), p.fromRight(end-1))
	}
}

// ends tells whether f really begins and really ends on the line: there, or beyond it
// with nothing but blanks between.
func (p *linePainting) ends(f text.Span) (start, end bool) {
	ln := p.line
	start = f.Start >= ln.Span.Start && f.Start < ln.Text.End || f.Start < ln.Span.Start && p.blank(f.Start, ln.Span.Start)
	end = f.End <= ln.Span.End && f.End > ln.Text.Start || f.End > ln.Span.End && p.blank(ln.Span.End, f.End)
	return start, end
}

// maxBlank is how many blanks are looked over to see where a mark really ends.
const maxBlank = 64

func (p *linePainting) blank(from, to text.Offset) bool {
	return to-from <= maxBlank && strings.TrimSpace(p.text.Slice(text.Span{Start: from, End: to})) == ""
}

// fromRight tells whether the character that holds the byte at o is read from right to left.
func (p *linePainting) fromRight(o text.Offset) bool {
	for i := range p.line.Runs {
		if r := &p.line.Runs[i]; r.Span.Contains(o) {
			return r.Level&1 == 1
		}
	}
	return p.line.RightToLeft
}

// surround orders what goes around a mark: the active one's outline, the pointer's, and
// the frame of a suggestion. It is open where the line breaks.
func (p *linePainting) surround(m *Mark) {
	active, hovered := m.ID == p.marking.active, m.ID == p.marking.hovered
	if !active && !hovered && !m.Style.Suggested {
		return
	}
	o := textpaint.Mark{Kind: textpaint.Outline, Color: p.colours.slot(m.Style.Slot).mark}
	o.Thin = hovered && !active
	o.Dashed = m.Style.Suggested && !active && !hovered
	for _, f := range p.here(m) {
		start, end := p.ends(f)
		openLeft, openRight := !start, !end
		if p.line.RightToLeft {
			openLeft, openRight = openRight, openLeft
		}
		ext := p.extents(f)
		for i, e := range ext {
			o.X0, o.X1, o.Left, o.Right = e.X0, e.X1, textpaint.Tick, textpaint.Tick
			if openLeft && i == 0 {
				o.Left = textpaint.Open
			}
			if openRight && i == len(ext)-1 {
				o.Right = textpaint.Open
			}
			p.order(o)
			if active && m.ID == p.marking.jumped {
				p.jump(o)
			}
		}
	}
}

// jump makes an outline a pixel thicker, outwards.
func (p *linePainting) jump(o textpaint.Mark) {
	x0, x1, u, low := p.x+int(round(o.X0)), p.x+int(round(o.X1)), p.unit, p.page.metrics.Outline
	if o.Left == textpaint.Tick {
		x0 -= 2 * u
		p.fill(x0-u, 2*u, x0, low-2*u, o.Color)
	}
	if o.Right == textpaint.Tick {
		x1 += 2 * u
		p.fill(x1, 2*u, x1+u, low-2*u, o.Color)
	}
	p.fill(x0+2*u, low, x1-2*u, low+u, o.Color)
}

// more says how many marks of the line have no lane, behind the last mark.
func (p *linePainting) more(n int, marks []Mark) {
	left, right := math.MaxInt, math.MinInt
	for i := range marks {
		for _, f := range p.here(&marks[i]) {
			for _, e := range p.extents(f) {
				left, right = min(left, p.x+int(round(e.X0))), max(right, p.x+int(round(e.X1)))
			}
		}
	}
	if right < left {
		return
	}
	word := p.word("+"+strconv.Itoa(n), noteSize, textlayout.Sans)
	x := right + 6*p.unit
	if p.line.RightToLeft {
		x = left - 6*p.unit - word.width
	}
	p.write(word, x, p.page.metrics.LineHeight-p.unit, p.colours.muted)
}

// number writes the paragraph's number beside its first line.
func (p *linePainting) number() {
	if !p.line.First || p.line.Paragraph == 0 {
		return
	}
	word := p.word(strconv.Itoa(p.line.Paragraph), noteSize, textlayout.Sans)
	x := p.x - p.px(numberGap) - word.width
	if p.page.columns.mirrored {
		x = p.x + p.page.columns.measure + p.px(numberGap)
	}
	p.write(word, x, p.page.metrics.Baseline-p.unit, p.colours.muted)
}
