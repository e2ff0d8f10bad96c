package codec_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"parley/annotate/codec"
)

// FuzzAppendJSON compares what is written to what encoding/json writes.
func FuzzAppendJSON(f *testing.F) {
	for _, s := range []string{
		"", "Müller", "e\u0301 📌 𐐀 👨‍👩‍👧 الميناء\r\n", `"quoted" \ and / <b>&amp;`, "\x00\x01\b\f\n\r\t\x1f\x7f", "\u2028\u2029\u2027\ufffd", "a\xffb\xe2\x80", "\xf0\x9f",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		if err := e.Encode(s); err != nil {
			t.Fatal(err)
		}
		if got, want := string(codec.AppendJSON([]byte("x"), s)), "x"+strings.TrimSuffix(b.String(), "\n"); got != want {
			t.Errorf("%q is %s, want %s", s, got, want)
		}
	})
}
