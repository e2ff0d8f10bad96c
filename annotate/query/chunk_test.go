package query

import (
	"math/rand/v2"
	"slices"
	"testing"
	"unsafe"
)

// FuzzChunk: whatever is put in and taken out, a chunk has what a slice has.
func FuzzChunk(f *testing.F) {
	for seed := range uint64(40) {
		f.Add(seed, uint32(1)<<(seed%32))
	}
	f.Fuzz(func(t *testing.T, seed uint64, wide uint32) {
		rnd := rand.New(rand.NewPCG(seed, 1))
		var c chunk
		var want []uint32
		for range 900 {
			switch n := len(want); {
			case n > 0 && (n == chunkSize || rnd.IntN(3) == 0):
				at := rnd.IntN(n)
				c.remove(at)
				want = slices.Delete(want, at, at+1)
			case n > 0 && rnd.IntN(2) == 0: // as when an index is built
				c.insert(n, want[n-1]+1)
				want = append(want, want[n-1]+1)
			default:
				at, v := rnd.IntN(n+1), rnd.Uint32N(max(wide, 1))
				c.insert(at, v)
				want = slices.Insert(want, at, v)
			}
			if rnd.IntN(100) == 0 && len(want) > 1 {
				at := 1 + rnd.IntN(len(want)-1)
				rest := c.split(at)
				check(t, &rest, want[at:])
				check(t, &c, want[:at])
				c.pour(&rest)
			}
			check(t, &c, want)
		}
	})
}

func check(t *testing.T, c *chunk, want []uint32) {
	t.Helper()
	got := make([]uint32, c.size)
	for i := range got {
		got[i] = c.at(i)
	}
	if !slices.Equal(got, want) {
		t.Fatalf("has %d, want %d", got, want)
	}
	if err := c.sound(); len(want) > 0 && err != nil {
		t.Fatal(err)
	}
}

// TestListsAreSlim: a list of all rows takes next to nothing, one of every five hundredth
// two bytes and a little, and no list more than four and a little.
func TestListsAreSlim(t *testing.T) {
	for _, c := range []struct {
		every uint32
		most  float64 // bytes a number
	}{{1, 0.1}, {3, 2.2}, {100, 2.3}, {500, 2.7}, {100_000, 4.5}} {
		var l list
		for i := range uint32(20_000) {
			l.append(i * c.every)
		}
		l.trim()
		bytes := len(l.chunks) * int(unsafe.Sizeof(chunk{}))
		for _, c := range l.chunks {
			bytes += 2 * cap(c.data)
		}
		if each := float64(bytes) / 20_000; each > c.most {
			t.Errorf("every %d: %.2f bytes a number", c.every, each)
		}
	}
}
