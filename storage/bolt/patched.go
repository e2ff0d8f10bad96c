package bolt

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"slices"

	"parley/annotate"
	"parley/storage/bolt/page"
)

// patched is a source with records put back that it has lost. What it gives back is
// proven: by the log's stamp of the record, or by the hash of the text.
type patched struct {
	layered
	found layer // in no order yet
}

// rescue looks for what a check misses: in the log, which has small changes whole, and
// in leaf pages that nothing leads to any more.
func (p *patched) rescue(c *checker, file *page.File) {
	if len(c.wanted)+len(c.texts) == 0 {
		return
	}
	for n := uint64(1); n <= c.report.Entries && len(c.wanted) > 0; n++ {
		if e, packed, err := readEntry(p.under, n); err == nil {
			_ = changes(p.under, e, packed, func(ch *change) error {
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
	slices.SortFunc(p.found, func(a, b put) int {
		return cmp.Or(cmp.Compare(a.in, b.in), bytes.Compare(a.key, b.key))
	})
	p.over = p.found
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
	if d, ok := c.decoded(key, value).(*annotate.Document); ok && p.under.get(inTexts, d.ID[:]) == nil {
		c.texts[d.ID] = d.SHA256
	}
	p.found = append(p.found, put{in: homes[key.Kind], key: appendKey(nil, key), value: bytes.Clone(value)})
}

func (c *checker) decoded(key annotate.Key, value []byte) annotate.Record {
	if key.Kind != annotate.KindDocument {
		return nil
	}
	r, _ := c.decoder.Decode(key, value)
	return r
}
