package w3c

import (
	"bytes"
	"testing"
)

// What we write is what encoding/json makes of the same, whatever is set and whatever it says.
func TestAppendJSON(t *testing.T) {
	words := []string{"", "Mü <&> u\u0308 📌 𐐀 👩‍👩‍👧 الميناء", "\r\n\t\b\f\x01\u2028\u2029\"\\", "a\x80b"}
	for n := range 1 << 12 {
		w := func(bit int) string { return words[n>>bit&1*(1+n%3)] }
		a := annoJSON{ID: w(0), Type: "Annotation", Layer: w(1), Recheck: w(2), Relation: w(3), Motivation: w(4), Created: w(5), Modified: w(6)}
		if n&1 > 0 {
			a.Creator = &personJSON{"Person", w(7)}
		}
		if n&2 > 0 {
			a.Body = append(a.Body, bodyJSON{ID: w(0), Type: w(1), Purpose: w(2), Value: w(3), Feature: w(4), Kind: w(5), Name: w(6), Mention: w(7), Tagset: w(8)}, w(9), bodyJSON{})
		}
		if n&4 > 0 {
			a.Target = []targetJSON{}
		}
		if n&8 > 0 {
			a.Target = append(a.Target, targetJSON{Source: w(10)}, targetJSON{w(11), []any{positionJSON{w(0), n, -n}, quoteJSON{w(1), w(2), w(3), w(4)}}, nil})
		}
		if a.Target == nil { // as it never is
			continue
		}
		want, err := marshal(a, nil)
		if got := a.appendPlain([]byte("x")); err != nil || !bytes.Equal(got[1:], want) {
			t.Fatalf("%s\nwant\n%s: %v", got[1:], want, err)
		}
	}
}

// A piece that came in goes the long way.
func TestPlain(t *testing.T) {
	for _, a := range []annoJSON{
		{more: object{"x": "1"}}, {Body: []any{"a", piece(`{ "id": 1 }`)}}, {Target: []targetJSON{{more: object{"x": "1"}}}}, {Target: []targetJSON{{Selector: []any{piece("{}")}}}},
	} {
		if a.plain() {
			t.Errorf("%+v is all of our own", a)
		}
	}
	if !(&annoJSON{Body: []any{"a", bodyJSON{}}, Target: []targetJSON{{Selector: []any{positionJSON{}}}}}).plain() {
		t.Error("what is our own is not")
	}
}
