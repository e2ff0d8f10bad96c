package parley

import (
	"errors"
	"io"
	"runtime"
	"sync"
)

// chunk is some documents, still as JSON.
type chunk struct {
	b      []byte
	pieces []piece
	done   chan struct{}
	out    []*decoded
	err    error
}

// piece is one document in b.
type piece struct {
	start, end, number, line int
	at                       int64
}

// chunkSize is how much JSON a worker takes at a time, and ahead how many chunks are read
// while the one before them is applied: a part of a large import is six or so.
const (
	chunkSize = 1 << 20
	ahead     = 6
)

// errStop ends cutting when nobody wants more.
var errStop = errors.New("stop")

// decodeAll reads all documents of r and hands them over in their order. Cutting, reading
// and visiting run side by side; visit runs on the caller's goroutine. check, if any, looks
// at each document's JSON in the workers.
func (h *head) decodeAll(r io.ReadSeeker, p *plan, check func([]byte, *decoded) error, visit func(*decoded) error) error {
	workers := max(1, runtime.GOMAXPROCS(0))
	work, order := make(chan *chunk, ahead), make(chan *chunk, ahead)
	stop, used := make(chan struct{}), make(chan []byte, ahead)
	var cut error
	go func() {
		defer close(order)
		defer close(work)
		cut = h.cut(r, used, func(c *chunk) bool { return send(order, c, stop) && send(work, c, stop) })
	}()
	var running sync.WaitGroup
	for range workers {
		running.Go(func() {
			d := newDecoder(p)
			for c := range work {
				c.decode(d, check)
				close(c.done)
			}
		})
	}
	err := visitAll(order, used, visit)
	close(stop)
	running.Wait()
	for range order { // so that the cutter has ended
	}
	if err == nil && !errors.Is(cut, errStop) {
		err = cut
	}
	return err
}

func send(to chan<- *chunk, c *chunk, stop <-chan struct{}) bool {
	select {
	case to <- c:
		return true
	case <-stop:
		return false
	}
}

func visitAll(order <-chan *chunk, used chan<- []byte, visit func(*decoded) error) error {
	for c := range order {
		<-c.done
		for _, doc := range c.out {
			if err := visit(doc); err != nil {
				return err
			}
		}
		if c.err != nil {
			return c.err
		}
		select {
		case used <- c.b:
		default:
		}
	}
	return nil
}

func (c *chunk) decode(d *decoder, check func([]byte, *decoded) error) {
	for _, p := range c.pieces {
		doc, err := d.document(c.b[p.start:p.end], p.at, p.number, p.line)
		if err == nil && check != nil {
			err = check(c.b[p.start:p.end], doc)
		}
		if err != nil {
			c.err = err
			return
		}
		c.out = append(c.out, doc)
	}
}

// cut gathers documents to chunks until give says no.
func (h *head) cut(r io.ReadSeeker, used <-chan []byte, give func(*chunk) bool) error {
	c, number := newChunk(used), 0
	err := h.each(r, func(b []byte, at int64, line int) error {
		c.pieces = append(c.pieces, piece{len(c.b), len(c.b) + len(b), number, line, at})
		c.b = append(c.b, b...)
		number++
		if len(c.b) < chunkSize {
			return nil
		}
		full := c
		c = newChunk(used)
		if !give(full) {
			return errStop
		}
		return nil
	})
	if len(c.pieces) > 0 && !errors.Is(err, errStop) && !give(c) {
		return errStop
	}
	return err
}

// newChunk takes a buffer that was used before, if there is one.
func newChunk(used <-chan []byte) *chunk {
	c := &chunk{done: make(chan struct{})}
	select {
	case c.b = <-used:
		c.b = c.b[:0]
	default:
	}
	return c
}
