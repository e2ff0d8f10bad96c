package bolt

import (
	"encoding/binary"
	"hash/maphash"

	"parley/annotate"
)

// states is the log's last word on every record: which state it should be in.
type states struct {
	seed maphash.Seed
	last map[uint64]stamp // by a hash of the key; the zero stamp: deleted
}

func newStates() states {
	return states{seed: maphash.MakeSeed(), last: map[uint64]stamp{}}
}

func (s *states) hash(key annotate.Key) uint64 { return maphash.Comparable(s.seed, key) }

// note takes a change into account. Texts do not change, and have hashes of their own.
func (s *states) note(c *change) {
	if c.key.Kind == annotate.KindBody {
		return
	}
	made := c.made
	if c.new != nil {
		made = stampOf(c.new)
	}
	s.last[s.hash(c.key)] = made
}

// agree reports whether a record is in the state that the log says, which it gives, and
// remembers that it was seen. Of a record that the log never met there is nothing to say.
func (s *states) agree(key annotate.Key, value []byte) (should stamp, ok bool) {
	if s.last == nil || key.Kind == annotate.KindBody {
		return stamp{}, true
	}
	h := s.hash(key)
	should, ok = s.last[h]
	delete(s.last, h)
	return should, !ok || should == stampOf(value)
}

// log reads every entry and gathers the states. A log with holes says nothing sure of
// any record.
func (c *checker) log() {
	c.states = newStates()
	before := len(c.report.Problems)
	defer func() {
		if len(c.report.Problems) > before {
			c.states.last = nil
		}
	}()
	last := lastNumber(c.src)
	c.report.Entries = last
	next := uint64(1)
	for k := range scan(c.src, inLog, nil) {
		if len(k) != 8 && len(k) != 12 {
			c.damage("log", "%x is no key", k)
			continue
		}
		n := binary.BigEndian.Uint64(k)
		if len(k) == 12 {
			if n+1 != next {
				c.damage("log", "changes of number %d stand without it", n)
			}
			continue
		}
		if n != next {
			c.damage("log", "numbers %d to %d are missing", next, n-1)
		}
		next = n + 1
		c.entry(n)
	}
}

func (c *checker) entry(n uint64) {
	e, packed, err := readEntry(c.src, n)
	if err == nil {
		err = changes(c.src, e, packed, func(ch *change) error {
			c.states.note(ch)
			for _, v := range [][]byte{ch.old, ch.new} {
				if v != nil {
					if _, err := c.decoder.Decode(ch.key, v); err != nil {
						return err
					}
				}
			}
			return nil
		})
	}
	if err != nil {
		c.damage("log", "%v", err)
	}
}

// lost names the records that the log knows and nobody has seen.
func (c *checker) lost() {
	missing := 0
	for _, s := range c.states.last {
		if s != (stamp{}) {
			missing++
		}
	}
	if missing == 0 {
		return
	}
	for n := uint64(1); n <= c.report.Entries; n++ {
		e, packed, err := readEntry(c.src, n)
		if err != nil {
			continue
		}
		_ = changes(c.src, e, packed, func(ch *change) error {
			h := c.states.hash(ch.key)
			if s, ok := c.states.last[h]; ok && s != (stamp{}) && ch.key.Kind != annotate.KindBody {
				delete(c.states.last, h)
				c.counts[ch.key.Kind].Lost++
				c.wanted[ch.key] = s
				c.damage(nameOf(ch.key), "it is missing")
			}
			return nil
		})
	}
}
