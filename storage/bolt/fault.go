package bolt

import (
	"fmt"
	"runtime/debug"

	"parley/annotate"
)

// guard runs fn and turns what a damaged file does to it into annotate.ErrDamaged:
// bbolt panics on pages that are none, and the system faults on a map whose file ends
// before it.
func guard(fn func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%v: %w", p, annotate.ErrDamaged)
		}
	}()
	return fn()
}
