package bolt

import (
	"cmp"
	"errors"
	"fmt"

	"github.com/tinylib/msgp/msgp"
	"go.etcd.io/bbolt"

	"parley/annotate"
)

// keyRecent is the one key of the bucket recent.
const keyRecent = "changes"

// recentRoom is how many bytes of changes gather before they are moved to their buckets.
const recentRoom = 32 << 10

// recentOf is what lies over the buckets of src. Where it cannot be read, the layer is
// what could be, and the error wraps annotate.ErrDamaged.
func recentOf(src source) (layer, error) {
	b := src.get(inRecent, []byte(keyRecent))
	if len(b) == 0 {
		return nil, nil
	}
	l, err := readLayer(b)
	if err != nil {
		err = fmt.Errorf("recent: %w: %w", err, annotate.ErrDamaged)
	}
	return l, err
}

// withRecent is src as it is to be read: with what is recent over it.
func withRecent(src source) (*layered, error) {
	over, err := recentOf(src)
	return &layered{under: src, over: over}, err
}

// bringHome moves what is recent to its buckets.
func bringHome(tx *bbolt.Tx) error {
	m := &moment{tx: tx}
	over, err := recentOf(m)
	if err != nil {
		return err
	}
	return m.bringHome(over)
}

func (m *moment) bringHome(over layer) error {
	if len(over) == 0 {
		return nil
	}
	m.in(inLog).FillPercent = 1 // only ever appended to
	for i := range over {
		p := &over[i]
		if err := m.put(p); err != nil {
			return fmt.Errorf("%s: %w", p.in, err)
		}
	}
	return m.in(inRecent).Delete([]byte(keyRecent))
}

func (m *moment) put(p *put) error {
	if p.gone {
		return m.in(p.in).Delete(p.key)
	}
	return m.in(p.in).Put(p.key, p.value)
}

// appendLayer appends what readLayer reads: an array of bucket, key and value; the
// value of what is gone is nil.
func appendLayer(b []byte, l layer) []byte {
	b = msgp.AppendArrayHeader(b, uint32(len(l)))
	for i := range l {
		p := &l[i]
		b = msgp.AppendArrayHeader(b, 3)
		b = msgp.AppendString(b, p.in.String())
		b = msgp.AppendBytes(b, p.key)
		if p.gone {
			b = msgp.AppendNil(b)
		} else {
			b = msgp.AppendBytes(b, p.value)
		}
	}
	return b
}

// size is about how many bytes appendLayer appends.
func (l layer) size() int {
	n := 5
	for i := range l {
		n += len(l[i].key) + len(l[i].value) + 24
	}
	return n
}

// formerRecent looks in free pages for what was recent a change or a few ago, and still
// fits to the buckets: its log goes on where theirs ends. Nil: there is nothing of use.
func formerRecent(homes *pages) (best layer) {
	most := lastNumber(homes)
	next := number(most + 1)
	for k, v := range homes.file.Freed() {
		if string(k) != keyRecent {
			continue
		}
		l, err := readLayer(v)
		if log := l.of(inLog); err != nil || len(log) == 0 || string(log[0].key) != string(next) {
			continue
		}
		if n := lastNumber(&layered{under: homes, over: l}); n > most {
			most, best = n, l
		}
	}
	return best
}

var errLayer = errors.New("it is no row of changes")

// readLayer shares memory with b.
func readLayer(b []byte) (layer, error) {
	n, b, err := msgp.ReadArrayHeaderBytes(b)
	if err != nil || int(n) > len(b) {
		return nil, errLayer
	}
	l := make(layer, 0, n+8)
	for range n {
		var p put
		if p, b, err = readPut(b); err != nil {
			return l, err
		}
		if len(l) > 0 && !l[len(l)-1].before(&p) {
			return l, errLayer
		}
		l = append(l, p)
	}
	if len(b) > 0 {
		return l, errLayer
	}
	return l, nil
}

func readPut(b []byte) (p put, rest []byte, err error) {
	n, b, err := msgp.ReadArrayHeaderBytes(b)
	if err != nil || n != 3 {
		return p, b, errLayer
	}
	name, b, err := msgp.ReadStringZC(b)
	if err != nil {
		return p, b, errLayer
	}
	for p.in = 0; p.in < inRecent && p.in.String() != string(name); {
		p.in++
	}
	if p.key, b, err = msgp.ReadBytesZC(b); err != nil || p.in == inRecent || len(p.key) == 0 {
		return p, b, errLayer
	}
	if p.gone = msgp.IsNil(b); p.gone {
		b, err = msgp.ReadNilBytes(b)
	} else if p.value, b, err = msgp.ReadBytesZC(b); p.value == nil {
		p.value = []byte{}
	}
	if err != nil {
		return p, b, errLayer
	}
	return p, b, nil
}

func (p *put) before(q *put) bool {
	return cmp.Or(cmp.Compare(p.in, q.in), cmp.Compare(string(p.key), string(q.key))) < 0
}
