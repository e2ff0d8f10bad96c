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
	counts  map[annotate.ID]int // annotations of a document
	uses    map[annotate.ID]int // values that name an entity
	hashes  map[hashKey]bool    // a text's document: comes or goes
	heads   map[annotate.ID]int // documents: came 1, went -1
	touched map[annotate.ID]bool
	sizes   map[annotate.ID]int // of texts that came
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
	case *annotate.Annotation:
		x.counts[r.Document] += n
		x.name(r.Features, n)
	case *annotate.Relation:
		x.touched[r.Document] = true
		x.name(r.Features, n)
	case *annotate.Progress:
		x.touched[r.Document] = true
	}
}

func (x *indexes) name(list []annotate.FeatureValue, n int) {
	for entity := range namedIn(list) {
		x.uses[entity] += n
	}
}

// namedIn gives the entities that values name, one by one.
func namedIn(list []annotate.FeatureValue) func(func(annotate.ID) bool) {
	return func(yield func(annotate.ID) bool) {
		for i := range list {
			for k := range list[i].Values {
				if v := &list[i].Values[k]; v.Type == annotate.TypeEntity && !yield(v.Ref) {
					return
				}
			}
		}
	}
}

// write brings the buckets up to date, and then looks whether what belongs to a
// document has one.
func (x *indexes) write(m *moment, a *arena) error {
	for _, id := range slices.SortedFunc(maps.Keys(x.counts), annotate.ID.Compare) {
		x.touched[id] = true
		if err := add(m, a, inCounts, id[:], x.counts[id]); err != nil {
			return err
		}
	}
	for _, id := range slices.SortedFunc(maps.Keys(x.uses), annotate.ID.Compare) {
		if err := add(m, a, inUses, id[:], x.uses[id]); err != nil {
			return err
		}
	}
	byKey := func(a, b hashKey) int { return bytes.Compare(a[:], b[:]) }
	for _, k := range slices.SortedFunc(maps.Keys(x.hashes), byKey) {
		var err error
		if x.hashes[k] {
			err = m.in(inHashes).Put(k[:], []byte{})
		} else {
			err = m.in(inHashes).Delete(k[:])
		}
		if err != nil {
			return err
		}
	}
	return x.check(m)
}

// add adds n to the number under key; 0 is no entry.
func add(m *moment, a *arena, b bucket, key []byte, n int) error {
	if n == 0 {
		return nil
	}
	in := m.in(b)
	if was := in.Get(key); was != nil {
		n += tally(was)
	}
	if n <= 0 {
		return in.Delete(key)
	}
	return in.Put(key, a.take(func(b []byte) []byte { return msgp.AppendInt(b, n) }))
}

// check wants that a document has its text, that what is recorded in a document has
// the document, and that a deleted one leaves nothing behind.
func (x *indexes) check(m *moment) error {
	for _, d := range x.added {
		size, added := x.sizes[d.ID]
		if !added {
			body := m.in(inTexts).Get(d.ID[:])
			if body == nil {
				return fmt.Errorf("document %s has no text: %w", d.ID, annotate.ErrInvalid)
			}
			size = len(body)
		}
		if size != d.Size {
			return fmt.Errorf("document %s says that it has %d bytes, its text has %d: %w", d.ID, d.Size, size, annotate.ErrInvalid)
		}
	}
	for id := range x.touched {
		if x.heads[id] == 0 && m.in(inDocuments).Get(id[:]) == nil && left(m, id) != "" {
			return fmt.Errorf("document %s: %w", id, annotate.ErrNotFound)
		}
	}
	for id, n := range x.heads {
		if n < 0 {
			if what := left(m, id); what != "" {
				return fmt.Errorf("document %s still has %s: %w", id, what, annotate.ErrInvalid)
			}
		}
	}
	return nil
}

// left is what still belongs to a document.
func left(m *moment, document annotate.ID) string {
	for _, b := range [...]bucket{inAnnotations, inRelations, inProgress} {
		if k, _ := m.cursor(b).Seek(document[:]); bytes.HasPrefix(k, document[:]) {
			return b.String()
		}
	}
	return ""
}
