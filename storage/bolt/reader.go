package bolt

import (
	"encoding/binary"
	"fmt"
	"iter"

	"github.com/tinylib/msgp/msgp"

	"parley/annotate"
	"parley/annotate/session"
	"parley/storage/bolt/record"
)

// reader implements session.Reader over a source.
type reader struct {
	// moment calls its argument with a source. It returns the error of that, or its own.
	moment  func(func(source) error) error
	still   bool // moment is always the same one, and may be asked for on any goroutine
	lenient bool // leaves out what cannot be read, instead of an error
	decoder record.Decoder
}

var _ session.Reader = (*reader)(nil)

// batch is how many records an iterator decodes in one moment. The moment ends before
// they are yielded, so that a loop may change the store that it reads.
const batch = 512

func (r *reader) Project() (*annotate.Project, error) {
	p, err := one[*annotate.Project](r, annotate.Key{Kind: annotate.KindProject})
	return p, wrap("project", err)
}

func (r *reader) Schema() (*annotate.Schema, error) {
	s, err := one[*annotate.Schema](r, annotate.Key{Kind: annotate.KindSchema})
	return s, wrap("schema", err)
}

func (r *reader) Annotators() ([]*annotate.Annotator, error) {
	return all[*annotate.Annotator](r, annotate.KindAnnotator, nil)
}

func (r *reader) Entities() iter.Seq2[*annotate.Entity, error] {
	return each[*annotate.Entity](r, annotate.KindEntity)
}

func (r *reader) Document(id annotate.ID) (*annotate.Document, error) {
	d, err := one[*annotate.Document](r, annotate.Key{Kind: annotate.KindDocument, Document: id})
	return d, wrap("document "+id.String(), err)
}

func (r *reader) Body(id annotate.ID) (string, error) {
	b, err := one[*annotate.Body](r, annotate.Key{Kind: annotate.KindBody, Document: id})
	if err != nil {
		return "", wrap("text of document "+id.String(), err)
	}
	return b.Text, nil
}

func (r *reader) Progress(document annotate.ID) ([]*annotate.Progress, error) {
	return all[*annotate.Progress](r, annotate.KindProgress, document[:])
}

func (r *reader) Annotations(document annotate.ID) ([]*annotate.Annotation, error) {
	return all[*annotate.Annotation](r, annotate.KindAnnotation, document[:])
}

func (r *reader) Relations(document annotate.ID) ([]*annotate.Relation, error) {
	return all[*annotate.Relation](r, annotate.KindRelation, document[:])
}

func (r *reader) Originals(document annotate.ID) ([]*annotate.Original, error) {
	return all[*annotate.Original](r, annotate.KindOriginal, document[:])
}

// AllAnnotations gives the annotations of all documents in the order of their keys:
// document, annotator, ID. They are the caller's; but some dozens of neighbours share
// memory, so who keeps few of many should keep copies.
func (r *reader) AllAnnotations() iter.Seq2[*annotate.Annotation, error] {
	return each[*annotate.Annotation](r, annotate.KindAnnotation)
}

// LendAnnotations is AllAnnotations for who keeps none of them: each is valid until the next
// is asked for, its strings for good.
func (r *reader) LendAnnotations() iter.Seq2[*annotate.Annotation, error] {
	return lent[*annotate.Annotation](r, annotate.KindAnnotation)
}

// AllRelations gives the relations of all documents in the order of their keys.
func (r *reader) AllRelations() iter.Seq2[*annotate.Relation, error] {
	return each[*annotate.Relation](r, annotate.KindRelation)
}

func (r *reader) DocumentWithText(sha256 [32]byte) (id annotate.ID, err error) {
	err = r.moment(func(s source) error {
		for k := range within(s, inHashes, sha256[:8]) {
			if len(k) != len(hashKey{}) {
				continue
			}
			d, err := decode[*annotate.Document](&r.decoder, annotate.KindDocument, k[8:], s.get(inDocuments, k[8:]))
			if err == nil && d.SHA256 == sha256 {
				id = d.ID
				return nil
			}
		}
		return nil
	})
	return id, wrap("index of texts", err)
}

