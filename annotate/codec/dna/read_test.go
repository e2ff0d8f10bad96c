package dna_test

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
	"testing"

	"parley/annotate"
	"parley/annotate/codec"
	"parley/annotate/session"
	"parley/annotate/text"
)

// many is a project of n documents with one claim each.
func many(t testing.TB, n int) session.Store {
	me := &annotate.Annotator{ID: annotate.NewID(), Name: "Lina"}
	schema := &annotate.Schema{Name: "s", Version: 1, Layers: []annotate.Layer{{ID: "Claim", Name: "Claim", Colour: 1, Features: []annotate.Feature{
		{ID: "agreement", Name: "agreement", Types: []annotate.FeatureType{annotate.TypeBoolean}},
		{ID: "remark", Name: "remark", Types: []annotate.FeatureType{annotate.TypeText}},
	}}}}
	records := []annotate.Record{me}
	for i := range n {
		words := fmt.Sprintf("📌 %d %s", i, body)
		tx, err := text.New(words)
		if err != nil {
			t.Fatal(err)
		}
		d := &annotate.Document{ID: annotate.NewID(), SHA256: sha256.Sum256([]byte(words)), Size: len(words), Title: fmt.Sprintf("Nr. %03d", i), Date: annotate.Date{Year: 2025, Month: 3, Day: 11}}
		spans := []text.Span{{Start: 0, End: text.Offset(len("📌"))}}
		records = append(records, &annotate.Body{Document: d.ID, Text: words}, d, &annotate.Annotation{
			ID: annotate.NewID(), Document: d.ID, Layer: "Claim", Annotator: me.ID, Fragments: spans, Quote: tx.Quote(spans),
			Features: []annotate.FeatureValue{
				{Feature: "agreement", Values: []annotate.Value{{Type: annotate.TypeBoolean, Bool: i%2 == 0}}},
				{Feature: "remark", Values: []annotate.Value{{Type: annotate.TypeText, Text: fmt.Sprint("remark ", i)}}},
			},
		})
	}
	return project(t, schema, records...)
}

// Of documents that are read together, the one that cannot be read is missing and no other.
func TestOneOfMany(t *testing.T) {
	store := many(t, 100)
	out, _ := written(t, store)
	if same, _ := written(t, store); !bytes.Equal(same, out) {
		t.Error("the same project gave other bytes")
	}
	whole, report := into(t, source(out))
	if report.Documents != 100 || report.Refused.Total != 0 {
		t.Fatalf("%+v", report)
	}
	want := told(t, whole)
	if a := told(t, store); !slices.Equal(a, want) {
		t.Fatalf("%q came back as %q", a, want)
	}
	some, report := into(t, source(changed(t, out, `UPDATE DATABOOLEAN SET VariableId = 'x' WHERE StatementId = 50`)))
	if report.Documents != 99 || report.Refused.Total != 1 || report.Refused.First[0].Place != "document 50" {
		t.Errorf("%+v", report)
	}
	left := slices.DeleteFunc(want, func(s string) bool {
		return strings.Contains(s, "Nr. 049") || strings.Contains(s, "remark 49")
	})
	if got := told(t, some); !slices.Equal(got, left) {
		t.Errorf("%q, want %q", got, left)
	}
}

// A database that DNA left with a log beside it says so in its head, and is read without.
func TestWithoutItsLog(t *testing.T) {
	b := altered(t, "PRAGMA journal_mode = WAL")
	if b[18] != 2 {
		t.Fatalf("its form is %d", b[18])
	}
	store, report := into(t, source(b))
	if report.Documents != 1 || report.Annotations != 5 || report.Refused.Total != 0 || len(told(t, store)) == 0 {
		t.Errorf("%+v", report)
	}
}

// The same file gives the same IDs in the same places.
func TestSameIDs(t *testing.T) {
	out, _ := written(t, many(t, 70))
	read := func() (list []string) {
		n := 0
		next := func() annotate.ID { n++; return annotate.ID{byte(n >> 8), byte(n)} }
		c, err := kit().Format.Open(source(out), codec.OpenOptions{NewID: next})
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		for d, err := range c.Documents(t.Context(), &codec.Report{}) {
			if err != nil {
				t.Fatal(err)
			}
			list = append(list, fmt.Sprint(d.Place, d.Head.Title, d.Annotations[0].ID))
		}
		return list
	}
	first := read()
	if again := read(); !slices.Equal(first, again) || len(first) != 70 || first[0] == first[1] {
		t.Errorf("%q, then %q", first, again)
	}
}

// A file that is too large for memory is read from disk.
func TestLargeFile(t *testing.T) {
	store := sample(t)
	out, _ := written(t, store)
	small, _ := into(t, source(out))
	large, report := into(t, source(append(out, make([]byte, 33<<20)...)))
	if a, b := told(t, small), told(t, large); !slices.Equal(a, b) || report.Refused.Total != 0 {
		t.Errorf("%q, not %q", b, a)
	}
}
