package page

import (
	"encoding/binary"
	"fmt"
)

// node is a branch or leaf page whose entries were all checked to lie within it.
type node struct {
	id    uint64
	kind  uint16
	count int
	over  int
	b     []byte // the page with its header
}

// read reads and checks page id.
func (f *File) read(id uint64) (node, error) {
	if n, ok := f.known[id]; ok {
		return n, nil
	}
	n, err := f.readAny(id)
	if err != nil {
		return n, err
	}
	if n.kind != kindBranch && n.kind != kindLeaf {
		return n, fmt.Errorf("page %d: kind %#x is neither branch nor leaf", id, n.kind)
	}
	if err := n.check(); err != nil {
		return n, fmt.Errorf("page %d: %w", id, err)
	}
	if n.kind == kindBranch {
		f.known[id] = n
	}
	return n, nil
}

// readAny reads page id, of any kind, with the pages it runs on over.
func (f *File) readAny(id uint64) (node, error) {
	size := int64(f.meta.pageSize)
	if id < 2 || id >= f.meta.pages {
		return node{}, fmt.Errorf("page %d is outside the file", id)
	}
	b := make([]byte, size)
	if _, err := f.r.ReadAt(b, int64(id)*size); err != nil {
		return node{}, fmt.Errorf("page %d: %w", id, noEOF(err))
	}
	n := header(b)
	if n.id != id {
		return n, fmt.Errorf("page %d calls itself %d", id, n.id)
	}
	if n.over > 0 {
		if uint64(n.over) >= f.meta.pages-id || int64(id)*size+int64(n.over+1)*size > f.size {
			return n, fmt.Errorf("page %d: runs over %d pages, beyond the end", id, n.over)
		}
		b = make([]byte, size*int64(n.over+1))
		if _, err := f.r.ReadAt(b, int64(id)*size); err != nil {
			return n, fmt.Errorf("page %d: %w", id, noEOF(err))
		}
		n.b = b
	}
	return n, nil
}

func header(b []byte) node {
	return node{
		id: binary.LittleEndian.Uint64(b), kind: binary.LittleEndian.Uint16(b[8:]),
		count: int(binary.LittleEndian.Uint16(b[10:])), over: int(binary.LittleEndian.Uint32(b[12:])), b: b,
	}
}

// check wants every entry within the page and the keys in order.
func (n *node) check() error {
	if headerSize+n.count*entrySize > len(n.b) {
		return fmt.Errorf("%d entries do not fit", n.count)
	}
	if n.kind == kindBranch && n.count == 0 {
		return fmt.Errorf("a branch without entries")
	}
	for i := range n.count {
		from, to := n.bounds(i)
		if from < int64(headerSize+n.count*entrySize) || to > int64(len(n.b)) || to < from {
			return fmt.Errorf("entry %d lies outside", i)
		}
		if i > 0 && string(n.key(i-1)) >= string(n.key(i)) {
			return fmt.Errorf("entry %d is out of order", i)
		}
	}
	return nil
}

func (n *node) word(i, at int) uint32 {
	return binary.LittleEndian.Uint32(n.b[headerSize+i*entrySize+at:])
}

// bounds are where entry i's key begins and its value ends.
func (n *node) bounds(i int) (from, to int64) {
	at := int64(headerSize + i*entrySize)
	if n.kind == kindBranch {
		from = at + int64(n.word(i, 0))
		return from, from + int64(n.word(i, 4))
	}
	from = at + int64(n.word(i, 4))
	return from, from + int64(n.word(i, 8)) + int64(n.word(i, 12))
}

func (n *node) key(i int) []byte {
	from, to := n.bounds(i)
	if n.kind == kindLeaf {
		to = from + int64(n.word(i, 8))
	}
	return n.b[from:to:to]
}

func (n *node) value(i int) []byte {
	from, to := n.bounds(i)
	return n.b[from+int64(n.word(i, 8)) : to : to]
}

// child is the page that entry i of a branch names.
func (n *node) child(i int) uint64 {
	return binary.LittleEndian.Uint64(n.b[headerSize+i*entrySize+8:])
}

// isBucket reports whether entry i of a leaf is a bucket.
func (n *node) isBucket(i int) bool { return n.kind == kindLeaf && n.word(i, 0)&1 != 0 }

// find is the first entry whose key is at key or behind it.
func (n *node) find(key []byte) int {
	lo, hi := 0, n.count
	for lo < hi {
		mid := (lo + hi) / 2
		if string(n.key(mid)) < string(key) {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}
