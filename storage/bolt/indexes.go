package bolt

import (
	"bytes"
	"fmt"
	"maps"
	"slices"

	"github.com/tinylib/msgp/msgp"

	"parley/annotate"
)

// indexes are what a ChangeSet does to the small indexes, gathered and then written in
// the order of the keys.
type indexes struct {
	counts  map[annotate.ID]int  // annotations of a document
	uses    map[annotate.ID]int  // values, authors and turns that name an entity
	hashes  map[hashKey]bool     // a text's document: comes or goes
	heads   map[annotate.ID]int  // documents: came 1, went -1
	touched map[annotate.ID]bool // documents in which something is recorded; false: that are known to be there
	sizes   map[annotate.ID]int  // of texts that came
	added   []*annotate.Document
}

// hashKey is a key of the bucket hashes: the first 8 bytes of a text's SHA-256 and its
// document. Short keys keep the bucket small, as its order is that of no import.
type hashKey [24]byte

func hashKeyOf(sha256 [32]byte, document annotate.ID) (k hashKey) {
	copy(k[:], sha256[:8])
	copy(k[8:], document[:])
	return k
}

func (k hashKey) document() annotate.ID { return annotate.ID(k[8:]) }

func newIndexes() indexes {
	return indexes{
		counts: map[annotate.ID]int{}, uses: map[annotate.ID]int{}, hashes: map[hashKey]bool{},
		heads: map[annotate.ID]int{}, touched: map[annotate.ID]bool{}, sizes: map[annotate.ID]int{},
	}
}

func (x *indexes) text(document annotate.ID, size int) { x.sizes[document] = size }

// count takes one change into account.
func (x *indexes) count(c *annotate.Change) {
	x.record(c.Old, -1)
	x.record(c.New, 1)
}

func (x *indexes) record(r annotate.Record, n int) {
	switch r := r.(type) {
	case *annotate.Document:
		x.heads[r.ID] += n
		x.hashes[hashKeyOf(r.SHA256, r.ID)] = n > 0
		if n > 0 {
			x.added = append(x.added, r)
		}
		x.name(r, n)
	case *annotate.Annotation:
		x.counts[r.Document] += n
		x.name(r, n)
	case *annotate.Relation:
		x.touched[r.Document] = true
		x.name(r, n)
	case *annotate.Progress:
		x.touched[r.Document] = true
	}
}

func (x *indexes) name(r annotate.Record, n int) {
	for entity := range annotate.Entities(r) {
		x.uses[entity] += n
	}
}

// write brings the buckets up to date, and then looks whether what belongs to a
// document has one.
func (x *indexes) write(w *writer) error {
	for _, id := range slices.SortedFunc(maps.Keys(x.counts), annotate.ID.Compare) {
		was := w.get(inCounts, id[:])
		x.touched[id] = was == nil // what has annotations is there
		if err := w.add(inCounts, id[:], was, x.counts[id]); err != nil {
			return err
		}
	}
	for _, id := range slices.SortedFunc(maps.Keys(x.uses), annotate.ID.Compare) {
		if err := w.add(inUses, id[:], w.get(inUses, id[:]), x.uses[id]); err != nil {
			return err
		}
	}
	byKey := func(a, b hashKey) int { return bytes.Compare(a[:], b[:]) }
	for _, k := range slices.SortedFunc(maps.Keys(x.hashes), byKey) {
		var err error
		if x.hashes[k] {
			err = w.put(inHashes, k[:], []byte{})
		} else {
			err = w.delete(inHashes, k[:])
		}
		if err != nil {
			return err
		}
	}
	return x.check(w)
}

// add adds n to the number under key, which was; 0 is no entry.
func (w *writer) add(b bucket, key, was []byte, n int) error {
	if n == 0 {
		return nil
	}
	if was != nil {
		n += tally(was)
	}
	if n <= 0 {
		return w.delete(b, key)
	}
	return w.put(b, key, w.arena.take(func(b []byte) []byte { return msgp.AppendInt(b, n) }))
}

// check wants that a document has its text, that what is recorded in a document has
// the document, and that a deleted one leaves nothing behind.
func (x *indexes) check(s source) error {
	for _, d := range x.added {
		size, added := x.sizes[d.ID]
		if !added {
			body := s.get(inTexts, d.ID[:])
			if body == nil {
				return fmt.Errorf("document %s has no text: %w", d.ID, annotate.ErrInvalid)
			}
			size = len(body)
		}
		if size != d.Size {
			return fmt.Errorf("document %s says that it has %d bytes, its text has %d: %w", d.ID, d.Size, size, annotate.ErrInvalid)
		}
	}
	for id, unsure := range x.touched {
		if unsure && x.heads[id] == 0 && s.get(inDocuments, id[:]) == nil && left(s, id) != "" {
			return fmt.Errorf("document %s: %w", id, annotate.ErrNotFound)
		}
	}
	for id, n := range x.heads {
		if n < 0 {
			if what := left(s, id); what != "" {
				return fmt.Errorf("document %s still has %s: %w", id, what, annotate.ErrInvalid)
			}
		}
	}
	return nil
}

// left is what still belongs to a document.
func left(s source, document annotate.ID) string {
	for _, b := range [...]bucket{inAnnotations, inRelations, inProgress} {
		if k, _ := s.cursor(b).Seek(document[:]); bytes.HasPrefix(k, document[:]) {
			return b.String()
		}
	}
	return ""
}
