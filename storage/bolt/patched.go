package bolt

import (
	"bytes"
	"crypto/sha256"
	"maps"
	"slices"

	"parley/annotate"
	"parley/storage/bolt/page"
)

// patched is a source with records put back that it has lost. What it gives back is
// proven: by the log's stamp of the record, or by the hash of the text.
type patched struct {
	source
	found [buckets]map[string][]byte
	keys  [buckets][]string // of found, in order
}

// rescue looks for what a check misses: in the log, which has small changes whole, and
// in leaf pages that nothing leads to any more.
func (p *patched) rescue(c *checker, file *page.File) {
	if len(c.wanted)+len(c.texts) == 0 {
		return
	}
	for n := uint64(1); n <= c.report.Entries && len(c.wanted) > 0; n++ {
		if e, packed, err := readEntry(p.source, n); err == nil {
			_ = changes(p.source, e, packed, func(ch *change) error {
				p.offer(c, ch.key, ch.new)
				return nil
			})
		}
	}
	for k, v := range file.Stray() {
		for kind := range homes {
			if key, ok := parseKey(annotate.Kind(kind), k); ok {
				p.offer(c, key, v)
			}
		}
	}
	for b := range buckets {
		p.keys[b] = slices.Sorted(maps.Keys(p.found[b]))
	}
}

// offer takes a value that is the one that was lost.
func (p *patched) offer(c *checker, key annotate.Key, value []byte) {
	if key.Kind == annotate.KindBody {
		want, lost := c.texts[key.Document]
		if !lost || sha256.Sum256(value) != want {
			return
		}
		delete(c.texts, key.Document)
	} else {
		want, lost := c.wanted[key]
		if !lost || value == nil || stampOf(value) != want {
			return
		}
		delete(c.wanted, key)
	}
	c.counts[key.Kind].Found++
	if d, ok := c.decoded(key, value).(*annotate.Document); ok && p.source.get(inTexts, d.ID[:]) == nil {
		c.texts[d.ID] = d.SHA256
	}
	b := homes[key.Kind]
	if p.found[b] == nil {
		p.found[b] = map[string][]byte{}
	}
	p.found[b][string(appendKey(nil, key))] = bytes.Clone(value)
}

func (c *checker) decoded(key annotate.Key, value []byte) annotate.Record {
	if key.Kind != annotate.KindDocument {
		return nil
	}
	r, _ := c.decoder.Decode(key, value)
	return r
}

func (p *patched) get(b bucket, key []byte) []byte {
	if v, ok := p.found[b][string(key)]; ok {
		return v
	}
	return p.source.get(b, key)
}

func (p *patched) cursor(b bucket) cursor {
	if len(p.keys[b]) == 0 {
		return p.source.cursor(b)
	}
	return &merged{p: p, b: b, c: p.source.cursor(b)}
}

// merged walks a bucket and what was found of it side by side.
type merged struct {
	p    *patched
	b    bucket
	c    cursor
	k, v []byte // where c stands
	at   int    // the next one found
}

func (m *merged) Seek(from []byte) (key, value []byte) {
	m.k, m.v = m.c.Seek(from)
	m.at, _ = slices.BinarySearch(m.p.keys[m.b], string(from))
	return m.Next()
}

func (m *merged) Next() (key, value []byte) {
	keys := m.p.keys[m.b]
	if m.at < len(keys) && (m.k == nil || keys[m.at] <= string(m.k)) {
		k := keys[m.at]
		if m.at++; m.k != nil && k == string(m.k) {
			m.k, m.v = m.c.Next()
		}
		return []byte(k), m.p.found[m.b][k]
	}
	key, value = m.k, m.v
	if m.k != nil {
		m.k, m.v = m.c.Next()
	}
	return key, value
}

func (m *merged) Last() (key, value []byte) {
	key, value = m.c.Last()
	keys := m.p.keys[m.b]
	if last := keys[len(keys)-1]; last >= string(key) {
		return []byte(last), m.p.found[m.b][last]
	}
	return key, value
}
