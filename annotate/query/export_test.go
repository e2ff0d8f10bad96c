package query

import (
	"fmt"
	"unsafe"
)

// RowSize is what a row takes, without the lists it is in.
const RowSize = unsafe.Sizeof(row{})

// ManyChanges is how many changes may wait for the end of a build.
const ManyChanges = manyChanges

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

func (x *Index) inOrder(l *list) error {
	size := 0
	var last position
	for c, chunk := range l.chunks {
		if len(chunk) == 0 || len(chunk) > chunkSize || cap(chunk) > chunkSize {
			return fmt.Errorf("chunk %d has %d of %d", c, len(chunk), cap(chunk))
		}
		if c > 0 && len(chunk)+len(l.chunks[c-1]) <= chunkSize/4 {
			return fmt.Errorf("chunks %d and %d are nearly empty", c-1, c)
		}
		for _, n := range chunk {
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
