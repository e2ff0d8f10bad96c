package labelstudio

import (
	"bufio"
	"io"
	"iter"
)

// piece is a task of a list as it stands in a file. The last may be odd: then it, and what is
// behind it, is to be read some other way.
type piece struct {
	n    int   // from 1
	from int64 // where it begins
	b    []byte
	odd  bool
}

// cuts are where the tasks of a file stand, as it was read once.
type cuts struct {
	list []cut
	odd  bool // what is behind them could not be cut
}

type cut struct {
	from int64
	size int
}

// pieces reads the tasks again.
func (c *cuts) pieces(r io.Reader) iter.Seq[piece] {
	return func(yield func(piece) bool) {
		in, at := bufio.NewReaderSize(r, 1<<16), int64(0)
		for i, k := range c.list {
			b := make([]byte, k.size)
			_, err := io.CopyN(io.Discard, in, k.from-at)
			if err == nil {
				_, err = io.ReadFull(in, b)
			}
			if !yield(piece{i + 1, k.from, b, err != nil}) || err != nil {
				return
			}
			at = k.from + int64(k.size)
		}
		if c.odd {
			yield(piece{n: len(c.list) + 1, odd: true})
		}
	}
}

// roomForTasks is how many bytes of a file are read at once.
const roomForTasks = 1 << 20

// pieces cuts a list of objects into these, by their brackets alone. It reads so many bytes at
// once, or more where an object is larger.
func pieces(r io.Reader, room int) iter.Seq[piece] {
	return func(yield func(piece) bool) {
		k := &cutter{r: r, room: room}
		if k.peek() != '[' {
			yield(piece{n: 1, odd: true})
			return
		}
		k.i++
		for n := 1; n > 1 || k.peek() != ']'; n++ {
			p := piece{n: n, odd: true}
			if k.peek() == '{' {
				p.b = k.object()
				p.from, p.odd = k.from+int64(k.i-len(p.b)), p.b == nil
			}
			if !yield(p) || p.odd {
				return
			}
			b := k.peek()
			if k.i++; b == ']' {
				return
			}
			if b != ',' {
				yield(piece{n: n + 1, odd: true})
				return
			}
		}
	}
}

type cutter struct {
	r     io.Reader
	b     []byte // what was read last; pieces are parts of it
	from  int64  // where it begins in the file
	i     int    // how far it is looked at
	room  int
	ended bool
}

// more reads on, and keeps what is there from start.
func (k *cutter) more(start int) bool {
	k.from += int64(start)
	k.b, k.i = k.b[start:], k.i-start
	if k.ended || len(k.b) > mostTask {
		return false
	}
	n := len(k.b)
	next := make([]byte, 2*n+k.room)
	copy(next, k.b)
	m, err := io.ReadFull(k.r, next[n:])
	k.b, k.ended = next[:n+m], err != nil
	return m > 0
}

// peek skips white space; it is what follows, or 0.
func (k *cutter) peek() byte {
	for k.i < len(k.b) || k.more(len(k.b)) {
		switch b := k.b[k.i]; b {
		case ' ', '\n', '\t', '\r':
			k.i++
		default:
			return b
		}
	}
	return 0
}

// object is the one that begins here; nil when it does not end.
func (k *cutter) object() []byte {
	start, depth, quoted := k.i, 0, false
	for {
		for k.i < len(k.b) {
			b := k.b[k.i]
			k.i++
			switch {
			case quoted && b == '\\':
				k.i++
			case b == '"':
				quoted = !quoted
			case quoted:
			case b == '{' || b == '[':
				depth++
			case b == '}' || b == ']':
				if depth--; depth == 0 {
					return k.b[start:k.i:k.i]
				}
			}
		}
		if !k.more(start) {
			return nil
		}
		start = 0
	}
}
