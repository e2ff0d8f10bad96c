package query

import (
	"slices"
	"sort"
)

// list holds numbers in an order that it is not told: whoever searches it says which of
// them stand before the one that is meant. It is cut in chunks, so that a change moves a
// chunk at most. The zero value is empty.
type list struct {
	chunks []chunk // none is empty
	size   int
	entity *entity // whose uses are counted with this list; nil for others
}

// spot is a place in a list: the chunk and the place in it.
type spot struct{ chunk, at int }

// append puts n at the end, where it belongs.
func (l *list) append(n uint32) {
	last := len(l.chunks) - 1
	if last < 0 || l.chunks[last].full() || l.chunks[last].size >= worthwhile && !l.chunks[last].follows(n) {
		if last >= 0 {
			l.chunks[last].trim()
		}
		l.chunks = append(l.chunks, chunk{})
		last++
	}
	c := &l.chunks[last]
	c.insert(int(c.size), n)
	l.size++
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
	done := func(c int) bool { return !before(l.chunks[c].last()) }
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
	chunk, at := &l.chunks[c], 0
	if c == s.chunk {
		at = s.at
	}
	return spot{c, at + sort.Search(int(chunk.size)-at, func(i int) bool { return !before(chunk.at(at + i)) })}
}

// get is the number at s; false behind the end.
func (l *list) get(s spot) (uint32, bool) {
	if s.chunk >= len(l.chunks) || s.at >= int(l.chunks[s.chunk].size) {
		return 0, false
	}
	return l.chunks[s.chunk].at(s.at), true
}

// next is the spot behind s.
func (l *list) next(s spot) spot {
	if s.at++; s.chunk < len(l.chunks) && s.at >= int(l.chunks[s.chunk].size) {
		return spot{chunk: s.chunk + 1}
	}
	return s
}

// prev is the number before s; false at the beginning.
func (l *list) prev(s spot) (uint32, bool) {
	switch {
	case s.at > 0:
		return l.chunks[s.chunk].at(s.at - 1), true
	case s.chunk > 0:
		return l.chunks[s.chunk-1].last(), true
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
	if l.chunks[s.chunk].full() {
		const half = chunkSize / 2
		l.chunks = slices.Insert(l.chunks, s.chunk+1, l.chunks[s.chunk].split(half))
		if s.at > half {
			s = spot{s.chunk + 1, s.at - half}
		}
	}
	l.chunks[s.chunk].insert(s.at, n)
	l.size++
	return true
}

// remove takes n away. It reports whether it was there.
func (l *list) remove(n uint32, before func(uint32) bool) bool {
	s := l.search(before)
	if is, ok := l.get(s); !ok || is != n {
		return false
	}
	l.chunks[s.chunk].remove(s.at)
	l.size--
	l.join(s.chunk)
	return true
}

// join drops chunk c when it is empty, and pours it into the one before it or behind it
// when the two would fill half a chunk at most.
func (l *list) join(c int) {
	if l.chunks[c].size == 0 {
		l.chunks = slices.Delete(l.chunks, c, c+1)
		return
	}
	for _, left := range [...]int{c, c - 1} {
		if left >= 0 && left+1 < len(l.chunks) && l.chunks[left].size+l.chunks[left+1].size <= chunkSize/2 {
			l.chunks[left].pour(&l.chunks[left+1])
			l.chunks = slices.Delete(l.chunks, left+1, left+2)
			return
		}
	}
}

// trim gives back what the last chunk and the list of chunks have not used.
func (l *list) trim() {
	if last := len(l.chunks) - 1; last >= 0 {
		l.chunks[last].trim()
		l.chunks = slices.Clip(slices.Clone(l.chunks))
	}
}
