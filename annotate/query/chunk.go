package query

import "slices"

// chunk holds up to chunkSize numbers in the order of their list, in the first of three
// forms that can: numbers each one above the one before it take no room, numbers within
// 65,536 of one another two bytes each, any others four. Numbers are given in reading order
// when an index is built, so nearly all chunks of it have the first form or the second.
type chunk struct {
	base uint32 // run: the first number; near: none is below it
	size uint16
	form form
	data []uint16 // near: each less base; far: the lower and the upper half of each
}

type form uint8

const (
	run form = iota
	near
	far
)

// chunkSize is how many numbers a chunk holds at most.
const chunkSize = 512

// reach is how far above its base a chunk's near numbers go.
const reach = 1<<16 - 1

// worthwhile is from how many numbers on a chunk rather ends than takes a larger form.
const worthwhile = 64

func (c *chunk) at(i int) uint32 {
	switch c.form {
	case run:
		return c.base + uint32(i)
	case near:
		return c.base + uint32(c.data[i])
	}
	return uint32(c.data[2*i]) | uint32(c.data[2*i+1])<<16
}

func (c *chunk) last() uint32 { return c.at(int(c.size) - 1) }

func (c *chunk) full() bool { return c.size == chunkSize }

// follows reports whether n can be put at the end of c without another form.
func (c *chunk) follows(n uint32) bool {
	switch c.form {
	case run:
		return c.size == 0 || n == c.base+uint32(c.size)
	case near:
		return n >= c.base && n-c.base <= reach
	}
	return true
}

// insert puts n at a place of c, which must not be full.
func (c *chunk) insert(at int, n uint32) {
	if c.size == 0 {
		c.base = n
	}
	if c.form == run && (at < int(c.size) || !c.follows(n)) {
		c.unroll()
	}
	if c.form == near && !c.follows(n) && !c.lower(n) {
		c.widen()
	}
	switch c.form {
	case near:
		c.data = slices.Insert(roomy(c.data, 1), at, uint16(n-c.base))
	case far:
		c.data = slices.Insert(roomy(c.data, 2), 2*at, uint16(n), uint16(n>>16))
	}
	c.size++
}

// remove takes away the number at a place.
func (c *chunk) remove(at int) {
	if c.form == run && at == 0 {
		c.base++
	} else if c.form == run && at != int(c.size)-1 {
		c.unroll()
	}
	switch c.form {
	case near:
		c.data = slices.Delete(c.data, at, at+1)
	case far:
		c.data = slices.Delete(c.data, 2*at, 2*at+2)
	}
	c.size--
}

// unroll gives a run the form near.
func (c *chunk) unroll() {
	c.form, c.data = near, make([]uint16, c.size, max(2, c.size))
	for i := range c.data {
		c.data[i] = uint16(i)
	}
}

// lower brings the base of near numbers down to n, if all are still within reach.
func (c *chunk) lower(n uint32) bool {
	if n > c.base || len(c.data) > 0 && c.base+uint32(slices.Max(c.data))-n > reach {
		return false
	}
	by := uint16(c.base - n)
	for i := range c.data {
		c.data[i] += by
	}
	c.base = n
	return true
}

// widen gives near numbers the form far.
func (c *chunk) widen() {
	wide := make([]uint16, 0, 2*len(c.data)+2)
	for _, d := range c.data {
		n := c.base + uint32(d)
		wide = append(wide, uint16(n), uint16(n>>16))
	}
	c.form, c.data = far, wide
}

// split takes all from a place on out of c.
func (c *chunk) split(at int) (rest chunk) {
	rest = chunk{base: c.base, size: c.size - uint16(at), form: c.form}
	switch c.form {
	case run:
		rest.base += uint32(at)
	case near:
		rest.data = append(make([]uint16, 0, chunkSize), c.data[at:]...)
		c.data = c.data[:at]
	case far:
		rest.data = append(make([]uint16, 0, 2*chunkSize), c.data[2*at:]...)
		c.data = c.data[:2*at]
	}
	c.size = uint16(at)
	return rest
}

// pour appends the numbers of d to c.
func (c *chunk) pour(d *chunk) {
	for i := range int(d.size) {
		c.insert(int(c.size), d.at(i))
	}
}

// roomy is data with room for more: twice what there was, as far as a chunk can need it.
func roomy(data []uint16, more int) []uint16 {
	if len(data)+more <= cap(data) {
		return data
	}
	return append(make([]uint16, 0, min(2*len(data)+more, more*chunkSize)), data...)
}

// trim gives back what is not used.
func (c *chunk) trim() { c.data = slices.Clone(c.data) }
