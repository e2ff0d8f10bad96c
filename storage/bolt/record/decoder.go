package record

import (
	"errors"
	"fmt"
	"time"
	"unicode/utf8"

	"github.com/tinylib/msgp/msgp"

	"parley/annotate"
	"parley/annotate/text"
)

// Decoder reads records. It keeps its scratch space and the names it has met, so one
// decoder should read many records; it belongs to one goroutine. The zero Decoder is
// ready. What it returns shares no memory with the bytes it was given.
type Decoder struct {
	b      []byte // what is still to be read
	err    error  // the first; then everything reads as zero
	names  map[string]string
	last   [64]string // of names, by a hash
	buf    []byte     // the record's own strings, which become one allocation
	refs   []ref
	vals   []annotate.Value
	marks  []mark // strings of buf that belong into vals
	feats  []feat
	memory memory
	lent   struct {
		annotations slab[annotate.Annotation]
		relations   slab[annotate.Relation]
		progress    slab[annotate.Progress]
		features    slab[annotate.FeatureValue]
		values      slab[annotate.Value]
		spans       slab[text.Span]
		texts       textSlab
	}
}

type ref struct {
	to     *string
	lo, hi int
}

type mark struct{ value, lo, hi int }

type feat struct {
	id     annotate.FeatureID
	lo, hi int
}

// What is wrong with bytes that are MessagePack, but no record.
var (
	errForm = errors.New("a field has another form than it should")
	errUTF8 = errors.New("a string is not valid UTF-8")
)

// Decode reads the value of the record that key names. The error wraps
// annotate.ErrDamaged.
func (d *Decoder) Decode(key annotate.Key, b []byte) (annotate.Record, error) {
	r := d.blank(key)
	if err := d.Into(r, b); err != nil {
		return nil, err
	}
	return r, nil
}

// Into reads b into r, a blank record but for what its key says. The error wraps
// annotate.ErrDamaged, and r is then of no use.
func (d *Decoder) Into(r annotate.Record, b []byte) error {
	d.b, d.err, d.buf, d.refs = b, nil, d.buf[:0], d.refs[:0]
	switch r := r.(type) {
	case *annotate.Annotation:
		d.annotation(r)
	case *annotate.Document:
		d.document(r)
	case *annotate.Progress:
		d.progress(r)
	case *annotate.Relation:
		d.relation(r)
	case *annotate.Entity:
		d.entity(r)
	case *annotate.Original:
		d.original(r)
	case *annotate.Body:
		d.body(r)
	case *annotate.Annotator:
		d.annotator(r)
	case *annotate.Project:
		d.project(r)
	case *annotate.Schema:
		d.schema(r)
	case *annotate.SchemaVersion:
		d.version(r)
	}
	return d.done()
}

func blank(key annotate.Key) annotate.Record {
	switch key.Kind {
	case annotate.KindProject:
		return &annotate.Project{}
	case annotate.KindSchema:
		return &annotate.Schema{}
	case annotate.KindSchemaVersion:
		return &annotate.SchemaVersion{Schema: annotate.Schema{Version: key.Number()}}
	case annotate.KindAnnotator:
		return &annotate.Annotator{ID: key.ID}
	case annotate.KindEntity:
		return &annotate.Entity{ID: key.ID}
	case annotate.KindDocument:
		return &annotate.Document{ID: key.Document}
	case annotate.KindOriginal:
		return &annotate.Original{ID: key.ID, Document: key.Document}
	case annotate.KindBody:
		return &annotate.Body{Document: key.Document}
	case annotate.KindProgress:
		return &annotate.Progress{Document: key.Document, Annotator: key.Annotator}
	case annotate.KindAnnotation:
		return &annotate.Annotation{ID: key.ID, Document: key.Document, Annotator: key.Annotator}
	}
	return &annotate.Relation{ID: key.ID, Document: key.Document, Annotator: key.Annotator}
}

// done gives all strings of the record one piece of memory, and says what was wrong.
func (d *Decoder) done() error {
	switch {
	case d.err != nil:
	case len(d.b) > 0:
		d.err = fmt.Errorf("%d bytes too many", len(d.b))
	case !utf8.Valid(d.buf):
		d.err = errUTF8
	}
	if d.err != nil {
		return fmt.Errorf("%w: %w", d.err, annotate.ErrDamaged)
	}
	s := d.lent.texts.keep(d.buf, d.memory)
	for _, r := range d.refs {
		*r.to = s[r.lo:r.hi]
	}
	return nil
}

func (d *Decoder) fail(err error) {
	if d.err == nil {
		d.err = err
	}
	d.b = nil
}

// fields is how many fields follow, each a key and what belongs to it.
func (d *Decoder) fields() int {
	if len(d.b) > 0 && d.b[0]&0xf0 == 0x80 {
		return d.few()
	}
	n, rest, err := msgp.ReadMapHeaderBytes(d.b)
	return d.length(n, rest, err)
}

func (d *Decoder) items() int {
	if len(d.b) > 0 && d.b[0]&0xf0 == 0x90 {
		return d.few()
	}
	n, rest, err := msgp.ReadArrayHeaderBytes(d.b)
	return d.length(n, rest, err)
}

