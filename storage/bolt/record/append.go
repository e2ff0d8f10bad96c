package record

import (
	"slices"
	"time"

	"github.com/tinylib/msgp/msgp"

	"parley/annotate"
)

// Append appends the value of r to b.
func Append(b []byte, r annotate.Record) []byte {
	switch r := r.(type) {
	case *annotate.Project:
		return appendProject(b, r)
	case *annotate.Schema:
		return appendSchema(b, r)
	case *annotate.SchemaVersion:
		return appendVersion(b, r)
	case *annotate.Annotator:
		return appendAnnotator(b, r)
	case *annotate.Entity:
		return appendEntity(b, r)
	case *annotate.Document:
		return appendDocument(b, r)
	case *annotate.Original:
		return appendOriginal(b, r)
	case *annotate.Body:
		return append(b, r.Text...)
	case *annotate.Progress:
		return appendProgress(b, r)
	case *annotate.Annotation:
		return appendAnnotation(b, r)
	case *annotate.Relation:
		return appendRelation(b, r)
	}
	return b
}

// fields is a MessagePack map that grows field by field; zero values are left out.
type fields struct {
	b     []byte
	start int // of the map's header
	n     int
}

func begin(b []byte) fields { return fields{b: append(b, 0x80), start: len(b)} }

// end completes the header, which grows when there are more than 15 fields.
func (f *fields) end() []byte {
	if f.n < 16 {
		f.b[f.start] |= byte(f.n)
		return f.b
	}
	f.b = slices.Insert(f.b, f.start+1, byte(f.n>>8), byte(f.n))
	f.b[f.start] = 0xde
	return f.b
}

func (f *fields) key(k string) {
	f.n++
	f.b = msgp.AppendString(f.b, k)
}

func (f *fields) text(k, v string) {
	if v != "" {
		f.key(k)
		f.b = msgp.AppendString(f.b, v)
	}
}

func (f *fields) number(k string, v int) {
	if v != 0 {
		f.key(k)
		f.b = msgp.AppendInt(f.b, v)
	}
}

func (f *fields) flag(k string, v bool) {
	if v {
		f.key(k)
		f.b = msgp.AppendBool(f.b, v)
	}
}

func (f *fields) id(k string, v annotate.ID) {
	if !v.IsZero() {
		f.key(k)
		f.b = msgp.AppendBytes(f.b, v[:])
	}
}

func (f *fields) hash(k string, v [32]byte) {
	if v != [32]byte{} {
		f.key(k)
		f.b = msgp.AppendBytes(f.b, v[:])
	}
}

func (f *fields) date(k string, v annotate.Date) {
	if !v.IsZero() {
		f.key(k)
		f.b = appendDate(f.b, v)
	}
}

func (f *fields) times(created, modified time.Time) {
	if !created.IsZero() {
		f.key("c")
		f.b = msgp.AppendInt64(f.b, created.UnixMilli())
	}
	if modified.UnixMilli() != created.UnixMilli() {
		f.key("m")
		f.b = msgp.AppendInt64(f.b, modified.UnixMilli())
	}
}

// list is an array of n parts that each appends; an empty one is left out.
func (f *fields) list(k string, n int, each func(b []byte, i int) []byte) {
	if n == 0 {
		return
	}
	f.key(k)
	f.b = msgp.AppendArrayHeader(f.b, uint32(n))
	for i := range n {
		f.b = each(f.b, i)
	}
}

func texts[S ~string](f *fields, k string, list []S) {
	f.list(k, len(list), func(b []byte, i int) []byte { return msgp.AppendString(b, string(list[i])) })
}
