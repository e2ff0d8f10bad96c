package page

import (
	"encoding/binary"
	"fmt"
	"iter"
	"slices"
)

// place is the one entry of the tree that names a page. The roots of buckets, and the
// root of all, are named by no page: 0.
type place struct {
	parent uint64
	at     int
}

// belongs reports whether page id is named by this entry first. Once the tree was
// walked, a second entry that names it leads nowhere: so nothing is read twice, and a
// ring of pages has an end.
func (f *File) belongs(id uint64, from place) bool {
	if f.tree == nil {
		return true
	}
	p, ok := f.tree[id]
	return ok && p == from
}

// Check walks every page and says what is wrong with the file as a row of pages. From
// then on reading keeps to what the walk has found. It does not look at what the pages mean.
func (f *File) Check() []error {
	if f.tree != nil {
		return f.found
	}
	f.tree = map[uint64]place{}
	if f.Missing() > 0 {
		f.problem("%d bytes are missing at the end", f.Missing())
	}
	f.walk(f.meta.root, place{}, nil, nil, true, 0)
	f.checkFree()
	return f.found
}

func (f *File) problem(format string, args ...any) {
	f.found = append(f.found, fmt.Errorf(format, args...))
}

// walk visits a page and all below it. Keys are at low or behind it and before high,
// where these are not nil; top says that the leaves hold buckets.
func (f *File) walk(id uint64, from place, low, high []byte, top bool, depth int) {
	if p, ok := f.tree[id]; ok {
		f.problem("page %d is named twice, by pages %d and %d", id, p.parent, from.parent)
		return
	}
	n, err := f.read(id)
	if err != nil {
		f.problem("%w", err)
		return
	}
	f.tree[id] = from
	for i := 1; i <= n.over; i++ {
		f.tree[id+uint64(i)] = place{parent: id, at: -1}
	}
	if n.count > 0 && (string(n.key(0)) < string(low) || (high != nil && string(n.key(n.count-1)) >= string(high))) {
		f.problem("page %d has keys that belong elsewhere", id)
	}
	for i := range n.count {
		switch {
		case n.kind == kindBranch && depth > deepest:
			f.problem("page %d lies too deep", id)
			return
		case n.kind == kindBranch:
			end := high
			if i+1 < n.count {
				end = n.key(i + 1)
			}
			f.walk(n.child(i), place{id, i}, n.key(i), end, top, depth+1)
		case top && n.isBucket(i):
			if b := f.bucket(n.value(i)); b == nil {
				f.problem("bucket %q cannot be read", n.key(i))
			} else if b.root != 0 {
				f.walk(b.root, place{}, nil, nil, false, depth+1)
			}
		}
	}
}

// checkFree wants every page to be either in the tree or in the list of free ones.
func (f *File) checkFree() {
	if f.meta.freeList == noFreeList {
		return
	}
	n, err := f.readAny(f.meta.freeList)
	if err == nil && n.kind != kindFree {
		err = fmt.Errorf("page %d: kind %#x is no list of free pages", n.id, n.kind)
	}
	if err != nil {
		f.problem("%w", err)
		return
	}
	used := make([]bool, min(f.meta.pages, uint64(f.size/int64(f.meta.pageSize))+1))
	for i := range uint64(n.over) + 1 {
		used[n.id+i] = true
	}
	for id := range f.tree {
		used[id] = true
	}
	ids, err := n.free()
	if err != nil {
		f.problem("page %d: %w", n.id, err)
		return
	}
	for _, id := range ids {
		if id < 2 || id >= uint64(len(used)) || used[id] {
			f.problem("page %d is free and in use, or free twice", id)
			continue
		}
		used[id] = true
	}
	if lost := slices.Index(used[min(2, len(used)):], false); lost >= 0 && len(f.found) == 0 {
		f.problem("page %d is neither free nor in use", lost+2)
	}
}

// Stray gives what stands in leaf pages that nothing leads to and that are not known to
// be free: below a broken branch they are what it led to. Some may be older than the
// file's present state.
func (f *File) Stray() iter.Seq2[[]byte, []byte] {
	return func(yield func([]byte, []byte) bool) {
		f.Check()
		free := f.freePages()
		end := min(f.meta.pages, uint64(f.size/int64(f.meta.pageSize)))
		for id := uint64(2); id < end; id++ {
			if _, ok := f.tree[id]; !ok && !free[id] && !f.leaf(id, yield) {
				return
			}
		}
	}
}

// Freed gives what stands in leaf pages that are free: it belonged to former states of
// the file, and may be overwritten in part.
func (f *File) Freed() iter.Seq2[[]byte, []byte] {
	return func(yield func([]byte, []byte) bool) {
		for id := range f.freePages() {
			if !f.leaf(id, yield) {
				return
			}
		}
	}
}

// leaf yields what stands in page id, if that is a leaf; false when no more is wanted.
func (f *File) leaf(id uint64, yield func([]byte, []byte) bool) bool {
	n, err := f.read(id)
	if err != nil || n.kind != kindLeaf {
		return true
	}
	for i := range n.count {
		if !n.isBucket(i) && !yield(n.key(i), n.value(i)) {
			return false
		}
	}
	return true
}

// freePages are those that the list of free ones names; none where it cannot be read.
func (f *File) freePages() map[uint64]bool {
	free := map[uint64]bool{}
	if n, err := f.readAny(f.meta.freeList); err == nil && n.kind == kindFree {
		ids, _ := n.free()
		for _, id := range ids {
			free[id] = true
		}
	}
	return free
}

// free are the pages that a list of free ones names.
func (n *node) free() ([]uint64, error) {
	b, count := n.b[headerSize:], n.count
	if count == 0xFFFF && len(b) >= 8 {
		count, b = int(min(binary.LittleEndian.Uint64(b), 1<<40)), b[8:]
	}
	if count > len(b)/8 {
		return nil, fmt.Errorf("%d free pages do not fit", count)
	}
	ids := make([]uint64, count)
	for i := range ids {
		ids[i] = binary.LittleEndian.Uint64(b[8*i:])
	}
	return ids, nil
}
