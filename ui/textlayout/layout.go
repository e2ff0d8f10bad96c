package textlayout

import (
	"strings"

	"parley/annotate/text"
)

// Frame is the room for a text. All lengths are device pixels.
type Frame struct {
	Width      int     // of the text column
	Size       float32 // of the letters: pixels to the em
	LineHeight int     // of each line
	Gap        int     // between paragraphs
}

// eager is how long a text, in bytes, [Prepared.Wrap] breaks at once as far as it is
// shaped. Of a longer one what is looked at is broken, and the rest estimated from its
// exact width, until it is asked for: so a resize never waits.
const eager = 2 << 20

// Layout is a text broken into lines for a frame. It belongs to one goroutine. Lines
// are counted from 0; each source line is at least one, blank ones too: a run of blank
// lines takes the room of one gap, all of it at its first line.
type Layout struct {
	p       *Prepared
	frame   Frame
	limit   unit
	hyphen  unit
	paras   []placed
	starts  []lineStart
	sums    tallies
	version int
	cursor  int // of Refine
	line    Line
}

// placed is a paragraph in the layout.
type placed struct {
	of    *shaped // what its lines were broken from; nil: an estimate
	first uint32  // in starts
	lines int32
}

// Wrap breaks the text for f. Only what is shaped already is broken now, and only so
// much that a resize never waits; the rest follows when it is asked for.
func (p *Prepared) Wrap(f Frame) *Layout {
	f.Width, f.Size, f.LineHeight = max(1, f.Width), max(1, f.Size), max(1, f.LineHeight)
	l := &Layout{p: p, frame: f, limit: unit(min(float64(f.Width)*refUnits/float64(f.Size), 1<<30))}
	p.fonts.mu.Lock()
	l.hyphen = p.fonts.shape.hyphen(p.opt.Style).width
	p.fonts.mu.Unlock()
	l.paras = make([]placed, p.count())
	all := p.text.Len() <= eager
	p.sample()
	perByte := p.perByte()
	if all {
		l.starts = make([]lineStart, 0, l.expected())
	}
	for i := range l.paras {
		s := p.shapes[i].Load()
		switch {
		case p.paras[i].is(blankRun):
			l.paras[i].lines = p.blankLines(i)
		case s != nil && all:
			l.breakLines(i, s)
		case s != nil:
			l.paras[i].lines = l.guess(float64(s.width))
		default:
			l.paras[i].lines = l.guess(float64(p.span(i).Len()) * perByte)
		}
	}
	l.sums = newTallies(len(l.paras), l.tally)
	return l
}

// expected is about how many lines what is shaped will take, so that they are not moved
// again and again while they are made. No line takes less than a byte.
func (l *Layout) expected() int {
	full := float64(l.p.wide.Load()) / float64(l.limit) * 1.06
	return l.p.count() + int(min(full, float64(l.p.bytes.Load())))
}

// blankLines counts the source lines of a blank run.
func (p *Prepared) blankLines(i int) int32 {
	s := p.text.Slice(p.span(i))
	if s == "\n" && p.span(i).End < p.text.Len() {
		return 1 // as nearly all are
	}
	n := int32(strings.Count(s, "\n"))
	if strings.ContainsAny(s, "\r\u0085\u2029") {
		n = 0
		for at := 0; at < len(s); n++ {
			at = lineEnd(s, at)
		}
		if !endsLine(s) {
			n--
		}
	}
	if p.span(i).End == p.text.Len() {
		n++
	}
	return n
}

// guess is how many lines so much text will take: a little more than fits exactly.
func (l *Layout) guess(width float64) int32 {
	return int32(width*1.03/float64(l.limit)) + 1
}

func (l *Layout) breakLines(i int, s *shaped) {
	first := len(l.starts)
	l.starts = wrapInto(l.starts, s, l.limit, l.hyphen)
	l.paras[i] = placed{s, uint32(first), int32(len(l.starts) - first)}
}

// tally is what paragraph i adds.
func (l *Layout) tally(i int) tally {
	n := l.paras[i].lines
	if l.p.paras[i].is(blankRun) {
		return tally{n, int32(l.frame.Gap)}
	}
	return tally{n, n*int32(l.frame.LineHeight) + int32(l.gapBefore(i))}
}

// gapBefore is the room above paragraph i that no blank line takes.
func (l *Layout) gapBefore(i int) int {
	p := l.p.paras[i]
	if l.p.spaced || i == 0 || p.is(follows|blankRun) || l.p.paras[i-1].is(blankRun) {
		return 0
	}
	return l.frame.Gap
}

