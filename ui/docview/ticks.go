package docview

import (
	"slices"
	"sort"

	"parley/annotate/text"
)

// tick is a mark's start in the overview.
type tick struct {
	start text.Offset
	slot  int32
}

// chunkTicks is how long a chunk of ticks is made; it is cut anew at twice that.
const chunkTicks = 512

// ticks are in order, in chunks of which none is empty, so that one more mark costs the
// same in any text. The zero value holds none.
type ticks struct {
	chunks [][]tick
	sums   []int32 // a Fenwick tree of the chunks' lengths, from 1
	count  int
}

func (t *ticks) clear() { *t = ticks{chunks: t.chunks[:0], sums: t.sums[:0]} }

// chunk is where the first tick at or after o stands, after all others if there is none.
func (t *ticks) chunk(o text.Offset) (chunk, at int) {
	k := sort.Search(len(t.chunks), func(k int) bool { c := t.chunks[k]; return c[len(c)-1].start >= o })
	if k == len(t.chunks) {
		return k, 0
	}
	c := t.chunks[k]
	return k, sort.Search(len(c), func(i int) bool { return c[i].start >= o })
}

// next is the first tick at or after o.
func (t *ticks) next(o text.Offset) (tick, bool) {
	k, i := t.chunk(o)
	if k == len(t.chunks) {
		return tick{}, false
	}
	return t.chunks[k][i], true
}

// rank is how many ticks are before o.
func (t *ticks) rank(o text.Offset) int {
	k, i := t.chunk(o)
	for ; k > 0; k -= k & -k {
		i += int(t.sums[k])
	}
	return i
}

// replace puts fresh, in order, in the place of the ticks in s.
func (t *ticks) replace(s text.Span, fresh []tick) {
	first, i := t.chunk(s.Start)
	last, j := t.chunk(s.End)
	if first == len(t.chunks) && first > 0 {
		first--
		i = len(t.chunks[first])
	}
	if j == 0 && last > first { // nothing of it goes
		last--
		j = len(t.chunks[last])
	}
	if first == last && first < len(t.chunks) {
		c := slices.Replace(t.chunks[first], i, j, fresh...)
		if len(c) > 0 && len(c) <= 2*chunkTicks {
			t.add(first, len(c)-len(t.chunks[first]))
			t.chunks[first] = c
			return
		}
		t.cut(first, first+1, c)
		return
	}
	var all []tick
	if len(t.chunks) > 0 {
		all = slices.Concat(t.chunks[first][:i], fresh, t.chunks[last][j:])
	} else {
		all, last = fresh, -1
	}
	t.cut(first, last+1, all)
}

// cut makes all, cut in chunks, the chunks from first to end.
func (t *ticks) cut(first, end int, all []tick) {
	var chunks [][]tick
	for c := range slices.Chunk(all, chunkTicks) {
		chunks = append(chunks, slices.Clone(c))
	}
	t.chunks = slices.Replace(t.chunks, first, end, chunks...)
	t.count, t.sums = 0, append(t.sums[:0], make([]int32, len(t.chunks)+1)...)
	for k, c := range t.chunks {
		t.add(k, len(c))
	}
}

// add says that chunk k has n more ticks.
func (t *ticks) add(k, n int) {
	t.count += n
	for k++; k < len(t.sums); k += k & -k {
		t.sums[k] += int32(n)
	}
}
