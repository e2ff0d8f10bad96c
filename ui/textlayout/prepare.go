package textlayout

import (
	"context"
	"sort"
	"strings"
	"sync/atomic"
	"unicode/utf8"

	"parley/annotate/text"
)

// Options say how a text is to be shaped.
type Options struct {
	Style     Style
	Direction Direction // of all paragraphs, or Auto
}

// Prepared is a text divided into paragraphs that are shaped when asked for. It does
// not depend on width or size. It is safe for use by several goroutines.
type Prepared struct {
	text   *text.Text
	fonts  *Fonts
	opt    Options
	paras  []paragraph // and a sentinel
	shapes []atomic.Pointer[shaped]
	spaced bool // blank lines divide the paragraphs
	done   atomic.Int64
	wide   atomic.Int64 // sum of advances of what is shaped
	bytes  atomic.Int64 // and of its bytes
}

// piece is a word at a place.
type piece struct {
	word  *Word
	off   uint32 // bytes from the paragraph's start
	level uint8
}

// shaped is a paragraph's words. Immutable.
type shaped struct {
	pieces     []piece
	width      unit // of all, on one line
	base       uint8
	boxed      bool
	generation uint32 // of the fonts, when it was shaped
}

// Prepare divides txt into paragraphs, which takes a few milliseconds a megabyte, and
// shapes nothing yet. fonts may be shared; txt must not be nil.
func Prepare(txt *text.Text, fonts *Fonts, opt Options) *Prepared {
	p := &Prepared{text: txt, fonts: fonts, opt: opt}
	p.paras, p.spaced = paragraphs(txt.String())
	p.shapes = make([]atomic.Pointer[shaped], p.count())
	return p
}

// Text is the text that was prepared.
func (p *Prepared) Text() *text.Text { return p.text }

// Fonts are the faces that p is shaped with.
func (p *Prepared) Fonts() *Fonts { return p.fonts }

// Options are those that p was prepared with.
func (p *Prepared) Options() Options { return p.opt }

func (p *Prepared) count() int { return len(p.paras) - 1 }

// ShapeAll shapes what nobody has asked for yet, from the paragraph at o to the end and
// then from the start, until done or ctx ends. Run it on a goroutine of its own; what is
// asked for meanwhile is not kept waiting longer than one paragraph takes.
func (p *Prepared) ShapeAll(ctx context.Context, o text.Offset) {
	n, first := p.count(), p.find(o)
	for i := range n {
		if ctx.Err() != nil {
			return
		}
		p.shapeLast((first + i) % n)
	}
}

// shapeLast is shape for those who have time.
func (p *Prepared) shapeLast(i int) {
	if s, good := p.shaped(i); !good {
		p.fonts.mu.lockLast()
		defer p.fonts.mu.Unlock()
		p.make(i, s, true)
	}
}

// Progress tells how much of the text is shaped, from 0 to 1.
func (p *Prepared) Progress() float64 { return float64(p.done.Load()) / float64(max(1, p.count())) }

// find is the paragraph that holds o.
func (p *Prepared) find(o text.Offset) int {
	i := sort.Search(p.count(), func(i int) bool { return int(p.paras[i].start) > int(o) })
	return max(0, i-1)
}

// span is where paragraph i stands, its line break included.
func (p *Prepared) span(i int) text.Span {
	return text.Span{Start: text.Offset(p.paras[i].start), End: text.Offset(p.paras[i+1].start)}
}

// body is the text of paragraph i without its line break.
func (p *Prepared) body(i int) string {
	s := p.text.Slice(p.span(i))
	return s[:len(s)-newlineLen(s)]
}

// shape gives the words of paragraph i, and makes them when there are none yet, or when
// faces have arrived that may have what was missing.
func (p *Prepared) shape(i int) *shaped {
	s, good := p.shaped(i)
	if good {
		return s
	}
	p.fonts.mu.Lock()
	defer p.fonts.mu.Unlock()
	return p.make(i, s, false)
}

// shaped is what is known of paragraph i, and whether that is good.
func (p *Prepared) shaped(i int) (s *shaped, good bool) {
	s = p.shapes[i].Load()
	return s, s != nil && !(s.boxed && s.generation != p.fonts.Generation())
}

// make shapes paragraph i unless that has happened since it was s; patient: whoever wants
// the fonts meanwhile goes first. Fonts.mu is held.
func (p *Prepared) make(i int, s *shaped, patient bool) *shaped {
	direction := p.direction(i)
	if now := p.shapes[i].Load(); now != s {
		return now
	}
	next := p.fonts.shape.paragraph(p.body(i), Options{p.opt.Style, direction}, patient)
	if now := p.shapes[i].Load(); now != s {
		return now // somebody who went first needed it
	}
	if s == nil {
		p.done.Add(1)
		p.wide.Add(int64(next.width))
		p.bytes.Add(int64(p.span(i).Len()))
	}
	p.shapes[i].Store(next)
	return next
}

