package page

import "encoding/binary"

// Bucket is a tree of keys and values at the top of a file. What its methods give stays
// valid.
type Bucket struct {
	f      *File
	root   uint64 // 0: inline
	inline node
}

// Bucket finds a bucket; nil when there is none, or it cannot be read.
func (f *File) Bucket(name string) *Bucket {
	top := &Bucket{f: f, root: f.meta.root}
	c := top.Cursor()
	k, v := c.Seek([]byte(name))
	if string(k) != name || !c.atBucket() {
		return nil
	}
	return f.bucket(v)
}

func (f *File) bucket(v []byte) *Bucket {
	if len(v) < headerSize {
		return nil
	}
	b := &Bucket{f: f, root: binary.LittleEndian.Uint64(v)}
	if b.root == 0 {
		if len(v) < 2*headerSize {
			return nil
		}
		b.inline = header(v[headerSize:])
		if b.inline.kind != kindLeaf || b.inline.check() != nil {
			return nil
		}
	}
	return b
}

// Names are the names of all buckets.
func (f *File) Names() []string {
	var names []string
	c := (&Bucket{f: f, root: f.meta.root}).Cursor()
	for k, _ := c.Seek(nil); k != nil; k, _ = c.Next() {
		if c.atBucket() {
			names = append(names, string(k))
		}
	}
	return names
}

// Get is the value under key; nil when there is none or its page cannot be read.
func (b *Bucket) Get(key []byte) []byte {
	k, v := b.Cursor().Seek(key)
	if k == nil || string(k) != string(key) {
		return nil
	}
	return v
}

// Cursor walks the bucket in the order of its keys, past pages that cannot be read.
type Cursor struct {
	b     *Bucket
	stack []step // from the root down; the last is a leaf
}

type step struct {
	n  node
	at int
}

// deepest bounds the way down in a file that lies about it.
const deepest = 40

// Cursor makes a cursor, which stands nowhere.
func (b *Bucket) Cursor() *Cursor { return &Cursor{b: b} }

// Seek goes to the first key at or behind from. A nil key is the end.
func (c *Cursor) Seek(from []byte) (key, value []byte) {
	c.stack = c.stack[:0]
	if c.b.root == 0 {
		c.stack = append(c.stack, step{c.b.inline, c.b.inline.find(from)})
	} else {
		c.down(c.b.root, place{parent: 0}, func(n *node) int {
			i := n.find(from)
			if n.kind == kindBranch && i > 0 && (i == n.count || string(n.key(i)) > string(from)) {
				i--
			}
			return i
		})
	}
	return c.settle()
}

// Last goes to the last key.
func (c *Cursor) Last() (key, value []byte) {
	c.stack = c.stack[:0]
	last := func(n *node) int { return n.count - 1 }
	if c.b.root == 0 {
		c.stack = append(c.stack, step{c.b.inline, last(&c.b.inline)})
	} else {
		c.down(c.b.root, place{parent: 0}, last)
	}
	for len(c.stack) > 0 {
		top := &c.stack[len(c.stack)-1]
		switch {
		case top.at < 0:
			c.stack = c.stack[:len(c.stack)-1]
			if len(c.stack) > 0 {
				c.stack[len(c.stack)-1].at--
			}
		case top.n.kind == kindLeaf:
			return top.n.key(top.at), top.n.value(top.at)
		default:
			if !c.down(top.n.child(top.at), place{top.n.id, top.at}, last) {
				top.at--
			}
		}
	}
	return nil, nil
}

// Next goes on by one key.
func (c *Cursor) Next() (key, value []byte) {
	if len(c.stack) == 0 {
		return nil, nil
	}
	c.stack[len(c.stack)-1].at++
	return c.settle()
}

// down puts page id, at the entry that choose says, on the stack; false when it cannot be read.
func (c *Cursor) down(id uint64, from place, choose func(*node) int) bool {
	if len(c.stack) >= deepest || !c.b.f.belongs(id, from) {
		return false
	}
	n, err := c.b.f.read(id)
	if err != nil {
		return false
	}
	c.stack = append(c.stack, step{n, choose(&n)})
	if n.kind == kindBranch && c.stack[len(c.stack)-1].at < n.count && c.stack[len(c.stack)-1].at >= 0 {
		at := c.stack[len(c.stack)-1].at
		c.down(n.child(at), place{n.id, at}, choose)
	}
	return true
}

// settle moves on until the cursor stands on an entry of a leaf.
func (c *Cursor) settle() (key, value []byte) {
	first := func(*node) int { return 0 }
	for len(c.stack) > 0 {
		top := &c.stack[len(c.stack)-1]
		switch {
		case top.at >= top.n.count:
			c.stack = c.stack[:len(c.stack)-1]
			if len(c.stack) > 0 {
				c.stack[len(c.stack)-1].at++
			}
		case top.n.kind == kindLeaf:
			return top.n.key(top.at), top.n.value(top.at)
		default:
			if !c.down(top.n.child(top.at), place{top.n.id, top.at}, first) {
				top.at++
			}
		}
	}
	return nil, nil
}

func (c *Cursor) atBucket() bool {
	top := &c.stack[len(c.stack)-1]
	return top.n.isBucket(top.at)
}
