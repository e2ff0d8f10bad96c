package codec_test

import (
	"slices"
	"testing"

	"parley/annotate/codec"
	"parley/annotate/text"
)

func TestTokens(t *testing.T) {
	for body, want := range map[string][]string{
		words:            {"Mü", "ller", "u\u0308ber", "📌", "𐐀", ":", "«", "الميناء", "»", "👩‍👩‍👧", "harbour", ",", "and", "the", "union", "."},
		"":               nil,
		" \n ":           nil,
		"Mün\r\n\u00a0x": {"Mü", "n", "x"},
	} {
		tx, err := text.New(body)
		if err != nil {
			t.Fatal(err)
		}
		var marks []text.Span
		if tx.Len() > 3 {
			marks = []text.Span{{Start: 0, End: 3}, {Start: 0, End: 3}}
		}
		var got []string
		for _, s := range codec.Tokens(tx, marks) {
			got = append(got, tx.Slice(s))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
