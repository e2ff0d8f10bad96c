package codec_test

import (
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
