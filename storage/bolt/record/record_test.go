package record_test

import (
	"bytes"
	"errors"
	"reflect"
	"testing"
	"time"

	"github.com/tinylib/msgp/msgp"

	"parley/annotate"
	"parley/annotate/text"
	"parley/storage/bolt/record"
	"parley/storage/storagetest"
)

// all are records of every kind, full ones and bare ones.
func all() []annotate.Record {
	m := storagetest.NewMaker()
	doc, body := m.Document()
	entity := m.Entity("Hay’at Tahrir al-Sham")
	parented := m.Entity("al-Jolani")
	parented.Parent, parented.Side, parented.ExternalID, parented.Note = entity.ID, "HTS", "Q83285", "e\u0301"
	parented.Exact = annotate.ExactDiacritics | annotate.ExactForms
	parented.Affiliations = []annotate.Affiliation{{Entity: entity.ID, Role: "emir", From: annotate.Date{Year: 2017}, To: annotate.Date{Year: 2025, Month: 1, Day: 29}}}
	parented.Apart = []annotate.ID{entity.ID}
	parented.Modified = parented.Modified.Add(time.Hour)
	first := m.Annotation(body, text.Span{Start: 0, End: 7}, entity.ID)
	full := m.Full(body, entity.ID, first.ID)
	negative := *full
	negative.Created, negative.Modified = time.Date(1969, 1, 1, 0, 0, 0, 1e6, time.UTC), time.Time{}
	relation := m.Relation(first, full)
	relation.Note, relation.Features = "📌", full.Features
	many := *doc
	many.Custom = nil
	for range 40 {
		many.Custom = append(many.Custom, annotate.Field{Name: "𐐀", Value: "👨‍👩‍👧"})
	}
	interview := m.Interview(doc, entity.ID)
	many.Note, many.Direction, many.Modified = "n", annotate.RightToLeft, doc.Created.Add(1e6)
	return []annotate.Record{
		m.Project(), storagetest.Schema(), m.Annotator(), entity, parented, doc, body, &many, first, full, &negative, relation, interview,
		&annotate.SchemaVersion{Schema: *storagetest.Schema(), Since: m.Now()},
		m.Original(doc.ID, "a/ü 📌.ann", "T1\tX 0 1\t𐐀\r\n"), &annotate.Original{},
		&annotate.Progress{Document: doc.ID, Annotator: m.Me, State: annotate.Done, Flags: annotate.Difficult | annotate.Discuss | annotate.NoClaims, Modified: m.Now()},
		&annotate.Project{}, &annotate.Schema{}, &annotate.SchemaVersion{}, &annotate.Annotator{}, &annotate.Entity{}, &annotate.Document{}, &annotate.Body{},
		&annotate.Progress{}, &annotate.Annotation{}, &annotate.Relation{},
	}
}

func TestThereAndBack(t *testing.T) {
	var d record.Decoder
	for _, r := range all() {
		b := record.Append([]byte("before"), r)
		got, err := d.Decode(r.Key(), b[len("before"):])
		if err != nil {
			t.Fatalf("%s: %v", r.Key().Kind, err)
		}
		if !reflect.DeepEqual(got, r) {
			t.Errorf("%s:\ngot  %+v\nwant %+v", r.Key().Kind, got, r)
		}
		if again := record.Append(nil, got); !bytes.Equal(again, b[len("before"):]) {
			t.Errorf("%s: other bytes", r.Key().Kind)
		}
	}
}

// What a decoder gives must not change when it reads the next record.
func TestDecoderKeepsNothing(t *testing.T) {
	var d record.Decoder
	list := all()
	var got []annotate.Record
	for _, r := range list {
		b := record.Append(nil, r)
		one, err := d.Decode(r.Key(), b)
		if err != nil {
			t.Fatal(err)
		}
		clear(b)
		got = append(got, one)
	}
	if !reflect.DeepEqual(got, list) {
		t.Fatal("a record changed after it was read")
	}
}

// A later Parley may add fields.
func TestUnknownFields(t *testing.T) {
	var d record.Decoder
	for _, r := range all() {
		if r.Key().Kind == annotate.KindBody {
			continue
		}
		b := record.Append(nil, r)
		if b[0]&0xf0 != 0x80 || b[0] == 0x8f {
			continue
		}
		more := append([]byte{b[0] + 1}, msgp.AppendMapStrStr(msgp.AppendString(nil, "new"), map[string]string{"a": "b"})...)
		got, err := d.Decode(r.Key(), append(more, b[1:]...))
		if err != nil || !reflect.DeepEqual(got, r) {
			t.Errorf("%s: %v\ngot  %+v\nwant %+v", r.Key().Kind, err, got, r)
		}
	}
}

