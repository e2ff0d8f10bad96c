package sqlitefile

import (
	"encoding/binary"
	"slices"
)

// The kinds of pages. A page above leaves has another number.
const (
	tableLeaf  = 0x0D
	indexLeaf  = 0x0A
	tableInner = 0x05
	indexInner = 0x02
)

// tree grows from its leaves, from left to right.
type tree struct {
	file    *File
	kind    byte // tableLeaf or indexLeaf
	reserve int  // how much of each page stays free
	levels  []*level
	last    []byte // the key of the last cell of a table
}

// level are the pages of a tree in one height, of which the last is not written yet.
type level struct {
	node
	// pending is a cell for which that page has no room. It goes up as soon as there is
	// another to stand behind it, so that no page is without cells.
	pending []byte
}

func newTree(f *File, kind byte) *tree {
	t := &tree{file: f, kind: kind}
	t.grow()
	return t
}

// grow adds a level on top.
func (t *tree) grow() *level {
	l := &level{node: node{kind: t.kind, head: 8}}
	if len(t.levels) > 0 {
		l.head, l.kind = 12, tableInner
		if t.kind == indexLeaf {
			l.kind = indexInner
		}
	}
	l.empty()
	t.levels = append(t.levels, l)
	return l
}

// addRow adds a row of a table behind the others.
func (t *tree) addRow(key, cell []byte) error {
	l := t.levels[0]
	if !l.fits(len(cell), t.reserve) {
		if l.cells == 0 {
			return errSchema // only there is less room than the largest cell takes
		}
		if err := t.climb(0, 0, t.last); err != nil {
			return err
		}
	}
	l.push(cell)
	t.last = append(t.last[:0], key...)
	return nil
}

// add adds a cell behind the others of a level: an entry of an index, or the page of a
// lower level with the key behind it.
func (t *tree) add(height int, cell []byte) error {
	if height == len(t.levels) {
		t.grow()
	}
	l := t.levels[height]
	switch {
	case l.pending != nil:
		divider := l.pending
		l.pending = nil
		if err := t.divide(height, divider); err != nil {
			return err
		}
	case !l.fits(len(cell), t.reserve):
		l.pending = slices.Clone(cell)
		return nil
	}
	l.push(cell)
	return nil
}

// divide ends the page of a level at a cell, which goes up.
func (t *tree) divide(height int, cell []byte) error {
	if height == 0 {
		return t.climb(0, 0, cell)
	}
	return t.climb(height, binary.BigEndian.Uint32(cell), cell[4:])
}

// climb writes the page of a level, whose last child is right, has it stand above with the
// key behind it, and begins the next.
func (t *tree) climb(height int, right uint32, key []byte) error {
	l := t.levels[height]
	n, err := t.file.put(l.done(right))
	if err != nil {
		return err
	}
	l.empty()
	return t.add(height+1, append(binary.BigEndian.AppendUint32(nil, n), key...))
}

// end writes all pages, and gives the number of the topmost.
func (t *tree) end() (uint32, error) {
	top, err := t.root()
	if err != nil {
		return 0, err
	}
	return t.file.put(&top.page)
}

// root writes all pages but the topmost.
func (t *tree) root() (*node, error) {
	child := uint32(0)
	for height := 0; ; height++ {
		l := t.levels[height]
		if last := l.pending; last != nil { // it stands alone in a page, and the one before it goes up
			l.pending = nil
			if err := t.divide(height, l.pop()); err != nil {
				return nil, err
			}
			l.push(last)
		}
		p := l.done(child)
		if height+1 == len(t.levels) {
			return &l.node, nil
		}
		var err error
		if child, err = t.file.put(p); err != nil {
			return nil, err
		}
	}
}

// node is a page of a tree, whose cells fill it from its end.
type node struct {
	page
	kind             byte
	head, cells, top int // top: where the last cell begins
}

func (n *node) empty() { n.page, n.cells, n.top = page{}, 0, pageSize }

func (n *node) fits(size, reserve int) bool {
	return reserve+n.head+2*(n.cells+1)+size <= n.top
}

func (n *node) push(cell []byte) {
	n.top -= len(cell)
	copy(n.page[n.top:], cell)
	binary.BigEndian.PutUint16(n.page[n.head+2*n.cells:], uint16(n.top))
	n.cells++
}

// pop takes the last cell off; it is a copy.
func (n *node) pop() []byte {
	n.cells--
	end := pageSize
	if n.cells > 0 {
		end = int(binary.BigEndian.Uint16(n.page[n.head+2*(n.cells-1):]))
	}
	cell := slices.Clone(n.page[n.top:end])
	clear(n.page[n.top:end])
	n.page[n.head+2*n.cells], n.page[n.head+2*n.cells+1] = 0, 0
	n.top = end
	return cell
}

// done is the page with its head. right is its last child, of one that has any.
func (n *node) done(right uint32) *page {
	n.page[0] = n.kind
	binary.BigEndian.PutUint16(n.page[3:], uint16(n.cells))
	binary.BigEndian.PutUint16(n.page[5:], uint16(n.top))
	if n.head == 12 {
		binary.BigEndian.PutUint32(n.page[8:], right)
	}
	return &n.page
}