// settle makes the lines of paragraph i exact.
func (l *Layout) settle(i int) {
	if l.p.paras[i].is(blankRun) {
		return
	}
	s := l.p.shape(i)
	if l.paras[i].of == s {
		return
	}
	old := l.tally(i)
	l.breakLines(i, s)
	now := l.tally(i)
	if old != now {
		l.sums.add(i, tally{now.lines - old.lines, now.pixels - old.pixels})
		l.version++
	}
}

// Refine breaks paragraphs that are shaped but still estimated, about n words of them.
// It reports whether all lines are exact now.
func (l *Layout) Refine(n int) bool {
	exact := true
	for range l.paras {
		i := l.cursor
		l.cursor = (l.cursor + 1) % len(l.paras)
		if l.p.paras[i].is(blankRun) {
			continue
		}
		s := l.p.shapes[i].Load()
		if s == nil {
			exact = false
		} else if s != l.paras[i].of {
			if n <= 0 {
				l.cursor = i
				return false
			}
			n -= len(s.pieces) + 1
			l.settle(i)
		}
	}
	return exact
}

// Version changes whenever the number of lines or a height below some paragraph has
// changed: line numbers and tops from before are then to be asked for again.
func (l *Layout) Version() int { return l.version }

// Frame is what the layout was made for.
func (l *Layout) Frame() Frame { return l.frame }

// Prepared is the text that is laid out.
func (l *Layout) Prepared() *Prepared { return l.p }

// Lines is how many lines there are, as far as is known: at least 1.
func (l *Layout) Lines() int { return int(l.sums.before(len(l.paras)).lines) }

// Height is that of the whole text in device pixels, as far as is known.
func (l *Layout) Height() int { return int(l.sums.before(len(l.paras)).pixels) }

// LineAt is the line at height y; above the text the first, below it the last. A line
// without height is never found.
func (l *Layout) LineAt(y int) int {
	y = max(0, min(y, l.Height()-1))
	for {
		i, sum := l.sums.find(int32(y), pixelsOf)
		if i >= len(l.paras) { // what was there became shorter
			return max(0, l.Lines()-1)
		}
		before := l.version
		l.settle(i)
		if l.version != before {
			continue
		}
		if l.p.paras[i].is(blankRun) {
			return int(sum.lines)
		}
		k := (y - int(sum.pixels) - l.gapBefore(i)) / l.frame.LineHeight
		return int(sum.lines) + max(0, min(k, int(l.paras[i].lines)-1))
	}
}

// locate finds the paragraph of line n, its own first line, and where it begins.
func (l *Layout) locate(n int) (i int, sum tally) {
	for {
		n = max(0, min(n, l.Lines()-1))
		i, sum = l.sums.find(int32(n), linesOf)
		before := l.version
		l.settle(i)
		if l.version == before {
			return i, sum
		}
	}
}

// LineOf is the line that holds the character at o. The offset where a line was broken
// belongs to the next line, the end of the text to the last.
func (l *Layout) LineOf(o text.Offset) int {
	i := l.p.find(o)
	l.settle(i)
	first := int(l.sums.before(i).lines)
	if l.p.paras[i].is(blankRun) {
		span := l.p.span(i)
		return first + min(int(l.paras[i].lines)-1, l.p.lineInRun(span, o))
	}
	k := int(l.paras[i].lines) - 1
	off := uint32(max(0, int(o)-int(l.p.paras[i].start)))
	for lo := 0; lo < k; {
		mid := (lo + k + 1) / 2
		if l.starts[int(l.paras[i].first)+mid].off <= off {
			lo = mid
		} else {
			k = mid - 1
		}
	}
	return first + k
}

// lineInRun counts the source lines of a blank run before o.
func (p *Prepared) lineInRun(run text.Span, o text.Offset) int {
	s := p.text.Slice(run)
	n := 0
	for at := 0; at < len(s); n++ {
		end := lineEnd(s, at)
		if int(o-run.Start) < end || !endsLine(s[:end]) {
			return n
		}
		at = end
	}
	return n
}

// Top is the upper edge of line n in device pixels from that of the text.
func (l *Layout) Top(n int) int {
	i, sum := l.locate(n)
	return l.top(i, n-int(sum.lines), sum)
}

func (l *Layout) top(i, k int, sum tally) int {
	y := int(sum.pixels)
	if l.p.paras[i].is(blankRun) {
		if k > 0 {
			y += l.frame.Gap
		}
		return y
	}
	return y + l.gapBefore(i) + k*l.frame.LineHeight
}
