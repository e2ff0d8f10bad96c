package textlayout

import (
	"math"
	"slices"
	"unicode/utf8"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/segmenter"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
)

const (
	maxWordRunes = 1024    // a longer word is shaped in pieces
	maxCached    = 1 << 16 // words in a generation of the cache
	maxCachedLen = 96      // bytes of the longest word worth remembering
	hbFonts      = 32      // HarfBuzz fonts kept; with none each call builds one
	unknown      = unit(math.MinInt32)
)

// key names a cached chunk: the same letters in another style or direction are others.
type key struct {
	s     string
	style Style
	rtl   bool
}

// shaper makes words of letters. It is guarded by Fonts.mu.
type shaper struct {
	fonts      *Fonts
	hb         shaping.HarfbuzzShaper
	seg        segmenter.Segmenter
	bidi       resolver
	young, old map[key][]*Word // two generations: when young is full, old is forgotten
	hyphens    [styles]*Word
	runes      []rune
	bounds     []int32     // scratch: rune indices of grapheme boundaries
	breaks     []lineBreak // scratch
	known      []unit      // scratch: x by rune index
	cuts       []cut
	given      int // code points handed to HarfBuzz since the start: what shaping costs
}

func (s *shaper) init(f *Fonts) {
	s.fonts = f
	s.hb.SetFontCacheSize(hbFonts)
	s.young = make(map[key][]*Word)
}

// cached finds or makes the words of a chunk.
func (s *shaper) cached(k key) []*Word {
	if words, ok := s.young[k]; ok {
		return words
	}
	words, ok := s.old[k]
	if !ok {
		words = s.chunk(k)
	}
	if len(k.s) <= maxCachedLen && !anyBoxed(words) {
		if len(s.young) >= maxCached {
			s.old, s.young = s.young, make(map[key][]*Word)
		}
		s.young[key{string([]byte(k.s)), k.style, k.rtl}] = words
	}
	return words
}

func anyBoxed(words []*Word) bool {
	for _, w := range words {
		if w.is(boxed) {
			return true
		}
	}
	return false
}

// hyphen is what a line that ends in a soft hyphen shows.
func (s *shaper) hyphen(st Style) *Word {
	if s.hyphens[st] == nil {
		s.hyphens[st] = s.word("-", []rune{'-'}, []int32{0, 1}, st, false)
	}
	return s.hyphens[st]
}

// word shapes str, whose code points are rs, with graphemes beginning at bounds (both ends included).
func (s *shaper) word(str string, rs []rune, bounds []int32, st Style, rtl bool) *Word {
	w := &Word{len: uint16(len(str))}
	if rtl {
		w.flags |= rightToLeft
	}
	if str == "\t" {
		w.flags |= tabulator
		w.stops = []stop{{0, 0}, {1, 0}}
		return w
	}
	s.known = resize(s.known, len(rs)+1)
	for i := range s.known {
		s.known[i] = unknown
	}
	offs := byteOffsets(rs)
	s.lay(w, rs, offs, s.split(rs, bounds, st), rtl)
	w.stops = makeStops(s.known, offs, bounds)
	trimBlanks(w, rs, offs, bounds)
	return w
}

func isInk(r rune) bool { return !isBlank(r) }

func byteOffsets(rs []rune) []uint16 {
	offs := make([]uint16, len(rs)+1)
	for i, r := range rs {
		offs[i+1] = offs[i] + uint16(utf8.RuneLen(r))
	}
	return offs
}

// cut is a stretch of one face and script.
type cut struct {
	from, to int
	face     FaceID
	script   language.Script
}

// split divides a word where the face or the script changes, at graphemes only.
func (s *shaper) split(rs []rune, bounds []int32, st Style) []cut {
	cuts := s.cuts[:0]
	prev, script := Box, language.Common
	for k := 0; k+1 < len(bounds); k++ {
		from, to := int(bounds[k]), int(bounds[k+1])
		id := s.graphemeFace(rs[from:to], st, prev)
		sc := scriptOf(rs[from:to])
		n := len(cuts) - 1
		same := n >= 0 && id == cuts[n].face && id != Box && (sc == script || sc == language.Common || script == language.Common)
		if sc != language.Common {
			script = sc
		} else if !same {
			script = language.Common
		}
		if same {
			cuts[n].to, cuts[n].script = to, script
		} else {
			cuts = append(cuts, cut{from, to, id, script})
		}
		prev = id
	}
	s.cuts = cuts
	return cuts
}

// graphemeFace is the face of a whole grapheme: that of its first character, unless
// it lacks one that another face has together with it.
func (s *shaper) graphemeFace(rs []rune, st Style, prev FaceID) FaceID {
	id := s.fonts.resolve(st, rs[0], prev)
	for _, r := range rs[1:min(len(rs), 16)] {
		if isIgnorable(r) || id == Box || s.fonts.has(id, r) {
			continue
		}
		if other := s.fonts.resolve(st, r, Box); other != Box && s.fonts.has(other, rs[0]) {
			return other
		}
	}
	return id
}