// few is a length of less than 16, which stands in the first byte.
func (d *Decoder) few() int {
	n := int(d.b[0] & 0x0f)
	d.b = d.b[1:]
	if n > len(d.b) {
		d.fail(errForm)
		return 0
	}
	return n
}

// length refuses more items than bytes are left, so that no header can ask for memory.
func (d *Decoder) length(n uint32, rest []byte, err error) int {
	if err != nil || int64(n) > int64(len(rest)) {
		d.fail(errForm)
		return 0
	}
	d.b = rest
	return int(n)
}

// letter is a key of one letter; 0 for any other.
func (d *Decoder) letter() byte {
	if len(d.b) > 1 && d.b[0] == 0xa1 {
		k := d.b[1]
		d.b = d.b[2:]
		return k
	}
	if k := d.chars(); len(k) == 1 {
		return k[0]
	}
	return 0
}

func (d *Decoder) chars() []byte {
	if len(d.b) > 0 && d.b[0]&0xe0 == 0xa0 {
		if n := 1 + int(d.b[0]&0x1f); n <= len(d.b) {
			s := d.b[1:n]
			d.b = d.b[n:]
			return s
		}
	}
	s, rest, err := msgp.ReadStringZC(d.b)
	if err != nil {
		d.fail(errForm)
		return nil
	}
	d.b = rest
	return s
}

func (d *Decoder) skip() {
	rest, err := msgp.Skip(d.b)
	if err != nil {
		d.fail(errForm)
		return
	}
	d.b = rest
}

// text sets *to when the record is done.
func (d *Decoder) text(to *string) {
	s := d.chars()
	d.refs = append(d.refs, ref{to, len(d.buf), len(d.buf) + len(s)})
	d.buf = append(d.buf, s...)
}

// name reads a string that many records share, and keeps one copy of it.
func name[S ~string](d *Decoder, to *S) {
	s := d.chars()
	if len(s) == 0 {
		*to = ""
		return
	}
	last := &d.last[(uint(len(s))+uint(s[0])*7+uint(s[len(s)-1])*31)%uint(len(d.last))]
	if *last != string(s) {
		*last = d.known(s)
	}
	*to = S(*last)
}

// known is the one copy of s.
func (d *Decoder) known(s []byte) string {
	if n, ok := d.names[string(s)]; ok {
		return n
	}
	if !utf8.Valid(s) {
		d.fail(errForm)
		return ""
	}
	if d.names == nil || len(d.names) > 4096 {
		d.names = make(map[string]string)
	}
	n := string(s)
	d.names[n] = n
	return n
}

func (d *Decoder) number() int {
	if len(d.b) > 0 && d.b[0] < 0x80 {
		n := int(d.b[0])
		d.b = d.b[1:]
		return n
	}
	n, rest, err := msgp.ReadInt64Bytes(d.b)
	if err != nil || int64(int(n)) != n {
		d.fail(errForm)
		return 0
	}
	d.b = rest
	return int(n)
}

func (d *Decoder) flag() bool {
	v, rest, err := msgp.ReadBoolBytes(d.b)
	if err != nil {
		d.fail(errForm)
		return false
	}
	d.b = rest
	return v
}

func (d *Decoder) float() float64 {
	v, rest, err := msgp.ReadFloat64Bytes(d.b)
	if err != nil {
		d.fail(errForm)
		return 0
	}
	d.b = rest
	return v
}

// bytes are n bytes, no more and no fewer; nil when they are not.
func (d *Decoder) bytes(n int) []byte {
	v, rest, err := msgp.ReadBytesZC(d.b)
	if err != nil || len(v) != n {
		d.fail(errForm)
		return nil
	}
	d.b = rest
	return v
}

func (d *Decoder) id() (id annotate.ID) {
	if b := d.b; len(b) >= 2+len(id) && b[0] == 0xc4 && int(b[1]) == len(id) {
		d.b = b[2+len(id):]
		return annotate.ID(b[2:])
	}
	copy(id[:], d.bytes(len(id)))
	return id
}

func (d *Decoder) hash() (h [32]byte) {
	copy(h[:], d.bytes(len(h)))
	return h
}

func (d *Decoder) time() time.Time {
	n, rest, err := msgp.ReadInt64Bytes(d.b)
	if err != nil {
		d.fail(errForm)
		return time.Time{}
	}
	d.b = rest
	return time.UnixMilli(n).UTC()
}

// word reads one of few words by its place among them.
func (d *Decoder) word(known ...string) int {
	s := d.chars()
	for i, k := range known {
		if string(s) == k {
			return i
		}
	}
	d.fail(errForm)
	return 0
}

// array reads a list part by part. The list does not move while it is read, as d.refs
// point into it.
func array[T any](d *Decoder, part func(*Decoder, *T)) []T {
	n := d.items()
	if n == 0 {
		return nil
	}
	list := make([]T, n)
	for i := 0; i < n && d.err == nil; i++ {
		part(d, &list[i])
	}
	return list
}

func names[S ~string](d *Decoder) []S { return array(d, name[S]) }
