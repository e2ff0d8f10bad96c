package textlayout

import (
	"parley/annotate/text"
)

// Line is a line as it is seen: runs of glyphs from left to right. Lengths are device
// pixels; x counts from the left edge of the text column.
type Line struct {
	Index       int
	Span        text.Span // what the line holds, with its last blanks and line break
	Text        text.Span // without them: what has ink, or is between ink
	Top, Height int       // Height is 0 in all but the first of a run of blank lines
	Paragraph   int       // its number: paragraphs with text, from 1; 0 before the first
	First, Last bool      // of its source line
	Blank       bool      // a source line without text
	RightToLeft bool      // the base direction
	Left, Right float32   // where Text begins and ends
	Size        float32   // pixels to the em
	Runs        []Run     // from left to right
	levels      []uint8
}

// Run is a stretch of one direction, at most a word with its blanks.
type Run struct {
	Span   text.Span // empty for the hyphen that a broken word shows
	X      float32   // of its left edge
	Width  float32
	Origin float32 // from which its glyphs' X counts
	Level  uint8   // embedding level (UAX #9): odd is right to left

	word     *Word
	from, to uint16 // bytes of the word
}

// Glyphs are the pictures of the run from left to right, each at Origin plus its X
// times the size. They are shared and must not be changed.
func (r *Run) Glyphs() []Glyph { return r.word.part(int(r.from), int(r.to)) }

// Line fills into with line n, counted by now; into keeps its memory between calls.
func (l *Layout) Line(n int, into *Line) {
	i, sum := l.locate(n)
	n = max(0, min(n, l.Lines()-1))
	k := n - int(sum.lines)
	p := l.p.paras[i]
	*into = Line{
		Index: n, Top: l.top(i, k, sum), Height: l.frame.LineHeight, Paragraph: p.number(),
		Size: l.frame.Size, Runs: into.Runs[:0], levels: into.levels[:0],
	}
	if p.is(blankRun) {
		l.blank(i, k, into)
		return
	}
	into.First = k == 0 && !p.is(follows)
	into.Last = k == int(l.paras[i].lines)-1 && !p.is(continued)
	l.fill(i, k, into)
}

// blank fills in line k of a blank run.
func (l *Layout) blank(i, k int, into *Line) {
	into.Blank, into.First, into.Last = true, true, true
	into.Height = 0
	if k == 0 {
		into.Height = l.frame.Gap
	}
	run := l.p.span(i)
	s := l.p.text.Slice(run)
	from := 0
	for range k {
		from = lineEnd(s, from)
	}
	to := lineEnd(s, from)
	into.Span = text.Span{Start: run.Start + text.Offset(from), End: run.Start + text.Offset(to)}
	into.Text = text.Span{Start: into.Span.Start, End: into.Span.Start}
	into.RightToLeft = l.p.blankBase(i) == 1
	if into.RightToLeft {
		into.Left, into.Right = float32(l.frame.Width), float32(l.frame.Width)
	}
}

// blankBase is the base level of a blank run: that of its neighbour, as far as is known.
func (p *Prepared) blankBase(i int) uint8 {
	if p.opt.Direction == RightToLeft {
		return 1
	}
	for _, near := range [...]int{i - 1, i + 1} {
		if near < 0 || near >= p.count() {
			continue
		}
		if s := p.shapes[near].Load(); s != nil {
			return s.base
		}
	}
	return 0
}

// fill fills in line k of paragraph i, which is settled.
func (l *Layout) fill(i, k int, into *Line) {
	at := &l.paras[i]
	lines := l.starts[at.first : int(at.first)+int(at.lines)]
	start := lines[k]
	body := uint32(len(l.p.body(i)))
	end, last := body, len(at.of.pieces)
	into.Span.End = l.p.span(i).End
	base := text.Offset(l.p.paras[i].start)
	if k+1 < len(lines) {
		end, last = lines[k+1].off, int(lines[k+1].piece)+1
		into.Span.End = base + text.Offset(end)
	}
	into.Span.Start = base + text.Offset(start.off)
	into.RightToLeft = at.of.base == 1
	l.place(at.of, start, end, last, base, into)
	if start.hyphen {
		l.hyphenate(into)
	}
	l.order(at.of.base, into)
}

