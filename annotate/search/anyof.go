package search

import (
	"math"
	"slices"
	"strings"
)

// anyOf looks for the first of several strings. Of a few each is looked for by itself;
// more are found together by Wu and Manber's method (“A fast algorithm for multi-pattern
// searching”, 1994): a window as long as the shortest needle goes over the text, and its
// last two bytes say how far it may be moved on.
type anyOf struct {
	needles []string
	least   int                 // bytes of the shortest
	shift   []uint8             // by the last two bytes of the window; nil: a few needles
	ending  map[uint16][]string // the needles whose window ends with these two bytes
}

// few is how many needles are looked for one by one.
const few = 2

// newAnyOf takes needles that are not empty; nil when it could not find them quickly.
func newAnyOf(needles []string) *anyOf {
	slices.Sort(needles)
	a := &anyOf{needles: slices.Compact(needles), least: math.MaxUint8}
	for _, n := range a.needles {
		a.least = min(a.least, len(n))
	}
	if len(a.needles) == 0 || a.least == 0 || a.least < 2 && len(a.needles) > few {
		return nil
	}
	if len(a.needles) > few {
		a.fill()
	}
	return a
}

func (a *anyOf) fill() {
	a.shift, a.ending = make([]uint8, 1<<16), map[uint16][]string{}
	for i := range a.shift {
		a.shift[i] = uint8(a.least - 1)
	}
	for _, n := range a.needles {
		for end := 2; end <= a.least; end++ {
			p := pair(n, end)
			a.shift[p] = min(a.shift[p], uint8(a.least-end))
		}
		last := pair(n, a.least)
		a.ending[last] = append(a.ending[last], n)
	}
}

// pair is the two bytes of s before end.
func pair(s string, end int) uint16 { return uint16(s[end-2])<<8 | uint16(s[end-1]) }

// in begins to look in s.
func (a *anyOf) in(s string) *anyOfIn {
	in := &anyOfIn{of: a, s: s}
	if a.shift == nil {
		in.each = newCursor(s, a.needles, 0)
	}
	return in
}

// anyOfIn looks for needles in a string, forwards.
type anyOfIn struct {
	of   *anyOf
	s    string
	each *cursor
}

// next is where the first needle stands at or behind from, which must not fall from call
// to call; -1 when there is none.
func (in *anyOfIn) next(from int) int {
	if in.each == nil {
		return in.of.index(in.s, from)
	}
	in.each.from = from
	if i, _, ok := in.each.next(); ok {
		return i
	}
	return -1
}

func (a *anyOf) index(s string, from int) int {
	shift := a.shift
	for end := from + a.least; end <= len(s); {
		p := pair(s, end)
		if by := shift[p]; by > 0 {
			end += int(by)
			continue
		}
		for _, n := range a.ending[p] {
			if strings.HasPrefix(s[end-a.least:], n) {
				return end - a.least
			}
		}
		end++
	}
	return -1
}
