package w3c

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"parley/annotate/codec"
)

// sameParts compares what is taken apart here to what encoding/json makes of it.
func sameParts(t *testing.T, s string) {
	var words string
	is := json.Unmarshal([]byte(s), &words) == nil && s != "null"
	if w, ok := word(piece(s)); w != words || ok != is {
		t.Errorf("%q is the word %q %t, want %q %t", s, w, ok, words, is)
	}
	was, got := 7, 7
	is = json.Unmarshal([]byte(s), &was) == nil
	if ok := number(piece(s), &got); got != was || ok != is {
		t.Errorf("%q is the number %d %t, want %d %t", s, got, ok, was, is)
	}
	var list []json.RawMessage
	is = json.Unmarshal([]byte(s), &list) == nil
	many, ok := manyOf(piece(s))
	if same := slices.EqualFunc(many, list, func(p piece, r json.RawMessage) bool { return string(p) == string(r) }); !same || ok != is {
		t.Errorf("%q has %q %t, want %q %t", s, many, ok, list, is)
	}
	var all map[string]json.RawMessage
	is = json.Unmarshal([]byte(s), &all) == nil
	o, ok := objectOf(piece(s))
	if same := maps.EqualFunc(o, all, func(p piece, r json.RawMessage) bool { return string(p) == string(r) }); !same || ok != is || (o == nil) != (all == nil) {
		t.Errorf("%q has %q %t, want %q %t", s, o, ok, all, is)
	}
	plain, err := marshal(all, nil)
	ours, wrong := marshal(o, nil)
	if err != nil || wrong != nil || !bytes.Equal(plain, ours) {
		t.Errorf("%q is written %q %v, want %q %v", s, ours, wrong, plain, err)
	}
	for _, p := range many {
		sameParts(t, string(p))
	}
	for _, p := range o {
		sameParts(t, string(p))
	}
}

func FuzzPiece(f *testing.F) {
	for _, s := range []string{
		`null`, ` { } `, "\n[ ]\t", `{"start":12,"end":-0,"x":1.0,"y":1e2,"z":99999999999999999999}`, `{"id":"http://example.org/ü","id":"e\u0301 📌 𐐀 \ud83d\ude00 \ud800"}`,
		`[ "👩‍👩‍👧", null , {"الميناء" : [true, false]} ]`, `{"a":{"b":[{"c":"<&>\u2028\r\n"}]}}`, `"a`, `{"a":}`, "[\"a\x80\"]", `{"null":null,"":""}`, `[[],{},0,""]`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 10_000 || codec.CheckJSON(s) != nil {
			return
		}
		sameParts(t, strings.TrimSpace(s))
	})
}
