package query

import (
	"slices"
	"sort"
)

// list holds numbers in an order that it is not told: whoever searches it says which of
// them stand before the one that is meant. It is cut in chunks, so that a change moves a
// chunk at most. The zero value is empty.
type list struct {
	chunks [][]uint32 // none is empty
	size   int
	entity *entity // whose uses are counted with this list; nil for others
}

// chunkSize is how many numbers a chunk holds at most: 2 KB.
const chunkSize = 512

// spot is a place in a list: the chunk and the place in it.
type spot struct{ chunk, at int }

// append puts n at the end, where it belongs.
func (l *list) append(n uint32) {
	last := len(l.chunks) - 1
	switch {
	case last < 0:
		l.chunks = append(l.chunks, make([]uint32, 0, 2))
		last++
	case len(l.chunks[last]) == chunkSize:
		l.chunks = append(l.chunks, make([]uint32, 0, chunkSize))
		last++
	}
	l.chunks[last] = append(roomy(l.chunks[last]), n)
	l.size++
}

// roomy is chunk with room for one more, which a full one has not.
func roomy(chunk []uint32) []uint32 {
	if len(chunk) < cap(chunk) {
		return chunk
	}
	return append(make([]uint32, 0, min(2*len(chunk), chunkSize)), chunk...)
}

// search is the first spot whose number is not before what is meant; behind the last
// chunk when there is none. What is meant is near the end more often than not.
func (l *list) search(before func(uint32) bool) spot {
	return l.searchFrom(spot{}, before)
}

// searchFrom is search when all in front of s is known to be before what is meant.
func (l *list) searchFrom(s spot, before func(uint32) bool) spot {
	n := len(l.chunks)
	if s.chunk >= n {
		return s
	}
	done := func(c int) bool { chunk := l.chunks[c]; return !before(chunk[len(chunk)-1]) }
	c := s.chunk
	switch {
	case done(c):
	case n-c > 2 && !done(n-2):
		c = n - 1
		if !done(c) {
			return spot{chunk: n}
		}
	default:
		c += 1 + sort.Search(n-c-1, func(i int) bool { return done(c + 1 + i) })
	}
	if c == n {
		return spot{chunk: n}
	}
	chunk, at := l.chunks[c], 0
	if c == s.chunk {
		at = s.at
	}
	return spot{c, at + sort.Search(len(chunk)-at, func(i int) bool { return !before(chunk[at+i]) })}
}

// get is the number at s; false behind the end.
func (l *list) get(s spot) (uint32, bool) {
	if s.chunk >= len(l.chunks) || s.at >= len(l.chunks[s.chunk]) {
		return 0, false
	}
	return l.chunks[s.chunk][s.at], true
}

// next is the spot behind s.
func (l *list) next(s spot) spot {
	if s.at++; s.chunk < len(l.chunks) && s.at >= len(l.chunks[s.chunk]) {
		return spot{chunk: s.chunk + 1}
	}
	return s
}

// prev is the number before s; false at the beginning.
func (l *list) prev(s spot) (uint32, bool) {
	switch {
	case s.at > 0:
		return l.chunks[s.chunk][s.at-1], true
	case s.chunk > 0:
		chunk := l.chunks[s.chunk-1]
		return chunk[len(chunk)-1], true
	}
	return 0, false
}

// insert puts n where before says, unless it is there. It reports whether it did.
func (l *list) insert(n uint32, before func(uint32) bool) bool {
	s := l.search(before)
	if is, ok := l.get(s); ok && is == n {
		return false
	}
	if s.chunk == len(l.chunks) {
		l.append(n)
		return true
	}
	if chunk := l.chunks[s.chunk]; len(chunk) == chunkSize {
		const half = chunkSize / 2
		right := append(make([]uint32, 0, chunkSize), chunk[half:]...)
		l.chunks[s.chunk] = chunk[:half]
		l.chunks = slices.Insert(l.chunks, s.chunk+1, right)
		if s.at > half {
			s = spot{s.chunk + 1, s.at - half}
		}
	}
	l.chunks[s.chunk] = slices.Insert(roomy(l.chunks[s.chunk]), s.at, n)
	l.size++
	return true
}

// remove takes n away. It reports whether it was there.
func (l *list) remove(n uint32, before func(uint32) bool) bool {
	s := l.search(before)
	if is, ok := l.get(s); !ok || is != n {
		return false
	}
	l.chunks[s.chunk] = slices.Delete(l.chunks[s.chunk], s.at, s.at+1)
	l.size--
	l.join(s.chunk)
	return true
}

// join drops chunk c when it is empty, and pours it into the one before it or behind it
// when the two would fill half a chunk at most.
func (l *list) join(c int) {
	if len(l.chunks[c]) == 0 {
		l.chunks = slices.Delete(l.chunks, c, c+1)
		return
	}
	for _, left := range [...]int{c, c - 1} {
		if left >= 0 && left+1 < len(l.chunks) && len(l.chunks[left])+len(l.chunks[left+1]) <= chunkSize/2 {
			l.chunks[left] = slices.Concat(l.chunks[left], l.chunks[left+1])
			l.chunks = slices.Delete(l.chunks, left+1, left+2)
			return
		}
	}
}

// trim gives back what the last chunk has not used.
func (l *list) trim() {
	if last := len(l.chunks) - 1; last >= 0 {
		l.chunks[last] = slices.Clone(l.chunks[last])
	}
}