func scriptOf(rs []rune) language.Script {
	for _, r := range rs {
		if sc := language.LookupScript(r); sc != language.Common && sc != language.Inherited && sc != language.Unknown {
			return sc
		}
	}
	return language.Common
}

// lay shapes the cuts and puts them side by side; it notes where clusters begin in s.known.
func (s *shaper) lay(w *Word, rs []rune, offs []uint16, cuts []cut, rtl bool) {
	x := unit(0)
	for k := range cuts {
		c := cuts[k]
		if rtl {
			c = cuts[len(cuts)-1-k]
		}
		if c.face == Box {
			x = s.unshaped(w, rs, offs, c, x, rtl)
		} else {
			x = s.run(w, rs, offs, c, x, rtl)
		}
	}
	w.width = x
	s.known[len(rs)] = x
	if rtl {
		s.known[len(rs)] = 0
	}
}

// unshaped places the boxes of characters that no face has: one a grapheme.
func (s *shaper) unshaped(w *Word, rs []rune, offs []uint16, c cut, x unit, rtl bool) unit {
	next := s.box(w, offs[c.from], rs[c.from], x)
	s.known[c.from] = x
	if rtl {
		s.known[c.from] = next
	}
	return next
}

// box appends the box for r and gives the x after it.
func (s *shaper) box(w *Word, off uint16, r rune, x unit) unit {
	w.flags |= boxed
	w.glyphs = append(w.glyphs, Glyph{Face: Box, ID: uint32(r), off: off, x: x})
	return x + unit(BoxAdvance(r)*refUnits)
}

// lacking is the first of rs that the face has no picture for.
func (s *shaper) lacking(id FaceID, rs []rune) rune {
	for _, r := range rs {
		if !isIgnorable(r) && !s.fonts.has(id, r) {
			return r
		}
	}
	return rs[0]
}

// BoxAdvance is the width of the box for r, in ems: two digits a row, or three.
func BoxAdvance(r rune) float32 {
	if r > 0xFFFF {
		return 1.2
	}
	return 0.92
}

func (s *shaper) run(w *Word, rs []rune, offs []uint16, c cut, x unit, rtl bool) unit {
	f := s.fonts.loaded(c.face)
	dir := di.DirectionLTR
	if rtl {
		dir = di.DirectionRTL
	}
	s.given += c.to - c.from
	out := s.hb.ShapeNoExtents(shaping.Input{
		Text: rs, RunStart: c.from, RunEnd: c.to, Direction: dir,
		Face: f.shape, Size: fixed.I(refSize), Script: c.script,
	})
	scaled := func(v fixed.Int26_6) unit { return unit(float32(v) * f.scale) }
	for i := 0; i < len(out.Glyphs); {
		cluster, start := out.Glyphs[i].TextIndex(), x
		for ; i < len(out.Glyphs) && out.Glyphs[i].TextIndex() == cluster; i++ {
			g := &out.Glyphs[i]
			if isBreakChar(rs[cluster]) || g.GlyphID == 0 && isIgnorable(rs[cluster]) {
				continue // it has no picture and no width
			}
			if g.GlyphID == 0 {
				x = s.box(w, offs[cluster], s.lacking(c.face, rs[cluster:c.to]), x)
				continue
			}
			w.glyphs = append(w.glyphs, Glyph{
				Face: c.face, ID: uint32(g.GlyphID), off: offs[cluster],
				x: x + scaled(g.XOffset), y: scaled(g.YOffset),
			})
			x += scaled(g.Advance)
		}
		s.known[cluster] = start
		if rtl {
			s.known[cluster] = x
		}
	}
	return x
}

// makeStops places the carets: where a cluster begins exactly, inside a ligature evenly.
func makeStops(known []unit, offs []uint16, bounds []int32) []stop {
	stops := make([]stop, len(bounds))
	last := 0
	for k, b := range bounds {
		stops[k] = stop{offs[b], known[b]}
		if known[b] == unknown && k > 0 {
			continue
		}
		from, to := stops[last].x, stops[k].x
		for m := last + 1; m < k; m++ {
			stops[m].x = from + (to-from)*unit(m-last)/unit(k-last)
		}
		last = k
	}
	return stops
}

// trimBlanks finds the word's width without the blanks at its end. A blank that belongs to a
// letter, as one behind an Arabic number sign, stays with it.
func trimBlanks(w *Word, rs []rune, offs []uint16, bounds []int32) {
	k := len(bounds) - 1
	for k > 0 && !slices.ContainsFunc(rs[bounds[k-1]:bounds[k]], isInk) {
		k--
	}
	n := int(bounds[k])
	w.ink = offs[n]
	w.core = w.width
	if n < len(rs) {
		if w.core = w.at(int(w.ink), true); w.is(rightToLeft) {
			w.core = w.width - w.core
		}
	}
}
