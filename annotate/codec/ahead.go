package codec

import (
	"iter"
	"runtime"
	"slices"
)

// Ahead does something for each of list, on all processors and a few in advance, and yields
// what came of it in the order of list. do is called at the same time from several goroutines,
// none of which is left when the loop has ended.
func Ahead[T, R any](list []T, do func(T) R) iter.Seq2[T, R] {
	return AheadOf(slices.Values(list), do)
}

// AheadOf is [Ahead] of what comes one by one. seq goes on in the goroutine of the loop, a few
// values in advance, so that do has to be given values which the next one does not alter.
func AheadOf[T, R any](seq iter.Seq[T], do func(T) R) iter.Seq2[T, R] {
	workers := runtime.GOMAXPROCS(0)
	return func(yield func(T, R) bool) {
		if workers < 2 {
			for v := range seq {
				if !yield(v, do(v)) {
					return
				}
			}
			return
		}
		type job struct {
			value T
			done  chan R
		}
		var running []job
		next := func() bool {
			j := running[0]
			running = running[1:]
			return yield(j.value, <-j.done)
		}
		defer func() {
			for _, j := range running {
				<-j.done
			}
		}()
		for v := range seq {
			j := job{v, make(chan R, 1)}
			go func() { j.done <- do(v) }()
			if running = append(running, j); len(running) > workers && !next() {
				return
			}
		}
		for len(running) > 0 {
			if !next() {
				return
			}
		}
	}
}
