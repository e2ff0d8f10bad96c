package query

// pages is a list that grows without moving what it has, so that it never takes twice
// its memory. The zero value is empty.
type pages[T any] struct {
	list []*[pageSize]T
	size uint32
}

const pageSize = 1 << 10

func (p *pages[T]) at(n uint32) *T { return &p.list[n/pageSize][n%pageSize] }

// add appends v and gives its number.
func (p *pages[T]) add(v T) uint32 {
	if p.size%pageSize == 0 {
		p.list = append(p.list, new([pageSize]T))
	}
	n := p.size
	p.size++
	*p.at(n) = v
	return n
}