func (r *reader) EntityUses(entity annotate.ID) (uses int, err error) {
	err = r.moment(func(s source) error {
		uses = tally(s.get(inUses, entity[:]))
		return nil
	})
	return uses, wrap("uses of entity "+entity.String(), err)
}

// tally is the number in a value of an index; 0 when it is none.
func tally(v []byte) int {
	n, _, err := msgp.ReadIntBytes(v)
	if err != nil {
		return 0
	}
	return n
}

func wrap(what string, err error) error {
	if err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	return nil
}

// one reads the record that key names.
func one[T annotate.Record](r *reader, key annotate.Key) (rec T, err error) {
	err = r.moment(func(s source) error {
		v := s.get(homes[key.Kind], appendKey(nil, key))
		if v == nil {
			return annotate.ErrNotFound
		}
		got, err := r.decoder.Decode(key, v)
		if err == nil {
			rec = got.(T)
		}
		return err
	})
	return rec, err
}

// all reads the records of a kind whose keys begin with prefix.
func all[T annotate.Record](r *reader, kind annotate.Kind, prefix []byte) (list []T, err error) {
	err = r.moment(func(s source) error {
		for k, v := range within(s, homes[kind], prefix) {
			rec, err := decode[T](&r.decoder, kind, k, v)
			if err == nil {
				list = append(list, rec)
			} else if !r.lenient {
				return err
			}
		}
		return nil
	})
	return list, wrap("read "+homes[kind].String(), err)
}

func decode[T annotate.Record](d *record.Decoder, kind annotate.Kind, k, v []byte) (rec T, err error) {
	key, ok := parseKey(kind, k)
	if !ok {
		return rec, fmt.Errorf("%s with key %x: %w", kind, k, annotate.ErrDamaged)
	}
	got, err := d.Decode(key, v)
	if err != nil {
		return rec, fmt.Errorf("%s: %w", nameOf(key), err)
	}
	return got.(T), nil
}

// idOf is the ID by which people name the record of key.
func idOf(key annotate.Key) annotate.ID {
	switch key.Kind {
	case annotate.KindDocument, annotate.KindBody, annotate.KindProgress:
		return key.Document
	}
	return key.ID
}

// nameOf is how people name the record of key.
func nameOf(key annotate.Key) string {
	switch id := idOf(key); {
	case key.Kind == annotate.KindSchemaVersion:
		return fmt.Sprintf("%s %d", key.Kind, key.Number())
	case !id.IsZero():
		return key.Kind.String() + " " + id.String()
	}
	return key.Kind.String()
}

// batches yields the rows that read gives, asking again from the key that it says until
// that is nil. An error comes after the rows before it, and is the last.
func batches[T any](r *reader, read func(s source, from []byte, rows []T) ([]T, []byte, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		from, rows := []byte{}, []T(nil)
		for from != nil {
			err := r.moment(func(s source) (err error) {
				rows, from, err = read(s, from, rows[:0])
				return err
			})
			for _, row := range rows {
				if !yield(row, nil) {
					return
				}
			}
			if err != nil {
				var none T
				yield(none, err)
				return
			}
		}
	}
}

// History lists the log's entries, the newest first.
func (r *reader) History() iter.Seq2[session.Entry, error] {
	newest := true
	return batches(r, func(s source, from []byte, rows []session.Entry) ([]session.Entry, []byte, error) {
		n := lastNumber(s)
		if !newest {
			n = binary.BigEndian.Uint64(from)
		}
		newest = false
		for ; n > 0; n-- {
			if len(rows) == batch {
				return rows, number(n), nil
			}
			e, _, err := readEntry(s, n)
			if err == nil {
				rows = append(rows, e)
			} else if !r.lenient {
				return rows, nil, err
			}
		}
		return rows, nil, nil
	})
}
