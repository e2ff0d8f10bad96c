package webannotsv

import (
	"math/rand/v2"
	"testing"

	"parley/annotate/codec"
	"parley/annotate/text"
)

// Rows are found by their numbers, in whatever order they come.
func TestRows(t *testing.T) {
	ordered := []*unit{{sentence: 1, token: 1}, {sentence: 1, token: 2}, {sentence: 1, token: 2, piece: 1}, {sentence: 1, token: 2, piece: 3}, {sentence: 2, token: 1}, {sentence: 7}}
	shuffled := append([]*unit(nil), ordered...)
	random := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		var r rows
		for _, u := range shuffled {
			if r.at(u.place()) != nil {
				t.Errorf("%s is there before it came", u.id())
			}
			r.add(u)
		}
		for _, u := range ordered {
			if r.at(u.place()) != u {
				t.Errorf("%s is not found", u.id())
			}
		}
		for _, k := range []place{{}, {1, 2, 2}, {1, 3, 0}, {9, 1, 0}} {
			if r.at(k) != nil {
				t.Errorf("%v is there", k)
			}
		}
		random.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
	}
	var none rows
	if none.at(place{1, 1, 0}) != nil {
		t.Error("there is a row among none")
	}
}

// A ruler says where a text does, or that it does not know.
func TestRuler(t *testing.T) {
	const s = "Mü\r\n📌 u\u0308 𐐀 👩‍👩‍👧 الميناء."
	raw, err := codec.NewRaw(s)
	if err != nil {
		t.Fatal(err)
	}
	for _, unit := range []text.Unit{text.UTF16, text.CodePoint} {
		for first := range 12 { // that was measured before
			for start := range 40 {
				for end := range 40 {
					r := ruler{s: s, unit: unit}
					r.measure(first, first)
					from, to, ok := r.measure(start, end)
					want, err := codec.Position{Start: start, End: end}.Span(raw.File(), unit)
					if ok && (err != nil || want != text.Span{Start: from, End: to}) {
						t.Fatalf("%d–%d in %s is %d–%d, want %v: %v", start, end, unit, from, to, want, err)
					}
					if !ok && err == nil && start >= first {
						t.Fatalf("%d–%d in %s is not found behind %d", start, end, unit, first)
					}
				}
			}
		}
	}
	for _, words := range []string{"", "a", s} {
		for _, unit := range []text.Unit{text.UTF16, text.CodePoint} {
			tx, _ := text.New(words)
			if want, _ := tx.In(tx.Len(), unit); length(words, unit) != want {
				t.Errorf("%q is %d long in %s, want %d", words, length(words, unit), unit, want)
			}
		}
	}
}
