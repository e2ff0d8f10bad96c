package record_test

import (
	"reflect"
	"testing"

	"parley/annotate"
	"parley/storage/bolt/record"
)

// What is lent is what is given, also from memory that was used before. All of one loan
// stands side by side.
func TestLend(t *testing.T) {
	list := all()
	var d record.Decoder
	for round := range 5 {
		d.Lend()
		var got []annotate.Record
		for range 1 + 40*(round%2) {
			got = got[:0]
			for _, r := range list {
				one, err := d.Decode(r.Key(), record.Append(nil, r))
				if err != nil {
					t.Fatal(err)
				}
				got = append(got, one)
			}
		}
		if !reflect.DeepEqual(got, list) {
			t.Fatalf("round %d: lent records differ", round)
		}
	}
}

// Lending an annotation with its values costs the memory of its strings.
func TestLendAllocations(t *testing.T) {
	var full *annotate.Annotation
	for _, r := range all() {
		if a, ok := r.(*annotate.Annotation); ok && len(a.Features) > 0 {
			full = a
		}
	}
	value, key := record.Append(nil, full), full.Key()
	var d record.Decoder
	if n := testing.AllocsPerRun(100, func() {
		d.Lend()
		for range 10 {
			if _, err := d.Decode(key, value); err != nil {
				t.Fatal(err)
			}
		}
	}); n > 10 {
		t.Errorf("ten annotations make %v allocations", n)
	}
}

// What is gathered is what is given, however many there are, and stays so: nothing that
// was read is touched by what is read later.
func TestGather(t *testing.T) {
	list := all()
	var d record.Decoder
	d.Gather()
	var got []annotate.Record
	for range 200 {
		for _, r := range list {
			one, err := d.Decode(r.Key(), record.Append(nil, r))
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, one)
			if _, err := d.Decode(r.Key(), []byte{0x81, 0xa1, 'v', 0x81, 0xa1, 'x', 0x91, 0x81, 0xa1, 't', 0xa1}); err == nil && r.Key().Kind == annotate.KindAnnotation {
				t.Fatal("a record that ends in the middle was read")
			}
		}
	}
	for i, r := range got {
		if !reflect.DeepEqual(r, list[i%len(list)]) {
			t.Fatalf("record %d differs: %+v, want %+v", i, r, list[i%len(list)])
		}
	}
}

// Gathering an annotation with its values costs less than one allocation.
func TestGatherAllocations(t *testing.T) {
	var full *annotate.Annotation
	for _, r := range all() {
		if a, ok := r.(*annotate.Annotation); ok && len(a.Features) > 0 {
			full = a
		}
	}
	value, key := record.Append(nil, full), full.Key()
	var d record.Decoder
	d.Gather()
	if n := testing.AllocsPerRun(1000, func() {
		for range 10 {
			if _, err := d.Decode(key, value); err != nil {
				t.Fatal(err)
			}
		}
	}); n > 10 {
		t.Errorf("ten annotations make %v allocations", n)
	}
}