// direction is what paragraph i is to be resolved with: a source line that was cut
// takes that of its first part.
func (p *Prepared) direction(i int) Direction {
	if p.opt.Direction != Auto || !p.paras[i].is(follows) {
		return p.opt.Direction
	}
	for i > 0 && p.paras[i].is(follows) {
		i--
	}
	var b resolver
	if b.resolve([]rune(p.body(i)), Auto) == 1 {
		return RightToLeft
	}
	return LeftToRight
}

// places is how many paragraphs are looked at for a first estimate.
const places = 4

// sample shapes a few paragraphs here and there, so that estimates begin with this text's
// own script and not with a guess. It does nothing when some are shaped already.
func (p *Prepared) sample() {
	const most = 4 << 10
	if p.bytes.Load() > 0 {
		return
	}
	for k := range places {
		i := p.count() * k / places
		for i+1 < p.count() && p.paras[i].is(blankRun) {
			i++
		}
		if p.span(i).Len() <= most {
			p.shape(i)
		}
	}
}

// perByte is the average advance of a byte, in units, as far as is known.
func (p *Prepared) perByte() float64 {
	if b := p.bytes.Load(); b > 0 {
		return float64(p.wide.Load()) / float64(b)
	}
	return refUnits * 0.45
}

// paragraph shapes one paragraph; Fonts.mu is held.
func (s *shaper) paragraph(str string, opt Options, patient bool) *shaped {
	out := &shaped{generation: s.fonts.Generation()}
	if opt.Direction == RightToLeft || strings.IndexFunc(str, mayTurn) >= 0 {
		s.mixed(out, str, opt, patient)
	} else {
		s.plain(out, str, opt.Style, patient)
	}
	for i := range out.pieces {
		w := out.pieces[i].word
		out.width += w.width
		out.boxed = out.boxed || w.is(boxed)
	}
	return out
}

// plain shapes a paragraph without anything right to left.
func (s *shaper) plain(out *shaped, str string, st Style, patient bool) {
	out.pieces = make([]piece, 0, len(str)/5+1)
	for at := 0; at < len(str); {
		end := chunkEnd(str, at)
		out.add(s.cached(key{str[at:end], st, false}), at, 0)
		at = end
		if patient {
			s.fonts.mu.yield()
		}
	}
	out.trim()
}

// add appends words that stand one after the other from byte at.
func (s *shaped) add(words []*Word, at int, level uint8) {
	for _, w := range words {
		s.pieces = append(s.pieces, piece{w, uint32(at), level})
		at += int(w.len)
	}
}

// trim gives back memory that the estimate took in excess.
func (s *shaped) trim() {
	if cap(s.pieces)-len(s.pieces) > len(s.pieces)/4 {
		s.pieces = append(make([]piece, 0, len(s.pieces)), s.pieces...)
	}
}

// mixed shapes a paragraph with levels.
func (s *shaper) mixed(out *shaped, str string, opt Options, patient bool) {
	all := appendRunes(nil, str)
	out.base = s.bidi.resolve(all, opt.Direction)
	levels := append([]uint8(nil), s.bidi.levels...)
	for at, i := 0, 0; at < len(str); {
		end := chunkEnd(str, at)
		n := utf8.RuneCountInString(str[at:end])
		if level, ok := uniform(levels[i : i+n]); ok {
			out.add(s.cached(key{str[at:end], opt.Style, level&1 == 1}), at, level)
		} else {
			s.turning(out, str[at:end], at, all[i:i+n], levels[i:i+n], opt.Style)
		}
		at, i = end, i+n
		if patient {
			s.fonts.mu.yield()
		}
	}
}

func uniform(levels []uint8) (uint8, bool) {
	for _, l := range levels {
		if l != levels[0] {
			return 0, false
		}
	}
	return levels[0], true
}

// turning shapes a chunk in which the level changes: stretch by stretch, each from the cache.
func (s *shaper) turning(out *shaped, str string, at int, rs []rune, levels []uint8, st Style) {
	breaks, graphemes := s.segment(str, rs)
	breaks = append([]lineBreak(nil), breaks...)
	graphemes = append([]int32(nil), graphemes...)
	for k := 0; k+1 < len(graphemes); {
		from, level := int(graphemes[k]), levels[graphemes[k]]
		for k++; k+1 < len(graphemes) && levels[graphemes[k]] == level && breakFlags(breaks, int(graphemes[k])) == 0; {
			k++
		}
		to := int(graphemes[k])
		n := byteLen(rs[from:to])
		words := s.cached(key{str[:n], st, level&1 == 1})
		out.add(words, at, level)
		out.setBreak(breakFlags(breaks, to))
		str, at = str[n:], at+n
	}
}

// setBreak gives the last piece the break that really follows it: its word was shaped
// alone, where a break always follows.
func (s *shaped) setBreak(flags uint8) {
	const all = breakAfter | mustBreak
	p := &s.pieces[len(s.pieces)-1]
	if p.word.flags&all != flags {
		w := *p.word
		w.flags = w.flags&^all | flags
		p.word = &w
	}
}
