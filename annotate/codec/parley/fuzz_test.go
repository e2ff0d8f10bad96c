package parley_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"parley/annotate"
	"parley/annotate/codec/parley"
	"parley/assets"
)

// FuzzRead wants no panic, no hang, and of whatever is taken in an export that validates,
// comes back, and stays the same.
func FuzzRead(f *testing.F) {
	for _, lines := range []bool{false, true} {
		f.Add(export(f, awkward(f), lines))
	}
	head := `{"format":"parley-dataset","version":1,"offset_unit":"codepoint","schema":{"name":"S"},`
	for _, s := range []string{
		head + `"documents":[{"id":"00000000-0000-7000-8000-000000000001","text":"ü📌 a"}]}`,
		head + `"documents":[{"id":"00000000-0000-7000-8000-000000000001","text":"ü","words":1e9999}]}`,
		head + `"documents":[{"id":"00000000-0000-7000-8000-000000000001","id":"","text":5}]}`,
		head + `"documents":[` + strings.Repeat("[", 500),
		head + `"documents":[{"metadata":` + strings.Repeat(`{"custom":`, 100) + `]}`,
		head + `"documents":[,]}`, head + `"documents":[]}}`, head + "\"entities\":[]}\n\n{}\n\x00",
		strings.Replace(head, "1", "99999999999999999999", 1), "\uFEFF" + head + `"documents":[]}`, `{"format":"parley-dataset`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		s := empty()
		report, err := load(s, b)
		if err != nil {
			if strings.Contains(err.Error(), "Import dataset:") && !errors.Is(err, annotate.ErrInvalid) {
				t.Fatalf("the store had to refuse it: %v", err)
			}
			return
		}
		var first bytes.Buffer
		if _, err := parley.Write(&first, s, parley.Options{}); err != nil {
			t.Fatalf("what was read cannot be written: %v (%+v)", err, report)
		}
		if !json.Valid(first.Bytes()) {
			t.Fatalf("written as no JSON: %.300s", first.Bytes())
		}
		again := empty()
		if _, err := load(again, first.Bytes()); err != nil {
			t.Fatalf("what was written cannot be read: %v\n%.500s", err, first.Bytes())
		}
		var second bytes.Buffer
		if _, err := parley.Write(&second, again, parley.Options{}); err != nil || !bytes.Equal(first.Bytes(), second.Bytes()) {
			t.Fatalf("%v: came back as\n%.1000s\nfrom\n%.1000s", err, second.Bytes(), first.Bytes())
		}
	})
}

// FuzzValidate wants an answer to everything, soon.
func FuzzValidate(f *testing.F) {
	f.Add(export(f, awkward(f), false))
	f.Add([]byte(`{"format":"parley-dataset","version":1e999,"offset_unit":"codepoint","schema":{},"documents":[{"id":1e999999999,"text":""}]}`))
	f.Add([]byte(`{"format":"parley-dataset","version":1,"offset_unit":"utf16","schema":{"layers":[{"id":"A","name":"A"}]}}` + "\n" + `{"text":[[[[{}]]]],"x":0.1e-9999}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		began := time.Now()
		parley.Validate(bytes.NewReader(b), assets.DatasetSchema())
		if took := time.Since(began); took > 10*time.Second {
			t.Fatalf("%d bytes took %v", len(b), took)
		}
	})
}
