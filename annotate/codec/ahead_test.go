package codec_test

import (
	"runtime"
	"strconv"
	"sync/atomic"
	"testing"

	"parley/annotate/codec"
)

func TestAhead(t *testing.T) {
	for _, n := range []int{0, 1, 2, 3, 100} {
		var list, got []int
		for i := range n {
			list = append(list, i)
		}
		var running, most atomic.Int32
		for v, r := range codec.Ahead(list, func(v int) int {
			most.Store(max(most.Load(), running.Add(1)))
			defer running.Add(-1)
			return v * v
		}) {
			if r != v*v {
				t.Errorf("%d became %d", v, r)
			}
			got = append(got, v)
		}
		if len(got) != n || n > 0 && got[n-1] != n-1 {
			t.Errorf("%d of %d: %v", len(got), n, got)
		}
	}
}

// TestAheadOf has the values come in the goroutine of the loop, and no more of them in advance
// than there are processors and one.
func TestAheadOf(t *testing.T) {
	most, given, got := runtime.GOMAXPROCS(0)+1, 0, 0
	seq := func(yield func(int) bool) {
		for ; given < 50; given++ {
			if given-got > most {
				t.Fatalf("%d in advance", given-got)
			}
			if !yield(given) {
				return
			}
		}
	}
	for v, r := range codec.AheadOf(seq, strconv.Itoa) {
		if r != strconv.Itoa(got) || v != got {
			t.Fatalf("%d became %s in place %d", v, r, got)
		}
		got++
	}
	if got != 50 {
		t.Errorf("%d came", got)
	}
}

func TestAheadEnds(t *testing.T) {
	var begun, ended atomic.Int32
	for v := range codec.Ahead(make([]int, 1000), func(int) int {
		begun.Add(1)
		defer ended.Add(1)
		return 0
	}) {
		if begun.Load() > 10 {
			break
		}
		_ = v
	}
	if begun.Load() > 500 || ended.Load() != begun.Load() {
		t.Errorf("%d begun, %d ended", begun.Load(), ended.Load())
	}
}