// place puts the runs of [start.off, end) in reading order, with X as if from left to right.
func (l *Layout) place(s *shaped, start lineStart, end uint32, last int, base text.Offset, into *Line) {
	x := unit(0)
	into.Text = text.Span{Start: into.Span.Start, End: into.Span.Start}
	for j := int(start.piece); j < last; j++ {
		p := &s.pieces[j]
		from := max(int(start.off)-int(p.off), 0)
		to := min(int(end)-int(p.off), int(p.word.len))
		if from >= to {
			continue
		}
		if ink := min(to, int(p.word.ink)); ink > from {
			into.Text.End = base + text.Offset(int(p.off)+ink)
		}
		x += l.push(into, p, base, from, to, p.level, x)
	}
	l.hang(s.base, into)
}

// push appends the run of bytes [from, to) of p and gives its width.
func (l *Layout) push(into *Line, p *piece, base text.Offset, from, to int, level uint8, x unit) unit {
	w := p.word
	width := tabAdvance(x)
	if !w.is(tabulator) {
		width = w.advance(to) - w.advance(from)
	}
	into.Runs = append(into.Runs, Run{
		Span:  text.Span{Start: base + text.Offset(int(p.off)+from), End: base + text.Offset(int(p.off)+to)},
		Width: l.pixels(width), Level: level, word: w, from: uint16(from), to: uint16(to),
	})
	return width
}

// hang gives the blanks at the line's end the base level (rule L1 of UAX #9).
func (l *Layout) hang(base uint8, into *Line) {
	for j := len(into.Runs) - 1; j >= 0; j-- {
		r := &into.Runs[j]
		if r.Span.Start >= into.Text.End {
			r.Level = base
			continue
		}
		if cut := int(into.Text.End - r.Span.Start); r.Level != base && r.Span.End > into.Text.End {
			blank := *r
			blank.from, blank.Level, blank.Span.Start = r.from+uint16(cut), base, into.Text.End
			r.to, r.Span.End = blank.from, into.Text.End
			r.Width = l.pixels(r.word.advance(int(r.to)) - r.word.advance(int(r.from)))
			blank.Width -= r.Width
			into.Runs = append(into.Runs, Run{})
			copy(into.Runs[j+2:], into.Runs[j+1:])
			into.Runs[j+1] = blank
		}
		return
	}
}

// hyphenate shows the hyphen of a line that ends in a soft one.
func (l *Layout) hyphenate(into *Line) {
	l.p.fonts.mu.Lock()
	w := l.p.fonts.shape.hyphen(l.p.opt.Style)
	l.p.fonts.mu.Unlock()
	level := uint8(0)
	if n := len(into.Runs); n > 0 {
		level = into.Runs[n-1].Level
	}
	into.Runs = append(into.Runs, Run{
		Span: text.Span{Start: into.Span.End, End: into.Span.End}, Width: l.pixels(w.width), Level: level, word: w, to: w.len,
	})
}

// order brings the runs from reading order into that of the eye, and gives each its X.
func (l *Layout) order(base uint8, into *Line) {
	total, mixed := float32(0), false
	for j := range into.Runs {
		into.levels = append(into.levels, into.Runs[j].Level)
		total += into.Runs[j].Width
		mixed = mixed || into.Runs[j].Level != 0
	}
	if mixed {
		reorder(into.levels, func(i, j int) { into.Runs[i], into.Runs[j] = into.Runs[j], into.Runs[i] })
	}
	x := float32(0)
	if base == 1 {
		x = float32(l.frame.Width) - total
	}
	seen := false
	into.Left, into.Right = x, x
	if base == 1 {
		into.Left, into.Right = float32(l.frame.Width), float32(l.frame.Width)
	}
	for j := range into.Runs {
		r := &into.Runs[j]
		r.X, r.Origin = x, x-l.pixels(r.word.leftOf(int(r.from), int(r.to)))
		x += r.Width
		if r.Span.Start < into.Text.End || r.Span.Empty() {
			from, to := r.inkExtent(into)
			if !seen {
				into.Left, into.Right, seen = from, to, true
			}
			into.Left, into.Right = min(into.Left, from), max(into.Right, to)
		}
	}
}

// leftOf is the left edge of bytes [from, to) of w.
func (w *Word) leftOf(from, to int) unit {
	if w.is(tabulator) {
		return 0
	}
	if w.is(rightToLeft) {
		return w.at(to, true)
	}
	return w.at(from, true)
}

func (l *Layout) pixels(u unit) float32 { return float32(u) * l.frame.Size / refUnits }
