package query

import (
	"fmt"
	"unsafe"
)

// RowSize is what a row takes, without the lists it is in.
const RowSize = unsafe.Sizeof(row{})

// ManyChanges is how many changes may wait for the end of a build.
const ManyChanges = manyChanges

// ManyAtOnce is from how many changes in one step on they are followed elsewhere.
const ManyAtOnce = manyAtOnce

// Steps counts the comparisons that it takes to find a row and put it into a list.
func (x *Index) Steps(p Place) (steps int) {
	x.terms.all.search(func(n uint32) bool {
		steps++
		return x.position(n).compare(p.position()) < 0
	})
	return steps
}

// Sound says what is wrong with the form of an index: lists out of order, chunks that are
// empty or too full, rows that nobody has, counts that do not add up.
func (x *Index) Sound() error {
	for l := range x.terms.each() {
		if err := x.inOrder(l); err != nil {
			return err
		}
	}
	if int(x.rows.size) != x.Len()+len(x.free) {
		return fmt.Errorf("%d rows, %d in use, %d free", x.rows.size, x.Len(), len(x.free))
	}
	sum := 0
	for n := range x.documents.size {
		sum += int(x.documents.at(n).count)
	}
	if sum != x.Len() || x.byID.size != int(x.documents.size) {
		return fmt.Errorf("%d annotations in documents, %d in all; %d of %d documents", sum, x.Len(), x.byID.size, x.documents.size)
	}
	return nil
}

func (c *chunk) sound() error {
	each := [...]int{run: 0, near: 1, far: 2}[c.form]
	if c.size == 0 || c.size > chunkSize || len(c.data) != each*int(c.size) || cap(c.data) > each*chunkSize {
		return fmt.Errorf("form %d has %d numbers in %d of %d", c.form, c.size, len(c.data), cap(c.data))
	}
	return nil
}

func (x *Index) inOrder(l *list) error {
	size := 0
	var last position
	for i := range l.chunks {
		c := &l.chunks[i]
		if err := c.sound(); err != nil {
			return fmt.Errorf("chunk %d: %w", i, err)
		}
		if i > 0 && c.size+l.chunks[i-1].size <= worthwhile {
			return fmt.Errorf("chunks %d and %d are nearly empty", i-1, i)
		}
		for at := range int(c.size) {
			n := c.at(at)
			p := x.position(n)
			if size > 0 && last.compare(p) >= 0 {
				return fmt.Errorf("row %d at %v does not follow %v", n, p, last)
			}
			last = p
			size++
		}
	}
	if size != l.size {
		return fmt.Errorf("%d numbers, says %d", size, l.size)
	}
	return nil
}
