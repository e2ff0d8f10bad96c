package codec_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"parley/annotate/codec"
)

// wide is s as UTF-16 with a mark, the low byte first or the high one.
func wide(s string, low bool) string {
	var b []byte
	for _, u := range append([]uint16{0xFEFF}, utf16.Encode([]rune(s))...) {
		if low {
			b = append(b, byte(u), byte(u>>8))
		} else {
			b = append(b, byte(u>>8), byte(u))
		}
	}
	return string(b)
}

func TestLinesOfAnyUnicode(t *testing.T) {
	const s = "Mü\te\u0301\r\n📌 𐐀\n\nالميناء 👩‍👩‍👧"
	want := []string{"Mü\te\u0301", "📌 𐐀", "", "الميناء 👩‍👩‍👧"}
	for name, in := range map[string]string{"utf-8": s, "marked": "\uFEFF" + s, "utf-16le": wide(s, true), "utf-16be": wide(s, false)} {
		var got []string
		for n, line := range codec.AllLines(strings.NewReader(in)) {
			if got = append(got, string(line)); n != len(got) {
				t.Errorf("%s: line %d is called %d", name, len(got), n)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	for _, cut := range []string{"\xFF\xFE", "\xFF\xFEa", "\xFE", ""} {
		for range codec.AllLines(strings.NewReader(cut)) {
		}
	}
}