// Every record cut anywhere is an error, and no panic.
func TestCut(t *testing.T) {
	var d record.Decoder
	for _, r := range all() {
		if r.Key().Kind == annotate.KindBody {
			continue
		}
		b := record.Append(nil, r)
		for n := range b {
			if _, err := d.Decode(r.Key(), b[:n]); !errors.Is(err, annotate.ErrDamaged) {
				t.Fatalf("%s cut at %d of %d: got error %v", r.Key().Kind, n, len(b), err)
			}
		}
		if _, err := d.Decode(r.Key(), append(b, 0)); !errors.Is(err, annotate.ErrDamaged) {
			t.Fatalf("%s with a byte more: got error %v", r.Key().Kind, err)
		}
	}
}

func TestDates(t *testing.T) {
	var d record.Decoder
	for _, date := range []annotate.Date{
		{Year: 1}, {Year: 2024, Month: 2, Day: 29}, {Year: 9999, Month: 12, Day: 31}, {Year: 2018, Month: 9}, {Year: 2018, Month: 9, Day: 1},
	} {
		doc := &annotate.Document{Date: date}
		b := record.Append(nil, doc)
		if !bytes.Contains(b, []byte(date.String())) {
			t.Errorf("%s is written as %q", date, b)
		}
		if got, err := d.Decode(doc.Key(), b); err != nil || got.(*annotate.Document).Date != date {
			t.Errorf("%s: got %v, %v", date, got, err)
		}
	}
	for _, bad := range []string{"2023-02-29", "2023-13-01", "2023-00-10", "2O23-01-01", "0000-01-01", "2023-1-1", "2023-04-31"} {
		b := msgp.AppendString(msgp.AppendString([]byte{0x81}, "d"), bad)
		if got, err := d.Decode(annotate.Key{Kind: annotate.KindDocument}, b); !errors.Is(err, annotate.ErrDamaged) {
			t.Errorf("%q is read as %+v", bad, got)
		}
	}
}

func TestSize(t *testing.T) {
	b := record.Append(nil, claim())
	if len(b) > 250 {
		t.Fatalf("a claim takes %d bytes", len(b))
	}
}

// claim is a claim as people record it.
func claim() *annotate.Annotation {
	m := storagetest.NewMaker()
	_, body := m.Document()
	e := m.ID()
	a := m.Annotation(body, text.Span{Start: 8, End: 68})
	a.Quote.Prefix, a.Quote.Suffix = "Müller sagt, er wolle ja", "damit heute nichts mehr"
	a.Features = []annotate.FeatureValue{
		{Feature: "kind", Values: []annotate.Value{{Type: annotate.TypeTag, Tag: "demand"}}},
		{Feature: "claimant", Values: []annotate.Value{{Type: annotate.TypeEntity, Ref: e}}},
		{Feature: "said", Values: []annotate.Value{{Type: annotate.TypeDate, Date: annotate.Date{Year: 2018, Month: 9, Day: 15}}}},
		{Feature: "sure", Values: []annotate.Value{{Type: annotate.TypeNumber, Number: 0.75}}},
	}
	return a
}

func FuzzDecode(f *testing.F) {
	for _, r := range all() {
		f.Add(uint8(r.Key().Kind), record.Append(nil, r))
	}
	f.Add(uint8(annotate.KindSchema), []byte{0x81, 0xa1, 'l', 0xdd, 0xff, 0xff, 0xff, 0xff})
	f.Fuzz(func(t *testing.T, kind uint8, b []byte) {
		var d record.Decoder
		key := annotate.Key{Kind: annotate.Kind(kind % 10)}
		r, err := d.Decode(key, b)
		if err != nil {
			return
		}
		again, err := d.Decode(key, record.Append(nil, r))
		if err != nil {
			t.Fatalf("what was written cannot be read: %v", err)
		}
		if !bytes.Equal(record.Append(nil, again), record.Append(nil, r)) {
			t.Fatal("not the same the second time")
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	a := claim()
	value := record.Append(nil, a)
	var d record.Decoder
	b.ReportAllocs()
	b.SetBytes(int64(len(value)))
	for b.Loop() {
		if _, err := d.Decode(a.Key(), value); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkAppend(b *testing.B) {
	a := claim()
	var buf []byte
	b.ReportAllocs()
	for b.Loop() {
		buf = record.Append(buf[:0], a)
	}
}
