package csv_test

import (
	"testing"
	"unicode/utf16"

	"parley/annotate/codec"
	"parley/annotate/codec/csv"
)

// What a spreadsheet saves as Unicode text is UTF-16 with tabs.
func TestUnicodeText(t *testing.T) {
	const in = "layer\tdocument_text\tstart\tend\tquote\r\nClaim\tMüller e\u0301 📌 𐐀 الميناء 👩‍👩‍👧\t0\t6\tMüller\r\n"
	for _, high := range []int{0, 1} {
		var b []byte
		for _, u := range append([]uint16{0xFEFF}, utf16.Encode([]rune(in))...) {
			pair := [2]byte{byte(u), byte(u >> 8)}
			b = append(b, pair[high], pair[1-high])
		}
		if g := csv.TSV().Detect(source(string(b))); g.Likelihood < 60 {
			t.Errorf("%+v", g)
		}
		if _, report := into(t, string(b), nil, codec.OpenOptions{}); report.Annotations != 1 || report.Refused.Total > 0 {
			t.Errorf("%+v", report)
		}
	}
}
