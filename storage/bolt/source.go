package bolt

import (
	"bytes"
	"iter"

	"go.etcd.io/bbolt"
)

// source is where a Reader reads: a transaction, or the pages of a file too damaged for
// one. What it gives is valid until the source ends.
type source interface {
	// get is the value under key; nil when there is none.
	get(b bucket, key []byte) []byte
	// cursor walks a bucket in the order of its keys.
	cursor(b bucket) cursor
}

// cursor is the part of *bbolt.Cursor that reading needs. A nil key is the end.
type cursor interface {
	Seek(from []byte) (key, value []byte)
	Next() (key, value []byte)
	Last() (key, value []byte)
}

// scan gives what stands at from and behind it, in order.
func scan(s source, b bucket, from []byte) iter.Seq2[[]byte, []byte] {
	return func(yield func([]byte, []byte) bool) {
		c := s.cursor(b)
		for k, v := c.Seek(from); k != nil; k, v = c.Next() {
			if !yield(k, v) {
				return
			}
		}
	}
}

// within is the part of a scan that begins with prefix.
func within(s source, b bucket, prefix []byte) iter.Seq2[[]byte, []byte] {
	return func(yield func([]byte, []byte) bool) {
		for k, v := range scan(s, b, prefix) {
			if !bytes.HasPrefix(k, prefix) || !yield(k, v) {
				return
			}
		}
	}
}

// follower walks a bucket beside another one whose keys it is asked for in order.
type follower struct {
	c       cursor
	k, v    []byte
	skipped func(key []byte) // told of entries that no key asked for; may be nil
}

func follow(s source, b bucket, from []byte) *follower {
	f := &follower{c: s.cursor(b)}
	f.k, f.v = f.c.Seek(from)
	return f
}

// at gives the entries that begin with prefix.
func (f *follower) at(prefix []byte) iter.Seq2[[]byte, []byte] {
	return func(yield func([]byte, []byte) bool) {
		for f.k != nil && bytes.Compare(f.k, prefix) < 0 {
			f.skip()
		}
		for f.k != nil && bytes.HasPrefix(f.k, prefix) {
			k, v := f.k, f.v
			f.k, f.v = f.c.Next()
			if !yield(k, v) {
				return
			}
		}
	}
}

func (f *follower) skip() {
	if f.skipped != nil {
		f.skipped(f.k)
	}
	f.k, f.v = f.c.Next()
}

// rest skips what is left.
func (f *follower) rest() {
	for f.k != nil {
		f.skip()
	}
}

// moment is a source on a transaction.
type moment struct {
	tx   *bbolt.Tx
	open [buckets]*bbolt.Bucket
}

// in is a bucket; nil in a file without it.
func (m *moment) in(b bucket) *bbolt.Bucket {
	if m.open[b] == nil {
		m.open[b] = m.tx.Bucket([]byte(bucketNames[b]))
	}
	return m.open[b]
}

func (m *moment) get(b bucket, key []byte) []byte {
	if in := m.in(b); in != nil {
		return in.Get(key)
	}
	return nil
}

func (m *moment) cursor(b bucket) cursor {
	if in := m.in(b); in != nil {
		return in.Cursor()
	}
	return nothing{}
}

// nothing is a cursor on a bucket that is not there.
type nothing struct{}

func (nothing) Seek([]byte) (key, value []byte) { return nil, nil }
func (nothing) Next() (key, value []byte)       { return nil, nil }
func (nothing) Last() (key, value []byte)       { return nil, nil }
