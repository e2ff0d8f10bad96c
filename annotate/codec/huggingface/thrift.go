package huggingface

import (
	"encoding/binary"
	"fmt"

	"parley/annotate"
)

// Parquet says what is where in Thrift's compact protocol. The library makes lists as long as
// a file says they are, so what a file says is looked through before.

// Bounds of a footer or a page's head.
const (
	mostItems  = 1 << 20 // in all its lists
	mostLevels = 16      // of lists and structs in each other
)

// walk goes through the struct at the beginning of b. See gets each number of the struct
// and of the structs in it that are no members of lists, by the numbers of fields on the way to
// it, 1 and 0 for yes and no. It tells how long the struct is.
func walk(b []byte, see func(path [2]int16, n int64)) (length int, err error) {
	w := walker{b: b, see: see}
	w.object([2]int16{}, 0)
	if w.bad {
		return 0, fmt.Errorf("what it says of itself is cut off or too large: %w", annotate.ErrInvalid)
	}
	return w.at, nil
}

type walker struct {
	b     []byte
	at    int
	items int
	bad   bool
	see   func([2]int16, int64)
}

func (w *walker) byte() byte {
	if w.at >= len(w.b) {
		w.bad = true
		return 0
	}
	w.at++
	return w.b[w.at-1]
}

func (w *walker) number() uint64 {
	n, size := binary.Uvarint(w.b[min(w.at, len(w.b)):])
	if size <= 0 {
		w.bad = true
		return 0
	}
	w.at += size
	return n
}

func signed(n uint64) int64 { return int64(n>>1) ^ -int64(n&1) }

func (w *walker) skip(n uint64) {
	if n > uint64(len(w.b)-min(w.at, len(w.b))) {
		w.bad = true
		return
	}
	w.at += int(n)
}

func (w *walker) object(path [2]int16, level int) {
	if level > mostLevels {
		w.bad = true
	}
	field := int16(0)
	for !w.bad {
		head := w.byte()
		if head == 0 {
			return
		}
		if step := int16(head >> 4); step > 0 {
			field += step
		} else {
			field = int16(signed(w.number()))
		}
		at := path
		if level < len(at) {
			at[level] = field
		}
		w.value(head&15, at, level)
	}
}

// The types of the compact protocol.
const (
	tTrue, tFalse, tByte, tI16, tI32, tI64, tDouble, tBinary, tList, tSet, tStruct = 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12
)

func (w *walker) value(kind byte, path [2]int16, level int) {
	switch kind {
	case tTrue, tFalse:
		w.tell(path, level, int64(tFalse-kind))
	case tByte:
		w.byte()
	case tI16, tI32, tI64:
		w.tell(path, level, signed(w.number()))
	case tDouble:
		w.skip(8)
	case tBinary:
		w.skip(w.number())
	case tList, tSet:
		w.list(level)
	case tStruct:
		w.object(path, level+1)
	default: // a map, which Parquet has not
		w.bad = true
	}
}

func (w *walker) tell(path [2]int16, level int, n int64) {
	if w.see != nil && level < len(path) {
		w.see(path, n)
	}
}

func (w *walker) list(level int) {
	head := w.byte()
	n, kind := uint64(head>>4), head&15
	if n == 15 {
		n = w.number()
	}
	if n > uint64(mostItems-w.items) || n > uint64(len(w.b)) {
		w.bad = true
		return
	}
	w.items += int(n)
	if kind == tTrue || kind == tFalse {
		w.skip(n)
		return
	}
	for ; n > 0 && !w.bad; n-- {
		w.value(kind, [2]int16{}, level+len([2]int16{}))
	}
}
