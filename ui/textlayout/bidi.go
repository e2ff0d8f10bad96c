package textlayout

import (
	"golang.org/x/text/unicode/bidi"
)

// Direction is the base direction of paragraphs.
type Direction uint8

// The directions a person can choose for a document.
const (
	Auto        Direction = iota // by the first strong character of each paragraph (UAX #9, P2 and P3)
	LeftToRight                  // always
	RightToLeft                  // always
)

// resolver runs the Unicode Bidirectional Algorithm (UAX #9) over one paragraph.
// It keeps its buffers between calls and belongs to one goroutine.
type resolver struct {
	runes   []rune
	orig    []bidi.Class // as looked up
	class   []bidi.Class // as rewritten by X6 and the rules after it
	levels  []uint8
	match   []int32 // isolate initiator ↔ PDI; len(runes) or -1 where there is none
	base    uint8
	runs    []levelRun
	runOf   []int32 // the level run of each character kept by X9
	kept    []int32 // what is left after X9
	seq     sequence
	opener  []int32
	pairs   []pair
	status  status
	pending []int32
}

// Levels gives the resolved embedding level of every character (code point) of s,
// which is one paragraph, and the paragraph's base level, 0 or 1. Trailing blanks
// have the base level, as if the paragraph were one line (rule L1).
func Levels(s string, d Direction) (base uint8, levels []uint8) {
	var b resolver
	base = b.resolve([]rune(s), d)
	b.trailing(0, len(b.levels))
	return base, b.levels
}

// resolve fills b.levels for one paragraph and returns its base level.
func (b *resolver) resolve(rs []rune, d Direction) uint8 {
	b.runes = rs
	b.orig = b.orig[:0]
	for _, r := range rs {
		b.orig = append(b.orig, classOf(r))
	}
	return b.run(d)
}

// run resolves b.orig; b.runes may be empty when only classes are known.
func (b *resolver) run(d Direction) uint8 {
	n := len(b.orig)
	b.class = append(b.class[:0], b.orig...)
	b.levels = resize(b.levels, n)
	b.matchIsolates()
	switch d {
	case LeftToRight:
		b.base = 0
	case RightToLeft:
		b.base = 1
	default:
		b.base = b.firstStrong(0, n)
	}
	b.explicit()
	b.keep()
	b.levelRuns()
	b.sequences()
	b.fillRemoved()
	b.separators()
	return b.base
}

func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2)
	}
	return s[:n]
}

func isInitiator(c bidi.Class) bool { return c == bidi.LRI || c == bidi.RLI || c == bidi.FSI }

// isRemoved tells what rule X9 takes out.
func isRemoved(c bidi.Class) bool {
	switch c {
	case bidi.LRE, bidi.RLE, bidi.LRO, bidi.RLO, bidi.PDF, bidi.BN:
		return true
	}
	return false
}

// matchIsolates is BD9.
func (b *resolver) matchIsolates() {
	n := len(b.orig)
	b.match = resize(b.match, n)
	b.pending = b.pending[:0]
	for i, c := range b.orig {
		b.match[i] = -1
		switch {
		case isInitiator(c):
			b.match[i] = int32(n)
			b.pending = append(b.pending, int32(i))
		case c == bidi.PDI && len(b.pending) > 0:
			j := b.pending[len(b.pending)-1]
			b.pending = b.pending[:len(b.pending)-1]
			b.match[i], b.match[j] = j, int32(i)
		case c == bidi.B:
			b.pending = b.pending[:0]
		}
	}
}

// firstStrong is P2 and P3 over [from, to): 0 or 1, and 0 where nothing is strong.
func (b *resolver) firstStrong(from, to int) uint8 {
	for i := from; i < to; i++ {
		switch c := b.orig[i]; {
		case c == bidi.L:
			return 0
		case c == bidi.R, c == bidi.AL:
			return 1
		case isInitiator(c):
			i = int(b.match[i])
		}
	}
	return 0
}

// fillRemoved gives what X9 removed the level of what stands before it.
func (b *resolver) fillRemoved() {
	last := b.base
	for i, c := range b.orig {
		if isRemoved(c) {
			b.levels[i] = last
		}
		last = b.levels[i]
	}
}

// separators is L1 for tabs and paragraph separators, and the blanks before them.
func (b *resolver) separators() {
	for i, c := range b.orig {
		if c == bidi.S || c == bidi.B {
			b.trailing(0, i)
			b.levels[i] = b.base
		}
	}
}

// trailing is L1 for the blanks that end [from, to).
func (b *resolver) trailing(from, to int) {
	for i := to - 1; i >= from; i-- {
		c := b.orig[i]
		if c != bidi.WS && c != bidi.PDI && !isInitiator(c) && !isRemoved(c) {
			return
		}
		b.levels[i] = b.base
	}
}
