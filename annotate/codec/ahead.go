package codec

import (
	"iter"
	"runtime"
)

// Ahead does something for each of list, on all processors and a few in advance, and yields
// what came of it in the order of list. do is called at the same time from several goroutines,
// none of which is left when the loop has ended.
func Ahead[T, R any](list []T, do func(T) R) iter.Seq2[T, R] {
	return func(yield func(T, R) bool) {
		workers := min(runtime.GOMAXPROCS(0), len(list))
		if workers < 2 {
			for _, v := range list {
				if !yield(v, do(v)) {
					return
				}
			}
			return
		}
		var running []chan R
		begun := 0
		for i, v := range list {
			for ; begun < min(i+workers, len(list)); begun++ {
				c, next := make(chan R, 1), list[begun]
				running = append(running, c)
				go func() { c <- do(next) }()
			}
			r := <-running[0]
			running = running[1:]
			if !yield(v, r) {
				break
			}
		}
		for _, c := range running {
			<-c
		}
	}
}
